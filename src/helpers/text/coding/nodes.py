"""What a condition is made of: leaves that are counted in a unit, and operators that combine the counts.

`value(count)` evaluates a node; `count(leaf)` gives a leaf's number, a scalar (one remark) or an array (one entry a
unit). Conditions are numbers as in MySQL, on which KH Coder runs its rules: 0 (or nothing, NaN) is false.
To extend the grammar, add a leaf here, read it in `atoms.py`, and count it in `evaluate.py`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

COMPARISONS = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq,
}  # fmt: skip
Count = Callable[["Leaf"], Any]


class Remark(NamedTuple):
    """What an expression is held against: the words and the NFKC text of one remark."""

    words: frozenset[str]
    text: str

    def count(self, leaf: Leaf) -> int:
        """1 if a word or a string is there. Raises TypeError for leaves that need more than words and text."""
        if not isinstance(leaf, Word):
            raise TypeError(f"{leaf.text}: only words and strings can be held against a remark")
        return int(leaf.text in (self.text if isinstance(leaf, Text) else self.words))


class Expression:
    """A node of a condition."""

    def value(self, count: Count) -> Any:
        raise NotImplementedError

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        """The leaves that speak for the code: those under no `not`, or under two."""
        raise NotImplementedError

    def all_leaves(self) -> Iterator[Leaf]:
        yield from self.leaves(True)
        yield from self.leaves(False)

    def holds(self, remark: Remark) -> bool:
        return bool(is_true(self.value(remark.count)))


def is_true(value: Any) -> Any:
    """MySQL's truth: not zero, and known."""
    if isinstance(value, np.ndarray) and value.dtype == bool:
        return value
    value = np.asarray(value, dtype="float64")
    return (value != 0) & ~np.isnan(value)


@dataclass(frozen=True)
class Leaf(Expression):
    """`text`: as the rule writes it (NFKC); `line` and `column`: where (1-based)."""

    text: str
    line: int = field(default=0, compare=False, kw_only=True)
    column: int = field(default=0, compare=False, kw_only=True)

    def value(self, count: Count) -> Any:
        return count(self)

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        if positive:
            yield self

    @property
    def words(self) -> tuple[str, ...]:
        """The words that must each be one token for this leaf to be found."""
        return ()


@dataclass(frozen=True)
class Word(Leaf):
    """語: tokens whose base form (or the term it is gathered under) is `text`."""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Text(Word):
    """'文字列': sentences that contain `text`."""

    @property
    def words(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Tagged(Leaf):
    """語-->品詞, 語->活用形, 語=>表層 and their combinations; "" where a part is not asked for."""

    word: str = ""
    tag: str = ""
    form: str = ""
    surface: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.word,)


@dataclass(frozen=True)
class Phrase(Leaf):
    """語+語: tokens that follow each other."""

    parts: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return self.parts


@dataclass(frozen=True)
class Near(Phrase):
    """near(語-語)[b8]: `limit` tokens from one to the next (0: any), inside a `scope` ("", "b" 文, "d" 段落)."""

    limit: int = 10
    scope: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Variable(Leaf):
    """<>変数-->値 and <>見出し1-->値; without a value (<>変数<>) the variable as a number."""

    name: str = ""
    wanted: str | None = None


@dataclass(frozen=True)
class Code(Leaf):
    """<＊コード名>: another code of the same file, given before."""

    name: str = ""


@dataclass(frozen=True)
class Measure(Leaf):
    """lw (tokens), lc (characters) and No. (the unit's number, from 1) of a unit."""


@dataclass(frozen=True)
class Number(Expression):
    number: int

    def value(self, count: Count) -> Any:
        return self.number

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        return iter(())


@dataclass(frozen=True)
class Not(Expression):
    """`is_tight`: written `!`, which takes hold of the next operand alone; `not` takes a whole comparison."""

    part: Expression
    is_tight: bool = False

    def value(self, count: Count) -> Any:
        return ~np.asarray(is_true(self.part.value(count)))

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        yield from self.part.leaves(not positive)


@dataclass(frozen=True)
class And(Expression):
    parts: tuple[Expression, ...]

    def value(self, count: Count) -> Any:
        return reduce(operator.and_, (is_true(part.value(count)) for part in self.parts))

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves(positive)


@dataclass(frozen=True)
class Or(And):
    def value(self, count: Count) -> Any:
        return reduce(operator.or_, (is_true(part.value(count)) for part in self.parts))


@dataclass(frozen=True)
class Comparison(Expression):
    sign: str
    left: Expression
    right: Expression

    def value(self, count: Count) -> Any:
        return COMPARISONS[self.sign](as_number(self.left, count), as_number(self.right, count))

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        rises = self.sign not in ("<", "<=")
        yield from self.left.leaves(positive == rises)
        yield from self.right.leaves(positive != rises or (self.sign == "==" and positive))


@dataclass(frozen=True)
class Arithmetic(Expression):
    """`+ - * /`; a division by zero gives nothing (NaN), which is false, as in MySQL."""

    sign: str
    left: Expression
    right: Expression

    def value(self, count: Count) -> Any:
        left, right = as_number(self.left, count), as_number(self.right, count)
        if self.sign != "/":
            return {"+": operator.add, "-": operator.sub, "*": operator.mul}[self.sign](left, right)
        return left / np.where(right == 0, np.nan, right)

    def leaves(self, positive: bool = True) -> Iterator[Leaf]:
        yield from self.left.leaves(positive)
        yield from self.right.leaves(positive == (self.sign != "-"))


def as_number(part: Expression, count: Count) -> np.ndarray:
    return np.asarray(part.value(count), dtype="float64")


@dataclass(frozen=True)
class Rule:
    """`line`: where the name stands in its file (1-based)."""

    name: str
    expression: Expression
    line: int
