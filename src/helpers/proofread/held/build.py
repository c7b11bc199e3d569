"""Held: built of a case's checked raw inputs, its fact store and its tabulation.

Materials -> affairs -> figures, days, shares, tables, meetings, names, sentences
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.facts import Fact, FactStore
from helpers.materials import written_prose
from helpers.numerals import money_text
from helpers.proofread.extract.affairs import KINDS, kind_of
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.facts import read_figures, read_held_days
from helpers.proofread.held.lists import read_distribution, read_meetings, read_sessions
from helpers.proofread.held.model import Held, HeldAffair, HeldFigure
from helpers.proofread.held.names import read_names, read_posts
from helpers.proofread.held.printed import passage_at, read_quantity
from helpers.proofread.held.sentences import read_sentences
from helpers.proofread.held.shares import build_share_tables, questions_of, read_shares, tabulate_affairs
from helpers.raw import RawInputs
from helpers.sections.base import Materials


def build_held(m: Materials) -> Held:
    """Everything that the case holds; what is blank or could not be read holds nothing."""
    raw, facts = m.raw, m.facts
    affairs, owners = _affairs(raw), _owners(raw)
    shares = tuple(read_shares(raw, facts, owners))
    return Held(
        affairs=affairs,
        figures=(
            *read_figures(_without_shares(raw, facts), owners, m.name),
            *_meetings_held(raw),
            *_orders(raw),
        ),
        days=tuple(read_held_days(facts.facts, owners, affairs)),
        shares=shares,
        tables=(*read_distribution(raw, facts), *build_share_tables(shares)),
        meetings=tuple(read_meetings(raw)),
        surveys=tuple(fold(name).text for name in _survey_names(raw)),
        sessions=read_sessions(raw),
        names=read_names(raw),
        posts=read_posts(raw),
        venues=_venues(raw),
        tabulated=tabulate_affairs(raw, facts, owners, shares, m.crosstabs),
        sentences=read_sentences(written_prose(m), facts),
    )


def _owners(raw: RawInputs) -> dict[str, str]:
    """First part of a fact's name -> affair: the questionnaire of a forum is the forum's."""
    own = {
        affair: affair for affair in ("forum", *raw.surveys, *(project["id"] for project in _projects(raw)))
    }
    questionnaire = raw.forum.get("questionnaire")
    return own | ({questionnaire: "forum"} if questionnaire else {})


def _projects(raw: RawInputs) -> list[dict]:
    return raw.projects.get("projects") or []


def _affairs(raw: RawInputs) -> tuple[HeldAffair, ...]:
    """One of each id: a project and the forum or survey of the same id are one affair under two titles."""
    titles: dict[str, list[str]] = {project["id"]: [project["name"]] for project in _projects(raw)}
    if raw.forum.get("title"):
        titles.setdefault("forum", []).append(raw.forum["title"])
    for id, survey in raw.surveys.items():
        if id != raw.forum.get("questionnaire"):
            titles.setdefault(id, []).append(survey.codebook["title"])
    return tuple(_affair(id, tuple(dict.fromkeys(filter(None, names))), raw) for id, names in titles.items())


def _affair(id: str, titles: tuple[str, ...], raw: RawInputs) -> HeldAffair:
    kind = "event" if id == "forum" else "survey" if id in raw.surveys else kind_of("".join(titles))[0]
    match = KINDS[kind].search("".join(titles)) if kind else None
    return HeldAffair(id, kind, match.group() if match else "", tuple(fold(title).text for title in titles))


def _without_shares(raw: RawInputs, facts: FactStore) -> Iterator[Fact]:
    """The facts that are not of one question: those are shares."""
    prefixes = tuple(f"{survey}.{question['id']}." for survey, question in questions_of(raw))
    return (fact for fact in facts.facts.values() if not fact.id.startswith(prefixes))


def _survey_names(raw: RawInputs) -> Iterator[str]:
    for survey in raw.surveys.values():
        yield from filter(None, (survey.codebook["title"], survey.codebook.get("short_title")))


def _meetings_held(raw: RawInputs) -> Iterator[HeldFigure]:
    """How many meetings the log holds."""
    if len(raw.meetings):
        shown = f"{len(raw.meetings)}回"
        at = Passage(raw.place("meetings").file, 0, 1, shown)
        yield HeldFigure("meetings", ("打合せ", "打ち合わせ"), read_quantity(shown), at)


def _venues(raw: RawInputs) -> dict[str, Passage]:
    place = raw.yaml_place("forum.yaml", "venue")
    venue = raw.forum.get("venue")
    return {"forum": passage_at(place, venue)} if venue else {}


def _orders(raw: RawInputs) -> Iterator[HeldFigure]:
    """What was paid for what: 会場運営 75万円, by the role of the contractor."""
    for number, project in enumerate(_projects(raw)):
        for position, order in enumerate(project.get("contractors") or []):
            role, cost = fold(order.get("role") or "").text, order.get("cost_yen")
            if len(role) > 2 and cost:
                place = raw.yaml_place(
                    "projects.yaml", "projects", number, "contractors", position, "cost_yen"
                )
                at = passage_at(place, f"{role} {money_text(cost)}")
                id = f"projects.{project['id']}.cost.{position + 1}"
                yield HeldFigure(
                    id, (role,), read_quantity(money_text(cost)), at, affair=project["id"], short=(role,)
                )
