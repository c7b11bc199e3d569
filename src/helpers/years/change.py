"""One survey in two years: every choice that may be compared, its change in points, and whether that is chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from helpers.tabulate import NO_ANSWER
from helpers.years.answers import LACKING, Answers, Side, mean_of, read_side
from helpers.years.chance import Interval, Mean, compare_means, compare_shares, difference_interval
from helpers.years.composition import with_whole
from helpers.years.links import CONDITIONAL, NO, Link, Pair
from helpers.years.matching import kind_of

SYNTHETIC = "合成データ"
JOINED = "＋"
NOT_BEFORE, NOT_AFTER = "前の年度に無い選択肢", "後の年度に無い選択肢"
COUNTED, MEASURED = ("SA", "MA"), ("NUM",)  # kinds of questions (see matching.kind_of)
_SIDE = {"n": "Float64", "base": "Float64", "percent": "Float64", "value": "Float64"}
COLUMNS = {
    **dict.fromkeys(("survey", "question", "previous_question", "question_text", "type"), "string"),
    **dict.fromkeys(("choice", "previous_choice", "statistic"), "string"),
    **{f"{name}_{side}": dtype for side in ("before", "after") for name, dtype in _SIDE.items()},
    **dict.fromkeys(("difference", "lower", "upper"), "Float64"),
    "test": "string", "p": "Float64", "more_than_chance": "boolean",
    **dict.fromkeys(("comparable", "refused", "condition"), "string"), "draft": "bool", "synthetic": "bool",
}  # fmt: skip


def compare_survey_years(before: Answers, after: Answers, links: Iterable[Link]) -> pd.DataFrame:
    """df_by_question_choice_change: one row a choice of a question that either year asked, means behind them.

    | survey | question | previous_question | question_text | type | choice   | previous_choice | statistic |
    |--------|----------|-------------------|---------------|------|----------|-----------------|-----------|
    | survey | Q7       | Q7                | 窓口を知って… | SA   | 知っている | 知っている    |           |

    | n_before | base_before | percent_before | value_before | n_after | … | difference | lower | upper | test |
    |----------|-------------|----------------|--------------|---------|---|------------|-------|-------|------|
    | 66.0     | 318.0       | 20.75…         | <NA>         | 113.0   | … | 11.35…     | 4.66… | 17.9… | z    |

    | p       | more_than_chance | comparable | refused | condition | draft | synthetic |
    |---------|------------------|------------|---------|-----------|-------|-----------|
    | 0.00098 | True             | 可         |         |           | False | False     |

    `percent` is 0-100; `difference`, `lower`, `upper` (95%) are points, of a mean (`statistic` mean, in `value`) its
    unit. Merged choices are joined by ＋. Where the two must not be compared `refused` says why and the difference
    is <NA>; `condition` is what must be read with it. `test` is z, fisher, welch or "" (nothing to test, n 不明).
    `draft`: the correspondence has not been confirmed. 無回答 is a row where either year has some.
    """
    rows = [row for link in with_whole(links) for row in _rows(before, after, link)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _rows(before: Answers, after: Answers, link: Link) -> Iterator[dict]:
    sides = ((after, link.question), (before, link.previous))
    kinds = {kind_of(answers.question(name)) for answers, name in sides if name}
    if kinds <= set(COUNTED):
        for pair in (*link.pairs, *_no_answer(before, after, link)):
            yield compare_pair(before, after, link, pair)
    if link.question and link.previous and has_means(before, after, link):
        yield compare_question_means(before, after, link)


def has_means(before: Answers, after: Answers, link: Link) -> bool:
    """Whether the question asked for numbers in both years, or for choices that stand for scores."""
    held = [before.question(link.previous), after.question(link.question)]
    return all(kind_of(question) in MEASURED or question.get("scores") for question in held)


def _head(before: Answers, after: Answers, link: Link) -> dict:
    held = [answers.question(name) for answers, name in ((after, link.question), (before, link.previous))]
    held = [question for question in held if question]
    return {
        "survey": after.codebook["id"], "question": link.question, "previous_question": link.previous,
        "question_text": link.text or link.previous_text, "type": held[0]["type"], "draft": link.is_draft,
        "comparable": link.comparable, "condition": link.reason if link.comparable == CONDITIONAL else "",
        "synthetic": any(bool(question.get("synthetic")) for question in held),
    }  # fmt: skip


def _no_answer(before: Answers, after: Answers, link: Link) -> Iterator[Pair]:
    sides = [(answers, name) for answers, name in ((after, link.question), (before, link.previous)) if name]
    if any(answers.has(name, NO_ANSWER) for answers, name in sides):
        yield Pair((NO_ANSWER,) * bool(link.question), (NO_ANSWER,) * bool(link.previous))


def compare_pair(before: Answers, after: Answers, link: Link, pair: Pair) -> dict:
    """One row of the frame: those who chose any of the pair's new choices against those of its old ones."""
    old = read_side(before, link.previous, pair.old)
    new = read_side(after, link.question, pair.new)
    head = _head(before, after, link)
    refused = _refusal(link, pair, head["synthetic"], (old, new))
    row = head | NOTHING | {
        "choice": JOINED.join(pair.new), "previous_choice": JOINED.join(pair.old), "statistic": "",
        **_shown(old, "before"), **_shown(new, "after"), "refused": refused,
    }  # fmt: skip
    return row if refused else row | _difference(old, new)


NOTHING = {"difference": None, "lower": None, "upper": None, "test": "", "p": None, "more_than_chance": None}


def _shown(side: Side, name: str) -> dict:
    return {
        f"n_{name}": side.n,
        f"base_{name}": side.base,
        f"percent_{name}": side.percent,
        f"value_{name}": None,
    }


def _refusal(link: Link, pair: Pair, synthetic: bool, sides: Sequence[Side]) -> str:
    """The first reason that holds, from the question down to the figure."""
    if link.comparable == NO:
        return link.reason or link.words
    if not pair.is_whole:
        return NOT_BEFORE if pair.new else NOT_AFTER
    if synthetic:
        return SYNTHETIC
    return next((side.lacking for side in sides if side.lacking), "")


def _difference(old: Side, new: Side) -> dict:
    row = {"difference": new.percent - old.percent}
    if old.share is None or new.share is None:
        return row
    interval, test = difference_interval(old.share, new.share), compare_shares(old.share, new.share)
    row |= {} if interval is None else _points(interval, 100)
    # nobody or everybody in both years: no difference, and nothing to test
    return row | ({"more_than_chance": False} if test is None else _tested(test))


def _points(interval: Interval, unit: int) -> dict:
    return {"lower": unit * interval.lower, "upper": unit * interval.upper}


def _tested(test) -> dict:
    return {"test": test.method, "p": test.p, "more_than_chance": test.is_more_than_chance}


def compare_question_means(before: Answers, after: Answers, link: Link) -> dict:
    """One row of the frame: the mean of the numbers, or of the scores, of both years."""
    old, new = mean_of(before, link.previous), mean_of(after, link.question)
    row = _head(before, after, link) | NOTHING | {
        "choice": "", "previous_choice": "", "statistic": "mean", "refused": "",
        **_shown_mean(old, "before"), **_shown_mean(new, "after"),
    }  # fmt: skip
    refused = _mean_refusal(before, after, link, row["synthetic"]) or (LACKING if None in (old, new) else "")
    if refused:
        return row | {"refused": refused}
    row |= {"difference": new.value - old.value}
    tested = compare_means(old, new)
    return row if tested is None else row | _points(tested[1], 1) | _tested(tested[0])


def _mean_refusal(before: Answers, after: Answers, link: Link, synthetic: bool) -> str:
    old, new = before.question(link.previous), after.question(link.question)
    if link.comparable == NO:
        return link.reason or link.words
    if (old.get("unit") or "") != (new.get("unit") or ""):
        return f"単位が変わった（{old.get('unit') or 'なし'}→{new.get('unit') or 'なし'}）"
    if (old.get("scores") or {}) != (new.get("scores") or {}):
        return "選択肢の得点が変わった"
    return SYNTHETIC if synthetic else ""


def _shown_mean(mean: Mean | None, name: str) -> dict:
    n, value = (None, None) if mean is None else (mean.n, mean.value)
    return {f"n_{name}": n, f"base_{name}": n, f"percent_{name}": None, f"value_{name}": value}
