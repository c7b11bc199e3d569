"""A tiny project whose four notebooks hand on like the real ones, in a tenth of a second; raw files are lines of text.

    survey.txt -> surveys.json (read by 02 and 04)      remarks.txt -> remarks.parquet (03 and 04)
    chapter.txt -> chapters.json (04)                   shared/rules.txt (03)
    act.py: what 01_prepare carries out, where it is there: sleep, stop, die

A parquet file is plain text here: nothing between the notebooks and the export looks into it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from nbformat.v4 import new_code_cell, new_notebook

import helpers
from helpers.case import Case
from helpers.steps import CHAIN

PARAMETERS = 'municipality = "koto"\nfiscal_year = 2023'
OPEN = "from helpers.case import open_case\ncase = open_case(municipality, fiscal_year)"
PREPARE = """\
from helpers.handoff import replace_file, write_json
act = case.raw / "act.py"
act.exists() and exec(act.read_text(encoding="utf-8"))
here = case.processed / "01_prepare"
for name, file in {"survey": "surveys.json", "chapter": "chapters.json", "remarks": "remarks.parquet"}.items():
    replace_file(here / file, (case.raw / f"{name}.txt").read_text(encoding="utf-8"))
write_json([], here / "findings.json")
write_json({}, here / "inputs.json")"""
TABULATE = """\
from helpers.handoff import replace_file, write_json
survey = (case.processed / "01_prepare" / "surveys.json").read_text(encoding="utf-8")
replace_file(case.processed / "02_tabulate" / "results.parquet", f"results of {survey}")
write_json([], case.processed / "02_tabulate" / "findings.json")"""
READ_TEXT = """\
from helpers.handoff import replace_file, write_json
remarks = (case.processed / "01_prepare" / "remarks.parquet").read_text(encoding="utf-8")
rules = (case.shared / "rules.txt").read_text(encoding="utf-8")
replace_file(case.processed / "03_free_text" / "themes_a.parquet", f"{rules} of {remarks}")
write_json([], case.processed / "03_free_text" / "findings.json")"""
REPORT = """\
from helpers.handoff import write_json
from IPython.display import HTML
files = ("01_prepare/chapters.json", "02_tabulate/results.parquet", "03_free_text/themes_a.parquet")
texts = [(case.processed / file).read_text(encoding="utf-8") for file in files]
document = {"title": f"{case}", "subtitle": "", "author": "", "date": "2024-03-31"}
outcome = {"document": document, "inputs": {}, "findings": [], "figures": []}
write_json(outcome, case.processed / "04_report" / "outcome.json")"""
SHOW = 'HTML(f"<h1>{case}</h1><h2>{texts}</h2>")'
CODE = dict(zip(CHAIN, (PREPARE, TABULATE, READ_TEXT, REPORT), strict=True))
RAW = {"case.yaml": "", "survey.txt": "はい", "chapter.txt": "結論", "remarks.txt": "声"}
METADATA = {
    "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3 (ipykernel)"},
    "language_info": {"name": "python"},
}


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def build_project(root: Path, *cases: tuple[str, int]) -> list[Case]:
    """The project with these cases (koto 2023, where none is named)."""
    made = [Case(*case, root) for case in cases or [("koto", 2023)]]
    write_text(root / "pyproject.toml", "")
    write_text(root / "uv.lock", "lock")
    write_text(root / "data" / "raw" / "shared" / "rules.txt", "規則")
    for name in CHAIN:
        write_notebook(root, name)
    for case in made:
        for file, text in RAW.items():
            write_text(case.raw / file, text)
    return made


def write_notebook(root: Path, name: str, code: str = "", parameters: str = PARAMETERS) -> None:
    """One notebook of the chain, with its own code or with another."""
    cells = [
        new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        new_code_cell(OPEN),
        new_code_cell(code or CODE.get(name, "")),
    ]
    if name == CHAIN[-1]:
        cells.append(new_code_cell(SHOW, metadata={"tags": ["report"]}))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    notebook = new_notebook(cells=cells, metadata=METADATA)
    write_text(root / "notebooks" / f"{name}.ipynb", json.dumps(notebook, ensure_ascii=False))


def act(case: Case, code: str) -> None:
    write_text(case.raw / "act.py", code)


def freeze_helpers(folder: Path) -> None:
    """Processes started from now on load a copy of the helpers: nobody's edit makes a report out of date."""
    copy = folder / "src" / "helpers"
    shutil.copytree(Path(helpers.__file__).parent, copy)
    os.environ["PYTHONPATH"] = str(copy.parent)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def beside(case: Case) -> set[str]:
    """What lies in the folder of the report's municipality, the lock excepted."""
    return {path.name for path in case.reports.parent.iterdir()} - {f".{case.fiscal_year}.lock"}


def run_cli(root: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    """`casebook ...` in a process of its own, with `root` as the project."""
    return subprocess.run(
        [sys.executable, "-m", "helpers.cli", *arguments], cwd=root, env=environment(root),
        capture_output=True, encoding="utf-8", timeout=60, check=False, **options,
    )  # fmt: skip


@contextmanager
def start_cli(root: Path, *arguments: str) -> Iterator[subprocess.Popen]:
    """The same, in a process group of its own, to be stopped from outside; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", *arguments], cwd=root, env=environment(root),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def environment(root: Path) -> dict[str, str]:
    return os.environ | {"CASEBOOK_ROOT": str(root), "PYTHONUTF8": "1"}


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    """Until it holds; fails the test where it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Whether a process has ended; a zombie has."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
