"""What a person has allowed, with a reason, on record: beside the document, or in a comment inside it.

`report.proofread.yaml` beside `report.docx`:

    - rule: weekday
      quote: 2024年2月9日（火）
      reason: 原文のまま引用した
      decided_by: 山田
      date: 2024-03-31

A record without reason, person or date allows nothing; one that meets no finding any more is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.findings import Findings
from helpers.proofread.document import Document, Span
from helpers.proofread.folded import fold
from helpers.proofread.found import Found, Passage
from helpers.raw.yaml_lines import parse_yaml

SUFFIX = ".proofread.yaml"
KEYS = ("rule", "quote", "place", "reason", "decided_by", "date")
STALE, INVALID = "stale-record", "invalid-record"
EVERYWHERE = "*"  # as quotation: all findings of a rule of style in the document


def find_records(path: Path) -> Path | None:
    """The file of records of a document: `report.docx.proofread.yaml`, else `report.proofread.yaml`."""
    own = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((file for file in own if file.is_file()), None)


def read_records(path: Path, file: str) -> list[dict]:
    """The records as they stand, each with its `line` and `file`; what cannot be read is a record with `fault`."""
    findings = Findings()
    given, lines = parse_yaml(path.read_text(encoding="utf-8-sig"), file, findings)
    faults = [{"fault": item.message, "line": item.place.row or 1, "file": file} for item in findings.items]
    if given is None:
        return faults
    if not isinstance(given, list):
        return [*faults, {"fault": "「- rule: …」の並びで書いてください。", "line": 1, "file": file}]
    return faults + [
        {
            **(item if isinstance(item, dict) else {"fault": "「rule: …」の形で書いてください。"}),
            "line": lines.get((number,), 1),
            "file": file,
        }
        for number, item in enumerate(given)
    ]


def suppress(
    found: Sequence[Found], document: Document, known: Collection[str], ran: Collection[str]
) -> list[Found]:
    """The findings, those allowed marked with their record; and one for each record that is wrong or meets nothing.

    `known` are the ids of all rules, `ran` those that were run: a record of another one cannot be stale.
    """
    kept = list(found)
    for record in (*document.properties.get("records", ()), *document.properties.get("allowed", ())):
        fault = record.get("fault") or _fault(record, known)
        if fault:
            kept.append(_tell(INVALID, record, document, f"校閲の記録が使えません。{fault}", _REMEDY))
            continue
        met = [number for number, item in enumerate(kept) if _allows(record, item, document)]
        for number in met:
            kept[number] = replace(kept[number], suppressed=_said(record))
        if not met and record["rule"] in ran:
            message = f"校閲の記録（{record['rule']}）に当たる指摘がもうありません。"
            kept.append(
                _tell(STALE, record, document, message, "記録を消すか、引用を今の文に合わせてください。")
            )
    return kept


_REMEDY = "rule、quote か place、reason、decided_by、date を書いてください。"


def _fault(record: dict, known: Collection[str]) -> str:
    rule = record.get("rule")
    if rule not in known:
        return f"規則「{rule}」はありません。"
    if not str(record.get("reason") or "").strip():
        return "理由（reason）がありません。"
    return "" if "decided_by" not in record and "file" not in record else _fault_of_file(record)


def _fault_of_file(record: dict) -> str:
    unknown = [key for key in record if key not in (*KEYS, "line", "file")]
    if unknown:
        return f"項目「{unknown[0]}」はありません。書けるのは {'、'.join(KEYS)} です。"
    if not record.get("quote") and not record.get("place"):
        return "指摘の引用（quote）か行（place）がありません。"
    if not str(record.get("decided_by") or "").strip():
        return "決めた人（decided_by）がありません。"
    return (
        ""
        if isinstance(record.get("date"), dt.date)
        else f"日付（date）が 2024-03-31 の形ではありません（{record.get('date')}）。"
    )


def _allows(record: dict, item: Found, document: Document) -> bool:
    if item.rule != record["rule"]:
        return False
    if "file" not in record:
        return _is_beside(record["line"], item, document)
    quote, place = record.get("quote"), record.get("place")
    if quote == EVERYWHERE:
        return item.severity == "style" and place is None
    named = quote is None or fold(str(quote)).text in fold(_passage(item, document)).text
    return named and (place is None or str(place) in (str(item.line), f"{item.line}:{item.column}"))


def _passage(item: Found, document: Document) -> str:
    """The whole passage, which `quote` may cut."""
    if not item.at.quote:
        return ""
    return document.blocks[item.at.span.block].text[item.at.span.start : item.at.span.end]


def _is_beside(line: int, item: Found, document: Document) -> bool:
    """A comment holds for the block in which it stands, and for the next one."""
    if not item.at.quote:
        return False
    block = document.blocks[item.at.span.block]
    before = document.blocks[item.at.span.block - 1] if item.at.span.block else None
    lines = [anchor.line for anchor in block.anchors]
    follows = lines[0] > line and (before is None or before.anchors[-1].line <= line)
    return lines[0] <= line <= lines[-1] or follows


def _said(record: dict) -> dict:
    said = {key: str(record[key]) for key in ("reason", "decided_by", "date") if record.get(key)}
    return {
        **said,
        "record": f"{record['file']}:{record['line']}"
        if "file" in record
        else f"コメント（{record['line']}行）",
    }


def _tell(rule: str, record: dict, document: Document, message: str, suggestion: str) -> Found:
    at = Passage(
        record.get("file", document.file), record["line"], 1, str(record.get("quote") or ""), Span(0, 0, 0)
    )
    return Found(rule, "warning", at, (), message, suggestion)
