"""What is said twice: passages that have drifted apart, lists that differ in one item or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.names import KANJI
from helpers.proofread.extract.terms import Sentence, likeness, sentences_of, unmarked, whole
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "同じ内容は一か所に書いて参照する。繰り返すなら同じ言葉で（「公用文作成の考え方」Ⅲ-2）"
SHORTEST, PIECE, ALIKE = (
    30,
    8,
    0.8,
)  # characters of a sentence, of a shared piece; ratio of matching characters
COMMON = 12  # a piece that more sentences have is a turn of phrase
LISTED = re.compile(r"\A[(]\d{1,2}[)]|\A[•・✓➢⚫■◼①-⑳-]")
RUN = re.compile(rf"[{KANJI}]+|[ァ-ヶー]+|[ぁ-ん]|[A-Za-z0-9.]+|.", re.DOTALL)
JAPANESE = re.compile(rf"[{KANJI}ァ-ヶーぁ-ん、。・]")
POINTS = re.compile(
    r"ご覧|参照|下さい|ください|\A(?:出典|記号|注|資料|凡例)[：:\d]"
)  # the same everywhere: "see there", legends


@rule(
    "drift",
    "warning",
    "ほとんど同じ文が二か所にあり、一部だけ違う",
    SOURCE,
    precision="3/4（江東区の報告書、Debianの日本語文書115万字）",
)
def check_drift(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "1. 概要\\n\\n声掛けを行う過程で、{}担当者が想定していなかった課へも呼びかけを行った。\\n\\n2. 詳細\\n\\n" \\
    ...     "声掛けを行う過程で、担当者が想定していなかった課へも呼びかけを行った。"
    >>> told("drift", text.format("当初"))
    ['ほとんど同じ文が3行目にもありますが、言葉が違います：「当初担当者」→「担当者」']
    >>> told("drift", text.format(""))
    []
    """
    for one, other in _near_pairs(context):
        if document.blocks[one.block].section == document.blocks[other.block].section:
            continue
        changes = _changes(one.text, other.text)
        if not 1 <= len(changes) <= 4 or any(_is_other_topic(*change) for change in changes):
            continue
        told = "、".join(f"{_quoted(a)}→{_quoted(b)}" for a, b in changes)
        line = document.blocks[one.block].place(0)[0]
        message = f"ほとんど同じ文が{line}行目にもありますが、言葉が違います：{told}"
        yield Remark(span_of(document, other), message, (span_of(document, one),))


def _near_pairs(context: Context) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences, not the same, that share most of their characters; each with the most alike before it."""
    index: dict[str, list[int]] = defaultdict(list)
    sentences = [sentence for sentence in sentences_of(context) if _is_prose(context.document, sentence)]
    for number, sentence in enumerate(sentences):
        shared: dict[int, int] = defaultdict(int)
        for place in range(0, len(sentence.text) - PIECE + 1):
            holders = index[sentence.text[place : place + PIECE]]
            for holder in holders[:COMMON]:
                shared[holder] += 1
        for place in range(0, len(sentence.text) - PIECE + 1):
            index[sentence.text[place : place + PIECE]].append(number)
        best = max(shared, key=lambda holder: (shared[holder], holder), default=None)
        if best is not None and shared[best] * 2 >= len(sentence.text) - PIECE:
            one = sentences[best]
            if one.text != sentence.text and _is_near(one.text, sentence.text):
                yield one, sentence


def _is_prose(document: Document, sentence: Sentence) -> bool:
    text = sentence.text
    is_text = document.blocks[sentence.block].kind in ("paragraph", "bullet", "quote")
    japanese = len(JAPANESE.findall(text)) >= 0.7 * len(text)
    return is_text and len(text) >= SHORTEST and japanese and not POINTS.search(text)


def _is_near(one: str, other: str) -> bool:
    blocks = SequenceMatcher(None, one, other, False).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size >= 3)
    shorter, longer = sorted((len(one), len(other)))
    return shared >= ALIKE * shorter and longer <= 2 * shorter


def _changes(one: str, other: str) -> list[tuple[str, str]]:
    """What differs, in whole words, but for commas; what one of them has more at its ends does not count."""
    left, right = RUN.findall(one), RUN.findall(other)
    codes = SequenceMatcher(None, left, right, False).get_opcodes()
    ends = {0, len(codes) - 1}
    codes = [
        code for place, code in enumerate(codes) if not (place in ends and code[0] in ("insert", "delete"))
    ]
    changes = [("".join(left[a:b]), "".join(right[c:d])) for kind, a, b, c, d in codes if kind != "equal"]
    return [(a, b) for a, b in changes if a.strip("、。") or b.strip("、。")]


def _is_other_topic(one: str, other: str) -> bool:
    """A word in the place of another that has nothing to do with it: two things said in one pattern."""
    if not one or not other or max(len(one), len(other)) <= 2:
        return False
    foreign = re.search("[ァ-ヶ]{2}", one) and re.search("[ァ-ヶ]{2}", other)
    return not set(one) & set(other) or (bool(foreign) and likeness(one, other) < 0.5)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _quoted(text: str) -> str:
    return f"「{text}」" if text else "（なし）"


@rule(
    "list-differs",
    "warning",
    "二か所にある同じ一覧（ねらいなど）で、一項目だけ違う",
    SOURCE,
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_lists(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> lists = "・{}\\n\\n・孤独・孤立へ対策する支援策の周知\\n\\n・対策推進法施行後の施策の方向性の確認\\n\\n"
    >>> told("list-differs", lists.format("社会認識の醸成") + "説明。\\n\\n" + lists.format("団体間の情報共有"))
    ['この一覧は8行あとの一覧と同じ項目を持ちますが、「社会認識の醸成」があちらでは「団体間の情報共有」です。']
    >>> told("list-differs", lists.format("社会認識の醸成") + "説明。\\n\\n" + lists.format("社会認識の醸成"))
    []
    """
    items = [
        (number, unmarked(block.folded.text))
        for number, block in enumerate(document.blocks)
        if _is_item(block)
    ]
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, text) in enumerate(items):
        if len(text) >= 10:
            places[text].append(place)
    for text, found in places.items():
        if len(found) == 2 and not text.endswith("。"):
            yield from _compare(document, items, *found)


def _is_item(block) -> bool:
    return (
        block.kind in ("bullet", "paragraph")
        and bool(LISTED.match(block.folded.text))
        and len(block.text) < 120
    )


def _compare(document: Document, items: list[tuple[int, str]], one: int, other: int) -> Iterator[Remark]:
    """The items before two that are the same, where the next two are the same as well (or nearly)."""
    if (
        one + 1 >= len(items)
        or other + 1 >= len(items)
        or one == 0
        or items[one + 1][1] != items[other + 1][1]
    ):
        return
    (left, before), (right, after) = items[one - 1], items[other - 1]
    joined = left + 1 == items[one][0] and right + 1 == items[other][0] and other - one > 2
    if (
        not joined
        or before == after
        or before.endswith("。")
        or before.startswith(after)
        or after.startswith(before)
    ):
        return
    gap = document.blocks[right].place(0)[0] - document.blocks[left].place(0)[0]
    message = f"この一覧は{gap}行あとの一覧と同じ項目を持ちますが、「{_short(before)}」があちらでは「{_short(after)}」です。"
    yield Remark(whole(document, left), message, (whole(document, right),))


@rule(
    "list-repeated",
    "warning",
    "別の回・別の項目の一覧が、まったく同じ",
    "写したまま直し忘れていないかを確かめる（「公用文作成の考え方」Ⅰ-2 正確に書く）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_repeated_lists(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> agenda = "（１）調査の実施について\\n\\n（２）冊子の案について\\n\\n（３）講演会について\\n\\n"
    >>> told("list-repeated", "第1回の議題\\n\\n" + agenda + "第2回の議題\\n\\n" + agenda)
    ['この一覧（3項目）は3行目からの一覧とまったく同じです。写したままではありませんか。']
    >>> told("list-repeated", "第1回の議題\\n\\n" + agenda + "第2回の議題\\n\\n" + agenda.replace("冊子", "動画"))
    []
    """
    seen: dict[tuple[str, ...], int] = {}
    for start, texts in _numbered_lists(document):
        first = seen.setdefault(texts, start)
        if first != start:
            line = document.blocks[first].place(0)[0]
            message = f"この一覧（{len(texts)}項目）は{line}行目からの一覧とまったく同じです。写したままではありませんか。"
            yield Remark(whole(document, start), message, (whole(document, first),))


def _numbered_lists(document: Document) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(number of the first block, texts) of runs of three or more items (1), (2), ...; その他 counts as one."""
    run: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        value = re.match(r"[(](\d{1,2})[)]", text)
        if value and int(value.group(1)) == len(run) + 1:
            run.append((number, text))
            continue
        if len(run) >= 3:
            yield run[0][0], tuple(text for _, text in run)
        run = [(number, text)] if value and value.group(1) == "1" else []
    if len(run) >= 3:
        yield run[0][0], tuple(text for _, text in run)
