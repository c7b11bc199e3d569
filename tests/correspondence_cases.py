"""Hand-made codebooks and answers of a survey in two years."""

from __future__ import annotations

import pandas as pd

from helpers.years.answers import Answers


def question(name: str, text: str, *choices: str, kind: str = "SA", **keys: object) -> dict:
    return {"id": name, "text": text, "type": kind, "choices": list(choices), "base": None} | keys


def book(*questions: dict, **keys: object) -> dict:
    return {"id": "survey", "title": "調査", "questions": list(questions)} | keys


def counted(
    survey: dict, counts: dict[str, dict[str, int | None]], base: dict[str, int | None]
) -> pd.DataFrame:
    """df_by_question_choice of hand-made counts: question -> choice -> n."""
    rows = [
        ("survey", q["id"], q["text"], q["type"], choice, n, base[q["id"]], None if n is None else 100 * n / base[q["id"]])
        for q in survey["questions"] for choice, n in counts.get(q["id"], {}).items()
    ]  # fmt: skip
    columns = ["survey", "question", "question_text", "type", "choice", "n", "base", "percent"]
    return pd.DataFrame(rows, columns=columns).astype({"n": "Int64", "base": "Int64", "percent": "Float64"})


def answers(survey: dict, counts: dict, base: dict, respondents: dict | None = None) -> Answers:
    frame = None if respondents is None else pd.DataFrame(respondents, dtype=object)
    return Answers(survey, counted(survey, counts, base), frame)
