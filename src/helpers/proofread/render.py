"""Findings as text for a console, as JSON, and the list of rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from helpers.proofread.checked import Checked, describe_counts
from helpers.proofread.found import Found, Passage
from helpers.proofread.registry import SEVERITIES, Rule

PLACES = 8  # places of a finding of style that are listed


def render_json(results: Sequence[Checked]) -> str:
    """A list of findings, file by file: errors, warnings, style; UTF-8, one blank a level."""
    told = [item.to_dict() for result in results for item in result.found]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def render_text(results: Sequence[Checked]) -> str:
    """Errors and warnings one by one with the places they are held against, style grouped and counted, then the sum."""
    lines = [line for result in results for line in _render_result(result, len(results) > 1)]
    return "\n".join([*lines, f"指摘：{describe_counts(results)}"]) + "\n"


def _render_result(result: Checked, several: bool) -> Iterator[str]:
    if several:
        yield f"{result.document.file}（{result.document.characters:,}字）：{describe_counts([result])}"
    for severity in ("error", "warning"):
        for item in result.of(severity):
            yield from _render_found(item)
    for same in group_style(result.of("style")):
        yield _render_style(same)
    if result.open:
        yield ""


def _render_found(item: Found) -> Iterator[str]:
    yield f"{item.at}: {SEVERITIES[item.severity]} [{item.rule}] {item.message}"
    if item.quote:
        yield f"    記載　「{one_line(item.quote)}」"
    for passage in item.related:
        yield f"    {_place(passage, item.at)}　「{one_line(passage.quote)}」"
    if item.suggestion:
        yield f"    対応　{item.suggestion}"


def _place(passage: Passage, beside: Passage) -> str:
    line = f"{passage.line}行" if passage.line else ""
    return line if passage.path == beside.path and passage.span else f"{passage.path} {line}".strip()


def group_style(found: Iterable[Found]) -> list[list[Found]]:
    """Findings of one rule with one message together, the most frequent first."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for item in found:
        groups.setdefault((item.rule, item.message), []).append(item)
    return sorted(groups.values(), key=lambda same: -len(same))


def _render_style(same: Sequence[Found]) -> str:
    places = "、".join(f"{item.line}行「{one_line(item.quote)}」" for item in same[:PLACES])
    more = f" ほか{len(same) - PLACES}か所" if len(same) > PLACES else ""
    first = same[0]
    return f"{first.at}: 表記 [{first.rule}] {first.message}（{len(same)}か所：{places}{more}）"


def one_line(text: str) -> str:
    """
    >>> one_line("全体的な\\n方針")
    '全体的な 方針'
    """
    return " ".join(text.split("\n"))


def render_rules(rules: Iterable[Rule]) -> str:
    """id, severity, title, source and measured precision of each rule, one a paragraph."""
    return (
        "\n".join(
            f"{rule.id}（{SEVERITIES[rule.severity]}）{rule.title}\n    根拠　{rule.source}\n    精度　{rule.precision or '未測定'}"
            for rule in rules
        )
        + "\n"
    )


def rules_json(rules: Iterable[Rule]) -> str:
    told = [
        {
            "id": rule.id,
            "severity": rule.severity,
            "title": rule.title,
            "source": rule.source,
            "precision": rule.precision,
        }
        for rule in rules
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
