"""How one figure of the result is printed: counts, percentages, statistics, and the marks beside them."""

from __future__ import annotations

from helpers.numerals import number_text
from helpers.survey_tables.layout import Cell
from helpers.survey_tables.reading import Group, Row
from helpers.tabulate import Settings

NOBODY, NOT_ASKED, SUPPRESSED, UNKNOWN, SMALL = "-", "※", "秘匿", "不明", "*"
HIGHER_FAR, HIGHER, LOWER, LOWER_FAR = "▲▲", "▲", "▽", "▽▽"
BLANK = Cell("blank", None, "")
TINY = 1e-9  # 35.0 - 30.0 may be held as 4.999999999999999
SHARES = (
    "answered",
    "top2",
    "bottom2",
    "promoters",
    "passives",
    "detractors",
)  # statistics that are percentages
WHOLE_NUMBERS = ("min", "max")
SCORED = ("SCALE", "RANK")  # means of scores are printed with two decimals


def base_cell(group: Group, settings: Settings, weighted: bool = False) -> Cell:
    """n of a group with `*` where it is small; 不明 where it was not published, 秘匿 where it is kept back."""
    base = group.first.base if weighted else group.asked
    if base is None:
        return Cell("n", None, SUPPRESSED if group.first.suppressed else UNKNOWN)
    is_small = not weighted and 0 < base < settings.small_base
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


def share_cell(row: Row | None, settings: Settings) -> Cell:
    """A percentage; in a banner's column with its mark and letters. A statistic of one choice (得点) is a value."""
    if row is None or row.suppressed:
        return BLANK if row is None else Cell("percent", None, SUPPRESSED)
    if not row.base:
        return Cell("percent", None, NOT_ASKED) if row.base == 0 else percent_cell(row.percent)
    if row.percent is None:
        return percent_cell(0.0) if row.n == 0 else BLANK
    if not row.banner:
        return percent_cell(row.percent)
    return percent_cell(row.percent, _mark(row, settings), row.letters)


def percent_cell(percent: float | None, mark: str = "", letters: str = "") -> Cell:
    """29.03 -> 29.0, 0.04 -> 0.0 (somebody), 0 -> - (nobody)."""
    if percent is None:
        return BLANK
    text = number_text(float(percent)) if percent else NOBODY
    return Cell("percent", float(percent), text, mark, letters)


def bound_cell(percent: float | None) -> Cell:
    """A bound of an interval: 0.0 is a number there, not a mark."""
    return BLANK if percent is None else Cell("value", float(percent), number_text(float(percent)))


def value_cell(row: Row | None, settings: Settings) -> Cell:
    """A statistic: a percentage with its mark, or a value with the letters of its t tests."""
    if row is None:
        return BLANK
    if row.suppressed:
        return Cell("value", None, SUPPRESSED)
    if row.value is None:
        return Cell("value", None, NOT_ASKED) if row.base == 0 else BLANK
    if row.statistic in SHARES:
        return percent_cell(row.value, _mark(row, settings) if row.banner else "", row.letters)
    return Cell("value", float(row.value), value_text(row), "", row.letters if row.banner else "")


def value_text(row: Row) -> str:
    """Means of scores with two decimals, extremes of whole numbers without any, everything else with one."""
    if row.statistic in WHOLE_NUMBERS and float(row.value).is_integer():
        return number_text(int(row.value))
    is_score = row.type in SCORED and row.statistic in ("mean", "sd", "score")
    return number_text(float(row.value), 2 if is_score else 1)


def _mark(row: Row, settings: Settings) -> str:
    """None beside a small base, where one respondent is several points."""
    base = row.base if row.base_unweighted is None else row.base_unweighted
    is_small = base is not None and base < settings.small_base
    return "" if is_small else difference_mark(row.difference, settings)


def difference_mark(difference: float | None, settings: Settings) -> str:
    """▲▲ from +10 points, ▲ from +5, ▽ from -5, ▽▽ from -10; the difference before rounding decides."""
    if difference is None:
        return ""
    near, far = (points - TINY for points in settings.points)
    if abs(difference) < near:
        return ""
    if difference > 0:
        return HIGHER_FAR if difference >= far else HIGHER
    return LOWER_FAR if difference <= -far else LOWER
