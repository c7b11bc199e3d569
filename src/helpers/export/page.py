"""One self-contained page that no notebook printed, in the template and style of the report: cover, parts, contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.export.html import HERE, HeadingReader, contents, read_style
from helpers.tables import show

COVER = Markup(
    '<header class="cover"><p class="series">{series}</p><h1>{title}</h1>\n<dl class="cover-facts">{facts}</dl></header>'
)


def wrap_page(title: str, body: str, style: str = "") -> str:
    """The page of a body (HTML); `style` is put behind that of the report. Nothing is loaded from outside."""
    reader = HeadingReader()
    reader.feed(body)
    template = Environment(  # the template escapes what it must; it is nbconvert's, and takes cells
        loader=FileSystemLoader(HERE / "casebook"),
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    ).get_template("index.html.j2")
    css = f"{read_style()}\n{style}" if style else read_style()
    cells = [{"outputs": [{"data": {"text/html": body}}]}]
    resources = {"title": title, "css": css, "contents": contents(reader.headings)}
    return template.render(nb={"cells": cells}, resources=resources)


def render_cover(series: str, title: str, about: Mapping[str, Any]) -> Markup:
    """`about` are the facts of the cover in their order: {"回答数": 62, "実施期間": "…"}."""
    facts = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, show(value)) for name, value in about.items()
    )
    return COVER.format(series=series, title=title, facts=facts)


def render_part(anchor: str, heading: str, *blocks: Markup) -> Markup:
    """A part of the page, which the contents name."""
    return Markup('<h2 id="part-{}">{}</h2>\n{}').format(anchor, heading, Markup("\n").join(blocks))
