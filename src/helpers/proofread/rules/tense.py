"""Plans for what is past, and words of praise without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.terms import span, whole, written_blocks
from helpers.proofread.registry import Context, Remark, rule

PLAN = re.compile(
    r"(?:本年度|今年度|本年|今期|令和\d+年度)(?:に|で|の)?(?:取り組む|取組む|実施する|行う|開催する|進める)(?!ため|うえ|際|場合|こと)"
)
DONE = re.compile(r"(?:した|された|なされた|行った|できた|得た|いただいた)[。)]")
CLAIM = re.compile(
    r"(?:非常に|極めて|きわめて|とても|かなり|大変)(?:高い|低い|大きな|大きい)(?:割合|比率|率|水準|効果|成果|評価|関心|満足度|回答率|回収率)"
    r"|(?:大きな|高い|多大な|絶大な)(?:効果|成果|評価|満足度)(?:が|を)(?:あ|得|見ら|上げ|挙げ|いただ|収め)"
    r"|(?:想定|予想|期待|目標|例年)(?:以上|を上回る|を超える|を大きく上回る)"
    r"|(?:大幅に|飛躍的に|劇的に|著しく)(?:増|減|向上|改善|伸|低下|上昇)"
)
BULLET = re.compile(r"[・•●○■✓➢]")
ACTION = re.compile(
    r"(?:[一-龠ァ-ヶー]+・)?[一-龠ァ-ヶー]*(?:発信|周知|啓発|配布|開催|説明|配信|提供|公開|掲載|掲示|募集|調査)を?(?:行う|する|実施する|図る)。?$"
)
AHEAD = re.compile(r"今後|来年度|次年度|翌年度|予定|引き続き|将来|方針|必要|目指|めざ|ため、|こと。?$|検討")
FIGURE = re.compile(
    r"\d(?:[\d,.]*)(?:%|割|倍|ポイント)|\d+(?:人|名|件|回|団体|社)?(?:に対し|から\d|→|のうち)|分の\d|(?:前年|昨年|前回|定員|目標)[^。]{0,12}\d"
)


@rule(
    "plan-for-past",
    "warning",
    "これからの計画の言い方の見出しの下が、済んだことになっている",
    "事実の時制を揃える（「公用文作成の考え方」Ⅰ-2 正確に書く）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_plans(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "６．本年度に取り組む事業の概要\\n\\n・フォーラムを{0}。\\n\\n・掲示を{1}。\\n\\n・動画を{2}。"
    >>> told("plan-for-past", text.format("開催した", "行った", "配信した"))
    ['見出しは「本年度に取り組む」とこれからのことですが、中身は済んだこと（3文）です。']
    >>> told("plan-for-past", text.format("開催する", "行う", "配信する"))
    []
    """
    for number, block in written_blocks(document):
        match = PLAN.search(block.folded.text) if block.kind == "heading" else None
        if not match:
            continue
        below = []
        for other in range(number + 1, len(document.blocks)):
            if document.blocks[other].kind == "heading":
                break
            below.append(other)
        done = [
            (other, found) for other in below for found in DONE.finditer(document.blocks[other].folded.text)
        ]
        if len(done) >= 3:
            message = (
                f"見出しは「{match.group()}」とこれからのことですが、中身は済んだこと（{len(done)}文）です。"
            )
            related = tuple(dict.fromkeys(whole(document, other) for other, _ in done[:3]))
            yield Remark(span(document, number, *match.span()), message, related)


@rule(
    "plan-among-done",
    "warning",
    "済んだことを並べた中に、これから行う言い方の項目がある",
    "事実の時制を揃える（「公用文作成の考え方」Ⅰ-2 正確に書く）",
    precision="1/1（江東区の報告書。Debianの日本語文書ほか860万字では0件）",
)
def check_among(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "工夫点\\n\\n・区報に掲載し、参加者を募集した。\\n\\n・講演を字幕付きで公開した。\\n\\n・動画を配信することで、周知・啓発を{}。"
    >>> told("plan-among-done", text.format("行う"))
    ['「周知・啓発を行う」はこれからのことのようですが、前後の項目は済んだことです。']
    >>> told("plan-among-done", text.format("行った")), told("plan-among-done", text.format("今後も行う"))
    ([], [])
    """
    for items in _lists(document):
        done = [number for number, text in items if text.rstrip("。 ").endswith("た")]
        plans = [
            (number, match)
            for number, text in items
            if (match := ACTION.search(text)) and not AHEAD.search(text)
        ]
        if len(plans) == 1 and done and len(done) >= len(items) - 2:
            number, match = plans[0]
            message = (
                f"「{match.group().rstrip('。')}」はこれからのことのようですが、前後の項目は済んだことです。"
            )
            yield Remark(
                span(document, number, *match.span()),
                message,
                tuple(whole(document, other) for other in done[:3]),
            )


def _lists(document: Document) -> Iterator[list[tuple[int, str]]]:
    """Runs of bullets, each with its text."""
    run: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        if block.kind == "bullet" or BULLET.match(text):
            run.append((number, text))
        elif run:
            yield run
            run = []
    if run:
        yield run


@rule(
    "claim-without-figure",
    "warning",
    "「非常に高い割合」など評価の言葉に、裏づけの数値がない",
    "評価は根拠とともに示す（「公用文作成の考え方」Ⅰ-2 正確に書く）",
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_claims(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("claim-without-figure", "62団体より回答を受領。ネットアンケートとしては非常に高い割合であった。")
    ['「非常に高い割合」の根拠となる割合や比べる値が、この段落にありません。']
    >>> told("claim-without-figure", "回収率は28.7%と、非常に高い割合であった。人口が大幅に増えた（前年の1.5倍）。")
    []
    """
    for number, block in written_blocks(document):
        if block.kind == "heading":
            continue
        text = block.folded.text
        for match in CLAIM.finditer(text):
            if not FIGURE.search(text):
                message = f"「{match.group()}」の根拠となる割合や比べる値が、この段落にありません。"
                yield Remark(span(document, number, *match.span()), message)
