"""A volume of the fictional case of raw_cases under several names, each read, coded, handed on and reported."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import nbformat
from raw_cases import CHAPTERS, FILES
from section_cases import RULES, hand_on, write_rules

from helpers.case import Case, Volume
from helpers.findings import Findings
from helpers.ledger import build_facts
from helpers.raw import build_remarks, read_case
from helpers.sections.base import Materials
from helpers.tabulate import crosstab_surveys, tabulate_surveys
from helpers.text import Dictionaries, tokenize
from helpers.text.scopes import choose_answers, choose_quotes, code_scopes

YEAR = 2023
FISCAL_YEARS = "- {fiscal_year: 2023, commissioned_by: 内閣官房, series: 地方版連携PF　事例集}\n"
REPORT = """<!DOCTYPE html>
<html lang="ja"><head><title>x</title></head><body>
<nav class="contents" aria-label="目次"><ol><li><a href="#part-1">古い目次</a></li></ol></nav>
<main id="main">
<header class="cover"><p class="series">事例集</p><h1>{title}</h1><p class="subtitle">令和5年度</p>
<dl class="cover-facts"><dt>担当部局</dt><dd>福祉部</dd></dl></header>
<h2 id="part-1">1　全体像</h2>
<section class="part" id="profile"><h3>1.1　概要</h3><p>町会の力で支え合う。<a href="#r-IV-01">IV-01</a></p>
<figure class="table" id="fig-evidence"><figcaption>図表1　根拠</figcaption>
<table class="list" data-widths="1,2"><thead><tr><th scope="col">番号</th><th scope="col">発言</th></tr></thead>
<tbody><tr id="r-IV-01"><th scope="row">IV-01</th><td>名簿が届かない。</td></tr></tbody></table></figure></section>
</main>
</body>
</html>
"""


def build_municipality(
    root: Path, slug: str, name: str, number: int | None, changes: dict[str, str | None] | None = None
) -> Case:
    """The raw inputs of one municipality and what 01 to 03 hand on; no report yet."""
    case = write_raw(root, slug, name, number, changes)
    raw, findings = read_case(case), Findings()
    remarks, results = build_remarks(raw), tabulate_surveys(raw.surveys.values())
    crosstabs = crosstab_surveys(raw.surveys.values(), Findings())
    tokens = tokenize(remarks, Dictionaries())
    themes = code_scopes(remarks, tokens, Dictionaries(), case.shared, findings)
    quotes = choose_quotes(choose_answers(remarks), themes, tokens, raw.pins)
    hand_on(
        Materials(raw, build_facts(raw, results), results, crosstabs, remarks, themes, quotes, {}, findings)
    )
    return case


def write_raw(
    root: Path, slug: str, name: str, number: int | None, changes: dict[str, str | None] | None = None
) -> Case:
    case = Case(slug, YEAR, root)
    write_rules(case, RULES)
    (case.shared / "fiscal_years.yaml").write_text(FISCAL_YEARS, encoding="utf-8", newline="\n")
    chapter = f"chapter: {{number: {number}}}\n" if number else ""
    settings = FILES["case.yaml"].replace("minato_no_mori", slug).replace("森の港市", name)
    files = FILES | {"case.yaml": settings.replace("chapter: {number: 9}\n", chapter)}
    texts = {f"chapters/{stem}.md": f"# {stem}\n■ {name}の結論。\n- 理由。\n" for stem in CHAPTERS}
    for file, content in (files | texts | (changes or {})).items():
        if content is not None:
            path = case.raw / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
    return case


def write_report(case: Case, title: str) -> Path:
    """A finished report.html with the run.json that vouches for it."""
    html, hashes = REPORT.format(title=title), read_case(case).hashes
    case.reports.mkdir(parents=True, exist_ok=True)
    (case.reports / "report.html").write_text(html, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(html.encode()).hexdigest()
    record = {"inputs": hashes, "outputs": {"report.html": digest}}
    (case.reports / "run.json").write_text(json.dumps(record), encoding="utf-8", newline="\n")
    return case.reports / "report.html"


def build_two(root: Path) -> Volume:
    """森の港市 (No. 9, whole) and 谷町 (No. 2, no forum, no participants), both reported."""
    absent = {"forum.yaml": None, "participants.csv": None, "surveys/survey/survey.yaml": None}
    write_report(build_municipality(root, "minato", "森の港市", 9), "No. 9　森の港市")
    write_report(build_municipality(root, "tani", "谷町", 2, absent), "No. 2　谷町")
    return Volume(YEAR, root)


def show_parts(parts: dict) -> nbformat.NotebookNode:
    """An executed 06_casebook: one cell a part, the index behind the chapters."""
    cells = []
    for part_id, section in parts.items():
        tags = ["report", "after-chapters"] if part_id in ("bodies", "terms") else ["report"]
        output = nbformat.v4.new_output("display_data", {"text/html": str(section.html)})
        cells.append(nbformat.v4.new_code_cell(outputs=[output], metadata={"tags": tags}))
    return nbformat.v4.new_notebook(cells=cells)
