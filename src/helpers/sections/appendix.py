"""Appendices: 根拠一覧 (every cited remark), 原典の記載との相違, 数値の出典."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.inventory import list_corrections
from helpers.sections.base import EVIDENCE_SCOPES, Materials
from helpers.tables import render_frame, render_rows


def build_evidence(m: Materials) -> Markup:
    """Every remark that a conclusion, a quotation or a theme's table leads to; also those that a theme counts."""
    counted = pd.concat([m.themes[scope][1] for scope in EVIDENCE_SCOPES])
    wanted = m.remarks[m.remarks["remark_id"].isin(m.cited | set(counted["remark_id"]))]
    if not len(wanted):
        return Markup("<p>根拠となる発言はない。</p>")
    coded = pd.concat([counted, m.themes["answers"][1]])
    themes = coded.groupby("remark_id")["theme"].agg(lambda names: "\n".join(dict.fromkeys(names)))
    ids = list(wanted["remark_id"])
    rows = [
        (row.remark_id, row.source, row.text, themes.get(row.remark_id, "")) for row in wanted.itertuples()
    ]
    labels = ("番号", "出所", "発言・回答", "テーマ")
    table = render_rows(labels, rows, (14, 20, 44, 22), ids=[f"r-{remark_id}" for remark_id in ids])
    return m.figure(
        "table",
        "evidence",
        "根拠一覧",
        table,
        "アンケート自由記述、PF意見、取材、フォーラム質疑（要約を含む）",
    )


def build_corrections(m: Materials) -> Markup:
    """Where the source contradicts itself or the rules: what stood there, what this report says, why."""
    if not m.raw.corrections:
        return Markup("<p>原典の記載との相違はない。</p>")
    shown = list_corrections(m.raw)[["id", "箇所", "原典の記載", "本報告書", "理由"]].rename(
        columns={"id": "番号"}
    )
    return m.figure(
        "table",
        "corrections",
        "原典の記載との相違と処理",
        render_frame(shown, (8, 18, 25, 22, 27)),
        "編集部作成（corrections.yaml）",
        ["箇所の番号は、本報告書の見出しの番号による。"],
    )


def build_sources(m: Materials) -> Markup:
    """Every figure printed in prose: its name, printed form, file and row, and how it was computed."""
    frame = m.facts.to_frame()
    if not len(frame):
        return Markup("<p>本文に引用した数値はない。</p>")
    return m.figure(
        "table",
        "sources",
        "本文に引いた数値の出典",
        render_frame(frame, (21, 16, 25, 22, 16)),
        "編集部作成（数値台帳）",
    )
