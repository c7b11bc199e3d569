"""Which source lines go on in the next one: lines wrapped at a width, broken inside words, cells of flat tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.proofread.reading.build import Piece, piece_of
from helpers.proofread.reading.marks import PLAIN, SENTENCE_END, read_mark, width

MARKED = ("bullet", "caption", "heading", "note")
TOLERANCE = (
    5  # columns that a wrapped line may fall short of the widest: a bracket or a long sound moved down
)
WRAPPED = 40  # columns from which on a paragraph of equally wide lines is taken as wrapped
# Kana that no word begins with, or particles and endings that begin none of the words left out.
GOES_ON = re.compile(
    r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョー々ゝゞん、。，．）」』】〉》)\]%％・〆]"
    r"|[をがはにへとでもやのてしたれるりくすせきいうつけらろぐずぶぬ](?![、，])|[かみ](?=[、。]|\Z)|[らず]ず?、|.\Z"
)
STARTS_SENTENCE = re.compile(
    r"この|その|あの|どの|これ|それ|また|なお|しかし|ただ|いずれ|さらに|まず|すべて|とくに|ところ|はい|いいえ|はじめ|もし|やはり|"
    r"でも|しかも|したが|すな|すで|できる|とき|とも|のち|もっと|もの|わた|いつ|いま|うち|つなが|つまり|つぎ|けれ|きっと|いろ|"
    r"たとえ|たくさん|ため|はこ|にぎ|へや|といった|るる|てい|たい|しば|しか|しく|しごと|くら|くわ|くみ|すこ|すま|せい|せっ|きめ|きた|"
    r"ください|にほん|ひと|こど|いじ|いき|つど|けん|うけ|うた|とく|とり|とう|はた|はじ|はん|もと|やさ|やす|のび|のり|てん|てつ"
)
BREAKS_OFF = re.compile(
    r"(?:[(（「『【、，,・ー〜～]|令和|平成|昭和|[0-9０-９]年|第|約|計|各|[をはにへと])\Z"
)
DIGIT_END = re.compile(r"[0-9０-９]\Z")
COUNTER = re.compile(r"[年月日時分秒名人回件か箇カヵケヶ%％円万億千百組社団部課歳代週点つ(（]")
SMALL = re.compile(r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョーん、。，．）」』】]")
KATAKANA_END, KATAKANA_START = re.compile(r"[ァ-ヴー]\Z"), re.compile(r"[ァ-ヴー]{2}")
# a paragraph mark inside a sentence, as in boxes and labels
LEFT_OPEN = re.compile(r"(?:[、・/／をはがにのへや]|(?<!こ)と|まで)\s*\Z")
STANDS_ALONE = re.compile(
    r"\A[（(].*[)）]\Z|\A[①-⑳ー－-]\Z|\(n\s*=\s*\d+\)\Z|\A\d{1,3}(?:\.\d+)?[%％]\Z|\A#\d+\Z",
    re.IGNORECASE,
)
BEGINS = re.compile(r"\s*(?:\[?[QＱ]\d|【|その他(?:【.*)?\Z|\d{1,3}\.\d[%％](?!は|が|の|を|で|と|、))")
DRAWN_CELL = re.compile(r"[^│┃\u2500-\u257f]+")
FRAME = re.compile(r"[\s\u2500-\u257f+\-=|*_]*\Z")  # lines that draw tables or part paragraphs
LABELLED = re.compile(r"\A(\S[^、。]{0,11}) +(?=[•・✓➢⚫◼■] )")


def split_labels(text: str) -> list[tuple[int, str]]:
    """(offset, part): a label and the bullet of its row that a flat table puts into one line; cells of a drawn table.

    >>> split_labels("ねらい • 望まない孤独")
    [(0, 'ねらい'), (4, '• 望まない孤独')]
    """
    if "│" in text or "┃" in text:
        return [
            (match.start(), match.group()) for match in DRAWN_CELL.finditer(text) if match.group().strip()
        ]
    found = LABELLED.match(text)
    return [(0, found.group(1)), (found.end(), text[found.end() :])] if found else [(0, text)]


def group_marked(lines: Sequence[str], numbers: Sequence[int]) -> list[list[Piece]]:
    """Of a dump in which a blank at the end of a line marks the end of a paragraph: one group a paragraph."""
    groups: list[list[Piece]] = []
    is_open = False
    for number, line in zip(numbers, lines, strict=True):
        if not line.strip():
            is_open = is_open and (line == "" or bool(LEFT_OPEN.search(groups[-1][-1].text)))
            continue
        for offset, part in split_labels(line.lstrip("\f")):
            piece = piece_of(part, number, offset + 1 + len(line) - len(line.lstrip("\f")))
            if is_open and not offset and not _begins(line) and not _is_label(groups[-1][-1], piece):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        is_open = not STANDS_ALONE.search(line) and (
            not line.endswith((" ", "　")) or bool(LEFT_OPEN.search(line))
        )
    return groups


def _begins(line: str) -> bool:
    """A new page (a blank or form feed in front), a mark, or the number of a question or a share in a chart."""
    return line[0] in " \f　" or bool(BEGINS.match(line)) or read_mark(line).kind in MARKED


def _is_label(last: Piece, piece: Piece) -> bool:
    """The labels of a chart: the first is too short to be a full line, and no word is broken."""
    return width(last.text) + TOLERANCE + 1 < width(piece.text) and not breaks_word(last.text, piece.text)


def group_open(lines: Sequence[str], numbers: Sequence[int], is_dump: bool) -> list[list[Piece]]:
    """One group a paragraph, judged by words and widths; in a dump an empty line alone ends none."""
    groups: list[list[Piece]] = []
    gap, widest = True, 0
    for number, line in zip(numbers, lines, strict=True):
        if FRAME.match(line):
            gap = True
            continue
        for offset, part in split_labels(line):
            piece = piece_of(part, number, offset + 1)
            may = bool(groups) and not offset and (is_dump or not gap)
            if may and goes_on(groups[-1], piece.text, widest, is_dump):
                groups[-1].append(piece)
                widest = max(widest, width(piece.text))
            else:
                groups.append([piece])
                widest = width(piece.text)
        gap = False
    return groups


def goes_on(group: Sequence[Piece], following: str, widest: int, is_dump: bool) -> bool:
    """Whether the paragraph goes on in the following line."""
    last = group[-1].text
    if read_mark(following) != PLAIN or BEGINS.match(following):
        return False
    if STANDS_ALONE.search(last) or STANDS_ALONE.search(following):
        return False
    if SENTENCE_END.search(last) and (len(group) < 2 or not _wraps(last, following, widest)):
        return False
    if read_mark(last).kind in ("heading", "caption"):
        return (breaks_word if is_dump else breaks_kana)(last, following)
    if breaks_word(last, following):
        return True
    item = read_mark(group[0].text).kind in ("bullet", "note")
    return _wraps(last, following, widest, 10 if is_dump else WRAPPED // 2 if item else WRAPPED)


def breaks_word(last: str, following: str) -> bool:
    """Whether the line end between the two stands inside a word or a phrase.

    >>> breaks_word("地域コ", "ミュニティ"), breaks_word("令和６年", "2/6(火)"), breaks_word("会場", "総合区民センター")
    (True, True, False)
    """
    if SENTENCE_END.search(last):
        return False
    inside = bool(GOES_ON.match(following)) and not STARTS_SENTENCE.match(following)
    number = bool(DIGIT_END.search(last) and COUNTER.match(following))
    return inside or number or breaks_kana(last, following) or bool(BREAKS_OFF.search(last))


def breaks_kana(last: str, following: str) -> bool:
    """Inside a word in katakana, or before a small letter."""
    return bool(KATAKANA_END.search(last) and KATAKANA_START.match(following)) or bool(SMALL.match(following))


def _wraps(last: str, following: str, widest: int, least: int = WRAPPED) -> bool:
    """The last line is as wide as the paragraph's widest, and as the following one or nearly."""
    own = width(last)
    return own >= least and own + TOLERANCE >= max(widest, width(following))
