"""The gate: a chapter is proofread before it goes out; an error that nobody has allowed on record stops it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpers.contract import PROOFREAD
from helpers.findings import Place
from helpers.handoff import replace_file
from helpers.proofread.checked import Checked
from helpers.proofread.document import Document
from helpers.proofread.found import Found
from helpers.proofread.page import render_page
from helpers.proofread.reading.html import read_html
from helpers.proofread.render import render_json
from helpers.proofread.run import proofread, sort_found
from helpers.proofread.suppress import read_records
from helpers.sections.base import Materials, Section

REPORT, PAGE, LIST = "report.html", "proofreading.html", "proofreading.json"
QUOTED = ("付録A", "付録B")
SEVERITIES = {"error": "fatal", "warning": "warning", "style": "info"}  # of findings, by the rule's own
REMEDY = f"文を直すか、正しければ {PROOFREAD} に理由と決めた人を記録してください。"


def proofread_chapter(m: Materials, chapter: Mapping[str, Section]) -> Checked:
    """The whole chapter as it will be printed, held against all rules; what is found is added to the findings.

    Terms are not looked at here: helpers.materials has held the analyst's own words against the register. What `proofread.yaml` of the case's raw folder allows, with a reason, is listed but stops nothing.
    """
    html = "\n".join(str(section.html) for section in chapter.values())
    document = mark_quotations(read_html(html, REPORT, m.raw.case.fiscal_year))
    records = m.raw.case.raw / PROOFREAD
    if records.is_file():
        held = {"records": tuple(read_records(records, PROOFREAD))}
        document = replace(document, properties=document.properties | held)
    found = (_soften(item, document) for item in proofread(document, facts=m.facts))
    checked = Checked(document, tuple(sort_found(found)))
    for item in checked.open:
        _tell(m, document.blocks[item.at.span.block].section if document.blocks else (), item)
    return checked


def mark_quotations(document: Document) -> Document:
    """What the appendices of evidence and of corrections hold are others' words, mistakes and all."""
    blocks = [
        replace(block, kind="quote") if any(head.startswith(QUOTED) for head in block.section) else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def _soften(item: Found, document: Document) -> Found:
    """A mistake in others' words is theirs: a person looks at it, but it stops nothing."""
    is_quoted = bool(document.blocks) and document.blocks[item.at.span.block].kind == "quote"
    return replace(item, severity="warning") if is_quoted and item.severity == "error" else item


def _tell(m: Materials, section: tuple[str, ...], item: Found) -> None:
    """The finding, by the heading it stands under and what stands there."""
    place = Place(REPORT, column=section[-1] if section else "")
    others = "」「".join(dict.fromkeys(passage.quote for passage in item.related if passage.quote))
    message = item.message + (f" ほかの箇所：「{others}」。" if others else "")
    details = {"given": item.at.quote, "allowed": item.suggestion, "remedy": REMEDY}
    m.findings.add(f"proofread-{item.rule}", SEVERITIES[item.severity], place, message, **details)


def write_proofreading(checked: Checked, folder: Path) -> None:
    """The page 校閲結果 and the same as JSON."""
    replace_file(folder / PAGE, render_page([checked]))
    replace_file(folder / LIST, render_json([checked]))
