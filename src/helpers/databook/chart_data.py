"""What a native chart beside a table shows, read from the long result: labels, percentages, texts for what is no number.

A single answer is a bar a choice; a multiple answer the same, sorted; a crosstab or a matrix of single answers a 100%
band a group; a crosstab of multiple answers a bar a choice and group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.numerals import number_text
from helpers.survey_tables.cells import NOBODY, NOT_ASKED, SUPPRESSED
from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.reading import Group, Question, Row

SINGLE, MULTIPLE = ("SA", "SCALE"), ("MA", "RANK")
MOST_BARS, MOST_PARTS, MOST_GROUPS = 120, 12, 8
WHOLE = "全体"
NPS_PARTS = {"promoters": "推奨者", "passives": "中立者", "detractors": "批判者"}


@dataclass(frozen=True)
class ChartData:
    """`kind`: bar, stacked or grouped. `values[series][category]` is a percentage, or None with its text in `texts`."""

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for row in self.values for value in row)


def build_chart_data(table: SurveyTable, questions: Sequence[Question]) -> ChartData | None:
    """None where the table is of statistics alone, or has too many parts to be told apart."""
    subjects = _subjects(table, questions)
    if not subjects:
        return None
    first, title = subjects[0], (not table.banners and table.heading) or table.title
    if first.about.matrix == table.question:
        groups = [(question.about.item or question.id, question.whole) for question in subjects]
        data = _shares(title, first.about.type, groups)
    elif table.banners:
        banners = [first.banners[name].items() for name in table.banners if name in first.banners]
        groups = [(WHOLE, first.whole), *(pair for banner in banners for pair in banner)]
        data = _shares(title, first.about.type, groups)
    else:
        data = _simple(title, first)
    return None if data is None or data.is_empty else data


def _subjects(table: SurveyTable, questions: Sequence[Question]) -> list[Question]:
    """The question of the table, or the items of its matrix; of the survey that its name begins with."""
    own = [question for question in questions if table.question in (question.id, question.about.matrix)]
    named = [question for question in own if table.name.startswith(f"{question.about.survey}_")]
    return named or own


def _simple(title: str, question: Question) -> ChartData | None:
    if question.about.type == "NPS":
        return _shares(title, "NPS", [(WHOLE, question.whole)])
    rows = [
        row for row in question.whole.rows.values() if row.kind in ("choice", "mark") and not row.statistic
    ]
    if question.about.type in MULTIPLE:
        rows = sort_rows(rows)
    if not 0 < len(rows) <= MOST_BARS:
        return None
    values, texts = zip(*((_value(row), _text(row)) for row in rows), strict=True)
    note = f"n={_base(question.whole)}"
    return ChartData("bar", title, tuple(map(_category, rows)), ("％",), (values,), (texts,), note)


def sort_rows(rows: Iterable[Row]) -> list[Row]:
    """Largest first, equal ones as in the codebook; 秘匿 after those with a number, 無回答 and other marks last."""
    return sorted(rows, key=lambda row: (row.kind == "mark", row.percent is None, -(row.percent or 0)))


def _shares(title: str, kind: str, groups: Sequence[tuple[str, Group]]) -> ChartData | None:
    """Several groups side by side: bands where shares make up a whole, bars where they do not.

    A group that has nothing to draw (all of it 秘匿, nobody asked) is left to the table.
    """
    groups = [(label, group) for label, group in groups if any(map(_has_share, group.rows.values()))]
    if kind in SINGLE or kind == "NPS":
        return _bands(title, kind, groups)
    return _grouped(title, groups) if kind in MULTIPLE else None


def _has_share(row: Row) -> bool:
    return _share(row) is not None and (not row.statistic or row.statistic in NPS_PARTS)


def _bands(title: str, kind: str, groups: Sequence[tuple[str, Group]]) -> ChartData | None:
    parts = _parts(kind, groups)
    if not parts or len(parts) > MOST_PARTS or len(groups) > MOST_BARS:
        return None
    return _table("stacked", title, _named(groups), parts, groups, by_part=True)


def _grouped(title: str, groups: Sequence[tuple[str, Group]]) -> ChartData | None:
    """The whole and the groups of as many banners as can be told apart; the title says what is left to the table."""
    shown = list(groups[:MOST_GROUPS])
    if len(groups) > MOST_GROUPS:
        cut = groups[MOST_GROUPS][1].banner
        shown = [pair for pair in shown if pair[1].banner != cut] if shown[1][1].banner != cut else shown
    parts = _parts("MA", shown)
    if not parts or len(parts) * len(shown) > MOST_BARS:
        return None
    left = len(groups) - len(shown)
    data = _table("grouped", title, [label for _, label in parts], parts, shown, by_part=False)
    return replace(data, note=f"ほか{left}区分は表を参照") if left else data


def _parts(kind: str, groups: Sequence[tuple[str, Group]]) -> list[tuple[tuple, str]]:
    """(key of the row, label) of what the groups are divided into."""
    keys = list(dict.fromkeys(key for _, group in groups for key in group.rows))
    if kind == "NPS":
        return [(key, NPS_PARTS[key[1]]) for key in keys if key[1] in NPS_PARTS]
    return [(key, key[2]) for key in keys if key[0] in ("choice", "mark") and not key[1]]


def _table(
    kind: str,
    title: str,
    categories: Sequence[str],
    parts: Sequence[tuple[tuple, str]],
    groups: Sequence[tuple[str, Group]],
    by_part: bool,
) -> ChartData:
    """A series a part (bands) or a series a group (bars)."""
    rows = [[group.rows.get(key) for _, group in groups] for key, _ in parts]
    if not by_part:
        rows = [list(column) for column in zip(*rows, strict=True)]
    series = [label for _, label in parts] if by_part else _named(groups)
    return ChartData(
        kind, title, tuple(categories), tuple(series),
        tuple(tuple(_value(row) for row in line) for line in rows),
        tuple(tuple(_text(row) for row in line) for line in rows),
    )  # fmt: skip


def _named(groups: Sequence[tuple[str, Group]]) -> list[str]:
    return [f"{label}（n={_base(group)}）" for label, group in groups]


def _base(group: Group) -> str:
    base = group.asked
    if base is None:
        return SUPPRESSED if group.first.suppressed else "不明"
    return number_text(int(base) if float(base).is_integer() else float(base))


def _share(row: Row | None) -> float | None:
    if row is None or row.suppressed:
        return None
    return row.value if row.statistic else row.percent


def _value(row: Row | None) -> float | None:
    share = _share(row)
    return None if share is None else float(share)


def _category(row: Row) -> str:
    """The label of a bar, with what stands for its number where there is none: その他（秘匿）."""
    return f"{row.choice}（{_text(row)}）" if _share(row) is None and _text(row) else row.choice


def _text(row: Row | None) -> str:
    """What is printed at the bar: 29.0, `-` for nobody, 秘匿, ※ where nobody was asked."""
    if row is None:
        return ""
    if row.suppressed:
        return SUPPRESSED
    share = _share(row)
    if share is None:
        return NOT_ASKED if row.base == 0 else ""
    return number_text(float(share)) if share else NOBODY
