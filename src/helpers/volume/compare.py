"""The comparison chapter: who leads, platform, budget, survey, forum; one row a municipality, in the order of chapters.

Every figure is the one its chapter prints, taken from the same store. What is not known is － or （資料未受領）, never 0.
"""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from helpers import dates
from helpers.findings import Findings, Place
from helpers.ledger import find_absent, is_known
from helpers.prose import Prose
from helpers.sections.base import circled
from helpers.tables import paragraphs, render_rows
from helpers.volume.read import Chapter, VolumeMaterials

UNKNOWN, NOT_RECEIVED, NONE_ORDERED = "－", "（資料未受領）", "発注の記載なし"
PLACE = Place("事例集の比較")
LEGEND = "「－」は、資料はあるがその値が分からないか、まだ集計していないもの。0ではない。"
NO_RANK = "地域の規模と取組の内容が異なるため、順位は付けない。"


def show(chapter: Chapter, name: str) -> Markup | str:
    """A figure as the chapter prints it, with its source."""
    if not chapter.year:
        return UNKNOWN
    facts = chapter.year.facts
    if find_absent(chapter.year.raw)(name):
        return NOT_RECEIVED
    return (
        Prose(facts, findings=Findings()).render(f"{{{{ {name} }}}}", PLACE)
        if name in facts.facts
        else UNKNOWN
    )


def build_leads(m: VolumeMaterials) -> Markup:
    """Department and division, meetings with them, the first of these."""
    labels = ["自治体", "部", "課・係", "初回の打合せ", "打合せの回数"]
    table = render_rows(labels, map(_lead_row, m.chapters), (22, 22, 26, 20, 10))
    return m.figure("leads", "主担当と打合せの開始", table, LEGEND)


def _lead_row(chapter: Chapter) -> list:
    held = chapter.settings.get("division_in_charge") or {}
    unit = f"（{held['unit']}）" if held.get("unit") else ""
    division = f"{held.get('division') or ''}{unit}"
    names = [held.get("department") or NOT_RECEIVED, division or NOT_RECEIVED]
    return [chapter.link(), *names, *_meetings(chapter)]


def _meetings(chapter: Chapter) -> list:
    """The date of the first meeting, and how many there were."""
    if not chapter.year:
        return [UNKNOWN, UNKNOWN]
    held = chapter.year.raw.meetings
    if not len(held):
        return [NOT_RECEIVED, NOT_RECEIVED]
    first = held.sort_values("no", kind="stable")["date"].iloc[0]
    return [dates.wareki(first) if is_known(first) else UNKNOWN, len(held)]


def build_platform(m: VolumeMaterials) -> Markup:
    """Members by side and class, and the number of PF meetings."""
    labels = ["自治体", "地域側", "地域側の区分", "行政側", "行政側の区分", "PF会議"]
    table = render_rows(labels, map(_platform_row, m.chapters), (20, 9, 32, 9, 21, 9))
    return m.figure("platform", "連携PFの形", table, "区分の数字は人数。", LEGEND)


def _platform_row(chapter: Chapter) -> list:
    community, office, meetings = (
        show(chapter, name) for name in ("participants.community", "participants.office", "platform.meetings")
    )
    return [chapter.link(), community, _classes(chapter, "地域"), office, _classes(chapter, "行政"), meetings]


def _classes(chapter: Chapter, side: str) -> str:
    """町会・自治会 2、企業 1; in the order in which the classes first stand in the list."""
    if not chapter.year or not len(chapter.year.raw.participants):
        return NOT_RECEIVED if chapter.year else UNKNOWN
    held = chapter.year.raw.participants
    counts = Counter(held.loc[held["side"] == side, "class"].fillna("（区分なし）"))
    return "、".join(f"{name} {count}" for name, count in counts.items()) or UNKNOWN


def build_budget(m: VolumeMaterials) -> Markup:
    """What each pilot project cost, and all of them; a sum of which a part is unknown is unknown."""
    labels = ["自治体", "試行的事業と発注額", "事業の数", "発注額の合計"]
    table = render_rows(labels, map(_budget_row, m.chapters), (20, 52, 11, 17))
    return m.figure("budget", "試行的事業の費用", table, LEGEND, NO_RANK)


def _budget_row(chapter: Chapter) -> list:
    projects = chapter.year.raw.projects.get("projects") or [] if chapter.year else []
    items = [
        Markup("{} {}：{}").format(circled(number), project["name"], _cost(chapter, project))
        for number, project in enumerate(projects, 1)
    ]
    count = show(chapter, "projects.count")
    ordered = not projects or any(project.get("contractors") for project in projects)
    cost = show(chapter, "projects.cost") if ordered else UNKNOWN
    return [chapter.link(), paragraphs(items) or count, count, cost]


def _cost(chapter: Chapter, project: dict) -> Markup | str:
    return show(chapter, f"projects.{project['id']}.cost") if project.get("contractors") else NONE_ORDERED


def build_surveys(m: VolumeMaterials) -> Markup:
    """Sent, returned and the rate of every survey but the forum's questionnaire; one row a survey."""
    labels = ["自治体", "調査", "対象", "送付", "回収", "回収率"]
    rows = [row for chapter in m.chapters for row in _survey_rows(chapter)]
    table = render_rows(labels, rows, (20, 32, 18, 10, 10, 10))
    differs = "調査の対象と方法は自治体ごとに異なり、回収率をそのまま比べることはできない。"
    return m.figure("surveys", "調査の回収状況", table, LEGEND, differs)


def _survey_rows(chapter: Chapter) -> list[list]:
    if not chapter.year:
        return [[chapter.link(), *[UNKNOWN] * 5]]
    raw = chapter.year.raw
    own = [survey for survey in raw.surveys.values() if survey.id != raw.forum.get("questionnaire")]
    return [_survey_row(chapter, survey) for survey in own] or [[chapter.link(), *[NOT_RECEIVED] * 5]]


def _survey_row(chapter: Chapter, survey) -> list:
    figures = [show(chapter, f"{survey.id}.{name}") for name in ("sent", "returned", "response_rate")]
    return [chapter.link(), survey.codebook["title"], survey.codebook.get("respondents") or UNKNOWN, *figures]


def build_forums(m: VolumeMaterials) -> Markup:
    """Date and attendance of the forum, and how many answered its questionnaire."""
    labels = ["自治体", "フォーラム", "開催日", "参加者", "アンケートの回答"]
    table = render_rows(labels, map(_forum_row, m.chapters), (22, 32, 22, 12, 12))
    return m.figure("forums", "フォーラムの参加者", table, LEGEND, NO_RANK)


def _forum_row(chapter: Chapter) -> list:
    figures = [show(chapter, f"forum.{name}") for name in ("title", "date", "attendance")]
    questionnaire = chapter.year.raw.forum.get("questionnaire") if chapter.year else None
    answers = show(chapter, f"{questionnaire}.returned") if questionnaire else UNKNOWN
    return [chapter.link(), *figures, answers]
