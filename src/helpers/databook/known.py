"""What the codebook and the set itself say about the texts in a set: names that are no figures, codes, definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpers.databook.plain import one_line
from helpers.databook.written import Written


@dataclass(frozen=True)
class Known:
    """`labels`: texts of codebook and code table, which may read like figures (5,000円) or lists. `choices`: labels by
    question. `columns`: (table, column) -> its row of definitions. `codes`: (variable, question) -> codes."""

    labels: frozenset[str]
    texts: frozenset[str]
    choices: dict[str, list[str]]
    columns: dict[tuple[str, str], dict[str, str]]
    codes: dict[tuple[str, str], dict[str, str]]
    symbols: frozenset[str]
    about: dict[str, str]


def build_known(written: Written, codebook: Mapping | None) -> Known:
    questions = list((codebook or {}).get("questions", []))
    rows = list(_records(written, "codes"))
    codes: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        codes.setdefault((row.get("variable", ""), row.get("question", "")), {})[row.get("code", "")] = (
            row.get("label", "")
        )
    texts = {
        text
        for row in _records(written, "questions")
        for text in (
            row.get("question_text", ""),
            row.get("item", ""),
            row.get("base_condition", ""),
            row.get("source", ""),
        )
    }
    texts |= {str(question.get("text") or "") for question in questions}
    labels = {row.get("label", "") for row in rows} | set(_labels(questions))
    return Known(
        labels=frozenset(map(one_line, labels)),
        texts=frozenset(map(one_line, texts)),
        choices={str(q.get("id")): [one_line(c) for c in q.get("choices") or []] for q in questions},
        columns={
            (r.get("table_name", ""), r.get("column_name", "")): r for r in _records(written, "columns")
        },
        codes=codes,
        symbols=frozenset(_symbols(written)),
        about={row.get("item", ""): row.get("value", "") for row in _records(written, "about")},
    )


def _records(written: Written, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries of texts; nothing where the table is missing."""
    table = written.find(name)
    if table:
        for row in table.rows[1:]:
            yield dict(zip(map(str, table.header), map(str, row), strict=False))


def _labels(questions: list[Mapping]) -> Iterator[str]:
    for question in questions:
        for key in ("choices", "nets", "bands", "items"):
            yield from map(str, question.get(key) or [])
        yield from (str(question.get(key)) for key in ("item", "other", "unit") if question.get(key))


def _symbols(written: Written) -> Iterator[str]:
    for row in _records(written, "symbols"):
        yield from (row.get("symbol", ""), row.get("label", ""))
