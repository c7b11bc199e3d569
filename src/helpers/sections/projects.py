"""Part 3 試行的事業一覧: one table of all pilot projects, next year's plans, reactions.

Each project's record is held once (`projects.yaml`); the overview here and the detail tables of part 7 show it.
"""

from __future__ import annotations

from markupsafe import Markup

from helpers.sections.base import Materials, circled, missing
from helpers.sections.writing import render_chapter
from helpers.tables import Cell, bullets, paragraphs, render_form

FILE = "projects.yaml"
NAMES = {"forum": "フォーラム", "survey": "調査", "publicity": "広報物作成", "platform": "PF体制の検討"}
UNKNOWN = "（不明）"
NO_AMOUNT = "（金額の記載なし）"
HEAD = ("事業名称", "事業内容", "目的/期待効果・KPI", "実施時期・会場", "発注先・費用")


def projects(m: Materials) -> list[dict]:
    return m.raw.projects.get("projects") or []


def find_project(m: Materials, project_id: str) -> tuple[int, dict] | None:
    return next(((n, p) for n, p in enumerate(projects(m)) if p["id"] == project_id), None)


def project_title(m: Materials, project_id: str) -> str:
    """① PF形成に向けたフォーラム開催; a plain name where there is no such project."""
    found = find_project(m, project_id)
    return f"{circled(found[0] + 1)} {found[1]['name']}" if found else NAMES[project_id]


def build_projects(m: Materials) -> Markup:
    """The points of the year, then per project a row and a row of what was verified, then the total cost."""
    if not projects(m):
        return missing("試行的事業の一覧")
    points = bullets(m.texts(FILE, ("points",), m.raw.projects.get("points")))
    rows = [row for number, project in enumerate(projects(m)) for row in _rows(m, number, project)]
    rows.append(
        [
            Cell("費用の合計", head=True),
            Cell("", columns=3),
            Cell(m.facts.show_or("projects.cost", UNKNOWN), numeric=True),
        ]
    )
    table = render_form(rows, (15, 32, 23, 16, 14), HEAD)
    figure = m.figure(
        "table",
        "projects",
        "試行的事業の概要",
        table,
        f"{m.name}資料より作成",
        ["「―」は外部への発注がない事業。"],
    )
    return Markup("<h4>試行的事業のポイント・工夫</h4>\n{}\n{}").format(points, figure)


def _rows(m: Materials, number: int, project: dict) -> list[list[Cell]]:
    path = ("projects", number)
    first = [
        Cell(f"{circled(number + 1)} {project['name']}", head=True),
        Cell(bullets(m.texts(FILE, (*path, "content"), project.get("content")))),
        Cell(bullets(m.texts(FILE, (*path, "aims"), project.get("aims")))),
        Cell(_when(m, path, project)),
        Cell(_contractors(m, project)),
    ]
    results = bullets(m.texts(FILE, (*path, "results"), project.get("results")))
    return [first, [Cell("成果検証項目", head=True), Cell(results, columns=4)]]


def _when(m: Materials, path: tuple, project: dict) -> Markup:
    lines = [Markup("✓ {}").format(t) for t in m.texts(FILE, (*path, "periods"), project.get("periods"))]
    if project.get("venue"):
        lines.append(Markup("【会場】{}").format(m.text(FILE, (*path, "venue"), project["venue"])))
    return paragraphs(lines)


def _contractors(m: Materials, project: dict) -> Markup:
    lines = []
    for number, contractor in enumerate(project.get("contractors") or [], 1):
        role = f"【{contractor['role']}】" if contractor.get("role") else ""
        cost = m.facts.show_or(f"projects.{project['id']}.cost.{number}", NO_AMOUNT)
        lines.append(f"{role}{contractor['name']}\n{cost}")
    return paragraphs(lines or ["―"])


def build_next_year(m: Materials) -> Markup:
    note = Markup('<p class="note">※PDCAサイクルに照らして次年度以降に取り組む事業のイメージ</p>\n')
    return note + render_chapter(m, "next_year", what="次年度以降の案")


def build_reactions(m: Materials) -> Markup:
    return render_chapter(m, "reactions", what="公表した際の反響")


def render_detail_table(m: Materials, project_id: str) -> Markup:
    """概要 / 結果 / 工夫点 / ねらい of one project, from the same record as the overview."""
    found = find_project(m, project_id)
    if not found:
        return missing(f"{NAMES[project_id]}の記録")
    number, project = found
    detail, path = project.get("detail") or {}, ("projects", number, "detail")
    rows = [
        [Cell(label, head=True), Cell(paragraphs(m.texts(FILE, (*path, key), detail.get(key))))]
        for label, key in (("概要", "summary"), ("結果", "result"))
    ]
    rows.append(
        [
            Cell("工夫点", head=True),
            Cell(bullets(m.texts(FILE, (*path, "ingenuity"), detail.get("ingenuity")))),
        ]
    )
    rows.append(
        [
            Cell("ねらい", head=True),
            Cell(bullets(m.texts(FILE, ("projects", number, "aims"), project.get("aims")))),
        ]
    )
    caption = f"{project['name']}の概要"
    return m.figure(
        "table", f"detail-{project_id}", caption, render_form(rows, (14, 86)), f"{m.name}資料より作成"
    )
