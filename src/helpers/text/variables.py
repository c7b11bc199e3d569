"""--vars TABLE: external variables (外部変数) of texts that stand in a table of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.export import read_export
from helpers.text.answers import OWN, number_documents
from helpers.text.plain_text import LEVELS

Joined = tuple[pd.DataFrame, tuple[str, ...]]
UNIT_LABELS = {"answer": "回答", "respondent": "回答者", "document": "行（段落）"}


def join_variables(
    frame: pd.DataFrame, variables: tuple[str, ...], path: Path, findings: Findings
) -> Joined | None:
    """df_by_document with the columns of the table at `path`, and the names of all variables.

    By a column of the same name in both whose values are unique in the table, else row by row: the first of answer,
    respondent, h5 to h1 and line of which there are as many as rows. None, with a fatal finding, where neither fits.
    """
    if not path.is_file():
        remedy = "パスを確かめてください。"
        findings.add("missing-file", "fatal", Place(path.name), "外部変数の表がありません。", remedy=remedy)
        return None
    export = read_export(path, findings)
    if export is None:
        return None
    table, place = export.sheet.frame.reset_index(drop=True), export.sheet.place
    table.columns = [str(name) for name in table.columns]
    key = _find_key(frame, variables, table)
    if key:
        rows = _match_key(frame[key], table[key], key, place, findings)
        table = table.drop(columns=key)
    else:
        rows = _match_rows(frame, len(table), place, findings)
    return None if rows is None else _add_columns(frame, variables, table, rows, place, findings)


def _find_key(frame: pd.DataFrame, variables: tuple[str, ...], table: pd.DataFrame) -> str:
    """A column of both with unique, filled values in the table, some of which the texts have; "" if there is none."""
    for name in table.columns:
        known = name in variables or name in ("document", "respondent", *LEVELS)
        values = table[name]
        if known and values.is_unique and (values != "").all() and frame[name].isin(values).any():
            return name
    return ""


def _match_key(given: pd.Series, known: pd.Series, name: str, place: Place, findings: Findings) -> np.ndarray:
    """Row of the table of each text, -1 for none."""
    rows = pd.Index(known).get_indexer(given)
    message = f"外部変数は、列「{name}」の値で結び付けました。"
    findings.add("vars-by-column", "info", place, message, given=name)
    absent = sorted(set(given[(rows < 0) & (given != "")]))
    if absent:
        message = f"外部変数の表に無い「{name}」が{len(absent):,}種あります。変数は空のままです。"
        remedy = "外部変数の表に行を加えるか、値の書き方をそろえてください。"
        findings.add("vars-missing", "warning", place, message, given="、".join(absent)[:120], remedy=remedy)
    return rows


def _match_rows(frame: pd.DataFrame, rows: int, place: Place, findings: Findings) -> np.ndarray | None:
    counts = {}
    for unit in ("answer", "respondent", *reversed(LEVELS), "document"):
        numbers = number_documents(frame, unit)
        counts[unit] = int(numbers.max(initial=-1)) + 1
        if counts[unit] == rows:
            message = f"外部変数は、{UNIT_LABELS.get(unit, unit)}の順に1行ずつ結び付けました（{rows:,}行）。"
            findings.add("vars-by-row", "info", place, message)
            return numbers
    message = f"外部変数の表は{rows:,}行で、どの単位の数とも合いません。"
    allowed = "、".join(f"{UNIT_LABELS.get(unit, unit)} {count:,}" for unit, count in counts.items() if count)
    remedy = "行の数をそろえるか、両方の表に同じ名前の番号の列を置いてください。"
    findings.add("vars-rows", "fatal", place, message, given=f"{rows:,}行", allowed=allowed, remedy=remedy)
    return None


def _add_columns(
    frame: pd.DataFrame,
    variables: tuple[str, ...],
    table: pd.DataFrame,
    rows: np.ndarray,
    place: Place,
    findings: Findings,
) -> Joined:
    names = []
    for name in table.columns:
        taken = name in OWN or name in variables
        names.append(f"{name}（変数表）" if taken else name)
        if taken:
            message = f"列「{name}」は本文の表にもあるため、「{names[-1]}」としました。"
            findings.add("vars-name", "info", place, message, given=name)
    added = table.set_axis(names, axis=1).reindex(rows).fillna("").set_axis(frame.index)
    return pd.concat([frame, added.astype("str")], axis=1), (*variables, *names)
