"""run: a report is swapped in whole; a failing chain leaves the last good one as it was. The chain is stood in for."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

import helpers.export.pdf
from helpers import notebooks, run
from helpers.case import Case
from helpers.errors import ExportError, ParameterError, RawInputError
from helpers.findings import Finding, Place
from helpers.handoff import write_json
from helpers.run import run_case, versions

OUTCOME = {
    "document": {"title": "題", "subtitle": "副題", "author": "市", "date": "2024-03-31"},
    "inputs": {"data/raw/koto/2023/case.yaml": "abc"},
    "findings": [
        Finding("r", "warning", Place("a.csv", row=2), "文").to_dict(),
        Finding("x", "info", Place(), "参考").to_dict(),
    ],
    "figures": [{"id": "survey.returned"}],
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = Case("koto", 2023, tmp_path)
    case.processed.mkdir(parents=True)
    (case.processed / "outcome.json").write_text(json.dumps(OUTCOME), encoding="utf-8", newline="\n")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cell = new_code_cell('municipality = "koto"\nfiscal_year = 2023', metadata={"tags": ["parameters"]})
    for name in notebooks.CHAIN:
        (folder / f"{name}.ipynb").write_text(
            json.dumps(new_notebook(cells=[cell])), encoding="utf-8", newline="\n"
        )
    return case


@pytest.fixture
def chain(monkeypatch) -> SimpleNamespace:
    """Stand-ins for kernel, execution and PDF; `fail` names a notebook that stops, `text` is what is shown."""
    state = SimpleNamespace(fail="", text="一回目", executed=[], pdf={}, error=RawInputError("致命的な指摘"))

    def execute(source, target, parameters, kernel):
        state.executed.append((source.stem, parameters))
        target.write_text(f"{source.stem} {state.text}", encoding="utf-8", newline="\n")
        if source.stem == state.fail:
            raise state.error
        cell = new_code_cell("x", metadata={"tags": ["report"]})
        cell.outputs = [
            new_output("execute_result", data={"text/html": f"<h1>{state.text}</h1>"}, execution_count=1)
        ]
        return new_notebook(cells=[cell])

    def write_pdf(source, target, **options):
        state.pdf = options
        if state.fail == "pdf":
            raise ExportError("PDF を書けません")
        target.write_bytes(b"%PDF " + source.read_bytes())
        return SimpleNamespace(pages=7, findings=[Finding("glyph", "warning", Place(), "絵文字")])

    monkeypatch.setattr(run, "SharedKernel", nullcontext)
    monkeypatch.setattr(notebooks, "execute", execute)
    monkeypatch.setattr(helpers.export.pdf, "write_pdf", write_pdf)
    return state


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def beside(case: Case) -> set[str]:
    return {path.name for path in case.reports.parent.iterdir()} - {".2023.lock"}


def test_report_with_everything_that_belongs_to_it(case, chain):
    run_case(case, progress=lambda _: None)
    assert set(files(case.reports)) == {
        *("report.html", "report.pdf", "run.json"),
        *(f"notebooks/{name}.ipynb" for name in notebooks.CHAIN),
    }
    assert beside(case) == {"2023"}
    wanted = {"municipality": "koto", "fiscal_year": 2023}
    assert chain.executed == [(name, wanted) for name in notebooks.CHAIN]


def test_run_json_says_what_went_in_and_what_came_out(case, chain):
    record = run_case(case, progress=lambda _: None)
    assert json.loads((case.reports / "run.json").read_text(encoding="utf-8")) == record
    assert record["parameters"] == {"municipality": "koto", "fiscal_year": 2023}
    assert record["inputs"] == OUTCOME["inputs"]
    assert record["figures"] == OUTCOME["figures"]
    assert [finding["rule"] for finding in record["findings"]] == ["glyph", "r", "x"]
    assert record["pages"] == 7
    assert {"python", "pandas", "papermill", "nbconvert", "janome", "typst"} <= set(record["versions"])
    digest = hashlib.sha256((case.reports / "report.html").read_bytes()).hexdigest()
    assert record["outputs"]["report.html"] == digest
    assert "run.json" not in record["outputs"]


def test_pdf_gets_the_properties_of_the_document(case, chain):
    run_case(case, progress=lambda _: None)
    assert (chain.pdf["title"], chain.pdf["author"], str(chain.pdf["date"])) == ("題", "市", "2024-03-31")
    assert chain.pdf["svg_folder"] == case.processed / "figures"


def test_two_runs_give_the_same_bytes(case, chain):
    run_case(case, progress=lambda _: None)
    first = files(case.reports)
    run_case(case, progress=lambda _: None)
    assert files(case.reports) == first


def test_progress_names_every_step(case, chain):
    pieces: list[str] = []
    run_case(case, progress=pieces.append)
    labels = [
        *(f"[{n}/6] {name}" for n, name in enumerate(notebooks.CHAIN, 1)),
        "[5/6] report.html",
        "[6/6] report.pdf",
    ]
    lines = "".join(pieces).splitlines()
    assert [line.split(" … ")[0].strip() for line in lines] == labels
    assert all(re.fullmatch(r"\d+\.\d秒", line.split(" … ")[1]) for line in lines)


def test_step_is_named_before_it_starts_and_said_to_have_stopped(case, chain):
    pieces: list[str] = []
    chain.fail, execute = "02_tabulate", notebooks.execute
    with pytest.MonkeyPatch.context() as patch, pytest.raises(RawInputError):
        patch.setattr(notebooks, "execute", lambda *a: (pieces.append("<始>"), execute(*a))[1])
        run_case(case, progress=pieces.append)
    assert pieces[3:] == ["  [2/6] 02_tabulate … ", "<始>", "停止\n"]


@pytest.mark.parametrize("step", [*notebooks.CHAIN, "pdf"])
def test_failing_step_leaves_the_last_good_report_and_the_failed_build(case, chain, step):
    run_case(case, progress=lambda _: None)
    good = files(case.reports)
    chain.fail, chain.text = step, "二回目"
    with pytest.raises((RawInputError, ExportError)):
        run_case(case, progress=lambda _: None)
    assert files(case.reports) == good
    assert beside(case) == {"2023", ".2023.failed"}
    assert "二回目" in (case.reports.with_name(".2023.failed") / "notebooks" / "01_prepare.ipynb").read_text(
        encoding="utf-8"
    )


def test_interruption_leaves_the_last_good_report(case, chain):
    run_case(case, progress=lambda _: None)
    good = files(case.reports)
    chain.fail, chain.error = "03_free_text", KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        run_case(case, progress=lambda _: None)
    assert files(case.reports) == good


def test_success_after_a_failure_clears_up_and_replaces_the_report(case, chain):
    chain.fail = "02_tabulate"
    with pytest.raises(RawInputError):
        run_case(case, progress=lambda _: None)
    assert not case.reports.exists()
    chain.fail, chain.text = "", "三回目"
    run_case(case, progress=lambda _: None)
    assert "三回目" in (case.reports / "report.html").read_text(encoding="utf-8")
    assert beside(case) == {"2023"}


def test_remains_of_an_aborted_run_do_not_get_into_the_report(case, chain):
    for state in ("building", "previous"):
        folder = case.reports.with_name(f".2023.{state}")
        folder.mkdir(parents=True)
        (folder / "old.txt").touch()
    run_case(case, progress=lambda _: None)
    assert "old.txt" not in files(case.reports)
    assert beside(case) == {"2023"}


def test_report_that_cannot_be_replaced_stays_and_the_new_one_is_named(case, chain, monkeypatch):
    """On Windows a report.pdf that is open in a reader cannot be moved."""
    run_case(case, progress=lambda _: None)
    good, rename = files(case.reports), Path.rename

    def refuse(self, target):
        if self.name == ".2023.building":
            raise PermissionError(13, "使用中です")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    chain.text = "二回目"
    with pytest.raises(ExportError, match=r"使用中です.*閉じて.*\.2023\.building"):
        run_case(case, progress=lambda _: None)
    monkeypatch.undo()
    assert files(case.reports) == good
    assert "二回目" in (case.reports.with_name(".2023.building") / "report.html").read_text(encoding="utf-8")


def test_second_run_of_the_same_case_is_refused_while_one_is_at_work(case, chain, monkeypatch):
    refused: list[str] = []
    execute = notebooks.execute

    def meanwhile(*arguments):
        if not refused:
            with pytest.raises(ExportError, match="別の実行が作成中") as refusal:
                run_case(case, progress=lambda _: None)
            refused.append(str(refusal.value))
        return execute(*arguments)

    monkeypatch.setattr(notebooks, "execute", meanwhile)
    run_case(case, progress=lambda _: None)
    assert refused[0].startswith("koto 2023 は")
    assert "一回目" in (case.reports / "report.html").read_text(encoding="utf-8")


def test_notebook_that_takes_other_parameters_is_refused_before_anything_runs(case, chain):
    path = case.root / "notebooks" / "04_report.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("fiscal_year", "year"), encoding="utf-8", newline="\n"
    )
    with pytest.raises(ParameterError, match="fiscal_year"):
        run_case(case, progress=lambda _: None)
    assert chain.executed == []


def test_versions_are_those_installed():
    import pandas

    assert versions()["pandas"] == pandas.__version__
    assert versions()["python"].count(".") == 2


# --- what a failed run says and leaves ---


@pytest.mark.parametrize(
    ("step", "place"),
    [("03_free_text", ".2023.failed/notebooks/03_free_text.ipynb"), ("pdf", ".2023.failed")],
)
def test_failed_run_says_where_the_unfinished_build_lies(case, chain, step, place):
    chain.fail = step
    with pytest.raises((RawInputError, ExportError)) as stop:
        run_case(case, progress=lambda _: None)
    kept = case.reports.parent / place
    assert kept.exists()
    assert stop.value.__notes__ == [f"途中までの結果：{kept}"]


@pytest.mark.parametrize(
    ("step", "rules"),
    [("01_prepare", []), ("02_tabulate", ["a"]), ("03_free_text", ["a"]), ("04_report", ["b", "a"])],
)
def test_failed_run_tells_the_findings_of_the_finished_notebooks(case, chain, step, rules):
    """Files that this run has not written are of an older one."""
    first, second = (
        Finding(rule, level, Place(), "文").to_dict() for rule, level in (("a", "info"), ("b", "error"))
    )
    write_json({"findings": [first]}, case.processed / "inputs.json")
    write_json([second], case.processed / "findings_03.json")
    chain.fail = step
    with pytest.raises(RawInputError) as stop:
        run_case(case, progress=lambda _: None)
    assert [finding.rule for finding in stop.value.findings] == rules


def test_open_file_of_an_unfinished_build_is_named(case, chain, monkeypatch):
    """On Windows a folder with a file that is open cannot be removed."""
    left = case.reports.with_name(".2023.building")
    left.mkdir(parents=True)

    def refuse(folder, **_):
        if Path(folder) == left:
            raise PermissionError(13, "使用中です")

    monkeypatch.setattr(run.shutil, "rmtree", refuse)
    with pytest.raises(ExportError, match=r"\.2023\.building を消せません（使用中です）.*閉じて"):
        run_case(case, progress=lambda _: None)
    assert chain.executed == []


def test_unfinished_build_that_cannot_be_set_aside_does_not_hide_the_error(case, chain, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "使用中です")

    monkeypatch.setattr(Path, "rename", refuse)
    chain.fail = "02_tabulate"
    with pytest.raises(RawInputError, match="致命的な指摘") as stop:
        run_case(case, progress=lambda _: None)
    kept = case.reports.parent / ".2023.building" / "notebooks" / "02_tabulate.ipynb"
    assert stop.value.__notes__ == [f"途中までの結果：{kept}"]


PROBE = """
import sys
from pathlib import Path
import psutil
from helpers.case import Case
from helpers.errors import ExportError
from helpers.run import run_case
try:
    run_case(Case("koto", 2023, Path(sys.argv[1])))
except ExportError as error:
    print(error, psutil.Process().children(recursive=True), sep="\\n")
"""


def test_no_process_is_left_after_a_failing_run(case):
    """A real kernel, and a notebook that stops behind its parameters (papermill's own cell is number 2)."""
    path = case.root / "notebooks" / "01_prepare.ipynb"
    notebook = notebooks.read_notebook(path)
    notebook.cells.append(new_code_cell("1 / 0"))
    nbformat.write(notebook, path)
    command = [sys.executable, "-c", PROBE, str(case.root)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-2:] == [
        "01_prepare.ipynb の [3] 番のセルで止まりました：ZeroDivisionError: division by zero",
        "[]",
    ]
