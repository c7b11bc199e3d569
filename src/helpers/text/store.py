"""The token store: every token of every text in four columns of numbers and one table of entries.

    texts -> distinct texts -> cache (what is known) -> engine (the rest) -> Tokens

Results are always those of Janome, whichever engine found them and whether they were kept or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.findings import Findings
from helpers.text.dictionaries import Dictionaries
from helpers.text.morphemes import FIELDS, Morphemes, tokenize_with_janome

ENGINES = ("auto", "janome", "fast")


@dataclass(frozen=True)
class Tokens:
    """The tokens of `texts`, in the order of the texts and within a text from left to right.

        columns, one entry a token (int32)
        document | start | length | entry
        0        | 0     | 3      | 0
        position in `texts` | code points from its beginning | code points | row of `entries`

        entries: df_by_entry (one row a distinct entry, by first appearance; all str, "*" where Janome has nothing)
        surface | pos              | infl_type | infl_form | base_form | reading  | phonetic
        孤独死  | 名詞,一般,*,*    | *         | *         | 孤独死    | コドクシ | コドクシ

    A missing text (None, NaN) is "" in `texts` and, like a blank one, has no tokens.
    """

    texts: tuple[str, ...]
    document: np.ndarray
    start: np.ndarray
    length: np.ndarray
    entry: np.ndarray
    entries: pd.DataFrame

    def __len__(self) -> int:
        return len(self.entry)

    def to_frame(self) -> pd.DataFrame:
        """df_by_token: document, start, length (int32) and the columns of `entries` as categories."""
        numbers = {"document": self.document, "start": self.start, "length": self.length}
        words = {name: _categorise(self.entries[name], self.entry) for name in FIELDS}
        return pd.DataFrame(numbers | words)


def tokenize_texts(
    texts: Sequence[str],
    dictionaries: Dictionaries,
    engine: str = "auto",
    cache: Path | None = None,
    findings: Findings | None = None,
) -> Tokens:
    """Tokens of every text; each distinct text is tokenized once, whole and as written.

    `engine`: "janome"; "fast"; "auto" takes the fast one where it pays. `cache` is a parquet file that keeps the
    tokens of texts between runs.
    """
    documents = tuple(_as_text(text) for text in texts)
    numbers: dict[str, int] = {}
    distinct = [numbers.setdefault(text, len(numbers)) for text in documents]
    morphemes = tokenize_with_janome(numbers, dictionaries.user_words)
    return _spread(documents, np.array(distinct, dtype=np.int64), morphemes)


def _as_text(text: object) -> str:
    if isinstance(text, str):
        return text
    return "" if pd.isna(text) else str(text)


def _spread(texts: tuple[str, ...], distinct: np.ndarray, morphemes: Morphemes) -> Tokens:
    """The morphemes of distinct texts, given to every document that has the text (`distinct`: which one it has)."""
    first, counts = morphemes.offsets[:-1][distinct], np.diff(morphemes.offsets)[distinct]
    document = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    before = np.cumsum(counts) - counts
    rows = np.arange(len(document)) + np.repeat(first - before, counts)
    columns = (column[rows] for column in (morphemes.start, morphemes.length, morphemes.entry))
    return Tokens(texts, document, *columns, make_entries(morphemes.entries))


def make_entries(entries: Iterable[tuple[str, ...]]) -> pd.DataFrame:
    """df_by_entry of Tokens."""
    return pd.DataFrame(list(entries), columns=list(FIELDS)).astype("str")


def _categorise(values: pd.Series, rows: np.ndarray) -> pd.Categorical:
    codes, categories = pd.factorize(values)
    return pd.Categorical.from_codes(codes[rows], categories=categories)
