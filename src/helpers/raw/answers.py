"""The cells of one question: text as received -> a value, <NA> (無回答), 非該当, 秘匿 or 不明 (answered, unreadable)."""

from __future__ import annotations

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.forms import COUNTED, REST_COUNTED, split_joined
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.raw.names import NUMBER, half_width_number, suggest

OTHER_SEPARATORS = (";", "；", ",", "、", "，", "|", "/", "\n", "\t")


def read_answers(question: dict, cells: list[str], rows: list[int], place: Place, findings: Findings) -> list:
    """One value a cell: str for SA and FA, tuple of labels for MA, int or float for NUM.

    What stands in the question's `codes` is read as the choice it stands for.
    """
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
    label = _decode(question, text.strip())
    if label in question["choices"]:
        return label
    _add_unknown_choice(question, text, COUNTED, suggest(text, question["choices"]), place, findings)
    return UNREADABLE


def _decode(question: dict, label: str) -> str:
    return question["codes"].get(label, label)


def _read_multiple(question: dict, text: str, place: Place, findings: Findings) -> object:
    known = {*question["choices"], *question["codes"]}
    labels = [_decode(question, label) for label in split_joined(text, question["separator"], known)]
    chosen = [label for label in dict.fromkeys(labels) if label in question["choices"]]
    for label in dict.fromkeys(labels):
        if label not in question["choices"]:
            remedy = _separator_hint(known, label) or suggest(label, question["choices"])
            _add_unknown_choice(question, label, REST_COUNTED if chosen else COUNTED, remedy, place, findings)
    if len(labels) > len(set(labels)):
        message = "同じ選択肢が一つの回答に二度あります。一度だけ数えます。"
        findings.add("repeated-choice", "warning", place, message, given=text)
    return tuple(chosen) or (UNREADABLE if labels else pd.NA)


def _separator_hint(known: set[str], label: str) -> str:
    """Sentence for a cell whose labels are joined by another separator than the codebook's."""
    for separator in OTHER_SEPARATORS:
        parts = [part.strip() for part in label.split(separator)]
        if len(parts) > 1 and all(part in known for part in parts):
            return f"区切りが「{separator}」のようです。survey.yaml の separator を合わせてください。"
    return ""


def _add_unknown_choice(
    question: dict, given: str, rest: str, hint: str, place: Place, findings: Findings
) -> None:
    """Fatal where 不明 would be counted together with a choice of that name."""
    mixed = rest == COUNTED and UNREADABLE in question["choices"]
    message = f"{question['id']} の選択肢に無い値です。{rest}"
    message += "選択肢にも「不明」があり、区別できません。" if mixed else ""
    other = f"「{question['other']}」の内容なら、別の列（FA）に分けてください。" if question["other"] else ""
    key = "codes" if question["codes"] else "choices"
    remedy = hint or other or f"corrections.yaml で直すか、survey.yaml の {key} に加えてください。"
    allowed = "、".join(_show_choices(question))
    severity = "fatal" if mixed else "error"
    findings.add("unknown-choice", severity, place, message, given=given, allowed=allowed, remedy=remedy)


def _show_choices(question: dict) -> list[str]:
    """The choices, each behind its codes: 1（はい）."""
    codes = [f"{code}（{choice}）" for code, choice in question["codes"].items()]
    return codes + [choice for choice in question["choices"] if choice not in question["codes"].values()]


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
    message += COUNTED
    findings.add(rule, "error", place, message, given=text, allowed="半角の数", remedy=remedy)
    return UNREADABLE


_READERS = {"SA": _read_single, "MA": _read_multiple, "FA": _read_free, "NUM": _read_number}
