"""A codebook and a few cells of a response sheet, written out in a test; rows start at 2, as in a file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw import SurveyInput
from helpers.raw.files import Sheet
from helpers.raw.survey import open_survey

FILE = "r.csv"


def build_sheet(columns: dict[str, list[str]]) -> Sheet:
    rows = len(next(iter(columns.values()), []))
    index = pd.RangeIndex(2, rows + 2, name="row")
    return Sheet(Place(FILE), pd.DataFrame(columns, index=index, dtype=object))


def open_literal(
    folder: Path, questions: str, columns: dict[str, list[str]], head: str = "", tail: str = ""
) -> tuple[SurveyInput | None, Findings]:
    """`questions`: one question a line, in flow style; ids are the row numbers unless `head` says otherwise."""
    listed = "".join(f"  - {line.strip()}\n" for line in questions.strip().splitlines())
    text = f"id: s\ntitle: 調査\nid_column: null\n{head}questions:\n{listed}{tail}"
    path = folder / "survey.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    findings = Findings()
    return open_survey(build_sheet(columns), path, findings), findings


def told(findings: Findings, *left_out: str) -> list[tuple]:
    """(rule, severity, row, column, given) of all findings but those on row ids, missing texts and `left_out`."""
    known = {"row-ids", "missing-text", "unknown-column", *left_out}
    kept = [found for found in findings.sorted() if found.rule not in known]
    return [(f.rule, f.severity, f.place.row, f.place.column, f.given) for f in kept]


def answers(survey: SurveyInput, question: str) -> list:
    """One value a respondent, "" where no answer was given."""
    return ["" if value is pd.NA else value for value in survey.respondents[question].astype(object)]


def question_of(survey: SurveyInput, name: str) -> dict:
    return next(question for question in survey.codebook["questions"] if question["id"] == name)
