"""Coding rules: a code's (theme's) name and the condition under which a text belongs to it; KH Coder's language.

    *町会・自治会の希薄化          # a line that starts with * names the theme
    (町会 or 自治会) and           # the lines up to the next name are one expression
    (希薄 or '担い手不足') and not 解決

The grammar stands in `coding/lexemes.py` (what is separated how), `coding/atoms.py` (words, phrases, near, variables,
...) and `coding/parser.py` (operators). Blanks, brackets, quotes, `*`, `#` and signs may be half or full width; all is
compared in NFKC.
"""

from __future__ import annotations

from pathlib import Path

from helpers.errors import RuleSyntaxError
from helpers.findings import Findings, Place
from helpers.text.coding.lexemes import Lexeme, fail, split_rules
from helpers.text.coding.nodes import And, Expression, Leaf, Not, Or, Remark, Rule, Text, Word
from helpers.text.coding.parser import parse_condition
from helpers.text.dictionaries import decode, normalise

__all__ = [
    "And",
    "Expression",
    "Leaf",
    "Not",
    "Or",
    "Remark",
    "Rule",
    "Text",
    "Word",
    "parse_rules",
    "read_coding_rules",
    "read_rules",
]


def read_rules(path: Path) -> list[Rule]:
    """The rules of a file of themes, in its order. Raises RuleSyntaxError, also for a file that cannot be read."""
    return parse_rules(_read_text(path), path.name)


def parse_rules(text: str, file: str, *, denials: bool = False) -> list[Rule]:
    """The rules of a text. Raises RuleSyntaxError: file, line, column and what may stand there, per bad rule.

    `denials`: a code may consist of denials only (`not <＊不満>`), as in KH Coder; a theme, which is scored by the
    words that speak for it, may not.
    """
    rules, errors = _parse_all(text, denials)
    if errors:
        raise RuleSyntaxError("\n".join(f"{file} {error}" for error in errors))
    return rules


def read_coding_rules(path: Path, findings: Findings) -> list[Rule]:
    """The rules of a KH Coder rule file (.cod, .txt; UTF-8 or cp932) as they are.

    Every rule that cannot be read is a finding with line and column; the others are returned.
    """
    try:
        rules, errors = _parse_all(_read_text(path), denials=True)
    except RuleSyntaxError as error:
        findings.add("rule-file", "error", Place(path.name), str(error))
        return []
    for error in errors:
        where, _, said = str(error).partition("：")
        line, column = (int("".join(filter(str.isdigit, part))) for part in where.split())
        place = Place(path.name, row=line, column=f"{column}文字目")
        findings.add("rule-syntax", "error", place, said, remedy="条件の書き方を直してください。")
    if not rules and not errors:
        message = "コーディングルールが一つもありません。"
        findings.add(
            "no-rules",
            "error",
            Place(path.name),
            message,
            remedy="「*コード名」の行と条件の行を書いてください。",
        )
    return rules


def _read_text(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except FileNotFoundError:
        raise RuleSyntaxError(
            f"コーディングルール {path.name} がありません。{path.parent.name} に置いてください。"
        ) from None
    except UnicodeDecodeError:
        raise RuleSyntaxError(
            f"{path.name} の文字コードが読めません。UTF-8 で保存し直してください。"
        ) from None


def _parse_all(text: str, denials: bool) -> tuple[list[Rule], list[RuleSyntaxError]]:
    rules: list[Rule] = []
    errors: list[RuleSyntaxError] = []
    lines: dict[str, int] = {}
    for name, lexemes in split_rules(text):
        try:
            _check_name(name, lexemes, lines)
            rules.append(Rule(name.text, _parse(name, lexemes, lines, denials), name.line))
        except RuleSyntaxError as error:
            errors.append(error)
        lines.setdefault(normalise(name.text), name.line)
    return rules, errors


def _check_name(name: Lexeme, lexemes: list[Lexeme], lines: dict[str, int]) -> None:
    if not name.text:
        fail(lexemes[0], "条件より前に「*テーマ名」の行が必要です")
    if name.text == "*":
        fail(name, "「*」の後にテーマ名が必要です")
    if first := lines.get(normalise(name.text)):
        fail(name, f"テーマ名「{name.text}」は{first}行目にもあります。別の名前にしてください")


def _parse(name: Lexeme, lexemes: list[Lexeme], known: dict[str, int], denials: bool) -> Expression:
    last = lexemes[-1] if lexemes else name
    end = Lexeme("end", "", last.line, last.end)
    expression = parse_condition([*lexemes, end], known)
    if not denials and not any(expression.leaves()):
        fail(name, f"テーマ「{name.text}」の条件が not だけです。当てはまる語を一つは書いてください")
    return expression
