"""The `casebook` command: thin, and quick to refuse."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

from helpers.case import find_root, open_volume, open_years
from helpers.choice import choose_cases, read_failed
from helpers.errors import CasebookError, ParameterError
from helpers.fingerprint import Fingerprints
from helpers.make import make, open_root, watch
from helpers.plan import find_reason


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 all is there, 1 something was refused or failed, 2 wrong use, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a console that lacks a character must not stop a run
    options = _parser().parse_args(arguments)
    try:
        return options.carry_out(options)
    except CasebookError as error:
        print(f"エラー：{error}", *getattr(error, "__notes__", []), sep="\n", file=sys.stderr)
        return 1
    except OSError as error:
        where = f"：{error.filename}" if error.filename else ""
        print(f"エラー：ファイルを読み書きできませんでした（{error.strerror}{where}）。", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("中断しました。前回の報告書はそのまま残っています。", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casebook", description="事例報告書を資料から作る")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands)
    _add_status(commands)
    _add_run(commands)
    _add_years(commands)
    _add_volume(commands)
    _add_tabulate(commands)
    _add_codebook(commands)
    return parser


def _add_new(commands) -> None:
    new = commands.add_parser("new", help="新しい年度のフォルダを、前の年度から作る")
    new.add_argument("municipality", help="自治体の名前（例 koto）")
    new.add_argument("fiscal_year", help="4月が属する西暦年（例 2024）")
    new.add_argument(
        "--from", dest="source", metavar="YEAR", help="元にする年度（2023）。別の自治体なら koto/2023"
    )
    new.set_defaults(carry_out=_new)


def _add_status(commands) -> None:
    status = commands.add_parser("status", help="何が届き、何が足りず、何が変わったか")
    status.add_argument("names", nargs="*", metavar="MUNICIPALITY|FISCAL_YEAR", help="省けばすべて")
    status.set_defaults(carry_out=_status)


def _add_run(commands) -> None:
    run = commands.add_parser("run", help="事例の報告書（HTML と PDF）を作る。変わっていないものは作らない")
    run.add_argument(
        "names", nargs="*", metavar="MUNICIPALITY|FISCAL_YEAR", help="自治体（koto）と年度（2023）"
    )
    run.add_argument("--all", action="store_true", help="すべての自治体と年度")
    run.add_argument("--retry-failed", action="store_true", help="前の実行で失敗したものだけ")
    run.add_argument("--watch", action="store_true", help="ファイルが変わるたびに作り直す（Ctrl-C で終わる）")
    _add_options(run)
    run.set_defaults(carry_out=_run, parser=run)


def _add_years(commands) -> None:
    years = commands.add_parser("years", help="一つの自治体の年度を比べる報告書を作る")
    years.add_argument("municipality", help="自治体の名前（例 koto）")
    _add_options(years)
    years.set_defaults(carry_out=_years)


def _add_volume(commands) -> None:
    volume = commands.add_parser("volume", help="一つの年度の事例集を作る。古い章は先に作り直す")
    volume.add_argument("fiscal_year", help="4月が属する西暦年（例 2023）")
    _add_options(volume)
    volume.set_defaults(carry_out=_volume)


def _add_tabulate(commands) -> None:
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


def _add_codebook(commands) -> None:
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
    parser.add_argument("--header-rows", type=_count, help="見出しの行数")


def _add_options(parser: argparse.ArgumentParser) -> None:
    many = "同時に作る件数（省けばコアの数。空いたメモリーが足りなければ減らす）"
    parser.add_argument("--workers", type=_count, help=many)
    parser.add_argument("--timeout", type=_seconds, default=1800, help="一件に許す秒数（1800）")
    parser.add_argument(
        "--memory", type=_count, default=2000, help="作業プロセスを取り替える大きさ、MB（2000）"
    )
    parser.add_argument("--force", action="store_true", help="最新でも作り直す")
    parser.add_argument("--scheduler", default="", metavar="tcp://…", help="Dask のスケジューラのアドレス")
    parser.add_argument("--raw", default="", metavar="ADDRESS", help="資料を置いたアドレス（s3://… など）")
    parser.add_argument("--reports", default="", metavar="ADDRESS", help="報告書を公開するアドレス")


def _new(options: argparse.Namespace) -> int:
    from helpers.newyear import render_new_year, start_year

    print(render_new_year(start_year(find_root(), options.municipality, options.fiscal_year, options.source)))
    return 0


def _status(options: argparse.Namespace) -> int:
    from helpers.status import read_status, render_case_status, render_status

    root = find_root()
    prints, cases = Fingerprints(root), choose_cases(options.names, root)
    states = read_status(root, cases, lambda case: find_reason(case, prints))
    print(render_case_status(states[0]) if len(states) == 1 and options.names else render_status(states))
    return 0


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"「{text}」は1以上の数で指定してください。")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"「{text}」は0より大きい秒数で指定してください。")
    return seconds


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"「{text}」は0と1の間の数で指定してください。")
    return share


def _run(options: argparse.Namespace) -> int:
    if not (options.names or options.all or options.retry_failed):
        options.parser.error("自治体か年度を指定してください。すべてなら --all です。")
    if options.watch and (options.raw or options.reports or options.scheduler):
        options.parser.error("--watch は、--raw、--reports、--scheduler と一緒に使えません。")
    if (options.names and (options.all or options.retry_failed)) or (options.all and options.retry_failed):
        options.parser.error("自治体・年度の指定、--all、--retry-failed は、どれか一つだけにしてください。")
    root = open_root(options)
    targets = read_failed(root) if options.retry_failed else choose_cases(options.names, root)
    return watch(targets, options, root) if options.watch else make(targets, options, root)


def _years(options: argparse.Namespace) -> int:
    root = open_root(options)
    return make([open_years(options.municipality, root)], options, root)


def _volume(options: argparse.Namespace) -> int:
    if options.reports:
        raise ParameterError("事例集は、手元のフォルダに作ります。--reports を外してください。")
    root = open_root(options)
    volume = open_volume(options.fiscal_year, root)
    return make([*volume.cases, volume], options, root)


def _tabulate(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_tabulate

    return run_tabulate(options)


def _draft(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_draft

    return run_draft(options)


def _compare(options: argparse.Namespace) -> int:
    from helpers.tabulation.command import run_compare

    return run_compare(options)


if __name__ == "__main__":
    sys.exit(main())
