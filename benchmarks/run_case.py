"""`casebook run koto 2023` against a plain script, and against a papermill process for each notebook."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rounds import Side, copy_project, measure, print_ratio, print_table, print_versions, python, read_rounds

HERE = Path(__file__).resolve().parent
CASE = ("koto", "2023")
CHAIN = ("01_prepare", "02_tabulate", "03_free_text", "04_report")
RUN, PLAIN, SEPARATE = "casebook run", "plain script", "separate papermill processes"


def build_sides(root: Path) -> dict[str, Side]:
    """The three sides; their reports are in reports/koto/2023, plain and separate under `root`."""
    plain, separate = root / "plain", root / "separate"
    plain.mkdir()
    separate.mkdir()
    export = python(HERE / "export.py", *CASE, separate / "04_report.ipynb", separate)
    return {
        RUN: [python("-m", "helpers.cli", "run", *CASE, "--force")],
        PLAIN: [python(HERE / "plain.py", *CASE, plain)],
        SEPARATE: [*(_papermill(root, name, separate) for name in CHAIN), export],
    }


def _papermill(root: Path, name: str, folder: Path) -> list[str]:
    parameters = ("-p", "municipality", CASE[0], "-p", "fiscal_year", CASE[1])
    source, target = root / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb"
    return python("-m", "papermill", source, target, *parameters, "--no-progress-bar")


def print_sameness(root: Path) -> None:
    """Whether the three sides wrote the same bytes: only then did they do the same work."""
    folders = (root / "reports" / CASE[0] / CASE[1], root / "plain", root / "separate")
    for name in ("report.html", "report.pdf"):
        same = len({(folder / name).read_bytes() for folder in folders}) == 1
        print(
            f"{name}: {'the same bytes on all sides' if same else 'DIFFERENT BYTES: do not trust the ratios'}"
        )


def main() -> None:
    rounds = read_rounds(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder))
        seconds = measure(build_sides(root), rounds, {"CASEBOOK_ROOT": str(root)})
        print_table(seconds)
        print_ratio(seconds, RUN, PLAIN, at_most=1.5)
        print_ratio(seconds, RUN, SEPARATE, at_most=0.5)
        print_versions("casebook", "pandas", "seaborn", "papermill", "nbconvert", "janome", "typst")
        print_sameness(root)


if __name__ == "__main__":
    main()
