"""Signs: digits, brackets, percent and other signs in two widths, separators and quotation marks of several kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.variants import SHOWN, find_places, tell_variants
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "「公用文作成の考え方」Ⅰ-4 数字の使い方、Ⅰ-6 符号の使い方（一つの文書では全角・半角などを統一する）"
MIXED = re.compile(r"[０-９][，．]?[0-9]|[0-9][,.]?[０-９]")
JA = "ぁ-んァ-ヶ一-龠"
SIGNS = {
    "かっこの幅": (("（）", re.compile(r"[（）]")), ("()", re.compile(rf"(?<=[{JA}])\(|\((?=[{JA}])|(?<=[{JA}])\)(?=[{JA}、。])"))),
    "％の幅": (("％", re.compile(r"％")), ("%", re.compile(r"(?<=[0-9０-９])%"))),
    "読点": (("、", re.compile(r"、")), ("，", re.compile(r"(?<=[^\d])，|，(?=[^\d\s])|(?<=\d)，(?=\d{1,2}(?!\d))"))),
    "句点": (("。", re.compile(r"。")), ("．", re.compile(r"(?<=[ぁ-ん])．"))),
    "波形": (("～", re.compile(r"～")), ("〜", re.compile(r"〜")), ("~", re.compile(rf"(?<=[0-9{JA}])~(?=[0-9{JA}])"))),
    "引用符": (("「」", re.compile(r"「")), ("“”", re.compile(r"“")), ("\"\"", re.compile(rf"\"(?=[{JA}])"))),
    "コロンの幅": (("：", re.compile(rf"(?<=[{JA}）])：")), (":", re.compile(rf"(?<=[{JA}）]):"))),
    "スラッシュの幅": (("/", re.compile(rf"(?<=[{JA}])/(?=[{JA}])")), ("／", re.compile(rf"(?<=[{JA}])／(?=[{JA}])"))),
}  # fmt: skip
BULLETS = re.compile(r"\A\s*([・•●○◆◇■□◼◻▪▫►▶➢➤✓✔⚫⚪⦁◎])")
DOTS = {"・", "•", "⚫", "●", "⦁", "▪"}


@rule("style-width", "style", "かっこ・％・句読点・引用符などの幅や種類が混ざっている", SOURCE)
def check_signs(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-width", "会（年2回）と講座（年3回）と講演(年1回)。12％と8％、95.2%。")
    ['かっこの幅が混ざっています：「（）」4か所、「()」2か所。', '％の幅が混ざっています：「％」2か所、「%」1か所。']
    >>> told("style-width", "会（年2回）で f(x) を使い、（n=62）の95.2%が「はい」。")
    []
    """
    for what, patterns in SIGNS.items():
        yield from tell_variants(find_places(document, patterns, folded=False), (), what)


@rule("style-digits", "style", "数字の全角と半角が混ざっている", SOURCE)
def check_digits(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-digits", "3回と12名と5件。３つの会。")
    ['1桁の数字の幅が混ざっています：「半角」2か所、「全角」1か所。']
    >>> told("style-digits", "１つの会に12名、３回に110名。")
    []
    """
    single = (
        ("半角", re.compile(rf"(?<![\d０-９.,/:\-A-Za-z#])[0-9](?=[{JA}])")),
        ("全角", re.compile(rf"(?<![\d０-９．])[０-９](?=[{JA}])")),
    )
    several = (
        ("半角", re.compile(r"(?<![\d０-９])[0-9]{2,}")),
        ("全角", re.compile(r"(?<![\d０-９])[０-９]{2,}(?!\d)")),
    )
    yield from tell_variants(find_places(document, single, folded=False), (), "1桁の数字の幅")
    yield from tell_variants(find_places(document, several, folded=False), (), "2桁以上の数字の幅")


@rule(
    "digits-mixed",
    "warning",
    "一つの数の中で全角と半角が混ざっている",
    SOURCE,
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_mixed(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("digits-mixed", "出張所 8か所 ８0"), told("digits-mixed", "出張所8か所80部、図２、3回")
    (['一つの数「８0」に全角と半角が混ざっています。'], [])
    """
    for number, block in enumerate(document.blocks):
        for match in MIXED.finditer(block.text):
            message = f"一つの数「{match.group()}」に全角と半角が混ざっています。"
            right = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in match.group())
            yield Remark(Span(number, *match.span()), message, (), right)


@rule("style-bullet", "style", "箇条書きの点の種類が混ざっている", SOURCE)
def check_bullets(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-bullet", "・ 会を開く\\n\\n・ 話を聞く\\n\\n• 町を歩く")
    ['箇条書きの点が混ざっています：「・」2か所、「•」1か所。']
    >>> told("style-bullet", "■会を開く\\n\\n・ 話を聞く\\n\\n✓ 町を歩く")
    []
    """
    marks = [(number, BULLETS.match(block.text)) for number, block in enumerate(document.blocks)]
    places: dict[str, list[Span]] = {}
    for number, match in marks:
        if match and match.group(1) in DOTS:
            places.setdefault(match.group(1), []).append(Span(number, match.start(1), match.end(1)))
    yield from tell_variants(places, (), "箇条書きの点")


@rule(
    "style-half-kana",
    "style",
    "半角の片仮名がある",
    "「公用文作成の考え方」Ⅰ-3（片仮名は全角）。機種依存の字は使わない",
)
def check_half_kana(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-half-kana", "ｱﾝｹｰﾄとﾌｫｰﾗﾑの結果"), told("style-half-kana", "アンケートの結果")
    (['半角の片仮名が2か所にあります（「ｱﾝｹｰﾄ」など）。'], [])
    """
    places = find_places(document, (("半角", re.compile(r"[ｦ-ﾟ]+")),), folded=False).get("半角", [])
    if places:
        first = document.blocks[places[0].block].text[places[0].start : places[0].end]
        message = f"半角の片仮名が{len(places)}か所にあります（「{first}」など）。"
        yield Remark(places[0], message, tuple(places[1:SHOWN]), "全角にする")


@rule("style-period", "style", "述語で終わる箇条書きの句点が、あるものとないものが混ざっている", SOURCE)
def check_bullet_periods(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-period", "■会を開いた。\\n\\n■話を聞いた\\n\\n■町を歩いた。")
    ['「■」の箇条書きで、句点のあるもの2か所と、ないもの1か所が混ざっています。']
    >>> told("style-period", "■会を開いた。\\n\\n■話の記録\\n\\n■町を歩いた。")
    []
    """
    with_mark: Counter[str] = Counter()
    without: dict[str, list[Span]] = {}
    for number, block in enumerate(document.blocks):
        match = BULLETS.match(block.text)
        if not match:
            continue
        text = block.text.rstrip()
        if text.endswith("。"):
            with_mark[match.group(1)] += 1
        elif re.search(
            r"(?:[いきしちにみりっえけせてねべめれげ]た|いる|ある|する|行う|れる|しい|ない)\Z", text
        ):
            without.setdefault(match.group(1), []).append(Span(number, len(text) - 2, len(text)))
    for mark, places in without.items():
        if with_mark[mark]:
            message = f"「{mark}」の箇条書きで、句点のあるもの{with_mark[mark]}か所と、ないもの{len(places)}か所が混ざっています。"
            yield Remark(places[0], message, tuple(places[1:SHOWN]))
