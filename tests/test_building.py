"""building: a lock that names its owner, and a swap after which either the old or the new report is there, whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from runner_cases import beside, files_of, write_text

from helpers import building
from helpers.building import build_folder, locked
from helpers.case import Case
from helpers.errors import ExportError

HOLD = """
import sys, time
from pathlib import Path
from helpers.building import locked
from helpers.case import Case
with locked(Case("koto", 2023, Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """With a last good report."""
    case = Case("koto", 2023, tmp_path)
    write_text(case.reports / "report.html", "good")
    return case


@pytest.fixture
def holder(case):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD, str(case.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def write_new(case: Case) -> None:
    with build_folder(case.reports) as folder:
        write_text(folder / "report.html", "new")


# --- the lock ---


def test_second_owner_is_refused_with_the_name_of_the_first(case, holder, monkeypatch):
    with pytest.raises(ExportError) as refusal, locked(case):
        pytest.fail("two owners")
    assert re.fullmatch(
        rf"koto 2023 は別の実行が作成中です（利用者 .+、.+、プロセス {holder.pid}、\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d.* から）。"
        r"終わってからもう一度実行してください（.*\.2023\.lock）。",
        str(refusal.value),
    )


def test_lock_of_a_killed_owner_is_free(case, holder):
    holder.kill()
    holder.wait()
    with locked(case):
        pass


def test_one_who_waits_gets_it(case, holder):
    holder.kill()
    with locked(case, wait=20):
        pass


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_owner_that_cannot_be_read_is_not_named(case, holder, content):
    write_text(case.reports.parent / ".2023.owner.json", content)
    with pytest.raises(ExportError, match="koto 2023 は別の実行が作成中です。"), locked(case):
        pytest.fail("two owners")


def test_nothing_is_left_but_the_lock(case):
    with locked(case):
        assert beside(case) == {"2023", ".2023.owner.json"}
    assert beside(case) == {"2023"}


def test_user_without_a_name(case, monkeypatch):
    def fail():
        raise KeyError("uid not found")

    monkeypatch.setattr(building.getpass, "getuser", fail)
    with locked(case):
        pass


def test_cases_do_not_wait_for_one_another(case, holder):
    with locked(Case("koto", 2024, case.root)):
        pass


def test_folder_that_cannot_be_written(tmp_path):
    write_text(tmp_path / "reports", "a file where the folder should be")
    with (
        pytest.raises(ExportError, match=r"koto に書けません（.+）。権限と空き容量を"),
        locked(Case("koto", 2023, tmp_path)),
    ):
        pytest.fail("locked nothing")


# --- the swap ---


def test_new_report_takes_the_place_of_the_old(case):
    write_text(case.reports / "old.txt", "gone")
    write_new(case)
    assert files_of(case.reports) == {"report.html": b"new"}
    assert beside(case) == {"2023"}


def test_failed_build_is_set_aside_and_named(case):
    with pytest.raises(ValueError, match="止まった") as stop, build_folder(case.reports) as folder:
        write_text(folder / "report.html", "half")
        raise ValueError("止まった")
    failed = case.reports.parent / ".2023.failed"
    assert files_of(case.reports) == {"report.html": b"good"}
    assert files_of(failed) == {"report.html": b"half"}
    assert stop.value.__notes__ == [f"途中までの結果：{failed}"]
    assert beside(case) == {"2023", ".2023.failed"}


def test_success_clears_up(case):
    for name in (".2023.building", ".2023.failed", ".2023.previous"):
        write_text(case.reports.parent / name / "old.txt", "old")
    write_new(case)
    assert files_of(case.reports) == {"report.html": b"new"}
    assert beside(case) == {"2023"}


def test_report_that_cannot_be_replaced_stays_and_the_new_one_is_named(case, monkeypatch):
    """On Windows a report.pdf that is open in a reader cannot be moved."""
    rename = Path.rename

    def refuse(self, target):
        if self.name == ".2023.building":
            raise PermissionError(13, "使用中です")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match=r"使用中です.*閉じて.*\.2023\.building"):
        write_new(case)
    monkeypatch.undo()
    assert files_of(case.reports) == {"report.html": b"good"}
    assert files_of(case.reports.parent / ".2023.building") == {"report.html": b"new"}
    write_new(case)
    assert files_of(case.reports) == {"report.html": b"new"}


@pytest.mark.parametrize("moment", ["before the first", "between the two", "after the second"])
def test_killed_in_the_swap(case, monkeypatch, moment):
    """What a kill -9 at each of the three moments leaves; the next build goes on from it."""
    folder, previous, new = (
        case.reports,
        case.reports.parent / ".2023.previous",
        case.reports.parent / ".2023.building",
    )
    if moment != "before the first":
        folder.rename(previous)
    if moment == "after the second":
        write_text(folder / "report.html", "new")
    else:
        write_text(new / "report.html", "new")
    with pytest.raises(ValueError, match="again"), build_folder(case.reports):
        raise ValueError("again")
    assert files_of(folder) == {"report.html": b"new" if moment == "after the second" else b"good"}
    write_new(case)
    assert files_of(folder) == {"report.html": b"new"}
    assert beside(case) == {"2023"}


def test_open_file_of_an_unfinished_build_is_named(case, monkeypatch):
    """On Windows a folder with a file that is open cannot be removed."""
    left = case.reports.with_name(".2023.building")
    left.mkdir(parents=True)

    def refuse(folder, **_):
        if Path(folder) == left:
            raise PermissionError(13, "使用中です")

    monkeypatch.setattr(building.shutil, "rmtree", refuse)
    with pytest.raises(ExportError, match=r"\.2023\.building を消せません（使用中です）.*閉じて"):
        write_new(case)


def test_unfinished_build_that_cannot_be_set_aside_does_not_hide_the_error(case, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "使用中です")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ValueError, match="止まった") as stop, build_folder(case.reports):
        raise ValueError("止まった")
    assert stop.value.__notes__ == [f"途中までの結果：{case.reports.parent / '.2023.building'}"]
