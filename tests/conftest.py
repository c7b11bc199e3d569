"""Whole builds in a copy of the project: Koto once for all tests, a second time for determinism."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

PROJECT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
BROWSER_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@dataclass(frozen=True)
class Build:
    """One `casebook run koto 2023`: where, with what exit status, and what it said."""

    root: Path
    status: int
    output: str
    errors: str

    @property
    def reports(self) -> Path:
        return self.root / "reports" / "koto" / "2023"

    @property
    def html(self) -> Path:
        return self.reports / "report.html"

    @property
    def pdf(self) -> Path:
        return self.reports / "report.pdf"

    @cached_property
    def record(self) -> dict:
        return json.loads((self.reports / "run.json").read_text(encoding="utf-8"))

    @cached_property
    def page(self) -> BeautifulSoup:
        """A fresh reading of report.html."""
        return BeautifulSoup(self.html.read_text(encoding="utf-8"), "html.parser")

    def findings(self, rule: str) -> list[dict]:
        return [finding for finding in self.record["findings"] if finding["rule"] == rule]

    def files(self) -> dict[str, bytes]:
        """Every file of the report folder, by its path."""
        paths = sorted(path for path in self.reports.rglob("*") if path.is_file())
        return {path.relative_to(self.reports).as_posix(): path.read_bytes() for path in paths}


def copy_project(root: Path) -> Path:
    """The parts of the project that a run reads, under `root`; returns the raw folder of Koto FY2023."""
    for folder in ("notebooks", "data/raw/koto", "data/raw/shared"):
        ignore = shutil.ignore_patterns(".ipynb_checkpoints", "~$*")
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignore)
    shutil.copyfile(PROJECT / "pyproject.toml", root / "pyproject.toml")
    return root / "data" / "raw" / "koto" / "2023"


def run_koto(root: Path) -> Build:
    """`casebook run koto 2023` as a user runs it, in a process of its own, with `root` as the project."""
    command = [sys.executable, "-m", "helpers.cli", "run", "koto", "2023"]
    environment = os.environ | {"CASEBOOK_ROOT": str(root), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    return Build(root, done.returncode, done.stdout, done.stderr)


def build_koto(root: Path) -> Build:
    copy_project(root)
    build = run_koto(root)
    if build.status:
        pytest.fail(f"casebook run koto 2023: {build.errors.strip()}", pytrace=False)
    return build


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Build:
    """The report of Koto FY2023, built once; tests only read it."""
    return build_koto(tmp_path_factory.mktemp("built") / "project")


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium; in CI a missing browser is a failure, elsewhere a skip.

    Closed with its module: Playwright keeps an event loop running, and other tests start their own.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        message = f"no browser found ({', '.join(BROWSERS)}); install chromium to run these tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()
