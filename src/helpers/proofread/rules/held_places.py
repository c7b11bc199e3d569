"""Where an event of the case was held, against what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.subjects import is_told_of_others, subject_at
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context, Remark, rule

ROOMS = "ホール|センター|会館|公民館|ホテル|庁舎|体育館|会議室|劇場|プラザ|文化館|図書館|校舎|学校|大学"
LEAST = 3  # characters that make a building one of its own
ROOM = re.compile(r"(?:[大中小]|第[一二三1-3])?(?:ホール|会議室|展示室|和室|集会室)$")
VENUE = re.compile(
    rf"(?:(?:会場|開催場所|場所)(?:は|:|となる|となった|の)?|[、,](?=[^、。]{{2,24}}(?:{ROOMS})(?:で|にて|において)、?開))(?!同じ|この|その)"
    rf"(?P<venue>[^、。()「」をはが\n]{{1,20}}?(?:{ROOMS}))(?![一-龠ァ-ヶー])"
)


@rule(
    "held-venue",
    "warning",
    "催しの会場が資料と違う",
    "資料（forum.yaml の venue）との突合",
    precision=AGAINST_CASES,
)
def check_venues(document: Document, context: Context) -> Iterator[Remark]:
    """The place of an event of the case, behind 会場 or before で開催, is the one that the case holds, or a part of it.

    Source: the raw inputs. A text may give it another form: a warning.

    >>> text = "つながりを考えるフォーラム\\n\\n会場：{}\\n\\n2月6日、{}で開催。"
    >>> told("held-venue", text.format("江東区文化センターホール", "文化会館"), held=HELD)
    ['会場が、資料の総合区民センターホールと違います。', '会場が、資料の総合区民センターホールと違います。']
    >>> told("held-venue", text.format("総合区民センター ホール", "総合区民センター"), held=HELD)
    []
    """
    if context.held is None:
        return
    rooms = (_rooms_of(venue.quote) for venue in context.held.venues.values())
    patterns = [VENUE, *(pattern for pattern in rooms if pattern)]
    for number, block in written_blocks(document) if context.held.venues else ():
        found = {
            match.start("venue"): match
            for pattern in patterns
            for match in pattern.finditer(block.folded.text)
        }
        for match in found.values():
            subject = subject_at(document, context, number, match.start("venue"))
            held = context.held.venues.get(subject.id)
            is_others = is_told_of_others(document, context, number, match.start("venue"))
            if held and not is_others and not _is_same(match["venue"], fold(held.quote).text):
                at = span(document, number, match.start("venue"), match.end("venue"))
                yield Remark(at, f"会場が、資料の{held.quote}と違います。", (), REMEDY, None, (held,))


def _rooms_of(venue: str) -> re.Pattern | None:
    """The building of a venue with a room of it: 市民文化会館大ホール, where it was the small one."""
    building = ROOM.sub("", fold(venue).text)
    if len(building) < LEAST:
        return None
    return re.compile(
        rf"(?P<venue>{re.escape(building)}の?[一-龠ァ-ヶー]{{0,6}}(?:ホール|会議室|展示室|和室|集会室))"
    )


def _is_same(given: str, held: str) -> bool:
    """One is part of the other, but for blanks: 総合区民センター of 総合区民センターレクホール, 区のレクホール."""
    given, held = (re.sub("[の ]", "", text) for text in (given, held))
    return given in held or held in given or (given[-6:] in held and given[:2] in held)
