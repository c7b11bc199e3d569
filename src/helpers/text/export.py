"""CSV files of the free-text commands: UTF-8 without BOM, LF, a heading line; the same bytes for the same frame."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import handoff
from helpers.handoff import RISKY, replace_file
from helpers.text.documents import Documents
from helpers.text.store import Tokens

SURROGATE = re.compile("[\ud800-\udfff]")
TOKEN_FIELDS = ("surface", "pos", "base_form", "infl_type", "infl_form", "reading")
DIGITS = ".12g"


def neutralise(text: str) -> str:
    """As `handoff.neutralise`; half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    return handoff.neutralise(SURROGATE.sub("\ufffd", text))


def neutralise_token(text: str) -> str:
    """A token as it is, for it is compared letter by letter; only one that could be a formula is marked.

    A sign alone (=, -, @) is shown by spreadsheets as it is.
    """
    risky = text.startswith(RISKY) and any(character.isalnum() for character in text)
    return ("'" if risky else "") + SURROGATE.sub("\ufffd", text)


def write_words(df_by_word: pd.DataFrame, path: Path) -> None:
    """words.csv: base_form, pos, tf, df (and what else `count_words_by` has). Raises ExportError."""
    _write(df_by_word, path, neutralise_token)


def write_kwic(df_by_hit: pd.DataFrame, variables: Sequence[str], path: Path) -> None:
    """kwic.csv: document, unit, left, node, right and the external variables. Raises ExportError."""
    _write(df_by_hit[["document", "unit", "left", "node", "right", *variables]], path, neutralise)


def write_table(df: pd.DataFrame, path: Path) -> None:
    """Any frame, one line a row. Raises ExportError."""
    _write(df, path, neutralise)


def write_tokens(tokens: Tokens, documents: Documents, path: Path) -> None:
    """tokens.csv, one line a token: document, surface, pos, base_form, infl_type, infl_form, reading, as Janome has them.

    A token that is a line break is written as it is, in quotes. Raises ExportError.
    """
    columns = [[neutralise_token(value) for value in tokens.entries[name]] for name in TOKEN_FIELDS]
    entries = np.array(list(_lines(zip(*columns, strict=True))), dtype=object)
    names = np.array(list(_lines([neutralise(name)] for name in documents.frame["document"])), dtype=object)
    names = np.array([name.removesuffix("\n") + "," for name in names], dtype=object)
    lines = names[tokens.document] + entries[tokens.entry] if len(tokens) else []
    replace_file(path, "".join(_lines([("document", *TOKEN_FIELDS)])) + "".join(lines))


def _write(frame: pd.DataFrame, path: Path, safe) -> None:
    columns = [_show(frame.iloc[:, place], safe) for place in range(frame.shape[1])]
    rows = zip(*columns, strict=True)
    replace_file(path, "".join(_lines([[neutralise(str(name)) for name in frame.columns], *rows])))


def _show(values: pd.Series, safe) -> list[str]:
    if pd.api.types.is_bool_dtype(values):
        return ["true" if value else "false" for value in values]
    if pd.api.types.is_float_dtype(values):
        return ["" if pd.isna(value) else format(value, DIGITS) for value in values]
    if pd.api.types.is_numeric_dtype(values):
        return ["" if pd.isna(value) else str(value) for value in values]
    known = {value: safe(str(value)) for value in values.unique()}
    return [known[value] for value in values]


def _lines(rows: Iterable[Iterable[str]]) -> Iterable[str]:
    """Each row as a line of CSV."""
    for row in rows:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow(row)
        yield text.getvalue()
