"""A YAML file as text, edited where it stands: what is not touched keeps its order, its comments and its style.

What is emptied stays beside it as a comment of its year, so that the analyst can look at it and take it up again:

    venue: "{{ forum.venue }}"      ->      venue: null
                                            #2023| venue: "{{ forum.venue }}"
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import yaml

from helpers.raw.yaml_lines import PlainLoader

OLD = re.compile(r"^[ \t]*#[0-9]{4}\|.*\n?", re.MULTILINE)  # what an earlier year left as a comment
Path = tuple[str | int, ...]


class YamlText:
    """One document. Edits are collected and made by `text`; no two of them may lie in one another.

    The document must be readable (`helpers.raw.read_case` has told otherwise before).
    """

    def __init__(self, text: str, year: int) -> None:
        plain = OLD.sub("", text.replace("\r\n", "\n"))
        self._text = plain if plain.endswith("\n") else f"{plain}\n"
        self._root = PlainLoader(self._text).get_single_node()
        self._mark = f"#{year}| "
        self._edits: list[tuple[int, int, str]] = []

    @property
    def text(self) -> str:
        text = self._text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def value(self, *path: str | int) -> object:
        """The value at a path, or None where there is none."""
        found = self._find(path)
        return None if found is None else PlainLoader("").construct_document(found[1])

    def paths(self, *pattern: str | int) -> Iterator[Path]:
        """Every path that fits; `*` stands for each item of a list."""
        yield from self._expand((), pattern)

    def replace(self, path: Path, new: str) -> None:
        """Another value, as YAML text; nothing where the path is not there."""
        if found := self._find(path):
            self._edits.append((found[1].start_mark.index, self._end(found[1]), new))

    def note(self, path: Path, comment: str) -> None:
        """A comment of one line above the line of a key."""
        if found := self._find(path):
            start = self._line_start(found[0].start_mark.index)
            indent = " " * (found[0].start_mark.index - start)
            self._edits.append((start, start, f"{indent}# {comment}\n"))

    def empty(self, *path: str | int) -> None:
        """The value of a key becomes null; what stood there becomes a comment."""
        found = self._find(path)
        if found is None or found[1].tag == "tag:yaml.org,2002:null":
            return
        key, value, flow = found
        if flow is not None:
            self._retire_in_flow(flow, f"{key.value}: {self._source(value)}")
            self._edits.append((value.start_mark.index, self._end(value), "null"))
            return
        start = self._line_start(key.start_mark.index)
        end = self._line_end(self._end(value))
        indent = key.start_mark.index - start
        lines = self._text[start:end].split("\n")
        old = [f"{' ' * indent}{self._mark}{line[indent:]}\n" for line in lines]
        self._edits.append((start, end + 1, f"{lines[0][:indent]}{key.value}: null\n{''.join(old)}"))

    def empty_items(self, path: Path, unfit: Callable[[object], bool]) -> None:
        """The items of a list that are `unfit` become comments."""
        found = self._find(path)
        if found is None or not isinstance(found[1], yaml.SequenceNode):
            return
        values = self.value(*path)
        pairs = list(zip(found[1].value, values, strict=True))
        if found[1].flow_style:
            self._shorten(found, [value for value in values if not unfit(value)], values)
        elif all(map(unfit, values)):
            self.empty(*path)
        else:
            for item in (item for item, value in pairs if unfit(value)):
                self._retire_lines(item)

    def _shorten(self, found: tuple, kept: list, values: list) -> None:
        """A list written in [ ], with some of its items only."""
        if kept != values:
            key, value, flow = found
            self._retire_in_flow(flow or value, f"{key.value}: {self._source(value)}")
            new = ", ".join(json.dumps(item, ensure_ascii=False, default=str) for item in kept)
            self._edits.append((value.start_mark.index, self._end(value), f"[{new}]"))

    def _retire_lines(self, item: yaml.Node) -> None:
        """The lines of one item of a list in block style, behind the mark."""
        start, end = self._line_start(item.start_mark.index), self._line_end(self._end(item))
        indent = len(self._text[start:]) - len(self._text[start:].lstrip(" "))
        lines = self._text[start:end].split("\n")
        self._edits.append((start, end, "\n".join(f"{' ' * indent}{self._mark}{t[indent:]}" for t in lines)))

    def _retire_in_flow(self, flow: yaml.Node, source: str) -> None:
        """Inside { } or [ ] no line can be set aside: the comment goes above."""
        start = self._line_start(flow.start_mark.index)
        indent = len(self._text[start:]) - len(self._text[start:].lstrip(" "))
        self._edits.append((start, start, f"{' ' * indent}{self._mark}{source}\n"))

    def _source(self, node: yaml.Node) -> str:
        return " ".join(self._text[node.start_mark.index : self._end(node)].split())

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends; PyYAML lets blocks run on to the next token."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return self._text.find("\n", index)

    def _find(self, path: Path) -> tuple[yaml.Node, yaml.Node, yaml.Node | None] | None:
        """Key (or item), value, and the outermost { } or [ ] around them, where there is one."""
        if self._root is None:  # nothing but comments
            return None
        key, node, flow = self._root, self._root, None
        for step in path:
            flow = flow or (node if getattr(node, "flow_style", False) else None)
            pair = _child(node, step)
            if pair is None:
                return None
            key, node = pair
        return key, node, flow

    def _expand(self, done: Path, pattern: Path) -> Iterator[Path]:
        if "*" not in pattern:
            if self._find((*done, *pattern)):
                yield (*done, *pattern)
            return
        here = (*done, *pattern[: pattern.index("*")])
        found = self._find(here)
        items = found[1].value if found and isinstance(found[1], yaml.SequenceNode) else []
        for number in range(len(items)):
            yield from self._expand((*here, number), pattern[pattern.index("*") + 1 :])


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    return None
