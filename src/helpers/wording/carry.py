"""`casebook carry`: coders' decisions of the year before, for the answers whose very text has come again."""

from __future__ import annotations

from argparse import Namespace

from helpers.case import find_root, open_case
from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.progress import show_findings
from helpers.raw import build_remarks, read_case
from helpers.raw.codings import NAME, merge_codings, write_codings
from helpers.raw.rule_changes import read_renames, read_rule_changes
from helpers.text.workbench import carry_codings


def run_carry(options: Namespace) -> int:
    """Add to codings.csv of this year what holds of last year's; what is there stays. Exit status: 0, 1 for bad inputs."""
    case = open_case(options.municipality, options.fiscal_year, find_root())
    if case.previous is None:
        raise ParameterError(f"{case} より前の年度がありません。引き継ぐ判断はありません。")
    before, now, findings = read_case(case.previous), read_case(case), Findings()
    for raw in (before, now):
        raw.findings.stop_if_fatal("判断を引き継げません。")
    renamed = read_renames(read_rule_changes(case.shared, findings), findings)
    carried = carry_codings(
        before.codings, build_remarks(before), build_remarks(now), case.previous.fiscal_year, renamed=renamed
    )
    merged = merge_codings(now.codings, carried)
    show_findings(findings.sorted())
    if len(merged) > len(now.codings):
        write_codings(merged, case.raw / f"{NAME}.csv")
    print(
        f"{case.previous} の判断 {len(before.codings):,}件のうち、同じ文に当たる {len(merged) - len(now.codings):,}件を加えました。"
    )
    return 0
