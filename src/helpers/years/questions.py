"""What changed between two years in how things were asked, and whether shares can still be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.raw.names import fold_width
from helpers.years.read import Year

TEXT, TYPE, CHOICES, BASE = (
    "設問文が変わった",
    "設問の型が変わった",
    "選択肢が変わった",
    "尋ねた相手（基数）が変わった",
)
RESPONDENTS, MODE = "調査対象が変わった", "調査方法が変わった"
ADDED, DROPPED = "新しい設問", "なくなった設問"
NEW_SURVEY, NO_SURVEY = "新しい調査", "実施しなかった調査"


@dataclass(frozen=True)
class Difference:
    """What changed (one of the words above), what it was, what it is; `breaks` = shares cannot be compared."""

    what: str
    before: str
    after: str
    breaks: bool = False


def compare_question(before: dict, after: dict) -> list[Difference]:
    """The differences of one question of two codebooks; blanks and widths of characters do not count.

    Other choices break the comparison of a single answer (each respondent has one choice to give); in a multiple
    answer every choice is answered by itself, so those that stayed can be compared.
    """
    pairs = [
        (TEXT, before["text"], after["text"], False),
        (TYPE, before["type"], after["type"], True),
        (BASE, before["base"] or "全回答者", after["base"] or "全回答者", True),
    ]
    found = [Difference(*pair) for pair in pairs if fold_width(pair[1]) != fold_width(pair[2])]
    gone, come = _missing(before["choices"], after["choices"]), _missing(after["choices"], before["choices"])
    if gone or come:
        found.append(Difference(CHOICES, _listed(gone), _listed(come), after["type"] != "MA"))
    return found


def _missing(choices: list[str], others: list[str]) -> list[str]:
    known = set(map(fold_width, others))
    return [choice for choice in choices if fold_width(choice) not in known]


def _listed(choices: list[str]) -> str:
    return "".join(f"「{choice}」" for choice in choices)


def compare_survey(before: dict, after: dict) -> list[Difference]:
    """Differences of two codebooks in whom they asked and how."""
    pairs = [(RESPONDENTS, "respondents"), (MODE, "mode")]
    return [
        Difference(what, before[key] or "", after[key] or "")
        for what, key in pairs
        if fold_width(before[key] or "") != fold_width(after[key] or "")
    ]


def list_differences(before: Year, after: Year) -> Iterator[tuple[str, Difference]]:
    """(survey and question, difference) of everything that two years asked differently, in the codebooks' order."""
    old, new = before.raw.surveys, after.raw.surveys
    for survey in [*new, *(name for name in old if name not in new)]:
        if survey not in old or survey not in new:
            book = (old.get(survey) or new[survey]).codebook
            what = NEW_SURVEY if survey in new else NO_SURVEY
            yield (
                book["title"],
                Difference(what, "" if survey in new else "実施", "実施" if survey in new else ""),
            )
            continue
        for difference in compare_survey(old[survey].codebook, new[survey].codebook):
            yield new[survey].codebook["title"], difference
        yield from _questions(old[survey].codebook, new[survey].codebook)


def _questions(before: dict, after: dict) -> Iterator[tuple[str, Difference]]:
    old, new = ({q["id"]: q for q in book["questions"]} for book in (before, after))
    title = after.get("short_title") or after["title"]
    for name, question in new.items():
        found = (
            compare_question(old[name], question)
            if name in old
            else [Difference(ADDED, "", question["text"])]
        )
        yield from ((f"{title} {name}", difference) for difference in found)
    for name in (name for name in old if name not in new):
        yield f"{title} {name}", Difference(DROPPED, old[name]["text"], "")
