"""`casebook tabulate`, `casebook codebook draft` and `compare`: what they say, and their exit status."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.handoff import replace_file
from helpers.progress import count_findings, show_findings
from helpers.tabulation.received import Opened, draft_survey, open_drafted, open_given
from helpers.tabulation.results import build_results
from helpers.tabulation.write import (
    BOOK,
    FINDINGS,
    PAGE,
    PDF,
    RESULTS,
    remove_results,
    write_all,
    write_outcome,
)
from helpers.years.codebooks import compare_codebooks

DRAFT = "survey.yaml"
STOPPING = ("fatal", "error")


def run_tabulate(options: Namespace) -> int:
    """Exit status: 0 tabulated, 1 with findings of severity error or fatal (after `fatal` there are no results)."""
    start, findings = time.perf_counter(), Findings()
    _make_folder(options.out)
    opened = _open(options, findings)
    if opened is None or findings.count("fatal"):
        remove_results(options.out)
        write_outcome(options.out, findings, opened)
        show_findings(findings.sorted())
        print(
            f"エラー：集計できません。指摘：{count_findings(findings.items)}（{options.out / FINDINGS} に全件）",
            file=sys.stderr,
        )
        return 1
    _tell_reading(opened)
    _tell_writing("集計")
    results = build_results(opened.survey, opened.received.file, options, findings)
    write_all(opened, results, options.out, findings, _tell_writing)
    show_findings(findings.sorted())
    seconds, said = time.perf_counter() - start, count_findings(findings.items)
    print(f"できました（{seconds:.1f}秒）。指摘：{said}（{FINDINGS} に全件）")
    print(*(f"  {options.out / name}" for name in (PAGE, PDF, BOOK, RESULTS)), sep="\n")
    return _status(findings)


def _open(options: Namespace, findings: Findings) -> Opened | None:
    if options.codebook:
        return open_given(options, options.codebook, findings)
    drafted = open_drafted(options, options.out / DRAFT, findings)
    if drafted:
        print(
            f"設問の定義の下書きで集計します。直したら --codebook で指定してください：{options.out / DRAFT}"
        )
    return drafted


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ParameterError(f"--out {folder} はフォルダではありません。フォルダの名前を指定してください。")
    folder.mkdir(parents=True, exist_ok=True)


def _tell_reading(opened: Opened) -> None:
    for what, value, why in opened.received.describe():
        print(f"  {what}：{value}" + (f"（{why}）" if why else ""))


def _tell_writing(what: str) -> None:
    print(f"  {what} …", flush=True)


def run_draft(options: Namespace) -> int:
    """The draft to `--out`, which is never overwritten, or to the screen; findings beside it on stderr."""
    if options.out and options.out.exists():
        raise ParameterError(f"{options.out} は既にあります。上書きしません。別の名前を指定してください。")
    findings = Findings()
    drafted = draft_survey(options, options.codes, findings)
    for finding in findings.sorted():
        print(f"  {finding}", file=sys.stderr)
    if drafted is None:
        return 1
    _, text = drafted
    if options.out:
        replace_file(options.out, text)
        print(f"下書きを書きました：{options.out}（「確認」の注記を読んで直してください）")
    else:
        print(text, end="")
    return _status(findings)


def run_compare(options: Namespace) -> int:
    """The drafted correspondence of two codebooks to `--out`, which is never overwritten."""
    if options.out.exists():
        raise ParameterError(f"{options.out} は既にあります。上書きしません。別の名前を指定してください。")
    findings = compare_codebooks(options.old, options.new, options.out)
    show_findings(findings.sorted())
    if options.out.exists():
        print(f"設問の対応表の案を書きました：{options.out}（confirmed_by を埋めて確認してください）")
    return _status(findings)


def _status(findings: Findings) -> int:
    return int(any(findings.count(severity) for severity in STOPPING))
