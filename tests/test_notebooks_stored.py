"""Notebooks are stored clean: no outputs, one parameters cell, stable ids, one kernel name."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest

from helpers.report import APPENDICES, PARTS
from helpers.steps import CHAIN, PARAMETERS

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
PATHS = sorted(FOLDER.rglob("*.ipynb"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def test_the_chain_is_there():
    assert set(CHAIN) <= {path.stem for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_file_is_a_valid_notebook_with_unix_line_ends(path):
    data = path.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    nbformat.validate(json.loads(data.decode("utf-8")))


def test_no_outputs_and_no_counts(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []


def test_no_traces_of_a_run(notebook):
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"tags"}


def test_kernel_is_the_one_every_installation_has(notebook):
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.kernelspec.language == "python"


def test_ids_are_stable(notebook):
    assert [cell.id for cell in notebook.cells] == [
        f"cell-{n:02d}" for n in range(1, len(notebook.cells) + 1)
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_one_parameters_cell_with_the_parameters_of_the_schema(path):
    notebook = nbformat.read(path, as_version=4)
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    statements = ast.parse(cell.source).body
    assert {type(statement) for statement in statements} == {ast.Assign}
    names = [target.id for statement in statements for target in statement.targets]
    kinds = [type(ast.literal_eval(statement.value)) for statement in statements]
    assert dict(zip(names, kinds, strict=True)) == PARAMETERS[path.stem]


def test_a_sentence_stands_above_every_code_cell(notebook):
    """Each group of code cells follows prose; the notebook opens with a heading."""
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds[0] == "markdown"
    assert notebook.cells[0].source.startswith("# ")


def test_the_report_shows_every_part_once_in_printed_order():
    notebook = nbformat.read(FOLDER / "04_report.ipynb", as_version=4)
    shown = [cell.source for cell in notebook.cells if "report" in cell.metadata.get("tags", [])]
    ids = ["cover"]
    for _, children in PARTS:
        for part_id, *_ in children:
            ids += [part_id, "column"] if part_id == "breakthrough" else [part_id]
    ids += [part_id for part_id, *_ in APPENDICES]
    assert shown == [f'chapter["{part_id}"]' for part_id in ids]


def test_only_the_report_has_cells_that_go_out():
    tagged = {
        path.stem
        for path in PATHS
        for cell in nbformat.read(path, as_version=4).cells
        if "report" in cell.metadata.get("tags", [])
    }
    assert "04_report" in tagged
    assert tagged.isdisjoint({"01_prepare", "02_tabulate", "03_free_text"})
