"""A set of coding rules with the conditions as written, and the set that a few changed rules make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.text.dictionaries import decode, normalise
from helpers.text.rules import Rule, parse_rules, read_rules

NAME = re.compile(r"(?:[*＊]|\s+[*＊](?=\S))(.*)")  # as helpers.text.coding.lexemes reads it
COMMENT = re.compile(r"(?:^|(?<=\s))[#＃].*")
CHANGED_FILE = "変更後のルール"


@dataclass(frozen=True)
class RuleSet:
    """`rules` of `file`, and `conditions`: name -> the lines of its condition, comments left out."""

    file: str
    text: str
    rules: tuple[Rule, ...]
    conditions: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(rule.name for rule in self.rules)

    def rule(self, name: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.name == name), None)


def open_rules(source: Path | str, file: str = CHANGED_FILE) -> RuleSet:
    """A rule file (a Path: .txt, .cod), or rules written out in a text (str). Raises RuleSyntaxError."""
    if isinstance(source, Path):
        rules = read_rules(source)
        return _build(source.name, decode(source.read_bytes()), rules)
    return _build(file, source, parse_rules(source, file))


def change_rules(saved: RuleSet, changes: str) -> RuleSet:
    """`saved` with the rules of the text `changes`: one of the same name is replaced, a new one comes last.

    A name without a condition drops that rule. Raises RuleSyntaxError, with lines of the whole that came about.
    """
    changed = {normalise(name): (name, block) for name, block in split_blocks(changes)}
    blocks = [changed.pop(normalise(name), (name, block)) for name, block in split_blocks(saved.text)]
    kept = [block for _, block in [*blocks, *changed.values()] if read_condition(block)]
    return open_rules("\n".join(kept) + "\n")


def split_blocks(text: str) -> list[tuple[str, str]]:
    """(name, lines from the name to the next one) of each rule; what stands before the first name is left out."""
    blocks: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if found := NAME.match(line):
            blocks.append((COMMENT.sub("", found[1]).strip(), []))
        if blocks:
            blocks[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in blocks]


def read_condition(block: str) -> str:
    """The condition of a block on one line each, without comments and blank lines."""
    lines = (COMMENT.sub("", line).strip() for line in block.splitlines()[1:])
    return "\n".join(line for line in lines if line)


def _build(file: str, text: str, rules: list[Rule]) -> RuleSet:
    conditions = {normalise(name): read_condition(block) for name, block in split_blocks(text)}
    return RuleSet(
        file, text, tuple(rules), {rule.name: conditions.get(normalise(rule.name), "") for rule in rules}
    )
