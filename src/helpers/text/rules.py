"""Coding rules: a theme's name and the condition under which a remark belongs to it.

    *町会・自治会の希薄化          # a line that starts with * names the theme
    (町会 or 自治会) and           # the lines up to the next name are one expression
    (希薄 or '担い手不足') and not 解決

    expression = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation = [ "not" ] negation | atom
    atom = word | 'part of the text' | "(" expression ")"

A word holds when it is the term, the base form or the surface of a token of the remark; a quoted string when
the text contains it. Blanks, brackets, quotes, `*` and `#` may be half or full width; all is compared in NFKC.
To extend the grammar, add a node with `holds` and `leaves`, and read it in `_Parser.read_atom`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn, Protocol

from helpers.errors import RuleSyntaxError
from helpers.text.dictionaries import decode, normalise

LEXEME = re.compile(
    r"[#＃].*|(?P<open>[(（])|(?P<close>[)）])|['＇](?P<text>[^'＇]+)['＇]|(?P<quote>['＇])|(?P<word>[^\s()（）#＃'＇]+)"
)
START = "語、'文字列'、not、("


class Remark(NamedTuple):
    """What an expression is held against: the words and the NFKC text of one remark."""

    words: frozenset[str]
    text: str


class Expression(Protocol):
    def holds(self, remark: Remark) -> bool: ...
    def leaves(self, positive: bool = True) -> Iterator[Expression]:
        """The words and strings that speak for the theme: those under no `not`, or under two."""
        ...


@dataclass(frozen=True)
class Word:
    text: str

    def holds(self, remark: Remark) -> bool:
        return self.text in remark.words

    def leaves(self, positive: bool = True) -> Iterator[Expression]:
        if positive:
            yield self


@dataclass(frozen=True)
class Text(Word):
    def holds(self, remark: Remark) -> bool:
        return self.text in remark.text


@dataclass(frozen=True)
class Not:
    part: Expression

    def holds(self, remark: Remark) -> bool:
        return not self.part.holds(remark)

    def leaves(self, positive: bool = True) -> Iterator[Expression]:
        yield from self.part.leaves(not positive)


@dataclass(frozen=True)
class And:
    parts: tuple[Expression, ...]

    def holds(self, remark: Remark) -> bool:
        return all(part.holds(remark) for part in self.parts)

    def leaves(self, positive: bool = True) -> Iterator[Expression]:
        for part in self.parts:
            yield from part.leaves(positive)


@dataclass(frozen=True)
class Or(And):
    def holds(self, remark: Remark) -> bool:
        return any(part.holds(remark) for part in self.parts)


@dataclass(frozen=True)
class Rule:
    """`line`: where the name stands in its file (1-based)."""

    name: str
    expression: Expression
    line: int


class Lexeme(NamedTuple):
    kind: str
    text: str
    line: int
    column: int
    end: int = 0


def read_rules(path: Path) -> list[Rule]:
    """The rules of a file, in its order. Raises RuleSyntaxError, also for a file that cannot be read."""
    try:
        text = decode(path.read_bytes())
    except FileNotFoundError:
        raise RuleSyntaxError(
            f"コーディングルール {path.name} がありません。{path.parent.name} に置いてください。"
        ) from None
    except UnicodeDecodeError:
        raise RuleSyntaxError(
            f"{path.name} の文字コードが読めません。UTF-8 で保存し直してください。"
        ) from None
    return parse_rules(text, path.name)


def parse_rules(text: str, file: str) -> list[Rule]:
    """The rules of a text. Raises RuleSyntaxError: file, line, column and what may stand there, per bad rule."""
    rules: dict[str, Rule] = {}
    errors: list[str] = []
    for name, lexemes in _split_rules(text):
        try:
            if name.text in rules:
                _fail(
                    name,
                    f"テーマ名「{name.text}」は{rules[name.text].line}行目にもあります。別の名前にしてください",
                )
            rules[name.text] = Rule(name.text, _parse(name, lexemes), name.line)
        except RuleSyntaxError as error:
            errors.append(f"{file} {error}")
    if errors:
        raise RuleSyntaxError("\n".join(errors))
    return list(rules.values())


def _split_rules(text: str) -> Iterator[tuple[Lexeme, list[Lexeme]]]:
    """(name, lexemes of its condition) pairs; a condition before the first name comes with an empty name."""
    name, lexemes = Lexeme("name", "", 1, 1), []
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r"\s*[*＊]([^#＃]*)", line)
        if not found:
            lexemes += _lex(line, number)
            continue
        if name.text or lexemes:
            yield name, lexemes
        name, lexemes = (
            Lexeme("name", found[1].strip() or "*", number, found.start(1) + 1, found.end(1) + 1),
            [],
        )
    if name.text or lexemes:
        yield name, lexemes


def _lex(line: str, number: int) -> Iterator[Lexeme]:
    for found in LEXEME.finditer(line):
        kind = found.lastgroup
        if kind:
            text = normalise(found[kind])
            kind = text.lower() if text.lower() in ("and", "or", "not") and kind == "word" else kind
            yield Lexeme(kind, text, number, found.start() + 1, found.end() + 1)


def _parse(name: Lexeme, lexemes: list[Lexeme]) -> Expression:
    if not name.text:
        _fail(lexemes[0], "条件より前に「*テーマ名」の行が必要です")
    if name.text == "*":
        _fail(name, "「*」の後にテーマ名が必要です")
    last = lexemes[-1] if lexemes else name
    end = Lexeme("end", "", last.line, last.end)
    expression = _Parser([*lexemes, end]).read()
    if not any(expression.leaves()):
        _fail(name, f"テーマ「{name.text}」の条件が not だけです。当てはまる語を一つは書いてください")
    return expression


def _fail(lexeme: Lexeme, message: str) -> NoReturn:
    raise RuleSyntaxError(f"{lexeme.line}行目 {lexeme.column}文字目：{message}。")


class _Parser:
    """Recursive descent over the lexemes of one condition."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lexemes, self.index = lexemes, 0

    def read(self) -> Expression:
        expression = self.read_or()
        self.expect("end", "and、or、または条件の終わり")
        return expression

    def read_or(self) -> Expression:
        parts = [self.read_and()]
        while self.take("or"):
            parts.append(self.read_and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def read_and(self) -> Expression:
        parts = [self.read_not()]
        while self.take("and"):
            parts.append(self.read_not())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def read_not(self) -> Expression:
        return Not(self.read_not()) if self.take("not") else self.read_atom()

    def read_atom(self) -> Expression:
        if self.take("open"):
            expression = self.read_or()
            self.expect("close", "and、or、)")
            return expression
        for kind, node in (("word", Word), ("text", Text)):
            if lexeme := self.take(kind):
                return node(lexeme.text)
        self.fail(START)

    def take(self, kind: str) -> Lexeme | None:
        lexeme = self.lexemes[self.index]
        if lexeme.kind != kind:
            return None
        self.index += 1
        return lexeme

    def expect(self, kind: str, allowed: str) -> None:
        if not self.take(kind):
            self.fail(allowed)

    def fail(self, allowed: str) -> NoReturn:
        lexeme = self.lexemes[self.index]
        given = "条件が途中で終わっています" if lexeme.kind == "end" else f"「{lexeme.text}」は置けません"
        _fail(lexeme, f"{given}。ここに書けるもの：{allowed}")
