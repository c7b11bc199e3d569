"""What `casebook words`, `kwic`, `code` and `tokens` take; light, for every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_wording(commands) -> None:
    """words, kwic, code and tokens take a file with texts."""
    words = _add_texts(commands, "words", "自由記述の抽出語を数える（words.csv）")
    words.add_argument("--by", default="", metavar="COL", help="比べる列（words_by.csv）")
    kwic = _add_texts(commands, "kwic", "語を文脈の中で並べる（kwic.csv、collocations.csv）")
    kwic.add_argument(
        "--word", action="append", default=[], metavar="WORD", help="探す語。何度でも（省けば多い順に10語）"
    )
    kwic.add_argument("--kind", choices=("base", "surface", "phrase", "text", "regex"), default="base",
                      help="探し方：基本形、表層形、語の並び、文字列、正規表現")  # fmt: skip
    kwic.add_argument("--sort", type=lambda text: text.split(","), default=["document"], metavar="r1,l1",
                      help="並べ方：document、l1〜l5、r1〜r5")  # fmt: skip
    code = _add_texts(commands, "code", "コーディングルールを当てる（codes.csv、jaccard.csv、crosstab.csv）")
    code.add_argument(
        "--rules", type=Path, required=True, metavar="R.cod", help="ルール（KH Coder の .cod をそのまま読む）"
    )
    code.add_argument("--by", default="", metavar="COL", help="クロス集計する列（crosstab.csv）")
    _add_texts(commands, "tokens", "Janome の語をすべて書き出す（tokens.csv）")


def add_carry(commands) -> None:
    carry = commands.add_parser(
        "carry", help="前の年度のコードの判断（codings.csv）を、同じ文の回答に引き継ぐ"
    )
    carry.add_argument("municipality", help="自治体の名前（例 koto）")
    carry.add_argument("fiscal_year", help="引き継ぐ先の年度（例 2024）")
    carry.set_defaults(carry_out=_carry)


def _carry(options: argparse.Namespace) -> int:
    from helpers.wording.carry import run_carry

    return run_carry(options)


def _add_texts(commands, name: str, help: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="表（CSV・Excel・ODS）か、文章（<h1>見出し</h1> も読む）"
    )
    parser.add_argument(
        "--column", action="append", default=[], metavar="COL", help="文の列。何度でも（省けば探す）"
    )
    parser.add_argument("--unit", default="answer", choices=("respondent", "answer", "paragraph", "sentence",
                        *(f"h{level}" for level in range(1, 6))), help="分析の単位（answer）")  # fmt: skip
    parser.add_argument(
        "--vars", type=Path, metavar="TABLE", help="外部変数の表（行の順、または同じ名前の列で結ぶ）"
    )
    parser.add_argument(
        "--pos",
        action="append",
        default=[],
        metavar="名詞",
        help="数える品詞。何度でも（省けば内容のある語）",
    )
    parser.add_argument(
        "--shared",
        type=Path,
        metavar="DIR",
        help="辞書のフォルダ（user_dictionary.csv など。省けば使わない）",
    )
    parser.add_argument(
        "--engine", choices=("auto", "janome", "fast"), default="auto", help="語の分け方（結果は同じ）"
    )
    parser.add_argument("--cache", action="store_true", help="分けた語を --out に残し、次から使う")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="結果を置くフォルダ")
    parser.set_defaults(carry_out=_wording, name=name)
    return parser


def _wording(options: argparse.Namespace) -> int:
    from helpers.wording.command import run_wording

    return run_wording(options)
