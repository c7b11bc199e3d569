"""The units that rules are held against: their tokens in columns of numbers, their sentences, their variables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.text.dictionaries import normalise
from helpers.text.documents import Documents
from helpers.text.plain_text import LEVELS
from helpers.text.store import Tokens
from helpers.text.units import frame_variables, split_units

SENTENCE = re.compile(r"[^。\r\n]*。|[^。\r\n]+")
NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class CodingUnits:
    """Units of analysis, ready to be coded.

        columns, one entry a token of a unit, from left to right (line ends are no tokens)
        entry | unit | sentence | paragraph | length
        12    | 0    | 0        | 0         | 3
        row of `entries` (Tokens.entries) | row of `names` | numbers over all texts | characters

    `names`: the units' ids; `sentences`, `sentence_unit`, `follows`: the text of each sentence, its unit, and whether it
    begins where the one before ends. `variables`: one row a unit, external variables and h1..h5. `synonyms`: variant -> term (NFKC); a word of a rule finds both.
    `surfaces`: a word of a rule finds the written form of a token as well (the themes of the casebook do).
    """

    names: tuple[str, ...]
    entries: pd.DataFrame
    entry: np.ndarray
    unit: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    length: np.ndarray
    sentences: tuple[str, ...] = ()
    sentence_unit: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    follows: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    variables: pd.DataFrame = field(default_factory=pd.DataFrame)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    surfaces: bool = False

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def rows_by_word(self) -> dict[str, list[int]]:
        """Word (NFKC, without case) -> the entries whose base form or term it is."""
        rows: dict[str, list[int]] = {}
        for row, (surface, base) in enumerate(
            zip(self.entries["surface"], self.entries["base_form"], strict=True)
        ):
            base = normalise(surface if base == "*" else base)
            keys = {base, self.synonyms.get(base, base), *([normalise(surface)] if self.surfaces else [])}
            for key in {key.casefold() for key in keys}:
                rows.setdefault(key, []).append(row)
        return rows

    @cached_property
    def _by_entry(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.entry, kind="stable")
        return order, np.searchsorted(self.entry[order], np.arange(len(self.entries) + 1))

    def find_rows(self, word: str) -> np.ndarray:
        """The entries that a word stands for."""
        return np.array(self.rows_by_word.get(normalise(word).casefold(), ()), dtype=np.int64)

    def find_tokens(self, rows: np.ndarray) -> np.ndarray:
        """Where these entries stand among the tokens, in ascending order."""
        order, first = self._by_entry
        parts = [order[first[row] : first[row + 1]] for row in rows]
        return np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)

    def count_tokens(self, tokens: np.ndarray) -> np.ndarray:
        """How many of these tokens each unit has."""
        return np.bincount(self.unit[tokens], minlength=len(self))


def split_sentences(texts: Sequence[str]) -> pd.DataFrame:
    """Sentences end at 。 and at line ends, paragraphs at line ends, as in KH Coder.

    df_by_sentence (one row a sentence; offsets in code points; numbers over all texts, from 0)
    document | paragraph | sentence | start | end
    0        | 0         | 0        | 0     | 12
    """
    rows, paragraph = [], -1
    for document, text in enumerate(texts):
        ends = [found.start() for found in NEWLINE.finditer(text)]
        paragraph += 1
        for found in SENTENCE.finditer(text):
            while ends and ends[0] < found.start():
                ends.pop(0)
                paragraph += 1
            rows.append((document, paragraph, len(rows), found.start(), found.end()))
    return pd.DataFrame(rows, columns=["document", "paragraph", "sentence", "start", "end"]).astype("int64")


def build_coding_units(
    tokens: Tokens, documents: Documents, df_by_unit: pd.DataFrame, **options
) -> CodingUnits:
    """The units of split_units, with the external variables and headings of their texts; `options`: synonyms, surfaces."""
    sentences = split_units(documents, "sentence")
    sentences["paragraph"] = sentences.groupby(["document", "paragraph"], sort=False).ngroup()
    first = df_by_unit.drop_duplicates("unit_id").sort_values("unit_id").reset_index(drop=True)
    variables = frame_variables(documents, df_by_unit).reset_index(drop=True)
    taken = [level for level in LEVELS if level not in variables and (first[level] != "").any()]
    variables = pd.concat([variables, first[taken]], axis=1)
    spans = df_by_unit[["document", "start", "end"]].assign(unit=df_by_unit["unit_id"])
    return unite_spans(tokens, spans, sentences, first["unit"], variables, **options)


def unite_documents(
    tokens: Tokens, names: Sequence[str] | None = None, variables: pd.DataFrame | None = None, **options
) -> CodingUnits:
    """Every text a unit; `names`: their ids (default 1, 2, ...). `options`: synonyms, surfaces."""
    names = tuple(map(str, names if names is not None else range(1, len(tokens.texts) + 1)))
    spans = [(document, 0, len(text)) for document, text in enumerate(tokens.texts)]
    units = pd.DataFrame(spans, columns=["document", "start", "end"]).assign(unit=range(len(spans)))
    return unite_spans(tokens, units, split_sentences(tokens.texts), names, variables, **options)


def unite_spans(
    tokens: Tokens,
    df_by_span: pd.DataFrame,
    df_by_sentence: pd.DataFrame,
    names: Sequence[str],
    variables: pd.DataFrame | None = None,
    **options,
) -> CodingUnits:
    """Units of any kind, given by what belongs to them.

    df_by_span (one or several rows a unit, which do not overlap)    df_by_sentence: as from split_sentences
    document | start | end | unit
    0        | 0     | 40  | 0
    position in tokens.texts | code points | | row of `names`
    """
    sentences = df_by_sentence.reset_index(drop=True)
    found = _find_span(sentences, tokens.document, tokens.start)
    unit = _find_span(df_by_span, tokens.document, tokens.start)
    spaces = tokens.entries["surface"].map(
        lambda surface: surface.isspace() and NEWLINE.search(surface) is not None
    )
    kept = (found >= 0) & (unit >= 0) & ~spaces.to_numpy(dtype=bool)[tokens.entry]
    of_sentence = _find_span(df_by_span, sentences["document"].to_numpy(), sentences["start"].to_numpy())
    numbers = df_by_span["unit"].to_numpy(dtype=np.int64)
    within = sentences[of_sentence >= 0]
    places = zip(within["document"], within["start"], within["end"], strict=True)
    return CodingUnits(
        names=tuple(map(str, names)), entries=tokens.entries, entry=tokens.entry[kept].astype(np.int64),
        unit=numbers[unit[kept]], sentence=found[kept],
        paragraph=sentences["paragraph"].to_numpy(dtype=np.int64)[found[kept]],
        length=tokens.length[kept].astype(np.int64),
        sentences=tuple(tokens.texts[document][start:end] for document, start, end in places),
        sentence_unit=numbers[of_sentence[of_sentence >= 0]], follows=_find_followers(within),
        variables=pd.DataFrame(index=range(len(names))) if variables is None else variables.reset_index(drop=True),
        **options,
    )  # fmt: skip


def _find_followers(sentences: pd.DataFrame) -> np.ndarray:
    before = sentences.shift()
    return ((sentences["document"] == before["document"]) & (sentences["start"] == before["end"])).to_numpy(
        dtype=bool
    )


def _find_span(spans: pd.DataFrame, document: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Row of `spans` that holds each (document, start), -1 for none."""
    if not len(spans):
        return np.full(len(start), -1, dtype=np.int64)
    step = int(max(spans["end"].max(), start.max(initial=0))) + 1
    begins = spans["document"].to_numpy(dtype=np.int64) * step + spans["start"].to_numpy(dtype=np.int64)
    order = np.argsort(begins, kind="stable")
    sought = document.astype(np.int64) * step + start
    place = np.searchsorted(begins[order], sought, side="right") - 1
    rows = order[np.maximum(place, 0)]
    ends = spans["document"].to_numpy(dtype=np.int64) * step + spans["end"].to_numpy(dtype=np.int64)
    return np.where((place >= 0) & (sought < ends[rows]), rows, -1)
