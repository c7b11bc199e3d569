"""The folder of a tabulation: results.csv, findings.json, tables.xlsx, tables.html, tables.pdf, charts, machine."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from helpers.databook import build_about, check_machine_readability, machine_files, write_databook
from helpers.export.pdf import write_pdf
from helpers.export.survey_page import render_page
from helpers.figures.store import write_pictures
from helpers.findings import Findings
from helpers.handoff import replace_file, write_json
from helpers.tabulate import write_results
from helpers.tabulation.received import Opened
from helpers.tabulation.results import Results

RESULTS, FINDINGS, BOOK, PAGE, PDF = (
    "results.csv",
    "findings.json",
    "tables.xlsx",
    "tables.html",
    "tables.pdf",
)
CHARTS, MACHINE = "charts", "machine"
DAY = dt.date(1980, 1, 1)  # of a survey whose period is not known: no times in outputs


def write_all(
    opened: Opened, results: Results, folder: Path, findings: Findings, tell: Callable[[str], None]
) -> None:
    """Everything of one run; findings.json last, so that it tells of what is there. `tell` says what is being written.

    Each file is written whole or not at all. Raises ExportError when one cannot be written.
    """
    survey = opened.survey
    about = build_about(
        survey.codebook, len(survey.respondents), results.method,
        received={what: value for what, value, _ in opened.received.describe()},
    )  # fmt: skip
    write_results(results.frame, folder / RESULTS)
    tell(f"図 {len(results.pictures)}枚")
    write_pictures(results.pictures, folder / CHARTS)
    tell(BOOK)
    write_databook(folder / BOOK, results.sheets, results.frame, survey.codebook, about, findings)
    rules = check_machine_readability(machine_files(folder), survey.codebook)
    tell(f"{PAGE}、{PDF}")
    _write_page(opened, results, folder, findings)
    write_outcome(folder, findings, opened, results, rules)


def write_outcome(
    folder: Path,
    findings: Findings,
    opened: Opened | None = None,
    results: Results | None = None,
    rules: list | None = None,
) -> None:
    """findings.json: what was noticed, the 30 rules, what was done, how the export was read."""
    write_json(
        {
            "findings": [finding.to_dict() for finding in findings.sorted()],
            "machine_readability": rules or [],
            "method": list(results.method) if results else [],
            "received": opened.received.to_dict() if opened else {},
        },
        folder / FINDINGS,
    )


def remove_results(folder: Path) -> None:
    """Nothing of an earlier run stays beside findings that say there are no results."""
    for name in (RESULTS, BOOK, PAGE, PDF):
        (folder / name).unlink(missing_ok=True)
    for name in (CHARTS, MACHINE):
        shutil.rmtree(folder / name, ignore_errors=True)


def _write_page(opened: Opened, results: Results, folder: Path, findings: Findings) -> None:
    """tables.html and, made of it, tables.pdf; what the PDF's font lacks is a finding."""
    book = opened.survey.codebook
    facts = _facts(opened)
    page = render_page(results.pages, results.pictures, book["title"], facts, findings, results.method)
    replace_file(folder / PAGE, page)
    period = book["period"] or {}
    printed = write_pdf(
        folder / PAGE, folder / PDF, title=book["title"], subtitle="集計結果", author=book["source"] or "",
        date=period.get("end") or DAY, svg_folders=[folder / CHARTS],
    )  # fmt: skip
    findings.extend(printed.findings)


def _facts(opened: Opened) -> dict[str, str | int]:
    """The cover: what is known of the survey, and how its export was read."""
    book, period = opened.survey.codebook, opened.survey.codebook["period"] or {}
    days = "～".join(str(period[key]) for key in ("start", "end") if period.get(key))
    known = {
        "回答数": len(opened.survey.respondents), "送付数": book["sent"], "対象": book["respondents"],
        "方法": book["mode"], "実施期間": days, "出典": book["source"], "合成データ": book["synthetic"],
    }  # fmt: skip
    told = {
        f"{what}": f"{value}（{why}）" if why else value for what, value, why in opened.received.describe()
    }
    return {name: value for name, value in known.items() if value not in (None, "")} | told
