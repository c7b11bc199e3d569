"""surveys/<id>/correspondence.csv: how a year's questions follow from those of the year before, as confirmed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers.case import Case
from helpers.findings import Findings, Place
from helpers.raw.desk import Desk
from helpers.raw.tables import column_types, read_table

NAME = "correspondence"
COLUMNS = tuple(column_types(NAME))


def correspondence_place(case: Case, survey: str, row: int | None = None, column: str = "") -> Place:
    """2024/surveys/survey/correspondence.csv: with its year, since the years are compared side by side."""
    return Place(f"{case.fiscal_year}/surveys/{survey}/{NAME}.csv", "", row, column)


def read_correspondence(case: Case, survey: str, findings: Findings) -> pd.DataFrame | None:
    """df_by_question_pair as it stands in the raw folder of the later year; None where there is no such file.

        row | question | question_text | previous_question | previous_text | status | comparable | reason |
        2   | Q8       | 困りごとや…   | Q8                | 困ったときに… | 文言変更・選択肢変更 | 不可 | … |

        choices (lines of pairs) | score (Float64, 0-1) | confirmed_by | note

    All but `score` are string, <NA> where blank; index `row` is the row in the file. A sheet of
    `correspondence.xlsx` is read as well. What does not fit is set aside and told in a finding.
    """
    desk = Desk(case)
    before = len(desk.findings.items)
    sheet = desk.read_sheet(f"surveys/{survey}/{NAME}")
    table = None if sheet is None else read_table(NAME, sheet, desk.findings)
    for item in desk.findings.items[before:]:
        place = replace(item.place, file=f"{case.fiscal_year}/{item.place.file}")
        findings.extend([replace(item, place=place)])
    return table
