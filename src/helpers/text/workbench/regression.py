"""Decisions as a test of changed rules: where the rules went against people before, and where they do now."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from helpers.raw.codings import settle_codings
from helpers.text.workbench import look
from helpers.text.workbench.accuracy import list_mistakes
from helpers.text.workbench.coders import WHOLE
from helpers.text.workbench.comparing import Comparison

PARTS = {"wrong": "余計に当たる", "missed": "拾い落とす"}


def count_mistakes(comparison: Comparison, codings: pd.DataFrame) -> pd.DataFrame:
    """What settled decisions say of both sets of rules; codes without a decision are left out.

        df_by_code (one row a code of the later rules; the last: all together, code 全体)
        code   | decided | wrong_before | wrong_after | missed_before | missed_after   (answers, int64)
        居場所 | 40      | 3            | 1           | 2             | 2

    `wrong`: the rule takes the answer, people say 非該当; `missed`: people say 該当, the rule does not take it.
    """
    settled = settle_codings(codings.dropna(subset=["remark", "code", "coder", "decision"]))
    codes = [code for code in comparison.after.names if (settled["code"] == code).any()]
    counts = {"decided": settled["code"].value_counts().reindex(codes, fill_value=0)}
    former = pd.concat([comparison.kept, comparison.lost], ignore_index=True)
    for when, frame in (("before", former), ("after", comparison.coded)):
        for part, mistakes in zip(PARTS, list_mistakes(frame, codings, codes=codes), strict=True):
            counts[f"{part}_{when}"] = mistakes["code"].value_counts().reindex(codes, fill_value=0)
    order = ["decided", *(f"{part}_{when}" for part in PARTS for when in ("before", "after"))]
    table = pd.DataFrame({name: counts[name].to_numpy(dtype="int64") for name in order})
    table.insert(0, "code", pd.Series(codes, dtype="str"))
    whole = pd.DataFrame([{"code": WHOLE, **table[order].sum().to_dict()}])
    return pd.concat([table, whole], ignore_index=True).astype(
        {"code": "str"} | dict.fromkeys(order, "int64")
    )


def render_mistakes(comparison: Comparison, codings: pd.DataFrame) -> Iterator[Markup]:
    """The section of the workbench; nothing without decisions."""
    table = count_mistakes(comparison, codings)
    if not table["decided"].iloc[-1]:
        return
    whole, changed = table.iloc[-1], comparison.changed
    before, after = (int(whole[f"wrong_{when}"] + whole[f"missed_{when}"]) for when in ("before", "after"))
    yield look.heading("人の判断との食い違い" + ("（保存版 → 変更後）" if changed else ""))
    said = f"{before:,}件から{after:,}件になった" if changed else f"{after:,}件"
    yield look.paragraph(f"記録された判断{whole['decided']:,}のうち、ルールと食い違うのは{said}。", "lead")
    times = {"before": "：前", "after": "：後"} if changed else {"after": ""}
    head = ["コード", "判断", *(f"{label}{when}" for label in PARTS.values() for when in times.values())]
    names = [f"{part}_{when}" for part in PARTS for when in times]
    rows = [[row["code"], row["decided"], *(row[name] for name in names)] for row in table.to_dict("records")]
    kinds = ["whole" if row[0] == WHOLE else "changed" if row[0] in changed else "" for row in rows]
    yield look.table(head, rows, kinds)
    yield look.read(
        "人が決めた回答（codings.csv）でルールを確かめる。「余計に当たる」は人が非該当とした回答にルールが当たる数、「拾い落とす」はその逆。"
        "ルールを変えて増えたなら、よくなっていない。報告では人の判断がルールに優先する。"
    )
