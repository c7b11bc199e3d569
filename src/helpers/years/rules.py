"""The rules by which two questions of two years may be compared, and what is said where they may not.

設問文       the same but for width, blanks and punctuation: 可; lightly reworded (likeness of ALIKE or more, no
             number and no negation changed): 条件付き; else 不可 until an analyst has confirmed it
選択肢       the same: 可; in a multiple answer the choices that stayed: 条件付き; in a single answer 不可, since
             each respondent has one choice to give (confirmed pairs that cover all choices: 可)
型, 基数      changed: 不可
調査の対象    lightly reworded: 条件付き, else 不可; 調査の方法 changed: 条件付き
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpers.years.choices import guess_pairs, pair_choices
from helpers.years.likeness import fold_text, likeness, turns_meaning
from helpers.years.links import (
    ADDED,
    BASE,
    CHOICES,
    CONDITIONAL,
    DROPPED,
    MODE,
    NO,
    RESPONDENTS,
    SAME,
    TEXT,
    TYPE,
    WHOLE,
    WORDS,
    YES,
    Link,
    Pair,
    worse,
)
from helpers.years.matching import Match, kind_of, match_questions, text_likeness

ALIKE = 0.8
RULE = (
    "設問文は、空白、全角・半角、句読点の違いを除いて同じなら比べる。書き換えが軽い（語の並びの8割以上が共通で、"
    "数字と打ち消しの語が変わらない）ものは条件付きで比べ、それ以外は、分析者が同じことを尋ねたと確かめるまで比べない。"
    "単数回答は、選択肢の対応がすべて確かめられなければ比べない。複数回答は、残った選択肢だけを条件付きで比べる。"
    "設問の型、尋ねた相手（基数）、調査対象が変わったものは比べない。調査方法が変わったものは条件付きで比べる。"
)
QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
EVERYONE = "全回答者"
CONFIRM = "同じことを尋ねたと分析者が確かめるまで比べない"
PAIR = "選択肢の対応を分析者が確かめるまで比べない"
STAYED = "残った選択肢だけを比べる"
Judged = tuple[str, str, str, str]  # status, comparable, what changed, what follows


def draft_links(old: dict, new: dict, fixed: Iterable[tuple[str, str]] = ()) -> list[Link]:
    """A link for every question of two codebooks, the survey as a whole first where it changed; nothing is confirmed.

    `fixed` are (question, previous question) that are already decided. What follows for questions whose base names
    a question that changed: `follow_bases`.
    """
    matches = match_questions(old["questions"], new["questions"], fixed)
    names = {before["id"]: after["id"] for after, before in matches if before and after}
    links = [_link(match, names, _percent_base(old), _percent_base(new)) for match in matches]
    return [*_whole(old, new), *links]


def _percent_base(codebook: dict) -> str:
    return codebook.get("percent_base") or "asked"


def _whole(old: dict, new: dict) -> list[Link]:
    found = [judged for judged in (_respondents(old, new), _mode(old, new), _weight(old, new)) if judged]
    if not found:
        return []
    link = _judge(Link(WHOLE, WHOLE, (), YES), found)
    return [replace(link, text=new.get("respondents") or "", previous_text=old.get("respondents") or "")]


def _respondents(old: dict, new: dict) -> Judged | None:
    before, after = old.get("respondents") or "", new.get("respondents") or ""
    if fold_text(before) == fold_text(after):
        return None
    comparable = CONDITIONAL if is_lightly_reworded(before, after) else NO
    return (
        RESPONDENTS,
        comparable,
        f"{WORDS[RESPONDENTS]}（{before or '記載なし'}→{after or '記載なし'}）",
        "",
    )


def _mode(old: dict, new: dict) -> Judged | None:
    before, after = old.get("mode") or "", new.get("mode") or ""
    if fold_text(before) == fold_text(after):
        return None
    return MODE, CONDITIONAL, f"{WORDS[MODE]}（{before or '記載なし'}→{after or '記載なし'}）", ""


def _weight(old: dict, new: dict) -> Judged | None:
    """Weighted shares beside unweighted ones."""
    if bool(old.get("weight")) == bool(new.get("weight")):
        return None
    return MODE, CONDITIONAL, "ウェイトの有無が変わった", ""


def is_lightly_reworded(one: str, other: str) -> bool:
    return likeness(one, other) >= ALIKE and not turns_meaning(one, other)


def _link(match: Match, names: dict[str, str], *percent_bases: str) -> Link:
    after, before = match
    if before is None:
        pairs = pair_choices(after["choices"], [])
        return Link(after["id"], "", (ADDED,), NO, WORDS[ADDED], "", pairs, text=after["text"])
    if after is None:
        pairs = pair_choices([], before["choices"])
        return Link("", before["id"], (DROPPED,), NO, WORDS[DROPPED], "", pairs, previous_text=before["text"])
    pairs = pair_choices(after["choices"], before["choices"])
    link = Link(
        after["id"], before["id"], (), YES, "", "", pairs, guess_pairs(pairs), after["text"], before["text"],
        round(text_likeness(after, before), 2),
    )  # fmt: skip
    found = (
        _text(before, after), _type(before, after), _choices(after, link),
        _base(before, after, names), _percent(before, after, *percent_bases),
    )  # fmt: skip
    return _judge(link, [judged for judged in found if judged])


def _judge(link: Link, found: Sequence[Judged]) -> Link:
    """The link with every status, the strictest verdict and all reasons."""
    status = tuple(dict.fromkeys(name for name, *_ in found)) or (SAME,)
    comparable = worse(YES, *(verdict for _, verdict, _, _ in found))
    follows = [text for _, verdict, _, text in found if text and verdict == comparable]
    what = "。".join(text for _, _, text, _ in found)
    reason = "。".join(filter(None, (what, *follows)))
    return replace(link, status=status, comparable=comparable, what=what, reason=reason)


def _text(before: dict, after: dict) -> Judged | None:
    texts = [tuple(fold_text(q.get(key) or "") for key in ("text", "item")) for q in (before, after)]
    if texts[0] == texts[1]:
        return None
    wordings = [" ".join(filter(None, (q["text"], q.get("item")))) for q in (before, after)]
    if turns_meaning(*wordings):
        return TEXT, NO, f"{WORDS[TEXT]}（数字か打ち消しの語が違う）", CONFIRM
    if text_likeness(before, after) < ALIKE:
        return TEXT, NO, WORDS[TEXT], CONFIRM
    return TEXT, CONDITIONAL, f"{WORDS[TEXT]}（軽い書き換え）", ""


def _type(before: dict, after: dict) -> Judged | None:
    if kind_of(before) == kind_of(after):
        return None
    return TYPE, NO, f"{WORDS[TYPE]}（{before['type']}→{after['type']}）", ""


def _choices(after: dict, link: Link) -> Judged | None:
    come = [choice for pair in link.pairs if not pair.old for choice in pair.new]
    gone = [choice for pair in link.pairs if not pair.new for choice in pair.old]
    if not (come or gone):
        return None
    parts = [
        f"{word}：{listed(names)}" for word, names in (("加わった", come), ("なくなった", gone)) if names
    ]
    text = f"{WORDS[CHOICES]}（{'、'.join(parts)}）"
    if kind_of(after) == "MA":
        return CHOICES, CONDITIONAL, text, STAYED
    return CHOICES, NO, text, PAIR


def listed(choices: Iterable[str]) -> str:
    return "".join(f"「{choice}」" for choice in choices)


def _base(before: dict, after: dict, names: dict[str, str]) -> Judged | None:
    """Bases by the later year's names: Q5 of last year may be Q6 of this year."""
    old, new = translate_base(before.get("base") or "", names), after.get("base") or ""
    if _fold_base(old) == _fold_base(new):
        return None
    return BASE, NO, f"{WORDS[BASE]}（{before.get('base') or EVERYONE}→{new or EVERYONE}）", ""


def translate_base(base: str, names: dict[str, str]) -> str:
    """A base filter of the earlier year with the later year's question ids; what stands in quotes stays."""
    parts = QUOTED.split(base)
    parts[::2] = [NAME.sub(lambda name: names.get(name[0], name[0]), part) for part in parts[::2]]
    return "".join(parts)


def _fold_base(base: str) -> str:
    return "".join(base.replace("'", '"').split())


def _percent(before: dict, after: dict, *of_surveys: str) -> Judged | None:
    """Shares of those asked and of those who answered are two different things."""
    old, new = (q.get("percent_base") or own for q, own in zip((before, after), of_surveys, strict=True))
    if old == new or kind_of(after) not in ("SA", "MA"):
        return None
    words = {"asked": "尋ねた人", "answered": "答えた人"}
    return BASE, NO, f"割合の基数が変わった（{words.get(old, old)}→{words.get(new, new)}）", ""


def follow_bases(links: Iterable[Link], new: dict) -> list[Link]:
    """Who was asked depends on the question that the base names: what holds for it holds for those who follow.

    A link that somebody confirmed stays.
    """
    questions = {question["id"]: question for question in new["questions"]}
    done: dict[str, Link] = {}
    for link in links:
        names = _names_of((questions.get(link.question) or {}).get("base") or "")
        found = [done[name] for name in names if name in done and done[name].comparable != YES]
        if found and link.previous and link.question and not link.confirmed_by:
            link = _follow(link, found)
        done[link.question or f"-{link.previous}"] = link
    return list(done.values())


def _names_of(base: str) -> list[str]:
    return [name for part in QUOTED.split(base)[::2] for name in NAME.findall(part)]


def _follow(link: Link, found: Sequence[Link]) -> Link:
    told = "。".join(f"基数を決める {other.question} が変わった（{other.words}）" for other in found)
    status = tuple(dict.fromkeys((*(name for name in link.status if name != SAME), BASE)))
    comparable = worse(link.comparable, *(other.comparable for other in found))
    what, reason = ("。".join(filter(None, (text, told))) for text in (link.what, link.reason))
    return replace(link, status=status, comparable=comparable, what=what, reason=reason)


def covers_all(pairs: Iterable[Pair]) -> bool:
    """Whether every choice of both years has its counterpart, so that shares of a single answer add up alike."""
    return all(pair.is_whole for pair in pairs)
