"""The notebooks themselves: executed without an error, runnable by hand, and the same under plain papermill."""

from __future__ import annotations

import os
import subprocess
import sys

import nbformat
import pytest
from conftest import PROJECT, copy_project

from helpers.notebooks import clean
from helpers.steps import CHAIN

BY_HAND = """\
import sys, nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
    nbformat.write(notebook, path)
"""


def run_python(arguments: list[str], root, **environment: str) -> None:
    """Python in the notebooks folder of `root`, where JupyterLab would start a kernel."""
    known = {name: value for name, value in os.environ.items() if name != "CASEBOOK_ROOT"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root / "notebooks", env=known | environment,
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def executed(built):
    """name -> the notebook as it was executed for the report."""
    folder = built.reports / "notebooks"
    return {name: nbformat.read(folder / f"{name}.ipynb", as_version=4) for name in CHAIN}


def outputs(notebook) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.parametrize("name", CHAIN)
def test_every_cell_ran_without_error_or_warning(executed, name):
    cells = [cell for cell in executed[name].cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for output in outputs(executed[name]) if output.output_type in ("error", "stream")]


@pytest.mark.parametrize("name", CHAIN)
def test_executed_notebook_is_valid_and_holds_no_traces(executed, name):
    nbformat.validate(executed[name])
    assert "papermill" not in executed[name].metadata
    assert not [cell.metadata for cell in executed[name].cells if "execution" in cell.metadata]


@pytest.mark.parametrize(
    ("name", "tables", "pictures"), [(CHAIN[0], 6, 0), (CHAIN[1], 2, 4), (CHAIN[2], 4, 2)]
)
def test_tables_and_figures_are_shown(executed, name, tables, pictures):
    pages = [str(output.data.get("text/html", "")) for output in outputs(executed[name]) if "data" in output]
    assert sum("<table" in page for page in pages) >= tables
    assert sum(page.count("<img") for page in pages) >= pictures


def test_report_notebook_shows_every_section(executed, built):
    shown = [
        output.data["text/html"] for output in outputs(executed["04_report"]) if "text/html" in output.data
    ]
    for part in built.page.main.select("section.part, aside"):
        assert any(f'id="{part["id"]}"' in page for page in shown), part["id"]


@pytest.mark.parametrize("name", CHAIN)
def test_stored_notebook_has_no_outputs_and_no_functions(name):
    notebook = nbformat.read(PROJECT / "notebooks" / f"{name}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    lines = [line.strip() for cell in code for line in cell.source.splitlines()]
    assert not [line for line in lines if line.startswith(("def ", "class ", "for ", "while ", "!", "%"))]


def read_without_given(path) -> str:
    """The notebook, cleaned, without the cell of parameters that papermill adds, and its cells counted anew."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for count, cell in enumerate([cell for cell in notebook.cells if cell.cell_type == "code"], 1):
        cell.execution_count = count
        for output in [output for output in cell.outputs if "execution_count" in output]:
            output.execution_count = count
        cell.metadata.setdefault("tags", [])
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    return nbformat.writes(clean(notebook))


def test_notebooks_run_by_hand_with_their_defaults(built, tmp_path):
    """Each in a kernel of its own, started in the notebooks folder, nothing else set: the same is shown."""
    copy_project(tmp_path)
    run_python(["-c", BY_HAND, *(f"{name}.ipynb" for name in CHAIN)], tmp_path)
    assert (tmp_path / "data/processed/koto/2023/04_report/outcome.json").is_file()
    for name in CHAIN:
        by_hand, built_one = tmp_path / "notebooks", built.reports / "notebooks"
        assert read_without_given(by_hand / f"{name}.ipynb") == read_without_given(
            built_one / f"{name}.ipynb"
        )


def test_plain_papermill_gives_the_same_notebooks(built, tmp_path):
    """A process and a kernel for each notebook: the one shell of `casebook run` changes nothing."""
    copy_project(tmp_path)
    for name in CHAIN:
        given = [f"{name}.ipynb", str(tmp_path / f"{name}.ipynb")]
        parameters = ["-p", "municipality", "koto", "-p", "fiscal_year", "2023", "--no-progress-bar"]
        run_python(["-m", "papermill", *given, *parameters], tmp_path)
        alone = clean(nbformat.read(tmp_path / f"{name}.ipynb", as_version=4))
        nbformat.write(alone, tmp_path / f"{name}.ipynb")
        together = built.reports / "notebooks" / f"{name}.ipynb"
        assert (tmp_path / f"{name}.ipynb").read_bytes() == together.read_bytes(), name
