"""Free text -> tokens: Janome's tokenizer, then token filters with one job each, then counted terms."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.text.dictionaries import PARTS_OF_SPEECH, USER_DICTIONARY, Dictionaries, normalise

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


def tokenize(texts: Mapping[str, str] | pd.Series | pd.DataFrame, dictionaries: Dictionaries) -> pd.DataFrame:
    """Tokens of every text, all of them, with a mark at those worth counting.

    `texts`: remark_id -> text (a mapping or a Series), or a frame with the columns `remark_id` and `text`.
    A missing or blank text has no tokens. Each distinct text is tokenized once, whole and as written.

        df_by_token (one row a token; position counts from 0 within the remark)
        remark_id | position | surface | base_form | pos  | pos_detail | term       | kept
        Q18-003   | 0        | 独居    | 独居      | 名詞 | サ変接続   | 一人暮らし | True
        str       | int64    | str     | str       | str  | str        | str        | bool
    """
    if isinstance(texts, pd.DataFrame):
        texts = texts.set_index("remark_id")["text"]
    chain = functools.cache(lambda text: tuple(_run_chain(text, dictionaries)))
    rows = [
        (remark_id, position, *token)
        for remark_id, text in texts.items()
        if not pd.isna(text)
        for position, token in enumerate(chain(str(text)))
    ]
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


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


@functools.lru_cache(maxsize=2)
def open_tokenizer(user_words: tuple[str, ...]):
    """The shared Janome Tokenizer with these user words; built once for a process."""
    from janome.tokenizer import Tokenizer

    if not user_words:
        return Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / USER_DICTIONARY
        path.write_text("\n".join(user_words) + "\n", encoding="utf-8", newline="\n")
        return Tokenizer(str(path), udic_enc="utf-8", udic_type="simpledic")


def _run_chain(text: str, dictionaries: Dictionaries) -> Iterator[Token]:
    filters: tuple[Callable[[Token], Token], ...] = (
        normalise_token,
        functools.partial(replace_synonym, synonyms=dictionaries.synonyms),
        drop_function_word,
        drop_symbol,
        functools.partial(drop_stop_word, stop_words=dictionaries.stop_words),
    )
    for morpheme in open_tokenizer(dictionaries.user_words).tokenize(text):
        pos, *details = morpheme.part_of_speech.split(",")
        detail = ",".join(level for level in details if level != "*")
        token = Token(morpheme.surface, morpheme.base_form, pos, detail, morpheme.base_form, True)
        yield functools.reduce(lambda token, change: change(token), filters, token)


def normalise_token(token: Token) -> Token:
    base_form = normalise(token.surface if token.base_form == "*" else token.base_form)
    return token._replace(base_form=base_form, term=base_form)


def replace_synonym(token: Token, synonyms: Mapping[str, str]) -> Token:
    return token._replace(term=synonyms.get(token.base_form, token.base_form))


def drop_function_word(token: Token) -> Token:
    """Only nouns, verbs, adjectives and adverbs that stand on their own are kept."""
    content = token.pos in PARTS_OF_SPEECH and token.pos_detail.partition(",")[0] not in DEPENDENT
    return token._replace(kept=token.kept and content)


def drop_symbol(token: Token) -> Token:
    """Without a letter it is no word: Janome tags `<`, `%` and emoji as nouns."""
    return token._replace(kept=token.kept and any(character.isalpha() for character in token.term))


def drop_stop_word(token: Token, stop_words: frozenset[str]) -> Token:
    return token._replace(kept=token.kept and token.term not in stop_words)
