"""The chapter: its parts in their order, numbered once, and the finished sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from helpers.sections import appendix, overview, projects, records, steps
from helpers.sections.base import Materials, Section
from helpers.sections.crosstabs import build_crosstab_appendix
from helpers.sections.detail_forum import build_forum
from helpers.sections.detail_platform import build_platform
from helpers.sections.detail_publicity import build_publicity
from helpers.sections.detail_survey import build_survey
from helpers.sections.evidence import check_evidence

Builder = Callable[[Materials], Markup]
Title = str | Callable[[Materials], str]

STAGE_PARTS = [
    (f"stage_{name}", title, partial(steps.build_stage, stage=name))
    for name, (title, _) in steps.STAGES.items()
]
DETAILS = {
    "forum": build_forum,
    "survey": build_survey,
    "publicity": build_publicity,
    "platform": build_platform,
}
DETAIL_PARTS = [
    (f"detail_{name}", partial(projects.project_title, project_id=name), builder)
    for name, builder in DETAILS.items()
]

# (heading, [(id, sub-heading, builder)]): the printed order of the chapter. Numbers are given from here.
PARTS: list[tuple[str, list[tuple[str, Title, Builder]]]] = [
    ("取組の全体像", [
        ("profile", "自治体の概要", overview.build_profile),
        ("vision", "形成を目指す地方版連携PFの姿", overview.build_vision),
        ("external", "地方版連携PFの外部連携体制", overview.build_external),
        ("values", "PF連携による価値や工夫・考え方", overview.build_values),
    ]),
    ("連携PFイメージ", [("picture", "連携プラットフォームのイメージ図", overview.build_picture)]),
    ("試行的事業一覧", [
        ("projects", "本年度に取り組んだ試行的事業の概要", projects.build_projects),
        ("next_year", "次年度以降に向けた事業等の案", projects.build_next_year),
        ("reactions", "孤独・孤立対策を公表した際の反響", projects.build_reactions),
    ]),
    ("連携PFの行程および実務上の留意点", [*STAGE_PARTS, ("breakthrough", "ブレイクスルー要因", steps.build_breakthrough)]),
    ("自治体等との打合せ記録一覧", [("meetings", "", records.build_meetings)]),
    ("自治体による従前からの取組", [("previous", "", records.build_previous)]),
    ("試行的事業", DETAIL_PARTS),
]  # fmt: skip
COLUMN_AFTER = "breakthrough"
APPENDICES: list[tuple[str, str, Builder]] = [
    ("evidence", "根拠一覧", appendix.build_evidence),
    ("corrections", "原典の記載との相違と処理", appendix.build_corrections),
    ("sources", "数値の出典", appendix.build_sources),
    ("crosstabs", "クロス集計表", build_crosstab_appendix),
]


def build_chapter(materials: Materials) -> dict[str, Section]:
    """Part id -> Section, built in printed order, so that 図表 numbers do not depend on the order of cells."""
    check_projects(materials)
    check_evidence(materials)
    return {section.id: section for section in _sections(materials)}


def _sections(m: Materials) -> Iterator[Section]:
    yield Section("cover", overview.build_cover(m))
    for number, (heading, children) in enumerate(PARTS, 1):
        for index, (part_id, title, builder) in enumerate(children, 1):
            top = _heading(2, f"part-{number}", f"{number}　{heading}") if index == 1 else Markup()
            name = title(m) if callable(title) else title
            sub = _heading(3, "", f"{number}.{index}　{name}") if name else Markup()
            yield _section(part_id, top, sub, builder(m))
            if part_id == COLUMN_AFTER:
                yield Section("column", _column(m))
    for letter, (part_id, heading, builder) in zip("ABCD", APPENDICES, strict=True):
        top, body = _heading(2, f"appendix-{letter}", f"付録{letter}　{heading}"), builder(m)
        yield _section(part_id, top, Markup(), body) if body else Section(part_id, Markup())


def _heading(level: int, anchor: str, text: str) -> Markup:
    attribute = Markup(' id="{}"').format(anchor) if anchor else Markup()
    return Markup("<h{0}{1}>{2}</h{0}>\n").format(level, attribute, text)


def _section(part_id: str, top: Markup, sub: Markup, body: Markup) -> Section:
    return Section(
        part_id, Markup('{}<section class="part" id="{}">{}{}</section>').format(top, part_id, sub, body)
    )


def _column(m: Materials) -> Markup:
    return Markup(
        '<aside class="column" id="column" aria-label="コラム"><h3>コラム　{}</h3>\n{}</aside>'
    ).format("地域の支援団体から見た孤独・孤立対策と連携PFの重要性", steps.build_column(m))


def check_projects(m: Materials) -> None:
    """A project that no part of the chapter prints in detail is said, not silently left out."""
    for number, project in enumerate(m.raw.projects.get("projects") or []):
        if project["id"] not in DETAILS:
            m.findings.add(
                "project-without-detail", "warning", m.raw.yaml_place("projects.yaml", "projects", number, "id"),
                "この事業には詳細の節がありません。一覧にだけ載ります", given=project["id"], allowed="、".join(DETAILS),
            )  # fmt: skip
