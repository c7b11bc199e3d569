"""cli: quick to refuse and quick when nothing has changed, in Japanese; exit status 0, 1, 2 or 130."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from runner_cases import (
    build_project,
    environment,
    files_of,
    freeze_helpers,
    run_cli,
    start_cli,
    wait_for,
    write_notebook,
    write_text,
)

from helpers import pool
from helpers.case import Case
from helpers.choice import read_failed, write_failed
from helpers.cli import main
from helpers.errors import RawInputError
from helpers.findings import Finding, Place
from helpers.pool import Outcome

HEAVY = (
    *("pandas", "papermill", "nbconvert", "matplotlib", "janome", "typst", "nbformat", "jupyter_client"),
    *("yaml", "IPython", "subprocess", "psutil"),
)
PROBE = f"""
import sys
from helpers.cli import main
status = main(sys.argv[1:])
print([name for name in {HEAVY!r} if name in sys.modules])
sys.exit(status)
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    build_project(tmp_path)
    monkeypatch.setenv("CASEBOOK_ROOT", str(tmp_path))
    return tmp_path


def probe(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The command in a process that says at its end what heavy things it has loaded."""
    command = [sys.executable, "-c", PROBE, *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment(root), timeout=60, check=False
    )


# --- refused ---


@pytest.mark.parametrize(
    "arguments", [("chuo", "2023"), ("koto", "2024"), ("koto", "R5"), ("../koto", "2023"), ("2022",)]
)
def test_unknown_case_is_refused_before_anything_heavy_is_imported(root, arguments):
    done = probe(root, "run", *arguments)
    assert done.returncode == 1
    assert done.stdout.strip() == "[]"
    assert done.stderr.startswith("エラー：")
    assert "koto（2023）" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "reports").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["fly", "koto", "2023"],
        ["run", "--all", "--workers", "0"],
        ["run", "--all", "--memory", "0"],
        ["run", "--all", "--timeout", "-1"],
        ["run", "--all", "--timeout", "nan"],
        ["run", "koto", "--all"],
        ["run", "koto", "--retry-failed"],
        ["run", "koto", "--watch", "--raw", "memory://raw"],
        ["run", "koto", "--workers", "二"],
    ],
)
def test_wrong_use_shows_how(root, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: casebook" in capsys.readouterr().err


# --- the whole way, in processes of their own ---


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Two cases, built once; tests leave them as they were."""
    root = tmp_path_factory.mktemp("cli") / "project"
    build_project(root, ("koto", 2023), ("minato", 2023))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", "")  # put back at the end
        freeze_helpers(root.parent)
        done = run_cli(root, "run", "--all", "--workers", "1")
        assert done.returncode == 0, done.stderr
        yield root, done.stdout


def test_run_of_several(project):
    root, out = project
    lines = out.splitlines()
    assert lines[:3] == [
        "計画：2件を作ります（最新 0件、同時に 1件）。",
        "  koto 2023：まだ作られていない",
        "  minato 2023：まだ作られていない",
    ]
    assert lines[3].startswith("[1/2] koto 2023 できた（")
    assert "　残り約" in lines[3]
    assert lines[4].startswith("[2/2] minato 2023 できた（")
    assert lines[5].startswith("まとめ：作成 2件、最新 0件、失敗 0件（")
    assert lines[5].endswith(f"ログ：{root / 'reports' / 'logs'}")
    assert len(lines) == 6


@pytest.mark.parametrize("touched", [False, True])
def test_nothing_changed_nothing_heavy_nothing_written(project, touched):
    root, _ = project
    if touched:
        for path in (root / "data" / "raw" / "koto" / "2023").iterdir():
            path.touch()
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    done = probe(root, "run", "--all")
    assert done.stdout == "koto 2023、minato 2023（2件）は最新です。\n[]\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_one_changed_of_two(project):
    root, _ = project
    write_text(root / "data/raw/koto/2023/chapter.txt", "別の結論")
    before = files_of(root / "reports" / "minato" / "2023")
    done = run_cli(root, "run", "--all")
    assert (
        "計画：1件を作ります（最新 1件、同時に 1件）。\n  koto 2023：koto/2023/chapter.txt が変わった"
        in done.stdout
    )
    steps = [line.split(" … ")[0].strip() for line in done.stdout.splitlines() if " … " in line]
    assert steps == ["01_prepare", "04_report", "report.html", "report.pdf"]
    for name in ("report.html", "report.pdf", "run.json"):
        assert f"  {root / 'reports' / 'koto' / '2023' / name}\n" in done.stdout
    assert files_of(root / "reports" / "minato" / "2023") == before


def test_failure_summary_and_retry(project):
    """One of two fails: exit status 1, where the log is; --retry-failed makes just that one."""
    root, _ = project
    cause = root / "data/raw/koto/2023/act.py"
    write_text(cause, "raise ValueError('止まった')")
    write_text(root / "data/raw/minato/2023/chapter.txt", "別の結論")
    done = run_cli(root, "run", "--all", "--workers", "1")
    assert (done.returncode, done.stderr) == (1, "")
    log = root / "reports" / "logs" / "koto_2023.log"
    assert (
        "  失敗 koto 2023：01_prepare.ipynb の [4] 番のセルで止まりました：ValueError: 止まった…\n"
        f"    ログ：{log}\n"
    ) in done.stdout
    assert "作成 1件、最新 0件、失敗 1件" in done.stdout
    again = run_cli(root, "run", "--retry-failed")
    assert again.returncode == 1
    assert again.stderr.startswith(
        "エラー：01_prepare.ipynb の [4] 番のセルで止まりました：ValueError: 止まった\n"
    )
    assert again.stderr.endswith(f"ログ：{log}\n")
    assert "minato" not in again.stdout
    cause.unlink()
    assert run_cli(root, "run", "--retry-failed").returncode == 0
    assert run_cli(root, "run", "--retry-failed").stdout == "koto 2023（1件）は最新です。\n"


def test_force_makes_everything_again_as_it_was(project):
    root, _ = project
    before = files_of(root / "reports" / "koto" / "2023")
    done = run_cli(root, "run", "koto", "2023", "--force")
    assert "すべて作り直す（--force）" in done.stdout
    assert files_of(root / "reports" / "koto" / "2023") == before


@pytest.mark.skipif(os.name == "nt", reason="SIGINT")
def test_watch_builds_what_changes_until_it_is_ended(project):
    root, _ = project
    report = root / "reports" / "koto" / "2023" / "report.html"
    write_text(root / "data/raw/koto/2023/chapter.txt", "見張る前")
    with start_cli(root, "run", "koto", "--watch") as command:
        for text in ("見張る前", "見張る間"):
            write_text(root / "data/raw/koto/2023/chapter.txt", text)
            wait_for(
                lambda text=text: text in report.read_text(encoding="utf-8") if report.exists() else False
            )
        os.killpg(command.pid, 2)
        _, errors = command.communicate(timeout=20)
    assert (command.returncode, errors) == (130, "中断しました。前回の報告書はそのまま残っています。\n")


def test_wrong_parameters_of_a_notebook(project):
    root, _ = project
    write_notebook(root, "04_report", parameters='municipality = "koto"\nX: int | None = None')
    done = run_cli(root, "run", "koto", "2023")
    write_notebook(root, "04_report")
    assert done.returncode == 1
    assert "04_report.ipynb のパラメータは municipality、X です。" in done.stderr
    assert " … " not in done.stdout


# --- what it says, with a pool that is stood in for ---


class StandIn:
    """A pool whose builds end as they are told to."""

    findings: tuple = ()
    message = ""
    error: BaseException | None = None

    def __init__(self, root, size, **_) -> None:
        self.size = size

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, items, listen):
        if self.error:
            raise self.error
        for item in items:
            yield Outcome(item, 1.0, self.message, list(self.findings), Path("reports") / "a.log", pages=12)


@pytest.fixture
def stand_in(monkeypatch):
    monkeypatch.setattr(pool, "Pool", StandIn)
    for name in ("findings", "message", "error"):
        monkeypatch.setattr(StandIn, name, getattr(StandIn, name))  # put back at the end
    return StandIn


def test_findings_and_files_are_shown(root, stand_in, capsys):
    stand_in.findings = (
        Finding("b", "warning", Place("b.csv", row=3), "注意の文"),
        Finding("c", "warning", Place("c.csv"), "別の注意"),
        Finding("a", "info", Place("a.csv"), "参考の文"),
    )
    assert main(["run", "koto", "2023"]) == 0
    out = capsys.readouterr().out
    assert "【注意】b.csv 3行目：注意の文" in out
    assert "参考の文" not in out
    assert "できました（1.0秒、PDF 12ページ）。指摘：注意 2件、参考 1件（run.json に全件）" in out


def test_run_without_findings(root, stand_in, capsys):
    assert main(["run", "koto", "2023"]) == 0
    assert "指摘：なし" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (RawInputError("致命的な指摘が1件あります"), 1, "エラー：致命的な指摘が1件あります"),
        (KeyboardInterrupt(), 130, "前回の報告書はそのまま"),
    ],
)
def test_failure_and_interruption(root, stand_in, capsys, error, status, said):
    stand_in.error = error
    assert main(["run", "koto", "2023"]) == status
    assert said in capsys.readouterr().err


def test_what_failed_is_on_record_for_the_next_run(root, stand_in):
    stand_in.message = "止まった"
    assert main(["run", "--all"]) == 1
    assert read_failed(root) == [Case("koto", 2023, root)]
    stand_in.message = ""
    assert main(["run", "--retry-failed"]) == 0
    assert read_failed(root) == []


def test_retry_of_what_is_gone_makes_nothing(root, stand_in, capsys):
    write_failed(root, [Case("gone", 2023, root)])
    assert main(["run", "--retry-failed"]) == 0
    assert capsys.readouterr().out == "作るものはありません。\n"


SHOW = """
import sys
from pathlib import Path
from helpers import cli, pool
from helpers.findings import Finding, Place
from helpers.pool import Outcome

class StandIn:
    def __init__(self, root, size, **_):
        self.size = size
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def run(self, items, listen):
        finding = Finding("a", "warning", Place("a.csv"), "区の😀と𠮷野家")
        yield Outcome(items[0], 1.0, "止まった😀" if FAILS else "", [finding], Path("a.log"))

pool.Pool = StandIn
sys.exit(cli.main(["run", "koto", "2023"]))
"""


@pytest.mark.parametrize("fails", [False, True])
def test_what_the_console_cannot_show_does_not_stop_the_command(root, fails):
    """A Japanese Windows console that is redirected to a file writes cp932."""
    done = subprocess.run(
        [sys.executable, "-c", f"FAILS = {fails}\n{SHOW}"],
        capture_output=True,
        encoding="cp932",
        env=os.environ | {"PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == int(fails)
    assert r"【注意】a.csv：区の\U0001f600と\U00020bb7野家" in done.stdout
    assert done.stderr == ("エラー：止まった\\U0001f600\nログ：a.log\n" if fails else "")
