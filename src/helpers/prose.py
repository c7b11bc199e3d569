"""The analyst's chapters: Markdown files read into blocks that know their file and line.

# heading for people        -> not printed
## sub-heading              -> Passage.heading
■ conclusion [テーマ: …] [根拠: PF-02]   -> Block("conclusion", …)
- bullet                    -> Block("bullet", …)
> closing words             -> Block("quote", …)
paragraph                   -> Block("paragraph", …)
{{ text.name }} alone       -> the blocks of chapters/name.md
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from helpers.contract import COMMENT
from helpers.errors import UnknownReference
from helpers.facts import REFERENCE, FactStore
from helpers.findings import Finding, Findings, Place

TAGS = re.compile(r"\s*\[(テーマ|根拠)[:：]\s*([^\]]+)\]")
INCLUDE = re.compile(r"\s*\{\{\s*text\.([\w-]+)\s*\}\}\s*")
MARKS = [("■", "conclusion"), ("- ", "bullet"), ("・", "bullet"), (">", "quote")]
# A number typed by hand: not part of a word (Q18, PF1), not an ordinal (第1部), not inside {{ }}.
TYPED_NUMBER = re.compile(r"(?<![0-9A-Za-z０-９第#.])[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink"])


@dataclass(frozen=True)
class Block:
    """One line of a chapter: its kind, its text with references still in it, tags, and where it stands."""

    kind: str
    text: str
    place: Place
    themes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """The blocks under one sub-heading (`heading` is empty before the first)."""

    heading: str
    blocks: tuple[Block, ...]


def read_passages(chapters: Mapping[str, str], stem: str) -> list[Passage]:
    """The passages of `chapters/<stem>.md`; none for a sub-heading with nothing under it, or where there is no such chapter."""
    return _passages(chapters, stem, ()) if stem in chapters else []


def _passages(chapters: Mapping[str, str], stem: str, above: tuple[str, ...]) -> list[Passage]:
    passages, heading, blocks = [], "", []
    for block in _lines(chapters[stem], f"chapters/{stem}.md"):
        if block.kind == "heading":
            passages.append(Passage(heading, tuple(blocks)))
            heading, blocks = block.text, []
        elif block.kind == "include":
            blocks += _included(chapters, block.text, (*above, stem), block.place)
        else:
            blocks.append(block)
    passages.append(Passage(heading, tuple(blocks)))
    return [passage for passage in passages if passage.blocks]


def _included(chapters: Mapping[str, str], stem: str, above: tuple[str, ...], place: Place) -> list[Block]:
    """The blocks of another chapter; one that is not there or includes itself stays a reference that cannot be found."""
    if stem not in chapters or stem in above:
        return [Block("paragraph", f"{{{{ text.{stem} }}}}", place)]
    return [block for passage in _passages(chapters, stem, above) for block in passage.blocks]


def _lines(text: str, file: str) -> Iterable[Block]:
    """One block a line; indented or unmarked lines that follow a bullet or paragraph continue it."""
    text = re.sub(COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    current: Block | None = None
    for number, line in enumerate(text.splitlines(), 1):
        started = _start(line, Place(file, row=number))
        if (
            current
            and started
            and started.kind == "paragraph"
            and current.kind not in ("quote", "heading", "include")
        ):
            current = replace(current, text=current.text + line.strip())
            continue
        if current:
            yield _tagged(current)
        current = started
    if current:
        yield _tagged(current)


def _start(line: str, place: Place) -> Block | None:
    bare = line.strip()
    if not bare or re.match(r"#(?!#)", bare):
        return None
    if match := INCLUDE.fullmatch(bare):
        return Block("include", match[1], place)
    if bare.startswith("##"):
        return Block("heading", bare.lstrip("# "), place)
    for mark, kind in MARKS:
        if bare.startswith(mark):
            return Block(kind, bare[len(mark) :].strip(), place)
    return Block("paragraph", bare, place)


def _tagged(block: Block) -> Block:
    tags: dict[str, list[str]] = {"テーマ": [], "根拠": []}
    for kind, names in TAGS.findall(block.text):
        tags[kind] += [name.strip() for name in re.split("[,、，]", names) if name.strip()]
    return replace(
        block, text=TAGS.sub("", block.text), themes=tuple(tags["テーマ"]), evidence=tuple(tags["根拠"])
    )


def nothing_absent(name: str) -> str:
    return ""


@dataclass
class Prose:
    """Turns text with references into HTML; everything else in the text is escaped.

    `remarks` maps a remark id to its text; `used_remarks` collects the ids that were embedded; `absent` tells the
    file that would hold a name, where that file has not been received.
    """

    facts: FactStore
    remarks: Mapping[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    used_remarks: set[str] = field(default_factory=set)
    absent: Callable[[str], str] = nothing_absent

    def render(self, text: str, place: Place) -> Markup:
        """Inline HTML of one line: Markdown emphasis kept, HTML escaped, references replaced.

        A reference that is unknown or not well written becomes a fatal finding with file and line, and is shown as
        written; one whose file or value has not been received is an error, and 【資料未受領】 stands in its place.
        """
        values: list[Markup] = []

        def stand_in(match: re.Match) -> str:
            values.append(self._value(match, place))
            return f"\ue000{len(values) - 1}\ue001"

        held = REFERENCE.sub(stand_in, text.replace("\ue000", "").replace("\ue001", ""))
        if "{{" in held or "}}" in held:
            message = "参照の書き方が正しくありません"
            self.findings.add(
                "bad-reference",
                "fatal",
                place,
                message,
                given=text,
                allowed="{{ 名前 }} か {{ 名前 | 書式 }}",
            )
        html = MARKDOWN.renderInline(held)
        return Markup(re.sub("\ue000(\\d+)\ue001", lambda match: values[int(match[1])], html))

    def _value(self, match: re.Match, place: Place) -> Markup:
        name, style = match[1], match[2]
        try:
            if name.startswith("remark."):
                return self._remark(name.removeprefix("remark."), place)
            shown = self.facts.show(name, style, str(place))
        except UnknownReference as error:
            return self._unknown(name, str(error).split("：", 1)[1], place, match[0])
        fact = self.facts.facts[name]
        return Markup('<data class="fact" value="{}" title="出典：{}">{}</data>').format(
            fact.value, fact.source, shown
        )

    def _unknown(self, name: str, message: str, place: Place, written: str) -> Markup:
        if name.startswith("text."):
            message = "この章は差し込めません（章がないか、自分自身を差し込んでいます）"
        why = self._why_absent(name)
        if why:
            self.findings.add("absent-figure", "error", place, f"{why}ため、値を示せません", given=written)
            return Markup("【資料未受領】")
        self.findings.add(
            "unknown-reference", "fatal", place, message, remedy="名前を直すか、台帳に値を加える"
        )
        return escape(written)

    def _why_absent(self, name: str) -> str:
        if file := self.absent(name):
            return f"{file} が届いていない"
        return f"{self.facts.blank[name]} に値がまだない" if name in self.facts.blank else ""

    def _remark(self, name: str, place: Place) -> Markup:
        if name not in self.remarks:
            raise UnknownReference(f"{place}：発言「{name}」はありません。")
        self.used_remarks.add(name)
        return Markup("{} {}").format(self.remarks[name], evidence_link(name))


def evidence_link(remark_id: str) -> Markup:
    """The link from a remark's number to its row in the 根拠一覧."""
    return Markup('<a class="evidence" href="#r-{}">{}</a>').format(remark_id, remark_id)


def check_typed_numbers(text: str, place: Place, known: set[str], terms: Iterable[str] = ()) -> list[Finding]:
    """Findings for numbers typed by hand instead of `{{ reference }}`.

    `known` are the figures of the fact store (`known_numbers`), `terms` fixed terms that hold digits (8050問題). A
    number that equals a known figure is only noted; one that equals none is a warning, because nothing shows where
    it came from.
    """
    bare = REFERENCE.sub(" ", text)
    for term in terms:
        bare = bare.replace(term, " ")
    return [_typed(match[0], place, known) for match in TYPED_NUMBER.finditer(bare)]


def _typed(number: str, place: Place, known: set[str]) -> Finding:
    plain = number.translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,")).replace(",", "")
    if plain in known:
        return Finding(
            "typed-number",
            "info",
            place,
            "台帳にある数値と同じ数字が手で書かれています",
            number,
            remedy="{{ 名前 }} で引く",
        )
    return Finding(
        "unknown-number", "warning", place, "どの資料の数値とも一致しない数字が手で書かれています", number,
        remedy="facts.csv に出典とともに加え、{{ 名前 }} で引く",
    )  # fmt: skip
