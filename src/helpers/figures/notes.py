"""What stands around a chart by group: the marks above, the reading aid below, and the alternative text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.figures.describe import SMALL_BASE_NOTE
from helpers.figures.frames import Column, is_weighted
from helpers.figures.lettering import one_line

SYNTHETIC = "合成データ"
OMITTED = "幅の狭い部分の数値は図では省き、表に示す。"
HIDDEN_PARTS = "斜線は秘匿した2つ以上の選択肢の合計で、内訳は示さない。"
WEIGHTED_COUNTS = "人数はウエイト集計、n はウエイトをかけない回答者数。"
WEIGHTED = "割合はウエイト集計、n はウエイトをかけない回答者数。"


def write_head(rows: pd.DataFrame, columns: Sequence[Column], unit: str = "%") -> str:
    """（%）　* n<30のため参考値　合成データ: only what occurs."""
    marks = [f"（{unit}）"] if unit else []
    marks += [f"* {SMALL_BASE_NOTE}"] if any(column.is_small for column in columns) else []
    return "　".join([*marks, SYNTHETIC] if is_synthetic(rows) else marks)


def is_synthetic(rows: pd.DataFrame) -> bool:
    return "synthetic" in rows and bool(rows["synthetic"].any())


@dataclass(frozen=True)
class FootNotes:
    """The lines below a chart: who was asked, weights, what was left out."""

    rows: pd.DataFrame
    columns: Sequence[Column]
    omits: bool = False
    hides: bool = False
    more: Sequence[str] = ()

    def lines(self) -> list[str]:
        notes = [text for text in dict.fromkeys(self.rows["base_note"]) if text]
        lines = [f"基数：{'／'.join(map(one_line, notes))}"] if notes else []
        lines += [WEIGHTED] if is_weighted(self.rows) else []
        return [
            *lines,
            *([OMITTED] if self.omits else []),
            *([HIDDEN_PARTS] if self.hides else []),
            *self.more,
        ]


def describe_columns(
    rows: pd.DataFrame, columns: Sequence[Column], tell: Callable[[Column], list[str]], title: str, kind: str,
    headings: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """One sentence a column: 全体（n=62）：はい 95.2%、いいえ 4.8%. `headings` open the groups of a banner."""
    sentences, banner = [one_line(title).rstrip("。"), kind], ""
    for column in columns:
        if column.banner != banner:
            banner = column.banner
            sentences.append((headings or {}).get(banner, ""))
        sentences.append(f"{column.name}：{'、'.join(map(one_line, tell(column)))}")
    return close_text(rows, columns, sentences)


def close_text(rows: pd.DataFrame, columns: Sequence[Column], sentences: Sequence[str]) -> str:
    """The sentences, 該当なし where there is nothing, then the marks that the figure carries."""
    marks = [SMALL_BASE_NOTE] if any(column.is_small for column in columns) else []
    marks += [SYNTHETIC] if is_synthetic(rows) else []
    said = [*sentences, *([] if columns else ["該当なし"]), *marks]
    return "。".join(sentence for sentence in said if sentence) + "。"
