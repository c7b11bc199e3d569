"""Inputs that are read without fault, but would not come out in the chapter as their writer expects."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, RawInputs

AROUND = ("unit", "prefix", "suffix")


def check_printing(raw: RawInputs, findings: Findings) -> None:
    """References where none is replaced, and surveys that the chapter has no place for."""
    _check_references(raw, findings)
    _check_survey_parts(raw, findings)


def leave_marks_alone(frame: pd.DataFrame, place: Place, findings: Findings) -> pd.DataFrame:
    """The table with the words around a value blank where the value is a mark: 秘匿, never 約秘匿件."""
    marked = frame["value"].isin((NOT_APPLICABLE, SUPPRESSED))
    for row, mark in frame["value"][marked].items():
        where = Place(place.file, place.sheet, int(row), "value")
        message = "数ではなく印です。単位や前後の語を付けず、この印だけを印字します。"
        findings.add("mark-alone", "info", where, message, given=mark, remedy="このままで構いません。")
    around = [column for column in AROUND if column in frame.columns]
    return frame.assign(**{column: frame[column].mask(marked) for column in around})


def _check_references(raw: RawInputs, findings: Findings) -> None:
    """What respondents and speakers said is left out: there `{{` is text, and told by check_remarks."""
    forum = {key: value for key, value in raw.forum.items() if key != "questions"}
    for file, document in [
        ("forum.yaml", forum),
        ("platform.yaml", raw.platform),
        ("figures.yaml", raw.figures),
    ]:
        for path, text in texts_in(document):
            if "{{" in text:
                message = f"{file} の {{{{ }}}} は置き換えません。書いたまま印字されます。"
                remedy = "値そのものを書くか、文を chapters/ か projects.yaml に移してください。"
                details = {"given": text[:60], "remedy": remedy}
                findings.add(
                    "reference-not-replaced", "warning", raw.yaml_place(file, *path), message, **details
                )


def texts_in(value: object, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Every text in a document, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_in(item, (*path, key))


def _check_survey_parts(raw: RawInputs, findings: Findings) -> None:
    printed = ["survey", raw.forum.get("questionnaire")]
    for name in [name for name in raw.surveys if name not in printed]:
        message = "この調査の節は章にありません。集計と発言は使えますが、結果は印字されません。"
        remedy = "主な調査は surveys/survey/ に置き、フォーラムのアンケートは forum.yaml の questionnaire に書いてください。"
        details = {"given": name, "allowed": "、".join(filter(None, printed)), "remedy": remedy}
        place = raw.yaml_place(f"surveys/{name}/survey.yaml", "id")
        findings.add("survey-without-part", "warning", place, message, **details)
