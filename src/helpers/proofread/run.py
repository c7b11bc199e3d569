"""Run the rules over a document.

Document -> rules -> Remark -> Found (with place and quotation), sorted; what is allowed on record is marked.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from helpers.proofread import rules as rules_package
from helpers.proofread.document import Document, Span
from helpers.proofread.found import Found, Passage, locate
from helpers.proofread.held.model import Held
from helpers.proofread.reading import document_of_text
from helpers.proofread.reading.markdown import read_markdown
from helpers.proofread.registry import RULES, SEVERITIES, Context, Remark, Rule
from helpers.proofread.suppress import suppress

FAILED = "rule-failed"
ORDER = {severity: number for number, severity in enumerate(SEVERITIES)}


@cache
def load_rules() -> dict[str, Rule]:
    """Rule id -> Rule of every module in helpers.proofread.rules, errors first, then by id."""
    modules = pkgutil.walk_packages(rules_package.__path__, f"{rules_package.__name__}.")
    for name in sorted(module.name for module in modules):
        importlib.import_module(name)
    return dict(sorted(RULES.items(), key=lambda item: (ORDER[item[1].severity], item[0])))


def proofread(
    document: Document,
    terms: dict[str, str] | None = None,
    held: Held | None = None,
    only: Collection[str] | None = None,
) -> list[Found]:
    """What the rules (`only` those, else all) find: errors, warnings, style, each in the order of the document.

    `held` is what a case holds of facts: without it the rules held-* have nothing to say.
    Records in `document.properties` mark what a person has allowed (`Found.suppressed`; helpers.proofread.suppress).
    A rule that breaks down is itself a finding (`rule-failed`, warning) and stops nothing.
    """
    rules = load_rules()
    context = Context(document, terms, held)
    chosen = [rule for id, rule in rules.items() if only is None or id in only]
    found = [item for rule in chosen for item in _run(rule, document, context)]
    return sort_found(suppress(merge_found(found), document, rules, [rule.id for rule in chosen]))


def merge_found(found: Iterable[Found]) -> list[Found]:
    """Of the same finding twice one is kept, with the related places of both."""
    merged: dict[tuple, Found] = {}
    for item in found:
        key = (item.rule, item.at, item.message)
        if first := merged.get(key):
            item = replace(first, related=tuple(dict.fromkeys((*first.related, *item.related))))
        merged[key] = item
    return list(merged.values())


def sort_found(found: Iterable[Found]) -> list[Found]:
    """By severity, then place, then rule."""
    return sorted(found, key=_order)


def _order(item: Found) -> tuple:
    span = item.at.span
    return ORDER[item.severity], span.block, span.start, item.rule, span.end, item.message, str(item.at)


def _run(rule: Rule, document: Document, context: Context) -> Iterator[Found]:
    """A generator that breaks down half way has given what it gave."""
    try:
        for remark in rule.check(document, context):
            yield build_found(rule, remark, document)
    except Exception as error:
        said = f"{type(error).__name__}：{error}"
        message = f"規則「{rule.id}」が途中で止まりました（{said}）。この規則の指摘は揃っていません。"
        at = Passage(document.file, 1, 1, "", Span(0, 0, 0))
        yield Found(FAILED, "warning", at, (), message, "文書とともに、開発者に知らせてください。")


def build_found(rule: Rule, remark: Remark, document: Document) -> Found:
    related = dict.fromkeys(locate(document, span) for span in remark.related if span != remark.at)
    severity = remark.severity or rule.severity
    at = locate(document, remark.at)
    return Found(rule.id, severity, at, (*related, *remark.held), remark.message, remark.suggestion)


def told(
    rule_id: str,
    text: str,
    fiscal_year: int | None = None,
    terms: dict[str, str] | None = None,
    held: Held | None = None,
    as_markdown: bool = False,
) -> list[str]:
    """The messages of one rule on a text (or on Markdown, which has tables): what doctests of rules call.

    Raises KeyError for an unknown rule; an error inside the rule is raised, not told.
    """
    read = read_markdown if as_markdown else document_of_text
    document = read(text, "", fiscal_year)
    rule = RULES[rule_id] if rule_id in RULES else load_rules()[rule_id]
    remarks = rule.check(document, Context(document, terms, held))
    return [item.message for item in sort_found(merge_found(build_found(rule, r, document) for r in remarks))]
