"""Which question of the later year is which of the earlier one, renumbered or reworded ones included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpers.years.likeness import fold_text, likeness

LEAST, LEAST_TEXT = 0.5, 0.35  # of the whole score, of the wording alone
WORDING, OFFERED = 0.6, 0.4  # weights of wording and choices
OWN_ID, OTHER_KIND = 0.1, -0.2
KINDS = {"SCALE": "SA", "NPS": "NUM"}  # counted alike
Match = tuple[dict | None, dict | None]  # (question of the later year, of the earlier one)


def kind_of(question: dict) -> str:
    """SA for scales, too: one choice a respondent."""
    return KINDS.get(question["type"], question["type"])


def match_questions(
    old: Sequence[dict], new: Sequence[dict], fixed: Iterable[tuple[str, str]] = ()
) -> list[Match]:
    """Every question of both codebooks once: those of the later year in order, then the dropped ones.

    `fixed` (new id, old id; "" = none) are taken as they are. Then the same wording, own id first; then the most
    alike in wording and choices (greedily, best first), if alike enough. Ids alone prove nothing: Q5 of one year
    may be Q6 of the next.
    """
    fixed = list(fixed)
    taken = {one: other for one, other in fixed if one}
    held = {other for _, other in fixed if other}
    for pairs in (_same, _alike):
        rest = [q for q in old if q["id"] not in held], [q for q in new if q["id"] not in taken]
        for one, other in pairs(*rest):
            if one not in taken and other not in held:
                taken[one] = other
                held.add(other)
    known = {question["id"]: question for question in old}
    used = set(taken.values())
    matched = [(question, known.get(taken.get(question["id"], ""))) for question in new]
    return [*matched, *((None, question) for question in old if question["id"] not in used)]


def _same(old: Sequence[dict], new: Sequence[dict]) -> Iterator[tuple[str, str]]:
    """Same wording (and item): own id and same choices before own id, before same choices, before the first."""
    scored = [
        (-(2 * (q["id"] == p["id"]) + (_choices(q) == _choices(p))), i, j)
        for i, q in enumerate(new) for j, p in enumerate(old)
        if _wording(q) == _wording(p) and any(_wording(q))
    ]  # fmt: skip
    yield from ((new[i]["id"], old[j]["id"]) for _, i, j in sorted(scored))


def _wording(question: dict) -> tuple[str, str]:
    return fold_text(question["text"]), fold_text(question.get("item") or "")


def _choices(question: dict) -> set[str]:
    return {fold_text(choice) for choice in question["choices"]}


def _alike(old: Sequence[dict], new: Sequence[dict]) -> Iterator[tuple[str, str]]:
    scored = [
        (-score, i, j) for i, q in enumerate(new) for j, p in enumerate(old) if (score := match_score(q, p))
    ]
    yield from ((new[i]["id"], old[j]["id"]) for _, i, j in sorted(scored))


def match_score(one: dict, other: dict) -> float:
    """How likely two questions are the same one (0 = not at all); see LEAST and the weights above."""
    wording, own = text_likeness(one, other), one["id"] == other["id"]
    if wording < LEAST_TEXT and not own:
        return 0.0
    first, second = _choices(one), _choices(other)
    shared = len(first & second) / len(first | second) if first and second else None
    score = wording if shared is None else WORDING * wording + OFFERED * shared
    score += OWN_ID * own + OTHER_KIND * (kind_of(one) != kind_of(other))
    return score if score >= LEAST else 0.0


def text_likeness(one: dict, other: dict) -> float:
    """Of the wordings; items of a matrix share its wording, so the less alike of wording and item counts."""
    item, other_item = (question.get("item") or "" for question in (one, other))
    return min(
        likeness(one["text"], other["text"]), likeness(item, other_item) if item or other_item else 1.0
    )
