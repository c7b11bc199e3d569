"""Names of persons, by Janome's 固有名詞,人名 and what stands before and after them.

A word is judged by its neighbours: an honorific or a post after it, a role and の before it, a given name beside a
surname. What makes a place or a shop of it (町, 医院, 商店 ...) lets it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.text.privacy import name_words as known
from helpers.text.privacy.contacts import Match
from helpers.text.privacy.word import PARTICLES, Word, neighbour

JOINTS = frozenset((" ", "\u3000", "・", "=", "＝"))
KANJI = re.compile("[一-鿿々ヶ]+")
KATAKANA = re.compile("[ァ-ヶー]+")
HONORIFIC = re.compile(known.HONORIFIC)
LETTERS = re.compile("[一-鿿々]+")


def find_names(text: str, words: Sequence[Word]) -> list[Match]:
    """Every name in the text of these words; they may overlap."""
    found = [*_by_words(text, words)]
    return [match for match in found if text[match.start : match.end] not in known.NOT_NAMES]


def _by_words(text: str, words: Sequence[Word]) -> Iterator[Match]:
    for place, word in enumerate(words):
        after = text[word.end : word.end + 8]
        honorific = _honorific(after)
        role = "" if honorific else _role(after)
        if honorific or role:
            yield from _addressed(text, words, place, honorific, role)
        if word.is_surname:
            yield from _full_name(text, words, place)
            yield from _bare_surname(text, words, place)
        if word.pos.startswith("名詞"):
            yield from _in_relation(words, place)


def _honorific(after: str) -> str:
    found = HONORIFIC.match(after)
    return found[0] if found else ""


def _role(after: str) -> str:
    """The post with which the text goes on: the longest that fits."""
    return next((after[:length] for length in range(len(after), 1, -1) if after[:length] in known.ROLES), "")


def _addressed(text: str, words: Sequence[Word], place: int, honorific: str, role: str) -> Iterator[Match]:
    """The name that ends with the word at `place` and is followed by an honorific or a post."""
    first = _find_first(words, place, bool(honorific))
    if first is None:
        return
    start, end = words[first].start, words[place].end
    surface = text[start:end]
    if honorific and known.ORGANISATION.match(text[end + len(honorific) :][:4]):
        return  # 朝倉氏遺跡
    if surface + honorific in known.TITLES:
        return
    if role in known.MAYORS and surface in known.PLACE_SURNAMES:
        return
    if surface in known.NOT_NAMES or (surface.endswith("屋") and surface not in known.read_surnames()):
        return
    certain = "高" if honorific else "中"
    yield Match(start, end, "name", f"「{honorific or role}」の前の人名", certain)


def _find_first(words: Sequence[Word], place: int, strong: bool) -> int | None:
    """The word where the name begins that ends at `place`; None: it is no name."""
    best, length, number = None, 0, place
    while number >= 0 and length <= 8:
        word = words[number]
        joint = word.surface in JOINTS and number < place
        if not joint and (
            not word.pos.startswith("名詞")
            or ("接尾" in word.pos and number == place and not KANJI.fullmatch(word.surface))
        ):
            break
        if number < place and known.ORGANISATION.match(word.surface) and not word.is_person:
            break
        length += len(word.surface)
        if not joint and (word.is_person or _is_likely(word, strong)):
            rest = words[number + 1 : place + 1]
            if _is_rest_of_name(rest):
                best = number
        if number < place and not joint and not (word.is_person or len(word.surface) <= 2):
            break
        number -= 1
    return best


def _is_likely(word: Word, strong: bool) -> bool:
    """A surname that the dictionary takes for a place or a company."""
    return word.is_surname and (strong or word.surface not in known.PLACE_SURNAMES)


def _is_rest_of_name(rest: Sequence[Word]) -> bool:
    """What follows a surname up to the honorific: nothing, a given name, or up to three characters of one."""
    plain = [word for word in rest if word.surface not in JOINTS]
    if any(known.ORGANISATION.match(word.surface) and not word.is_person for word in plain):
        return False
    unknown = sum(len(word.surface) for word in plain if not word.is_person)
    return unknown <= 3 and not any(word.surface in known.ROLES for word in plain)


def _full_name(text: str, words: Sequence[Word], place: int) -> Iterator[Match]:
    """A surname and a given name, with or without a blank between them."""
    word, following = words[place], neighbour(words, place + 1)
    spaced = following.surface in JOINTS
    number = place + 2 if spaced else place + 1
    given = neighbour(words, number)
    if not given.surface or not word.surface or known.ORGANISATION.match(text[given.start : given.start + 4]):
        return
    last = number
    while (
        neighbour(words, last + 1).is_given
        and last < number + 2
        and neighbour(words, last + 1).start == neighbour(words, last).end
    ):
        last += 1
    end = neighbour(words, last).end
    if known.ORGANISATION.match(text[end : end + 4]):
        return
    if given.end - word.start == 2 and given.surface in known.COMMON_GIVEN:
        return  # 全章, 森光
    if given.is_given or (given.is_person and known.GIVEN_END.search(given.surface)):
        yield Match(word.start, _find_end(text, given.start, end), "name", "姓と名の並び")
    elif spaced and "人名,姓" in word.pos and KANJI.fullmatch(given.surface) and len(given.surface) <= 3:
        boundary = text[given.end : given.end + 1]
        if not boundary or boundary in " \u3000、。,()（）\n:：":
            yield Match(word.start, given.end, "name", "姓と空白と漢字3字まで", "中")


def _find_end(text: str, start: int, end: int) -> int:
    """The end of a given name whose last letter the dictionary does not know: 大久保朋+果, 大谷翔+平選手."""
    if _honorific(text[end:]) or _role(text[end : end + 8]):
        return end
    for last in (end + 1, end + 2):
        letters = LETTERS.fullmatch(text, end, last) and last <= len(text) and last - start <= 3
        after = text[last : last + 8]
        if letters and (not re.match("[一-鿿々ァ-ヶー]", after) or _role(after) or _honorific(after)):
            return last
    return end


def _bare_surname(text: str, words: Sequence[Word], place: int) -> Iterator[Match]:
    """A surname alone, where the sentence says that it is one."""
    word, before, after = words[place], neighbour(words, place - 1), neighbour(words, place + 1)
    if len(word.surface) < 2 or known.ORGANISATION.match(text[word.end : word.end + 4]):
        return
    rest = text[word.end : word.end + 8]
    if re.match("(?:と|って)(?:申し|もうし|言い|いい)", rest):
        yield Match(word.start, word.end, "name", "名乗り（「と申します」など）")
    elif "人名,姓" not in word.pos or before.pos.startswith(("名詞", "接頭詞")):
        return
    elif before.surface in JOINTS and neighbour(words, place - 2).surface in (
        "担当",
        "代表",
        "担当者",
        "代表者",
        "文責",
    ):
        yield Match(word.start, word.end, "name", "「担当」などの後の姓", "中")
    elif after.surface == "家" and re.match("家[のはがもでに、]", rest):
        yield Match(word.start, word.end, "name", "姓の後の「家」", "中")
    elif _stands_in_list(words, place):
        yield Match(word.start, word.end, "name", "姓の並び", "中")
    elif rest.startswith("です") and word.surface not in known.PLACE_SURNAMES and _begins(words, place):
        yield Match(word.start, word.end, "name", "名乗り（「です」）", "中")
    elif (
        after.surface in PARTICLES
        and word.surface in known.read_surnames()
        and word.surface not in known.PLACE_SURNAMES
    ):
        yield Match(word.start, word.end, "name", "敬称の無い姓と助詞", "低")


def _begins(words: Sequence[Word], place: int) -> bool:
    """Whether the sentence begins with the word, or with 担当の and the like before it."""
    before = neighbour(words, place - 1).surface
    return before in ("", "。", "、", "の", "\n", "「", " ", "\u3000", "：", ":")


def _stands_in_list(words: Sequence[Word], place: int) -> bool:
    """前田、藤田、岡本: another surname on the other side of 、 ・ と や."""
    links = ("、", "・", "と", "や", "，", ",")
    for step in (-1, 1):
        link, other, beyond = (
            neighbour(words, place + step),
            neighbour(words, place + 2 * step),
            neighbour(words, place + 3 * step),
        )
        if link.surface in links and "人名,姓" in other.pos and len(other.surface) >= 2:
            following = beyond if step == 1 else link
            if not known.ORGANISATION.match(following.surface):
                return True
    return False


def _is_given_name(word: Word, after: Word) -> bool:
    """Of the dictionary's names, or written like one (和子) and followed by a particle."""
    written = known.LIKE_GIVEN.fullmatch(word.surface) and word.surface not in known.COMMON_NOUNS
    return word.is_person or bool(written and after.surface in PARTICLES)


def _in_relation(words: Sequence[Word], place: int) -> Iterator[Match]:
    """夫の正夫, 民生委員の吉田: a name after a relative or a post and の; a given name alone with a particle."""
    word, joint, holder = words[place], neighbour(words, place - 1), neighbour(words, place - 2)
    after = neighbour(words, place + 1)
    if known.ORGANISATION.match(after.surface) or word.surface in known.COMMON_GIVEN:
        return
    if (joint.surface == "の" and holder.surface in known.FAMILY and _is_given_name(word, after)) or (
        joint.surface == "の"
        and holder.surface in known.WORKERS
        and word.is_surname
        and len(word.surface) >= 2
    ):
        yield Match(word.start, word.end, "name", f"「{holder.surface}の」の後の人名")
    elif (
        word.is_given
        and KANJI.fullmatch(word.surface)
        and known.GIVEN_END.search(word.surface)
        and after.surface in PARTICLES
        and not joint.pos.startswith(("名詞", "接頭詞"))
    ):
        yield Match(word.start, word.end, "name", "名と助詞", "低")
