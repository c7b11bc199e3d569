"""The `casebook` command: thin, and quick to refuse."""

from __future__ import annotations

import argparse
import math
import sys

from helpers.case import find_root, open_volume, open_years
from helpers.choice import choose_cases, read_failed
from helpers.errors import CasebookError, ParameterError
from helpers.fingerprint import Fingerprints
from helpers.make import make, open_root, watch
from helpers.plan import find_reason
from helpers.proofreading.options import add_proofread
from helpers.tabulation.options import add_codebook, add_tabulate
from helpers.wording.options import add_carry, add_wording


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
    add_tabulate(commands)
    add_codebook(commands)
    add_wording(commands)
    add_carry(commands)
    add_proofread(commands)
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


if __name__ == "__main__":
    sys.exit(main())
