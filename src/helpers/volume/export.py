"""The volume as files: index.html, one page a chapter, and casebook.pdf with all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbformat import NotebookNode

from helpers.case import Volume
from helpers.errors import ExportError
from helpers.export.html import HeadingReader, KeepReportOutputs, contents, read_style
from helpers.export.pdf import Part, PdfResult, write_parts
from helpers.findings import Findings
from helpers.handoff import replace_file
from helpers.raw.fiscal_years import read_fiscal_year
from helpers.steps import picture_folders
from helpers.volume.pages import document_properties
from helpers.volume.read import Chapter, list_chapters

HERE = Path(__file__).parent
INDEX, PDF = "index.html", "casebook.pdf"
AFTER = "after-chapters"  # tag of the cells that are printed behind the chapters
MAIN = ('<main id="main">', "</main>")


def write_volume(notebook: NotebookNode, volume: Volume, folder: Path) -> PdfResult:
    """Write index.html, no-NN-SLUG.html and casebook.pdf of an executed 06_casebook into `folder`.

    Each chapter is the case's finished report.html, read again and checked against its run.json; one that is missing
    or torn is left out, with a finding. Raises ExportError when a page or the PDF cannot be made.
    """
    findings = Findings()
    chapters = [chapter for chapter in list_chapters(volume, findings) if chapter.html]
    fronts = split_outputs(notebook)
    _write_pages(fronts, chapters, folder)
    about = document_properties(read_fiscal_year(volume.shared, volume.fiscal_year, findings))
    date = dt.date.fromisoformat(about.pop("date"))
    printed = write_parts(_parts(fronts, chapters), folder / PDF, **about, date=date)
    return PdfResult(printed.pages, [*findings.sorted(), *printed.findings])


def split_outputs(notebook: NotebookNode) -> tuple[str, str]:
    """HTML of the cells tagged `report`: what stands before the chapters, and what stands behind them."""
    cells = KeepReportOutputs().preprocess(notebook, {})[0].cells
    parts: dict[bool, list[str]] = {False: [], True: []}
    for cell in cells:
        parts[AFTER in cell.metadata.tags] += [output.data["text/html"] for output in cell.outputs]
    return "\n".join(parts[False]), "\n".join(parts[True])


def read_main(chapter: Chapter) -> str:
    """What a report holds between <main> and </main>. Raises ExportError where it is no report of this workbook."""
    text = chapter.html.read_text(encoding="utf-8")
    _, start, rest = text.partition(MAIN[0])
    body, end, _ = rest.rpartition(MAIN[1])
    if not start or not end:
        raise ExportError(
            f"{chapter.html} は報告書の形をしていません。casebook run {chapter.case} で作り直してください。"
        )
    return body.strip()


def _write_pages(fronts: tuple[str, str], chapters: list[Chapter], folder: Path) -> None:
    template = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    ).get_template("page.html.j2")
    css = Markup(_read_style())
    for name, body, links in _pages(fronts, chapters):
        reader = HeadingReader()
        reader.feed(body)
        title = next((text for level, _, text in reader.headings if level == 1), "")
        page = template.render(
            title=title, css=css, contents=contents(reader.headings), body=Markup(body), links=links,
            chapters=[] if links else chapters,
        )  # fmt: skip
        replace_file(folder / name, page)


def _read_style() -> str:
    return f"{read_style()}\n{(HERE / 'volume.css').read_text(encoding='utf-8').strip()}"


def _pages(
    fronts: tuple[str, str], chapters: list[Chapter]
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(file, body, [(label, page)]) of the index and of every chapter with its neighbours."""
    yield INDEX, "\n".join(fronts), []
    for before, chapter, after in _with_neighbours(chapters):
        links = [("事例集の目次", Path(INDEX).stem)]
        links = [(f"前：{before.title}", before.page), *links] if before else links
        links = [*links, (f"次：{after.title}", after.page)] if after else links
        yield f"{chapter.page}.html", read_main(chapter), links


def _with_neighbours(chapters: list[Chapter]) -> Iterator[tuple[Chapter | None, Chapter, Chapter | None]]:
    padded = [None, *chapters, None]
    yield from ((a, b, c) for (a, b), (_, c) in pairwise(pairwise(padded)))


def _parts(fronts: tuple[str, str], chapters: Iterable[Chapter]) -> Iterator[Part]:
    """Front matter, chapters, index; a chapter is read when its turn comes, so that one at a time is held."""
    front, back = fronts
    yield Part(front, INDEX)
    for chapter in chapters:
        folders = picture_folders(chapter.case.processed)
        yield Part(read_main(chapter), f"{chapter.page}.html", folders, chapter.page)
    yield Part(back, INDEX)
