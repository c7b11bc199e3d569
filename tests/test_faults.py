"""Faults: whatever ends a run, the last good report is whole, the message is clear, and the next run goes on."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys

import psutil
import pytest
from runner_cases import (
    act,
    build_project,
    environment,
    files_of,
    freeze_helpers,
    is_gone,
    run_cli,
    start_cli,
    wait_for,
    write_notebook,
    write_text,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")
SLEEP = "import time\ntime.sleep(60)"
# One build in this process, with something broken in it.
BUILD = """
import os, sys
from pathlib import Path
import helpers.export.pdf
from helpers import building
from helpers.case import Case
from helpers.fingerprint import hash_code
from helpers.run import build, keep_quiet
from helpers.shell import open_shell

def kill(*_, **__):
    os.kill(os.getpid(), 9)

def break_export():
    def write_half(html, pdf, **_):
        pdf.write_bytes(b"%PDF half")
        kill()
    helpers.export.pdf.write_pdf = write_half

def break_swap():
    rename = Path.rename
    def rename_and_die(self, target):
        rename(self, target)
        kill()
    Path.rename = rename_and_die

def break_state():
    from helpers.state import State
    State.finish = kill

exec(sys.argv[2])
with open_shell() as shell:
    build(Case("koto", 2023, Path(sys.argv[1])), shell, hash_code(), force=False, progress=keep_quiet)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A project with one report, built once by the command."""
    root = tmp_path_factory.mktemp("template") / "project"
    build_project(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", "")  # put back at the end
        freeze_helpers(root.parent)
        assert run_cli(root, "run", "koto", "2023").returncode == 0
        assert "最新です" in run_cli(root, "run", "koto", "2023").stdout
        yield root


@pytest.fixture
def case(template, tmp_path):
    """A copy of it, in which the answers have changed: there is something to build."""
    shutil.copytree(template, tmp_path / "p")
    (case,) = build_project(tmp_path / "p")
    write_text(case.raw / "survey.txt", "二回目")
    return case


def break_build(case, code: str) -> int:
    """Exit status of a build that is broken by `code`."""
    command = [sys.executable, "-c", BUILD, str(case.root), code]
    done = subprocess.run(command, env=environment(case.root), capture_output=True, timeout=60, check=False)
    return done.returncode


def assert_next_run_goes_on(case) -> None:
    """It makes the new report, cleans up, and is then up to date."""
    done = run_cli(case.root, "run", "koto", "2023")
    assert (done.returncode, done.stderr) == (0, "")
    assert "二回目" in (case.reports / "report.html").read_text(encoding="utf-8")
    lying = {path.name for path in case.reports.parent.iterdir()}
    assert lying <= {"2023", ".2023.lock"}
    assert "最新です" in run_cli(case.root, "run", "koto", "2023").stdout


def assert_says(done, *passages: str) -> None:
    """A clear message in Japanese, and no traceback."""
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "エラー：" in done.stderr
    assert "Traceback" not in said
    for passage in passages:
        assert passage in said


# --- killed ---


@POSIX
def test_kill_in_the_middle_of_the_export(case):
    good = files_of(case.reports)
    assert break_build(case, "break_export()") == -signal.SIGKILL
    assert files_of(case.reports) == good
    assert (case.reports.parent / ".2023.building" / "report.pdf").read_bytes() == b"%PDF half"
    assert_next_run_goes_on(case)


@POSIX
def test_kill_between_the_two_renames(case):
    """The old report has been moved away, the new one is not there yet: the next run puts the old one back first."""
    good = files_of(case.reports)
    assert break_build(case, "break_swap()") == -signal.SIGKILL
    assert not case.reports.exists()
    assert files_of(case.reports.parent / ".2023.previous") == good
    write_notebook(case.root, "04_report", "1 / 0")
    assert run_cli(case.root, "run", "koto", "2023").returncode == 1
    assert files_of(case.reports) == good
    write_notebook(case.root, "04_report")
    assert_next_run_goes_on(case)


@POSIX
def test_kill_after_the_swap_before_it_is_on_record(case):
    assert break_build(case, "break_state()") == -signal.SIGKILL
    new = files_of(case.reports)
    assert "二回目" in new["report.html"].decode("utf-8")
    assert_next_run_goes_on(case)
    assert files_of(case.reports) == new


@POSIX
def test_kill_of_a_notebook_in_mid_run(case):
    good = files_of(case.reports)
    act(case, "import os\nos.kill(os.getpid(), 9)")
    assert_says(run_cli(case.root, "run", "koto", "2023"), "作業プロセスが途中で終わりました（終了コード -9")
    assert files_of(case.reports) == good
    (case.raw / "act.py").unlink()
    assert_next_run_goes_on(case)


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM] if os.name != "nt" else [])
def test_kill_of_the_command_leaves_no_process(case, sent):
    good = files_of(case.reports)
    act(case, SLEEP)
    with start_cli(case.root, "run", "koto", "2023") as command:
        workers = wait_until_at_work(command, case)
        command.send_signal(sent)
        command.communicate(timeout=20)
    wait_for(lambda: all(map(is_gone, workers)), 5)
    assert files_of(case.reports) == good
    (case.raw / "act.py").unlink()
    assert_next_run_goes_on(case)


def wait_until_at_work(command: subprocess.Popen, case) -> list[int]:
    """Its worker processes, once the first notebook has begun."""
    wait_for(lambda: (case.reports.parent / ".2023.building").exists())
    return [process.pid for process in psutil.Process(command.pid).children(recursive=True)]


@POSIX
def test_ctrl_c(case):
    """SIGINT to the whole group of the command, as a terminal sends it; two reports, so that there is a summary."""
    good = files_of(case.reports)
    build_project(case.root, ("minato", 2023))
    act(case, SLEEP)
    with start_cli(case.root, "run", "--all", "--workers", "1") as command:
        workers = wait_until_at_work(command, case)
        os.killpg(command.pid, signal.SIGINT)
        out, errors = command.communicate(timeout=20)
    assert command.returncode == 130
    assert errors == "中断しました。前回の報告書はそのまま残っています。\n"
    assert "まとめ：作成 0件、最新 0件、失敗 0件、未実行 2件" in out
    assert workers and all(map(is_gone, workers))
    assert files_of(case.reports) == good
    (case.raw / "act.py").unlink()
    assert_next_run_goes_on(case)


# --- two at once ---


@POSIX
def test_two_runs_of_one_case(case):
    act(case, f"{SLEEP[:-4]}(4)")
    with start_cli(case.root, "run", "koto", "2023") as first:
        (pid,) = wait_until_at_work(first, case)
        done = run_cli(case.root, "run", "koto", "2023")
        out, _ = first.communicate(timeout=30)
    assert_says(
        done,
        "koto 2023 は別の実行が作成中です（利用者 ",
        f"、{socket.gethostname()}、プロセス {pid}、",
        " から）",
    )
    assert (first.returncode, "できました" in out) == (0, True)
    (case.raw / "act.py").unlink()
    assert_next_run_goes_on(case)


# --- no room, no rights ---


@POSIX
@pytest.mark.parametrize("size", [0, 3000])
def test_no_room_on_the_disk(case, size):
    """RLIMIT_FSIZE stands for the full disk: what is larger cannot be written, by whomever."""
    import resource

    good = files_of(case.reports)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    assert_says(run_cli(case.root, "run", "koto", "2023", preexec_fn=limit))
    assert files_of(case.reports) == good
    assert_next_run_goes_on(case)


def test_folder_of_the_reports_that_cannot_be_written(case):
    """A file stands in its place: so it is also for root, and on Windows."""
    (case.root / "reports").rename(case.root / "elsewhere")
    write_text(case.root / "reports", "")
    assert_says(run_cli(case.root, "run", "koto", "2023"), "書けません")
    (case.root / "reports").unlink()
    (case.root / "elsewhere").rename(case.root / "reports")
    assert_next_run_goes_on(case)


def test_folder_of_the_municipality_that_cannot_be_written(case):
    folder = case.reports.parent
    folder.rename(case.root / "elsewhere")
    write_text(folder, "")
    assert_says(run_cli(case.root, "run", "koto", "2023"), f"{folder} に書けません")
    folder.unlink()
    (case.root / "elsewhere").rename(folder)
    assert_next_run_goes_on(case)


def test_hand_over_that_cannot_be_written(case):
    good = files_of(case.reports)
    folder = case.processed / "02_tabulate"
    folder.rename(case.root / "elsewhere")
    write_text(folder, "")
    assert_says(run_cli(case.root, "run", "koto", "2023"), "results.parquet に書けませんでした")
    assert files_of(case.reports) == good
    folder.unlink()
    assert_next_run_goes_on(case)


# --- damaged records ---


@pytest.mark.parametrize(
    ("which", "content"),
    [
        ("state.json", b"{"),
        ("state.json", b'{"steps": {"01_prepare": 3}}'),
        ("state.json", "folder"),
        ("run.json", b"\xff\xfe\x00"),
        ("run.json", "folder"),
    ],
)
def test_damaged_record(case, which, content):
    write_text(case.raw / "survey.txt", "はい")
    good = files_of(case.reports)
    path = case.processed / which if which == "state.json" else case.reports / which
    path.unlink()
    if content == "folder":
        path.mkdir()
        if which == "state.json":
            assert_says(run_cli(case.root, "run", "koto", "2023"), "state.json に書けませんでした")
            path.rmdir()
    else:
        path.write_bytes(content)
    done = run_cli(case.root, "run", "koto", "2023")
    assert (done.returncode, done.stderr) == (0, "")
    assert files_of(case.reports) == good
