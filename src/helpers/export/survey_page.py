"""Printed survey tables and charts as one self-contained page, in the template and style of the report.

The PDF is made of the page as that of a report is: `helpers.export.pdf.write_pdf`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from markupsafe import Markup

from helpers.export.page import render_cover, render_part, wrap_page
from helpers.findings import SEVERITY_LABELS, Findings
from helpers.survey_tables import SurveyTable, chart_captions, render_table
from helpers.tables import bullets, render_figure, render_frame

PARTS = (("simple", "単純集計"), ("crosstab", "クロス集計"))
WIDTHS = (7, 20, 25, 16, 16, 16)  # of the columns of the findings
CHART = "chart tall"  # class of the figures: a page may be filled by one
NO_FINDINGS = Markup("<p>指摘はない。</p>")
NO_TABLES = Markup("<p>集計できる設問がない。</p>")


class DrawnPicture(Protocol):
    """A chart: helpers.figures.picture.Picture or a stored one."""

    name: str
    alt: str

    def to_img_tag(self) -> str: ...


class Numbers:
    """The running number of the 図表."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def render_page(
    tables: Sequence[SurveyTable],
    pictures: Iterable[DrawnPicture],
    title: str,
    about: Mapping[str, Any],
    findings: Findings,
    method: Iterable[str] = (),
) -> str:
    """One HTML page: cover, how it was tabulated, tables with their charts, findings; nothing is loaded from outside.

    `about` are the facts of the cover in their order ({"回答数": 62, "実施期間": "…"}), `method` the sentences of
    helpers.tabulate.describe_method. A picture stands with the table of the same name, the others behind the tables.
    """
    charts = {picture.name: picture for picture in pictures}
    numbers = Numbers()
    body = Markup("\n").join([
        render_cover("集計結果", title, about),
        render_part("method", "集計の方法", _method(method, findings)),
        *_tables(tables, charts, numbers),
        *_others(charts, numbers),
        render_part("findings", "データについての指摘", _findings(findings, numbers)),
    ])  # fmt: skip
    return wrap_page(title, body)


def _method(method: Iterable[str], findings: Findings) -> Markup:
    counted = [(label, findings.count(severity)) for severity, label in SEVERITY_LABELS.items()]
    told = "、".join(f"{label} {count:,}件" for label, count in counted if count) or "なし"
    link = Markup('データについての<a href="#part-findings">指摘</a>：{}。').format(told)
    return bullets([*method, link])


def _tables(
    tables: Sequence[SurveyTable], charts: dict[str, DrawnPicture], numbers: Numbers
) -> Iterator[Markup]:
    if not tables:
        yield render_part("tables", "集計表", NO_TABLES)
    for kind, heading in PARTS:
        own = [table for table in tables if table.kind == kind]
        groups = groupby(own, key=lambda table: table.heading)
        blocks = [
            _question(kind, number, list(same), charts, numbers) for number, (_, same) in enumerate(groups, 1)
        ]
        if blocks:
            yield render_part(kind, heading, *blocks)


def _question(
    kind: str, number: int, tables: list[SurveyTable], charts: dict[str, DrawnPicture], numbers: Numbers
) -> Markup:
    """A section: each table, below the chart that says the same; charts of a crosstab follow it, one a banner."""
    blocks = []
    for table in tables:
        drawn = [(charts.pop(name), said) for name, said in chart_captions(table).items() if name in charts]
        figures = [_chart(picture, said, table, numbers) for picture, said in drawn if not table.banners]
        figures.append(render_table(table, numbers.next()))
        figures += [_chart(picture, said, table, numbers) for picture, said in drawn if table.banners]
        blocks += figures
    return Markup('<section class="part" id="{}-{}"><h3>{}</h3>\n{}</section>').format(
        kind, number, tables[0].heading, Markup("\n").join(blocks)
    )


def _chart(picture: DrawnPicture, caption: str, table: SurveyTable, numbers: Numbers) -> Markup:
    body = Markup(picture.to_img_tag())
    return render_figure(numbers.next(), CHART, f"chart-{picture.name}", caption, body, table.source)


def _others(charts: Mapping[str, DrawnPicture], numbers: Numbers) -> Iterator[Markup]:
    """Charts that no table has the name of, with their alternative text as caption."""
    figures = [
        render_figure(
            numbers.next(), CHART, f"chart-{name}", picture.alt.split("。")[0], Markup(picture.to_img_tag())
        )
        for name, picture in charts.items()
    ]
    if figures:
        yield render_part("charts", "そのほかの図", *figures)


def _findings(findings: Findings, numbers: Numbers) -> Markup:
    frame = findings.to_frame()
    if not len(frame):
        return NO_FINDINGS
    return render_figure(
        numbers.next(),
        "table",
        "findings",
        "受け取ったデータの指摘",
        render_frame(frame, WIDTHS, kind="list"),
    )
