"""Names of a text against the names that the case holds: divisions, persons who spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.proofread.document import Document
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.morphemes import reading_of
from helpers.proofread.extract.names import difference, names_of
from helpers.proofread.found import Passage
from helpers.proofread.registry import Context, Remark, rule


@rule(
    "held-name",
    "error",
    "組織の名が、資料にある名と読みの同じ別の字で書かれている",
    "資料（case.yaml、participants.csv）との突合。変換誤りは読みの同じ字に起こる",
    precision=NONE,
)
def check_divisions(document: Document, context: Context) -> Iterator[Remark]:
    """A division that the case does not know, but one of the same reading and length with another character.

    Source: the raw inputs.

    >>> told("held-name", "参加者：保険予防課 課長", held=HELD)
    ['「保険予防課」は、資料では「保健予防課」です。']
    >>> told("held-name", "参加者：保健予防課 課長。予防接種課も出た。", held=HELD)
    []
    """
    known = context.held.names.get("division", {}) if context.held else {}
    for name, places in names_of(context, "division").items() if known else ():
        slip = None if name in known else _homophone(name, known, context)
        for place in places if slip else ():
            message = f"「{name}」は、資料では「{slip}」です。"
            yield Remark(place.at, message, (), slip, None, (known[slip],))


def _homophone(name: str, known: Mapping[str, Passage], context: Context) -> str | None:
    """The known name that differs in one character only and is read the same."""
    for other in known:
        left, right = difference(name, other)
        if len(name) == len(other) and len(left) == len(right) == 1:
            reading = reading_of(context, name)
            if reading and reading == reading_of(context, other):
                return other
    return None


@rule(
    "held-person",
    "warning",
    "氏名が、資料にある氏名と一字だけ違う",
    "資料（forum.yaml の登壇者）との突合",
    precision=NONE,
)
def check_persons(document: Document, context: Context) -> Iterator[Remark]:
    """A person whose name is that of a speaker of the case but for one character.

    Source: the raw inputs. Another person may be meant: a warning.

    >>> told("held-person", "高橋良大氏が講演した。", held=HELD)
    ['「高橋良大」は、資料の「高橋良太」の誤りではありませんか。']
    >>> told("held-person", "高橋良太氏が講演し、山本良太氏が進めた。", held=HELD)
    []
    """
    known = context.held.names.get("person", {}) if context.held else {}
    for name, places in names_of(context, "person").items() if known else ():
        near = [other for other in known if name not in known and _is_near(name, other)]
        for place in places if near else ():
            message = f"「{name}」は、資料の「{near[0]}」の誤りではありませんか。"
            yield Remark(place.at, message, (), near[0], None, (known[near[0]],))


def _is_near(one: str, other: str) -> bool:
    left, right = difference(one, other)
    return len(one) == len(other) >= 3 and len(left) == len(right) == 1
