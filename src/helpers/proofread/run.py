"""Run the rules over a document.

Document -> rules -> Remark -> Found (with place and quotation), sorted; records of what is allowed are marked on it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

from helpers.proofread import rules as rules_package
from helpers.proofread.document import Document, Span
from helpers.proofread.registry import RULES, SEVERITIES, Context, Remark, Rule, Severity

QUOTED = 120  # characters of a quotation; longer ones are cut
FAILED = "rule-failed"
ORDER = {severity: number for number, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True)
class Passage:
    """A place with what stands there; `span` leads into the document."""

    path: str
    line: int
    column: int
    quote: str
    span: Span = field(compare=False, repr=False)

    def to_dict(self) -> dict:
        return {"path": self.path, "line": self.line, "column": self.column, "quote": self.quote}


@dataclass(frozen=True)
class Found:
    """One finding: what a rule says of a passage (`at`), held against others (`related`).

    `suppressed` is None, or the record that allows it: {"reason", "decided_by", "date", "record"}.
    """

    rule: str
    severity: Severity
    at: Passage
    related: tuple[Passage, ...]
    message: str
    suggestion: str = ""
    suppressed: dict | None = None

    @property
    def path(self) -> str:
        return self.at.path

    @property
    def line(self) -> int:
        return self.at.line

    @property
    def column(self) -> int:
        return self.at.column

    @property
    def quote(self) -> str:
        return self.at.quote

    def to_dict(self) -> dict:
        """{rule, severity, path, line, column, quote, related, message, suggestion}, and `suppressed` if it is."""
        told = {"rule": self.rule, "severity": self.severity, **self.at.to_dict()}
        told |= {"related": [passage.to_dict() for passage in self.related]}
        told |= {"message": self.message, "suggestion": self.suggestion}
        return told if self.suppressed is None else {**told, "suppressed": self.suppressed}


@cache
def load_rules() -> dict[str, Rule]:
    """Rule id -> Rule of every module in helpers.proofread.rules, errors first, then by id."""
    for module in sorted(
        info.name for info in pkgutil.walk_packages(rules_package.__path__, f"{rules_package.__name__}.")
    ):
        importlib.import_module(module)
    return dict(sorted(RULES.items(), key=lambda item: (ORDER[item[1].severity], item[0])))


def proofread(
    document: Document,
    terms: dict[str, str] | None = None,
    facts: object | None = None,
    only: Collection[str] | None = None,
) -> list[Found]:
    """What the rules (`only` those, else all) find: errors, warnings, style, each in the order of the document.

    A rule that breaks down is itself a finding (`rule-failed`, warning) and stops nothing.
    """
    context = Context(document, terms, facts)
    chosen = [rule for id, rule in load_rules().items() if only is None or id in only]
    found = [item for rule in chosen for item in _run(rule, document, context)]
    return sort_found(found)


def sort_found(found: list[Found]) -> list[Found]:
    """By severity, then place, then rule; of the same finding twice one is kept, with the related places of both."""
    merged: dict[tuple, Found] = {}
    for item in found:
        key = (item.rule, item.at, item.message)
        if key in merged:
            related = tuple(dict.fromkeys((*merged[key].related, *item.related)))
            item = Found(*key[:1], item.severity, item.at, related, item.message, merged[key].suggestion)
        merged[key] = item
    return sorted(merged.values(), key=_order)


def _order(item: Found) -> tuple:
    return (
        ORDER[item.severity],
        item.at.span.block,
        item.at.span.start,
        item.rule,
        item.at.span.end,
        item.message,
    )


def _run(rule: Rule, document: Document, context: Context) -> Iterator[Found]:
    """A generator that breaks down half way has given what it gave."""
    try:
        for remark in rule.check(document, context):
            yield build_found(rule, remark, document)
    except Exception as error:
        message = f"規則「{rule.id}」が途中で止まりました（{type(error).__name__}：{error}）。この規則の指摘は揃っていません。"
        at = Passage(document.file, 1, 1, "", Span(0, 0, 0))
        yield Found(FAILED, "warning", at, (), message, "文書とともに、開発者に知らせてください。")


def build_found(rule: Rule, remark: Remark, document: Document) -> Found:
    related = tuple(dict.fromkeys(locate(document, span) for span in remark.related if span != remark.at))
    severity = remark.severity or rule.severity
    return Found(rule.id, severity, locate(document, remark.at), related, remark.message, remark.suggestion)


def locate(document: Document, span: Span) -> Passage:
    """The place and words of a span; blanks at its ends are left out of the quotation."""
    block = document.blocks[span.block]
    text = block.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    line, column = block.place(start)
    path = f"{block.file or document.file} {block.anchor(start).where}".strip()
    quote = text.strip()
    return Passage(path, line, column, quote if len(quote) <= QUOTED else quote[: QUOTED - 1] + "…", span)


def told(
    rule_id: str, text: str, fiscal_year: int | None = None, terms: dict[str, str] | None = None
) -> list[str]:
    """The messages of one rule on a text: what doctests of rules call.

    Raises KeyError for an unknown rule; an error inside the rule is raised, not told.
    """
    from helpers.proofread.reading import document_of_text

    document = document_of_text(text, fiscal_year=fiscal_year)
    rule = RULES[rule_id] if rule_id in RULES else load_rules()[rule_id]
    remarks = list(rule.check(document, Context(document, terms)))
    return [item.message for item in sort_found([build_found(rule, remark, document) for remark in remarks])]
