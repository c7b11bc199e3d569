"""pool: whatever comes of one build, the others are made, and no process is left."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest
from runner_cases import act, build_project, files_of, is_gone, wait_for, write_notebook, write_text

from helpers import pool as pool_module
from helpers.errors import ExportError
from helpers.plan import Item
from helpers.pool import Pool

SLEEP = "import time\ntime.sleep(60)"
DIE = "import os\nos.kill(os.getpid(), 9)"
CHILD = """\
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
(case.raw / "child.pid").write_text(str(child.pid), encoding="utf-8", newline="\\n")
child.wait()"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


@pytest.fixture(autouse=True)
def no_process_is_left():
    before = set(psutil.Process().children(recursive=True))
    yield
    wait_for(lambda: set(psutil.Process().children(recursive=True)) <= before, 5)


def run(pool: Pool, *cases) -> dict:
    """str(case) -> its outcome, in the order of their ends."""
    items = [Item(case, "試し") for case in cases]
    return {str(outcome.item.target): outcome for outcome in pool.run(items, lambda *_: None)}


def test_one_that_fails_does_not_stop_the_others_and_says_why_in_its_log(tmp_path):
    """One worker, three cases; the second stops in a cell, and its log tells everything."""
    first, second, third = build_project(tmp_path, ("chuo", 2023), ("koto", 2023), ("minato", 2023))
    act(second, "raise ValueError('致命的')")
    heard = []
    with Pool(tmp_path, 1) as pool:
        items = [Item(case, "まだ作られていない") for case in (first, second, third)]
        outcomes = list(
            pool.run(items, lambda item, name, seconds: heard.append((str(item.target), name, seconds)))
        )
        assert len(pool.workers) == 1
    assert [(str(outcome.item.target), outcome.failed) for outcome in outcomes] == [
        ("chuo 2023", False),
        ("koto 2023", True),
        ("minato 2023", False),
    ]
    assert heard[0] == ("chuo 2023", "chuo 2023 01_prepare", None)
    assert outcomes[0].ran[0] == "chuo 2023 01_prepare"
    assert outcomes[1].log == tmp_path / "reports" / "logs" / "koto_2023.log"
    lines = outcomes[1].log.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "koto 2023：まだ作られていない"
    assert lines[1].startswith("失敗（")
    assert lines[2] == "01_prepare.ipynb の [4] 番のセルで止まりました：ValueError: 致命的"
    assert (
        lines[3]
        == f"途中までの結果：{second.reports.parent / '.2023.failed' / 'notebooks' / '01_prepare.ipynb'}"
    )
    assert "Traceback (most recent call last):" in lines
    good = outcomes[0].log.read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[-2] for line in good[1:7]] == [
        *("01_prepare", "02_tabulate", "03_free_text", "04_report", "report.html", "report.pdf"),
    ]
    assert good[7].startswith("できた（")
    assert not list((tmp_path / "reports" / "logs").glob("worker-*.log"))  # they had nothing to say


def test_time_out_ends_the_worker_with_its_children_and_the_next_goes_on(tmp_path):
    first, second = build_project(tmp_path, ("koto", 2023), ("minato", 2023))
    act(first, CHILD)
    with Pool(tmp_path, 1, time_out=4) as pool:
        outcomes = run(pool, first, second)
        assert pool.started == 2
    assert outcomes["koto 2023"].message == "時間切れです（4秒）。--timeout で延ばせます。"
    assert not outcomes["minato 2023"].failed
    child = int((first.raw / "child.pid").read_text(encoding="utf-8"))
    wait_for(lambda: is_gone(child), 5)


@POSIX
def test_worker_that_is_killed_costs_one_build_only(tmp_path):
    first, second = build_project(tmp_path, ("koto", 2023), ("minato", 2023))
    with Pool(tmp_path, 1) as pool:
        run(pool, first)
        good = files_of(first.reports)
        act(first, DIE)
        outcomes = run(pool, first, second)
        assert outcomes["koto 2023"].message.startswith("作業プロセスが途中で終わりました（終了コード -9、")
        assert not outcomes["minato 2023"].failed
        assert files_of(first.reports) == good
        act(first, "")
        assert not run(pool, first)["koto 2023"].failed
    assert files_of(first.reports) == good


@POSIX
def test_idle_worker_that_is_killed_is_replaced(tmp_path):
    (case,) = build_project(tmp_path)
    with Pool(tmp_path, 1) as pool:
        run(pool, case)
        pool.workers[0].process.kill()
        pool.workers[0].process.wait()
        write_text(case.raw / "chapter.txt", "別の結論")
        assert run(pool, case)["koto 2023"].message == ""


def test_worker_that_holds_too_much_is_replaced(tmp_path):
    first, second = build_project(tmp_path, ("koto", 2023), ("minato", 2023))
    with Pool(tmp_path, 1, memory=1) as pool:
        outcomes = run(pool, first, second)
        assert (pool.started, pool.workers) == (2, [])
    assert all(outcome.memory > 1 and not outcome.failed for outcome in outcomes.values())


def test_changed_helpers_get_a_new_worker(tmp_path, monkeypatch):
    """Never stale helpers: the worker that waits has loaded the old ones."""
    (case,) = build_project(tmp_path)
    with Pool(tmp_path, 1) as pool:
        run(pool, case)
        run(pool, case)
        assert pool.started == 1
        monkeypatch.setattr(pool_module, "hash_code", lambda: "changed")
        run(pool, case)
        assert pool.started == 2


def test_leaving_in_the_middle_ends_the_workers(tmp_path):
    (case,) = build_project(tmp_path)
    act(case, SLEEP)

    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Pool(tmp_path, 1) as pool:
        list(pool.run([Item(case, "試し")], interrupt))


@pytest.mark.parametrize("backwards", [False, True])
def test_years_of_a_municipality_do_not_refuse_one_another(tmp_path, backwards):
    """A build prepares the year before: it must not find that year locked, nor lock it for the other."""
    cases = build_project(tmp_path, ("koto", 2022), ("koto", 2023))
    with Pool(tmp_path, 2) as pool:
        outcomes = run(pool, *(reversed(cases) if backwards else cases))
    assert [outcome.message for outcome in outcomes.values()] == ["", ""]


def test_cases_that_do_not_touch_are_made_at_once(tmp_path):
    cases = build_project(tmp_path, ("koto", 2023), ("minato", 2023))
    for case, other in (cases, reversed(cases)):
        seen = other.raw / "here.txt"
        act(
            case,
            f"import time, pathlib\n(case.raw / 'here.txt').touch()\nwhile not pathlib.Path({str(seen)!r}).exists():\n    time.sleep(0.01)",
        )
    with Pool(tmp_path, 2, time_out=20) as pool:
        assert not any(outcome.failed for outcome in run(pool, *cases).values())


def test_notebook_that_writes_to_the_pipes_is_in_the_log_of_its_worker(tmp_path):
    (case,) = build_project(tmp_path)
    act(case, "import os\nos.write(2, 'ここに'.encode())")
    with Pool(tmp_path, 1) as pool:
        assert run(pool, case)["koto 2023"].message == ""
    assert next((tmp_path / "reports" / "logs").glob("worker-*.log")).read_text(encoding="utf-8") == "ここに"


def test_reports_folder_that_cannot_be_written(tmp_path):
    (case,) = build_project(tmp_path)
    write_text(tmp_path / "reports", "a file where the folder should be")
    with pytest.raises(ExportError, match=r"logs に書けません（.+）"), Pool(tmp_path, 1) as pool:
        run(pool, case)


def test_worker_that_cannot_start_is_a_failure_of_its_build(tmp_path, monkeypatch):
    (case,) = build_project(tmp_path)
    write_text(tmp_path / "broken" / "IPython.py", "1 / 0")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    with Pool(tmp_path, 1) as pool:
        message = run(pool, case)["koto 2023"].message
    assert message.startswith("作業プロセスが途中で終わりました（終了コード 1、")
    assert "ZeroDivisionError" in Path(message.split("、")[-1].removesuffix("）。")).read_text(
        encoding="utf-8"
    )


def test_parameters_are_refused_for_one_case_alone(tmp_path):
    (case,) = build_project(tmp_path)
    write_notebook(tmp_path, "04_report", parameters="x = 1")
    with Pool(tmp_path, 1) as pool:
        assert run(pool, case)["koto 2023"].message.startswith("04_report.ipynb のパラメータは x です。")
