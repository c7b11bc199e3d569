"""Sentences: broken off, without their full stop, with a bracket that is not closed or a mark that is doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.morphemes import morphemes_of, word_at
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "「公用文作成の考え方」Ⅰ-6 符号の使い方（句点、読点、かっこ）"
OPEN_END = re.compile(r"[のをがはにへ](?=・)")
DOUBLED = re.compile(r"(?<![、。，「])(?:、、|。。|、。|。、|，，)(?![、。，」])")
PAIRS = {"「": "」", "『": "』", "【": "】", "(": ")", "〔": "〕", "《": "》", "〈": "〉"}
ENUMERATION = re.compile(r"(?:\A|(?<=[\s。、・「(]))[(]?[0-9a-zA-Zア-ンア-ン一二三四五六七八九十①-⑳]{1,3}[)]")
PREDICATE = re.compile(
    r"(?:(?:し|さ|い|れ|え|っ|き|け|め|べ|で|あ)(?:た|ている|てい?る)|である|だった|来た|でした|です|ます|ました|ない|られる|された|している|されている)(?:[(][^()。]*[)])?\Z"
)
BLANK_BEFORE = re.compile(r"(?<=[ぁ-んァ-ヶ一-龠」）)])[ \u3000]+(?=[。、])")

AFTER_DOT = re.compile(r"・(?P<word>ならびに|並びに|および|及び|または|又は|もしくは)(?=[一-龠ぁ-んァ-ヶ])")
TWISTED = re.compile(
    r"(?P<word>場|機会|会議|取組|事業)では、?[^。]{4,80}(?<=[うくすつぬむるただい])(?P=word)(?P<end>とした|とする|となった)(?=。|、|$)"
)


@rule(
    "conjunction-doubled",
    "error",
    "「・」と「ならびに」など、並べる印と語が二重になっている",
    "並列は一つの印か一つの接続詞で示す（「公用文作成の考え方」Ⅰ-6、Ⅱ-5）",
    precision="1/1（江東区の報告書。Debianの日本語文書ほか860万字では0件）",
)
def check_conjunctions(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("conjunction-doubled", "助け合い活動連絡会・ならびにそこに参加する町会との関係")
    ['「・」と「ならびに」が重なっています。']
    >>> told("conjunction-doubled", "町会・自治会ならびに団体。「および・または」の使い分け。")
    []
    """
    for number, block in written_blocks(document):
        for match in AFTER_DOT.finditer(block.folded.text):
            told = match["word"]
            at = span(document, number, *match.span())
            yield Remark(at, f"「・」と「{told}」が重なっています。", (), told)


@rule(
    "sentence-twisted",
    "warning",
    "「…の場では…の場とした」と、主題と述語が同じ言葉でねじれている",
    "主語と述語を対応させる（「公用文作成の考え方」Ⅲ-3）",
    precision="1/1（江東区の報告書。Debianの日本語文書ほか860万字では0件）",
)
def check_twisted(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("sentence-twisted", "PFの場では意見を募り、目線合わせを行う場とした。")
    ['「場では」と「場とした」が対応していません。']
    >>> told("sentence-twisted", "PFの場では意見を募った。PFは目線合わせを行う場とした。この場では、この場とした。")
    []
    """
    for number, block in written_blocks(document):
        for match in TWISTED.finditer(block.folded.text):
            word = match["word"]
            message = f"「{word}では」と「{word}{match['end']}」が対応していません。"
            yield Remark(span(document, number, *match.span()), message, (), f"{word}は、…")


@rule(
    "sentence-broken",
    "error",
    "文が途中で切れている",
    "助詞は体言などに付いて後に続く（助詞の後に「・」は来ない）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_broken(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("sentence-broken", "教授からは、孤独・孤立対策法の・高橋氏からは社協の立場から講話いただいた。")
    ['「対策法の・」で文が切れています。言葉が抜けているようです。']
    >>> told("sentence-broken", "国の・県の補助金、もの・こと、社会への・地域への働きかけ。")
    []
    """
    for number, block in written_blocks(document):
        text = block.folded.text
        for match in OPEN_END.finditer(text):
            after = text[match.end() : match.end() + 40]
            if _is_cut(context, number, match.start(), after):
                start = max(match.start() - 3, 0)
                told = text[start : match.end() + 1]
                message = f"「{told}」で文が切れています。言葉が抜けているようです。"
                yield Remark(span(document, number, match.start(), match.end() + 1), message)


def _is_cut(context: Context, number: int, place: int, after: str) -> bool:
    """A particle by Janome, after a kanji or katakana; and what follows the dot does not end in the same way."""
    text = context.document.blocks[number].folded.text
    if not re.match(r"[一-龠ァ-ヶー]", text[place - 1 : place]):
        return False
    particle = text[place]
    if re.match(rf"・[^・。、から]{{1,12}}{particle}(?!.{{0,4}}から)", after) or text[
        :place
    ].rstrip().endswith("・"):
        return False
    words = morphemes_of(context, number)
    found = word_at(words, place)
    return found is not None and words[found].pos == "助詞"


@rule(
    "punctuation-doubled",
    "error",
    "句読点が二つ続いている",
    SOURCE,
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_doubled_marks(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("punctuation-doubled", "会を開いた。。人が来て、、話した。")
    ['句読点が「。。」と続いています。', '句読点が「、、」と続いています。']
    >>> told("punctuation-doubled", "ううむ。。。と考え、・・・と続く。「、。」と書く。")
    []
    """
    for number, block in written_blocks(document):
        for match in DOUBLED.finditer(block.folded.text):
            mark = match.group()
            yield Remark(
                span(document, number, *match.span()), f"句読点が「{mark}」と続いています。", (), mark[-1]
            )


@rule(
    "bracket-open",
    "error",
    "かっこが閉じていない、または開いていない",
    SOURCE,
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_brackets(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("bracket-open", "「庁内連携会議を年2回開く。"), told("bracket-open", "庁内連携会議」を開く。")
    (['「「」が閉じていません。'], ['「」」に対する「「」がありません。'])
    >>> told("bracket-open", "「『良い』の区」を開く（年2回）。a) 目的 1）方法（フォーラム")
    []
    """
    for number, block in written_blocks(document):
        for place, mark in _unmatched(block.folded.text):
            if mark in "()" or _is_elsewhere(document, number, mark):
                continue
            message = (
                f"「{mark}」が閉じていません。"
                if mark in PAIRS
                else f"「{mark}」に対する「{_opening(mark)}」がありません。"
            )
            yield Remark(span(document, number, place, place + 1), message)


def _unmatched(text: str) -> list[tuple[int, str]]:
    """(place, bracket) without its partner; the brackets of enumerations do not count."""
    skipped = {match.end() - 1 for match in ENUMERATION.finditer(text) if "(" not in match.group()}
    stack: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        if place in skipped:
            continue
        if character in PAIRS:
            stack.append((place, character))
        elif character in PAIRS.values():
            if stack and PAIRS[stack[-1][1]] == character:
                stack.pop()
            elif any(PAIRS[mark] == character for _, mark in stack):
                while PAIRS[stack[-1][1]] != character:
                    alone.append(stack.pop())
                stack.pop()
            else:
                alone.append((place, character))
    return sorted(alone + stack)


def _opening(mark: str) -> str:
    return next(opening for opening, closing in PAIRS.items() if closing == mark)


def _is_elsewhere(document: Document, number: int, mark: str) -> bool:
    """The partner stands alone in a block near by: a quotation of several paragraphs, or a cell that was cut in two."""
    partner, step = (PAIRS[mark], 1) if mark in PAIRS else (_opening(mark), -1)
    near = range(number + step, number + 7 * step, step)
    return any(
        partner in (found for _, found in _unmatched(document.blocks[other].folded.text))
        for other in near
        if 0 <= other < len(document.blocks)
    )


@rule(
    "period-missing",
    "warning",
    "文の終わりに句点がない",
    SOURCE,
    precision="3/3（江東区の報告書、Debianの日本語文書、観光アンケートの自由記述）",
)
def check_periods(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("period-missing", "区長が挨拶を行い、Xで発信した。1932回表示され、8件のリポストがされている（3月8日時点）")
    ['段落の終わりに句点「。」がありません（前の文にはあります）。']
    >>> told("period-missing", "Xで発信した。8件のリポストがされている。"), told("period-missing", "会を開いた。人が来た")
    ([], ['段落の終わりに句点「。」がありません（前の文にはあります）。'])
    """
    for number, block in written_blocks(document):
        text = block.folded.text
        if block.kind not in ("paragraph", "bullet") or "。" not in text[:-1]:
            continue
        match = PREDICATE.search(text)
        if match and not text.endswith(("。", "」")):
            at = Span(number, block.folded.span(match.start(), len(text))[0], len(block.text.rstrip()))
            yield Remark(at, "段落の終わりに句点「。」がありません（前の文にはあります）。", (), "。を付ける")


@rule(
    "blank-before-mark",
    "warning",
    "句読点の前に余分な空白がある",
    SOURCE,
    precision="12/12（江東区の報告書、Debianの日本語文書115万字）",
)
def check_blanks(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("blank-before-mark", "具体的な検討を行う 。"), told("blank-before-mark", "具体的な検討を行う。 次に")
    (['「。」の前に空白があります。'], [])
    """
    for number, block in written_blocks(document):
        for match in BLANK_BEFORE.finditer(block.text):
            mark = block.text[match.end()]
            yield Remark(
                Span(number, match.start(), match.end() + 1), f"「{mark}」の前に空白があります。", (), mark
            )
