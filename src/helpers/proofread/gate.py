"""The gate: a chapter is proofread before it goes out; an error that nobody has allowed on record stops it.

    chapter (HTML)                 -> all rules        \
    raw inputs, references filled  -> rules of facts    -> findings, 校閲結果
    both                           -> rules held-*, against the fact store and the raw tables
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpers.contract import PROOFREAD
from helpers.findings import Place
from helpers.handoff import replace_file
from helpers.proofread.checked import Checked, Proof
from helpers.proofread.document import Document
from helpers.proofread.folded import fold
from helpers.proofread.found import Found
from helpers.proofread.held.build import build_held
from helpers.proofread.held.model import Held
from helpers.proofread.held.raw_text import read_raw
from helpers.proofread.page import render_page
from helpers.proofread.quoted import is_quoted, mark_quotations, soften, soften_quoted
from helpers.proofread.reading.html import read_html
from helpers.proofread.registry import Rule
from helpers.proofread.render import render_json
from helpers.proofread.run import load_rules, proofread, sort_found
from helpers.proofread.suppress import STALE, read_records
from helpers.sections.base import Materials, Section

REPORT, PAGE, LIST = "report.html", "proofreading.html", "proofreading.json"
SEVERITIES = {"error": "fatal", "warning": "warning", "style": "info"}  # of findings, by the rule's own
REMEDY = f"文を直すか、正しければ {PROOFREAD} に理由と決めた人を記録してください。"
OF_FACTS = ("calendar", "periods", "amounts", "percentages", "counts", "members", "names")  # groups of rules


def proofread_chapter(m: Materials, chapter: Mapping[str, Section]) -> Proof:
    """The chapter as it will be printed and the raw inputs, held against all rules, each other and the fact store.

    What is found is added to the findings, with file and line where it stands in an input. Terms are not looked at
    here: helpers.materials has held the analyst's own words against the register. What `proofread.yaml` of the case's
    raw folder allows, with a reason, is listed but stops nothing.
    """
    held = build_held(m)
    records = m.raw.case.raw / PROOFREAD
    allowed = tuple(read_records(records, PROOFREAD)) if records.is_file() else ()
    printed = _check(read_chapter(m, chapter), held, allowed)
    raw = _check(read_raw(m), held, allowed, rules_of_inputs())
    inputs = {_key(item): item for item in raw.found if item.at.quote}
    proof = _once(printed, raw)
    for checked in proof:
        for item in checked.open:
            _tell(m, checked, item, inputs.get(_key(item)))
    return proof


def read_chapter(m: Materials, chapter: Mapping[str, Section]) -> Document:
    """The chapter as it will be printed, as a document."""
    html = "\n".join(str(section.html) for section in chapter.values())
    return mark_quotations(read_html(html, REPORT, m.raw.case.fiscal_year))


def _once(printed: Checked, raw: Checked) -> Proof:
    """What stands in both is told of the chapter, as others' words if it is; a record is stale where it meets neither."""
    told = {_key(item) for item in printed.found}
    own = {_key(item) for item in raw.found if not is_quoted(item, raw.document)}
    quoted = {_key(item) for item in raw.found} - own
    met = {item.suppressed["record"] for item in raw.allowed}
    chapter = (
        soften(item) if _key(item) in quoted else item
        for item in printed.found
        if not (item.rule == STALE and str(item.at).removesuffix(":1") in met)
    )
    inputs = (item for item in raw.found if item.rule != STALE and _key(item) not in told)
    return Proof((replace(printed, found=tuple(sort_found(chapter))), replace(raw, found=tuple(inputs))))


def rules_of_inputs() -> set[str]:
    """Errors of fact and everything held against the case: style and structure are the report's matter."""
    return {id for id, rule in load_rules().items() if rule.group == "held" or _is_of_facts(rule)}


def _is_of_facts(rule: Rule) -> bool:
    return rule.severity == "error" and rule.group in OF_FACTS


def _check(
    document: Document, held: Held, allowed: tuple[dict, ...], only: set[str] | None = None
) -> Checked:
    document = replace(document, properties=document.properties | {"records": allowed})
    found = proofread(document, held=held, only=only)
    return Checked(document, tuple(sort_found(soften_quoted(found, document))))


def _key(item: Found) -> tuple[str, str, str]:
    """By which one finding is known in the chapter and in an input."""
    return item.rule, fold(item.at.quote).text, item.message


def _tell(m: Materials, checked: Checked, item: Found, source: Found | None) -> None:
    """The finding, by the line of the input where it stands, else by the heading that it is printed under."""
    section = checked.document.blocks[item.at.span.block].section if checked.document.blocks else ()
    heading = section[-1] if section else ""
    place = Place(source.path, row=source.line, column=heading) if source else Place(REPORT, column=heading)
    others = "」「".join(dict.fromkeys(passage.quote for passage in item.related if passage.quote))
    message = item.message + (f" ほかの箇所：「{others}」。" if others else "")
    details = {"given": item.at.quote, "allowed": item.suggestion, "remedy": REMEDY}
    m.findings.add(f"proofread-{item.rule}", SEVERITIES[item.severity], place, message, **details)


def write_proofreading(proof: Proof, folder: Path) -> None:
    """The page 校閲結果 and the same as JSON."""
    replace_file(folder / PAGE, render_page(proof))
    replace_file(folder / LIST, render_json(proof))
