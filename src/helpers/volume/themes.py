"""What the municipalities have in common: themes of their remarks, and what they conclude from them."""

from __future__ import annotations

from markupsafe import Markup

from helpers.findings import Findings
from helpers.handoff import read_frame
from helpers.prose import Prose, read_passages
from helpers.raw.handing import HOME
from helpers.sections.base import stack
from helpers.tables import bullets, render_rows
from helpers.text.scopes import SCOPES
from helpers.volume.compare import UNKNOWN
from helpers.volume.read import Chapter, VolumeMaterials

COMPARED = ("breakthrough", "carry_over")
SEVERAL = 2  # municipalities from which on a theme is shared


def build_shared(m: VolumeMaterials) -> Markup:
    """The themes that several municipalities share, most municipalities first."""
    return stack(*(_shared(m, scope) for scope in COMPARED))


def _shared(m: VolumeMaterials, scope: str) -> Markup:
    rows = [row for row in _theme_rows(m, scope) if len(row[1]) >= SEVERAL]
    if not rows:
        return Markup('<p class="note">二つ以上の自治体に共通する{}のテーマはない。</p>').format(
            SCOPES[scope]
        )
    links = Markup("、")
    shown = [
        (theme, len(held), remarks, links.join(c.link(str(c.number or c.name)) for c in held))
        for theme, held, remarks in rows
    ]
    table = render_rows(["テーマ", "自治体の数", "発言の数", "事例の番号"], shown, (40, 12, 12, 36))
    note = "自治体の数、発言の数の順。発言の数は、その自治体で聞き取った発言の量にも左右される。"
    return m.figure(f"shared-{scope}", f"共通する{SCOPES[scope]}のテーマ", table, note)


def _theme_rows(m: VolumeMaterials, scope: str) -> list[tuple[str, list[Chapter], int]]:
    """(theme, chapters with at least one remark of it, remarks in all), most chapters first."""
    rows = []
    for theme in _themes(m, scope):
        held = [(chapter, _count(chapter, scope, theme)) for chapter in m.chapters]
        held = [(chapter, count) for chapter, count in held if count]
        rows.append((theme, [chapter for chapter, _ in held], sum(count for _, count in held)))
    return sorted(rows, key=lambda row: (-len(row[1]), -row[2], row[0]))


def _themes(m: VolumeMaterials, scope: str) -> list[str]:
    """Every theme that a municipality has a remark of, in the order in which it is first met."""
    found = (theme for c in m.chapters if c.year for theme in c.year.themes[scope]["theme"])
    return list(dict.fromkeys(found))


def _count(chapter: Chapter, scope: str, theme: str) -> int | None:
    """Remarks of a theme; None where the remarks have not been coded."""
    return chapter.year.theme_counts(scope, theme)[0] if chapter.year else None


def build_theme_table(m: VolumeMaterials) -> Markup:
    """Theme x municipality: the number of remarks; two tables, so that each fits the page."""
    return stack(*(_theme_table(m, scope) for scope in COMPARED))


def _theme_table(m: VolumeMaterials, scope: str) -> Markup:
    themes = [theme for theme, *_ in _theme_rows(m, scope)]
    if not themes:
        return Markup('<p class="note">{}のテーマに当たる発言はない。</p>').format(SCOPES[scope])
    counts = [[_count(chapter, scope, theme) for theme in themes] for chapter in m.chapters]
    rows = [
        [chapter.link(), *(UNKNOWN if count is None else count for count in row)]
        for chapter, row in zip(m.chapters, counts, strict=True)
    ]
    table = render_rows(["自治体", *themes], rows, (18, *[82 / len(themes)] * len(themes)))
    caption = f"{SCOPES[scope]}のテーマと自治体（発言の数）"
    note = "0は、発言を読んだが当たるものがなかったこと。「－」は、まだ集計していないこと。"
    return m.figure(f"themes-{scope}", caption, table, note)


def build_breakthroughs(m: VolumeMaterials) -> Markup:
    """The conclusion lines of every municipality's breakthrough factors."""
    rows = [(chapter.link(), bullets(_conclusions(chapter)) or _unwritten(chapter)) for chapter in m.chapters]
    table = render_rows(["自治体", "ブレイクスルー要因"], rows, (22, 78))
    return m.figure(
        "breakthroughs",
        "自治体ごとのブレイクスルー要因",
        table,
        "理由と根拠は、各章の「ブレイクスルー要因」にある。",
    )


def _unwritten(chapter: Chapter) -> str:
    return "（未執筆）" if chapter.year else UNKNOWN


def _conclusions(chapter: Chapter) -> list[Markup]:
    """■ lines of chapters/breakthrough.md as the chapter prints them; links to evidence lead into the chapter."""
    if not chapter.year:
        return []
    remarks = read_frame(chapter.case.processed / HOME / "remarks.parquet")
    texts = dict(zip(remarks["remark_id"], remarks["text"], strict=True))
    prose = Prose(chapter.year.facts, texts, Findings())
    passages = read_passages(chapter.year.raw.chapters, "breakthrough")
    lines = [block for passage in passages for block in passage.blocks if block.kind == "conclusion"]
    return [_leading_to(chapter, prose.render(block.text, block.place)) for block in lines]


def _leading_to(chapter: Chapter, html: Markup) -> Markup:
    """Links inside the chapter as links to its page."""
    return Markup(str(html).replace('href="#', f'href="{chapter.page}.html#'))
