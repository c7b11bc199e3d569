"""notebooks: parameters are checked before anything runs; a failed cell says what it said; no traces of a run."""

from __future__ import annotations

import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.exceptions import PapermillExecutionError
from runner_cases import build_project, write_notebook, write_text

from helpers import notebooks
from helpers.case import Case, Volume, Years
from helpers.errors import ExportError, MissingStep, ParameterError, RawInputError
from helpers.notebooks import check_parameters, clean, execute, parameter_names, read_notebook

BOTH = 'municipality = "koto"\nfiscal_year = 2023'


def build(*sources: str):
    """A notebook with one cell tagged `parameters` for each source."""
    tagged = [new_code_cell(source, metadata={"tags": ["parameters"]}) for source in sources]
    return new_notebook(cells=[new_markdown_cell("# 題"), *tagged, new_code_cell("other = 1")])


@pytest.fixture
def case(tmp_path):
    return build_project(tmp_path)[0]


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


def test_known_parameters_are_accepted(case):
    check_parameters(case)


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ('municipality = "koto"', "municipality"),
        (f"{BOTH}\nyear = 1", "municipality、fiscal_year、year"),
        (f"{BOTH}\nX: int | None = None", "municipality、fiscal_year、X"),
        ("# なし", "（なし）"),
    ],
)
def test_additional_or_missing_parameter_is_refused(case, source, taken):
    """Also one that papermill overlooks, because it is annotated."""
    write_notebook(case.root, "04_report", parameters=source)
    with pytest.raises(ParameterError) as refusal:
        check_parameters(case)
    assert str(refusal.value) == (
        f"04_report.ipynb のパラメータは {taken} です。"
        "municipality、fiscal_year だけにしてください（多すぎるか、足りません）。"
    )


def test_annotated_parameters_are_parameters(case):
    write_notebook(
        case.root, "04_report", parameters='municipality: str = "koto"\nfiscal_year: int | None = None'
    )
    check_parameters(case)


@pytest.mark.parametrize("year", ["2023", 2023.0, True])
def test_value_of_another_type_is_refused(case, year):
    with pytest.raises(ParameterError, match=rf"fiscal_year「{year}」の型が違います。int で"):
        check_parameters(Case("koto", year, case.root))


def test_missing_tag_is_refused(case):
    path = case.root / "notebooks" / "02_tabulate.ipynb"
    write_text(path, path.read_text(encoding="utf-8").replace('"parameters"', '"parameter"'))
    with pytest.raises(ParameterError, match=r"02_tabulate.ipynb にタグ「parameters」のセルが0個"):
        check_parameters(case)


def test_missing_notebook(case):
    (case.root / "notebooks" / "03_free_text.ipynb").unlink()
    with pytest.raises(ParameterError, match=r"03_free_text.ipynb"):
        check_parameters(case)


def test_years_and_volume_take_one_parameter_each(case):
    write_notebook(case.root, "05_compare_years", parameters='municipality = "koto"')
    write_notebook(case.root, "06_casebook", parameters="fiscal_year = 2023")
    check_parameters(Years("koto", case.root))
    check_parameters(Volume(2023, case.root))
    write_notebook(case.root, "06_casebook")
    with pytest.raises(ParameterError, match=r"06_casebook.ipynb.*fiscal_year だけに"):
        check_parameters(Volume(2023, case.root))


def test_notebooks_that_the_years_stand_on_are_checked_too(case):
    write_notebook(case.root, "05_compare_years", parameters='municipality = "koto"')
    write_notebook(case.root, "01_prepare", parameters="x = 1")
    with pytest.raises(ParameterError, match=r"01_prepare.ipynb.*municipality、fiscal_year だけに"):
        check_parameters(Years("koto", case.root))


def test_clean_removes_what_differs_from_run_to_run():
    cell = new_code_cell(
        "1",
        id="random1",
        metadata={
            "tags": ["report"],
            "papermill": {"duration": 1},
            "collapsed": True,
            "execution": {"shell.execute_reply": "2024-01-01T00:00:00Z"},
        },
    )
    cell.outputs, cell.execution_count = [new_output("stream", text="文")], 4
    notebook = new_notebook(
        cells=[cell, new_markdown_cell("文", id="random2")],
        metadata={
            "papermill": {"start": 1},
            "kernelspec": {"name": "venv", "display_name": "手元の Python"},
            "language_info": {"name": "python"},
        },
    )
    cleaned = clean(notebook)
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    assert cleaned.metadata == {"kernelspec": kernel, "language_info": {"name": "python"}}
    assert [cell.id for cell in cleaned.cells] == ["cell-01", "cell-02"]
    assert cleaned.cells[0].metadata == {"tags": ["report"]}
    assert (cleaned.cells[0].outputs[0].text, cleaned.cells[0].execution_count) == ("文", 4)


def test_execute_runs_in_the_shell_and_writes_a_clean_notebook(tmp_path, monkeypatch):
    seen, shell = {}, object()

    def run(source, target, **options):
        seen.update(options)
        notebook = build(BOTH)
        notebook.metadata["papermill"] = {"end_time": "今"}
        return notebook

    monkeypatch.setattr(papermill, "execute_notebook", run)
    source, target = tmp_path / "01_prepare.ipynb", tmp_path / "out.ipynb"
    execute(source, target, {"municipality": "koto"}, shell)
    assert seen["parameters"] == {"municipality": "koto"}
    assert (seen["shell"], seen["engine_name"]) == (shell, "casebook")
    assert seen["cwd"] == tmp_path
    written = read_notebook(target)
    assert "papermill" not in written.metadata
    assert [cell.id for cell in written.cells] == ["cell-01", "cell-02", "cell-03"]


@pytest.mark.parametrize(
    ("name", "leaf", "message"),
    [
        ("RawInputError", RawInputError, "理由の文。"),
        ("MissingStep", MissingStep, "理由の文。"),
        ("KeyError", ExportError, "01_prepare.ipynb の [3] 番のセルで止まりました：KeyError: 理由の文。"),
    ],
)
def test_error_of_a_cell_comes_back_as_its_own_kind(tmp_path, monkeypatch, name, leaf, message):
    def fail(*_, **__):
        raise PapermillExecutionError(2, 3, "source", name, "理由の文。", [])

    monkeypatch.setattr(papermill, "execute_notebook", fail)
    with pytest.raises(leaf) as stop:
        execute(tmp_path / "01_prepare.ipynb", tmp_path / "out.ipynb", {}, object())
    assert type(stop.value) is leaf
    assert str(stop.value) == message


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
