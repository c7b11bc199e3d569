"""How one figure of the result is printed: counts, percentages, statistics, and the marks beside them."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.numerals import number_text
from helpers.survey_tables.layout import Cell
from helpers.survey_tables.reading import Group, Row

NOBODY, NOT_ASKED, SUPPRESSED, UNKNOWN, SMALL = "-", "※", "秘匿", "不明", "*"
HIGHER_FAR, HIGHER, LOWER, LOWER_FAR = "▲▲", "▲", "▽", "▽▽"
BLANK = Cell("blank", None, "")
TINY = 1e-9  # 35.0 - 30.0 may be held as 4.999999999999999
MEASURES = ("column", "row", "total", "count")
SHARES = ("top2", "bottom2", "promoters", "passives", "detractors")  # statistics that are percentages
WHOLE_NUMBERS = ("min", "max", "answered")
SCORED = ("SCALE", "RANK")  # means of scores are printed with two decimals
STATISTICS = {
    "mean": "平均", "sd": "標準偏差", "median": "中央値", "min": "最小値", "max": "最大値", "q1": "第1四分位",
    "q3": "第3四分位", "top2": "上位2（Top-2）", "bottom2": "下位2（Bottom-2）", "nps": "NPS", "promoters": "推奨者",
    "passives": "中立者", "detractors": "批判者", "score": "得点", "mean_rank": "平均順位", "answered": "回答者数",
}  # fmt: skip


@dataclass(frozen=True)
class Printing:
    """What the marks stand for; helpers.tabulate.Settings has the same names and may be given instead."""

    points: tuple[float, float] = (5, 10)
    small_base: int = 30
    level: float = 0.05
    correction: str = "bonferroni"


def statistic_label(row: Row) -> str:
    """mean -> 平均, 平均点 for a scale; rank_1 -> 1位; a name that is not known stays."""
    if row.statistic == "mean" and row.type == "SCALE":
        return "平均点"
    rank = row.statistic.removeprefix("rank_")
    return f"{rank}位" if rank.isdigit() else STATISTICS.get(row.statistic, row.statistic)


def base_cell(group: Group, printing: Printing, weighted: bool = False) -> Cell:
    """n of a group with `*` where it is small; 不明 where it was not published, 秘匿 where it is kept back."""
    base = group.first.base if weighted else group.asked
    if base is None:
        return Cell("n", None, SUPPRESSED if group.first.suppressed else UNKNOWN)
    is_small = not weighted and 0 < base < printing.small_base
    return Cell("n", base, count_text(base) or "0", SMALL if is_small else "")


def count_text(n: float) -> str:
    """1234 -> 1,234; a weighted 12.34 -> 12.3; nothing for 0."""
    if not n:
        return ""
    return number_text(n if isinstance(n, int) else float(n))


def count_cell(row: Row | None, is_weighted: bool = True) -> Cell:
    """How many; `is_weighted` False gives the respondents themselves where there are weights."""
    if row is None:
        return BLANK
    if row.suppressed:
        return Cell("n", None, SUPPRESSED)
    n = row.n if is_weighted or row.n_unweighted is None else row.n_unweighted
    if n is None:
        return BLANK
    return Cell("n", n, count_text(n) or (NOBODY if row.base else NOT_ASKED))


def share_cell(row: Row | None, whole: Group, measure: str, printing: Printing) -> Cell:
    """A percentage of `measure`; marks and letters only beside the share within the group (`column`)."""
    if row is None:
        return BLANK
    if row.suppressed:
        return Cell("percent", None, SUPPRESSED)
    percent = _share(row, whole, measure)
    if percent is None:
        return Cell("percent", None, NOT_ASKED) if row.base == 0 else BLANK
    if measure != "column" or not row.banner:
        return percent_cell(percent)
    return percent_cell(percent, difference_mark(row.difference, printing), row.letters)


def percent_cell(percent: float | None, mark: str = "", letters: str = "") -> Cell:
    """29.03 -> 29.0, 0.04 -> 0.0 (somebody), 0 -> - (nobody)."""
    if percent is None:
        return BLANK
    text = number_text(float(percent)) if percent else NOBODY
    return Cell("percent", float(percent), text, mark, letters)


def _share(row: Row, whole: Group, measure: str) -> float | None:
    """column: of the group's base; row: of all who chose it; total: of the whole's base."""
    if measure == "column":
        return row.percent
    if measure == "row":
        other = whole.rows.get(row.key)
        below = other.n if other else None
    else:
        below = whole.first.base
    if row.n is None or row.percent is None or not below:
        return None
    return 100 * row.n / below


def value_cell(row: Row | None, printing: Printing) -> Cell:
    """A statistic: a percentage with its mark, or a value with the letters of its t tests."""
    if row is None:
        return BLANK
    if row.suppressed:
        return Cell("value", None, SUPPRESSED)
    if row.value is None:
        return Cell("value", None, NOT_ASKED if row.base == 0 else "")
    if row.statistic in SHARES:
        return percent_cell(
            row.value, difference_mark(row.difference, printing) if row.banner else "", row.letters
        )
    return Cell("value", float(row.value), value_text(row), "", row.letters if row.banner else "")


def value_text(row: Row) -> str:
    """Means of scores with two decimals, extremes of whole numbers without any, everything else with one."""
    if row.statistic in WHOLE_NUMBERS and float(row.value).is_integer():
        return number_text(int(row.value))
    is_score = row.type in SCORED and row.statistic in ("mean", "sd", "mean_rank")
    return number_text(float(row.value), 2 if is_score else 1)


def difference_mark(difference: float | None, printing: Printing) -> str:
    """▲▲ from +10 points, ▲ from +5, ▽ from -5, ▽▽ from -10; the difference before rounding decides."""
    if difference is None:
        return ""
    near, far = (points - TINY for points in printing.points)
    if abs(difference) < near:
        return ""
    if difference > 0:
        return HIGHER_FAR if difference >= far else HIGHER
    return LOWER_FAR if difference <= -far else LOWER
