"""The export alone, for a chain of separate papermill processes: export.py koto 2023 <executed 04_report> <folder>."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import nbformat

from helpers.case import open_case
from helpers.export.html import write_html
from helpers.export.pdf import write_pdf
from helpers.steps import picture_folders


def main(municipality: str, fiscal_year: str, notebook: Path, folder: Path) -> None:
    case = open_case(municipality, fiscal_year)
    about = json.loads((case.processed / "04_report" / "outcome.json").read_text(encoding="utf-8"))[
        "document"
    ]
    date = dt.date.fromisoformat(about.pop("date"))
    source, target = folder / "report.html", folder / "report.pdf"
    write_html(nbformat.read(notebook, as_version=4), source)
    write_pdf(source, target, **about, date=date, svg_folders=picture_folders(case.processed))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
