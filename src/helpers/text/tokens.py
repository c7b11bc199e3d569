"""Free text -> tokens: the token store, then token filters with one job each, then counted terms."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.findings import Findings
from helpers.text.dictionaries import PARTS_OF_SPEECH, Dictionaries, normalise
from helpers.text.forced import TAG
from helpers.text.morphemes import open_tokenizer
from helpers.text.store import tokenize_texts

__all__ = ["Token", "count_terms", "filter_entries", "open_tokenizer", "tokenize"]

# First detail level of IPADIC parts of speech that carry no content of their own.
DEPENDENT = {"非自立", "接尾", "数", "代名詞", "特殊", "接続詞的", "動詞非自立的"}
DTYPES = {
    "remark_id": "str",
    "position": "int64",
    "surface": "str",
    "base_form": "str",
    "pos": "str",
    "pos_detail": "str",
    "term": "str",
    "kept": "bool",
}


class Token(NamedTuple):
    """One morpheme: `surface` as written in the text, `base_form` and `term` in NFKC."""

    surface: str
    base_form: str
    pos: str
    pos_detail: str
    term: str
    kept: bool


def tokenize(
    texts: Mapping[str, str] | pd.Series | pd.DataFrame,
    dictionaries: Dictionaries,
    engine: str = "auto",
    cache: Path | None = None,
    findings: Findings | None = None,
) -> pd.DataFrame:
    """Tokens of every text, all of them, with a mark at those worth counting.

    `texts`: remark_id -> text (a mapping or a Series), or a frame with the columns `remark_id` and `text`.
    A missing or blank text has no tokens. `engine`, `cache` and `findings` as in `tokenize_texts`.

        df_by_token (one row a token; position counts from 0 within the remark)
        remark_id | position | surface | base_form | pos  | pos_detail | term       | kept
        Q18-003   | 0        | 独居    | 独居      | 名詞 | サ変接続   | 一人暮らし | True
        str       | int64    | str     | str       | str  | str        | str        | bool
    """
    if isinstance(texts, pd.DataFrame):
        texts = texts.set_index("remark_id")["text"]
    remark_ids, values = list(texts.keys()), [value for _, value in texts.items()]
    tokens = tokenize_texts(values, dictionaries, engine, cache, findings)
    document, entry = tokens.document, filter_entries(tokens.entries, dictionaries)
    first = np.searchsorted(document, document)  # of the token's own document: they stand in order
    ids = pd.Series(remark_ids, dtype="str").take(document).reset_index(drop=True)
    df = entry.take(tokens.entry).reset_index(drop=True)
    df.insert(0, "remark_id", ids)
    df.insert(1, "position", np.arange(len(document)) - first)
    return df.astype(DTYPES)


def filter_entries(entries: pd.DataFrame, dictionaries: Dictionaries) -> pd.DataFrame:
    """What the token filters make of each entry of a store: a frame with the fields of Token, row by row.

    A filter looks at nothing but the entry, so that it runs once for an entry, however many tokens have it.
    """
    filters = _make_filters(dictionaries)
    columns = zip(entries["surface"], entries["base_form"], entries["pos"], strict=True)
    rows = [functools.reduce(lambda token, change: change(token), filters, _read(*row)) for row in columns]
    dtypes = {name: DTYPES[name] for name in Token._fields}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def count_terms(df_by_token: pd.DataFrame) -> pd.DataFrame:
    """Kept terms, the most frequent first.

    df_by_term (one row a term and part of speech)
    term       | pos  | term_frequency (occurrences) | document_frequency (remarks)
    一人暮らし | 名詞 | 4                            | 3
    str        | str  | int64                        | int64
    """
    df_by_term = (
        df_by_token[df_by_token["kept"]]
        .groupby(["term", "pos"], as_index=False)
        .agg(term_frequency=("position", "size"), document_frequency=("remark_id", "nunique"))
    )
    order = ["term_frequency", "document_frequency", "term", "pos"]
    return df_by_term.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _make_filters(dictionaries: Dictionaries) -> tuple[Callable[[Token], Token], ...]:
    return (
        normalise_token,
        functools.partial(replace_synonym, synonyms=dictionaries.synonyms),
        drop_function_word,
        drop_symbol,
        functools.partial(drop_stop_word, stop_words=dictionaries.stop_words),
    )


def _read(surface: str, base_form: str, part_of_speech: str) -> Token:
    pos, *details = part_of_speech.split(",")
    detail = ",".join(level for level in details if level != "*")
    return Token(surface, base_form, pos, detail, base_form, True)


def normalise_token(token: Token) -> Token:
    base_form = normalise(token.surface if token.base_form == "*" else token.base_form)
    return token._replace(base_form=base_form, term=base_form)


def replace_synonym(token: Token, synonyms: Mapping[str, str]) -> Token:
    return token._replace(term=synonyms.get(token.base_form, token.base_form))


def drop_function_word(token: Token) -> Token:
    """Only nouns, verbs, adjectives and adverbs that stand on their own, and forced words, are kept."""
    content = token.pos == TAG or (
        token.pos in PARTS_OF_SPEECH and token.pos_detail.partition(",")[0] not in DEPENDENT
    )
    return token._replace(kept=token.kept and content)


def drop_symbol(token: Token) -> Token:
    """Without a letter it is no word: Janome tags `<`, `%` and emoji as nouns."""
    return token._replace(kept=token.kept and any(character.isalpha() for character in token.term))


def drop_stop_word(token: Token, stop_words: frozenset[str]) -> Token:
    return token._replace(kept=token.kept and token.term not in stop_words)
