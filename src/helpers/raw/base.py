"""Base filters such as `Q17 == "はい"`: a tiny language, parsed by `ast`, never run."""

from __future__ import annotations

import ast

import pandas as pd

from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED

ALLOWED = 'Q17 == "はい" の形（==、!=、in [...]、and、or、not）'


class BaseError(ValueError):
    """A base filter that cannot be used; the message is Japanese."""


def parse_base(text: str, choices: dict[str, list[str]]) -> ast.expr:
    """The checked expression tree. `choices`: earlier question id -> its choices ([] = any value).

    Raises BaseError when the text is no such expression, or names an unknown question or choice.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise BaseError("条件として読めません。") from error
    _check(tree, choices)
    return tree


def _check(node: ast.expr, choices: dict[str, list[str]]) -> None:
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            _check(value, choices)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _check(node.operand, choices)
    elif not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.left, ast.Name)):
        raise BaseError("「設問 id、比べ方、選択肢」の形ではありません。")
    elif node.left.id not in choices:
        raise BaseError(f"「{node.left.id}」は、この設問より前にある設問ではありません。")
    else:
        _check_labels(node, choices[node.left.id])


def _check_labels(node: ast.Compare, known: list[str]) -> None:
    unknown = [label for label in _labels(node) if known and label not in known]
    if unknown:
        raise BaseError(f"「{unknown[0]}」は {node.left.id} の選択肢にありません。")


def _labels(node: ast.Compare) -> list[str]:
    """The labels on the right side, one for == and !=, a list for in."""
    right, several = node.comparators[0], isinstance(node.ops[0], ast.In | ast.NotIn)
    if not several and not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        raise BaseError("使えない比べ方です。")
    if several != isinstance(right, ast.List | ast.Tuple):
        raise BaseError("in には [ ] の並び、== には一つの選択肢を書いてください。")
    items = right.elts if several else [right]
    if not all(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in items):
        raise BaseError("選択肢は引用符で囲んでください。")
    return [item.value for item in items]


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
    chosen = (
        answer
        if isinstance(answer, tuple)
        else ()
        if pd.isna(answer) or answer == NOT_APPLICABLE
        else (answer,)
    )
    met = any(label in chosen for label in _labels(node))
    return met if isinstance(node.ops[0], ast.Eq | ast.In) else bool(chosen) and not met
