"""What `casebook proofread` takes; light, for every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_proofread(commands) -> None:
    parser = commands.add_parser(
        "proofread", help="どんな報告書でも校閲する（日付、数、名称、文章、表記の食い違い）"
    )
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="文書（.txt .md .html .docx .pdf .xlsx）"
    )
    parser.add_argument(
        "--case",
        type=_case,
        metavar="koto/2023",
        help="この事例の資料（数値台帳、表、章の原稿）にも照らす。年度と台帳は事例のものになる",
    )
    parser.add_argument("--fiscal-year", type=_year, metavar="2023", help="年度。年のない日付の年を決める")
    parser.add_argument(
        "--terms", type=Path, metavar="TABLE", help="用語の台帳（term,variant の CSV、または YAML）"
    )
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="結果の形（text）")
    parser.add_argument("--only", default="", metavar="RULE,…", help="この規則だけを当てる")
    parser.add_argument("--out", type=Path, metavar="FILE", help="書き出す先（省けば画面に出す）")
    parser.add_argument(
        "--rules", action="store_true", help="規則の一覧（重大度、根拠、測った精度）を出して終わる"
    )
    parser.add_argument(
        "--statistics", action="store_true", help="指摘の代わりに、規則ごとの1万字あたりの件数を出す"
    )
    parser.set_defaults(carry_out=_proofread, parser=parser)


def _year(text: str) -> int:
    if not (text.isdecimal() and 1868 <= int(text) <= 2200):
        raise argparse.ArgumentTypeError(f"「{text}」は年度の西暦（2023）ではありません。")
    return int(text)


def _case(text: str) -> tuple[str, str]:
    municipality, slash, year = text.partition("/")
    if not (municipality and slash and year):
        raise argparse.ArgumentTypeError(f"「{text}」は、自治体/年度（koto/2023）の形ではありません。")
    return municipality, year


def _proofread(options: argparse.Namespace) -> int:
    from helpers.proofreading.command import run_proofread

    return run_proofread(options)
