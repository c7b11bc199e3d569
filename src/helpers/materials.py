"""What 04_report stands on: the results of 01 to 03 read back from data/processed, and the checks over its prose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers import dates
from helpers.case import Case
from helpers.figures.store import read_pictures
from helpers.findings import Finding, Findings, Place
from helpers.handoff import read_findings, read_frame, write_json
from helpers.ledger import build_facts
from helpers.prose import check_typed_numbers
from helpers.raw import RawInputs, read_inputs
from helpers.sections.base import Materials
from helpers.text import read_dictionaries, read_variants
from helpers.text.scopes import SCOPES
from helpers.years.read import read_previous

PROSE_KEYS = {
    "projects.yaml": ("points", "projects"),
    "case.yaml": ("internal_cooperation", "previous_efforts", "goals", "external_structure"),
    "platform.yaml": ("links",),
}
# Keys whose values are figures or names held here once, not prose.
HELD_HERE = {
    "id",
    "name",
    "role",
    "cost_yen",
    "contractors",
    "department",
    "divisions",
    "classes",
    "sections",
}


def read_materials(case: Case) -> Materials:
    """Everything the section builders need. Raises MissingStep where an earlier notebook has not been run."""
    raw, text = read_inputs(case.processed), case.processed / "03_free_text"
    tabulated = case.processed / "02_tabulate"
    results, crosstabs = (read_frame(tabulated / f"{name}.parquet") for name in ("results", "crosstabs"))
    found = [finding for folder in (tabulated, text) for finding in read_findings(folder / "findings.json")]
    findings = Findings([*raw.findings.items, *found])
    materials = Materials(
        raw=raw,
        facts=build_facts(raw, results, findings, crosstabs),
        results=results,
        crosstabs=crosstabs,
        remarks=read_frame(case.processed / "01_prepare" / "remarks.parquet"),
        themes={scope: _themes(text, scope) for scope in SCOPES},
        quotes=read_frame(text / "quotes.parquet"),
        pictures=read_pictures(tabulated / "figures") | read_pictures(text / "figures"),
        findings=findings,
        previous=read_previous(case),
    )
    check_prose(materials)
    return materials


def _themes(folder: Path, scope: str) -> tuple:
    return (
        read_frame(folder / f"themes_{scope}.parquet"),
        read_frame(folder / f"remark_themes_{scope}.parquet"),
    )


def check_prose(m: Materials) -> None:
    """Findings for every typed number and every term that the house writes otherwise, in chapters and settings."""
    dictionaries, _ = read_dictionaries(m.raw.case.shared)
    terms = [word for word in _surfaces(dictionaries.user_words) if any(c.isdigit() for c in word)]
    variants, problems = read_variants(m.raw.case.shared)
    m.findings.extend(problems)
    known = m.facts.known_numbers()
    for place, text in written_prose(m):
        m.findings.extend(check_typed_numbers(text, place, known, terms))
        m.findings.extend(check_terms(text, place, variants))


def written_prose(m: Materials) -> Iterator[tuple[Place, str]]:
    """Everything that the analyst has written, in chapters and settings, with its place and its references."""
    yield from _chapter_lines(m)
    yield from prose_of(m.raw)


def _chapter_lines(m: Materials) -> Iterator[tuple[Place, str]]:
    """Every block of every chapter, each once: an included chapter is read under its own name."""
    for stem in m.raw.chapters:
        for passage in m.passages(stem):
            for block in passage.blocks:
                if block.place.file == f"chapters/{stem}.md":
                    yield block.place, block.text


def _surfaces(user_words: tuple[str, ...]) -> list[str]:
    return [word.split(",")[0] for word in user_words]


def check_terms(text: str, place: Place, variants: dict[str, str]) -> list[Finding]:
    """A warning for each variant that stands in the text, the term itself excepted."""
    remedy = "台帳（shared/organisations.csv）の書き方にそろえる"
    return [
        Finding(
            "term-variant", "warning", place, "用語・団体名の書き方が台帳と違います", variant, term, remedy
        )
        for variant, term in variants.items()
        if variant in text and variant not in term
    ]


def prose_of(raw: RawInputs) -> Iterator[tuple[Place, str]]:
    """Every piece of prose in the settings files, with its place."""
    documents = {"projects.yaml": raw.projects, "case.yaml": raw.settings, "platform.yaml": raw.platform}
    for file, keys in PROSE_KEYS.items():
        for key in keys:
            yield from _strings(raw, file, (key,), documents[file].get(key))
    for number, issue in enumerate(raw.carry_over):
        yield from _strings(raw, "carry_over.yaml", (number, "done"), issue["done"])


def _strings(raw: RawInputs, file: str, path: tuple, value: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield raw.yaml_place(file, *path), value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _strings(raw, file, (*path, number), item)
    elif isinstance(value, dict):
        for key in (key for key in value if key not in HELD_HERE):
            yield from _strings(raw, file, (*path, key), value[key])


def write_outcome(m: Materials) -> None:
    """outcome.json: what run.json and the cover of the PDF need of this case, findings and figures included."""
    facts = [m.facts.facts[name].to_dict() | {"places": m.facts.used[name]} for name in sorted(m.facts.used)]
    outcome = {
        "document": document_properties(m),
        "inputs": m.raw.hashes,
        "findings": [finding.to_dict() for finding in m.findings.sorted()],
        "figures": facts,
    }
    write_json(outcome, m.raw.case.processed / "04_report" / "outcome.json")


def document_properties(m: Materials) -> dict[str, str]:
    """Title, subtitle, author and date of the report; the date is the last day of the fiscal year."""
    last_day = dates.fiscal_year_bounds(m.raw.case.fiscal_year)[1]
    return {
        "title": m.title,
        "subtitle": m.subtitle,
        "author": m.name,
        "date": last_day.isoformat(),
    }
