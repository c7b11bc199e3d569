"""Conclusions from the records: themes counted, drafts where nobody has written yet, and what the checks find."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from helpers.findings import Place
from helpers.prose import Block
from helpers.sections.base import EVIDENCE_SCOPES, Materials, mark, stack
from helpers.sections.writing import evidence_names, render_passage
from helpers.tables import bullets, render_rows
from helpers.text import draft_conclusions

STRONG_RANK, STRONG_SOURCES = 2, 2  # a theme that a chapter must not pass over
CHAPTERS = {
    "breakthrough": "breakthrough",
    "carry_over": "step_09",
}  # scope -> the chapter that draws its conclusions
THEMES_NOTE = "発言を、テーマごとに定めた語の条件で分類し、出所の数、発言の数の順に並べた。一つの発言が複数のテーマに当たることがある。"
EMBEDDED_REMARK = "{{ remark."


def build_conclusions(m: Materials, scope: str) -> Markup:
    """The chapter of one scope, whole, with the evidence of its conclusions; a draft where nothing is written."""
    passages = m.passages(CHAPTERS[scope])
    if passages:
        return stack(*(render_passage(m, passage) for passage in passages))
    place = Place(f"chapters/{CHAPTERS[scope]}.md")
    m.findings.add(
        "draft",
        "warning",
        place,
        "分析者の文章がないため、テーマから【案】を作りました",
        remedy="案を読み、書き直す",
    )
    return stack(Markup("<p>{}</p>").format(mark("案")), render_draft(m, scope))


def render_draft(m: Materials, scope: str) -> Markup:
    """Conclusions from the themes alone, marked 【案】, with the strongest remarks of each."""
    html = []
    for draft in draft_conclusions(m.themes[scope][0], m.remarks):
        html.append(Markup('<p class="conclusion draft">■ {}</p>').format(draft.text))
        html.append(
            bullets(Markup("{} {}").format(m.prose.remarks[i], m.remark_link(i)) for i in draft.remarks)
        )
    return stack(*html) or Markup('<p class="note">テーマに当てはまる発言がなく、案を作れない。</p>')


def render_theme_table(m: Materials, scope: str, caption: str) -> Markup:
    """Every theme with the number of remarks and of distinct sources, and the remarks that speak of it most."""
    frame = m.themes[scope][0]
    if not len(frame):
        return Markup('<p class="note">テーマに当てはまる発言はない。</p>')
    rows = [
        (row.theme, row.remarks, row.sources, m.remark_links(row.strongest)) for row in frame.itertuples()
    ]
    notes = [THEMES_NOTE]
    table = render_rows(("テーマ", "発言（件）", "出所（数）", "代表的な発言"), rows, (42, 13, 13, 32))
    kinds = dict.fromkeys(kind for kinds in frame["source_kinds"] for kind in kinds.split("、"))
    source = f"{'、'.join(sorted(kinds))}より作成"
    return m.figure("table", f"themes-{scope}", caption, table, source, notes)


def check_evidence(m: Materials) -> None:
    """Findings on the evidence of every chapter: tags that lead nowhere, conclusions without, themes passed over."""
    for stem in m.raw.chapters:
        for block, explained in _groups(m, stem):
            _check_tags(m, block)
            if block.kind == "conclusion":
                _check_conclusion(m, stem, block, explained)
    for scope in EVIDENCE_SCOPES:
        _check_strong_themes(m, scope)


def _groups(m: Materials, stem: str) -> Iterator[tuple[Block, list[Block]]]:
    """Every block of a chapter, with the blocks up to the next conclusion."""
    for passage in m.passages(stem):
        for number, block in enumerate(passage.blocks):
            following = passage.blocks[number + 1 :]
            end = next((n for n, later in enumerate(following) if later.kind == "conclusion"), len(following))
            if block.place.file == f"chapters/{stem}.md":
                yield block, list(following[:end])


def _check_tags(m: Materials, block: Block) -> None:
    for theme in (theme for theme in block.themes if m.theme_row(theme) is None):
        allowed = (
            "、".join(name for scope in EVIDENCE_SCOPES for name in m.themes[scope][0]["theme"]) or "（なし）"
        )
        message = "このテーマに当てはまる発言がありません"
        m.findings.add("unknown-theme", "error", block.place, message, given=theme, allowed=allowed)
    for remark in (remark for remark in block.evidence if remark not in m.prose.remarks):
        message = "根拠に挙げた発言がありません"
        m.findings.add(
            "unknown-remark", "error", block.place, message, given=remark, remedy="発言の id を確かめる"
        )


def _check_conclusion(m: Materials, stem: str, block: Block, explained: list[Block]) -> None:
    """A warning where the chapter must stand on remarks, a note elsewhere; embedded remarks are evidence, too."""
    if evidence_names(m, block) or any(
        EMBEDDED_REMARK in other.text or evidence_names(m, other) for other in explained
    ):
        return
    severity = "warning" if stem in CHAPTERS.values() else "info"
    m.findings.add(
        "conclusion-without-evidence", severity, block.place, "結論に根拠となる発言がありません", given=block.text,
        remedy="[テーマ: …] か [根拠: …] を添える",
    )  # fmt: skip


def _check_strong_themes(m: Materials, scope: str) -> None:
    stem, frame = CHAPTERS[scope], m.themes[scope][0]
    blocks = [block for passage in m.passages(stem) for block in passage.blocks]
    if not blocks:
        return
    place = Place(f"chapters/{stem}.md")
    if all(block.kind != "conclusion" for block in blocks):
        m.findings.add(
            "no-conclusion", "warning", place, "結論（■ の行）がありません", remedy="■ で始まる一文を書く"
        )
    claimed = {theme for block in blocks for theme in block.themes}
    strong = frame[(frame["rank"] <= STRONG_RANK) & (frame["sources"] >= STRONG_SOURCES)]
    for row in strong[~strong["theme"].isin(claimed)].itertuples():
        m.findings.add(
            "theme-without-conclusion", "warning", place,
            f"発言の多いテーマ（{row.remarks}件・出所{row.sources}）に結論がありません",
            given=row.theme, remedy=f"結論に [テーマ: {row.theme}] を添えるか、結論を書き加える",
        )  # fmt: skip
