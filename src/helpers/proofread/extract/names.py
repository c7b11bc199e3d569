"""Names that a report mentions: divisions, meeting bodies, laws and plans, persons, by what their last characters say.

Document -> names_of(context, kind) -> name -> places
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import written_blocks
from helpers.proofread.folded import TABLE
from helpers.proofread.registry import Context

KANJI = r"一-龠々〆ヶ"
STARTS = r"(?:こども|子ども|子供|まちづくり|まち|くらし|みどり|ふるさと|ひと|いきいき|スポーツ|デジタル|ごみ)"
DIVISION = re.compile(
    rf"{STARTS}?[{KANJI}ァ-ヶー]+?(?:(?<=[{KANJI}]{{2}})[課局]|(?<=[{KANJI}]{{3}})(?:(?<![内外一全])部|(?<!教)室|(?<!関)係)|(?<=保健)所)"
    r"(?![員内外署属在得持有定要感轄局題税程目材数分品屋類族下隊首落活的])"
)
BODY = re.compile(
    rf"[{KANJI}ァ-ヶー・ぁ-ん]*?(?:[{KANJI}]{{2,}}|[ァ-ヶー]{{3,}})"
    r"(?:協議会|連絡会議|連絡会|委員会|審議会|検討会議|検討会|懇談会|研究会|推進会議|会議|幹事会)(?![議員長室場録体費])"
)
LAW = re.compile(
    rf"[{KANJI}ー・]{{3,}}(?:法|条例|基本計画|計画|要綱|大綱)(?![人律的則定令案施廷務制学師外度論改家治医])"
)
PERSON = re.compile(
    rf"(?<![{KANJI}])([{KANJI}]{{2,3}} [{KANJI}]{{1,3}}|[{KANJI}]{{4,5}}) ?(?=氏|様|さん|委員(?!会)|教授)"
)
BESIDE = re.compile(
    r"[都道府県市区町村](?=.{2})|部(?=.{3})|(?<=福祉)局(?=.{3})|(?:会長|理事長|代表|名|協議会)(?=.{3})"
)
PARTICLE = re.compile(
    rf"\A.*[のはがでとをにや](?=[{KANJI}ァ-ヶー])|\A.*[・、](?=.*[都道府県市区町村].*)|\A・"
)
NOT_OURS = re.compile(
    r"[各関両同本当前後]\w{0,3}[課部局係室]|(?:担当|関係|庁内|連携|主管|所管)\w*[課部局]|\w*(?:内部|外部|一部|全部|上部|下部|本部|幹部|学部|医局|当局|結局|薬局|事務局|郵便局|放送局|研究室|会議室|教室|相談室|控室)"
)
NO_LAW = re.compile(
    r".*(?:方法|手法|用法|作法|寸法|療法|技法|文法|解法|処方|製法|司法|立法|合法|違法|話法|民法|工法|論法)"
)
TITLES = (
    "名誉教授|特任教授|客員教授|准教授|教授|講師|助教|副部長|部長|副課長|課長|係長|局長|次長|室長|副所長|所長|副理事長|理事長|常務理事|理事|"
    "副会長|会長|副代表|代表|事務局長|副区長|区長|副市長|市長|副町長|町長|副村長|村長|知事"
)


@dataclass(frozen=True)
class Name:
    """A name as it is written, and where."""

    text: str
    at: Span


PATTERNS = {"division": DIVISION, "body": BODY, "law": LAW, "person": PERSON}


def names_of(context: Context, kind: str) -> dict[str, list[Name]]:
    """name -> where it stands, in the order of the document; `kind` is a key of PATTERNS.

    >>> from helpers.proofread.reading import document_of_text
    >>> text = "福祉部長寿応援課、保健所（保健予防課）が庁内連携会議に出た。"
    >>> context = Context(document_of_text(text))
    >>> list(names_of(context, "division")), list(names_of(context, "body"))
    (['長寿応援課', '保健所', '保健予防課'], ['庁内連携会議'])
    """
    return context.once(f"names-{kind}", lambda: _collect(context.document, kind))


def _collect(document: Document, kind: str) -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = {}
    for number, block in written_blocks(document):
        for start, end, text in find_names(block.text.translate(TABLE), kind):
            names.setdefault(text, []).append(Name(text, Span(number, start, end)))
    return names


def find_names(text: str, kind: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) in a text of half-width digits; a blank ends a name, but for those of persons."""
    for match in PATTERNS[kind].finditer(text):
        start, name = _trim(match.start(), match.group(), kind)
        if len(name) >= 3 and not (NOT_OURS if kind == "division" else NO_LAW).fullmatch(name):
            yield start, match.end(), name


def _trim(start: int, name: str, kind: str) -> tuple[int, str]:
    """Without what stands in front: 江東区福祉部長寿応援課 -> 長寿応援課, 先述の庁内連携会議 -> 庁内連携会議."""
    if kind == "person":
        return start, name.replace(" ", "")
    pattern = BESIDE if kind == "division" else PARTICLE
    end = max((match.end() for match in pattern.finditer(name)), default=0)
    return start + end, name[end:]


def difference(one: str, other: str) -> tuple[str, str]:
    """What stands between the beginning and the end that two texts share.

    >>> difference("保健予防課", "保険予防課"), difference("孤独・孤立対策推進法", "孤独・孤立対策法")
    (('健', '険'), ('推進', ''))
    """
    head = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest = min(len(one), len(other)) - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    return one[head : len(one) - tail], other[head : len(other) - tail]
