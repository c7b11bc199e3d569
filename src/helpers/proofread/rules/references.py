"""What the text points back or across to: a name said before, a figure with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.names import find_names
from helpers.proofread.extract.terms import likeness, span, whole
from helpers.proofread.registry import Context, Remark, rule

BACK = re.compile(r"(?:先述|前述|上述|既述|先に述べた|前記|上記)の(?=[「『一-龠ァ-ヶ])")
QUOTED = re.compile(r"[「『]([^「」『』]{3,30})[」』]")
REFERENCE = re.compile(
    r"(?<![一-龠ァ-ヶ])(図表|図|表|写真|別表|別図)(\d{1,3}(?:[-.]\d{1,3}){0,2})(?![\d.%]|人|名|件|回|歳|年)"
)
NUMBERED = re.compile(r"(図表|図|表|写真|別表|別図)(\d{1,3}(?:[-.]\d{1,3}){0,2})(?![はがをにのでと参や、])")


@rule(
    "said-before",
    "error",
    "「先述の」「前述の」とある名が、それより前に出てこない",
    "照応する語は先に示す（「公用文作成の考え方」Ⅲ-2）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_said_before(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("said-before", "「庁内連携会議」を年2回開く。\\n\\n先述の庁内福祉連絡会議で話した。")
    ['「先述の」とある「庁内福祉連絡会議」は、これより前に出てきません。似た名に「庁内連携会議」があります。']
    >>> told("said-before", "「庁内連携会議」を年2回開く。\\n\\n先述の庁内連携会議で話した。前述の会議では。")
    []
    """
    if not any(BACK.search(block.folded.text) for block in document.blocks):
        return
    before: list[str] = []
    bodies: dict[str, Span] = {}
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in BACK.finditer(text):
            name = _named(text, match.end())
            if name and not any(name in earlier for earlier in (*before, text[: match.start()])):
                near = max(bodies, key=lambda other: (likeness(name, other), other), default="")
                close = likeness(name, near) >= 0.3
                hint = f"似た名に「{near}」があります。" if close else ""
                message = f"「{match.group()}」とある「{name}」は、これより前に出てきません。{hint}"
                at = span(document, number, match.start(), match.end() + len(name))
                yield Remark(at, message, (bodies[near],) if close else ())
        for kind in ("body", "division", "law"):
            for start, end, name in find_names(text, kind):
                bodies.setdefault(name, span(document, number, start, end))
        before.append(text)


def _named(text: str, start: int) -> str:
    """The name that begins at `start`, "" where none does."""
    if quoted := QUOTED.match(text, start):
        return quoted.group(1)
    tail = text[start : start + 40]
    found = [
        tail[:end]
        for kind in ("body", "division", "law")
        for first, end, _ in find_names(tail, kind)
        if first == 0
    ]
    name = max(found, key=len, default="")
    return name if len(name) >= 5 else ""


@rule(
    "figure-reference",
    "warning",
    "本文の「図表3」にあたる番号の図表がない",
    "図表は番号と題を付け、本文から参照する（JIS Z 8301:2019 の図・表の規定）",
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_figure_references(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("figure-reference", "結果を図表3に示す。\\n\\n図表1 回答者\\n\\n図表2 年代")
    ['本文が指す図表3がありません。番号のある図表：図表1、図表2']
    >>> told("figure-reference", "結果を図表2に示す。代表3名が出席。\\n\\n図表1 回答者\\n\\n図表2 年代")
    []
    """
    captions = _captions(document)
    if not captions:
        return
    chapters = {(word, _chapter(figure)) for word, figure in captions}
    for number, block in enumerate(document.blocks):
        if block.kind in ("caption", "heading"):
            continue
        for match in REFERENCE.finditer(block.folded.text):
            word, figure = match.groups()
            if (word, _chapter(figure)) in chapters and (word, figure) not in captions:
                told = [f"{one}{other}" for one, other in captions if one == word]
                listed = "、".join(told[:5]) + ("ほか" if len(told) > 5 else "")
                at = span(document, number, match.start(), match.end())
                message = f"本文が指す{word}{figure}がありません。番号のある図表：{listed}"
                yield Remark(at, message, tuple(list(captions.values())[:3]))


def _chapter(figure: str) -> str:
    """2 of 2.6; "" where figures are numbered through."""
    return re.split(r"[.-]", figure)[0] if re.search(r"[.-]", figure) else ""


def _captions(document: Document) -> dict[tuple[str, str], Span]:
    captions: dict[tuple[str, str], Span] = {}
    for number, block in enumerate(document.blocks):
        found = NUMBERED.match(block.folded.text)
        if found:
            captions.setdefault((found.group(1), found.group(2)), whole(document, number))
    return captions
