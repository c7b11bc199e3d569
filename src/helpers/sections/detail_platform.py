"""Part 7.4: the platform's meetings in detail: agendas, opinions, how divisions were approached, participants."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers import dates
from helpers.sections.base import Materials, missing, stack
from helpers.sections.projects import render_detail_table
from helpers.sections.slots import render_slot
from helpers.sections.writing import render_chapter
from helpers.tables import Cell, bullets, render_form

NO_CATEGORY = "（分類なし）"
NO_POST = "（記載なし）"


def build_platform(m: Materials) -> Markup:
    return stack(
        render_detail_table(m, "platform"),
        render_chapter(m, "platform_meetings", "運営"),
        render_slot(m, "platform_scene"),
        _agendas(m),
        _opinions(m),
        render_chapter(m, "platform_meetings", "庁内関係課への声掛け"),
        _participants(m),
    )


def _agendas(m: Materials) -> Markup:
    meetings = m.raw.platform.get("meetings") or []
    if not meetings:
        return missing("PF会合の記録")
    rows = [[Cell(_meeting_label(meeting), head=True), Cell(_agenda(meeting))] for meeting in meetings]
    notes = [] if all(meeting.get("date") for meeting in meetings) else ["開催日は資料に記載がない。"]
    return m.figure(
        "table", "agendas", "PF各回の議題", render_form(rows, (18, 82)), "会議資料より作成", notes
    )


def _meeting_label(meeting: dict) -> str:
    held = f"\n{dates.wareki(meeting['date'])}" if meeting.get("date") else ""
    return f"第{meeting['number']}回{held}"


def _agenda(meeting: dict) -> str:
    return "\n".join(f"（{number}）{item}" for number, item in enumerate(meeting.get("agenda") or [], 1))


def _opinions(m: Materials) -> Markup:
    """Opinions by category, as they may be quoted, each with the id under which it can be looked up."""
    if not len(m.raw.opinions):
        return missing("PFで出た意見の記録")
    held = m.raw.opinions.dropna(subset=["id", "remark"]).fillna({"category": NO_CATEGORY})
    rows = []
    for category, frame in held.groupby("category", sort=False):
        items = [
            Markup("{} {}").format(m.prose.remarks[row.id], m.remark_link(row.id))
            for row in frame.itertuples()
        ]
        rows.append([Cell(category, head=True), Cell(bullets(items))])
    return m.figure(
        "table", "opinions", "PFで出た意見（一部抜粋）", render_form(rows, (22, 78)), "会議録より要約"
    )


def _participants(m: Materials) -> Markup:
    """Community side and office side next to each other: 所属 | 役職 | 所属 | 役職."""
    held = m.raw.participants
    if not len(held):
        return missing("PFの参加者一覧")
    sides = [_side(held[held["side"] == side]) for side in ("地域", "行政")]
    length = max(map(len, sides))
    padded = [side + [("", "")] * (length - len(side)) for side in sides]
    rows = [[Cell(text) for pair in pairs for text in pair] for pairs in zip(*padded, strict=True)]
    head = (f"{m.name}内活動団体・社会福祉法人など", "役職", m.name, "役職")
    table = render_form(rows, (40, 17, 28, 15), head)
    counts = (
        f"地域側 {m.facts.show('participants.community')}、行政側 {m.facts.show('participants.office')}。"
    )
    notes = [counts, f"「{NO_POST}」は役職の記載がない参加者。" if held["post"].isna().any() else ""]
    return m.figure("table", "participants", "連携PFの参加者一覧", table, "会議資料より作成", notes)


def _side(frame: pd.DataFrame) -> list[tuple[str, str]]:
    texts = frame[["organisation", "division", "post"]].fillna("")
    return [
        (" ".join(filter(None, (row.organisation, row.division))), row.post or NO_POST)
        for row in texts.itertuples()
    ]
