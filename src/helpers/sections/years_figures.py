"""05, parts 6 and 7: surveys and forum in figures, projects and their costs."""

from __future__ import annotations

from markupsafe import Markup

from helpers.numerals import money_text
from helpers.sections.base import missing
from helpers.sections.changes import NONE
from helpers.sections.years_base import Comparison, join_labels
from helpers.sections.years_ledger import ledger
from helpers.tables import Cell, render_form, render_rows
from helpers.years.read import Year

MEASURES = {"sent": "送付数", "returned": "回答数", "response_rate": "回収率"}
FORUM = {"forum.date": "開催日", "forum.attendance": "参加者数"}
NOT_HELD = "実施なし"


def build_surveys(c: Comparison) -> Markup:
    """Sent, returned and rate of every survey, date and attendance of the forum, number of platform meetings."""
    rows = [row for survey in _surveys(c) for row in _survey_rows(c, survey)]
    rows += _group(
        c, "フォーラム", [(label, [_shown(y, name) for y in c.years]) for name, label in FORUM.items()]
    )
    rows += _group(c, "連携PF", [("会合の回数", [_shown(y, "platform.meetings") for y in c.years])])
    if not rows:
        return missing("調査・フォーラム・会合の記録")
    table = render_form(rows, c.widths((26, 14)), ("区分", "項目", *c.labels))
    notes = [f"「{NONE}」は、値がないか、資料を受領していないもの。回収率は回答数 ÷ 送付数。"]
    return c.figure(
        "table", "surveys", f"調査・フォーラム・会合の数値（{c.span}）", table, f"{c.name}資料より作成", notes
    )


def _surveys(c: Comparison) -> list[str]:
    return list(dict.fromkeys(name for year in c.years for name in year.raw.surveys))


def _survey_rows(c: Comparison, survey: str) -> list[list[Cell]]:
    title = next(
        y.raw.surveys[survey].codebook["title"] for y in reversed(c.years) if survey in y.raw.surveys
    )
    rows = [
        (label, [_shown(y, f"{survey}.{key}") if survey in y.raw.surveys else NOT_HELD for y in c.years])
        for key, label in MEASURES.items()
    ]
    held = [row for row in rows if any(text not in (NONE, NOT_HELD) for text in row[1])]
    return _group(
        c, title, held or [("実施", ["実施" if survey in y.raw.surveys else NOT_HELD for y in c.years])]
    )


def _shown(year: Year, name: str) -> str:
    return year.facts.show_or(name, NONE)


def _group(c: Comparison, title: str, rows: list[tuple[str, list[str]]]) -> list[list[Cell]]:
    """Rows under one label; none where no year has a value."""
    held = [(label, texts) for label, texts in rows if any(text != NONE for text in texts)]
    heads = [[Cell(title, head=True, rows=len(held))], *[[]] * (len(held) - 1)] if held else []
    return [
        [*head, Cell(label, head=True), *(Cell(text, numeric=True) for text in texts)]
        for head, (label, texts) in zip(heads, held, strict=True)
    ]


def build_projects(c: Comparison) -> Markup:
    """One row a project, one column a year: what it cost; then which were dropped or new, and the totals."""
    names = _projects(c)
    if not names:
        return missing("試行的事業の一覧")
    rows = [
        [_name(c, name), *(_cost(year, name) for year in c.years), _addressed(c, name), _moved(c, name)]
        for name in names
    ]
    total = [
        Markup("<strong>費用の合計</strong>"),
        *(_shown(year, "projects.cost") for year in c.years),
        "",
        total_text(c),
    ]
    table = render_rows(
        ("事業名称", *c.labels, "対応する課題", "動き"), [*rows, total], c.widths((28,), (15, 17))
    )
    notes = [
        f"「{NONE}」は、その年度に実施していない事業。事業名称は最新の年度のもの。対応する課題は、いずれかの年度の台帳による。"
    ]
    return c.figure(
        "table", "projects", f"試行的事業と費用（{c.span}）", table, f"{c.name}資料より作成", notes
    )


def _projects(c: Comparison) -> list[str]:
    return list(dict.fromkeys(project["id"] for year in c.years for project in held(year)))


def held(year: Year) -> list[dict]:
    return year.raw.projects.get("projects") or []


def _find(year: Year, name: str) -> dict | None:
    return next((project for project in held(year) if project["id"] == name), None)


def _name(c: Comparison, name: str) -> str:
    return next(found["name"] for found in (_find(year, name) for year in reversed(c.years)) if found)


def _cost(year: Year, name: str) -> str:
    project = _find(year, name)
    if project is None:
        return NONE
    return _shown_cost(year, name) if project.get("contractors") else "発注なし"


def _shown_cost(year: Year, name: str) -> str:
    return year.facts.show_or(f"projects.{name}.cost", "費用不明")


def _addressed(c: Comparison, name: str) -> str:
    ids = [
        i for i, states in ledger(c).items() if any(name in issue["projects"] for issue in states.values())
    ]
    return "\n".join(ids) or NONE


def _moved(c: Comparison, name: str) -> str:
    """新規（令和6年度から）, 令和6年度で終了, 継続; years in between that it left out are named."""
    there = [year for year in c.years if _find(year, name)]
    out = [y for y in c.years if y not in there and there[0].number < y.number < there[-1].number]
    parts = [f"新規（{there[0].label}から）"] if there[0] is not c.years[0] else []
    parts += [f"{there[-1].label}で終了"] if there[-1] is not c.latest else []
    parts += [f"{join_labels(out)}は実施なし"] if out else []
    return "、".join(parts) or ("継続" if len(c.years) > 1 else NONE)


def total_text(c: Comparison) -> str:
    """前年度から50万円の増, 令和5年度と同額; empty where a total is not known."""
    totals = [year.facts.facts.get("projects.cost") for year in c.years[-2:]]
    if len(totals) < 2 or None in totals:
        return ""
    difference = totals[1].value - totals[0].value
    if not difference:
        return f"{c.before}と同額"
    return f"{c.before}から{money_text(abs(difference))}の{'増' if difference > 0 else '減'}"
