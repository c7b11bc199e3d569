"""chapters/*.md as received, and what in them would not be printed as its writer expects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.contract import CHAPTERS, COMMENT
from helpers.findings import Findings, Place
from helpers.fingerprint import is_litter
from helpers.raw.desk import Desk
from helpers.raw.files import read_text
from helpers.raw.names import suggest

# Chapters of which only the passages under these sub-headings are printed.
HEADINGS = {
    "forum": ("開催の様子", "参加者アンケート", "動画の配信"),
    "platform_meetings": ("運営", "庁内関係課への声掛け"),
}
USUAL_HEADINGS = {"step_06": ("庁内の巻き込み", "庁外の巻き込み")}
LIST = re.compile(r"\s*([*+]|[0-9]+[.)])\s+\S")
INCLUDE = re.compile(r"\{\{\s*text\.([\w-]+)\s*\}\}")


def read_chapters(desk: Desk) -> dict[str, str]:
    """Stem -> text of every chapter; missing and unknown ones are findings."""
    folder = desk.case.raw / "chapters"
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [name for name in names if not is_litter(name)]
    stems = [name.removesuffix(".md") for name in names if name.endswith(".md") and "/" not in name]
    for stem in [stem for stem in CHAPTERS if stem not in stems]:
        desk.add_missing(f"chapters/{stem}.md", "chapters")
    read = {stem: read_text(folder / f"{stem}.md", f"chapters/{stem}.md", desk.findings) for stem in stems}
    texts = {stem: text.replace("\r\n", "\n") for stem, text in read.items() if text is not None}
    included = {stem for text in texts.values() for stem in INCLUDE.findall(re.sub(COMMENT, "", text))}
    _check_names(names, {f"{stem}.md" for stem in (*CHAPTERS, *(included & set(stems)))}, desk.findings)
    for stem, text in texts.items():
        _check_text(stem, text, desk.findings)
    return texts


def _check_names(names: list[str], printed: set[str], findings: Findings) -> None:
    for name in [name for name in names if name not in printed]:
        stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        message = f"知らない章「{name}」です。印字されません。"
        near = f"{stem}.md という名前で chapters/ に直に置いてください。" if stem in CHAPTERS else ""
        remedy = near or suggest(stem.lower(), CHAPTERS) or "ファイルの名前を確かめてください。"
        details = {"allowed": "、".join(CHAPTERS), "remedy": remedy}
        findings.add("unknown-chapter", "warning", Place(f"chapters/{name}"), message, **details)


def _check_text(stem: str, text: str, findings: Findings) -> None:
    lines = list(_lines(text))
    if stem in CHAPTERS and all(line.lstrip().startswith("##") for _, line in lines):
        message = "見出しのほかに文章がありません。未執筆として扱います。"
        details = {"remedy": "分析者の文章を、見出しの下に書いてください。"}
        findings.add("unwritten-chapter", "warning", Place(f"chapters/{stem}.md"), message, **details)
    for number, line in lines:
        if LIST.match(line):
            message = "「- 」「・」のほかの箇条書きは読めません。前の行に続く文として印字されます。"
            details = {"given": line.strip()[:40], "remedy": "行の始めを「- 」に替えてください。"}
            findings.add(
                "unknown-list", "warning", Place(f"chapters/{stem}.md", "", number), message, **details
            )
    if stem in HEADINGS or stem in USUAL_HEADINGS:
        _check_headings(stem, lines, findings)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line that is not blank, comments and the first-level heading left out."""
    plain = re.sub(COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(plain.splitlines(), 1):
        if line.strip() and not re.match(r"\s*#(?!#)", line):
            yield number, line


def _check_headings(stem: str, lines: list[tuple[int, str]], findings: Findings) -> None:
    """Sub-headings that are none of the contract's, and text before the first where it would be lost."""
    allowed = HEADINGS.get(stem) or USUAL_HEADINGS[stem]
    details = {"allowed": "、".join(f"## {name}" for name in allowed)}
    first = True
    for number, line in lines:
        place, bare = Place(f"chapters/{stem}.md", "", number), line.strip()
        if bare.startswith("##"):
            name = bare.lstrip("# ")
            if name not in allowed:
                effect = "この下の文は印字されません。" if stem in HEADINGS else "このまま印字します。"
                message, remedy = f"決まった小見出しではありません。{effect}", suggest(name, allowed)
                remedy = remedy or "決まった小見出しに改めてください。"
                findings.add(
                    "unknown-heading", "warning", place, message, given=name, remedy=remedy, **details
                )
        elif first and stem in HEADINGS:
            message, remedy = "最初の小見出しより前の文は印字されません。", "小見出しの下に移してください。"
            findings.add("unknown-heading", "warning", place, message, remedy=remedy, **details)
        first = False
