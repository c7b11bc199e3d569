"""The `casebook` command: thin, and quick to refuse."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable

from helpers.case import Case, open_case
from helpers.errors import CasebookError
from helpers.findings import SEVERITY_LABELS, Finding


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 built, 1 refused or failed, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a console that lacks a character must not stop a run
    options = _parser().parse_args(arguments)
    try:
        return _run(open_case(options.municipality, options.fiscal_year))
    except CasebookError as error:
        _print_findings(error.findings)
        print(f"エラー：{error}", *getattr(error, "__notes__", []), sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # of the cell that the kernel left behind
        print("中断しました。前回の報告書はそのまま残っています。", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casebook", description="事例報告書を資料から作る")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="ノートブックを順に実行し、HTML と PDF を作る")
    run.add_argument("municipality", help="自治体の名前（例 koto）")
    run.add_argument("fiscal_year", help="4月が属する西暦年（例 2023）")
    return parser


def _run(case: Case) -> int:
    from helpers.run import run_case

    start = time.perf_counter()
    print(f"{case} の報告書を作ります。")
    record = run_case(case)
    findings = [Finding.from_dict(finding) for finding in record["findings"]]
    _print_findings(findings)
    counts = Counter(finding.severity for finding in findings)
    summary = "、".join(
        f"{label} {counts[name]}件" for name, label in SEVERITY_LABELS.items() if counts[name]
    )
    print(
        f"できました（{time.perf_counter() - start:.1f}秒、PDF {record['pages']}ページ）。指摘：{summary or 'なし'}（run.json に全件）"
    )
    for name in ("report.html", "report.pdf", "run.json"):
        print(f"  {case.reports / name}")
    return 0


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.severity != "info":
            print(f"  {finding}")


if __name__ == "__main__":
    sys.exit(main())
