"""cli: quick to refuse, in Japanese, with the allowed values; exit status 0, 1, 2 or 130."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import run
from helpers.cli import main
from helpers.errors import RawInputError
from helpers.findings import Finding, Place

HEAVY = ("pandas", "papermill", "nbconvert", "matplotlib", "janome", "typst", "nbformat", "jupyter_client")
PROBE = f"""
import sys
from helpers.cli import main
status = main(sys.argv[1:])
print([name for name in {HEAVY!r} if name in sys.modules])
sys.exit(status)
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "data" / "raw" / "koto" / "2023"
    folder.mkdir(parents=True)
    (folder / "case.yaml").touch()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setenv("CASEBOOK_ROOT", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [("chuo", "2023"), ("koto", "2024"), ("koto", "R5"), ("../koto", "2023")]
)
def test_unknown_case_is_refused_before_anything_heavy_is_imported(root, arguments):
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "run", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.strip() == "[]"
    assert done.stderr.startswith("エラー：")
    assert "koto（2023）" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "reports").exists()


@pytest.mark.parametrize("arguments", [[], ["run"], ["run", "koto"], ["fly", "koto", "2023"]])
def test_wrong_use_shows_how(root, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: casebook" in capsys.readouterr().err


def test_run_prints_findings_and_files(root, monkeypatch, capsys):
    findings = [
        Finding("a", "info", Place("a.csv"), "参考の文"),
        Finding("b", "warning", Place("b.csv", row=3), "注意の文"),
        Finding("c", "warning", Place("c.csv"), "別の注意"),
    ]
    monkeypatch.setattr(
        run, "run_case", lambda case: {"pages": 12, "findings": [f.to_dict() for f in findings]}
    )
    assert main(["run", "koto", "2023"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("koto 2023 の報告書を作ります。\n")
    assert "【注意】b.csv 3行目：注意の文" in out
    assert "参考の文" not in out
    assert "PDF 12ページ" in out
    assert "注意 2件、参考 1件" in out
    for name in ("report.html", "report.pdf", "run.json"):
        assert str(root / "reports" / "koto" / "2023" / name) in out


SHOW = """
import sys
from helpers import cli, run
from helpers.errors import ExportError
from helpers.findings import Finding, Place

def run_case(case):
    finding = Finding("a", "warning", Place("a.csv"), "区の😀と𠮷野家").to_dict()
    if FAILS:
        error = ExportError("止まった😀")
        error.findings = [Finding.from_dict(finding)]
        error.add_note("途中までの結果：😀")
        raise error
    return {"pages": 1, "findings": [finding]}

run.run_case = run_case
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
    assert done.stderr == ("エラー：止まった\\U0001f600\n途中までの結果：\\U0001f600\n" if fails else "")


def test_run_without_findings(root, monkeypatch, capsys):
    monkeypatch.setattr(run, "run_case", lambda case: {"pages": 1, "findings": []})
    assert main(["run", "koto", "2023"]) == 0
    assert "指摘：なし" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (RawInputError("致命的な指摘が1件あります"), 1, "エラー：致命的な指摘が1件あります"),
        (KeyboardInterrupt(), 130, "前回の報告書はそのまま"),
    ],
)
def test_failure_and_interruption(root, monkeypatch, capsys, error, status, said):
    def fail(case):
        raise error

    monkeypatch.setattr(run, "run_case", fail)
    assert main(["run", "koto", "2023"]) == status
    assert said in capsys.readouterr().err
