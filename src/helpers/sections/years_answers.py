"""05: the answers of every survey over the years, question by question, and what must not be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from helpers.figures.describe import SMALL_BASE
from helpers.figures.lines import Line, plot_lines
from helpers.figures.store import StoredPicture
from helpers.numerals import number_text
from helpers.sections.base import missing, stack
from helpers.sections.changes import NONE, difference_text, p_text
from helpers.sections.years_base import Comparison
from helpers.tables import render_rows
from helpers.years.chance import RULE
from helpers.years.change import JOINED
from helpers.years.links import CONDITIONAL, DRAFT
from helpers.years.trend import Trend, TrendRow, is_compared, list_trends

REFUSED = "比べない"
NOTES = (
    RULE + "平均の差はウェルチのt検定による。",
    "％の右の n は、各列の見出しの下の行に示す。［ ］は差の95%信頼区間（割合はニューカムの方法、平均はt分布）。"
    "差は、丸める前の値から計算した。多くの設問を同時に比べると、偶然の差も20回に1回ほどは「偶然を超える」と出る。",
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
    trends = {survey: list(list_trends(c.chain, survey)) for survey in c.chain.surveys}
    if not any(trends.values()):
        return missing("二つ以上の年度で尋ねた設問")
    compared = [trend for held in trends.values() for trend in held if trend.is_compared]
    parts = [_trend(c, trend, NOTES if number == 0 else ()) for number, trend in enumerate(compared)]
    opening = Markup("<p>{}</p>").format(INTRODUCTION) if compared else Markup()
    return stack(opening, *parts, _refused(c, [trend for held in trends.values() for trend in held]))


def _trend(c: Comparison, trend: Trend, rules: Sequence[str]) -> Markup:
    """図表: lines above the table where anything moved, else the table alone."""
    name = f"years_{trend.survey}_{trend.ids[-1]}"
    notes = [*_conditions(trend), *rules, *_small(trend)]
    source = f"各年度の{trend.title}（{trend.years[0].label}～{trend.years[-1].label}）"
    table, caption = _table(trend), _caption(trend)
    if not any(row.is_more_than_chance and not row.is_mean for row in trend.rows):
        return c.figure("table", name, caption, table, source, notes)
    picture = plot_lines(
        [_line(trend, row) for row in trend.rows if not row.is_mean and _is_drawn(row)],
        [year.label for year in trend.years], "", name,
    )  # fmt: skip
    c.pictures[name] = StoredPicture(picture.name, picture.alt, picture.to_svg(text_as_paths=True))
    c.drawn.append(picture)
    return c.picture(name, caption, source, [CHART_NOTE, *notes], table)


def _is_drawn(row: TrendRow) -> bool:
    return any(share is not None for share in row.shares)


def _caption(trend: Trend) -> str:
    mark = DRAFT if trend.is_draft else ""
    return f"{mark}{trend.title} {trend.ids[-1]}　{_wording(trend)}"


def _wording(trend: Trend) -> str:
    item = trend.question.get("item")
    return trend.question["text"] + (f"［{item}］" if item else "")


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
    labels = [
        f"{year.label}（{name}）" if len(set(trend.ids)) > 1 else year.label
        for year, name in zip(trend.years, trend.ids, strict=True)
    ]
    several = len(trend.years) > 2
    rows = [_bases(trend, several), *(_row(trend, row, several) for row in trend.rows)]
    first, last = 22, 20 if several else 0
    widths = [first, *[(100 - first - last) / len(labels)] * len(labels), *([last] if last else [])]
    head = ("選択肢", *labels, *(("最初の年度からの変化",) if several else ()))
    return render_rows(head, rows, widths)


def _bases(trend: Trend, several: bool) -> list[str]:
    small = [base is not None and base < SMALL_BASE for base in trend.bases]
    texts = [
        "n 不明" if base is None else f"n={_count(base)}{'*' if star else ''}"
        for base, star in zip(trend.bases, small, strict=True)
    ]
    return ["n", *texts, *((NONE,) if several else ())]


def _small(trend: Trend) -> list[str]:
    held = any(base is not None and base < SMALL_BASE for base in trend.bases)
    return [f"* を付けた n は{SMALL_BASE}未満で、割合は参考値。"] if held else []


def _row(trend: Trend, row: TrendRow, several: bool) -> list[str]:
    unit = _unit(trend) if row.is_mean else "%"
    cells = [
        "\n".join(filter(None, (_share_text(share, unit), change_cell(change, unit))))
        for share, change in zip(row.shares, (None, *row.changes), strict=True)
    ]
    return [row.label, *cells, *((change_cell(row.whole, unit) or NONE,) if several else ())]


def _unit(trend: Trend) -> str:
    return trend.question.get("unit") or ("点" if trend.question.get("scores") else "")


def _share_text(share: float | None, unit: str) -> str:
    return NONE if share is None else f"{number_text(float(share))}{unit}"


def change_cell(change: dict | None, unit: str = "%") -> str:
    """+11.3ポイント［4.7～17.9］\\n偶然を超える増加（p<0.001）; 比べない; "" where there is nothing to compare."""
    if change is None or not (change["question"] and change["previous_question"]):
        return ""
    if change["refused"]:
        return REFUSED if (change["choice"] and change["previous_choice"]) or change["statistic"] else ""
    text = difference_text(float(change["difference"]), unit)
    if change["lower"] is not None:
        text += f"［{number_text(float(change['lower']))}～{number_text(float(change['upper']))}］"
    return "\n".join(filter(None, (text, verdict_text(change))))


def verdict_text(change: dict) -> str:
    """偶然を超える増加（p=0.012）, 偶然の範囲（p=0.41）, 検定せず（n 不明）; "" where nobody or everybody chose it."""
    if change["p"] is None:
        return "" if change["more_than_chance"] is not None else "検定せず（n 不明）"
    if not change["more_than_chance"]:
        return f"偶然の範囲（{p_text(change['p'])}）"
    return f"偶然を超える{'増加' if change['difference'] > 0 else '減少'}（{p_text(change['p'])}）"


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
