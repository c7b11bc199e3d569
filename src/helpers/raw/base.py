"""Base filters such as `Q17 == "はい"` or `Q3 >= 65`: a tiny language, parsed by `ast`, never run."""

from __future__ import annotations

import ast
import operator

import pandas as pd

from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED

ALLOWED = 'Q17 == "はい"、Q3 >= 65 の形（==、!=、in [...]、and、or、not。数値の設問は <、<=、>、>= も）'
ORDERS = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
DEEPEST = 50  # levels of and, or, not
Known = dict[str, list[str] | str | None]


class BaseError(ValueError):
    """A base filter that cannot be used; the message is Japanese."""


def parse_base(text: str, known: Known) -> ast.expr:
    """The checked expression tree.

    `known`: earlier question id -> its choices ([] = any value), None for a question of numbers, or a text that says
    why it cannot stand in a condition. Raises BaseError when the text is no such expression, or names an unknown
    question or choice.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BaseError("条件として読めません。") from error
    _check(tree, known)
    return tree


def names_in(tree: ast.expr) -> list[str]:
    """The questions that a condition refers to, each once."""
    return list(dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)))


def _check(node: ast.expr, known: Known, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise BaseError("条件の入れ子が深すぎます。")
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            _check(value, known, depth + 1)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _check(node.operand, known, depth + 1)
    elif not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.left, ast.Name)):
        raise BaseError("「設問 id、比べ方、選択肢」の形ではありません。")
    elif node.left.id not in known:
        raise BaseError(f"「{node.left.id}」は、この設問より前にある設問ではありません。")
    else:
        _check_comparison(node, known[node.left.id])


def _check_comparison(node: ast.Compare, known: list[str] | str | None) -> None:
    if isinstance(known, str):
        raise BaseError(known)
    if known is None:
        _check_numbers(node)
        return
    unknown = [label for label in _labels(node) if known and label not in known]
    if unknown:
        raise BaseError(f"「{unknown[0]}」は {node.left.id} の選択肢にありません。")


def _items(node: ast.Compare) -> list[ast.expr]:
    """What stands on the right side: one for == and !=, a list for in."""
    right, several = node.comparators[0], isinstance(node.ops[0], ast.In | ast.NotIn)
    if several != isinstance(right, ast.List | ast.Tuple):
        raise BaseError("in には [ ] の並び、ほかの比べ方には一つの値を書いてください。")
    return right.elts if several else [right]


def _labels(node: ast.Compare) -> list[str]:
    if not isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn):
        raise BaseError("使えない比べ方です。大小で比べられるのは、数値の設問（NUM、NPS）だけです。")
    items = _items(node)
    if not all(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in items):
        raise BaseError("選択肢は引用符で囲んでください。")
    return [item.value for item in items]


def _check_numbers(node: ast.Compare) -> None:
    if not isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn, *ORDERS)):
        raise BaseError("使えない比べ方です。")
    for item in _items(node):
        inner = item.operand if isinstance(item, ast.UnaryOp) and isinstance(item.op, ast.USub) else item
        if not isinstance(inner, ast.Constant) or type(inner.value) not in (int, float):
            raise BaseError(f"{node.left.id} は数値の設問です。引用符を付けずに、数と比べてください。")


def compared_values(tree: ast.expr, name: str) -> list[object]:
    """The labels or numbers that a condition compares a question with."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Compare) and node.left.id == name]
    return [ast.literal_eval(item) for node in nodes for item in _items(node)]


def is_in_base(tree: ast.expr, answers: dict[str, object]) -> bool | None:
    """Whether a respondent with these answers was asked; None when that hangs on a suppressed answer.

    A blank answer, or one that was not asked, meets no comparison, not even `!=`.
    """
    if isinstance(tree, ast.UnaryOp):
        inner = is_in_base(tree.operand, answers)
        return None if inner is None else not inner
    if isinstance(tree, ast.BoolOp):
        parts = [is_in_base(value, answers) for value in tree.values]
        decisive = isinstance(tree.op, ast.Or)
        return decisive if decisive in parts else None if None in parts else not decisive
    return _compare(tree, answers.get(tree.left.id))


def _compare(node: ast.Compare, answer: object) -> bool | None:
    if isinstance(answer, str) and answer == SUPPRESSED:
        return None
    if not isinstance(answer, tuple):
        answer = () if answer is None or answer is pd.NA or answer == NOT_APPLICABLE else (answer,)
    values, comparison = [ast.literal_eval(item) for item in _items(node)], type(node.ops[0])
    if comparison in ORDERS:
        return any(ORDERS[comparison](given, values[0]) for given in answer)
    met = any(value in answer for value in values)
    return met if comparison in (ast.Eq, ast.In) else bool(answer) and not met
