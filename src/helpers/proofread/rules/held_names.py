"""Names of a text against the names that the case holds: divisions, persons who spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from helpers.proofread.document import Block, Document, Span
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.morphemes import reading_of
from helpers.proofread.extract.names import TITLES, difference, find_names, names_of
from helpers.proofread.extract.terms import begins_word, span, written_blocks
from helpers.proofread.found import Passage
from helpers.proofread.registry import Context, Remark, rule

SIDE = 12  # characters before a name in which a title stands
LONG = 4  # characters of a name of which one may be a slip
PERSON = re.compile(r"[一-龠々ぁ-んァ-ヶ]+")
TITLE_BEFORE = re.compile(rf"(?P<title>{TITLES})[の、: ]?$")
TITLE_BEHIND = re.compile(rf"(?P<title>{TITLES})")
SERIES = re.compile(r"[0-9一二三四五六七八九十東西南北中上下左右前後内外新旧大小]")


@rule(
    "held-name",
    "error",
    "組織の名が、資料にある名と読みの同じ別の字で書かれている",
    "資料（case.yaml、participants.csv）との突合。変換誤りは読みの同じ字に起こる",
    precision=AGAINST_CASES,
)
def check_divisions(document: Document, context: Context) -> Iterator[Remark]:
    """A division that the case does not know, but one of the same reading and length with another character.

    Source: the raw inputs.

    >>> told("held-name", "参加者：保険予防課 課長", held=HELD)
    ['「保険予防課」は、資料では「保健予防課」です。']
    >>> told("held-name", "参加者：保健予防課 課長。予防接種課も出た。", held=HELD)
    []
    """
    known = context.once("held divisions", lambda: _divisions(context))
    for name, places in names_of(context, "division").items() if known else ():
        slip = None if name in known else _homophone(name, known, context)
        for place in places if slip else ():
            message = f"「{name}」は、資料では「{slip}」です。"
            yield Remark(place.at, message, (), slip, None, (known[slip],))


def _divisions(context: Context) -> Mapping[str, Passage]:
    """The divisions of the case as names of a text are read: 市民協働課 is 民協働課 behind a municipality's name."""
    held = context.held.names.get("division", {}) if context.held else {}
    read = {name: at for full, at in held.items() for _, _, name in find_names(full, "division")}
    return {**read, **held}


def _homophone(name: str, known: Mapping[str, Passage], context: Context) -> str | None:
    """The known name that differs in one character only and is read the same."""
    for other in known:
        if _is_near(name, other, 3):
            reading = reading_of(context, name)
            if reading and reading == reading_of(context, other):
                return other
    return None


@rule(
    "held-name-near",
    "warning",
    "組織の名が、資料にある名と一字だけ違う",
    "資料（case.yaml、participants.csv）との突合",
    precision=AGAINST_CASES,
)
def check_near(document: Document, context: Context) -> Iterator[Remark]:
    """A division whose name is that of one of the case but for one character that makes no series (第一課, 第二課).

    Source: the raw inputs. Another office may have such a division: a warning.

    >>> told("held-name-near", "参加者：保健予知課 課長", held=HELD)
    ['「保健予知課」は、資料の「保健予防課」の誤りではありませんか。']
    >>> told("held-name-near", "参加者：保健予防課、保険予防課、保健予防二課", held=HELD)
    []
    """
    known = context.once("held divisions", lambda: _divisions(context))
    for name, places in names_of(context, "division").items() if known else ():
        near = [other for other in known if name not in known and _is_near(name, other, LONG)]
        if near and not _homophone(name, known, context):
            for place in places:
                yield _ask(place.at, name, near[0], known)


def _ask(at: Span, name: str, other: str, known: Mapping[str, Passage]) -> Remark:
    message = f"「{name}」は、資料の「{other}」の誤りではありませんか。"
    return Remark(at, message, (), other, None, (known[other],))


@rule(
    "held-person",
    "warning",
    "氏名が、資料にある氏名と一字だけ違う",
    "資料（forum.yaml の登壇者）との突合",
    precision=AGAINST_CASES,
)
def check_persons(document: Document, context: Context) -> Iterator[Remark]:
    """A person whose name is that of a speaker of the case but for one character.

    Source: the raw inputs. Another person may be meant: a warning.

    >>> told("held-person", "高橋良大氏が講演し、大橋良太さんが進めた。", held=HELD)
    ['「高橋良大」は、資料の「高橋良太」の誤りではありませんか。', '「大橋良太」は、資料の「高橋良太」の誤りではありませんか。']
    >>> told("held-person", "高橋良太氏が講演し、高橋 良太部長が答えた。高橋和夫氏が進めた。", held=HELD)
    []
    """
    known = context.held.names.get("person", {}) if context.held else {}
    names = [name for name in known if len(name) >= LONG]
    for number, block in written_blocks(document) if names else ():
        text = block.folded.text
        for start, name in _slips(block, names):
            at = span(document, number, start, start + len(name))
            yield _ask(at, text[start : start + len(name)], name, known)


@rule(
    "held-post",
    "warning",
    "登壇者の役職が、資料と違う",
    "資料（forum.yaml の登壇者）との突合",
    precision=AGAINST_CASES,
)
def check_posts(document: Document, context: Context) -> Iterator[Remark]:
    """The title just before or behind the name of a speaker is one of those that the case holds.

    Source: the raw inputs. A person may have other posts: a warning.

    >>> told("held-post", "社会福祉協議会の地域福祉課長、高橋良太さんが話した。", held=HELD)
    ['「高橋良太」の役職が、資料では「部長」です。']
    >>> told("held-post", "地域福祉部長の高橋良太氏と、区の課長が話した。高橋良太部長。会長と高橋良太氏。", held=HELD)
    []
    """
    posts = context.held.posts if context.held else {}
    for number, block in written_blocks(document) if posts else ():
        text = block.folded.text
        for name, (titles, at) in posts.items():
            for match in re.finditer(re.escape(name), text):
                for title in _titles_beside(text, match):
                    if title["title"] not in titles:
                        message = f"「{name}」の役職が、資料では「{'、'.join(sorted(titles))}」です。"
                        place = span(document, number, *title.span("title"))
                        yield Remark(place, message, (), "", None, (at,))


def _titles_beside(text: str, name: re.Match) -> Iterator[re.Match]:
    """課長、高橋良太 and 高橋良太部長."""
    before = TITLE_BEFORE.search(text, max(name.start() - SIDE, 0), name.start())
    yield from (found for found in (before, TITLE_BEHIND.match(text, name.end())) if found)


def _slips(block: Block, names: list[str]) -> Iterator[tuple[int, str]]:
    """Where a text has a name but for one character: the first two or the last two are there."""
    text = block.folded.text
    for name in names:
        heads = (match.start() for match in re.finditer(re.escape(name[:2]), text))
        tails = (match.start() - len(name) + 2 for match in re.finditer(re.escape(name[-2:]), text))
        for start in sorted({start for start in (*heads, *tails) if start >= 0}):
            given = text[start : start + len(name)]
            if (
                given not in names
                and PERSON.fullmatch(given)
                and _differ_by_one(given, name)
                and begins_word(block, start)
            ):
                yield start, name


def _differ_by_one(one: str, other: str) -> bool:
    left, right = difference(one, other)
    return len(one) == len(other) and len(left) == len(right) == 1


def _is_near(one: str, other: str, least: int) -> bool:
    """One character apart that is not part of a series."""
    return (
        len(one) >= least
        and _differ_by_one(one, other)
        and not SERIES.search("".join(difference(one, other)))
    )
