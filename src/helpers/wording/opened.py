"""What a command on text works with: the file's texts, their tokens and units, and which tokens are words."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.text import Dictionaries, read_dictionaries
from helpers.text.documents import Documents, read_documents
from helpers.text.store import Tokens, tokenize_texts
from helpers.text.units import assign_units, frame_variables, split_units
from helpers.text.words import select_words


@dataclass(frozen=True)
class Opened:
    """`df_by_unit` (of split_units) and `unit_of_token` say where each token of `tokens` stands; `df_by_entry` (of
    select_words) which are words; `variables` (index unit_id) the external variables of the units."""

    documents: Documents
    dictionaries: Dictionaries
    tokens: Tokens
    df_by_unit: pd.DataFrame
    unit_of_token: np.ndarray
    df_by_entry: pd.DataFrame
    variables: pd.DataFrame

    @property
    def unit_names(self) -> pd.Series:
        """Name of each unit, index unit_id."""
        first = self.df_by_unit.drop_duplicates("unit_id").set_index("unit_id").sort_index()
        return first["unit"]

    @property
    def unit_texts(self) -> pd.Series:
        """Text of each unit, its pieces one below the other, index unit_id."""
        texts = self.documents.texts
        pieces = [texts[row.document][row.start : row.end] for row in self.df_by_unit.itertuples()]
        return pd.Series(pieces, dtype="str").groupby(self.df_by_unit["unit_id"].to_numpy()).agg("\n".join)


def open_texts(options: Namespace, findings: Findings) -> Opened | None:
    """The file of the command line, read and tokenized; None, with a fatal finding, where it holds no text.

    Raises ParameterError for a unit, an engine, a part of speech or a variable that does not exist.
    """
    documents = read_documents(options.file, options.column or None, options.vars, findings)
    if documents is None:
        return None
    dictionaries = _read_dictionaries(options.shared, findings)
    cache = options.out / "tokens.parquet" if options.cache else None
    tokens = tokenize_texts(documents.texts, dictionaries, options.engine, cache, findings)
    df_by_unit = split_units(documents, options.unit)
    return Opened(
        documents, dictionaries, tokens, df_by_unit,
        assign_units(tokens.document, tokens.start, df_by_unit),
        select_words(tokens.entries, dictionaries, options.pos or None),
        frame_variables(documents, df_by_unit),
    )  # fmt: skip


def _read_dictionaries(shared: Path | None, findings: Findings) -> Dictionaries:
    """Janome's own dictionary alone, unless a folder of word lists is named."""
    if shared is None:
        return Dictionaries()
    if not shared.is_dir():
        raise ParameterError(
            f"--shared {shared} はフォルダではありません。辞書を置いたフォルダを指定してください。"
        )
    dictionaries, problems = read_dictionaries(shared)
    findings.extend(problems)
    return dictionaries


def choose_variable(opened: Opened, name: str) -> pd.Series:
    """The external variable that `--by` names, index unit_id. Raises ParameterError with those there are."""
    if name not in opened.variables:
        there = "、".join(opened.variables.columns) or "（外部変数の列がありません）"
        raise ParameterError(f"--by「{name}」という列はありません。使えるもの：{there}")
    return opened.variables[name]
