"""disclosure.csv: which finds of personal information are masked or printed all the same, as decided by people."""

from __future__ import annotations

import pandas as pd

from helpers.case import Case
from helpers.findings import Findings, Place
from helpers.raw.desk import Desk
from helpers.raw.tables import column_types, empty_table, read_table

NAME = "disclosure"
FILE = f"{NAME}.csv"
COLUMNS = tuple(column_types(NAME))
EVERY_REMARK, WHOLE_TEXT = "すべて", "全文"
MASK, KEEP = "伏せる", "そのまま"


def read_disclosure(case: Case, findings: Findings) -> pd.DataFrame:
    """df_by_decision as it stands beside the case; a frame without rows where there is no such file.

        row | remark     | surface | decision | reason                   | decided_by | date
        2   | SV-Q18-R03 | 渡辺    | そのまま | 本人の了解を得た（書面） | 分析者     | 2024-03-01

    `date` is object (datetime.date or None), the others string, <NA> where blank; index `row` is the row in the file.
    A sheet of `disclosure.xlsx` is read as well. What does not fit is set aside and told in a finding.
    """
    desk = Desk(case)
    before = len(desk.findings.items)
    sheet = desk.read_sheet(NAME)
    table = empty_table(NAME) if sheet is None else read_table(NAME, sheet, desk.findings)
    findings.extend(desk.findings.items[before:])
    return table


def disclosure_place(row: int | None = None, column: str = "") -> Place:
    """Where a record stands."""
    return Place(FILE, "", row, column)
