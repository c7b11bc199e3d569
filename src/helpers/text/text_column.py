"""Which column of a table holds the free text, and which says whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from helpers.findings import Findings, Place

LINK = re.compile(r"\s*(https?://|www\.|[\w.+-]+@[\w-]+\.)")
# Choices joined in a cell by any of these; sentences fall into parts, too, but hardly ever into the same ones.
JOINTS = re.compile(r"[;；,、，|｜\n\r]+|,\s")
LETTERS = re.compile(r"[\W\d_]+")
RESPONDENTS = (
    *(
        "respondent",
        "respondent_id",
        "respondentid",
        "回答者",
        "回答者id",
        "回答者番号",
        "回答id",
        "回答者no",
    ),
    *("サンプル番号", "サンプルid", "sampleid", "sample_id", "userid", "user_id", "調査票番号", "整理番号"),
)
ENOUGH = 2  # letters a cell, on the average of the rows: below it there is no free text


def weigh_column(cells: Sequence[str]) -> float:
    """How much is said in a column: letters of its distinct parts, a row.

    Choices repeat, alone and joined, so their parts are few; dates and numbers have no letters; links do not count.
    """
    parts: set[str] = set()
    for cell in cells:
        if not LINK.match(cell):
            parts.update(LETTERS.sub("", part) for part in JOINTS.split(cell))
    return sum(map(len, parts)) / max(len(cells), 1)


def find_text_column(table: pd.DataFrame, place: Place, findings: Findings) -> list[str]:
    """The column in which most is said, told as a finding; none is a fatal one."""
    weights = {name: weigh_column(list(table[name])) for name in table.columns}
    order = sorted(weights, key=lambda name: -weights[name])
    if not order or not weights[order[0]]:
        message = "本文とみられる列がありません。"
        remedy = "本文の列を --column で指定してください。"
        allowed = "、".join(map(str, table.columns))
        findings.add("no-text-column", "fatal", place, message, allowed=allowed, remedy=remedy)
        return []
    found = str(order[0])
    others = [str(name) for name in order[1:4] if weights[name] >= ENOUGH]
    message = f"本文の列は「{found}」としました（書かれた文字が最も多い列）。"
    message += f"ほかの候補：{'、'.join(others)}。" if others else ""
    remedy = "違うときは --column で指定してください。"
    findings.add("text-column", "info", place, message, given=found, remedy=remedy)
    return [found]


def find_respondent_column(table: pd.DataFrame, place: Place, findings: Findings) -> str | None:
    """A column named as respondents' ids are, if every row has one; told where a respondent has several rows."""
    for name in table.columns:
        plain = re.sub(r"[\s　・.]", "", str(name)).lower()
        if plain in RESPONDENTS and (table[name].str.strip() != "").all():
            if table[name].duplicated().any():
                message = f"列「{name}」が同じ行を、同じ回答者の回答としました。"
                findings.add("respondent-column", "info", place, message, given=str(name))
            return str(name)
    return None
