"""HTML to PDF: `write_pdf` (Typst) against WeasyPrint on the same report.html, with the same two font files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rounds import (
    copy_project,
    measure,
    print_ratio,
    print_table,
    print_versions,
    python,
    read_rounds,
    run_side,
)

from helpers.export.glyphs import font_folders
from helpers.steps import picture_folders

CASE = ("koto", "2023")
OURS, OTHER = "write_pdf", "WeasyPrint"
WRITE_PDF = """
import datetime, sys
from pathlib import Path
from helpers.export.pdf import write_pdf
html, pdf, *figures = map(Path, sys.argv[1:])
about = {"title": "事例", "subtitle": "", "author": "", "date": datetime.date(2024, 3, 31)}
write_pdf(html, pdf, **about, svg_folders=figures)
"""
WEASYPRINT = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2])
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


def write_fonts(folder: Path) -> Path:
    """A fontconfig file that knows the two fonts of the report and keeps its cache."""
    folders = "".join(f"<dir>{path}</dir>" for path in font_folders())
    path = folder / "fonts.conf"
    path.write_text(FONTS.format(folders=folders, cache=folder / "fontcache"), encoding="utf-8", newline="\n")
    return path


def main() -> None:
    rounds = read_rounds(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder))
        environment = {"CASEBOOK_ROOT": str(root), "FONTCONFIG_FILE": str(write_fonts(root))}
        run_side([python("-m", "helpers.cli", "run", *CASE)], environment)
        report = root / "reports" / CASE[0] / CASE[1] / "report.html"
        figures = picture_folders(root / "data" / "processed" / CASE[0] / CASE[1])
        sides = {
            OURS: [python("-c", WRITE_PDF, report, root / "typst.pdf", *figures)],
            OTHER: [python("-c", WEASYPRINT, report, root / "weasyprint.pdf")],
        }
        seconds = measure(sides, rounds, environment)
        print_table(seconds)
        print_ratio(seconds, OURS, OTHER, at_most=0.25)
        print_versions("casebook", "typst", "weasyprint")
        print(
            *(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB" for path in sorted(root.glob("*.pdf"))),
            sep="\n",
        )


if __name__ == "__main__":
    main()
