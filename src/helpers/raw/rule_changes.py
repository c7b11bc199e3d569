"""data/raw/shared/rule_changes.csv: what was changed in the coding rules, by whom and why; new names of codes too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.files import read_csv
from helpers.raw.tables import column_types, empty_table, read_table

NAME = "rule_changes"
FILE = f"shared/{NAME}.csv"
COLUMNS = tuple(column_types(NAME))
ADDED, CHANGED, RENAMED, DROPPED = "新設", "条件変更", "改名", "廃止"


def read_rule_changes(shared: Path, findings: Findings) -> pd.DataFrame:
    """df_by_rule_change; no rows where there is no such file.

        row | date       | rules          | code   | change   | previous | before | after | newly | lost | reason | decided_by
        2   | 2024-03-01 | themes_answers | 居場所 | 条件変更 |          | サロン | …     | 3     | 0    | …      | 山田

    All `string` but `date` (object: datetime.date or None) and `newly`, `lost` (Int64: answers of the case at hand);
    index `row` is the row in the file. What does not fit is set aside and told in a finding.
    """
    path = shared / f"{NAME}.csv"
    sheet = read_csv(path, FILE, findings) if path.is_file() else None
    return empty_table(NAME) if sheet is None else read_table(NAME, sheet, findings)


def read_renames(changes: pd.DataFrame, findings: Findings, rules: str | None = None) -> dict[str, str]:
    """Former name of a code -> its present one, out of the 改名 rows; a name that was changed twice is followed.

    `rules`: of one file only (themes_answers). A row without the former name, and names that lead in a circle, are
    findings.
    """
    rows = changes[changes["change"] == RENAMED].dropna(subset=["code"])
    rows = rows if rules is None else rows[rows["rules"] == rules]
    steps: dict[str, str] = {}
    for row, previous, code in zip(rows.index, rows["previous"], rows["code"], strict=True):
        if pd.isna(previous):
            message, remedy = "改名の行に前の名前がありません。", "previous に前の名前を書いてください。"
            findings.add(
                "missing-value", "error", Place(FILE, row=int(row), column="previous"), message, remedy=remedy
            )
        else:
            steps[previous] = code
    return _follow(steps, findings)


def _follow(steps: Mapping[str, str], findings: Findings) -> dict[str, str]:
    followed = {}
    for first in steps:
        path = [first]
        while path[-1] in steps and steps[path[-1]] not in path:
            path.append(steps[path[-1]])
        if path[-1] in steps:
            message, remedy = "改名が一巡していて、今の名前が決まりません。", "誤りの行を消してください。"
            given = " → ".join([*path, steps[path[-1]]])
            findings.add(
                "rename-circle", "error", Place(FILE, column="code"), message, given=given, remedy=remedy
            )
        else:
            followed[first] = path[-1]
    return followed
