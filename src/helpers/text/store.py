"""The token store: every token of every text in four columns of numbers and one table of entries.

    texts -> distinct texts -> cache (what is known) -> engine (the rest) -> Tokens

Results are always those of Janome, whichever engine found them and whether they were kept or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.errors import ExportError
from helpers.findings import Findings
from helpers.text.cache import fingerprint, hash_text, read_kept, write_kept
from helpers.text.dictionaries import Dictionaries
from helpers.text.engines import tell, tokenize_distinct
from helpers.text.forced import force_words
from helpers.text.morphemes import FIELDS, Morphemes, concatenate


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

    `engine`: "janome"; "fast" (needs the extra `fast`); "auto" takes the fast one where it pays. `cache` is a parquet
    file that keeps what was tokenized between runs. What a user should know goes to `findings`, without one it is
    warned of. Raises ParameterError for an unknown engine.
    """
    if dictionaries.forced_words:
        plain = replace(dictionaries, forced_words=())
        tokens = tokenize_texts(texts, plain, engine, cache, findings)
        return force_words(
            tokens, dictionaries.forced_words, lambda rest: tokenize_texts(rest, plain, engine)
        )
    documents = tuple(_as_text(text) for text in texts)
    numbers: dict[str, int] = {}
    distinct = np.array([numbers.setdefault(text, len(numbers)) for text in documents], dtype=np.int64)

    def tokenize(those: list[str]) -> Morphemes:
        return tokenize_distinct(those, dictionaries.user_words, engine, findings)

    if cache is None:
        return _spread(documents, distinct, tokenize(list(numbers)))
    rows, morphemes = _tokenize_unknown(list(numbers), dictionaries, Path(cache), tokenize, findings)
    return _spread(documents, rows[distinct], morphemes)


def _tokenize_unknown(
    texts: list[str],
    dictionaries: Dictionaries,
    path: Path,
    tokenize: Callable[[list[str]], Morphemes],
    findings: Findings | None,
) -> tuple[np.ndarray, Morphemes]:
    """Tokenize only what the cache does not have, and add it. Returns the row of each text, and all morphemes."""
    expected, hashes = fingerprint(dictionaries.user_words), [hash_text(text) for text in texts]
    known, morphemes = read_kept(path, expected) or ({}, None)
    new = [place for place, key in enumerate(hashes) if key not in known]
    if new or morphemes is None:
        added = tokenize([texts[place] for place in new])
        morphemes = concatenate(morphemes, added) if morphemes else added
        known |= {hashes[place]: len(known) + number for number, place in enumerate(new)}
        try:
            write_kept(path, expected, list(known), morphemes)
        except ExportError as error:
            tell(findings, "token-cache-not-written", "info", str(error), "結果は変わりません。")
    return np.array([known[key] for key in hashes], dtype=np.int64), morphemes


def _as_text(text: object) -> str:
    if isinstance(text, str):
        return text
    return "" if pd.isna(text) else str(text)


def _spread(texts: tuple[str, ...], chosen: np.ndarray, morphemes: Morphemes) -> Tokens:
    """The morphemes of text `chosen[i]` for document i; entries in the order in which the documents show them."""
    first, counts = morphemes.offsets[:-1][chosen], np.diff(morphemes.offsets)[chosen]
    document = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    before = np.cumsum(counts) - counts
    rows = np.arange(len(document)) + np.repeat(first - before, counts)
    codes, shown = pd.factorize(morphemes.entry[rows])
    entries = make_entries(morphemes.entries[entry] for entry in shown)
    return Tokens(
        texts, document, morphemes.start[rows], morphemes.length[rows], codes.astype(np.int32), entries
    )


def make_entries(entries: Iterable[tuple[str, ...]]) -> pd.DataFrame:
    """df_by_entry of Tokens."""
    return pd.DataFrame(list(entries), columns=list(FIELDS)).astype("str")


def _categorise(values: pd.Series, rows: np.ndarray) -> pd.Categorical:
    codes, categories = pd.factorize(values)
    return pd.Categorical.from_codes(codes[rows], categories=categories)
