"""Part 7.3: the publicity material in detail, and where it was distributed."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.ledger import delivered, is_known
from helpers.sections.base import Materials, missing, stack
from helpers.sections.projects import render_detail_table
from helpers.sections.slots import render_slot
from helpers.sections.writing import render_chapter
from helpers.tables import Cell, render_form


def build_publicity(m: Materials) -> Markup:
    reading = [render_chapter(m, "publicity")] if "publicity" in m.raw.chapters else []
    return stack(
        render_detail_table(m, "publicity"), *reading, render_slot(m, "support_list"), _distribution(m)
    )


def _distribution(m: Materials) -> Markup:
    """配布先 | 配布部数 with a subtotal a group and the total, all computed from the rows."""
    held = delivered(m.raw)
    if not len(held):
        return missing("配布先リスト")
    numbered = held.assign(number=range(1, len(held) + 1))
    rows = [row for group, frame in numbered.groupby("group", sort=False) for row in _group(m, group, frame)]
    rows.append(_sum(m, "合計", "distribution.total"))
    table = render_form(rows, (16, 7, 47, 14, 16), ("区分", "No.", "配布先", "か所数", "配布部数（部）"))
    return m.figure(
        "table",
        "distribution",
        "リーフレットの配布先リスト",
        table,
        f"{m.name}資料より作成",
        ["空欄は、か所数の記載がないもの。"],
    )


def _group(m: Materials, group: str, frame: pd.DataFrame) -> list[list[Cell]]:
    rows = [
        [
            Cell(str(row.number)),
            Cell(row.place),
            Cell(f"{row.sites}か所" if is_known(row.sites) else "", numeric=True),
            Cell(row.copies if is_known(row.copies) else "（不明）", numeric=True),
        ]
        for row in frame.itertuples()
    ]
    rows[0].insert(0, Cell(group, head=True, rows=len(frame)))
    return [*rows, _sum(m, f"小計（{group}）", f"distribution.{group}")]


def _sum(m: Materials, label: str, name: str) -> list[Cell]:
    return [
        Cell(label, head=True, columns=4),
        Cell(m.facts.show(name, "値") if name in m.facts.facts else "（不明）", numeric=True),
    ]
