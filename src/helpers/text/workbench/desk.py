"""The coding workbench in a notebook: change a rule, and see at once what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.errors import RuleSyntaxError
from helpers.findings import Findings, Place
from helpers.text.workbench.comparing import Comparison, compare_rules
from helpers.text.workbench.examples import LIMIT
from helpers.text.workbench.page import render_workbench
from helpers.text.workbench.rule_sets import CHANGED_FILE, RuleSet, change_rules, open_rules
from helpers.text.workbench.uncoded import Uncoded, group_uncoded


@dataclass(frozen=True, repr=False)
class Workbench:
    """What `show_workbench` found; a notebook shows it as HTML. `findings`: what is wrong with the changed rules."""

    comparison: Comparison
    uncoded: Uncoded
    df_by_remark: pd.DataFrame
    df_by_token: pd.DataFrame
    findings: Findings
    examples: int = LIMIT
    codes: tuple[str, ...] = ()
    codings: pd.DataFrame | None = None

    def __repr__(self) -> str:
        held = self.comparison.coverage
        return f"ルールの当たり：回答{held.answers:,}件のうち{held.after:,}件（保存版{held.before:,}件）"

    def _repr_html_(self) -> str:
        return render_workbench(self)


def show_workbench(
    df_by_remark: pd.DataFrame,
    df_by_token: pd.DataFrame,
    saved: RuleSet | Path,
    changed: Path | str | None = None,
    *,
    codes: Sequence[str] = (),
    codings: pd.DataFrame | None = None,
    renamed: Mapping[str, str] | None = None,
    examples: int = LIMIT,
) -> Workbench:
    """Hold changed rules against the saved ones, over the same answers.

    `saved`: the rule file in use. `changed`: another file that stands in its place (a Path), or a text with the rules
    that are to change (a name without a condition drops that rule); None: the saved rules as they are. `codes`: whose
    answers to show besides those of the changed rules. `codings`: decisions (df_by_coding, with present names of codes)
    to hold both sets of rules against. `renamed`: former name of a code -> its present one.

    Changed rules that cannot be read are a finding, and the saved ones are shown; when the saved ones cannot be read,
    RuleSyntaxError is raised.
    """
    findings, before = Findings(), saved if isinstance(saved, RuleSet) else open_rules(saved)
    comparison = _compare(before, changed, df_by_remark, df_by_token, renamed, findings)
    _check_codes(codes, comparison, findings)
    uncoded = group_uncoded(df_by_remark, df_by_token, comparison.coded)
    return Workbench(
        comparison, uncoded, df_by_remark, df_by_token, findings, examples, tuple(codes), codings
    )


def _compare(
    before: RuleSet,
    changed: Path | str | None,
    df_by_remark: pd.DataFrame,
    df_by_token: pd.DataFrame,
    renamed: Mapping[str, str] | None,
    findings: Findings,
) -> Comparison:
    """With the saved rules alone where the changed ones cannot be read, or name a variable that is not there."""
    try:
        after = _open_changed(before, changed)
        return compare_rules(before, after, df_by_remark, df_by_token, renamed=renamed)
    except RuleSyntaxError as error:
        if changed is None:
            raise
        place = Place(changed.name if isinstance(changed, Path) else CHANGED_FILE)
        remedy = "条件の書き方を直してください。下は、保存されているルールの結果です。"
        findings.add("rule-syntax", "error", place, str(error), remedy=remedy)
    return compare_rules(before, before, df_by_remark, df_by_token)


def _open_changed(before: RuleSet, changed: Path | str | None) -> RuleSet:
    if isinstance(changed, Path):
        return open_rules(changed)
    return change_rules(before, changed) if changed and changed.strip() else before


def _check_codes(codes: Sequence[str], comparison: Comparison, findings: Findings) -> None:
    known = list(comparison.by_code["code"])
    for code in codes:
        if code not in known:
            message, place = "この名前のコードはありません。", Place(comparison.after.file)
            findings.add("unknown-code", "error", place, message, given=code, allowed="、".join(known))
