"""HTML -> PDF: Typst sets one tagged file that is PDF/UA-1 and PDF/A-2a, the same bytes every time."""

from __future__ import annotations

import base64
import datetime as dt
import shutil
import tempfile
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
    svg_folder: Path | None = None,
) -> PdfResult:
    """Print the `<main>` of a self-contained report as `pdf`, whole or not at all.

    `date` is the date of the file (the same date gives the same bytes). A picture whose `data-file` is in
    `svg_folder` is taken from there, so that its text stays text. Raises ExportError with Typst's own words
    when the report cannot be set: a picture without alternative text, say, or a heading level left out.
    """
    glyphs = GlyphCheck(html.name)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pictures = PictureFiles(root, svg_folder, glyphs)
        writer = TypstWriter(glyphs.clean, pictures.save)
        body = writer.write(html.read_text(encoding="utf-8"))
        about = {"title": title, "subtitle": subtitle, "author": author}
        about = {name: glyphs.clean(text) for name, text in about.items()}
        shutil.copyfile(TEMPLATE, root / TEMPLATE.name)
        source = _source(about, writer.targets, body)
        (root / "main.typ").write_text(source, encoding="utf-8", newline="\n")
        data, pages = _compile(root, date, html.name)
    replace_file(pdf, data)
    return PdfResult(pages, list(glyphs.findings))


def _source(about: dict[str, str], targets: dict[str, str], body: str) -> str:
    """The main file: template, link targets (a link to anything else prints as text), body."""
    known = ", ".join(f"{quote(name)}: {quote(label)}" for name, label in targets.items()) or ":"
    given = ", ".join(f"{name}: {quote(text)}" for name, text in about.items())
    return (
        f'#import "{TEMPLATE.name}": *\n'
        f"#let targets = ({known})\n"
        "#let goto(name, body) = if name in targets { link(label(targets.at(name)), body) } else { body }\n"
        f"#show: report.with({given})\n\n{body}\n#context [#metadata(here().page())<{PAGES}>]\n"
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
            f"{name} からPDFを作れませんでした（前回のPDFはそのまま残ります）。Typstの説明：{error}{hints}\n"
            "  よくある原因：図の代替テキスト（alt）が無い、見出しの段階が飛んでいる、画像が壊れている。"
        ) from error


class PictureFiles:
    """Writes the pictures of a report as files beside the Typst source."""

    def __init__(self, root: Path, svg_folder: Path | None, glyphs: GlyphCheck):
        self.root, self.svg_folder, self.glyphs = root, svg_folder, glyphs
        self.count = 0

    def save(self, element: Tag) -> str:
        """The name of the file, made of `data-file` in the SVG folder or of the data URI in `src`."""
        data, suffix = self._given(element)
        if suffix == "svg":
            data = self.glyphs.clean(data.decode("utf-8"), element).encode("utf-8")
        self.count += 1
        name = f"picture-{self.count}.{suffix}"
        (self.root / name).write_bytes(data)
        return name

    def _given(self, element: Tag) -> tuple[bytes, str]:
        file = Path(element.get("data-file", "")).name
        if self.svg_folder and file and (self.svg_folder / file).is_file():
            return (self.svg_folder / file).read_bytes(), Path(file).suffix.lstrip(".").lower()
        head, _, data = element.get("src", "").partition(",")
        kind = head.removeprefix("data:").split(";")[0]
        if not head.startswith("data:") or kind not in SUFFIXES:
            raise ExportError(
                f"図「{element.get('alt', '')}」の画像がHTMLの中にありません（src={head[:60]}）。"
                f"埋め込める形式：{'、'.join(SUFFIXES)}。"
            )
        return base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data), SUFFIXES[kind]
