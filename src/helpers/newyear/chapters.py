"""chapters/*.md of a new year: headings stay, last year's text becomes one comment, which is never printed."""

from __future__ import annotations

import re

from helpers.contract import COMMENT
from helpers.raw.chapters import HEADINGS, USUAL_HEADINGS

OPEN, CLOSE = "<!-- {source}の文：", "-->"
TITLES = {
    "values": "PF連携による価値や工夫",
    "platform_picture": "連携プラットフォームの内容説明",
    "next_year": "次年度以降に向けた事業等の案",
    "reactions": "孤独・孤立対策を公表した際の反響",
    "step_01": "① 主担当部署・主担当者の設定",
    "step_02": "② 地域課題・実態の概略の把握",
    "step_03": "③ 連携PFの絵姿の描写",
    "step_04": "④ 地域課題の詳細把握",
    "step_05": "⑤ 連携PFの運営形態・体制の検討",
    "step_06": "⑥ 連携PFの参加者の検討・巻き込み",
    "step_07": "⑦ 域内住民・関係団体への情報発信",
    "step_08": "⑧ 連携PFの運営",
    "step_09": "⑨ 今年度の積み残し課題",
    "step_10": "⑩ 来年度以降の方針",
    "breakthrough": "ブレイクスルー要因",
    "column": "コラム",
    "previous_efforts": "自治体による従前からの取組",
    "forum": "フォーラムの開催",
    "survey": "調査の実施",
    "publicity": "広報物の作成",
    "platform_meetings": "連携PFの体制の検討",
}


def carry_chapter(text: str, source: str) -> str:
    """The chapter's heading lines, then what it said in its `source` (昨年度) as one comment.

    Comments in it (what an earlier year left) go, and what is left of `--` cannot end the comment: it becomes －－.
    """
    plain = re.sub(COMMENT, "", text).strip("\n")
    headings = [line.strip() for line in plain.splitlines() if line.lstrip().startswith("#")]
    body = [line for line in plain.splitlines() if line.strip()]
    if len(body) == len(headings):
        return "\n\n".join(headings) + "\n"
    said = plain.replace("--", "－－")
    return "\n\n".join([*headings, f"{OPEN.format(source=source)}\n{said}\n{CLOSE}"]) + "\n"


def blank_chapter(stem: str) -> str:
    """The chapter's title and the sub-headings that are set for it."""
    headings = HEADINGS.get(stem) or USUAL_HEADINGS.get(stem) or ()
    return "\n\n".join([f"# {TITLES[stem]}", *(f"## {heading}" for heading in headings)]) + "\n"
