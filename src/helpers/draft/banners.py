"""Which questions to cross the others with: who the respondents are."""

from __future__ import annotations

import re

from helpers.draft.model import Guess

ATTRIBUTE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"性別|gender|\bsex\b", r"年代|年齢(層|階級|区分|$)|\bage\b|世代",
        r"居住|お住まい|住んで|地域|地区|エリア区分|都道府県|市町村|区域|region|prefecture|where do you live",
        r"職業|業種|職種|勤務|雇用|occupation|industry|job", r"世帯|家族構成|同居|子ども|婚姻|household|marital",
        r"学年|学校種|所属|部署|役職|学部", r"団体の?(種|類|属|基礎|形)|法人|組織の?(種|形)|従業員数|規模|会員数", r"利用(頻度|回数)|訪問回数|来場回数",
    )
]  # fmt: skip
MOST = 3
MOST_CHOICES = 12


def suggest_banners(guesses: list[Guess]) -> list[str]:
    """Ids of up to three attributes, in the order sex, age, place, ...; [] where there is none."""
    found: list[str] = []
    for pattern in ATTRIBUTE:
        fitting = [name for guess in guesses if pattern.search(_heading(guess)) and (name := _banner(guess))]
        found += [name for name in fitting[:1] if name not in found]
    return found[:MOST]


def _heading(guess: Guess) -> str:
    return f"{guess.question.get('text', '')} {guess.columns[0].name}"


def _banner(guess: Guess) -> str:
    question = guess.question
    if question["type"] == "NUM" and "bands" in question:
        return f"{question['id']}_band"
    few = (
        question["type"] == "SA" and "items" not in question and 2 <= len(question["choices"]) <= MOST_CHOICES
    )
    return question["id"] if few else ""
