"""The column with the words that people wrote under その他, joined to its question."""

from __future__ import annotations

import re

from helpers.draft.answers import rows_by_choice
from helpers.draft.model import Guess

NAMED = re.compile(
    r"その他|そのほか|other|具体|自由記述|自由回答|specify|(FA|ＦＡ|_?TEXT|_T|SNT\d*|_O)\d*(?=$|[.．:：\s])",
    re.IGNORECASE,
)


def attach_other_texts(guesses: list[Guess]) -> list[Guess]:
    """Guesses without the text columns that became `other_text` of the question before them."""
    kept: list[Guess] = []
    for guess in guesses:
        if kept and _belongs(kept[-1], guess):
            _attach(kept[-1], guess)
        else:
            kept.append(guess)
    return kept


def _belongs(question: Guess, text: Guess) -> bool:
    """Named like it, right behind, and answered by nobody who did not choose その他."""
    other = question.question.get("other") or _choice_named(question, text)
    if (
        not other
        or "other_text" in question.question
        or "items" in question.question
        or len(text.columns) != 1
    ):
        return False
    if text.type in ("MA", "RANK", "DATE", "NPS") or not NAMED.search(text.columns[0].name):
        return False
    if text.position != question.columns[-1].position + 1 or not text.columns[0].answered:
        return False
    chosen = rows_by_choice(question).get(other)
    if chosen is None:
        return False
    outside = int((text.columns[0].is_answered & ~chosen).sum())
    if outside:
        said = f"「{question.columns[0].name}」の「{other}」の内容らしいが、選んでいない人の記入が{outside}件ある。"
        text.checks.append(said + "確かめて、other_text にするか決める。")
    return not outside


def _choice_named(question: Guess, text: Guess) -> str:
    """Q2_4FA holds the words to the choice of the 0/1 column Q2_4."""
    columns = question.question.get("columns", {})
    name = text.columns[0].name
    fitting = [choice for choice, column in columns.items() if name.startswith(column) and name != column]
    return max(fitting, key=lambda choice: len(columns[choice]), default="")


def _attach(question: Guess, text: Guess) -> None:
    other = question.question.get("other") or _choice_named(question, text)
    column, chosen = text.columns[0], rows_by_choice(question)[other]
    question.question["other"] = other
    question.question["other_text"] = column.name
    question.columns = [*question.columns, column]
    said = f"次の列「{column.name}」は、「{question.question['other']}」を選んだ{int(chosen.sum())}人のうち{column.answered}人が書き、ほかの人は書いていないので、その内容（other_text）。"
    question.reasons.append(said)
