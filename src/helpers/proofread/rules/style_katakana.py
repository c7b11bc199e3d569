"""Spellings that the document itself shows to be two ways of one word: long sounds, and the kana between two kanji."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.morphemes import morphemes_in, reading_of
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.extract.variants import tell_variants
from helpers.proofread.registry import Context, Remark, rule

KATAKANA = re.compile(r"(?<![ァ-ヶー])[ァ-ヶー]{3,}(?![ァ-ヶー])")
SOUNDS = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ウィ", "ウイ"),
    ("ウェ", "ウエ"),
    ("フェイ", "フェー"),
    ("メイ", "メー"),
)
WITHIN = re.compile(
    r"(?<![一-龠々])([一-龠])([いきしちみりえけせめれぎびげべ])([一-龠])(?![一-龠々])([ぁ-ん]?)"
)
TWO = re.compile(r"(?<![一-龠々])[一-龠]{2}(?![一-龠々])")
SOURCE = "「外来語の表記」（平成3年内閣告示第2号）、「送り仮名の付け方」（昭和48年内閣告示第2号）。文書の中の多い方に揃える"


@rule("style-katakana", "style", "片仮名の言葉の書き方（長音など）が混ざっている", SOURCE)
def check_katakana(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-katakana", "サーバーを置き、サーバーを止め、サーバを替えた。")
    ['書き方が混ざっています：「サーバー」2か所、「サーバ」1か所。']
    >>> told("style-katakana", "ビールとビル、スターとスタッフ、カバーとカバ。")
    []
    """
    forms: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for number, block in written_blocks(document):
        for match in KATAKANA.finditer(block.folded.text):
            forms[_sound(match.group())][match.group()].append(span(document, number, *match.span()))
    for sound, places in forms.items():
        if len(places) > 1 and len(sound) >= 3:
            yield from tell_variants(dict(places))


def _sound(word: str) -> str:
    """What spellings of one word share: no long sound at the end, ヴァ as バ."""
    for written, plain in SOUNDS:
        word = word.replace(written, plain)
    return word.rstrip("ー") if len(word) >= 4 else word


@rule("style-okurigana", "style", "漢字の間の送り仮名のある書き方とない書き方が混ざっている", SOURCE)
def check_okurigana(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-okurigana", "買い物に行き、買い物をして、買物を届けた。")
    ['書き方が混ざっています：「買い物」2か所、「買物」1か所。']
    >>> told("style-okurigana", "長い時間と長時間、高い所と高所。")
    []
    """
    long: dict[str, list[Span]] = defaultdict(list)
    shorts: dict[str, list[Span]] = defaultdict(list)
    for number, block in written_blocks(document):
        for match in WITHIN.finditer(block.folded.text):
            long["".join(match.group(1, 2, 3))].append(span(document, number, *match.span(1)))
        for match in TWO.finditer(block.folded.text):
            shorts[match.group()].append(span(document, number, *match.span()))
    for word, places in long.items():
        short = word[0] + word[2]
        if short in shorts and short not in KNOWN and _is_one_word(context, word, short):
            yield from tell_variants({word: places, short: shorts[short]})


KNOWN = {"取組", "打合", "申込", "問合", "話合", "組合", "引継", "取扱"}  # in the table of words


def _is_one_word(context: Context, word: str, short: str) -> bool:
    """The same reading, and both one word for Janome."""
    single = len(morphemes_in(context, word)) == len(morphemes_in(context, short)) == 1
    return single and reading_of(context, word) == reading_of(context, short) != ""
