"""Lexemes of one condition -> its expression, by recursive descent.

    or, |                      loosest
    and, &
    not, (the `!` of |! and &!)
    > >= < <= ==
    + -
    * /
    !, - (sign)                tightest

KH Coder hands its conditions to MySQL, whose precedence this is (MySQL reference manual, "Operator Precedence"):
`not 死ぬ >= 2` denies the comparison, `! 死ぬ >= 2` compares a denial. <>変数<> alone holds above 0 (outvar_s.pm).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

from helpers.text.coding.atoms import read_atom, read_text
from helpers.text.coding.lexemes import Lexeme, fail
from helpers.text.coding.nodes import (
    COMPARISONS,
    And,
    Arithmetic,
    Comparison,
    Expression,
    Not,
    Number,
    Or,
    Variable,
)

START = "語、'文字列'、not、("
SUMS, PRODUCTS = ("+", "-"), ("*", "/")
SIGNS = "比較（> >= < <= ==）や計算（+ - * /）の記号"
BARE = "数だけでは条件になりません。「死ぬ >= 2」のように語と比べるか、'…' で囲んで文字列として探してください"


def parse_condition(lexemes: list[Lexeme], known: Collection[str]) -> Expression:
    """`lexemes` end with one of kind `end`. Raises RuleSyntaxError: line, column and what may stand there."""
    return _Parser(lexemes, known).read()


class _Parser:
    def __init__(self, lexemes: list[Lexeme], known: Collection[str]) -> None:
        self.lexemes, self.known, self.index = lexemes, known, 0

    def read(self) -> Expression:
        expression = self.read_or()
        self.expect("end", f"and、or、{SIGNS}、または条件の終わり")
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
        return Not(self.read_not()) if self.take("not") else self.read_comparison()

    def read_comparison(self) -> Expression:
        first = self.lexemes[self.index]
        left = self.read_sum()
        sign = self.take(*COMPARISONS)
        if not sign:
            if _is_bare(left):
                fail(first, BARE)
            is_amount = isinstance(left, Variable) and left.wanted is None
            return Comparison(">", left, Number(0)) if is_amount else left
        comparison = Comparison(sign.kind, left, self.read_sum())
        if again := self.take(*COMPARISONS):
            fail(again, "比較は続けて書けません。「a >= 1 and a <= 3」のように分けてください")
        return comparison

    def read_sum(self) -> Expression:
        return self.read_operations(SUMS, self.read_product)

    def read_product(self) -> Expression:
        return self.read_operations(PRODUCTS, self.read_unary)

    def read_operations(self, signs: tuple[str, ...], read) -> Expression:
        left = read()
        while sign := self.take(*signs):
            left = Arithmetic(sign.kind, left, read())
        return left

    def read_unary(self) -> Expression:
        if self.take("!"):
            return Not(self.read_unary(), is_tight=True)
        if self.take("-"):
            return Arithmetic("-", Number(0), self.read_unary())
        return self.read_operand()

    def read_operand(self) -> Expression:
        if self.take("open"):
            expression = self.read_inside()
            self.expect("close", f"and、or、)、{SIGNS}")
            return expression
        if lexeme := self.take("number"):
            return Number(int(lexeme.text))
        if lexeme := self.take("text"):
            return read_text(lexeme)
        if lexeme := self.take("atom"):
            return read_atom(lexeme, self.known)
        self.fail(START)

    def read_inside(self) -> Expression:
        """A condition, or a calculation such as ( 2 + 1 )."""
        start = self.index
        if self.lexemes[start].kind in ("number", "-"):
            expression = self.read_sum()
            if self.lexemes[self.index].kind == "close":
                return expression
            self.index = start
        return self.read_or()

    def take(self, *kinds: str) -> Lexeme | None:
        lexeme = self.lexemes[self.index]
        if lexeme.kind not in kinds:
            return None
        self.index += 1
        return lexeme

    def expect(self, kind: str, allowed: str) -> None:
        if not self.take(kind):
            self.fail(allowed)

    def fail(self, allowed: str) -> NoReturn:
        lexeme = self.lexemes[self.index]
        given = "条件が途中で終わっています" if lexeme.kind == "end" else f"「{lexeme.text}」は置けません"
        fail(lexeme, f"{given}。ここに書けるもの：{allowed}")


def _is_bare(expression: Expression) -> bool:
    """Made of numbers alone."""
    return not any(expression.all_leaves())
