"""aggregates.csv: shares that were published without their responses, held against the codebook."""

from __future__ import annotations

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.files import Sheet
from helpers.raw.names import suggest
from helpers.raw.tables import read_table


def read_shares(sheet: Sheet, questions: list[dict], findings: Findings) -> pd.DataFrame:
    """df_by_published_share: question | choice | percent (0-100) | n (<NA> = 不明) | source."""
    frame = read_table("aggregates", sheet, findings)
    known = {question["id"]: question["choices"] for question in questions}
    for row, share in frame.astype(object).iterrows():
        place = Place(sheet.place.file, sheet.place.sheet, int(row))
        _check_share(share["question"], share["choice"], known, place, findings)
    return frame


def _check_share(question: object, choice: object, known: dict, place: Place, findings: Findings) -> None:
    if pd.isna(question):
        return
    if question not in known:
        where = Place(place.file, place.sheet, place.row, "question")
        details = {"given": question, "allowed": "、".join(known), "remedy": suggest(question, known)}
        findings.add("unknown-question", "error", where, "survey.yaml に無い設問です。", **details)
    elif not pd.isna(choice) and known[question] and choice not in known[question]:
        where = Place(place.file, place.sheet, place.row, "choice")
        allowed, remedy = "、".join(known[question]), suggest(choice, known[question])
        message = f"{question} の選択肢に無い値です。"
        findings.add("unknown-choice", "error", where, message, given=choice, allowed=allowed, remedy=remedy)
