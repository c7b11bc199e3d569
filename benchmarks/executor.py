"""What one would write first: a pool of processes in which papermill runs each notebook in a kernel of its own.

executor.py <project> <workers>: every case of the project, its four notebooks and the export.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

CHAIN = ("01_prepare", "02_tabulate", "03_free_text", "04_report")


def build(root: Path, slug: str, year: int) -> None:
    import papermill

    from helpers.export.html import write_html
    from helpers.export.pdf import write_pdf
    from helpers.notebooks import read_notebook
    from helpers.steps import picture_folders

    folder, processed = root / "executor" / slug, root / "data" / "processed" / slug / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    for name in CHAIN:
        papermill.execute_notebook(
            root / "notebooks" / f"{name}.ipynb",
            folder / f"{name}.ipynb",
            parameters={"municipality": slug, "fiscal_year": year},
            cwd=root / "notebooks",
            progress_bar=False,
        )
    about = json.loads((processed / "04_report" / "outcome.json").read_text(encoding="utf-8"))["document"]
    about["date"] = dt.date.fromisoformat(about["date"])
    write_html(read_notebook(folder / "04_report.ipynb"), folder / "report.html")
    write_pdf(folder / "report.html", folder / "report.pdf", **about, svg_folders=picture_folders(processed))


def main(root: Path, workers: int) -> None:
    from helpers.case import known_cases

    cases = [(slug, year) for slug, years in known_cases(root).items() for year in years]
    with ProcessPoolExecutor(workers) as pool:
        for done in [pool.submit(build, root, slug, year) for slug, year in cases]:
            done.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
