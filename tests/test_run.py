"""run: only what has changed runs again, and what comes out is what a build from nothing would give.

The notebooks are those of the tiny project, run by papermill in a real shell; only Typst is stood in for.
"""

from __future__ import annotations

import json
import random
import shutil
from types import SimpleNamespace

import pytest
from runner_cases import CODE, PARAMETERS, act, beside, build_project, files_of, write_notebook, write_text

import helpers.export.pdf
from helpers import fingerprint
from helpers.case import Case
from helpers.errors import ExportError, ParameterError
from helpers.findings import Finding, Place
from helpers.fingerprint import Fingerprints, hash_file
from helpers.plan import find_reason
from helpers.run import build, keep_quiet
from helpers.shell import open_shell
from helpers.steps import CHAIN

FOUND = Finding("glyph", "warning", Place(), "絵文字")
ALL = [f"koto 2023 {name}" for name in CHAIN]


@pytest.fixture(scope="module")
def shell():
    with pytest.MonkeyPatch.context() as patch, open_shell() as shell:
        patch.setenv("CASEBOOK_ROOT", "")  # put back at the end
        yield shell


@pytest.fixture(autouse=True)
def pdf(monkeypatch) -> SimpleNamespace:
    """Stands in for Typst: how often it was called and with what; `fails` makes it stop."""
    state = SimpleNamespace(calls=0, options={}, fails=False)

    def write_pdf(source, target, **options):
        state.calls, state.options = state.calls + 1, options
        if state.fails:
            raise ExportError("PDF を書けません")
        target.write_bytes(b"%PDF " + source.read_bytes())
        return SimpleNamespace(pages=7, findings=[FOUND])

    monkeypatch.setattr(helpers.export.pdf, "write_pdf", write_pdf)
    return state


@pytest.fixture
def make(shell):
    """Build a case; returns the record. The notebooks find its project as they do in a worker."""

    def make(case: Case, code: str = "code", force: bool = False, progress=keep_quiet) -> dict:
        shell.met[0]["CASEBOOK_ROOT"] = str(case.root)
        return build(case, shell, code, force=force, progress=progress)

    return make


@pytest.fixture
def case(tmp_path) -> Case:
    return build_project(tmp_path)[0]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The project with its report, built in the first test that wants it."""
    return tmp_path_factory.mktemp("template") / "project"


@pytest.fixture
def built(template, tmp_path, make) -> Case:
    """A copy of it."""
    if not template.exists():
        make(build_project(template)[0])
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return Case("koto", 2023, tmp_path)


def ran(record: dict) -> list[str]:
    """Numbers of the notebooks that ran: ["01", "04"]."""
    return [name.split()[-1][:2] for name in record["ran"]]


def is_current(case: Case) -> bool:
    return find_reason(case, Fingerprints(case.root, "code")) == ""


# --- a report and what belongs to it ---


def test_report_with_everything_that_belongs_to_it(case, make):
    record = make(case)
    assert set(files_of(case.reports)) == {
        *("report.html", "report.pdf", "run.json"),
        *(f"notebooks/{name}.ipynb" for name in CHAIN),
    }
    assert beside(case) == {"2023"}
    assert record["ran"] == ALL
    assert is_current(case)


def test_notebooks_get_the_parameters_of_the_case(tmp_path, make):
    (case,) = build_project(tmp_path, ("minato", 2024))
    make(case)
    for name in CHAIN:
        cells = json.loads((case.reports / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))[
            "cells"
        ]
        assert cells[1]["source"] == ["# Parameters\n", 'municipality = "minato"\n', "fiscal_year = 2024\n"]


def test_run_json_says_what_went_in_and_what_came_out(case, make):
    record = make(case)
    assert json.loads((case.reports / "run.json").read_text(encoding="utf-8")) | {"ran": ALL} == record
    assert record["parameters"] == {"municipality": "koto", "fiscal_year": 2023}
    assert (record["inputs"], record["figures"], record["pages"]) == ({}, [], 7)
    assert record["findings"] == [FOUND.to_dict()]
    assert {"python", "pandas", "papermill", "nbconvert", "janome", "typst"} <= set(record["versions"])
    assert record["outputs"]["report.html"] == hash_file(case.reports / "report.html")
    assert set(record["outputs"]) == set(files_of(case.reports)) - {"run.json"}


def test_findings_of_notebook_and_export_are_sorted_together(case, make):
    found = [
        Finding(rule, level, Place("a.csv"), "文").to_dict()
        for rule, level in (("i", "info"), ("e", "error"))
    ]
    write_notebook(
        case.root, "04_report", CODE["04_report"].replace('"findings": []', f'"findings": {found}')
    )
    assert [finding["rule"] for finding in make(case)["findings"]] == ["e", "glyph", "i"]


def test_pdf_gets_the_properties_of_the_document_and_the_pictures(case, make, pdf):
    make(case)
    assert (pdf.options["title"], pdf.options["author"], str(pdf.options["date"])) == (
        "koto 2023",
        "",
        "2024-03-31",
    )
    assert pdf.options["svg_folders"][:2] == [
        case.processed / "02_tabulate" / "figures",
        case.processed / "03_free_text" / "figures",
    ]


def test_two_builds_give_the_same_bytes(built, make):
    first = files_of(built.reports), files_of(built.processed)
    assert make(built, force=True)["ran"] == ALL
    assert (files_of(built.reports), files_of(built.processed)) == first


def test_every_step_is_told_before_and_after(case, make):
    told = []
    make(case, progress=lambda name, seconds: told.append((name, seconds is None)))
    names = [*ALL, "koto 2023 report.html", "koto 2023 report.pdf"]
    assert told == [(name, before) for name in names for before in (True, False)]


# --- incremental by content ---

EDITS = {
    "nothing": (lambda case: None, []),
    "touch": (lambda case: [path.touch() for path in case.raw.iterdir()], []),
    "chapter": (lambda case: write_text(case.raw / "chapter.txt", "別の結論"), ["01", "04"]),
    "answer": (lambda case: write_text(case.raw / "survey.txt", "いいえ"), ["01", "02", "03", "04"]),
    "remark": (lambda case: write_text(case.raw / "remarks.txt", "別の声"), ["01", "03", "04"]),
    "rule": (lambda case: write_text(case.shared / "rules.txt", "別の規則"), ["01", "03", "04"]),
    "unread raw file": (lambda case: write_text(case.raw / "note.txt", "メモ"), ["01"]),
    "notebook 04": (lambda case: write_notebook(case.root, "04_report", f"{CODE['04_report']}\n5"), ["04"]),
    "notebook 02": (
        lambda case: write_notebook(case.root, "02_tabulate", f"{CODE['02_tabulate']}\n5"),
        ["02"],
    ),
    "notebook 02, other result": (
        lambda case: write_notebook(
            case.root, "02_tabulate", CODE["02_tabulate"].replace("results of", "counts of")
        ),
        ["02", "04"],
    ),
    "lock": (lambda case: write_text(case.root / "uv.lock", "other"), ["01", "02", "03", "04"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_reads_the_change_runs_again(built, make, edit, tmp_path):
    apply, numbers = EDITS[edit]
    handed = files_of(built.processed)
    apply(built)
    record = make(built)
    assert ran(record) == numbers
    untouched = [name for name in CHAIN if name[:2] not in numbers]
    now = files_of(built.processed)
    for file, content in handed.items():
        if file.split("/")[0] in untouched:
            assert now[file] == content
    assert_like_a_build_from_nothing(built, make, tmp_path)


def assert_like_a_build_from_nothing(case: Case, make, folder) -> None:
    """Report and hand-over, byte for byte."""
    fresh = Case("koto", 2023, folder / "fresh")
    shutil.rmtree(fresh.root, ignore_errors=True)
    for name in ("data/raw", "notebooks"):
        shutil.copytree(case.root / name, fresh.root / name)
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(case.root / name, fresh.root / name)
    make(fresh)
    assert files_of(case.reports) == files_of(fresh.reports)
    assert handed_on(case) == handed_on(fresh)


def handed_on(case: Case) -> dict:
    """What lies in data/processed; the steps on record in whatever order they were done."""
    files = files_of(case.processed)
    state = json.loads(files.pop("state.json"))
    return files | {"state.json": state | {"sha256": ""}}


def test_unchanged_files_of_a_hand_over_are_not_written_again(built, make):
    path = built.processed / "02_tabulate" / "results.parquet"
    before = path.stat().st_mtime_ns
    write_text(built.raw / "chapter.txt", "別の結論")
    make(built)
    assert path.stat().st_mtime_ns == before


def test_outputs_and_metadata_of_a_notebook_do_not_count(built, make):
    path = built.root / "notebooks" / "04_report.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.99"}
    notebook["cells"][2] |= {
        "execution_count": 3,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
    }
    path.write_text(json.dumps(notebook), encoding="utf-8", newline="\n")
    assert is_current(built)
    assert make(built)["ran"] == []


@pytest.mark.parametrize("change", ["helpers", "version"])
def test_another_program_runs_everything(built, make, monkeypatch, change):
    if change == "version":
        monkeypatch.setattr(fingerprint, "versions", lambda: {"pandas": "99"})
    assert make(built, code="other" if change == "helpers" else "code")["ran"] == ALL


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "run.json", "notebooks/03_free_text.ipynb"])
@pytest.mark.parametrize("spoil", ["edit", "truncate", "delete"])
def test_spoiled_output_is_made_again_as_it_was(built, make, name, spoil):
    before, path = files_of(built.reports), built.reports / name
    if spoil == "delete":
        path.unlink()
    else:
        path.write_bytes(b"edited" if spoil == "edit" else path.read_bytes()[:10])
    assert not is_current(built)
    assert make(built)["ran"] == []
    assert files_of(built.reports) == before
    assert is_current(built)


def test_file_that_does_not_belong_into_the_report_goes(built, make):
    write_text(built.reports / "notebooks" / "mine.ipynb", "x")
    write_text(built.raw / "chapter.txt", "別の結論")
    make(built)
    assert not (built.reports / "notebooks" / "mine.ipynb").exists()


@pytest.mark.parametrize("spoil", ["edit", "delete", "add"])
def test_spoiled_hand_over_is_made_again_when_the_case_runs(built, make, spoil):
    path = built.processed / "02_tabulate" / "results.parquet"
    before = files_of(built.processed)
    if spoil == "add":
        write_text(built.processed / "02_tabulate" / "left.parquet", "left")
    elif spoil == "edit":
        write_text(path, "edited")
    else:
        path.unlink()
    write_text(built.raw / "note.txt", "メモ")
    assert ran(make(built)) == (["01", "04"] if spoil == "add" else ["01", "02"])
    after = files_of(built.processed)
    left = {"02_tabulate/left.parquet"} if spoil == "add" else set()
    assert {file for file in after if after[file] != before.get(file)} - left <= {
        "state.json",
        "notebooks/04_report.ipynb",
    }


def test_spoiled_notebook_that_was_kept_runs_again(built, make):
    before = files_of(built.reports)
    write_text(built.processed / "notebooks" / "03_free_text.ipynb", "{}")
    assert ran(make(built)) == ["03"]
    assert files_of(built.reports) == before


def test_export_is_made_again_only_when_it_reads_something_new(built, make, pdf):
    before = pdf.calls
    write_text(built.raw / "note.txt", "メモ")
    make(built)
    assert pdf.calls == before
    write_text(built.processed / "02_tabulate" / "figures" / "a.svg", "<svg/>")
    make(built)
    assert pdf.calls == before + 1


def test_many_edits_in_a_row(built, make, tmp_path):
    """Thirty edits of a fixed seed, each followed by a build: in the end what a build from nothing gives."""
    dice = random.Random(20240206)
    texts = ["survey.txt", "chapter.txt", "remarks.txt", "note.txt"]
    for number in range(30):
        kind = dice.randrange(5)
        if kind == 0:
            write_text(built.raw / dice.choice(texts), str(dice.randrange(3)))
        elif kind == 1:
            write_text(built.shared / "rules.txt", str(dice.randrange(3)))
        elif kind == 2:
            name = dice.choice(CHAIN)
            write_notebook(built.root, name, f"{CODE[name]}\n{dice.randrange(3)}")
        elif kind == 3:
            (built.raw / "note.txt").unlink(missing_ok=True)
        else:
            write_text(
                dice.choice(sorted(path for path in built.processed.rglob("*") if path.is_file())), "spoiled"
            )
        make(built)
        if number % 10 == 9:
            assert_like_a_build_from_nothing(built, make, tmp_path)


# --- the year before ---


def test_year_before_is_prepared_and_only_what_is_read_of_it_counts(tmp_path, make):
    first, second = build_project(tmp_path, ("koto", 2022), ("koto", 2023))
    record = make(second)
    assert ran(record) == ["01", "02", "03", "04"]
    assert {path.name for path in first.processed.iterdir()} >= {"01_prepare", "02_tabulate", "03_free_text"}
    assert not (first.processed / "04_report").exists()
    assert not first.reports.exists()
    write_text(first.raw / "survey.txt", "いいえ")
    assert not is_current(second)
    assert ran(make(second)) == ["04"]
    write_text(first.raw / "note.txt", "メモ")
    assert ran(make(second)) == []
    assert ran(make(first)) == ["04"]


def test_year_before_that_cannot_be_prepared_does_not_stop_this_year(tmp_path, make):
    first, second = build_project(tmp_path, ("koto", 2022), ("koto", 2023))
    stops = 'assert fiscal_year != 2022, "壊れた年度"'
    write_notebook(tmp_path, "02_tabulate", f"{stops}\n{CODE['02_tabulate']}")
    assert ran(make(second))[-1] == "04"
    assert is_current(second)
    with pytest.raises(ExportError, match="壊れた年度"):
        make(first)


# --- failing ---


def test_unknown_parameters_are_refused_before_anything_runs(built, make):
    before = files_of(built.root)
    write_notebook(built.root, "04_report", parameters=f"{PARAMETERS}\nX: int | None = None")
    with pytest.raises(ParameterError, match="fiscal_year、X"):
        make(built)
    (built.root / "notebooks" / "04_report.ipynb").unlink()
    after = files_of(built.root)
    assert after == {file: before[file] for file in after}


@pytest.mark.parametrize("step", [*CHAIN, "pdf"])
def test_failing_step_leaves_the_last_good_report_and_the_failed_build(built, make, pdf, step):
    good = files_of(built.reports)
    for file in ("survey.txt", "remarks.txt", "chapter.txt"):
        write_text(built.raw / file, "二回目")
    pdf.fails = step == "pdf"
    if step != "pdf":
        write_notebook(built.root, step, f"{CODE[step]}\nraise ValueError('止まった')")
    with pytest.raises(ExportError) as stop:
        make(built)
    failed = built.reports.parent / ".2023.failed"
    kept = failed if step == "pdf" else failed / "notebooks" / f"{step}.ipynb"
    assert stop.value.__notes__ == [f"途中までの結果：{kept}"]
    assert kept.exists()
    assert files_of(built.reports) == good
    assert beside(built) == {"2023", ".2023.failed"}
    assert not is_current(built)


def test_failed_build_goes_on_where_it_stopped(built, make, pdf):
    write_text(built.raw / "survey.txt", "二回目")
    pdf.fails = True
    with pytest.raises(ExportError, match="PDF を書けません"):
        make(built)
    pdf.fails = False
    assert make(built)["ran"] == []
    assert "二回目" in (built.reports / "report.html").read_text(encoding="utf-8")
    assert beside(built) == {"2023"}


def test_edit_in_mid_run_that_is_taken_back_is_not_taken_for_the_old_input(built, make, tmp_path):
    """01 reads what was there for a moment only; the hashes before and after are those of the old text."""
    chapter, old = built.raw / "chapter.txt", (built.raw / "chapter.txt").read_text(encoding="utf-8")
    write_text(built.raw / "survey.txt", "二回目")

    def meddle(name: str, seconds: float | None) -> None:
        if name.endswith("01_prepare"):
            write_text(chapter, "一瞬だけの文" if seconds is None else "もう一つの文")
        elif name.endswith("report.pdf"):
            write_text(chapter, old)

    make(built, progress=meddle)
    assert not is_current(built)
    assert "01" in ran(make(built))
    assert_like_a_build_from_nothing(built, make, tmp_path)


def test_failed_notebook_runs_again(built, make):
    write_text(built.raw / "survey.txt", "二回目")
    write_notebook(built.root, "02_tabulate", "1 / 0")
    with pytest.raises(ExportError, match="ZeroDivisionError"):
        make(built)
    write_notebook(built.root, "02_tabulate")
    assert ran(make(built)) == ["02", "03", "04"]


def test_edit_that_is_taken_back_after_a_failure_needs_no_build(built, make):
    write_text(built.raw / "survey.txt", "二回目")
    write_notebook(built.root, "04_report", "1 / 0")
    with pytest.raises(ExportError):
        make(built)
    write_text(built.raw / "survey.txt", "はい")
    write_notebook(built.root, "04_report")
    assert is_current(built)


@pytest.mark.parametrize("error", ["KeyboardInterrupt()", "SystemExit(3)"])
def test_interruption_leaves_the_last_good_report(built, make, error):
    good = files_of(built.reports)
    act(built, f"raise {error}")
    with pytest.raises((ExportError, KeyboardInterrupt)):
        make(built)
    assert files_of(built.reports) == good


@pytest.mark.parametrize(("step", "rules"), [(1, []), (2, ["a"]), (3, ["a"]), (4, ["b", "a"])])
def test_failed_build_tells_the_findings_of_the_finished_notebooks(case, make, step, rules):
    """Files that this build has not written are of an older one."""
    for name, rule, level in (("01_prepare", "a", "info"), ("03_free_text", "b", "error")):
        found = [Finding(rule, level, Place(), "文").to_dict()]
        write_notebook(case.root, name, CODE[name].replace("write_json([]", f"write_json({found}"))
    make(case)
    name = CHAIN[step - 1]
    stops = "from helpers.errors import RawInputError\nraise RawInputError('致命的な指摘')"
    write_notebook(case.root, name, stops)
    with pytest.raises(Exception, match="致命的な指摘") as stop:
        make(case)
    assert type(stop.value).__name__ == "RawInputError"
    assert [finding.rule for finding in stop.value.findings] == rules


def test_second_build_of_the_same_case_is_refused_while_one_is_at_work(built, make, pdf, monkeypatch):
    refused, write_pdf = [], helpers.export.pdf.write_pdf

    def meanwhile(*arguments, **options):
        with pytest.raises(ExportError, match="別の実行が作成中") as refusal:
            make(built)
        refused.append(str(refusal.value))
        return write_pdf(*arguments, **options)

    monkeypatch.setattr(helpers.export.pdf, "write_pdf", meanwhile)
    write_text(built.raw / "survey.txt", "二回目")
    make(built)
    assert refused[0].startswith("koto 2023 は別の実行が作成中です（利用者 ")
    assert "二回目" in (built.reports / "report.html").read_text(encoding="utf-8")
