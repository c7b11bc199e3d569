"""The examples in the docstrings of the rules, of what they extract and of the readers hold."""

from __future__ import annotations

import builtins
import doctest
import importlib
import pkgutil

import pytest

import helpers.proofread
from helpers.proofread.held.example import HELD
from helpers.proofread.reading import document_of_text
from helpers.proofread.run import RULES, load_rules, told

MODULES = sorted(
    info.name for info in pkgutil.walk_packages(helpers.proofread.__path__, "helpers.proofread.")
)


@pytest.fixture(autouse=True)
def forget_the_last_value():
    """doctest leaves `_` among the builtins; a shell that meets it there thinks it is somebody's own."""
    yield
    vars(builtins).pop("_", None)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    result = doctest.testmod(
        importlib.import_module(name),
        extraglobs={"told": told, "document_of_text": document_of_text, "HELD": HELD},
    )
    assert result.failed == 0


def test_every_rule_shows_a_right_and_a_wrong_example():
    load_rules()
    without = [
        id
        for id, rule in RULES.items()
        if f'told("{id}"' not in (rule.check.__doc__ or "") or "[]" not in rule.check.__doc__
    ]
    assert without == []


def test_rules_are_named_in_kebab_case_with_title_and_source():
    assert [id for id in load_rules() if not id.replace("-", "").isascii() or id != id.lower()] == []
    assert [rule.id for rule in load_rules().values() if not rule.title or not rule.source] == []
