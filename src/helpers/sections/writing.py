"""The analyst's writing as HTML: paragraphs, bullets, conclusions with the evidence behind them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from helpers.prose import Block, Passage
from helpers.sections.base import Materials, stack, unwritten
from helpers.tables import bullets

RENDERED = {
    "paragraph": Markup("<p>{}</p>"),
    "conclusion": Markup('<p class="conclusion">■ {}</p>'),
    "quote": Markup("<blockquote><p>{}</p></blockquote>"),
}


def render_chapter(m: Materials, stem: str, heading: str | None = None, *, what: str = "") -> Markup:
    """A chapter's passages under their sub-headings, or only the one of this heading.

    `what` names the chapter to a reader where nothing has been written yet.
    """
    passages = [p for p in m.passages(stem) if heading is None or p.heading == heading]
    if not passages:
        return unwritten(what or heading or "この節")
    return stack(*(render_passage(m, passage, titled=heading is None) for passage in passages))


def render_passage(m: Materials, passage: Passage, *, titled: bool = True) -> Markup:
    title = (
        Markup("<p><strong>（{}）</strong></p>").format(passage.heading)
        if titled and passage.heading
        else Markup()
    )
    return stack(title, render_blocks(m, passage.blocks))


def render_blocks(m: Materials, blocks: Iterable[Block]) -> Markup:
    """The blocks in their order; bullets gathered into lists; the evidence of a conclusion after what explains it."""
    html: list[Markup] = []
    items: list[Markup] = []
    evidence = Markup()
    for block in blocks:
        text = m.prose.render(block.text, block.place)
        if block.kind == "bullet":
            items.append(text + _tagged(m, block))
            continue
        html, items = [*html, bullets(items)], []
        if block.kind == "conclusion":
            html, evidence = [*html, evidence], evidence_line(m, block)
        html.append(
            RENDERED[block.kind].format(text if block.kind == "conclusion" else text + _tagged(m, block))
        )
    return stack(*html, bullets(items), evidence)


def _tagged(m: Materials, block: Block) -> Markup:
    """The evidence of a block that is no conclusion, in its own line."""
    names = evidence_names(m, block)
    return Markup(' <span class="evidence-line">（根拠：{}）</span>').format(names) if names else Markup()


def evidence_line(m: Materials, block: Block) -> Markup:
    """根拠：テーマ「…」の発言 7件・出所 4（PF-02、…）; the ids lead to the 根拠一覧."""
    names = evidence_names(m, block)
    return Markup('<p class="evidence-line">根拠：{}</p>').format(names) if names else Markup()


def evidence_names(m: Materials, block: Block) -> Markup:
    """What a block names as its evidence; tags that lead nowhere are left out (a finding says so)."""
    rows = [row for row in map(m.theme_row, block.themes) if row is not None]
    strongest = {remark_id for row in rows for remark_id in row["strongest"]}
    parts = [
        Markup("テーマ「{}」の発言 {}件・出所 {}（代表例：{}）").format(
            row["theme"], row["remarks"], row["sources"], m.remark_links(row["strongest"])
        )
        for row in rows
    ]
    own = [
        remark_id
        for remark_id in block.evidence
        if remark_id in m.prose.remarks and remark_id not in strongest
    ]
    parts += [Markup("発言 {}").format(m.remark_links(own))] if own else []
    return Markup("／").join(parts)
