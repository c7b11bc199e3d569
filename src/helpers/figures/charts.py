"""Charts of closed questions, words and themes; each returns a Picture with its alternative text."""

from __future__ import annotations

import pandas as pd

from helpers.figures import describe
from helpers.figures.band import draw_band, place_labels
from helpers.figures.bars import Bars, draw_bars
from helpers.figures.lettering import printable
from helpers.figures.picture import Picture
from helpers.tabulate import NO_ANSWER

OTHER = "その他"
MOST = 30  # bars that can be read on one page


def plot_single_answer(
    df: pd.DataFrame, title: str = "", base_label: str | None = None, name: str = "single_answer"
) -> Picture:
    """One SA question, choices in the codebook's order: one 100% band for two or three choices, else bars.

    | choice  | n  | percent | base |
    |---------|----|---------|------|
    | NPO法人 | 18 | 29.03…  | 62   |

    `n` and `base` Int64, <NA> when only percentages were published; `percent` float, 0-100. `title` goes into
    the alternative text, `base_label` replaces the computed n=62. A bool column `synthetic` is printed.
    """
    shares = _lengths(df["percent"])
    texts = [f"{row.choice} {describe.label_choice(row)}" for row in df.itertuples()]
    if not place_labels(shares, texts):
        return _plot_choices(df, title, base_label, name)
    figure = draw_band(shares, texts, _note(df, base_label))
    return Picture(figure, describe.describe_choices(df, title, base_label, "100%帯グラフ"), name)


def plot_multiple_answer(
    df: pd.DataFrame, title: str = "", base_label: str | None = None, name: str = "multiple_answer"
) -> Picture:
    """One MA question (columns as in `plot_single_answer`), most chosen first, その他 then 無回答 last."""
    return _plot_choices(sort_choices(df), title, base_label, name)


def plot_shares(df: pd.DataFrame, title: str = "", name: str = "shares") -> Picture:
    """Published percentages that do not belong to one whole, each on its own 0-100 bar: 72%（n 不明）.

    | choice                                 | percent | base |
    |----------------------------------------|---------|------|
    | 孤独・孤立の状態の人のイメージが具体的になった | 72.0    | <NA> |
    """
    texts = [describe.label_share(row) for row in df.itertuples()]
    bars = Bars(list(df["choice"]), _lengths(df["percent"]), texts, "（%）", longest=100)
    return Picture(draw_bars(bars), describe.describe_shares(df, title), name)


def plot_terms(df_by_term: pd.DataFrame, limit: int = 15, title: str = "", name: str = "terms") -> Picture:
    """The `limit` most frequent words.

    | term  | term_frequency | document_frequency |
    |-------|----------------|--------------------|
    | 居場所 | 12             | 8                  |
    """
    df = _largest_first(df_by_term, ["term_frequency", "document_frequency"]).head(limit)
    texts = [f"{row.term_frequency:,}（{row.document_frequency:,}）" for row in df.itertuples()]
    note = "（ ）内は出現文書数"
    bars = Bars(list(df["term"]), _lengths(df["term_frequency"]), texts, "（回）", note)
    return Picture(draw_bars(bars), describe.describe_terms(df, title), name)


def plot_themes(df_by_theme: pd.DataFrame, title: str = "", name: str = "themes") -> Picture:
    """Remarks per theme, most first, with the number of sources they come from.

    | theme                | remarks | sources |
    |----------------------|---------|---------|
    | 町会・自治会の希薄化 | 9       | 3       |
    """
    df = _largest_first(df_by_theme, ["remarks", "sources"])
    texts = [describe.label_theme(row) for row in df.itertuples()]
    bars = Bars(list(df["theme"]), _lengths(df["remarks"]), texts, "（件）")
    return Picture(draw_bars(bars), describe.describe_themes(df, title), name)


def sort_choices(df: pd.DataFrame) -> pd.DataFrame:
    """Percent descending, equal ones in the codebook's order, その他 then 無回答 last."""
    last = df["choice"].map(_is_last)
    ordered = df.assign(last=last, descending=-df["percent"].astype("Float64").fillna(-1))
    return ordered.sort_values(["last", "descending"], kind="stable").drop(columns=["last", "descending"])


def _is_last(choice: str) -> int:
    return 2 if choice == NO_ANSWER else int(choice.startswith(OTHER))


def _largest_first(df: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return df.sort_values(columns, ascending=False, kind="stable")


def _lengths(values: pd.Series) -> list[float]:
    return [0.0 if pd.isna(value) else float(value) for value in values]


def _note(df: pd.DataFrame, base_label: str | None) -> str:
    """(n=62); below 30 with the mark that the tables use: (n=22*)　* n<30のため参考値."""
    base, *others = map(printable, describe.base_notes(df, base_label))
    star = "*" if describe.SMALL_BASE_NOTE in others else ""
    return "　".join([f"({base}{star})", *(note.replace("n<", "* n<") for note in others)])


def _choose_shown(df: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """At most MOST choices, those with the largest shares, in their order; and what is said of the others."""
    if len(df) <= MOST:
        return df, ""
    largest = (
        df["percent"].astype("Float64").fillna(-1).sort_values(ascending=False, kind="stable").index[:MOST]
    )
    return df[df.index.isin(largest)], f"多い順に{MOST}区分を示す（全{len(df)}区分）"


def _plot_choices(df: pd.DataFrame, title: str, base_label: str | None, name: str) -> Picture:
    df, left = _choose_shown(df)
    texts = [describe.label_choice(row) for row in df.itertuples()]
    muted = [_is_last(choice) > 0 for choice in df["choice"]]
    note = "　".join(filter(None, [left, _note(df, base_label)]))
    bars = Bars(list(df["choice"]), _lengths(df["percent"]), texts, "（%）", note, longest=100, muted=muted)
    return Picture(
        draw_bars(bars),
        describe.describe_choices(df, title, base_label) + (f"{left}。" if left else ""),
        name,
    )
