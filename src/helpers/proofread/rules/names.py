"""Names of divisions, bodies, laws and persons that are nearly the same: one of the two is a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.morphemes import reading_of
from helpers.proofread.extract.names import KANJI, Name, difference, names_of
from helpers.proofread.registry import Context, Remark, rule

FILLERS = {"者", "等", "の", "・", "的", "課", "室", "議", "区", "市", "町", "村", "県"}
CHILDREN = {"こ", "こども", "子ども", "子供", "こど", "子", "子ど", "も", "供", "ども"}
DROPPED = {"推進", "促進", "対策", "等", "に関する", "特別"}
ORDINAL = re.compile(r"[0-9一二三四五六七八九十東西南北中上下左右前後内外新旧大小高低公私男女]")
ONE_KANJI = re.compile(rf"[{KANJI}]")
FORMS = str.maketrans("髙﨑邊邉齋齊斎濵濱澤廣國櫻嶋冨眞惠槇", "高崎辺辺斉斉斉浜浜沢広国桜島富真恵槙")


@rule(
    "name-homophone",
    "error",
    "組織・会議体の名が、読みの同じ別の字で書かれている",
    "変換誤りは読みの同じ字に起こる（文化審議会「公用文作成の考え方」Ⅰ-7 固有の名は正しく）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_homophones(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("name-homophone", "保健所（保健予防課）が担当した。\\n\\n参加者：保険予防課 課長")
    ['「保険予防課」と「保健予防課」は読みが同じで、一字だけ違います。同じ組織なら、どちらかが誤りです。']
    >>> told("name-homophone", "保護第一課が担当した。\\n\\n保護第二課も出た。")
    []
    >>> told("name-homophone", "医療保健課と医療保険課が出席した。")
    []
    """
    for kind in ("division", "body"):
        for rare, usual in _pairs(context, kind):
            left, right = difference(rare[0].text, usual[0].text)
            if not (ONE_KANJI.fullmatch(left) and ONE_KANJI.fullmatch(right)):
                continue
            reading = reading_of(context, rare[0].text)
            if reading and reading == reading_of(context, usual[0].text):
                message = f"「{rare[0].text}」と「{usual[0].text}」は読みが同じで、一字だけ違います。同じ組織なら、どちらかが誤りです。"
                yield _remark(rare, usual, message)


@rule(
    "name-variant",
    "warning",
    "組織・会議体・法令の名が、ほとんど同じで少しだけ違う",
    "一つの文書では一つのものを一つの名で呼ぶ（「公用文作成の考え方」Ⅲ-1）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_variants(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("name-variant", "孤独・孤立対策推進法が施行される。\\n\\n教授が孤独・孤立対策法を説明した。")
    ['「孤独・孤立対策法」と「孤独・孤立対策推進法」は「推進」だけが違います。同じものなら一つの名にしてください。']
    >>> told("name-variant", "障害福祉課が担当。\\n\\n障害者福祉課も出席。")
    ['「障害者福祉課」と「障害福祉課」は「者」だけが違います。同じものなら一つの名にしてください。']
    >>> told("name-variant", "福祉課。\\n\\n障害福祉課。\\n\\n保護第一課。\\n\\n保護第二課。\\n\\n障害者計画。\\n\\n障害者基本計画。")
    []
    """
    for kind in ("division", "body", "law"):
        for rare, usual in _pairs(context, kind):
            left, right = difference(rare[0].text, usual[0].text)
            part = left or right
            if _is_slip(rare[0].text, usual[0].text, left, right, kind):
                told = f"「{part}」だけ" if not (left and right) else f"「{left}」と「{right}」だけ"
                message = f"「{rare[0].text}」と「{usual[0].text}」は{told}が違います。同じものなら一つの名にしてください。"
                yield _remark(rare, usual, message)


@rule(
    "person-form",
    "warning",
    "一人の氏名が、字体の違う二つの書き方になっている",
    "人名は本人の用いる字体で（「公用文作成の考え方」Ⅰ-2）。異体字は戸籍統一文字の対応による",
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_persons(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("person-form", "高橋 良太氏が話した。\\n\\n髙橋良太氏に聞いた。")
    ['「髙橋良太」と「高橋良太」は字体だけが違います。本人の用いる字体に揃えてください。']
    >>> told("person-form", "高橋 良太氏が話した。\\n\\n高橋 良子氏に聞いた。")
    []
    """
    names = names_of(context, "person")
    plain: dict[str, str] = {}
    for name, places in names.items():
        other = plain.setdefault(name.translate(FORMS), name)
        if other != name:
            message = f"「{name}」と「{other}」は字体だけが違います。本人の用いる字体に揃えてください。"
            yield Remark(places[0].at, message, tuple(place.at for place in names[other][:3]))


def _pairs(context: Context, kind: str) -> list[tuple[list[Name], list[Name]]]:
    return context.once(f"pairs-{kind}", lambda: list(_find_pairs(names_of(context, kind))))


def _find_pairs(names: dict[str, list[Name]]) -> Iterator[tuple[list[Name], list[Name]]]:
    """(rarer, more frequent) of names of nearly the same length; the later one is the rarer of two that are equal.

    Two names that stand side by side in one block are meant to be two.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[0] + name[-1], []).append(name)
        groups.setdefault(name[:2], []).append(name)
        groups.setdefault(name[-5:], []).append(name)
    pairs = dict.fromkeys(pair for group in groups.values() for pair in combinations(group, 2))
    for one, other in pairs:
        if abs(len(one) - len(other)) > 4:
            continue
        if not {place.at.block for place in names[one]} & {place.at.block for place in names[other]}:
            rare, usual = (one, other) if len(names[one]) < len(names[other]) else (other, one)
            yield names[rare], names[usual]


def _is_slip(one: str, other: str, left: str, right: str, kind: str) -> bool:
    part = left or right
    if ORDINAL.search(part):
        return False
    if left and right:
        return {left, right} <= CHILDREN
    shared = min(len(one), len(other))
    inside = one[:2] == other[:2]
    if kind == "law":
        return inside and part in DROPPED and shared >= 5
    return (inside and part in FILLERS and shared >= 4) or (inside and len(part) == 1 and shared >= 8)


def _remark(rare: list[Name], usual: list[Name], message: str) -> Remark:
    related = (*(place.at for place in usual[:3]), *(place.at for place in rare[1:3]))
    suggestion = f"{usual[0].text}（{len(usual)}か所）" if len(usual) > 2 * len(rare) else ""
    return Remark(_at(rare), message, related, suggestion)


def _at(names: list[Name]) -> Span:
    return names[0].at
