"""05, parts 1 and 8: the points in brief, and what changed in asking and in organisation between the years."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from helpers.raw.checks import section_registry
from helpers.raw.fiscal_years import read_fiscal_year
from helpers.sections.changes import NONE
from helpers.sections.overview import COVER
from helpers.sections.years_answers import all_trends, signed
from helpers.sections.years_base import Comparison
from helpers.sections.years_figures import total_text
from helpers.sections.years_ledger import count_states, list_notable
from helpers.sections.years_themes import list_moved
from helpers.tables import bullets, render_rows
from helpers.years.history import NEW_SURVEY, list_surveys_held
from helpers.years.links import NO
from helpers.years.read import Year
from helpers.years.themes import GONE, LASTED, NEW
from helpers.years.trend import Trend, is_compared

SERIES = "孤独・孤立対策　地方版連携プラットフォーム　年度比較"
IN_CHARGE = "担当部局が変わった"
DIVISIONS = "部署名が変わった"
MOST = 5  # of what moved, how many are named in brief


def build_cover(c: Comparison) -> Markup:
    note = next(
        (s.codebook["synthetic"] for s in c.latest.raw.surveys.values() if s.codebook.get("synthetic")), ""
    )
    facts = [("対象年度", c.span), ("発注者", _commissioned(c))]
    return COVER.format(
        series=SERIES,
        title=c.name,
        subtitle=subtitle(c),
        facts=Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in facts),
        note=Markup('<p class="cover-note">合成データについて：{}</p>').format(note) if note else "",
    )


def subtitle(c: Comparison) -> str:
    return f"{c.span}　積み残し課題と指標の推移"


def _commissioned(c: Comparison) -> str:
    """内閣官房（令和5年度）、内閣府（令和6年度・令和7年度）."""
    held: dict[str, list[str]] = {}
    for year in c.years:
        body = read_fiscal_year(year.raw.case.shared, year.number, c.findings).commissioned_by
        held.setdefault(body, []).append(year.label)
    return "、".join(f"{body}（{'・'.join(labels)}）" for body, labels in held.items())


def build_summary(c: Comparison) -> Markup:
    """The points in brief, each from a table below; what there is nothing to say about is left out."""
    if len(c.years) == 1:
        return Markup("<p>比べる年度がまだないため、{}の値だけを示す。</p>").format(c.latest.label)
    return bullets(_points(c))


def _points(c: Comparison) -> Iterator[str]:
    states = count_states(c)
    if states:
        listed = "、".join(f"{state} {count}件" for state, count in states.items())
        yield f"台帳の積み残し課題{sum(states.values())}件は、{c.latest.label}末で、{listed}。"
    notable = list_notable(c)
    yield from notable
    if not notable:
        yield f"{c.years[0].label}から偶然を超えて変わったといえる指標はない。"
    for text, scope, state in (
        ("新しく現れた積み残し課題のテーマ", "carry_over", NEW),
        ("発言がなくなった積み残し課題のテーマ", "carry_over", GONE),
        ("すべての年度に続いたブレイクスルー要因のテーマ", "breakthrough", LASTED),
    ):
        themes = list_moved(c, scope, state)
        if themes:
            yield f"{text}：{'、'.join(themes)}。"
    yield from _answers(c)
    if total_text(c):
        cost = c.latest.facts.show("projects.cost")
        yield f"{c.latest.label}の試行的事業の費用は計{cost}（{total_text(c)}）。"


def _answers(c: Comparison) -> Iterator[str]:
    """What moved most in the surveys from the first year that asked it, and how many questions are not compared."""
    trends = all_trends(c)
    moved = sorted(filter(None, map(_most_moved, trends)), key=lambda held: -abs(held[2]["difference"]))
    if moved:
        named = "、".join(
            f"{trend.title} {trend.ids[-1]}「{label}」{signed(change['difference'])}ポイント"
            for trend, label, change in moved[:MOST]
        )
        more = f"、ほか{len(moved) - MOST}問" if len(moved) > MOST else ""
        yield f"回答が最初の年度から偶然を超えて変わった設問は{len(moved)}問（{named}{more}）。"
    refused = sum(any(link.comparable == NO for link in trend.links) for trend in trends)
    if refused:
        yield f"問い方が変わり、比べない年度のある設問：{refused}問。"


def _most_moved(trend: Trend) -> tuple[Trend, str, dict] | None:
    """The choice that moved most from the first year to the last, of those that moved by more than chance."""
    held = [(row.label, row.whole or row.changes[0]) for row in trend.rows if not row.is_mean]
    moved = [(label, change) for label, change in held if is_compared(change) and change["more_than_chance"]]
    return (trend, *max(moved, key=lambda one: abs(one[1]["difference"]))) if moved else None


def build_changes(c: Comparison) -> Markup:
    """What else a reader must know before comparing: surveys that came or went, divisions; questions have a part."""
    rows = [row for before, after in c.pairs for row in _rows(c, before, after)]
    if not rows:
        return Markup("<p>実施した調査と部署名に、年度間の変更はない。</p>")
    labels = ("年度", "対象", "変わったこと", "前の年度", "後の年度", "比較への影響")
    table = render_rows(labels, rows, (13, 15, 14, 22, 22, 14))
    notes = ["設問、選択肢、調査対象の変更は、設問の対応と変更の履歴に示す。"]
    return c.figure(
        "table",
        "changes",
        "年度間の比較に影響する変更",
        table,
        "各年度の調査票（survey.yaml）、case.yaml",
        notes,
    )


def _rows(c: Comparison, before: Year, after: Year) -> Iterator[tuple]:
    span = f"{before.label}\n→{after.label}"
    for first, _, title, what in list_surveys_held(c.chain):
        if first == before.number:
            old, new = (NONE, "実施") if what == NEW_SURVEY else ("実施", NONE)
            yield span, title, what, old, new, "割合を比べない"
    for what, old, new in _organisation(before, after):
        yield span, "庁内の体制", what, old or NONE, new or NONE, "名称のみ"


def _organisation(before: Year, after: Year) -> Iterator[tuple[str, str, str]]:
    """The division in charge; and names of departments and divisions that came or went."""
    old, new = (_in_charge(year) for year in (before, after))
    if old != new:
        yield IN_CHARGE, old, new
    gone, come = _names(before), _names(after)
    lost, found = [n for n in gone if n not in come], [n for n in come if n not in gone]
    if lost or found:
        yield DIVISIONS, "、".join(lost), "、".join(found)


def _in_charge(year: Year) -> str:
    division = year.raw.settings.get("division_in_charge") or {}
    return " ".join(division[key] for key in ("department", "division", "unit") if division.get(key))


def _names(year: Year) -> list[str]:
    """Departments and divisions of the cooperation inside the office, each by its own name."""
    cooperation = {"internal_cooperation": year.raw.settings.get("internal_cooperation") or []}
    names = section_registry(cooperation)
    return [name for name in names if not _is_joined(name, names)]


def _is_joined(name: str, names: list[str]) -> bool:
    return any(
        name != other and name.startswith(other) and name.removeprefix(other) in names for other in names
    )
