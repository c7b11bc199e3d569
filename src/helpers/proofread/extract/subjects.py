"""Which affair of the case a passage is about: that of its part, else the only one that its words name, or the last
one named before it.

    Document, Held -> subjects_of -> for every block Subject(affair, is_sure)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.affairs import LIKE, Affair, affairs_of, likeness
from helpers.proofread.extract.around import BACK, is_of_others, sentence_around
from helpers.proofread.extract.topics import topics_of
from helpers.proofread.held.model import Held, HeldAffair
from helpers.proofread.registry import Context


@dataclass(frozen=True)
class Subject:
    """`affair` None: none of the case's. `is_sure`: the part has its title; else only a word of the passage names it,
    or, where `is_carried`, of one before."""

    affair: HeldAffair | None = None
    is_sure: bool = False
    is_carried: bool = False

    @property
    def id(self) -> str:
        return self.affair.id if self.affair else ""


NOTHING = Subject()
CARRIED = 6  # blocks over which a text still tells of the affair named last
OTHER_SURVEY = re.compile(r"(?P<name>[一-龠々ァ-ヶー・]{2,16}?(?:調査|アンケート))(?![票員社会部課室])")
OWN_SURVEY = re.compile(
    "本|同|当|今回|今年度?|参加者|来場者|オンライン|ネット|ウェブ|団体|住民|区民|市民|町民|村民|意識|実態"
)
SURVEY = re.compile("調査(?!票|員)|アンケート")
PRODUCT = re.compile("リーフレット|パンフレット|チラシ|広報物")
NOT_OURS = re.compile(
    r"(?:参加者|来場者)(?:への|の)?アンケート|アンケートでは、?参加者|国勢調査"
    r"|(?:国|都|県|府|政府|内閣府|厚生労働省|総務省|同省|民間|別)(?:の|による|に行った)[^。、]{0,10}調査"
)
OTHER_EVENT = re.compile("シンポジウム|セミナー|講座|講習会|説明会|研修会|まつり|祭り")


def is_told_of_others(document: Document, context: Context, number: int, position: int) -> bool:
    """Whether a place tells of others (全国, 前年度), or of a survey that is none of the case's."""
    text = document.blocks[number].folded.text
    if is_of_others(text, position):
        return True
    start = max(sentence_around(text, position)[0], position - BACK)
    named = max(OTHER_SURVEY.finditer(text, start, position), key=lambda match: match.end(), default=None)
    return named is not None and not _is_own_survey(named["name"], context.held)


def _is_own_survey(name: str, held: Held) -> bool:
    """市民調査 of 人とのつながりに関する市民調査; 本調査, 参加者アンケート."""
    own = [title for affair in held.affairs for title in affair.titles] + list(held.surveys)
    bare = re.sub("(?:アンケート)?(?:調査)?$", "", name)
    return bool(OWN_SURVEY.fullmatch(bare)) or any(bare in title for title in own)


def subjects_of(document: Document, context: Context) -> list[Subject]:
    """For every block the affair of the case that it is about."""
    return context.once("subjects", lambda: _read(document, context))


def subject_at(document: Document, context: Context, number: int, position: int) -> Subject:
    """The affair of a place: of the block, unless its sentence names just one by its word."""
    subject = subjects_of(document, context)[number]
    if subject.is_sure:
        return subject
    text = document.blocks[number].folded.text
    start, end = sentence_around(text, position)
    sentence = text[max(start, position - BACK) : min(end, position + BACK)]
    named = _named(sentence, context.held, subject)
    return Subject(named[0]) if len(named) == 1 else subject


def _read(document: Document, context: Context) -> list[Subject]:
    parts = [(part, find_affair(part, context.held)) for part in affairs_of(document, context)]
    topics = topics_of(document, context)
    named = {topics[part.first]: affair for part, affair in parts if affair and part.kind != "product"}
    subjects = [Subject(named[topic]) if topic in named else NOTHING for topic in topics]
    for part, affair in parts:
        for number in range(part.first, part.last + 1):
            if part.kind != "product" or topics[number] not in named:
                subjects[number] = Subject(affair, True) if affair else Subject(subjects[number].affair)
    return _carry(document, subjects, context.held)


def _carry(document: Document, subjects: list[Subject], held: Held) -> list[Subject]:
    """With the affairs that words name; what follows is about the last one, until another is named or a part begins."""
    last, since = NOTHING, 0
    for number, block in enumerate(document.blocks):
        since += 1
        if not subjects[number].is_sure and block.kind != "quote":
            titled, found = _titled(block.folded.text, held), _named(block.folded.text, held, last)
            own = titled or (Subject(found[0]) if len(found) == 1 else None)
            is_over = block.kind == "heading" or since > CARRIED
            if own or found or OTHER_EVENT.search(block.folded.text):
                subjects[number] = own or NOTHING
            elif not subjects[number].affair and last.affair and not is_over:
                subjects[number] = Subject(last.affair, is_carried=True)
                continue
        if subjects[number].affair or block.kind == "heading" or OTHER_EVENT.search(block.folded.text):
            last, since = subjects[number], 0
    return subjects


def _named(text: str, held: Held, before: Subject) -> list[HeldAffair]:
    """The affairs whose word stands in a text; a questionnaire told of with an event is the event's."""
    text = NOT_OURS.sub("", text)
    if before.affair and before.affair.kind == "event":
        text = text.replace("アンケート", "")
    return [affair for affair in held.affairs if affair.kind and _has_word(text, affair, held)]


def _has_word(text: str, affair: HeldAffair, held: Held) -> bool:
    """Whether the word of an affair stands in a text, and the case has no other of its kind."""
    if sum(other.kind == affair.kind for other in held.affairs) > 1:
        return False
    if affair.kind == "event":
        return bool(affair.word) and affair.word in text
    return bool((SURVEY if affair.kind == "survey" else PRODUCT).search(text))


def find_affair(part: Affair, held: Held) -> HeldAffair | None:
    """The affair of the case that a part of a document tells of: of the same kind, with a like title."""
    alike = [affair for affair in held.affairs if affair.kind == part.kind and _is_like(part, affair)]
    return alike[0] if len(alike) == 1 else None


def _is_like(part: Affair, affair: HeldAffair) -> bool:
    return any(likeness(part.title, title) >= LIKE for title in affair.titles)


def _titled(text: str, held: Held) -> Subject | None:
    """The only affair whose full title stands in a text."""
    found = [affair for affair in held.affairs if any(title in text for title in affair.titles)]
    return Subject(found[0], True) if len(found) == 1 else None
