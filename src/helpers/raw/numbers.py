"""Answers that are numbers: NUM with its unit and range, NPS from 0 to 10."""

from __future__ import annotations

import re

from helpers.findings import Findings, Place
from helpers.numerals import number_text
from helpers.raw.model import UNREADABLE
from helpers.raw.names import half_width_number
from helpers.raw.words import COUNTED

PLAIN = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]+)?")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3}){1,4}(\.[0-9]+)?")
SCORE = re.compile(r"([0-9]{1,2})(\.0+)?(?![0-9.])(?!\s*[-~〜～–—―]\s*[0-9])")


def parse_number(text: str, unit: str | None = None) -> int | float | None:
    """12, 1.5, 1,200 and, where the unit is known, 20歳; None for anything else."""
    plain = text.strip()
    if unit and plain.endswith(unit):
        plain = plain.removesuffix(unit).strip()
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not PLAIN.fullmatch(plain):
        return None
    return float(plain) if "." in plain else int(plain)


def read_number(question: dict, text: str, place: Place, findings: Findings) -> object:
    """The number, or 不明 where it is none or outside of what the codebook allows."""
    number = parse_number(text, question["unit"])
    if number is None:
        _add_no_number(text, place, findings)
        return UNREADABLE
    low, high = question["minimum"], question["maximum"]
    if (low is not None and number < low) or (high is not None and number > high):
        message = f"{question['id']} の許される範囲の外の数です。{COUNTED}"
        remedy = (
            "正しい数を corrections.yaml に記録するか、survey.yaml の minimum・maximum を確かめてください。"
        )
        findings.add(
            "out-of-range", "error", place, message, given=text, allowed=_range(low, high), remedy=remedy
        )
        return UNREADABLE
    return number


def _add_no_number(text: str, place: Place, findings: Findings) -> None:
    half = half_width_number(text)
    rule, message = (
        ("full-width-digits", "数字が全角です。") if half else ("wrong-type", "数ではありません。")
    )
    remedy = (
        f"半角の {half.replace(',', '')} に直してください。"
        if half
        else "単位を除き、数だけにしてください。回答のすべてに同じ単位が付くなら、survey.yaml の unit に書いてください。"
    )
    findings.add(rule, "error", place, message + COUNTED, given=text, allowed="半角の数", remedy=remedy)


def _range(low: float | None, high: float | None) -> str:
    ends = [
        ""
        if end is None
        else number_text(end, 3).rstrip("0").rstrip(".")
        if isinstance(end, float)
        else str(end)
        for end in (low, high)
    ]
    return "～".join(ends)


def read_recommendation(question: dict, text: str, place: Place, findings: Findings) -> object:
    """0 to 10, alone or at the beginning of a label: 8, 10（強く勧める）."""
    plain = question["codes"].get(text.strip(), text.strip())
    found = SCORE.match(plain)
    if found and int(found[1]) <= 10:
        return int(found[1])
    if found:
        message, rule = f"{question['id']} は 0 から 10 までの数です。", "out-of-range"
    else:
        message, rule = f"{question['id']} の答えが、0 から 10 までの数で始まっていません。", "wrong-type"
    remedy = "正しい数を corrections.yaml に記録してください。"
    findings.add(rule, "error", place, message + COUNTED, given=text, allowed="0～10", remedy=remedy)
    return UNREADABLE
