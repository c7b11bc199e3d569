"""05: how the questions of every year correspond, what changed in them, what was decided and by whom."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from helpers.dates import fiscal_year_label
from helpers.sections.changes import NONE
from helpers.sections.years_base import Comparison
from helpers.tables import render_rows
from helpers.years.history import list_history
from helpers.years.links import ADDED, CONDITIONAL, DRAFT, DROPPED, NO, WHOLE, YES
from helpers.years.rules import RULE

VERDICTS = {YES: "比べる", CONDITIONAL: "条件付きで比べる", NO: "比べない"}
LABELS = ("年度", "調査・設問", "変わったこと", "前の年度", "後の年度", "判断", "確認")
TO_CONFIRM = f"{DRAFT}要確認"


def build_history(c: Comparison) -> Markup:
    """One row a question that changed in a step: both wordings, the decision with its reason, who confirmed it."""
    history = list_history(c.chain)
    if history.empty:
        return Markup("<p>設問、選択肢、調査対象に、年度間の変更はない。</p>")
    table = render_rows(LABELS, [_row(row) for row in history.itertuples()], (12, 10, 16, 16, 19, 19, 8))
    notes = [RULE, "記載のない設問は、どの年度も同じように尋ねている。"]
    if history["draft"].any():
        notes.append(f"{DRAFT}は、プログラムの案のままで、分析者がまだ確かめていないもの。")
    source = "各年度の調査票（survey.yaml）、設問の対応表（correspondence.csv）"
    return c.figure("table", "history", f"設問の対応と変更の履歴（{c.span}）", table, source, notes)


def _row(row: Any) -> tuple[str, ...]:
    span = f"{fiscal_year_label(row.before)}\n→{fiscal_year_label(row.after)}"
    decided = "" if row.status in (ADDED, DROPPED) else VERDICTS[row.comparable]
    reason = row.reason if row.confirmed_by and row.reason != row.what else ""
    texts = [f"{row.text_after or NONE}", _choices(row.choices)]
    return (
        span, _where(row), row.what or NONE, row.text_before or NONE, "\n".join(filter(None, texts)),
        "\n".join(filter(None, (decided, reason, row.note))) or NONE,
        row.confirmed_by or (TO_CONFIRM if row.draft else NONE),
    )  # fmt: skip


def _where(row: Any) -> str:
    if row.question == WHOLE:
        return f"{row.title}\n（調査全体）"
    name = row.question or row.previous_question
    moved = row.question and row.previous_question and row.question != row.previous_question
    return f"{row.title} " + (f"{row.previous_question}→{row.question}" if moved else name)


def _choices(text: str) -> str:
    """The pairs that do not go by the same label, as the analyst wrote them: left this year, right the year before."""
    return f"選択肢の対応（後 ← 前）：\n{text}" if text else ""
