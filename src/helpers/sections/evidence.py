"""Conclusions and the evidence behind them: coded remarks, counted by theme, that a reader can look up."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from helpers.findings import Place
from helpers.prose import Block
from helpers.sections.base import Materials, mark, render_blocks
from helpers.tables import bullets, render_rows
from helpers.text import draft_conclusions

STRONG_RANK, STRONG_SOURCES = 2, 2  # a theme that a chapter must not pass over


def theme_row(m: Materials, scope: str, theme: str) -> pd.Series | None:
    frame = m.themes[scope][0]
    found = frame[frame["theme"] == theme]
    return found.iloc[0] if len(found) else None


def evidence_line(m: Materials, scope: str, block: Block) -> Markup:
    """根拠：テーマ「…」の発言 7件・出所 4（PF-02、…）; the ids lead to the 根拠一覧."""
    parts, strongest = [], set()
    for theme in block.themes:
        row = theme_row(m, scope, theme)
        if row is not None:
            strongest |= set(row["strongest"])
            links = _links(m, list(row["strongest"]))
            parts.append(
                Markup("テーマ「{}」の発言 {}件・出所 {}（強い順に {}）").format(
                    theme, row["remarks"], row["sources"], links
                )
            )
    known = [remark for remark in block.evidence if remark in m.prose.remarks and remark not in strongest]
    if known:
        parts.append(Markup("発言 {}").format(_links(m, known)))
    return (
        Markup('<p class="evidence-line">根拠：{}</p>').format(Markup("／").join(parts))
        if parts
        else Markup()
    )


def _links(m: Materials, ids: Sequence[str]) -> Markup:
    return Markup("、").join(m.remark_link(remark_id) for remark_id in ids)


def render_conclusions(m: Materials, scope: str, groups: Sequence[tuple[Block, list[Block]]]) -> Markup:
    """Each conclusion, its bullets, and the line of evidence behind it."""
    html = []
    for conclusion, following in groups:
        html += [render_blocks(m, [conclusion, *following]), evidence_line(m, scope, conclusion)]
    return Markup("\n").join(part for part in html if part)


def render_draft(m: Materials, scope: str) -> Markup:
    """Conclusions from the themes alone, marked 【案】, for a chapter that no analyst has written yet."""
    html = []
    for draft in draft_conclusions(m.themes[scope][0], m.remarks):
        html.append(Markup('<p class="conclusion draft">■ {}</p>').format(draft.text))
        html.append(
            bullets(Markup("{} {}").format(m.prose.remarks[i], m.remark_link(i)) for i in draft.remarks)
        )
    return Markup("\n").join(html) or Markup(
        '<p class="note">テーマに当てはまる発言がなく、案を作れません。</p>'
    )


def render_theme_table(m: Materials, scope: str, anchor: str, caption: str) -> Markup:
    """Every theme with the number of remarks and of distinct sources, and its strongest remarks."""
    frame = m.themes[scope][0]
    if not len(frame):
        return Markup('<p class="note">テーマに当てはまる発言はない。</p>')
    rows = [
        (row.theme, row.remarks, row.sources, _links(m, list(row.strongest))) for row in frame.itertuples()
    ]
    notes = [
        "出所の数、発言の数の順。コーディングルールによる（一つの発言が複数のテーマに当たることがある）。"
    ]
    table = render_rows(("テーマ", "発言（件）", "出所（数）", "強い発言"), rows, (42, 13, 13, 32))
    return m.figure(
        "table", anchor, caption, table, "アンケート自由記述、PF意見、取材、フォーラム質疑より作成", notes
    )


def check_conclusions(m: Materials, scope: str, file: str, conclusions: Sequence[Block]) -> None:
    """Findings: a conclusion without evidence, evidence that does not exist, a strong theme without a conclusion."""
    for block in conclusions:
        for theme in (t for t in block.themes if theme_row(m, scope, t) is None):
            allowed = "、".join(m.themes[scope][0]["theme"]) or "（なし）"
            m.findings.add(
                "unknown-theme",
                "error",
                block.place,
                "このテーマに当てはまる発言がありません",
                given=theme,
                allowed=allowed,
            )
        for remark in (r for r in block.evidence if r not in m.prose.remarks):
            m.findings.add(
                "unknown-remark",
                "error",
                block.place,
                "根拠に挙げた発言がありません",
                given=remark,
                remedy="発言の id を確かめる",
            )
        if not evidence_line(m, scope, block):
            m.findings.add(
                "conclusion-without-evidence", "warning", block.place, "結論に根拠となる発言がありません", given=block.text,
                remedy="[テーマ: …] か [根拠: …] を添える",
            )  # fmt: skip
    _check_strong_themes(m, scope, file, {theme for block in conclusions for theme in block.themes})


def _check_strong_themes(m: Materials, scope: str, file: str, claimed: set[str]) -> None:
    frame = m.themes[scope][0]
    strong = frame[(frame["rank"] <= STRONG_RANK) & (frame["sources"] >= STRONG_SOURCES)]
    for row in strong.itertuples():
        if row.theme not in claimed:
            m.findings.add(
                "theme-without-conclusion", "warning", Place(file), f"発言の多いテーマ（{row.remarks}件・出所{row.sources}）に結論がありません",
                given=row.theme, remedy=f"結論に [テーマ: {row.theme}] を添えるか、結論を書き加える",
            )  # fmt: skip


def build_conclusions(m: Materials, scope: str, stem: str) -> Markup:
    """The conclusions of one chapter with their evidence, checked; a draft where there is no chapter."""
    groups = [group for passage in m.passages(stem) for group in passage.conclusions()]
    check_conclusions(m, scope, f"chapters/{stem}.md", [conclusion for conclusion, _ in groups])
    if not groups:
        m.findings.add(
            "draft",
            "warning",
            Place(f"chapters/{stem}.md"),
            "分析者の文章がないため、テーマから【案】を作りました",
        )
        return Markup("<p>{}</p>\n{}").format(mark("案"), render_draft(m, scope))
    return render_conclusions(m, scope, groups)
