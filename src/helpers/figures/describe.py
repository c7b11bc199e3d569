"""Labels and alternative texts, written from the numbers alone: what the eye sees is what the ear hears."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.figures.lettering import one_line
from helpers.numerals import number_text
from helpers.raw.model import SUPPRESSED
from helpers.tabulate import UNKNOWN_BASE

NOBODY = "-"
SMALL_BASE, SMALL_BASE_NOTE = 30, "n<30のため参考値"


def share_text(percent: float) -> str:
    """A published percentage as it was published: 72.0 -> 72%, 95.2 -> 95.2%."""
    return f"{number_text(float(percent), 0 if float(percent).is_integer() else 1)}%"


def label_choice(row: Any) -> str:
    """45.2%（28）; without n 45.2%; nobody `-`; neither n nor percent 秘匿."""
    if pd.notna(row.n) and row.n == 0:
        return NOBODY
    if pd.isna(row.percent):
        return SUPPRESSED
    if pd.isna(row.n):
        return share_text(row.percent)
    if isinstance(row.n, float):  # a sum of weights is no number of respondents
        return f"{number_text(float(row.percent))}%"
    return f"{number_text(float(row.percent))}%（{number_text(int(row.n))}）"


def label_share(row: Any) -> str:
    """72%（n 不明）; with a known base 72%（n=79）."""
    return f"{share_text(row.percent)}（{_base_of(row.base)}）"


def _base_of(base: Any) -> str:
    return UNKNOWN_BASE if pd.isna(base) else f"n={number_text(int(base))}"


def base_notes(df: pd.DataFrame, base_label: str | None = None) -> list[str]:
    """[n=62], then 参考値 below 30 and 合成データ if the frame says so; `base_label` replaces n=62.

    n are respondents, also where shares are weighted.
    """
    asked = df["base_unweighted"].dropna() if "base_unweighted" in df else df["base"]
    bases = asked if len(asked) else df["base"].dropna()
    small = len(bases) > 0 and int(bases.iloc[0]) < SMALL_BASE
    label = base_label or _base_of(bases.iloc[0] if len(bases) else pd.NA)
    synthetic = "synthetic" in df and bool(df["synthetic"].any())
    notes = [label, SMALL_BASE_NOTE] if small else [label]
    return [*notes, "合成データ"] if synthetic else notes


def _join(title: str, kind: str, items: list[str], notes: list[str]) -> str:
    sentences = [one_line(title).rstrip("。"), kind, "、".join(items) or "該当なし", *notes]
    return "。".join(sentence for sentence in sentences if sentence) + "。"


def describe_choices(
    df: pd.DataFrame, title: str = "", base_label: str | None = None, kind: str = "横棒グラフ"
) -> str:
    """横棒グラフ。NPO法人 29.0%（18）、…。n=62。 `df`: choice, n, percent, base, in the order shown."""
    items = [f"{one_line(row.choice)} {label_choice(row)}" for row in df.itertuples()]
    return _join(title, kind, items, base_notes(df, base_label))


def describe_shares(df: pd.DataFrame, title: str = "") -> str:
    """横棒グラフ（互いに独立した割合）。… 72%（n 不明）。 `df`: choice, percent, base."""
    items = [f"{one_line(row.choice)} {label_share(row)}" for row in df.itertuples()]
    return _join(title, "横棒グラフ（互いに独立した割合）", items, [])


def describe_terms(df: pd.DataFrame, title: str = "") -> str:
    """横棒グラフ。居場所 12回（8文書）、…。 `df`: term, term_frequency, document_frequency."""
    counts = zip(df["term"], df["term_frequency"], df["document_frequency"], strict=True)
    items = [f"{one_line(term)} {times:,}回（{documents:,}文書）" for term, times, documents in counts]
    return _join(title, "抽出語の横棒グラフ", items, [])


def describe_themes(df: pd.DataFrame, title: str = "") -> str:
    """横棒グラフ。担い手不足 9件（出所3）、…。 `df`: theme, remarks, sources."""
    items = [f"{one_line(row.theme)} {label_theme(row)}" for row in df.itertuples()]
    return _join(title, "テーマ別の発言・回答の横棒グラフ", items, [])


def label_theme(row: Any) -> str:
    """9件（出所3）; the sources are named only where there are several."""
    return f"{row.remarks:,}件" + (f"（出所{row.sources:,}）" if row.sources > 1 else "")
