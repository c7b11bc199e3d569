"""The log of rule changes: what a comparison found, as records with a reason, kept beside the rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from helpers.findings import Findings
from helpers.handoff import RISKY, replace_file
from helpers.raw.rule_changes import COLUMNS, RENAMED, read_rule_changes
from helpers.raw.tables import empty_table
from helpers.text.workbench.comparing import SAME, Comparison


def build_rule_changes(
    comparison: Comparison, rules: str, *, reason: str = "", decided_by: str = "", date: dt.date | None = None
) -> pd.DataFrame:
    """df_by_rule_change of a comparison: one row a code whose rule was changed; a code renamed and changed has two.

    `rules`: the rule file without its ending (themes_answers). Columns as of `read_rule_changes`; `before` and `after`
    are the conditions on one line, `newly` and `lost` count answers.
    """
    about = {"date": date, "rules": rules, "reason": reason or None, "decided_by": decided_by or None}
    records = []
    for row in comparison.by_code.itertuples(index=False):
        former = comparison.previous.get(row.code, row.code)
        conditions = comparison.before.conditions.get(former), comparison.after.conditions.get(row.code)
        before, after = (None if text is None else " ".join(text.split()) for text in conditions)
        for change in [] if row.status == SAME else row.status.split("・"):
            told = {} if change == RENAMED else {"before": before, "after": after}
            counts = (
                {"newly": row.newly, "lost": row.lost} if change != RENAMED or row.status == RENAMED else {}
            )
            previous = {"previous": former} if change == RENAMED else {}
            records.append(about | {"code": row.code, "change": change} | previous | told | counts)
    frame = pd.DataFrame(records, columns=list(COLUMNS)).astype(empty_table("rule_changes").dtypes)
    frame.index = pd.Index(range(2, 2 + len(frame)), name="row", dtype="int64")
    return frame


def add_rule_changes(changes: pd.DataFrame, shared: Path) -> int:
    """Add the rows to rule_changes.csv in `shared` (UTF-8 with BOM) and say how many; what stands there is not repeated.

    Raises ExportError when the file cannot be written, and RawInputError when what is there cannot be read.
    """
    findings = Findings()
    known = read_rule_changes(shared, findings)
    findings.stop_if_fatal("rule_changes.csv が読めないため、加えられません。")
    rows = [_plain(row) for row in known.to_dict("records")]
    new = [row for row in dict.fromkeys(map(_plain, changes.to_dict("records"))) if row not in set(rows)]
    if new:
        frame = pd.DataFrame([*rows, *new], columns=list(COLUMNS))
        replace_file(shared / "rule_changes.csv", "\ufeff" + frame.to_csv(index=False, lineterminator="\n"))
    return len(new)


def _plain(row: dict) -> tuple[str, ...]:
    texts = ("" if pd.isna(row[name]) else str(row[name]) for name in COLUMNS)
    return tuple(f"'{text}" if text.startswith(RISKY) else text for text in texts)
