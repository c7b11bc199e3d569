"""The cells of one question: text as received -> a value, <NA> (無回答), 非該当 or 秘匿."""

from __future__ import annotations

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED
from helpers.raw.names import NUMBER, half_width_number, suggest

OTHER_SEPARATORS = (";", "；", ",", "、", "，", "|", "/", "\n", "\t")


def read_answers(question: dict, cells: list[str], rows: list[int], place: Place, findings: Findings) -> list:
    """One value a cell: str for SA and FA, tuple of labels for MA, int or float for NUM."""
    values = []
    for text, row in zip(cells, rows, strict=True):
        where = Place(place.file, place.sheet, row, question["column"])
        plain = text.strip()
        if not plain:
            values.append(pd.NA)
        elif plain in (NOT_APPLICABLE, SUPPRESSED):
            values.append(plain)
        else:
            values.append(_READERS[question["type"]](question, text, where, findings))
    return values


def _read_single(question: dict, text: str, place: Place, findings: Findings) -> object:
    if text.strip() in question["choices"]:
        return text.strip()
    message = f"{question['id']} の選択肢に無い値です。この値は使わず、無回答に数えます。"
    _add_unknown_choice(question, text, message, suggest(text, question["choices"]), place, findings)
    return pd.NA


def _read_multiple(question: dict, text: str, place: Place, findings: Findings) -> object:
    labels = [label.strip() for label in text.split(question["separator"])]
    labels = [label for label in labels if label]
    known = [label for label in dict.fromkeys(labels) if label in question["choices"]]
    for label in dict.fromkeys(labels):
        if label not in question["choices"]:
            rest = "ほかの選択肢だけを数えます。" if known else "この値は使わず、無回答に数えます。"
            remedy = _separator_hint(question, label) or suggest(label, question["choices"])
            message = f"{question['id']} の選択肢に無い値です。{rest}"
            _add_unknown_choice(question, label, message, remedy, place, findings)
    if len(labels) > len(set(labels)):
        message = "同じ選択肢が一つの回答に二度あります。一度だけ数えます。"
        findings.add("repeated-choice", "warning", place, message, given=text)
    return tuple(known) or pd.NA


def _separator_hint(question: dict, label: str) -> str:
    """Sentence for a cell whose labels are joined by another separator than the codebook's."""
    for separator in OTHER_SEPARATORS:
        parts = [part.strip() for part in label.split(separator)]
        if len(parts) > 1 and all(part in question["choices"] for part in parts):
            return f"区切りが「{separator}」のようです。survey.yaml の separator を合わせてください。"
    return ""


def _add_unknown_choice(
    question: dict, given: str, message: str, hint: str, place: Place, findings: Findings
) -> None:
    other = f"「{question['other']}」の内容なら、別の列（FA）に分けてください。" if question["other"] else ""
    remedy = hint or other or "corrections.yaml で直すか、survey.yaml の choices に加えてください。"
    allowed = "、".join(question["choices"])
    findings.add("unknown-choice", "error", place, message, given=given, allowed=allowed, remedy=remedy)


def _read_free(question: dict, text: str, place: Place, findings: Findings) -> object:
    return text


def _read_number(question: dict, text: str, place: Place, findings: Findings) -> object:
    plain, half = text.strip(), half_width_number(text)
    if NUMBER.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    rule, message = (
        ("full-width-digits", "数字が全角です。") if half else ("wrong-type", "数ではありません。")
    )
    remedy = (
        f"半角の {half.replace(',', '')} に直してください。"
        if half
        else "単位やコンマを除き、数だけにしてください。"
    )
    message += "この値は使わず、無回答に数えます。"
    findings.add(rule, "error", place, message, given=text, allowed="半角の数", remedy=remedy)
    return pd.NA


_READERS = {"SA": _read_single, "MA": _read_multiple, "FA": _read_free, "NUM": _read_number}
