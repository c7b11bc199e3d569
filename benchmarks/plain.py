"""The work of `casebook run` as one plain script, without Jupyter: CASEBOOK_ROOT=<copy> plain.py koto 2023 <folder>.

Notebooks 01 to 04 and the export, call for call; only the frames and figures that the notebooks show are left
out, and what 02 and 03 read back from the disk stays in memory. report.html and report.pdf have the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

import jinja2

from helpers import export
from helpers.case import Case, open_case
from helpers.export.pdf import PdfResult, write_pdf
from helpers.figures import draw_platform
from helpers.figures.gallery import plot_answer_themes, plot_questions, plot_words
from helpers.figures.store import write_pictures
from helpers.findings import Findings
from helpers.handoff import write_findings, write_frame
from helpers.materials import document_properties, read_materials, write_outcome
from helpers.raw import RawInputs, build_remarks, read_case, write_inputs
from helpers.report import build_chapter
from helpers.sections.base import Materials, Section
from helpers.steps import picture_folders
from helpers.tabulate import summarize_surveys, tabulate_surveys
from helpers.text import read_dictionaries, tokenize
from helpers.text.scopes import (
    choose_answers,
    choose_quotes,
    code_scopes,
    count_answer_themes,
    count_words,
    write_scopes,
)

TEMPLATE = Path(export.__file__).parent / "casebook"
PACKAGES = ("casebook", "pandas", "seaborn", "janome", "typst")
ANCHOR = r'<(?:section|aside)\b[^>]*?\bid="(?P<section>[^"]*)"'
HEADING = r'<h(?P<level>[1-6])(?: id="(?P<id>[^"]*)")?[^>]*>(?P<title>.*?)</h(?P=level)>'


def main(municipality: str, fiscal_year: str, folder: Path) -> None:
    case = open_case(municipality, fiscal_year)
    raw, remarks = prepare(case)
    tabulate(case, raw)
    read_free_text(case, raw, remarks)
    materials = read_materials(case)
    chapter = build_chapter(materials)
    write_outcome(materials)
    materials.findings.stop_if_fatal()
    write_html(list(chapter.values()), folder / "report.html")
    pdf = print_report(case, materials, folder)
    write_record(case, pdf, folder)


def prepare(case: Case):
    """01_prepare."""
    raw = read_case(case)
    raw.findings.stop_if_fatal()
    remarks = build_remarks(raw)
    write_inputs(raw, remarks, case.processed)
    return raw, remarks


def tabulate(case: Case, raw: RawInputs) -> None:
    """02_tabulate."""
    summarize_surveys(raw.surveys.values())
    results = tabulate_surveys(raw.surveys.values())
    gallery = plot_questions(results)
    platform = draw_platform(raw.platform.get("links") or [], raw.participants, name="platform")
    write_frame(results, case.processed / "02_tabulate" / "results.parquet")
    write_pictures([*gallery.pictures, platform], case.processed / "02_tabulate" / "figures")


def read_free_text(case: Case, raw: RawInputs, remarks) -> None:
    """03_free_text."""
    here, answers = case.processed / "03_free_text", choose_answers(remarks)
    dictionaries, problems = read_dictionaries(case.shared)
    findings = Findings(problems)
    tokens = tokenize(remarks, dictionaries)
    words = plot_words(count_words(answers, tokens))
    themes = code_scopes(remarks, tokens, dictionaries, case.shared, findings)
    answer_themes = plot_answer_themes(count_answer_themes(answers, themes))
    quotes = choose_quotes(answers, themes, tokens, raw.pins)
    findings.stop_if_fatal()
    write_frame(tokens, here / "tokens.parquet")
    write_frame(quotes, here / "quotes.parquet")
    write_scopes(themes, here)
    write_pictures([*words.pictures, *answer_themes.pictures], here / "figures")
    write_findings(findings.items, here / "findings.json")


def write_html(sections: list[Section], path: Path) -> None:
    """The template of the report, rendered by Jinja alone."""
    outputs = [{"data": {"text/html": str(section.html)}} for section in sections]
    title, contents = read_headings("\n".join(output["data"]["text/html"] for output in outputs))
    css = (TEMPLATE / "report.css").read_text(encoding="utf-8").strip()
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATE))
    template = environment.get_template("index.html.j2")
    resources = {"title": title, "contents": contents, "css": css}
    text = template.render(nb={"cells": [{"outputs": outputs}]}, resources=resources)
    path.write_text(text, encoding="utf-8", newline="\n")


def read_headings(text: str) -> tuple[str, list[dict]]:
    """The title (h1) and the contents: h2 with their h3."""
    title, parts, section = "", [], ""
    for found in re.finditer(f"{ANCHOR}|{HEADING}", text, re.DOTALL):
        if found["level"] is None:
            section = found["section"]
            continue
        entry = {"id": found["id"] or section, "title": html.unescape(re.sub("<[^>]*>", "", found["title"]))}
        if found["level"] == "1":
            title = title or entry["title"]
        elif found["level"] == "2":
            parts.append(entry | {"children": []})
        elif found["level"] == "3" and parts:
            parts[-1]["children"].append(entry)
    return title, parts


def print_report(case: Case, materials: Materials, folder: Path) -> PdfResult:
    about = document_properties(materials)
    date = dt.date.fromisoformat(about.pop("date"))
    source, target = folder / "report.html", folder / "report.pdf"
    return write_pdf(source, target, **about, date=date, svg_folders=picture_folders(case.processed))


def write_record(case: Case, pdf: PdfResult, folder: Path) -> None:
    """run.json: versions, pages, findings, figures and the hashes of what was written."""
    outcome = json.loads((case.processed / "04_report" / "outcome.json").read_text(encoding="utf-8"))
    outcome["findings"] += [finding.to_dict() for finding in pdf.findings]
    outcome |= {"pages": pdf.pages, "versions": {name: version(name) for name in PACKAGES}}
    outcome["outputs"] = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("report.*")
    }
    text = json.dumps(outcome, ensure_ascii=False, indent=1) + "\n"
    (folder / "run.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
