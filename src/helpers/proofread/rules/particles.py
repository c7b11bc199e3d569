"""Particles: doubled, wrong, or where none can stand. Few patterns, each certain or confirmed by Janome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.morphemes import Morpheme, morphemes_of, word_at
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "助詞の接続（益岡隆志・田窪行則『基礎日本語文法』、IPA品詞体系）。textlint-rule-no-doubled-joshi の、隣り合う場合だけ"
DOUBLED = re.compile(r"をを|がが|のの|にに|はは|でで|とと|へへ|もも|やや")
TWO_OBJECTS = re.compile(
    r"を(?:[一-龠ァ-ヶー]{1,6}[ぁ-ん]?)?[一-龠ァ-ヶー][ぁ-ん]{0,2}を(?=[一-龠ぁ-ん])(?!選択|クリック|押|選ん|選び|実行|指定)"
)
NO_SHI = re.compile(r"(?<=[一-龠回度名件])の([一-龠]{2})し(?=、)")
WRONG = (
    (re.compile(r"(?<=[一-龠ァ-ヶー])(?<!信頼)(?<!信用)(?<!安心)(?<!余裕)(?<!気)(?<!手)のおける(?=[一-龠ァ-ヶ])"), "における", "「のおける」は「における」の誤りのようです。"),
    (re.compile(r"(?:(?<=[うえ])る|である|(?<=必要な|重要な))ことあり(?=、)"), "ことであり", "「ことあり」は「ことであり」の「で」が抜けているようです。"),
    (re.compile(r"(?:^|(?<=[一-龠。、「・ ]))(?:障害児?者?|障がい児?者?|課題|問題|悩み|不安|困難|疾患|借金)と抱え"), "を抱え", "「と抱える」は「を抱える」の誤りのようです。"),
    (re.compile(r"(?<=[一-龠ァ-ヶー])のついて(?=[、はもの])"), "について", "「のついて」は「について」の誤りのようです。"),
    (re.compile(r"(?<=[一-龠ァ-ヶー])のよって(?=、)"), "によって", "「のよって」は「によって」の誤りのようです。"),
    (re.compile(r"(?<=の)(?:醸成|構築|把握|実現|確立|形成|推進|向上|強化|整備|促進|解消|周知|啓発)(?=(?:地域)?(?:住民|区民|市民|町民|村民|県民)(?:へ|に対))"), "", "二つの事柄の間の「、」や「・」が抜けているようです。"),
)  # fmt: skip


@rule(
    "particle-doubled",
    "error",
    "助詞が二つ続いている",
    SOURCE,
    precision="4/4（江東区の報告書、Debianの日本語文書115万字）",
)
def check_doubled(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("particle-doubled", "結果をを公表した。会議のの開催。")
    ['助詞「を」が二つ続いています。', '助詞「の」が二つ続いています。']
    >>> told("particle-doubled", "孤立問題の概要や\\nや対応の必要性について説明した。")
    ['助詞「や」が二つ続いています。']
    >>> told("particle-doubled", "ははが桃やすももものこと、やや注意を要すると話した。")
    []
    """
    for number, block in written_blocks(document):
        text = block.folded.text
        for match in DOUBLED.finditer(text):
            if _is_doubled(context, number, match.start()):
                message = f"助詞「{match.group()[0]}」が二つ続いています。"
                yield Remark(span(document, number, *match.span()), message, (), match.group()[0])


def _is_doubled(context: Context, number: int, start: int) -> bool:
    """Two particles by Janome; of をを and a や broken by a line's end the letters alone tell."""
    block = context.document.blocks[number]
    text = block.folded.text[start : start + 2]
    broken = block.folded.positions[start + 1] in {anchor.position for anchor in block.anchors}
    if text == "をを" or (
        text == "やや" and broken and re.match(r"[一-龠ァ-ヶ]", block.folded.text[start - 1 : start])
    ):
        return True
    words = morphemes_of(context, number)
    places = (word_at(words, start), word_at(words, start + 1))
    if None in places or places[0] == places[1] or text == "やや":
        return False
    one, other = words[places[0]], words[places[1]]
    return one.pos == other.pos == "助詞" and one.surface == other.surface and not _is_stem(words, places[0])


def _is_stem(words: tuple[Morpheme, ...], place: int) -> bool:
    """A particle that Janome sees inside a word of kana: nothing but kana before it."""
    return place == 0 or bool(re.fullmatch(r"[ぁ-ん]", words[place - 1].surface))


@rule(
    "object-doubled",
    "error",
    "一つの述語に「を」が二つある",
    "一つの述語は「を」格を一つだけとる（二重ヲ格制約）",
    precision="8/8（江東区の報告書、Debianの日本語文書115万字）",
)
def check_two_objects(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("object-doubled", "早期のPFを立ち上げを実現。")
    ['「を立ち上げを」と、「を」が二つあります。']
    >>> told("object-doubled", "早期のPFの立ち上げを実現。本を読むのを楽しむ。会を開き、意見を聞く。")
    []
    """
    for number, block in written_blocks(document):
        for match in TWO_OBJECTS.finditer(block.folded.text):
            if _is_action(morphemes_of(context, number), *match.span()):
                at = span(document, number, *match.span())
                yield Remark(
                    at, f"「{match.group()}」と、「を」が二つあります。", (), "の" + match.group()[1:]
                )


def _is_action(words: tuple[Morpheme, ...], start: int, end: int) -> bool:
    """Between the two を: one action noun or one verb used as a noun, both を being particles."""
    inside = [word for word in words if start <= word.start and word.end <= end]
    if len(inside) < 3 or inside[0].surface != "を" or inside[-1].surface != "を":
        return False
    if inside[0].pos != "助詞" or inside[-1].pos != "助詞":
        return False
    last = inside[-2]
    before = all(word.pos == "名詞" or word.form == "連用形" for word in inside[1:-2])
    is_verb = inside[1].pos == "動詞" and inside[1].form == "連用形"
    return before and (last.detail == "サ変接続" or is_verb)


@rule(
    "particle-wrong",
    "error",
    "助詞が誤っている、または抜けている",
    SOURCE,
    precision="4/4（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_wrong(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("particle-wrong", "江東区のおける推進体制の整備")
    ['「のおける」は「における」の誤りのようです。']
    >>> told("particle-wrong", "誰にも起こりうることあり、身近な問題である。")
    ['「ことあり」は「ことであり」の「で」が抜けているようです。']
    >>> told("particle-wrong", "障害児者と抱えるご家庭がある。")
    ['「と抱える」は「を抱える」の誤りのようです。']
    >>> told("particle-wrong", "社会認識の醸成住民への周知")
    ['二つの事柄の間の「、」や「・」が抜けているようです。']
    >>> told("particle-wrong", "信頼のおける人と、仲間と抱える悩みを話すこともあり、区における課題を抱える。")
    []
    """
    for number, block in written_blocks(document):
        for pattern, right, message in WRONG:
            for match in pattern.finditer(block.folded.text):
                yield Remark(span(document, number, *match.span()), message, (), right)


@rule(
    "action-after-no",
    "error",
    "「3回の開催し、」のように、「の」に動詞が続いている",
    SOURCE,
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_actions(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("action-after-no", "担当課で計3回の開催し、議論を行った。")
    ['「の開催し」は続きません。「開催し」か「の開催を」の誤りのようです。']
    >>> told("action-after-no", "計3回開催し、議論を行った。区の指定した場所。多数の参加し得る人。")
    []
    """
    for number, block in written_blocks(document):
        for match in NO_SHI.finditer(block.folded.text):
            words = morphemes_of(context, number)
            place = word_at(words, match.start() + 1)
            if place is not None and words[place].detail == "サ変接続":
                noun = match.group(1)
                message = f"「の{noun}し」は続きません。「{noun}し」か「の{noun}を」の誤りのようです。"
                yield Remark(span(document, number, *match.span()), message, (), f"{noun}し")


@rule(
    "noun-for-need",
    "warning",
    "「〜への必要性」という言い方",
    "「必要性」「重要性」は「の」を受ける（必要であるのは何か）。文書の中の多い方に揃える",
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_need(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("noun-for-need", "対策の必要性を感じた。\\n\\n59団体は孤立問題への必要性を感じている。")
    ['「孤立問題への必要性」は、「への取組の必要性」などの言葉が抜けているようです。']
    >>> told("noun-for-need", "対策の必要性を感じた。\\n\\n問題への取組の必要性を感じている。")
    []
    """
    for number, block in written_blocks(document):
        for match in re.finditer(
            r"([一-龠ァ-ヶー]+)への(必要性|重要性)を(?=感じ|認識|痛感)", block.folded.text
        ):
            told = f"{match.group(1)}への{match.group(2)}"
            message = f"「{told}」は、「への取組の{match.group(2)}」などの言葉が抜けているようです。"
            yield Remark(span(document, number, *match.span()), message)
