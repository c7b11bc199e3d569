"""worker: orders in, events out, one line of JSON each; it never outlives the one who started it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import psutil
import pytest
from runner_cases import CODE, act, build_project, environment, files_of, is_gone, wait_for, write_notebook

from helpers.fingerprint import hash_code

KOTO = {"parameters": {"municipality": "koto", "fiscal_year": 2023}, "force": False}
SLEEP = "import time\ntime.sleep(60)"
PARENT = """
import subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-m", "helpers.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
worker.stdin.write(sys.argv[1] + "\\n")
worker.stdin.flush()
for line in worker.stdout:
    print(worker.pid, line, flush=True)
"""


class Talk:
    """A worker, talked to by hand."""

    def __init__(self, root) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helpers.worker"], env=environment(root), encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def hear(self) -> dict:
        return json.loads(self.process.stdout.readline())

    def ask(self, **changes) -> list[dict]:
        """Everything told until the build has ended."""
        self.process.stdin.write(json.dumps(KOTO | changes) + "\n")
        self.process.stdin.flush()
        told = [self.hear()]
        while told[-1]["event"] == "step":
            told.append(self.hear())
        return told


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return build_project(tmp_path_factory.mktemp("worker"))[0]


@pytest.fixture(scope="module")
def talk(case):
    """One worker for the tests of this file that do not end it; `first` is what it said first."""
    talk = Talk(case.root)
    with talk.process:
        talk.first = talk.hear()
        yield talk
        talk.process.stdin.close()
        assert talk.process.wait(20) == 0


def test_says_with_what_program_it_is_ready(talk):
    assert talk.first == {"event": "ready", "code": hash_code()}


def test_tells_every_step_and_how_it_ended(talk):
    *steps, last = talk.ask(force=True)
    names = ["01_prepare", "02_tabulate", "03_free_text", "04_report", "report.html", "report.pdf"]
    assert [step["name"] for step in steps] == [f"koto 2023 {name}" for name in names for _ in range(2)]
    assert [step["seconds"] is None for step in steps] == [True, False] * 6
    assert (last["event"], last["findings"], last["pages"] > 0) == ("built", [], True)
    assert 20 < last["memory"] < 2000


def test_a_failure_is_told_and_the_next_build_goes_on(talk, case):
    write_notebook(case.root, "02_tabulate", "1 / 0")
    last = talk.ask()[-1]
    assert last["event"] == "failed"
    assert last["message"].splitlines()[0] == (
        "02_tabulate.ipynb の [4] 番のセルで止まりました：ZeroDivisionError: division by zero"
    )
    assert "PapermillExecutionError" in last["trace"]
    write_notebook(case.root, "02_tabulate")
    assert talk.ask()[-1]["event"] == "built"


def test_unknown_case_is_a_failure_too(talk):
    last = talk.ask(parameters={"municipality": "chuo", "fiscal_year": 2023})[-1]
    assert (last["event"], last["message"].startswith("municipality「chuo」の事例はありません")) == (
        "failed",
        True,
    )


@pytest.mark.parametrize(
    "said",
    [
        "print('外')",
        "import os; os.write(1, b'fd')",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1)'])",
    ],
)
def test_what_notebooks_print_does_not_get_between_the_events(talk, case, said):
    write_notebook(case.root, "03_free_text", f"{CODE['03_free_text']}\n{said};")
    assert talk.ask()[-1]["event"] == "built"
    write_notebook(case.root, "03_free_text")


def test_a_notebook_that_asks_for_input_stops_at_once(talk, case):
    """It must not eat the next order."""
    write_notebook(case.root, "03_free_text", "input('名前は')")
    assert "EOFError" in talk.ask()[-1]["message"]
    write_notebook(case.root, "03_free_text")
    assert talk.ask()[-1]["event"] == "built"


def test_a_full_disk_is_said_in_japanese(talk, case, tmp_path):
    """Any OSError outside the cells; here a folder stands where the kept notebook should be written."""
    kept = case.processed / "notebooks" / "03_free_text.ipynb"
    kept.unlink()
    kept.mkdir()
    message = talk.ask()[-1]["message"]
    kept.rmdir()
    assert message.startswith("ファイルを読み書きできませんでした（")
    assert "空き容量と権限を確かめて、もう一度実行してください。" in message


def test_idle_worker_ends_when_its_input_ends(case):
    talk = Talk(case.root)
    with talk.process:
        talk.process.stdin.close()
        assert talk.process.wait(20) == 0


def test_busy_worker_ends_when_its_parent_is_killed(tmp_path):
    (case,) = build_project(tmp_path)
    act(case, SLEEP)
    command = [sys.executable, "-c", PARENT, json.dumps(KOTO)]
    with subprocess.Popen(
        command, env=environment(tmp_path), stdout=subprocess.PIPE, encoding="utf-8"
    ) as parent:
        line = parent.stdout.readline()
        pid = int(line.split()[0])
        while '"seconds": null' not in line:
            line = parent.stdout.readline()
        assert psutil.pid_exists(pid)
        parent.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    wait_for(lambda: is_gone(pid), 5)
    assert files_of(case.processed).keys() <= {"state.json"}


def test_worker_that_has_not_begun_yet_does_not_begin_for_nobody(tmp_path):
    (case,) = build_project(tmp_path)
    act(case, SLEEP)
    talk = Talk(tmp_path)
    with talk.process:
        talk.process.stdin.write(json.dumps(KOTO) + "\n")
        talk.process.stdin.close()
        assert talk.process.wait(20) == 1
