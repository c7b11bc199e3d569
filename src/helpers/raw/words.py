"""What is said of an answer that cannot be read: the same words for cells, columns, ranks and dates."""

from __future__ import annotations

from helpers.findings import Findings, Place
from helpers.raw.model import UNREADABLE
from helpers.raw.names import fold_width, suggest

COUNTED = f"この値は使わず、「{UNREADABLE}」に数えます。"
REST_COUNTED = "ほかの選択肢だけを数えます。"
OTHER_SEPARATORS = (";", "；", ",", "、", "，", "|", "/", "\n", "\t")


def add_unknown_choice(
    question: dict, given: str, others: bool, place: Place, findings: Findings, hint: str = ""
) -> None:
    """Of a label that is no choice, standing alone or beside `others`.

    Fatal where 不明 would be counted together with a choice of that name.
    """
    choices, mixed = question["choices"], not others and UNREADABLE in question["choices"]
    message = f"{question['id']} の選択肢に無い値です。{REST_COUNTED if others else COUNTED}"
    message += "選択肢にも「不明」があり、区別できません。" if mixed else ""
    other = f"「{question['other']}」の内容なら、別の列（FA）に分けてください。" if question["other"] else ""
    key = "codes" if question["codes"] else "choices"
    hint = hint or _width_hint(given, choices) or suggest(given, choices)
    remedy = hint or other or f"corrections.yaml で直すか、survey.yaml の {key} に加えてください。"
    details = {"given": given, "allowed": "、".join(show_choices(question)), "remedy": remedy}
    findings.add("unknown-choice", "fatal" if mixed else "error", place, message, **details)


def _width_hint(given: str, choices: list[str]) -> str:
    same = next((choice for choice in choices if fold_width(choice) == fold_width(given)), "")
    return f"「{same}」の誤りではありませんか（全角・半角か空白だけが違います）。" if same else ""


def is_near_choice(label: str, question: dict) -> bool:
    """Whether a label is one of the choices but for blanks and the width of characters."""
    return fold_width(label) in set(map(fold_width, question["choices"]))


def show_choices(question: dict) -> list[str]:
    """The choices, each behind its codes: 1（はい）."""
    codes = [f"{code}（{choice}）" for code, choice in question["codes"].items()]
    return codes + [choice for choice in question["choices"] if choice not in question["codes"].values()]


def separator_hint(known: set[str], label: str) -> str:
    """Sentence for a cell whose labels are joined by another separator than the codebook's."""
    for separator in OTHER_SEPARATORS:
        parts = [part.strip() for part in label.split(separator)]
        if len(parts) > 1 and all(part in known for part in parts):
            return f"区切りが「{separator}」のようです。survey.yaml の separator を合わせてください。"
    return ""


def decode(question: dict, label: str) -> str:
    """The choice that a code stands for; anything else as it is. A whole number may come as 3.0, as of a spreadsheet."""
    codes = question["codes"]
    whole = label.removesuffix(".0") if label not in codes and label not in question["choices"] else label
    known = whole.isdigit() and (whole in codes or whole in question["choices"])
    return codes.get(whole, whole) if known else codes.get(label, label)
