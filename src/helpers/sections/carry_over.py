"""The opening of step ⑨: what became of the issues that were carried over from earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from markupsafe import Markup

from helpers.dates import fiscal_year_label
from helpers.ledger import find_absent
from helpers.raw.carry_over_checks import FILE, is_open
from helpers.sections.base import Materials
from helpers.sections.changes import CHANCE_NOTES, change_text, indicator_label, reading_text
from helpers.tables import Cell, bullets, render_form
from helpers.text import read_rules
from helpers.text.scopes import choose_said
from helpers.years.indicators import compare_indicator, name_before, read_indicator
from helpers.years.read import Year

NOT_COUNTED, NOT_LISTED = "前年度の集計なし", "（記載なし）"
HEAD = ("番号", "積み残し課題", "生じた年度", "前年度末", "今年度末")
CAPTION = "前年度までの積み残し課題のその後"
STATES_NOTE = "状態は年度末のもの。未着手、着手（取組を始めた）、継続（取組を続けている）、解消のいずれか。"
THEME_NOTE = "発言の件数は、テーマの語の条件に当たる発言の数。会議や取材の回数によっても増減する。"


def build_follow_up(m: Materials) -> Markup:
    """図表 前年度までの積み残し課題のその後; nothing where last year left no ledger or no open issue."""
    check_ledger(m)
    if m.previous is None:
        return Markup()
    before = {issue["id"]: issue for issue in m.previous.ledger}
    now = {issue["id"]: number for number, issue in enumerate(m.raw.carry_over)}
    earlier = [i["id"] for i in m.raw.carry_over if i["origin"] < m.raw.case.fiscal_year]
    ids = sorted({*(name for name, issue in before.items() if is_open(issue)), *earlier})
    if not ids:
        return Markup()
    _check_counted(m)
    this = this_year(m)
    rows = [row for name in ids for row in _rows(m, this, name, before.get(name), now.get(name))]
    notes = [STATES_NOTE, THEME_NOTE, *(CHANCE_NOTES if _has_shares(m) else ())]
    table = render_form(rows, (15, 43, 15, 13, 14), HEAD)
    return m.figure("table", "follow-up", CAPTION, table, f"{m.name}「積み残し課題台帳」", notes)


def this_year(m: Materials) -> Year:
    themes = {scope: frames[0] for scope, frames in m.themes.items()}
    return Year(m.raw, m.facts, m.results, themes, len(choose_said(m.remarks)))


def _has_shares(m: Materials) -> bool:
    names = [name for issue in m.raw.carry_over for name in issue["indicators"]]
    return any(m.facts.facts[name].unit == "%" for name in names if name in m.facts.facts)


def _rows(m: Materials, this: Year, name: str, before: dict | None, number: int | None) -> list[list[Cell]]:
    """The issue and its states; then, for an issue that is listed this year, what was done and the evidence."""
    issue = before if number is None else m.raw.carry_over[number]
    told = Markup() if number is None else bullets(_tell(m, this, number, issue))
    first = [
        Cell(name, head=True, rows=2 if told else 1),
        Cell(issue["title"]),
        Cell(fiscal_year_label(issue["origin"])),
        Cell(before["status"] if before else NOT_LISTED),
        Cell(NOT_LISTED if number is None else issue["status"]),
    ]
    return [first, [Cell(told, columns=4)]] if told else [first]


def _tell(m: Materials, this: Year, number: int, issue: dict) -> Iterator[Markup]:
    """One line each: what was done, the theme's remarks, the indicators, the projects, the remarks named."""
    done = m.text(FILE, (number, "done"), issue["done"])
    known = [name for name in issue["evidence"] if name in m.prose.remarks]
    lines = [
        ("行ったこと", [done] if done else []),
        ("発言", _theme(m, this, issue)),
        ("指標", _indicators(m, this, number, issue)),
        ("事業", _projects(m, issue)),
        ("根拠", [m.remark_links(known)] if known else []),
    ]
    for label, texts in lines:
        yield from (Markup("<strong>{}</strong>　{}").format(label, text) for text in texts)


def _theme(m: Materials, this: Year, issue: dict) -> Iterator[str]:
    """テーマ「…」：前年度 3件（出所2）→ 今年度 7件（出所4）."""
    theme, counted = issue["theme"], m.previous.year
    if theme:
        before = _counts(counted, theme) if counted else NOT_COUNTED
        yield f"テーマ「{theme}」：前年度 {before} → 今年度 {_counts(this, theme)}"


def _counts(year: Year, theme: str) -> str:
    remarks, sources = year.theme_counts("carry_over", theme)
    return f"{remarks:,}件（出所{sources:,}）" if remarks else "0件"


def _indicators(m: Materials, this: Year, number: int, issue: dict) -> Iterator[str]:
    for position, name in enumerate(issue["indicators"]):
        now, counted = read_indicator(this, name), m.previous.year
        if now is None:
            continue
        m.facts.note_use(name, str(m.raw.yaml_place(FILE, number, "indicators", position)))
        before = NOT_COUNTED
        if counted:  # its question may have had another number then
            before = reading_text(read_indicator(counted, name_before(counted, this, name)))
        change = compare_indicator(counted, this, name) if counted else None
        text = f"{indicator_label(this, name, asked=True)}：前年度 {before} → 今年度 {reading_text(now)}"
        yield text + (f"。{change_text(change, now.fact.unit)}" if change else "")


def _projects(m: Materials, issue: dict) -> Iterator[str]:
    """サロンの開催（120万円）."""
    names = {project["id"]: project for project in m.raw.projects.get("projects") or []}
    known = [names[name] for name in issue["projects"] if name in names]
    if known:
        yield "、".join(f"{p['name']}（{_cost(m, p)}）" for p in known)


def _cost(m: Materials, project: dict) -> str:
    if not project.get("contractors"):
        return "外部への発注なし"
    return m.facts.show_or(f"projects.{project['id']}.cost", "費用不明")


def _check_counted(m: Materials) -> None:
    if m.previous.year is None:
        case = m.previous.case
        message = f"{m.previous.label}の集計がないため、前年度の件数と割合を示せません"
        remedy = f"先に casebook run {case.municipality} {case.fiscal_year} を実行してから、作り直す"
        m.findings.add(
            "previous-year-not-run",
            "warning",
            m.raw.yaml_place(FILE),
            message,
            given=str(case),
            remedy=remedy,
        )


def check_ledger(m: Materials) -> None:
    """Findings for themes that no rule knows and for indicators that no figure of the year is named."""
    known = _themes(m)
    for number, issue in enumerate(m.raw.carry_over):
        if issue["theme"] and known and issue["theme"] not in known:
            place, allowed = m.raw.yaml_place(FILE, number, "theme"), "、".join(known)
            message = "shared/themes_carry_over.txt に無いテーマです"
            m.findings.add(
                "unknown-theme", "error", place, message, given=issue["theme"], allowed=allowed,
                remedy="テーマの名前を直すか、コーディングルールを加える",
            )  # fmt: skip
        for position, name in enumerate(issue["indicators"]):
            if name not in m.facts.facts:
                _add_unknown(m, number, position, name)


def _themes(m: Materials) -> list[str]:
    path = m.raw.case.shared / "themes_carry_over.txt"
    return [rule.name for rule in read_rules(path)] if path.is_file() else []


def _add_unknown(m: Materials, number: int, position: int, name: str) -> None:
    """Where its file has not been received, that is what is wrong."""
    place = m.raw.yaml_place(FILE, number, "indicators", position)
    file = find_absent(m.raw)(name)
    if file:
        m.findings.add(
            "absent-figure", "error", place, f"{file} が届いていないため、値を示せません", given=name
        )
        return
    near = "、".join(get_close_matches(name, m.facts.facts, n=3, cutoff=0.5)) or "（近い名前はありません）"
    message = "この名前の数値はありません。この指標は印字しません"
    m.findings.add(
        "unknown-indicator", "error", place, message, given=name, allowed=f"近い名前：{near}",
        remedy="名前を直すか、台帳に値を加える",
    )  # fmt: skip
