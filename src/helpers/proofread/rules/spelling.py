"""Words that are certainly wrong: conversions into another word, a word twice, a letter that was dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.morphemes import morphemes_in, morphemes_of, word_at
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "同音の漢字による書き分け（文化審議会国語分科会「『異字同訓』の漢字の使い分け例」平成26年）"
AIMS = "強化|推進|促進|充実|徹底|解消|円滑化|活性化|効率化|拡充|周知|共有化|底上げ|適正化|連携|融和|振興|定着|両立|安定化|一体化"
CONVERSIONS = (
    (re.compile(rf"(?:{AIMS})を(測|計|量|諮)(?=[りるれろ]|って|った|ら)"), "図", "「{0}る」は「図る」の誤りのようです（実現をめざす意味）。"),
    (re.compile(r"(?<=[がはも])(要)い(?:る|ない|ます|ません)"), "", "「要いる」は「いる」の変換の誤りのようです。"),
    (re.compile(r"(?<=[者人方児])が(要る|居る要)(?=か)"), "がいる", "「要る」は「いる」の誤りのようです。"),
    (re.compile(r"(?:意見|考え|見解)を(延)(?=べ)"), "述", "「延べる」は「述べる」の誤りのようです。"),
    (re.compile(r"(?:会議|委員会|審議会|総会)に(計|測|図)(?=る|り、|った)"), "諮", "会議に意見を求めるのは「諮る」です。"),
    (re.compile(r"(?:任務|業務|役職)に(着|付)(?=き、|いた|く[。、])"), "就", "職務には「就く」です。"),
)  # fmt: skip
TWICE = re.compile(
    r"(について|において|に対して|として|による|という|ために|ように|ことが|ことを|である|している|された|における)\1"
)
NOUN_TWICE = re.compile(r"(?<![一-龠])([一-龠]{2})\1(?=[をしさがはの])")
ORDER = re.compile(r"どう(この|その|あの)(?=[一-龠ァ-ヶA-Z]{1,12}を[^。]{1,12}か)")
KATAKANA = re.compile(r"(?<![ァ-ヶー・])[ァ-ヶー]{2,}(?![ァ-ヶー])")
KANJI_RUN = re.compile(r"(?<![一-龠々])[一-龠々]{2,}(?![一-龠々])")
OFTEN = 3  # a word that stands so often is one that the writer knows


@rule(
    "conversion",
    "error",
    "変換の誤り",
    SOURCE,
    precision="3/3（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_conversions(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("conversion", "PFにおける連携強化を測る。")
    ['「測る」は「図る」の誤りのようです（実現をめざす意味）。']
    >>> told("conversion", "周囲に孤立状態の人が要いるかどうか。")
    ['「要いる」は「いる」の変換の誤りのようです。']
    >>> told("conversion", "効果を測る。連携強化を図る。肝心要である。人手が要る。審議会に諮る。")
    []
    """
    for number, block in written_blocks(document):
        for pattern, right, message in CONVERSIONS:
            for match in pattern.finditer(block.folded.text):
                at = span(document, number, match.start(), match.end() + (match.end() == match.end(1)))
                yield Remark(at, message.format(match.group(1)), (), right)


@rule(
    "word-doubled",
    "error",
    "同じ言葉が二度続いている",
    "textlint-rule-ja-no-successive-word と同じ考え。機能語と動作を表す語だけ",
    precision="1/1（Debianの日本語文書115万字）",
)
def check_twice(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("word-doubled", "対応についてについて話し、調査調査を行った。")
    ['「について」が二度続いています。', '「調査」が二度続いています。']
    >>> told("word-doubled", "一人一人の話を次々と聞き、少しずつ進めた。というのは、ということである。")
    []
    """
    for number, block in written_blocks(document):
        text = block.folded.text
        for match in [*TWICE.finditer(text), *NOUN_TWICE.finditer(text)]:
            if match.re is NOUN_TWICE and not _is_action(context, number, match):
                continue
            at = span(document, number, *match.span())
            yield Remark(at, f"「{match.group(1)}」が二度続いています。", (), match.group(1))


def _is_action(context: Context, number: int, match: re.Match[str]) -> bool:
    """An action noun twice, without a blank between them (two cells of a flattened table)."""
    block = context.document.blocks[number]
    start, end = block.folded.span(*match.span())
    words = morphemes_of(context, number)
    place = word_at(words, match.start())
    return (
        end - start == 4
        and place is not None
        and words[place].detail == "サ変接続"
        and words[place].surface == match.group(1)
    )


@rule(
    "word-order",
    "warning",
    "「どうこの…を…か」の語順",
    "副詞は述語の近くに置く（「公用文作成の考え方」Ⅲ-2 修飾の関係）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_order(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("word-order", "問題は、どうこのPFを継続するかということだろう。")
    ['「どうこの」は語順が不自然です。「このPFをどう…」の順か、言葉の入れ違いのようです。']
    >>> told("word-order", "問題は、このPFをどう継続するかということだろう。どうもこの会は。")
    []
    """
    for number, block in written_blocks(document):
        for match in ORDER.finditer(block.folded.text):
            noun = re.match(r"[^を]+", block.folded.text[match.end() :]).group()
            message = f"「{match.group()}」は語順が不自然です。「{match.group(1)}{noun}をどう…」の順か、言葉の入れ違いのようです。"
            yield Remark(span(document, number, *match.span()), message)


@rule(
    "letter-dropped",
    "error",
    "一字抜けている言葉（文書の中で何度も使う語から一字抜けた、辞書にない語）",
    "文書自身の語を手本にする（辞書にない語で、頻出語と一字だけ違うもの）",
    precision="4/4（江東区の報告書、Debianの日本語文書115万字）",
)
def check_dropped(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("letter-dropped", "スムーズに進め、スムーズに終え、スムーズに始めた。ムーズに話した。")
    ['「ムーズ」は「スムーズ」（3か所）の一字が抜けているようです。']
    >>> told("letter-dropped", "参加者が話し、参加者が聞き、参加者が書いた。当日参者のうち12％は。")
    ['「参者」は「参加者」（3か所）の一字が抜けているようです。']
    >>> told("letter-dropped", "活動者が話し、活動者が聞き、活動者が書いた。生活者のうち12％は。ユーザーとユーザーとユーザーとユーザ。")
    []
    """
    yield from _dropped_katakana(document, context)
    yield from _dropped_kanji(document, context)


def _places(document: Document, pattern: re.Pattern[str]) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, block in written_blocks(document):
        for match in pattern.finditer(block.folded.text):
            places[match.group()].append((number, match.start()))
    return places


def _dropped_katakana(document: Document, context: Context) -> Iterator[Remark]:
    """A word that stands once and that Janome does not know, one letter short of a frequent one; ー does not count."""
    places = _places(document, KATAKANA)
    often = {word: found for word, found in places.items() if len(found) >= OFTEN and len(word) >= 4}
    short = {
        word[:n] + word[n + 1 :]: word
        for word in often
        for n, letter in enumerate(word)
        if letter not in "ーッ・"
    }
    for word, found in places.items():
        once = len(found) == 1 and word in short and len(word) >= 3
        if once and _is_inside(document, *found[0], len(word)) and _is_unknown(context, word):
            yield _remark(document, word, found[0], short[word], often[short[word]])


def _is_inside(document: Document, number: int, start: int, length: int) -> bool:
    """Not at the edge of a block or of a source line, nor in a drawn table, where the rest may stand elsewhere."""
    block = document.blocks[number]
    text, end = block.folded.text, start + length
    joins = {anchor.position for anchor in block.anchors}
    first, last = block.folded.span(start, end)
    at_edge = (
        (start == 0 and block.kind == "cell") or end == len(text) or first in joins - {0} or last in joins
    )
    return not at_edge and not re.search("[│|]", text)


def _is_unknown(context: Context, word: str) -> bool:
    return any(morpheme.reading == "*" for morpheme in morphemes_in(context, word))


def _dropped_kanji(document: Document, context: Context) -> Iterator[Remark]:
    """At the end of a compound that stands once: single kanji that make a frequent word of the document without one."""
    places = _places(document, KANJI_RUN)
    counts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for run, found in places.items():
        for length in (3, 4):
            if len(run) >= length:
                counts[run[-length:]] += [(number, start + len(run) - length) for number, start in found]
    often = {word: found for word, found in counts.items() if len(found) >= OFTEN}
    short = {word[:n] + word[n + 1 :]: word for word in often for n in range(1, len(word) - 1)}
    for run, found in places.items():
        ending = next((run[-n:] for n in (3, 2) if run[-n:] in short and len(run) > n), None)
        if len(found) == 1 and ending and _is_torn(context, run, ending):
            number, start = found[0]
            place = (number, start + len(run) - len(ending))
            yield _remark(document, ending, place, short[ending], often[short[ending]])


def _is_torn(context: Context, run: str, ending: str) -> bool:
    """A word and then nothing but single kanji: 当日|参者, but not 生|活者 and not 費用負|担者."""
    head = morphemes_in(context, run[: -len(ending)])
    return (
        len(run) - len(ending) >= 2
        and len(head) == 1
        and head[0].reading != "*"
        and all(len(word.surface) == 1 for word in morphemes_in(context, ending))
    )


def _remark(
    document: Document, word: str, place: tuple[int, int], right: str, usual: list[tuple[int, int]]
) -> Remark:
    number, start = place
    message = f"「{word}」は「{right}」（{len(usual)}か所）の一字が抜けているようです。"
    related: tuple[Span, ...] = tuple(span(document, other, at, at + len(right)) for other, at in usual[:2])
    return Remark(span(document, number, start, start + len(word)), message, related, right)
