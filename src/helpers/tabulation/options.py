"""What `casebook tabulate` and `casebook codebook` take; light, for every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_tabulate(commands) -> None:
    tabulate = commands.add_parser(
        "tabulate", help="どんな調査の回答でも集計する（単純集計・クロス集計・図・Excel）"
    )
    tabulate.add_argument(
        "responses", type=Path, metavar="RESPONSES", help="受け取ったままの回答の表（CSV・Excel・ODS）"
    )
    tabulate.add_argument(
        "--codebook", type=Path, metavar="survey.yaml", help="設問の定義。省けば下書きを作って使う"
    )
    tabulate.add_argument(
        "--cross", default="", metavar="Q1,Q5", help="集計軸。Q1*Q5 で重ねる（省けば crosstabs）"
    )
    tabulate.add_argument("--out", type=Path, required=True, metavar="DIR", help="結果を置くフォルダ")
    tabulate.add_argument("--base", choices=("asked", "answered"), help="割合の基数：尋ねた人か、答えた人")
    tabulate.add_argument("--measure", choices=("column", "row", "total", "count"), default="column",
                          help="クロス集計表の割合：集計軸の区分ごと（column）、選択肢ごと（row）、全体（total）、件数だけ（count）")  # fmt: skip
    tabulate.add_argument("--sort", action="store_true", help="複数回答の選択肢を、表でも多い順に並べる")
    tabulate.add_argument("--correction", choices=("bonferroni", "holm", "none"), default="bonferroni",
                          help="多重比較の補正（bonferroni）")  # fmt: skip
    tabulate.add_argument("--level", type=_share, default=0.05, help="有意水準（0.05）")
    tabulate.add_argument("--suppress", type=int, choices=(0, 3, 5, 10), metavar="N",
                          help="N 未満の件数を秘匿する（0、3、5、10。省けば suppress_below）")  # fmt: skip
    _add_stated(tabulate)
    tabulate.set_defaults(carry_out=_tabulate)


def add_codebook(commands) -> None:
    codebook = commands.add_parser("codebook", help="設問の定義（survey.yaml）の下書きと、年度の対応表")
    parts = codebook.add_subparsers(required=True, metavar="draft|compare")
    draft = parts.add_parser("draft", help="回答の表から survey.yaml の下書きを作る")
    draft.add_argument("responses", type=Path, metavar="RESPONSES", help="受け取ったままの回答の表")
    draft.add_argument("--out", type=Path, metavar="survey.yaml", help="書き出す先（省けば画面に出す）")
    draft.add_argument("--codes", type=Path, metavar="TABLE", help="コード表が別のファイルなら、それ")
    _add_stated(draft)
    draft.set_defaults(carry_out=_draft)
    compare = parts.add_parser("compare", help="二つの年度の survey.yaml から、設問の対応表の案を作る")
    compare.add_argument("old", type=Path, metavar="OLD.yaml")
    compare.add_argument("new", type=Path, metavar="NEW.yaml")
    compare.add_argument("--out", type=Path, default=Path("correspondence.csv"), metavar="correspondence.csv")
    compare.set_defaults(carry_out=_compare)


def _add_stated(parser: argparse.ArgumentParser) -> None:
    """What is otherwise detected."""
    parser.add_argument("--encoding", help="文字コード（utf-8、cp932 など）")
    parser.add_argument("--delimiter", help="列の区切り（, か tab か ;）")
    parser.add_argument("--sheet", help="Excel のシート名")
    parser.add_argument("--header-rows", type=int, help="見出しの行数")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"「{text}」は0と1の間の数で指定してください。")
    return share


def _tabulate(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_tabulate

    return run_tabulate(options)


def _draft(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_draft

    return run_draft(options)


def _compare(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_compare

    return run_compare(options)
