"""The history of a survey's questions: what changed when, old and new wording, the decision and who made it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.years.chain import Chain, Step
from helpers.years.choices import write_pairs
from helpers.years.links import ADDED, DROPPED, WHOLE, Link

COLUMNS = {
    **dict.fromkeys(("survey", "title"), "string"),
    **dict.fromkeys(("before", "after"), "Int64"),
    **dict.fromkeys(("question", "previous_question", "status", "what"), "string"),
    **dict.fromkeys(("text_before", "text_after", "choices", "comparable", "reason"), "string"),
    **dict.fromkeys(("confirmed_by", "note"), "string"),
    "draft": "bool",
}
RENUMBERED = "番号が変わった"
NEW_SURVEY, NO_SURVEY = "新しい調査", "実施しなかった調査"


def list_history(chain: Chain) -> pd.DataFrame:
    """df_by_question_change: one row a question and step in which anything changed, surveys in their order.

    | survey | title    | before | after | question | previous_question | status | what | text_before | text_after |
    |--------|----------|--------|-------|----------|-------------------|--------|------|-------------|------------|
    | survey | 市民調査 | 2023   | 2024  | Q8       | Q8                | 文言変更・選択肢変更 | 設問文が変わった… | … | … |

    | choices            | comparable | reason | confirmed_by | note | draft |
    |--------------------|------------|--------|--------------|------|-------|
    | オンラインの… ← （なし） | 不可 | …      | 編集部       |      | False |

    `question` is `*` for the survey as a whole. A question that kept everything has no row.
    """
    rows = [row for survey in chain.surveys for step in chain.steps(survey) for row in _rows(survey, step)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _rows(survey: str, step: Step) -> Iterator[tuple]:
    book = step.after.raw.surveys[survey].codebook
    title = book.get("short_title") or book["title"]
    for link in step.links:
        if link.is_same and link.question == link.previous:
            continue
        yield (
            survey, title, step.before.number, step.after.number, link.question, link.previous,
            "・".join(link.status), what_changed(link), link.previous_text, link.text,
            "" if set(link.status) & {ADDED, DROPPED} else write_pairs(link.pairs), link.comparable, link.reason,
            link.confirmed_by, link.note, link.is_draft,
        )  # fmt: skip


def what_changed(link: Link) -> str:
    """設問文が変わった、選択肢が変わった; 番号が変わった where the id is another one."""
    renumbered = link.question and link.previous and link.question != link.previous != WHOLE
    return "。".join(filter(None, (RENUMBERED if renumbered else "", link.what or link.words)))


def list_surveys_held(chain: Chain) -> Iterator[tuple[int, int, str, str]]:
    """(year, next year, title, 新しい調査 or 実施しなかった調査) of surveys that one of two years next to each other held."""
    for before, after in zip(chain.years, chain.years[1:], strict=False):
        for survey in chain.surveys:
            there = [survey in year.raw.surveys for year in (before, after)]
            if there[0] != there[1]:
                holder = after if there[1] else before
                title = holder.raw.surveys[survey].codebook["title"]
                yield before.number, after.number, title, NEW_SURVEY if there[1] else NO_SURVEY
