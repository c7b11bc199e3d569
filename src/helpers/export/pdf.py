"""HTML -> PDF: Typst sets one tagged file that is PDF/UA-1 and PDF/A-2a, the same bytes every time."""

from __future__ import annotations

import base64
import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from bs4 import Tag

from helpers.errors import ExportError
from helpers.export.glyphs import GlyphCheck, font_folders
from helpers.export.html_to_typst import TypstWriter
from helpers.export.markup import quote
from helpers.findings import Finding
from helpers.handoff import replace_file

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]
PAGES = "number-of-pages"  # label of what the last page says of its number
SUFFIXES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


@dataclass(frozen=True)
class PdfResult:
    """What was written: the number of pages, and a finding for each character that could not be printed."""

    pages: int
    findings: list[Finding]


def write_pdf(
    html: Path,
    pdf: Path,
    *,
    title: str,
    subtitle: str,
    author: str,
    date: dt.date,
    svg_folders: Sequence[Path] = (),
) -> PdfResult:
    """Print the `<main>` of a self-contained report as `pdf`, whole or not at all.

    `date` is the date of the file (the same date gives the same bytes). A picture whose `data-file` is in
    one of `svg_folders` is taken from there, so that its text stays text. Raises ExportError with Typst's own words
    when the report cannot be set: a picture without alternative text, say, or a heading level left out.
    """
    part = Part(html.read_text(encoding="utf-8"), html.name, svg_folders)
    return write_parts([part], pdf, title=title, subtitle=subtitle, author=author, date=date)


@dataclass(frozen=True)
class Part:
    """What is printed one after the other in one file: HTML, the name its findings bear, where its SVGs lie.

    `page` is the name of a chapter in a volume (`no-03-koto`): its ids are its own, its headings one level lower.
    """

    html: str
    name: str
    svg_folders: Sequence[Path] = ()
    page: str = ""


def write_parts(
    parts: Iterable[Part], pdf: Path, *, title: str, subtitle: str, author: str, date: dt.date
) -> PdfResult:
    """Print the `<main>` of each part, in this order, as one file; the rest is that of write_pdf."""
    check = GlyphCheck(pdf.name)
    about = {"title": title, "subtitle": subtitle, "author": author}
    about = {name: check.clean(text) for name, text in about.items()}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        bodies, targets, findings = [], {}, [*check.findings]
        for number, part in enumerate(parts, 1):
            body, labels, found = _write_part(part, root, f"part-{number}")
            bodies.append(body)
            targets |= labels
            findings += found
        shutil.copyfile(TEMPLATE, root / TEMPLATE.name)
        source = _source(about, targets, "\n\n".join(bodies))
        (root / "main.typ").write_text(source, encoding="utf-8", newline="\n")
        data, pages = _compile(root, date, pdf.name)
    replace_file(pdf, data)
    return PdfResult(pages, findings)


def _write_part(part: Part, root: Path, folder: str) -> tuple[str, dict[str, str], list[Finding]]:
    """The body of a part, its link targets and findings; its pictures go to a folder of their own."""
    glyphs = GlyphCheck(part.name)
    writer = TypstWriter(glyphs.clean, PictureFiles(root, folder, part.svg_folders, glyphs).save, part.page)
    return writer.write(part.html), writer.targets, list(glyphs.findings)


def _source(about: dict[str, str], targets: dict[str, str], body: str) -> str:
    """The main file: template, link targets (a link to anything else prints as text), body behind its cover."""
    cover = "" if body.startswith("#cover(") else "#cover()\n\n"
    known = ", ".join(f"{quote(name)}: {quote(label)}" for name, label in targets.items()) or ":"
    given = ", ".join(f"{name}: {quote(text)}" for name, text in about.items())
    return (
        f'#import "{TEMPLATE.name}": *\n'
        f"#let targets = ({known})\n"
        "#let goto(name, body) = if name in targets { link(label(targets.at(name)), body) } else { body }\n"
        f"#show: report.with({given})\n\n{cover}{body}\n#context [#metadata(here().page())<{PAGES}>]\n"
    )


def _compile(root: Path, date: dt.date, name: str) -> tuple[bytes, int]:
    """The PDF and its number of pages; the second question costs a millisecond, the first one's work is kept."""
    import typst

    try:
        compiler = typst.Compiler(
            str(root / "main.typ"),
            root=str(root),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
        )
        midnight = dt.datetime.combine(date, dt.time(), dt.UTC)
        data = compiler.compile(pdf_standards=STANDARDS, timestamp=midnight)
        return data, int(compiler.query(f"<{PAGES}>", field="value", one=True))
    except typst.TypstError as error:
        hints = "".join(f"\n  ヒント：{hint}" for hint in getattr(error, "hints", []))
        raise ExportError(
            f"{name} を作れませんでした（前回のPDFはそのまま残ります）。Typstの説明：{error}{hints}\n"
            "  よくある原因：図の代替テキスト（alt）が無い、見出しの段階が飛んでいる、画像が壊れている。"
        ) from error


class PictureFiles:
    """Writes the pictures of a report as files beside the Typst source."""

    def __init__(self, root: Path, folder: str, svg_folders: Sequence[Path], glyphs: GlyphCheck):
        self.root, self.folder, self.svg_folders, self.glyphs = root, folder, svg_folders, glyphs
        self.count = 0

    def save(self, element: Tag) -> str:
        """The file (relative to the root), made of `data-file` in an SVG folder or of the data URI in `src`."""
        data, suffix = self._given(element)
        if suffix == "svg":
            data = self.glyphs.clean(data.decode("utf-8"), element).encode("utf-8")
        self.count += 1
        name = f"{self.folder}/picture-{self.count}.{suffix}"
        (self.root / self.folder).mkdir(exist_ok=True)
        (self.root / name).write_bytes(data)
        return name

    def _given(self, element: Tag) -> tuple[bytes, str]:
        file = Path(element.get("data-file", "")).name
        for folder in self.svg_folders if file else ():
            if (folder / file).is_file():
                return (folder / file).read_bytes(), Path(file).suffix.lstrip(".").lower()
        head, _, data = element.get("src", "").partition(",")
        kind = head.removeprefix("data:").split(";")[0]
        if not head.startswith("data:") or kind not in SUFFIXES:
            raise ExportError(
                f"図「{element.get('alt', '')}」の画像がHTMLの中にありません（src={head[:60]}）。"
                f"埋め込める形式：{'、'.join(SUFFIXES)}。"
            )
        return base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data), SUFFIXES[kind]
