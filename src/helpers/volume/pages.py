"""The front matter and the index of a volume: its parts in printed order, as 06_casebook shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from helpers import dates
from helpers.handoff import write_json
from helpers.raw.fiscal_years import FiscalYear
from helpers.sections.base import Section
from helpers.sections.overview import UNKNOWN, period_label
from helpers.steps import VOLUME
from helpers.tables import render_rows
from helpers.volume import compare, index, themes
from helpers.volume.read import VolumeMaterials

Builder = Callable[[VolumeMaterials], Markup]
BOUND, NO_NUMBER = "収録", "－"


def build_contents(m: VolumeMaterials) -> Markup:
    """The numbered list: No., municipality, division in charge, and whether the chapter is in the volume."""
    rows = [
        (str(c.number or NO_NUMBER), c.link(c.name), c.division or UNKNOWN, c.state or BOUND)
        for c in m.chapters
    ]
    table = render_rows(["No.", "自治体", "担当部局", "章"], rows, (10, 27, 46, 17), kind="list")
    return m.figure("contents", "収録した事例", table)


# (id of the heading, heading, [(id, sub-heading, builder)]): the printed order. The chapters stand before the index.
PARTS: list[tuple[str, str, list[tuple[str, str, Builder]]]] = [
    ("part-contents", "事例一覧", [("contents", "", build_contents)]),
    ("part-comparison", "事例の比較", [
        ("leads", "主担当", compare.build_leads),
        ("platform", "連携PFの形", compare.build_platform),
        ("budget", "費用", compare.build_budget),
        ("surveys", "調査", compare.build_surveys),
        ("forums", "フォーラム", compare.build_forums),
        ("shared", "共通するテーマ", themes.build_shared),
        ("breakthroughs", "ブレイクスルー要因", themes.build_breakthroughs),
        ("themes", "テーマと自治体", themes.build_theme_table),
    ]),
    ("part-index", "索引", [
        ("bodies", "団体・部署", index.build_bodies),
        ("terms", "用語", index.build_terms),
    ]),
]  # fmt: skip


def build_volume(m: VolumeMaterials) -> dict[str, Section]:
    """Part id -> Section, built in printed order, so that 図表 numbers do not depend on the order of cells."""
    return {section.id: section for section in _sections(m)}


def _sections(m: VolumeMaterials) -> Iterator[Section]:
    yield Section("cover", build_cover(m))
    for anchor, heading, children in PARTS:
        for number, (part_id, title, builder) in enumerate(children, 1):
            top = Markup('<h2 id="{}">{}</h2>\n').format(anchor, heading) if number == 1 else Markup()
            sub = Markup("<h3>{}</h3>\n").format(title) if title else Markup()
            body = builder(m)
            html = Markup('{}<section class="part" id="{}">{}{}</section>').format(top, part_id, sub, body)
            yield Section(part_id, html)


def build_cover(m: VolumeMaterials) -> Markup:
    """Series, fiscal year, commissioning body, number of municipalities."""
    bound, held = sum(chapter.html is not None for chapter in m.chapters), len(m.chapters)
    number = f"{bound}自治体" if bound == held else f"{held}自治体（うち収録できたもの {bound}自治体）"
    facts = [
        ("対象年度", period_label(m.fiscal_year.fiscal_year)),
        ("発注者", m.fiscal_year.commissioned_by),
        ("収録した自治体", number),
    ]
    rows = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in facts)
    about = document_properties(m.fiscal_year)
    return COVER.format(title=m.fiscal_year.series, subtitle=about["subtitle"], facts=rows)


COVER = Markup(
    '<header class="cover volume"><h1>{title}</h1><p class="subtitle">{subtitle}</p>\n'
    '<dl class="cover-facts">{facts}</dl></header>'
)


def document_properties(year: FiscalYear) -> dict[str, str]:
    """Title, subtitle, author and date of the volume; the date is the last day of the fiscal year."""
    last_day = dates.fiscal_year_bounds(year.fiscal_year)[1]
    subtitle = f"{dates.fiscal_year_label(year.fiscal_year)}版"
    return {
        "title": year.series,
        "subtitle": subtitle,
        "author": year.commissioned_by,
        "date": last_day.isoformat(),
    }


def write_outcome(m: VolumeMaterials) -> None:
    """outcome.json: what run.json and the PDF need of this volume, findings and the figures compared included."""
    outcome = {
        "document": document_properties(m.fiscal_year),
        "inputs": _inputs(m),
        "findings": [finding.to_dict() for finding in m.findings.sorted()],
        "figures": list(_figures(m)),
    }
    write_json(outcome, m.volume.processed / VOLUME / "outcome.json")


def _inputs(m: VolumeMaterials) -> dict[str, str]:
    """Path relative to the project -> sha256 of every report that is bound."""
    outputs = {c.html: c.record["outputs"]["report.html"] for c in m.chapters if c.html}
    return {path.relative_to(m.volume.root).as_posix(): digest for path, digest in outputs.items()}


def _figures(m: VolumeMaterials) -> Iterator[dict]:
    for chapter in (chapter for chapter in m.chapters if chapter.year):
        facts = chapter.year.facts
        for name in sorted(facts.used):
            yield (
                {"municipality": chapter.case.municipality}
                | facts.facts[name].to_dict()
                | {"places": facts.used[name]}
            )
