"""Forms: dates, times, counters, ordinals, honorifics, and the ends of sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import sentences_of, span
from helpers.proofread.extract.variants import find_places, tell_variants
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "「公用文作成の考え方」Ⅰ-4 数字の使い方（日時・助数詞は一つの形に揃える）"
FORMS = {
    "日付の年": (("和暦", re.compile(r"(?:令和|平成)(?:\d{1,2}|元)年(?!度)(?=\d|1?\d月)")), ("西暦", re.compile(r"(?<!\d)(?:19|20)\d\d年(?!度)(?=\d)"))),
    "年度の年": (("和暦", re.compile(r"(?:令和|平成)(?:\d{1,2}|元)年度")), ("西暦", re.compile(r"(?<!\d)(?:19|20)\d\d年度"))),
    "月日": (("2月6日", re.compile(r"(?<![\d/])\d{1,2}月\d{1,2}日")), ("2/6", re.compile(r"(?<![\d/])(?:1[0-2]|[1-9])/(?:3[01]|[12]\d|[1-9])(?=[(]|から|より|まで|\d{2}時|\Z)"))),
    "時刻": (("19時", re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])時(?!間|点|期)")), ("19:00", re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"))),
    "人の数え方": (("人", re.compile(r"\d[\d,]*(?:人)(?![口件々前家])")), ("名", re.compile(r"\d[\d,]*名(?!称)"))),
    "「か所」": tuple((form, re.compile(rf"(?<=[\d数]){form}")) for form in ("か所", "カ所", "箇所", "ヶ所", "ヵ所", "個所", "ケ所")),
    "「か月」": tuple((form, re.compile(rf"(?<=[\d数]){form}")) for form in ("か月", "カ月", "箇月", "ヶ月", "ヵ月", "ケ月")),
    "「ご」と「御」": (("御", re.compile(r"御(?=[一-龠]{2})(?!中|者|礼|所)")), ("ご", re.compile(r"(?:(?<![ぁ-ん])|(?<=[はがのをにへとも]))ご(?=[一-龠]{2})"))),
    "「つ」の数え方": (("3つ", re.compile(r"(?<!\d)[2-9]つ(?!の?間)")), ("三つ", re.compile(r"[二三四五六七八九]つ"))),
}  # fmt: skip
ORDINAL = re.compile(r"第(?:(\d+)|([一二三四五六七八九十]+))([部回章期次号条項編])(?!線|会)")
POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ましょう|ください)[。]\Z")
PLAIN = re.compile(
    r"(?:である|であった|だった|だろう|ではない|だ|する|した|いる|いた|れる|れた|なる|なった)[。]\Z"
)


@rule("style-form", "style", "日付・時刻・数え方などの形が混ざっている", SOURCE)
def check_forms(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-form", "110名が参加し、30人ほどが残った。19時から20時半、次は11:00に始まる。")
    ['人の数え方が混ざっています：「人」1か所、「名」1か所。', '時刻が混ざっています：「19時」2か所、「19:00」1か所。']
    >>> told("style-form", "令和6年2月6日に110名が参加した。人口は5000人口、令和5年度は3か所。名称は11名称。")
    []
    """
    for what, patterns in FORMS.items():
        yield from tell_variants(find_places(document, patterns), (), what)


@rule("style-ordinal", "style", "「第一部」と「第2部」のように、順番の数字が混ざっている", SOURCE)
def check_ordinals(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-ordinal", "第一部 講演\\n\\n第2部 講演")
    ['「第…部」の数字が混ざっています：「漢数字」1か所、「算用数字」1か所。']
    >>> told("style-ordinal", "第1部 講演\\n\\n第2部 講演\\n\\n第三者による")
    []
    """
    found: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for number, block in enumerate(document.blocks):
        for match in ORDINAL.finditer(block.folded.text):
            label = "算用数字" if match.group(1) else "漢数字"
            found[match.group(3)].setdefault(label, []).append(span(document, number, *match.span()))
    for unit, places in found.items():
        yield from tell_variants(places, (), f"「第…{unit}」の数字")


@rule(
    "style-ending",
    "style",
    "「です・ます」と「である」が混ざっている",
    "「公用文作成の考え方」Ⅱ-1 文体の選択（一つの文書では統一する）",
)
def check_endings(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "会を開いた。人が来た。話をした。" + "議論をした。" * 8
    >>> told("style-ending", text + "\\n\\n課題になっています。")
    ['文体が混ざっています：「である」10か所、「です・ます」1か所。']
    >>> told("style-ending", text)
    []
    """
    places: dict[str, list[Span]] = {}
    for sentence in sentences_of(context):
        label = (
            "です・ます" if POLITE.search(sentence.text) else "である" if PLAIN.search(sentence.text) else ""
        )
        if label and document.blocks[sentence.block].kind != "quote":
            at = span(document, sentence.block, max(sentence.start, sentence.end - 5), sentence.end)
            places.setdefault(label, []).append(at)
    counts = sorted(map(len, places.values()))
    if len(counts) == 2 and counts[1] >= 10 and counts[0] * 4 <= counts[1]:
        yield from tell_variants(places, (), "文体")
