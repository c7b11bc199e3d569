"""YAML with the line of every key, so that a finding can say where; a plain dialect without surprises.

Unlike YAML 1.1, `19:00`, `01202`, `yes` and `2020-10` stay text; `2024-02-06` is a date; aliases are refused.
"""

from __future__ import annotations

import datetime as dt
import re

import yaml

from helpers.findings import Findings, Place

HINTS = {
    "mapping values are not allowed": '文の中の「: 」のため項目と読まれました。文を引用符 " で囲んでください。',
    "cannot start any token": "タブ、@、% などで値を始められません。空白に替えるか、引用符で囲んでください。",
    "could not find expected ':'": "「項目: 値」の「:」がありません。",
    "unhashable key": '{{ … }} で始まる値は、引用符 " で囲んでください。',
    "expected <block end>": "字下げがそろっていないか、引用符の前後に余分な文字があります。",
    "undefined alias": "& や * で始まる値は、引用符で囲んでください。",
    "unexpected end of stream": "引用符や括弧の閉じ忘れがあります。",
}


class PlainLoader(yaml.SafeLoader):
    """PyYAML's safe loader with fewer implicit types."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012  (PyYAML's own class attribute, emptied)

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "undefined alias", self.peek_event().start_mark)
        return super().compose_node(parent, index)


def _construct_date(loader: PlainLoader, node: yaml.ScalarNode) -> dt.date | str:
    try:
        return dt.date.fromisoformat(node.value)
    except ValueError:  # 2024-02-30: stays text, the schema check says so
        return node.value


for _tag, _pattern, _first in [
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
]:
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})$"), _first)
PlainLoader.add_constructor("tag:yaml.org,2002:timestamp", _construct_date)


def parse_yaml(text: str, file: str, findings: Findings) -> tuple[object, dict[tuple, int]]:
    """The document (None when empty or unreadable) and path tuple -> 1-based line.

    A syntax error is a fatal finding with its line; a key given twice is an error (the last value counts).
    """
    lines: dict[tuple, int] = {}
    try:
        loader = PlainLoader(text)
        node = loader.get_single_node()
        if node is None:
            return None, lines
        _walk(node, (), lines, file, findings)
        return loader.construct_document(node), lines
    except yaml.YAMLError as error:
        _add_syntax_finding(error, text, file, findings)
        return None, {}


def _walk(node: yaml.Node, path: tuple, lines: dict[tuple, int], file: str, findings: Findings) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _walk(item, (*path, position), lines, file, findings)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _walk_key(key, value, path, lines, file, findings)


def _walk_key(
    key: yaml.Node, value: yaml.Node, path: tuple, lines: dict, file: str, findings: Findings
) -> None:
    here, line = (*path, str(key.value)), key.start_mark.line + 1
    if here in lines:
        message = f"同じ項目が二度書かれています（先は{lines[here]}行目）。後の値を使いました。"
        place = Place(file, "", line, str(key.value))
        findings.add(
            "duplicate-key",
            "error",
            place,
            message,
            given=str(key.value),
            remedy="どちらかを消してください。",
        )
    lines[here] = line
    _walk(value, here, lines, file, findings)


def _add_syntax_finding(error: yaml.YAMLError, text: str, file: str, findings: Findings) -> None:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    line = mark.line if mark else text.count("\n", 0, position) if position else 0
    column = f"の{mark.column + 1}文字目" if mark else ""
    rows = text.splitlines() or [""]
    given = rows[min(line, len(rows) - 1)].strip()
    hint = next(
        (hint for key, hint in HINTS.items() if key in str(error)),
        "字下げ・引用符・コロンを確かめてください。",
    )
    hint = HINTS["unhashable key"] if "{{" in given and "undefined" not in str(error) else hint
    message = f"YAML として読めません（{line + 1}行目{column}）。"
    findings.add("yaml-syntax", "fatal", Place(file, "", line + 1), message, given=given, remedy=hint)
