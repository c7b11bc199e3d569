"""04_report, executed -> one self-contained HTML file: ordered preprocessors and an own nbconvert template.

nbconvert's own templates load MathJax and require.js from outside and fail colour contrast; this one loads nothing.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from helpers.errors import ExportError
from helpers.handoff import replace_file

HERE = Path(__file__).parent
REPORT_TAG = "report"


class KeepReportOutputs(Preprocessor):
    """Only the outputs of cells tagged `report` go out; code, other cells and their outputs stay in the notebook."""

    enabled = True

    def preprocess(self, nb, resources):
        nb = NotebookNode({**nb, "cells": [_report_outputs(cell) for cell in nb.cells if _is_report(cell)]})
        if not nb.cells:
            raise ExportError(f"報告書に出すセル（タグ {REPORT_TAG}）がノートブックにありません。")
        return nb, resources


class CollectHeadings(Preprocessor):
    """Title and table of contents, read from the headings that are about to be printed."""

    enabled = True

    def preprocess(self, nb, resources):
        reader = HeadingReader()
        for cell in nb.cells:
            for output in cell.outputs:
                reader.feed(output.data["text/html"])
        resources["title"] = next((text for level, _, text in reader.headings if level == 1), "")
        resources["contents"] = contents(reader.headings)
        return nb, resources


class AddStyle(Preprocessor):
    """The style sheet, inside the file."""

    enabled = True

    def preprocess(self, nb, resources):
        resources["css"] = read_style()
        return nb, resources


def read_style() -> str:
    """The style sheet of the report."""
    return (HERE / "casebook" / "report.css").read_text(encoding="utf-8").strip()


class ReportExporter(TemplateExporter):
    """The exporter: KeepReportOutputs -> CollectHeadings -> AddStyle -> casebook/index.html.j2."""

    file_extension = ".html"
    template_name = "casebook"
    extra_template_basedirs = [str(HERE)]  # noqa: RUF012 - a traitlets default
    template_file = "index.html.j2"
    default_preprocessors = [KeepReportOutputs, CollectHeadings, AddStyle]  # noqa: RUF012


class HeadingReader(HTMLParser):
    """Collects (level, id, text) of h1..h6; the id is the heading's own or that of the section it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[tuple[int, str, str]] = []
        self._section, self._open = "", 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("section", "aside"):
            self._section = given.get("id", "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._open = int(tag[1])
            self.headings.append((self._open, given.get("id") or self._section, ""))

    def handle_endtag(self, tag):
        if self._open and tag == f"h{self._open}":
            self._open = 0

    def handle_data(self, data):
        if self._open:
            level, anchor, text = self.headings[-1]
            self.headings[-1] = (level, anchor, text + data)


def contents(headings: list[tuple[int, str, str]]) -> list[dict]:
    """h2 with their h3: [{id, title, children: [{id, title}]}]."""
    parts: list[dict] = []
    for level, anchor, title in headings:
        if level == 2:
            parts.append({"id": anchor, "title": title, "children": []})
        elif level == 3 and parts:
            parts[-1]["children"].append({"id": anchor, "title": title})
    return parts


def write_html(notebook: NotebookNode, path: Path) -> None:
    """Export an executed 04_report to `path`, whole or not at all."""
    body, _ = ReportExporter().from_notebook_node(notebook)
    replace_file(path, body)


def _is_report(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and REPORT_TAG in cell.metadata.get("tags", [])


def _report_outputs(cell: NotebookNode) -> NotebookNode:
    outputs = [output for output in cell.outputs if "text/html" in output.get("data", {})]
    return NotebookNode({**cell, "outputs": outputs})
