"""Rows of lists as lines or enumerations, as a dump or a letter gives them, against the lists of the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.blocks import runs_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.subjects import is_told_of_others
from helpers.proofread.extract.terms import span
from helpers.proofread.held.model import HeldTable
from helpers.proofread.registry import Context, Remark, rule
from helpers.proofread.rules.held_rows import OF_OTHERS, is_same, plain

UNITS = {"か所": "sites", "部": "copies", "枚": "copies", "%": "percent"} | dict.fromkeys(
    ["団体", "人", "名", "件", "社", "票"], "n"
)
LINES, APART = 3, 3  # rows of lines that make a list of the case, and blocks between two of them
HEAD = 40  # characters of a line that may head a list
LIST = "図表 配布先\n\n福祉会館 {}\n\n保健相談所 40\n\n出張所 80\n\n合計 {}"


@rule(
    "held-line",
    "error",
    "並べて書いた数値が資料の表と違う",
    "資料（事例の表、調査の集計）との突合",
    precision=AGAINST_CASES,
)
def check_lines(document: Document, context: Context) -> Iterator[Remark]:
    """福祉会館 7か所 70部、出張所 8か所 80部; NPO法人 18団体（29.0%）; 福祉会館7か所に10部ずつ.

    Source: the raw tables and the tabulation. Lines are the case's where three labels of one of its lists stand close to
    each other; what a text gives as others' (前年度) is left alone.

    >>> told("held-line", LIST.format(90, 210), held=HELD)
    ['「福祉会館」が、資料の70と違います。']
    >>> told("held-line", "福祉会館7か所に9部ずつ置いた。", held=HELD)
    ['「福祉会館」は、資料では合わせて70部です。']
    >>> told("held-line", LIST.format(70, 190) + "福祉会館7か所に10部ずつ。前年度は9か所に8部ずつ。", held=HELD)
    []
    """
    for held in context.held.tables if context.held else ():
        if not held.rows:
            continue
        if "copies" in held.columns:
            yield from _check_each(document, context, held)
        for run in runs_of(_find(document, context, held), itemgetter(0), APART):
            is_list = len({match["label"] for _, match in run}) >= min(LINES, len(held.rows))
            if is_list and not _is_headed_as_others(document, run[0][0]):
                yield from _odd_lines(document, held, run)


def _find(document: Document, context: Context, held: HeldTable) -> list[tuple[int, re.Match]]:
    pattern = _line_pattern(held)
    return [
        (number, match)
        for number, block in enumerate(document.blocks)
        if block.table is None
        for match in pattern.finditer(block.folded.text)
        if not is_told_of_others(document, context, number, match.start())
    ]


def _is_headed_as_others(document: Document, number: int) -> bool:
    """Whether a heading or a short line above a list says that it is of another year."""
    above = [
        block.text for block in document.blocks[max(number - APART, 0) : number] if len(block.text) <= HEAD
    ]
    return any(OF_OTHERS.search(text) for text in (*above, *document.blocks[number].section[-1:]))


def _labels(held: HeldTable) -> str:
    """An alternation of the row labels, the longest first."""
    return "|".join(re.escape(label) for label in sorted(held.rows, key=lambda label: (-len(label), label)))


def _line_pattern(held: HeldTable) -> re.Pattern:
    number, unit = r"\d[\d,]*(?:\.\d+)?", "か所|部|団体|人|名|件|社|票|枚|%"
    plain = r"(?![\d./か部月年回時])"
    return re.compile(
        rf"(?<![一-龠ァ-ヶー])(?P<label>{_labels(held)})[ :、]*(?P<first>{number})(?:(?P<unit>{unit})|{plain})"
        rf"(?:[(、 ]*(?P<second>{number})(?:(?P<unit_2>{unit})|{plain})\)?)?"
    )


def _check_each(document: Document, context: Context, held: HeldTable) -> Iterator[Remark]:
    """支所9か所に20部ずつ: together they are the copies of the row."""
    pattern = re.compile(
        rf"(?<![一-龠ァ-ヶー])(?P<label>{_labels(held)})[ はにがを、の]*(?P<sites>\d+)か所に(?P<each>\d+)部ずつ"
    )
    for number, block in enumerate(document.blocks):
        for match in pattern.finditer(block.folded.text):
            known = held.rows[match["label"]].get("copies")
            is_others = is_told_of_others(document, context, number, match.start())
            if known and not is_others and int(match["sites"]) * int(match["each"]) != known[0]:
                message = f"「{match['label']}」は、資料では合わせて{known[0]:,}部です。"
                at = span(document, number, match.start("sites"), match.end())
                yield Remark(at, message, (), REMEDY, None, (known[1],))


def _values(match: re.Match, held: HeldTable) -> Iterator[tuple[str, str]]:
    """(group, held column) of the figures of a line: by their unit, else by their order; one bare one are copies."""
    first, second = (UNITS.get(match[group] or "", "") for group in ("unit", "unit_2"))
    counted, told = ("sites", "copies") if "copies" in held.columns else ("n", "percent")
    if match["second"] and first in ("", counted):
        yield "first", counted
        yield "second", second or told
    elif first or told == "copies":
        yield "first", first or "copies"


def _odd_lines(document: Document, held: HeldTable, run: list[tuple[int, re.Match]]) -> Iterator[Remark]:
    for number, match in run:
        for group, name in _values(match, held):
            known = held.rows[match["label"]].get(name)
            if known and not is_same(Decimal(match[group].replace(",", "")), known[0], name):
                message = f"「{match['label']}」が、資料の{plain(known[0], name)}と違います。"
                yield Remark(
                    span(document, number, *match.span(group)), message, (), REMEDY, None, (known[1],)
                )
