"""Where an event of the case was held, against what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.subjects import subject_at
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context, Remark, rule

ROOMS = "ホール|センター|会館|公民館|ホテル|庁舎|体育館|会議室|劇場|プラザ|文化館|図書館|校舎|学校|大学"
VENUE = re.compile(
    rf"(?:(?:会場|開催場所|場所)(?:は|:|となる|となった|の)?|[、,](?=[^、。]{{2,24}}(?:{ROOMS})(?:で|にて|において)、?開))"
    rf"(?P<venue>[^、。()\n]{{1,20}}?(?:{ROOMS}))(?![一-龠ァ-ヶー])"
)


@rule(
    "held-venue",
    "warning",
    "催しの会場が資料と違う",
    "資料（forum.yaml の venue）との突合",
    precision=NONE,
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
    for number, block in written_blocks(document) if context.held and context.held.venues else ():
        for match in VENUE.finditer(block.folded.text):
            subject = subject_at(document, context, number, match.start("venue"))
            held = context.held.venues.get(subject.id)
            if held and not _is_same(match["venue"], fold(held.quote).text):
                at = span(document, number, match.start("venue"), match.end("venue"))
                remedy = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"
                yield Remark(at, f"会場が、資料の{held.quote}と違います。", (), remedy, None, (held,))


def _is_same(given: str, held: str) -> bool:
    """One is part of the other, but for blanks: 総合区民センター of 総合区民センターレクホール, 区のレクホール."""
    given, held = given.replace(" ", ""), held.replace(" ", "")
    return given in held or held in given or (given[-6:] in held and given[:2] in held)
