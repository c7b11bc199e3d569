"""notebooks: parameters are checked before anything runs; a failed cell says what it said; no traces of a run."""

from __future__ import annotations

from pathlib import Path
from queue import Empty
from types import SimpleNamespace

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.exceptions import PapermillExecutionError

from helpers import notebooks
from helpers.errors import ExportError, MissingStep, ParameterError, RawInputError
from helpers.notebooks import CHAIN, check_parameters, clean, execute, parameter_names, read_notebook

BOTH = 'municipality = "koto"\nfiscal_year = 2023'


def build(*sources: str):
    """A notebook with one cell tagged `parameters` for each source."""
    tagged = [new_code_cell(source, metadata={"tags": ["parameters"]}) for source in sources]
    return new_notebook(cells=[new_markdown_cell("# 題"), *tagged, new_code_cell("other = 1")])


def write_chain(folder: Path, **sources: str | None) -> Path:
    for name in CHAIN:
        source = sources.get(name, BOTH)
        if source is not None:
            nbformat.write(build(source), folder / f"{name}.ipynb")
    return folder


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (BOTH, ["municipality", "fiscal_year"]),
        ("x: int | None = None\ny: str = 'a'\nz = 1", ["x", "y", "z"]),
        ("# 注記だけ\n", []),
        ("a = b = 1", ["a", "b"]),
        ('"""説明"""\nx = 1', ["x"]),
    ],
)
def test_parameter_names(source, names):
    assert parameter_names(build(source), "01") == names


@pytest.mark.parametrize(("sources", "count"), [([], 0), ([BOTH, BOTH], 2)])
def test_parameters_cell_must_be_there_once(sources, count):
    with pytest.raises(ParameterError, match=f"02_tabulate.ipynb.*parameters.*{count}個"):
        parameter_names(build(*sources), "02_tabulate")


def test_parameters_cell_that_is_not_python_is_named():
    with pytest.raises(ParameterError, match=r"01_prepare.ipynb.*parameters.*2行目が Python として"):
        parameter_names(build('municipality = "koto"\nfiscal_year = = 2023'), "01_prepare")


def test_known_parameters_are_accepted(tmp_path):
    check_parameters(write_chain(tmp_path), {"municipality": "koto", "fiscal_year": 2023})


def test_unknown_parameter_names_the_allowed_ones(tmp_path):
    with pytest.raises(ParameterError) as refusal:
        check_parameters(write_chain(tmp_path), {"municipality": "koto", "year": 2023})
    assert str(refusal.value) == (
        "01_prepare.ipynb にパラメータ「year」はありません。指定できる名前：municipality、fiscal_year"
    )


def test_every_notebook_of_the_chain_is_checked(tmp_path):
    with pytest.raises(ParameterError, match=r"04_report.ipynb.*fiscal_year"):
        check_parameters(
            write_chain(tmp_path, **{"04_report": 'municipality = "koto"'}), {"fiscal_year": 2023}
        )


def test_missing_notebook(tmp_path):
    with pytest.raises(ParameterError, match=r"03_free_text.ipynb"):
        check_parameters(write_chain(tmp_path, **{"03_free_text": None}), {})


def test_clean_removes_what_differs_from_run_to_run():
    cell = new_code_cell(
        "1",
        id="random1",
        metadata={
            "tags": ["report"],
            "papermill": {"duration": 1},
            "execution": {"shell.execute_reply": "2024-01-01T00:00:00Z"},
        },
    )
    cell.outputs, cell.execution_count = [new_output("stream", text="文")], 4
    notebook = new_notebook(
        cells=[cell, new_markdown_cell("文", id="random2")],
        metadata={"papermill": {"start": 1}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    cleaned = clean(notebook)
    assert cleaned.metadata == {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    assert [cell.id for cell in cleaned.cells] == ["cell-01", "cell-02"]
    assert cleaned.cells[0].metadata == {"tags": ["report"]}
    assert (cleaned.cells[0].outputs[0].text, cleaned.cells[0].execution_count) == ("文", 4)


@pytest.fixture
def kernel():
    calls: list[str] = []
    return SimpleNamespace(manager=object(), clear=lambda: calls.append("clear"), calls=calls)


def test_execute_runs_in_the_shared_kernel_and_writes_a_clean_notebook(tmp_path, monkeypatch, kernel):
    seen = {}

    def run(source, target, **options):
        seen.update(options, source=source, cleared=list(kernel.calls))
        notebook = build(BOTH)
        notebook.metadata["papermill"] = {"end_time": "今"}
        return notebook

    monkeypatch.setattr(papermill, "execute_notebook", run)
    source, target = tmp_path / "01_prepare.ipynb", tmp_path / "out.ipynb"
    execute(source, target, {"municipality": "koto"}, kernel)
    assert seen["parameters"] == {"municipality": "koto"}
    assert (seen["kernel"], seen["engine_name"]) == (kernel, "casebook")
    assert seen["cwd"] == tmp_path
    assert seen["cleared"] == ["clear"]
    written = read_notebook(target)
    assert "papermill" not in written.metadata
    assert [cell.id for cell in written.cells] == ["cell-01", "cell-02", "cell-03"]


@pytest.mark.parametrize(
    ("name", "leaf", "message"),
    [
        ("RawInputError", RawInputError, "理由の文。"),
        ("MissingStep", MissingStep, "理由の文。"),
        ("KeyError", ExportError, "01_prepare.ipynb の [3] 番のセルで止まりました：KeyError: 理由の文。"),
        (
            "DeadKernelError",
            ExportError,
            "01_prepare.ipynb の [3] 番のセルで止まりました：DeadKernelError: 理由の文。",
        ),
    ],
)
def test_error_of_a_cell_comes_back_as_its_own_kind(tmp_path, monkeypatch, kernel, name, leaf, message):
    def fail(*_, **__):
        raise PapermillExecutionError(2, 3, "source", name, "理由の文。", [])

    monkeypatch.setattr(papermill, "execute_notebook", fail)
    with pytest.raises(leaf) as stop:
        execute(tmp_path / "01_prepare.ipynb", tmp_path / "out.ipynb", {}, kernel)
    assert type(stop.value) is leaf
    assert str(stop.value) == message


def test_a_kernel_that_dies_is_an_error_of_ours_too(tmp_path, monkeypatch, kernel):
    from nbclient.exceptions import DeadKernelError

    def die(*_, **__):
        raise DeadKernelError("Kernel died")

    monkeypatch.setattr(papermill, "execute_notebook", die)
    with pytest.raises(ExportError, match=r"01_prepare.ipynb"):
        execute(tmp_path / "01_prepare.ipynb", tmp_path / "out.ipynb", {}, kernel)


@pytest.mark.parametrize(
    ("error", "said"),
    [(RuntimeError("Kernel died before replying"), "Kernel died before replying"), (Empty(), "時間切れ")],
)
def test_a_kernel_that_does_not_get_ready_is_an_error_of_ours_too(tmp_path, error, said):
    def clear():
        raise error

    kernel = SimpleNamespace(manager=object(), clear=clear)
    with pytest.raises(ExportError, match=rf"02_tabulate.ipynb の実行中にカーネルが止まりました（{said}）"):
        execute(tmp_path / "02_tabulate.ipynb", tmp_path / "out.ipynb", {}, kernel)


def test_every_error_leaf_can_come_back():
    assert set(notebooks.OWN_ERRORS) == {
        *(
            "ParameterError",
            "RawInputError",
            "UnknownReference",
            "RuleSyntaxError",
            "MissingStep",
            "ExportError",
        ),
    }


def test_read_notebook_that_is_not_there(tmp_path):
    with pytest.raises(ParameterError, match=r"x.ipynb が notebooks フォルダにありません"):
        read_notebook(tmp_path / "x.ipynb")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}',
        b'{"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": []}',
        b"\xff\xfe",
    ],
)
def test_read_notebook_that_is_none(tmp_path, data):
    (tmp_path / "x.ipynb").write_bytes(data)
    with pytest.raises(ParameterError, match=r"x.ipynb はノートブックとして読めません"):
        read_notebook(tmp_path / "x.ipynb")
