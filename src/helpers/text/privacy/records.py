"""The records of disclosure.csv: read, grouped by remark, and checked against what stands in the remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from helpers.findings import Findings
from helpers.raw.disclosure import EVERY_REMARK, KEEP, MASK, WHOLE_TEXT, disclosure_place
from helpers.text.privacy.folding import fold, fold_word
from helpers.text.privacy.masking import Decision


class Record(NamedTuple):
    """A complete row of disclosure.csv; `word` is `surface` in the spelling of fold_word."""

    row: int
    remark: str
    word: str
    surface: str
    decision: Decision


class Fault(NamedTuple):
    """Why a record does nothing; `column` of disclosure.csv is to be looked at."""

    rule: str
    severity: str
    column: str
    message: str
    remedy: str


UNKNOWN = Fault(
    "unknown-disclosure",
    "error",
    "remark",
    "発言の id がありません。この判断は使われていません。",
    "id を直すか、行を消してください。",
)
STALE = Fault(
    "stale-disclosure",
    "warning",
    "surface",
    "この語は本文にありません（本文が変わったか、書き違い）。",
    "本文のとおりに直すか、行を消してください。",
)
NEEDLESS = Fault(
    "needless-disclosure",
    "info",
    "surface",
    "この語は伏せる対象になっていません。この判断は要りません。",
    "見つけた語の一覧にある書き方と範囲に合わせるか、行を消してください。",
)


def read_records(records: pd.DataFrame | None, findings: Findings) -> list[Record]:
    """Complete records; of one word in one remark decided twice and differently the masking one counts."""
    known: dict[tuple[str, str], Record] = {}
    for row, cells in [] if records is None else records.astype(object).where(records.notna(), "").iterrows():
        remark, surface = str(cells["remark"]).strip(), str(cells["surface"]).strip()
        decision, reason, who = (str(cells[name]).strip() for name in ("decision", "reason", "decided_by"))
        if not (remark and surface and decision and reason and who):
            continue  # the reader has told which cell is missing
        if surface == WHOLE_TEXT and decision == KEEP:
            message, remedy = "「全文」を「そのまま」にはできません。", "公開する語を一つずつ書いてください。"
            findings.add(
                "disclosure-whole",
                "error",
                disclosure_place(row, "surface"),
                message,
                given=remark,
                remedy=remedy,
            )
            continue
        word = WHOLE_TEXT if surface == WHOLE_TEXT else fold_word(surface)
        record = Record(row, remark, word, surface, Decision(decision, f"{reason}（{who}）"))
        before = known.get((remark, word))
        if before and before.decision.decision != decision:
            message = f"同じ語について {before.row}行目と違う判断があります。伏せます。"
            findings.add(
                "disclosure-conflict",
                "error",
                disclosure_place(row, "decision"),
                message,
                given=surface,
                remedy="どちらかを消してください。",
            )
        if before is None or decision == MASK:
            known[remark, word] = record
    return list(known.values())


def group_by_remark(records: Iterable[Record]) -> dict[str, dict[str, Decision]]:
    decisions: dict[str, dict[str, Decision]] = {}
    for record in records:
        decisions.setdefault(record.remark, {})[record.word] = record.decision
    return decisions


def check_records(
    records: Sequence[Record], texts: Mapping[str, str], found: Iterable, ids: list[str], findings: Findings
) -> None:
    """Findings for records that meet nothing: an unknown remark, a word that no longer stands there, nothing to keep."""
    if not records:
        return
    folded = {remark: fold(text).text for remark, text in texts.items()}
    words = {remark: {fold_word(one.surface) for one in own} for remark, own in zip(ids, found, strict=True)}
    for record in records:
        fault = _find_fault(record, folded, words)
        if fault:
            place = disclosure_place(record.row, fault.column)
            given = getattr(record, fault.column)
            findings.add(fault.rule, fault.severity, place, fault.message, given=given, remedy=fault.remedy)


def _find_fault(record: Record, folded: Mapping[str, str], words: Mapping[str, set[str]]) -> Fault | None:
    everywhere = record.remark == EVERY_REMARK
    if not everywhere and record.remark not in folded:
        return UNKNOWN
    if record.word == WHOLE_TEXT:
        return None
    own = folded.values() if everywhere else [folded[record.remark]]
    if not any(record.word in text for text in own):
        return STALE
    places = words.values() if everywhere else [words[record.remark]]
    is_needed = record.decision.decision != KEEP or any(record.word in known for known in places)
    return None if is_needed else NEEDLESS
