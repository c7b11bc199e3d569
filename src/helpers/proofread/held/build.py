"""Held: built of a case's checked raw inputs and its fact store.

RawInputs, FactStore -> affairs -> figures, days, shares, tables, meetings, names
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from helpers import dates
from helpers.facts import Fact, FactStore
from helpers.findings import Place
from helpers.ledger import is_known
from helpers.ledger.build import delivered
from helpers.proofread.extract.affairs import KINDS, kind_of
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.facts import read_figures, read_held_days
from helpers.proofread.held.model import Held, HeldAffair, HeldMeeting, HeldShare, HeldTable, Tabulated
from helpers.proofread.held.printed import read_days, read_hours, read_source
from helpers.proofread.held.sentences import read_sentences
from helpers.raw import RawInputs, SurveyInput

COPIES = {"sites": ("か所数", "箇所数", "か所"), "copies": ("配布部数", "部数", "部", "枚数")}
SHARES = {
    "n": ("n", "件数", "回答数", "度数", "団体数", "人数", "回答者数"),
    "percent": ("%", "割合", "構成比", "比率", "割合(%)", "構成比(%)"),
}

WHOLE = ("全体", "合計", "計")  # row labels of the base of a question


def build_held(raw: RawInputs, facts: FactStore, prose: Iterable[tuple[Place, str]] = ()) -> Held:
    """Everything that the case holds; what is blank or could not be read holds nothing.

    `prose`: the lines of chapters and settings, each with its place, with references.
    """
    affairs, owners = _affairs(raw), _owners(raw)
    shares = tuple(_shares(raw, facts, owners))
    return Held(
        affairs=affairs,
        figures=tuple(read_figures(_without_shares(raw, facts), owners)),
        days=tuple(read_held_days(facts.facts, owners, affairs)),
        shares=shares,
        tables=(*_distribution(raw, facts), *_share_tables(shares)),
        meetings=tuple(_meetings(raw)),
        names=_names(raw),
        tabulated=_tabulated(raw, facts, owners, shares),
        sentences=read_sentences(prose, facts),
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


def _questions(raw: RawInputs) -> Iterator[tuple[str, dict]]:
    for survey in raw.surveys.values():
        for question in survey.codebook["questions"]:
            yield survey.id, question


def _without_shares(raw: RawInputs, facts: FactStore) -> Iterator:
    """The facts that are not of one question: those are shares."""
    prefixes = tuple(f"{survey}.{question['id']}." for survey, question in _questions(raw))
    return (fact for fact in facts.facts.values() if not fact.id.startswith(prefixes))


def _shares(raw: RawInputs, facts: FactStore, owners: Mapping[str, str]) -> Iterator[HeldShare]:
    for survey, question in _questions(raw):
        name = f"{survey}.{question['id']}"
        base = _number(facts, f"{name}.n")
        for choice in question.get("choices") or []:
            label = choice if isinstance(choice, str) else str(choice.get("label", ""))
            n, percent = (_number(facts, f"{name}.{label}.{end}") for end in ("n", "percent"))
            told = [
                facts.facts[id] for end in ("n", "percent") if (id := f"{name}.{label}.{end}") in facts.facts
            ]
            if told:
                shown = f"{question['id']}「{label}」{'、'.join(fact.show() for fact in told)}"
                at = read_source(told[0].source, shown)
                wording = fold(str(question.get("text") or "")).text
                yield HeldShare(
                    owners.get(survey, ""), question["id"], wording, fold(label).text, n, base, percent, at
                )


def _tabulated(
    raw: RawInputs, facts: FactStore, owners: Mapping[str, str], shares: tuple[HeldShare, ...]
) -> dict[str, Tabulated]:
    """What the surveys of each affair came to, crosstabs and the survey's own counts included."""
    found: dict[str, list[Fact]] = {}
    for fact in facts.facts.values():
        first = fact.id.partition(".")[0]
        if first in raw.surveys and isinstance(fact.value, int | float):
            found.setdefault(owners.get(first, ""), []).append(fact)
    surveys = {owners.get(id, ""): survey for id, survey in raw.surveys.items()}
    return {affair: _come_to(surveys[affair], held, _sums(affair, shares)) for affair, held in found.items()}


def _come_to(survey: SurveyInput, facts: list[Fact], sums: set[Decimal]) -> Tabulated:
    single = {Decimal(str(fact.value)) for fact in facts if fact.unit == "%"} | {Decimal(100)}
    percents = single | sums | {100 - value for value in single}
    counts = frozenset(
        int(fact.value) for fact in facts if fact.unit != "%" and float(fact.value).is_integer()
    )
    at = Passage(f"surveys/{survey.id}", 0, 1, f"「{survey.codebook['title']}」の集計")
    return Tabulated(tuple(sorted(percents)), counts, survey.codebook.get("unit") or "", at)


def _sums(affair: str, shares: tuple[HeldShare, ...]) -> set[Decimal]:
    """Of two choices of one question: 感じる and やや感じる together."""
    questions: dict[str, list[Decimal]] = {}
    for share in shares:
        if share.affair == affair and share.percent is not None:
            questions.setdefault(share.wording, []).append(share.percent)
    return {one + other for held in questions.values() for one, other in combinations(held, 2)}


def _number(facts: FactStore, id: str) -> Decimal | None:
    fact = facts.facts.get(id)
    return Decimal(str(fact.value)) if fact else None


def _share_tables(shares: tuple[HeldShare, ...]) -> Iterator[HeldTable]:
    """One table a question, known by its number or its wording."""
    questions: dict[tuple[str, str, str], dict[str, dict]] = {}
    for share in shares:
        values = {"n": share.n, "percent": share.percent}
        row = {column: (value, share.at) for column, value in values.items() if value is not None}
        rows = questions.setdefault((share.affair, share.question, share.wording), {})
        rows[share.choice] = row
        if share.base is not None:
            whole = {"n": (share.base, share.at), "percent": (Decimal(100), share.at)}
            rows |= {label: whole for label in WHOLE}
    for (_, question, wording), rows in questions.items():
        yield HeldTable(question, SHARES, rows, tuple(filter(None, (question, wording))))


def _distribution(raw: RawInputs, facts: FactStore) -> Iterator[HeldTable]:
    """Places with their copies; sub-totals and the total as the fact store adds them up."""
    file, rows = raw.place("distribution").file, {}
    for index, row in delivered(raw).iterrows():
        held = {name: row[name] for name in COPIES if is_known(row[name])}
        rows[fold(str(row["place"])).text] = {
            name: (Decimal(str(value)), Passage(file, int(index), 1, f"{row['place']} {value}"))
            for name, value in held.items()
        }
    for group in (*delivered(raw)["group"].unique(), "total"):
        fact = facts.facts.get(f"distribution.{group}")
        if fact:
            label = "合計" if group == "total" else f"小計({fold(group).text})"
            rows[label] = {
                "copies": (Decimal(str(fact.value)), Passage(file, 0, 1, f"{label} {fact.show()}"))
            }
    if rows:
        yield HeldTable("distribution", COPIES, rows)


def _meetings(raw: RawInputs) -> Iterator[HeldMeeting]:
    """The log of meetings, and the dated meetings of the platform."""
    for index, row in raw.meetings.iterrows():
        if not is_known(row["date"]):
            continue
        hours = f"{row['start']}～{row['end']}" if is_known(row["start"]) and is_known(row["end"]) else ""
        shown = f"{dates.wareki(row['date'])} {hours}".strip()
        place = raw.place("meetings", index)
        yield HeldMeeting(read_days(shown)[0], read_hours(shown), Passage(place.file, int(index), 1, shown))


def _names(raw: RawInputs) -> dict[str, dict[str, Passage]]:
    """Divisions of the office and of the participants; persons who spoke."""
    divisions: dict[str, Passage] = {}
    for number, entry in enumerate(raw.settings.get("internal_cooperation") or []):
        for position, section in enumerate(entry.get("sections") or []):
            place = raw.yaml_place("case.yaml", "internal_cooperation", number, "sections", position)
            for name in (section.get("department"), *(section.get("divisions") or [])):
                _keep(divisions, name, place)
    charge = raw.settings.get("division_in_charge") or {}
    for key in ("department", "division", "unit"):
        _keep(divisions, charge.get(key), raw.yaml_place("case.yaml", "division_in_charge", key))
    for index, row in raw.participants.iterrows():
        _keep(divisions, row["division"], raw.place("participants", index))
    return {"division": divisions, "person": _persons(raw)}


def _keep(names: dict[str, Passage], name: object, place) -> None:
    if is_known(name):
        names.setdefault(fold(str(name)).text, Passage(place.file, place.row or 0, 1, str(name)))


def _persons(raw: RawInputs) -> dict[str, Passage]:
    persons: dict[str, Passage] = {}
    for number, part in enumerate(raw.forum.get("programme") or []):
        place = raw.yaml_place("forum.yaml", "programme", number)
        for speaker in part.get("speakers") or []:
            _keep(persons, (speaker.get("name") or "").replace(" ", "").replace("　", ""), place)
        _keep(persons, part.get("moderator"), place)
    return persons
