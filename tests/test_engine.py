"""engine: papermill runs a notebook cell by cell in the one shell, and stops where a cell stops."""

from __future__ import annotations

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from helpers import engine
from helpers.shell import open_shell


@pytest.fixture(scope="module")
def shell():
    with open_shell() as shell:
        yield shell


def execute(folder, shell, *cells):
    """The executed notebook, parameters 5 given for the first cell."""
    first = new_code_cell("given = 1", metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[first, *cells]), folder / "in.ipynb")
    return papermill.execute_notebook(
        folder / "in.ipynb", folder / "out.ipynb", parameters={"given": 5}, progress_bar=False,
        engine_name=engine.NAME, shell=shell, kernel_name="python3", language="python",
    )  # fmt: skip


def test_cells_run_in_order_with_their_parameters(tmp_path, shell):
    cells = [
        new_code_cell("given + 1"),
        new_markdown_cell("# 文"),
        new_code_cell("  \n"),
        new_code_cell("_ * 2"),
    ]
    notebook = execute(tmp_path, shell, *cells)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, None, 4]
    assert [cell.outputs[0].data["text/plain"] for cell in code if cell.outputs] == ["6", "12"]
    assert notebook.metadata.language_info.name == "python"
    assert notebook.metadata.language_info.file_extension == ".py"


def test_each_notebook_begins_anew(tmp_path, shell):
    execute(tmp_path, shell, new_code_cell("left = 1"))
    notebook = execute(tmp_path, shell, new_code_cell("'left' in globals()"))
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "False"
    assert notebook.cells[-1].execution_count == 3


def test_stops_at_the_first_error(tmp_path, shell):
    with pytest.raises(PapermillExecutionError) as stop:
        execute(tmp_path, shell, new_code_cell("1 / 0"), new_code_cell("print('never')"))
    assert (stop.value.ename, stop.value.exec_count) == ("ZeroDivisionError", 3)
    assert "never" not in str(
        [cell.outputs for cell in nbformat.read(tmp_path / "out.ipynb", 4).cells if "outputs" in cell]
    )


@pytest.mark.parametrize("source", ["1 +", "raise SystemExit(3)", "exit_code = undefined", "await 3"])
def test_every_kind_of_failure_is_one(tmp_path, shell, source):
    with pytest.raises(PapermillExecutionError):
        execute(tmp_path, shell, new_code_cell(source))


def test_expected_error_does_not_stop_the_cells_behind_it(tmp_path, shell):
    """Jupyter's tag raises-exception; papermill itself refuses the notebook at its end, as with a kernel."""
    with pytest.raises(PapermillExecutionError):
        execute(
            tmp_path,
            shell,
            new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]}),
            new_code_cell("'ran'"),
        )
    assert "ran" in str(nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs)
