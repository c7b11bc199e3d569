"""Part 1 取組の全体像: profile form, wished state, external structure, values. Part 2: picture of the platform."""

from __future__ import annotations

from markupsafe import Markup

from helpers import dates
from helpers.raw.fiscal_years import read_fiscal_year
from helpers.sections.base import Materials, circled, missing, stack
from helpers.sections.writing import render_chapter
from helpers.tables import Cell, bullets, paragraphs, render_form

FILE = "case.yaml"
UNKNOWN = "（資料未受領）"


def build_profile(m: Materials) -> Markup:
    """① municipality, ② division in charge, ③ population, ④ cooperation inside the office."""
    rows = [
        [*_label(1, "自治体名"), Cell(_municipality(m), columns=2)],
        [*_label(2, "担当部局名"), Cell(division_name(m.raw.settings) or UNKNOWN, columns=2)],
        [*_label(3, "人口"), Cell(_population(m), columns=2)],
        *_cooperation(m),
    ]
    table = render_form(rows, (6, 18, 20, 56))
    return m.figure("table", "profile", "自治体の概要", table, f"{m.name}資料より作成")


def _municipality(m: Materials) -> str:
    """江東区（東京都、全国地方公共団体コード 131083）."""
    place = m.raw.settings["municipality"]
    details = [
        place.get("prefecture"),
        f"全国地方公共団体コード {place['code']}" if place.get("code") else None,
    ]
    known = "、".join(filter(None, details))
    return f"{place['name']}（{known}）" if known else place["name"]


def division_name(settings: dict) -> str:
    """福祉部 長寿応援課（地域支え合い係）; empty where it is not known."""
    division = settings.get("division_in_charge") or {}
    name = " ".join(filter(None, (division.get("department"), division.get("division"))))
    return f"{name}（{division['unit']}）" if name and division.get("unit") else name


def _label(number: int, text: str, rows: int = 1) -> list[Cell]:
    return [Cell(circled(number), head=True, rows=rows), Cell(text, head=True, rows=rows)]


def _population(m: Materials) -> str:
    """524,310（人）＜令和2年10月/国勢調査＞."""
    if "case.population" not in m.facts.facts:
        return UNKNOWN
    held = m.raw.settings["population"]
    as_of = (
        m.facts.show("case.population.as_of", "年月", FILE)
        if "case.population.as_of" in m.facts.facts
        else ""
    )
    origin = "/".join(filter(None, (as_of, held.get("source"))))
    return f"{m.facts.show('case.population', '値', FILE)}（人）" + (f"＜{origin}＞" if origin else "")


def section_names(sections: list[dict]) -> str:
    """福祉部（福祉課、地域ケア推進課）、保健所（保健予防課）."""
    names = ((section["department"], "、".join(section.get("divisions") or [])) for section in sections)
    return "、".join(
        f"{department}（{divisions}）" if divisions else department for department, divisions in names
    )


def _cooperation(m: Materials) -> list[list[Cell]]:
    groups = m.raw.settings.get("internal_cooperation") or []
    rows: list[list[Cell]] = []
    for number, group in enumerate(groups):
        task = m.text(FILE, ("internal_cooperation", number, "task"), group.get("task"))
        start = _label(4, "自治体内連携", rows=2 * len(groups)) if number == 0 else []
        rows.append(
            [
                *start,
                Cell(f"庁内連携部局\n（{group['role']}）", head=True),
                Cell(section_names(group["sections"])),
            ]
        )
        rows.append([Cell("庁内連携内容\n※会議体、情報共有", head=True), Cell(task)])
    return rows


def build_vision(m: Materials) -> Markup:
    """① previous efforts, ② wished state: final goal and this year's goals."""
    efforts, goals = m.raw.settings.get("previous_efforts") or [], m.raw.settings.get("goals") or {}
    if not efforts and not goals:
        return missing("従前の取組とゴール")
    rows = [
        [*_label(1, "従前の取組\n※重層の取組、外部組織連携、地域コミュニティ形成等"), Cell(_efforts(m, efforts), columns=2)],
        [*_label(2, "実現したい状態\n※構築する仕組み／支援対象の住民を取り巻く環境", rows=2), Cell("最終的な\nゴール", head=True), _goals(m, "final")],
        [Cell("今年度の\nゴール", head=True), _goals(m, "this_year")],
    ]  # fmt: skip
    return m.figure(
        "table",
        "vision",
        "形成を目指す地方版連携PFの姿",
        render_form(rows, (6, 20, 14, 60)),
        f"{m.name}資料より作成",
    )


def _efforts(m: Materials, efforts: list[dict]) -> Markup:
    html = []
    for number, effort in enumerate(efforts):
        lines = [Markup("<strong>{}</strong>").format(effort["name"])]
        for key, label in (("purpose", "目的"), ("activities", "実施"), ("members", "構成員")):
            if effort.get(key):
                text = m.text(FILE, ("previous_efforts", number, key), effort[key])
                lines.append(Markup("【{}】{}").format(label, text))
        html.append(paragraphs(lines))
    return Markup().join(html)


def _goals(m: Materials, key: str) -> Cell:
    goals = m.raw.settings.get("goals") or {}
    return Cell(bullets(m.texts(FILE, ("goals", key), goals.get(key))) or UNKNOWN)


def build_external(m: Materials) -> Markup:
    """Two blocks (platform, regional council), each with its members and how they were approached."""
    blocks = m.raw.settings.get("external_structure") or []
    if not blocks:
        return missing("外部連携体制")
    rows = []
    for number, block in enumerate(blocks):
        path = ("external_structure", number)
        label = block["name"] + (f"\n※{block['definition']}" if block.get("definition") else "")
        for key, title in (("members", "参画\nメンバー"), ("approach", "選出・打診\n時の工夫")):
            content = bullets(m.texts(FILE, (*path, key), block.get(key))) or "今後設置を検討"
            start = _label(number + 1, label, rows=2) if key == "members" else []
            rows.append([*start, Cell(title, head=True), Cell(content)])
    return m.figure(
        "table",
        "external",
        "地方版連携PFの外部連携体制",
        render_form(rows, (6, 24, 15, 55)),
        f"{m.name}資料より作成",
    )


def build_values(m: Materials) -> Markup:
    return render_chapter(m, "values", what="価値や工夫・考え方")


def build_picture(m: Materials) -> Markup:
    """The picture of the platform, drawn from links and participants, and its explanation."""
    picture = m.picture(
        "platform", "連携プラットフォームのイメージ図", f"{m.name}資料、参加者一覧より作成", kind="diagram"
    )
    note = Markup("<h4>（連携プラットフォームの内容説明）</h4>")
    return stack(picture, note, render_chapter(m, "platform_picture", what="連携プラットフォームの内容説明"))


def period_label(year: int) -> str:
    """令和5年度（2023年4月～2024年3月）."""
    return f"{dates.fiscal_year_label(year)}（{year}年4月～{year + 1}年3月）"


def build_cover(m: Materials) -> Markup:
    """The cover: series, case number, name, year, commissioning body, division in charge, the state of the data."""
    year = read_fiscal_year(m.raw.case.shared, m.raw.case.fiscal_year, m.findings)
    facts = [
        ("対象年度", period_label(year.fiscal_year)),
        ("発注者", year.commissioned_by),
        ("担当部局", division_name(m.raw.settings) or UNKNOWN),
        ("人口", _population(m)),
    ]
    synthetic = next(
        (s.codebook["synthetic"] for s in m.raw.surveys.values() if s.codebook.get("synthetic")), ""
    )
    return COVER.format(
        series=year.series,
        title=m.title,
        subtitle=m.subtitle,
        facts=Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in facts),
        note=Markup('<p class="cover-note">合成データについて：{}</p>').format(synthetic)
        if synthetic
        else "",
    )


COVER = Markup(
    '<header class="cover"><p class="series">{series}</p><h1>{title}</h1><p class="subtitle">{subtitle}</p>\n'
    '<dl class="cover-facts">{facts}</dl>{note}</header>'
)
