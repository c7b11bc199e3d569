"""The three readings of a case's remarks: breakthrough factors, carry-over issues, themes of the survey's answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.errors import RuleSyntaxError
from helpers.findings import Findings, Place
from helpers.handoff import write_frame
from helpers.raw.rule_changes import read_renames, read_rule_changes
from helpers.text.dictionaries import Dictionaries
from helpers.text.representatives import choose_representatives
from helpers.text.rules import Rule, read_rules
from helpers.text.themes import check_rules, code_remarks, count_themes
from helpers.text.tokens import count_terms
from helpers.text.workbench.decisions import apply_decisions

SCOPES = {"breakthrough": "ブレイクスルー要因", "carry_over": "積み残し課題", "answers": "自由記述のテーマ"}
QUOTES = 10  # answers printed for one open question
ANSWERS = "アンケート"  # source_kind of the remarks that the scope `answers` is limited to


def code_scopes(
    remarks: pd.DataFrame,
    tokens: pd.DataFrame,
    dictionaries: Dictionaries,
    shared: Path,
    findings: Findings,
    codings: pd.DataFrame | None = None,
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Scope -> (df_by_theme, df_by_remark_theme), by `themes_<scope>.txt` in the shared folder.

    What people have decided (`codings`, df_by_coding) stands before the rules.
    """
    rules = {scope: _read(shared / f"themes_{scope}.txt", dictionaries, findings) for scope in SCOPES}
    known = list(dict.fromkeys(rule.name for own in rules.values() for rule in own))
    renamed = read_renames(read_rule_changes(shared, findings), findings)
    coded = {}
    for scope, own in rules.items():
        chosen = choose_answers(remarks) if scope == "answers" else choose_said(remarks)
        by_remark = code_remarks(chosen, tokens, own)
        if codings is not None and len(codings):
            names = [rule.name for rule in own]
            by_remark = apply_decisions(
                by_remark, codings, findings, df_by_remark=remarks, codes=names, known=known, renamed=renamed
            )
            by_remark = by_remark[by_remark["remark_id"].isin(chosen["remark_id"])]
        coded[scope] = (count_themes(by_remark, chosen), by_remark)
    return coded


def _read(path: Path, dictionaries: Dictionaries, findings: Findings) -> list[Rule]:
    """The rules of a file; one that is missing or cannot be read is a finding, and no theme is found."""
    if not path.is_file():
        message = "コーディングルールのファイルがありません"
        findings.add(
            "missing-rules",
            "error",
            Place(f"shared/{path.name}"),
            message,
            remedy="テーマの条件を書いたファイルを置く",
        )
        return []
    try:
        rules = read_rules(path)
    except RuleSyntaxError as error:
        findings.add(
            "rule-syntax", "fatal", Place(f"shared/{path.name}"), str(error), remedy="条件の書き方を直す"
        )
        return []
    findings.extend(check_rules(rules, dictionaries, f"shared/{path.name}"))
    return rules


def choose_answers(remarks: pd.DataFrame) -> pd.DataFrame:
    """The rows of df_by_remark that are answers to a survey."""
    return remarks[remarks["source_kind"] == ANSWERS]


def choose_said(remarks: pd.DataFrame) -> pd.DataFrame:
    """The rows that somebody really said: a synthetic answer is counted in charts, but is no evidence."""
    return remarks[~remarks["synthetic"]]


def count_scope(coded: dict[str, tuple[pd.DataFrame, pd.DataFrame]], scope: str) -> pd.DataFrame:
    """df_by_theme of one scope."""
    return coded[scope][0]


def remark_themes(coded: dict[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """df_by_remark_theme of the answers to surveys."""
    return coded["answers"][1]


def write_scopes(coded: dict[str, tuple[pd.DataFrame, pd.DataFrame]], folder: Path) -> None:
    """themes_<scope>.parquet and remark_themes_<scope>.parquet."""
    for scope, (by_theme, by_remark) in coded.items():
        write_frame(by_theme, folder / f"themes_{scope}.parquet")
        write_frame(by_remark, folder / f"remark_themes_{scope}.parquet")


def choose_quotes(
    answers: pd.DataFrame,
    coded: dict[str, tuple[pd.DataFrame, pd.DataFrame]],
    tokens: pd.DataFrame,
    pins: pd.DataFrame,
) -> pd.DataFrame:
    """df_by_quote: the answers to print for each open question (`survey`, `question`, then as a representative)."""
    by_theme = coded["answers"][1]
    frames = [
        choose_representatives(frame, by_theme, tokens, pins, question, QUOTES).assign(
            survey=survey, question=question
        )
        for survey, question, frame in open_questions(choose_said(answers))
    ]
    empty = choose_representatives(answers.head(0), by_theme, tokens, None, "", 0).assign(
        survey="", question=""
    )
    return pd.concat([*frames, empty], ignore_index=True)


def count_words(answers: pd.DataFrame, tokens: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """`<survey>_<question>` -> df_by_term of that open question's answers."""
    return {
        f"{survey}_{question}": count_terms(tokens[tokens["remark_id"].isin(frame["remark_id"])])
        for survey, question, frame in open_questions(answers)
    }


def count_answer_themes(answers: pd.DataFrame, coded: dict[str, tuple]) -> dict[str, pd.DataFrame]:
    """`<survey>_<question>` -> df_by_theme of that open question's answers."""
    by_remark = coded["answers"][1]
    return {
        f"{survey}_{question}": count_themes(
            by_remark[by_remark["remark_id"].isin(frame["remark_id"])], frame
        )
        for survey, question, frame in open_questions(answers)
    }


def open_questions(answers: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """(survey id, question id, its answers) of every open question that was answered."""
    surveys = answers["file"].str.split("/").str[1]  # surveys/<id>/responses.csv
    for (survey, question), frame in answers.groupby([surveys, "topic"], sort=False):
        yield survey, question, frame
