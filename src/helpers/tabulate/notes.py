"""Who was asked, in words: the base that is printed beside every result."""

from __future__ import annotations

import re

from helpers.raw.model import SUPPRESSED, UNREADABLE

NO_ANSWER = "無回答"
MARKS = (UNREADABLE, SUPPRESSED, NO_ANSWER)  # in the order in which they are printed, after the choices
UNKNOWN_BASE = "n 不明"  # only percentages were published
ANSWERED = "のうち、この設問に答えた人（無回答・不明・秘匿を除く）"
EQUALS = re.compile(r"(\w+)\s*==\s*[\"']([^\"']*)[\"']")
AMONG = re.compile(r"(\w+)\s+in\s+\[([^\]]*)\]")


def base_note(question: dict) -> str:
    """Who was asked, as it is printed: 全回答者, or the base filter: in words where it is one `==` or one `in`."""
    if not question.get("base"):
        return "全回答者"
    given = question["base"].strip()
    if match := EQUALS.fullmatch(given):
        return f"{match[1]}で「{match[2]}」と答えた回答者"
    if match := AMONG.fullmatch(given):
        labels = "」「".join(re.findall(r"[\"']([^\"']*)[\"']", match[2]))
        return f"{match[1]}で「{labels}」のいずれかを答えた回答者"
    return f"条件「{given}」に当たる回答者"


def base_words(question: dict, answered: bool) -> str:
    """`base_note`, and whether blanks count: 全回答者のうち、この設問に答えた人（無回答・不明・秘匿を除く）."""
    return base_note(question) + (ANSWERED if answered else "")
