"""df_by_question_choice read for charts: one Column for the whole and for each group of a banner.

A chart shows what the frame holds and computes no share of its own; what is suppressed has neither number nor length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.figures.describe import NOBODY, SMALL_BASE
from helpers.figures.lettering import one_line
from helpers.numerals import number_text
from helpers.raw.model import SUPPRESSED, UNREADABLE
from helpers.tabulate import NO_ANSWER

WHOLE, NEST, NESTED_LABELS = "全体", "*", " × "
SCORED = ("SCALE", "RANK")
MARKS = (UNREADABLE, SUPPRESSED, NO_ANSWER)
DEFAULTS = {
    "matrix": "", "item": "", "kind": "choice", "banner": "", "banner_choice": "", "statistic": "", "suppressed": False,
    "letters": "", "letter": "",
}  # fmt: skip
MISSING = ("value", "difference", "lower", "upper", "n_unweighted", "base_unweighted", "base_effective")


def complete_columns(df: pd.DataFrame) -> pd.DataFrame:
    """The same rows with every column of the full result; simple rows of counts are choices and marks of the whole.

    | survey | question | type | choice | kind   | banner | banner_choice | statistic | n | base | percent | value | … |
    |--------|----------|------|--------|--------|--------|---------------|-----------|---|------|---------|-------|---|
    | survey | Q2       | SA   | はい   | choice | Q1     | NPO法人       |           | 9 | 18   | 50.0    | <NA>  | … |
    """
    added = {name: value for name, value in DEFAULTS.items() if name not in df}
    if "kind" in added and "choice" in df:
        added["kind"] = df["choice"].map(lambda choice: "mark" if choice in MARKS else "choice").astype("str")
    return df.assign(**added, **{name: pd.NA for name in MISSING if name not in df})


def is_weighted(df: pd.DataFrame) -> bool:
    """Whether counts are sums of weights."""
    return str(df["n"].dtype).lower() == "float64" and bool(pd.Series(df["base_unweighted"]).notna().any())


@dataclass(frozen=True)
class Column:
    """What one group answered: `counts` and `statistics` are rows of the frame, by choice and by name.

    `choices` keeps the codebook's order. `base` is the number of respondents, also where shares are weighted.
    """

    banner: str
    label: str
    counts: dict[str, Any]
    statistics: dict[str, Any]
    base: float | None

    @property
    def is_empty(self) -> bool:
        return self.base == 0

    @property
    def is_small(self) -> bool:
        return self.base is not None and 0 < self.base < SMALL_BASE

    @property
    def base_text(self) -> str:
        """62; 18* below 30; 秘匿 where it must not be told."""
        if self.base is None:
            return SUPPRESSED
        return count_text(self.base) + ("*" if self.is_small else "")

    @property
    def name(self) -> str:
        """全体（n=62）."""
        return f"{one_line(self.label)}（n={self.base_text}）"

    def share(self, choice: str) -> float | None:
        """0-100; None where nothing may be drawn (suppressed, no base, not offered)."""
        row = self.counts.get(choice)
        return None if row is None or row.suppressed or pd.isna(row.percent) else float(row.percent)

    def is_hidden(self, choice: str) -> bool:
        return choice in self.counts and bool(self.counts[choice].suppressed)

    def text(self, choice: str) -> str:
        """45.2; `-` nobody; 0.0 somebody, below the unit; 秘匿; nothing without a base."""
        row = self.counts.get(choice)
        if row is None or (pd.isna(row.percent) and not row.suppressed):
            return ""
        if row.suppressed:
            return SUPPRESSED
        return NOBODY if pd.notna(row.n) and row.n == 0 else number_text(float(row.percent))

    def label_of(self, choice: str) -> str:
        """45.2%; `-` and 秘匿 without a unit."""
        text = self.text(choice)
        return f"{text}%" if text[-1:].isdigit() else text

    def difference(self, choice: str) -> float | None:
        """Points from the whole; None where there is no share."""
        row = self.counts.get(choice)
        return None if row is None or row.suppressed or pd.isna(row.difference) else float(row.difference)

    def value(self, statistic: str) -> float | None:
        """The value of a statistic; a share (top2, promoters) that stands as percent is taken from there."""
        row = self.statistics.get(statistic)
        if row is None or row.suppressed:
            return None
        found = row.percent if pd.isna(row.value) else row.value
        return None if pd.isna(found) else float(found)

    def value_text(self, statistic: str, decimals: int | None = None) -> str:
        """3.44: means of scores with two decimals, everything else with one, as in the tables."""
        value = self.value(statistic)
        row = self.statistics.get(statistic)
        if value is not None:
            return number_text(value, mean_decimals(row.type) if decimals is None else decimals)
        return SUPPRESSED if row is not None and row.suppressed else ""


def mean_decimals(question_type: str) -> int:
    """A mean of scores has two decimals, a mean of numbers one."""
    return 2 if question_type in SCORED else 1


def count_text(count: float) -> str:
    """1,234; a weighted count with one decimal."""
    return number_text(int(count)) if float(count).is_integer() else number_text(float(count))


def number_of(row: Any) -> float | None:
    """The share of a row, 0-100; None without a row, suppressed or without a base. A statistic's value may be the share."""
    if row is None or row.suppressed:
        return None
    share = row.percent if pd.notna(row.percent) else row.value
    return None if pd.isna(share) else float(share)


def share_label(share: float) -> str:
    """45.2%; `-` for nobody."""
    return f"{number_text(float(share))}%" if share else NOBODY


def signed_text(value: float, decimals: int = 1) -> str:
    """+12.3, -4.0, 0.0."""
    text = number_text(float(value), decimals)
    if float(text.replace(",", "")) == 0:
        return text.lstrip("-")
    return text if value < 0 else f"+{text}"


def select_question(df: pd.DataFrame, question: str, survey: str | None = None) -> pd.DataFrame:
    """Rows of one question, all columns there; of the only survey unless `survey` names one."""
    rows = df[df["question"] == question]
    return complete_columns(rows if survey is None else rows[rows["survey"] == survey])


def list_banners(banners: str | Sequence[str]) -> list[str]:
    return [banners] if isinstance(banners, str) and banners else list(banners)


def read_columns(rows: pd.DataFrame, banners: str | Sequence[str] = ()) -> list[Column]:
    """The whole first, then the groups of each banner in the order asked; `rows` are of one question."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in rows.itertuples():
        groups.setdefault((row.banner, row.banner_choice), []).append(row)
    keys = [key for banner in ("", *list_banners(banners)) for key in groups if key[0] == banner]
    return [_read_column(*key, groups[key]) for key in keys if key[1] or not key[0]]  # tests have no label


def _read_column(banner: str, label: str, rows: Iterable[Any]) -> Column:
    counts, statistics = {}, {}
    for row in rows:
        if row.statistic:
            statistics.setdefault(row.statistic, row)
        elif row.kind in ("choice", "mark"):
            counts[row.choice] = row
    counts = _drop_other_base(counts)
    base = _read_base([*counts.values(), *statistics.values()])
    return Column(banner, label or WHOLE, counts, statistics, base)


def _drop_other_base(counts: dict[str, Any]) -> dict[str, Any]:
    """Where shares are of those who answered, 無回答 is a share of another whole and stands in the table only."""
    bases = {row.base for row in counts.values() if row.kind == "choice" and pd.notna(row.base)}
    return {
        name: row
        for name, row in counts.items()
        if row.kind != "mark" or not bases or pd.isna(row.base) or row.base in bases
    }


def _read_base(rows: Iterable[Any]) -> float | None:
    for row in rows:
        base = row.base if pd.isna(row.base_unweighted) else row.base_unweighted
        if pd.notna(base):
            return float(base)
    return None


def list_choices(columns: Iterable[Column]) -> list[str]:
    """Every choice in the order of the frame, then the marks that have a share in some column."""
    columns = list(columns)
    names = list(dict.fromkeys(name for column in columns for name in column.counts))
    marks = [
        name for name in names if any(c.counts[name].kind == "mark" for c in columns if name in c.counts)
    ]
    shown = [m for m in marks if any(c.is_hidden(m) or (c.share(m) or 0) > 0 for c in columns)]
    return [name for name in names if name not in marks] + shown


def banner_heading(df: pd.DataFrame, banner: str) -> str:
    """団体の種別（Q5）, from the text of the banner's own question where the frame holds it; nested ones joined."""
    names = []
    for part in banner.split(NEST):
        texts = df.loc[df["question"] == part, "question_text"]
        names.append(f"{one_line(texts.iloc[0])}（{part}）" if len(texts) and texts.iloc[0] else part)
    return NESTED_LABELS.join(names)
