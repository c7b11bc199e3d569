"""05: the answers of every survey over the years, question by question, and what must not be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from helpers.figures.describe import SMALL_BASE
from helpers.figures.lines import Line, plot_lines
from helpers.figures.store import StoredPicture
from helpers.numerals import number_text
from helpers.sections.base import missing, stack
from helpers.sections.changes import NONE, p_text
from helpers.sections.years_base import Comparison
from helpers.tables import render_rows
from helpers.tabulate import NO_ANSWER
from helpers.years.chance import RULE
from helpers.years.change import JOINED
from helpers.years.links import CONDITIONAL, DRAFT
from helpers.years.trend import Trend, TrendRow, is_compared, list_trends

REFUSED = "比べない"
UP, DOWN = "▲", "▼"
ALL_STEPS = 3  # with more years only the last step has a column of its own; the others have their mark
LEGEND = (
    f"差はポイント（平均は、その単位）。［ ］は差の95%信頼区間。{UP}は偶然を超える増加、{DOWN}は偶然を超える減少、"
    "印のないものは偶然の範囲。"
)
RULES = (
    RULE + "平均の差はウェルチのt検定による。差の信頼区間は、割合はニューカムの方法、平均はt分布による。",
    "差は、丸める前の値から計算した。多くの設問を同時に比べると、偶然の差も20回に1回ほどは偶然を超えると出る。",
)
WEIGHTED = (
    "ウェイトを付けた調査は、重みのばらつきを見込んだ有効な人数（キッシュの有効標本サイズ）でz検定をした。"
)
CHART_NOTE = (
    "青の太線は、いずれかの年度の変化が偶然を超える選択肢。線が切れているところは、比べられない年度の間。"
)
INTRODUCTION = (
    "二つ以上の年度で尋ねた設問のうち、比べてよいものを並べる。偶然を超える変化があった設問には、図を添える。"
    "比べない設問とその理由は、この節の最後の表に示す。"
)


def build_answers(c: Comparison) -> Markup:
    """Every survey: a table a question (with lines where something moved by more than chance), then what is refused."""
    if len(c.years) == 1:
        return Markup("<p>比べる年度がまだない。</p>")
    trends = all_trends(c)
    if not trends:
        return missing("二つ以上の年度で尋ねた設問")
    compared = [trend for trend in trends if trend.is_compared]
    parts = [_trend(c, trend, _rules(c) if number == 0 else ()) for number, trend in enumerate(compared)]
    opening = Markup("<p>{}</p>").format(INTRODUCTION) if compared else Markup()
    return stack(opening, *parts, _refused(c, trends))


def _rules(c: Comparison) -> list[str]:
    """How it was reckoned: said once, below the first table."""
    books = [survey.codebook for year in c.years for survey in year.raw.surveys.values()]
    return [*RULES, *([WEIGHTED] if any(book.get("weight") for book in books) else [])]


def all_trends(c: Comparison) -> list[Trend]:
    return [trend for survey in c.chain.surveys for trend in list_trends(c.chain, survey)]


def _trend(c: Comparison, trend: Trend, rules: Sequence[str]) -> Markup:
    """図表: the table, below lines where anything moved by more than chance."""
    drawn = [row for row in trend.rows if _is_drawn(row)]
    chart = _chart(c, trend, drawn) if any(row.is_more_than_chance for row in drawn) else Markup()
    notes = [LEGEND, *_conditions(trend), *rules, *_small(trend)]
    table = c.figure("table", f"{_name(trend)}_table", _caption(trend), _table(trend), _source(trend), notes)
    return stack(chart, table)


def _chart(c: Comparison, trend: Trend, rows: Sequence[TrendRow]) -> Markup:
    name, years = _name(trend), [year.label for year in trend.years]
    picture = plot_lines([_line(trend, row) for row in rows], years, "", name)
    c.pictures[name] = StoredPicture(picture.name, picture.alt, picture.to_svg(text_as_paths=True))
    c.drawn.append(picture)
    return c.picture(name, f"{_caption(trend)}（推移）", _source(trend), [CHART_NOTE])


def _name(trend: Trend) -> str:
    return f"years_{trend.survey}_{trend.ids[-1]}"


def _source(trend: Trend) -> str:
    return f"各年度の{trend.title}（{trend.years[0].label}～{trend.years[-1].label}）"


def _is_drawn(row: TrendRow) -> bool:
    return not row.is_mean and row.label != NO_ANSWER and any(share is not None for share in row.shares)


def _caption(trend: Trend) -> str:
    mark = DRAFT if trend.is_draft else ""
    item = trend.question.get("item")
    wording = trend.question["text"] + (f"［{item}］" if item else "")
    return f"{mark}{trend.title} {trend.ids[-1]}　{wording}"


def _line(trend: Trend, row: TrendRow) -> Line:
    texts = [
        NONE if share is None else f"{number_text(float(share))}%{_n_text(base)}"
        for share, base in zip(row.shares, trend.bases, strict=True)
    ]
    return Line(row.label, list(row.shares), texts, row.joined, row.is_more_than_chance)


def _n_text(base: float | None) -> str:
    return "（n 不明）" if base is None else f"（n={_count(base)}）"


def _count(base: float) -> str:
    """Weighted bases have a decimal."""
    return number_text(int(base) if float(base).is_integer() else float(base))


def _table(trend: Trend) -> Markup:
    """選択肢 | 令和5年度 | 令和6年度 | 前の年度との差 | 令和7年度 | 前の年度との差 | 最初の年度との差."""
    steps, several = _shown_steps(trend), len(trend.years) > 2
    labels, widths = ["選択肢"], [20]
    for number, (year, name) in enumerate(zip(trend.years, trend.ids, strict=True)):
        labels += [f"{year.label}（{name}）" if len(set(trend.ids)) > 1 else year.label]
        widths += [9]
        if number - 1 in steps:
            labels, widths = [*labels, f"{trend.years[number - 1].label}との差"], [*widths, 16]
    if several:
        labels, widths = [*labels, f"{trend.years[0].label}との差"], [*widths, 16]
    rows = [_bases(trend, steps, several), *(_row(trend, row, steps, several) for row in trend.rows)]
    return render_rows(labels, rows, widths)


def _shown_steps(trend: Trend) -> list[int]:
    """Which steps have a column of their own."""
    last = len(trend.years) - 2
    return list(range(last + 1)) if last < ALL_STEPS - 1 else [last]


def _bases(trend: Trend, steps: Sequence[int], several: bool) -> list[str]:
    cells = ["n"]
    for number, base in enumerate(trend.bases):
        star = "*" if base is not None and base < SMALL_BASE else ""
        cells += ["不明" if base is None else f"{_count(base)}{star}", *([""] if number - 1 in steps else [])]
    return [*cells, *([""] if several else [])]


def _small(trend: Trend) -> list[str]:
    held = any(base is not None and base < SMALL_BASE for base in trend.bases)
    return [f"* を付けた n は{SMALL_BASE}未満で、割合は参考値。"] if held else []


def _row(trend: Trend, row: TrendRow, steps: Sequence[int], several: bool) -> list[str]:
    unit = _unit(trend) if row.is_mean else "%"
    cells = [row.label]
    for number, share in enumerate(row.shares):
        change = row.changes[number - 1] if number else None
        own = number - 1 in steps
        mark = "" if own or not is_compared(change) else change_mark(change)
        cells += [
            _share_text(share, unit) + (f" {mark}" if mark else ""),
            *([change_cell(change)] if own else []),
        ]
    return [*cells, *([change_cell(row.whole)] if several else [])]


def _unit(trend: Trend) -> str:
    return trend.question.get("unit") or ("点" if trend.question.get("scores") else "")


def _share_text(share: float | None, unit: str) -> str:
    return NONE if share is None else f"{number_text(float(share))}{unit}"


def change_cell(change: dict | None) -> str:
    """+11.3 ▲ p<0.001\n［4.7～17.9］; 比べない; ― where one of the two years has nothing to compare."""
    if change is None or change["refused"]:
        return REFUSED if change and is_asked_twice(change) else NONE
    p = "" if change["p"] is None else p_text(change["p"])
    first = " ".join(filter(None, (signed(float(change["difference"])), change_mark(change), p)))
    if change["lower"] is None:
        return f"{first}\n検定せず（n 不明）" if change["more_than_chance"] is None else first
    return f"{first}\n［{'～'.join(number_text(float(change[end])) for end in ('lower', 'upper'))}］"


def is_asked_twice(change: dict) -> bool:
    """Whether both years have the choice, so that a reader expects a difference."""
    return bool(change["statistic"] or (change["choice"] and change["previous_choice"]))


def change_mark(change: dict) -> str:
    if not change["more_than_chance"]:
        return ""
    return UP if change["difference"] > 0 else DOWN


def signed(difference: float) -> str:
    """+11.3, -2.0, 0.0; what is rounded away has no sign."""
    shown = number_text(abs(difference))
    return shown if not shown.strip("0.") else f"{'+' if difference > 0 else '-'}{shown}"


def _conditions(trend: Trend) -> list[str]:
    """What must be read with the table: conditions and refusals of single steps, drafts."""
    texts = []
    for before, after, link in zip(trend.years, trend.years[1:], trend.links, strict=False):
        if link.reason and not (link.is_same and not link.is_draft):
            verdict = (
                "条件付き" if link.comparable == CONDITIONAL else REFUSED if link.comparable == "不可" else ""
            )
            texts.append(f"{before.label}→{after.label}：{'：'.join(filter(None, (verdict, link.reason)))}。")
    if trend.is_draft:
        texts.append(f"{DRAFT}は、設問の対応を分析者がまだ確かめていないもの（要確認）。")
    merged = [row.label for row in trend.rows if JOINED in row.label]
    return [*texts, *([f"{JOINED}でつないだ選択肢は、年度をそろえるためにまとめたもの。"] if merged else [])]


def _refused(c: Comparison, trends: Sequence[Trend]) -> Markup:
    """The questions and choices that are not compared, with the reason."""
    rows = [row for trend in trends for row in _refusals(trend)]
    if not rows:
        return Markup("<p>二つ以上の年度で尋ねた設問に、比べないものはない。</p>")
    table = render_rows(("調査・設問", "年度", "選択肢", "理由"), rows, (16, 18, 24, 42))
    notes = [
        "新しい設問と、なくなった設問は、次の節の履歴に示す。",
        *([f"{DRAFT}は要確認。"] if any(DRAFT in r[0] for r in rows) else []),
    ]
    return c.figure(
        "table", "refused", f"比べない設問と選択肢（{c.span}）", table, "各年度の調査票、設問の対応表", notes
    )


def _refusals(trend: Trend) -> Iterator[tuple[str, str, str, str]]:
    """One line a step and reason; the whole question where all of it is refused for one reason."""
    for number, (before, after, link) in enumerate(
        zip(trend.years, trend.years[1:], trend.links, strict=False)
    ):
        held = [(row.label, row.changes[number]) for row in trend.rows if row.changes[number]]
        reasons: dict[str, list[str]] = {}
        for label, change in held:
            if not is_compared(change):
                reasons.setdefault(change["refused"], []).append(label)
        where, span = f"{link.mark}{trend.title} {link.question}", f"{before.label}→{after.label}"
        for reason, labels in reasons.items():
            yield where, span, "すべて" if len(labels) == len(held) else "、".join(labels), reason
