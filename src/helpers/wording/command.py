"""`casebook words`, `kwic`, `code` and `tokens`: what they say, and their exit status."""

from __future__ import annotations

import sys
import time
from argparse import Namespace

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.handoff import write_findings
from helpers.progress import count_findings, show_findings
from helpers.wording.opened import Opened, open_texts
from helpers.wording.results import write_codes, write_concordance, write_token_list, write_word_lists

WRITERS = {
    "words": write_word_lists,
    "kwic": write_concordance,
    "code": write_codes,
    "tokens": write_token_list,
}
FINDINGS = "findings.json"


def run_wording(options: Namespace) -> int:
    """Exit status: 0 written, 1 with findings of severity error or fatal."""
    start, findings = time.perf_counter(), Findings()
    if options.out.exists() and not options.out.is_dir():
        raise ParameterError(
            f"--out {options.out} はフォルダではありません。フォルダの名前を指定してください。"
        )
    options.out.mkdir(parents=True, exist_ok=True)
    opened = open_texts(options, findings)
    written = []
    if opened is not None and not findings.count("fatal"):
        _tell(opened)
        written = list(WRITERS[options.name](opened, options, findings))
    write_findings(findings.sorted(), options.out / FINDINGS)
    show_findings(findings.sorted())
    said = count_findings(findings.items)
    if not written:
        print(
            f"エラー：結果を書いていません。指摘：{said}（{options.out / FINDINGS} に全件）", file=sys.stderr
        )
        return 1
    print(f"できました（{time.perf_counter() - start:.1f}秒）。指摘：{said}")
    print(*(f"  {path}" for path in written), sep="\n")
    return int(bool(findings.count("fatal") or findings.count("error")))


def _tell(opened: Opened) -> None:
    """What was read: which column, how many texts, units and tokens."""
    column = f"列「{opened.documents.text_column}」の" if opened.documents.text_column else ""
    units = opened.df_by_unit["unit_id"].nunique()
    print(
        f"{opened.documents.file}：{column}文 {len(opened.documents.texts):,}件、単位 {units:,}、語 {len(opened.tokens):,}"
    )
