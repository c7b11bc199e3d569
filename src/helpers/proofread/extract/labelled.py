"""Figures with the label they carry: フォーラム参加者数：110名, 110名が参加, 62団体より回答, 279回再生.

Quantity + the words around it -> Labelled(label, quantity, topic)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.around import is_of_others
from helpers.proofread.extract.numbers import Quantity, quantities_of
from helpers.proofread.extract.topics import Topic, topics_of
from helpers.proofread.registry import Context

GROWING = {"再生数", "表示数"}  # labels of what grows from day to day
PERSONS, BODIES = ("人", "名"), ("団体", "社", "票", "人", "名", "世帯", "校", "施設")
LABELS = {
    "参加者数": (
        ("人", "名"),
        r"参加(?:者|人)?(?:総?数|人数)?(?:は|が|:)?$|来場者(?:数)?(?:は|が|:)?$|(?:参加|来場|集ま)(?:した|った)(?:の|方)は$",
        r"(?:の?(?:方々|区民|市民|住民|方|皆様)?)?(?:が|の|に)?(?:参加(?:した|が|、|。|\n|$|を得|いただ)|来場|の参加|集ま(?:り|った)|詰めかけ|耳を傾け|来た)",
    ),
    "回答数": (
        BODIES,
        r"(?<![無未])(?:有効)?回答(?:者|団体)?数?(?:は|が|:)?$",
        r"(?:(?:の(?:方々?|皆さん|皆様|市民|区民|団体))?(?:より|から)の?(?:御|ご)?(?:有効)?回答|が、?回答)",
    ),
    "送付数": (
        BODIES,
        r"(?:送付|発送|配布)(?:先|数|件数|団体数)(?:は|が|:)?$",
        r"(?:の(?:市民|区民|町民|村民|住民|団体|世帯))?(?:へ|に)(?:調査票を|依頼を|郵送で|、)?(?:お?送付|(?:ご?協力を)?お願い|発送|依頼|お送り|送っ|(?![^。]{0,6}(?:理由|なぜ))[^。]{0,50}(?:尋ね|回答を(?:求|依頼)))|を対象に(?:、|した?(?:調査|アンケート))",
    ),
    "再生数": (("回",), r"再生回?数(?:は|が|:)?$", r"(?:の)?再生"),
    "表示数": (("回",), r"(?:表示|閲覧|インプレッション)回?数(?:は|が|:)?$", r"(?:の)?(?:表示|閲覧)"),
    "発行部数": (
        ("部", "枚"),
        r"(?:発行|印刷|作成)(?:部数|枚数)(?:は|が|:)?$",
        r"(?:を)?(?:発行|印刷|作成)",
    ),
    "配布部数": (
        ("部", "枚"),
        r"(?:配布枚数|(?<!発行)(?<!印刷)(?<!作成)部数)(?:の合計)?(?:は|が|:)$|(?:配布(?:部数|枚数)|総部数)$",
        r"(?:を)?配布",
    ),
    "委託料": (("円",), r"(?:委託料|委託費|契約額|契約金額|事業費|予算額|決算額)(?:は|が|:)?$", r"(?!.)."),
}
PATTERNS = {
    label: (units, re.compile(before), re.compile(behind))
    for label, (units, before, behind) in LABELS.items()
}
TOTAL_BEHIND = re.compile(
    r"[。、()\n]|$|でし|で[、。]|だっ|であ|[がの]?参加|が集"
)  # 参加者110名。, not 参加者4名が発言した
PART = re.compile(
    r"うち|定員|目標|見込|予定|上限|最大|想定|申込|延べ|のべ|第\d+[回部]|\d日目|午[前後]|オンライン|会場(?:で|参加|:)|平均|前[年回]|昨年|各回|毎回|毎月|人ほど|増|減|ずつ|多[いく]|少な|上回|下回"
)
AROUND, BEHIND = 24, 60  # characters looked at before and behind a figure


@dataclass(frozen=True)
class Labelled:
    """A figure with its label and what it is about."""

    label: str
    quantity: Quantity
    topic: Topic

    @property
    def unit(self) -> str:
        return unit_of(self.quantity)


def unit_of(quantity: Quantity) -> str:
    """人 and 名 are one."""
    return "名" if quantity.unit in PERSONS else quantity.unit


def labelled_of(document: Document, context: Context) -> list[Labelled]:
    """All figures with a label, of wholes: not parts (うち), plans (定員) or one session of several."""
    return context.once("labelled", lambda: list(_read_labelled(document, context)))


def _read_labelled(document: Document, context: Context) -> Iterator[Labelled]:
    topics = topics_of(document, context)
    for quantity in quantities_of(document, context):
        if quantity.unit and quantity.before not in (
            "延べ",
            "のべ",
            "うち",
            "最大",
            "最低",
            "毎",
            "各",
            "第",
        ):
            text = document.blocks[quantity.block].folded.text
            label = _label(text, quantity)
            if label:
                yield Labelled(label, quantity, topics[quantity.block])


def _label(text: str, quantity: Quantity) -> str:
    sentence = text.rfind("。", 0, quantity.start) + 1
    before = (
        text[max(sentence, quantity.start - AROUND) : quantity.start].removesuffix("約").removesuffix("計")
    )
    behind = re.sub(
        r"^(?:を超える|以上の|程度の?|ほどの?|近くの?|近い)", "", text[quantity.end : quantity.end + BEHIND]
    )
    if PART.search(before.rsplit("、", 1)[-1]) or PART.match(behind) or is_of_others(text, quantity.start):
        return ""
    fits = (
        label
        for label, (units, first, second) in PATTERNS.items()
        if quantity.unit in units and (first.search(before) or second.match(behind))
    )
    label = next(fits, "")
    is_bare = label == "参加者数" and before.endswith("参加者") and not TOTAL_BEHIND.match(behind)
    return "" if is_bare else label
