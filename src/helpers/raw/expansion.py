"""Questions as written -> the flat list that is counted: items of a matrix, text of その他, bands of a number."""

from __future__ import annotations

import json
from functools import cache

from helpers.raw.faults import CELL, is_numbered
from helpers.raw.schema import blank_item

SEPARATOR = ";"
OWN = {"matrix": None, "item": None, "derived": False, "from": None, "recode": {}}


@cache
def _declared() -> dict:
    return blank_item("survey", "questions") | OWN


def blank_question(**keys: object) -> dict:
    """A question with every key that one may have, at its default, and those given."""
    empty = {key: type(value)() for key, value in _declared().items() if isinstance(value, dict | list)}
    return _declared() | empty | keys


def expand_question(question: dict) -> list[dict]:
    """The question itself, filled in, or one for each item of its matrix; each followed by its text and bands.

    Q10 {items: {駅: c1, 店: c2}} -> Q10_1 (matrix Q10, item 駅, column c1), Q10_2 (matrix Q10, item 店, column c2)
    """
    own = [
        _item_question(question, number, item, held)
        for number, (item, held) in enumerate(question["items"].items(), 1)
    ] or [blank_question(**question)]
    return [part for filled in map(fill_question, own) for part in (filled, *_companions(filled))]


def _item_question(question: dict, number: int, item: str, held: str | dict) -> dict:
    place = {"columns": held} if isinstance(held, dict) else {"column": held}
    own = {"id": f"{question['id']}_{number}", "matrix": question["id"], "item": item, "items": {}}
    return blank_question(**question) | own | place


def fill_question(question: dict) -> dict:
    """With column, separator and scores; `column` of a question with `columns` names them all (Q3_1～Q3_5)."""
    columns = question["columns"]
    if is_numbered(question):
        columns = dict(sorted(columns.items(), key=lambda pair: int(pair[0])))
    column = join_columns(columns) if columns else question["column"] or question["id"]
    filled = {"column": column, "columns": columns, "separator": question["separator"] or SEPARATOR}
    if question["type"] == "SCALE":
        filled["scores"] = fill_scores(question["scores"], question["choices"])
    return question | filled


def fill_scores(scores: dict, choices: list[str]) -> dict[str, int | float]:
    """As stated; else choices that are numbers stand for themselves, others for k (the first) down to 1."""
    if scores:
        return {choice: scores[choice] for choice in choices if choice in scores}
    try:
        return {choice: _number(choice) for choice in choices}
    except ValueError:
        return {choice: len(choices) - position for position, choice in enumerate(choices)}


def _number(text: str) -> int | float:
    number = float(text)
    if number in (float("inf"), float("-inf")) or number != number:
        raise ValueError(text)
    return int(number) if number == int(number) else number


def join_columns(columns: dict[str, str]) -> str:
    """What stands for all columns of a question: Q3_1～Q3_5."""
    names = list(columns.values())
    return names[0] if len(names) == 1 else f"{names[0]}～{names[-1]}"


def _companions(question: dict) -> list[dict]:
    held = [_other_question(question)] if question["other_text"] else []
    return held + ([_band_question(question)] if question["bands"] else [])


def _other_question(question: dict) -> dict:
    """The text of その他, asked of those who chose it."""
    column = question["other_text"]
    if column == CELL:
        column = question["columns"].get(question["other"], question["column"])
    return blank_question(
        id=f"{question['id']}_other",
        text=f"{question['text']}（「{question['other']}」の内容）",
        type="FA",
        column=column,
        base=f"{question['id']} == {json.dumps(question['other'], ensure_ascii=False)}",
        separator=SEPARATOR,
        synthetic=question["synthetic"],
        published=question["published"],
        matrix=None,
        item=question["item"],
        **{"from": question["id"]},
    )


def _band_question(question: dict) -> dict:
    return derive_question(
        question, {"id": f"{question['id']}_band", "bands": question["bands"], "item": question["item"]}
    )


def derive_question(source: dict, keys: dict) -> dict:
    """A question whose answers come from those to `source`: single, or multiple where that one is."""
    recode, bands = keys.get("recode") or {}, keys.get("bands") or {}
    own = {
        "text": keys.get("text") or source["text"],
        "type": "MA" if source["type"] == "MA" else "SA",
        "column": source["column"],
        "choices": list(recode or bands),
        "separator": SEPARATOR,
        "percent_base": keys.get("percent_base") or source["percent_base"],
    }
    inherited = {key: source[key] for key in ("base", "synthetic")}
    given = {key: value for key, value in keys.items() if value is not None and key not in own}
    return blank_question(**(inherited | own | given | {"from": source["id"], "derived": True}))
