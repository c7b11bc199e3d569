"""The fictional case of raw_cases, read, coded and ready for the section builders; pictures are stand-ins."""

from __future__ import annotations

from pathlib import Path

from raw_cases import build_case

from helpers.case import Case
from helpers.figures.store import StoredPicture
from helpers.findings import Findings
from helpers.handoff import write_findings, write_frame
from helpers.ledger import build_facts
from helpers.raw import build_remarks, read_case, write_inputs
from helpers.sections.base import Materials
from helpers.tabulate import crosstab_surveys, tabulate_surveys
from helpers.text import Dictionaries, tokenize
from helpers.text.scopes import choose_answers, choose_quotes, code_scopes, write_scopes

RULES = {"breakthrough": "*町会の力\n町会\n", "carry_over": "*名簿\n名簿\n", "answers": "*暮らし\n暮らし\n"}
PICTURES = ("platform", "survey_Q1", "survey_Q17", "survey_Q19", "questionnaire", "forum_questionnaire", "survey_Q18_themes", "survey_Q18_words", "survey_Q20_themes", "survey_Q20_words")  # fmt: skip


def build_materials(
    root: Path, changes: dict[str, str | bytes | None] | None = None, **rules: str
) -> Materials:
    """Materials of the fictional case; `changes` are files of the case, `rules` theme files by scope."""
    case = build_case(root, changes)
    write_rules(case, RULES | rules)
    raw, findings = read_case(case), Findings()
    remarks, results = build_remarks(raw), tabulate_surveys(raw.surveys.values())
    tokens = tokenize(remarks, Dictionaries())
    themes = code_scopes(remarks, tokens, Dictionaries(), case.shared, findings)
    answers = choose_answers(remarks)
    quotes = choose_quotes(answers, themes, tokens, raw.pins)
    pictures = {name: StoredPicture(name, f"{name}の代替テキスト", "<svg/>") for name in PICTURES}
    crosstabs = crosstab_surveys(raw.surveys.values(), findings)
    facts = build_facts(raw, results, crosstabs=crosstabs)
    return Materials(raw, facts, results, crosstabs, remarks, themes, quotes, pictures, findings)


def write_rules(case: Case, rules: dict[str, str]) -> None:
    case.shared.mkdir(parents=True, exist_ok=True)
    for scope, text in rules.items():
        (case.shared / f"themes_{scope}.txt").write_text(text, encoding="utf-8", newline="\n")


def hand_on(m: Materials) -> Case:
    """Write what 01 to 03 leave in data/processed; returns the case."""
    folder = m.raw.case.processed
    text = folder / "03_free_text"
    write_inputs(m.raw, m.remarks, folder)
    write_frame(m.results, folder / "02_tabulate" / "results.parquet")
    write_frame(m.crosstabs, folder / "02_tabulate" / "crosstabs.parquet")
    write_findings([], folder / "02_tabulate" / "findings.json")
    write_frame(m.quotes, text / "quotes.parquet")
    write_scopes(m.themes, text)
    write_findings(m.findings.items, text / "findings.json")
    return m.raw.case
