"""One build from raw inputs to report: run the notebooks whose reading has changed, export, and swap in whole."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import notebooks, steps
from helpers.building import WAIT, build_folder, locked
from helpers.case import Years
from helpers.errors import CasebookError
from helpers.findings import Finding, Findings
from helpers.fingerprint import Fingerprints, hash_folder, versions
from helpers.handoff import read_findings, read_json, write_json
from helpers.keys import key_of_export, key_of_step
from helpers.state import State
from helpers.steps import CHAIN, VOLUME, Target

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.export.pdf import PdfResult
    from helpers.shell import NotebookShell

FINDINGS = ("01_prepare", "02_tabulate", "03_free_text")  # these hand on findings.json
KEPT = "notebooks"  # executed notebooks, beside the folders of what they hand on
Progress = Callable[[str, float | None], None]  # name of a step; None before it starts, then its seconds


def keep_quiet(name: str, seconds: float | None) -> None:
    """No progress."""


def build(
    target: Target, shell: NotebookShell, code: str, *, force: bool, progress: Progress, wait: float = 0
) -> dict:
    """Build the report of a case, of a municipality's years or of a year's volume; returns what run.json holds.

    `code` is the hash of the helpers that this process has loaded. A notebook runs again only when what it reads
    has changed since it last ran (or with `force`); `record["ran"]` names those that did. `wait` is for how many
    seconds to wait for another build of it. Nothing of the last good
    report is touched before the new one is complete. Raises a CasebookError otherwise, with the findings so far
    and a note that says where the unfinished build lies.
    """
    prints = Fingerprints(target.root, code)
    notebooks.check_parameters(target)
    with locked(target, wait):
        _prepare_others(target, shell, prints, progress)
        sources = prints.of(target)
        with build_folder(target.reports) as folder:
            bench = Bench(target, shell, prints, force, progress, folder)
            record = bench.build()
        if bench.steady and prints.again().of(target) == sources:  # else the next run will see to it
            State(target.processed, target.reports).finish(sources, hash_folder(target.reports))
    return record | {"ran": bench.ran}


def _prepare_others(target: Target, shell: NotebookShell, prints: Fingerprints, progress: Progress) -> None:
    """Notebooks 01 to 03 of the cases that `target` reads: of the year before, or of all years.

    A year before that cannot be prepared is no reason to go without this year's chapter: it says what it lacks.
    """
    for case in steps.prepared_for(target):
        try:
            with locked(case, WAIT):
                Bench(case, shell, prints, False, progress, None).run(CHAIN[:3])
        except CasebookError as error:
            if isinstance(target, Years):
                raise type(error)(f"{case}：{error}") from error


class Bench:
    """Where one build is made: it knows what it is made of, what is still good, and where the new files go."""

    def __init__(
        self,
        target: Target,
        shell: NotebookShell,
        prints: Fingerprints,
        force: bool,
        progress: Progress,
        folder: Path | None,
    ) -> None:
        self.target, self.shell, self.prints, self.folder = target, shell, prints, folder
        self.force, self.progress = force, progress
        self.state = State(target.processed, target.reports)
        self.ran: list[str] = []
        self.steady = True  # nobody has changed what a notebook reads while it ran

    def build(self) -> dict:
        """The chain, then the export; returns the record, which is also run.json."""
        chain = steps.chain_of(self.target)
        last = self.run(chain)
        outcome = read_json(self.target.processed / chain[-1] / "outcome.json")
        export = self._reuse_export(last) or self._export(last, outcome["document"])
        record = _record(self.target, outcome, export, self.folder)
        write_json(record, self.folder / "run.json")
        return record

    def run(self, chain: tuple[str, ...]) -> Path:
        """Every notebook of the chain, run or still good; returns the last one, executed."""
        for number, name in enumerate(chain):
            try:
                kept = self._step(name)
            except CasebookError as error:
                error.notebook = f"{KEPT}/{name}.ipynb" if self.folder else ""
                error.findings = self._known_findings(chain[:number])
                raise
            if self.folder:
                _copy(kept, self.folder / KEPT / kept.name)
        return kept

    def _step(self, name: str) -> Path:
        kept = self.target.processed / KEPT / f"{name}.ipynb"
        key = key_of_step(self.target, name, self.prints)
        if not self.force and self.state.holds(name, key):
            return kept
        self.state.forget(name)
        self._execute(name, kept)
        self.ran.append(f"{self.target} {name}")
        if key_of_step(self.target, name, self.prints.again()) == key:
            self.state.record(name, key, [kept, *_files(self.target.processed / name)])
        else:
            self.steady = False
        return kept

    def _execute(self, name: str, kept: Path) -> None:
        source = self.target.root / "notebooks" / f"{name}.ipynb"
        attempt = (self.folder / KEPT if self.folder else kept.parent) / f"{name}.ipynb"
        attempt.parent.mkdir(parents=True, exist_ok=True)
        if name != CHAIN[0]:  # that one sees for itself what it may leave
            shutil.rmtree(self.target.processed / name, ignore_errors=True)
        with self._timed(name):
            notebooks.execute(source, attempt, steps.parameters_of(self.target), self.shell)
        if attempt != kept:
            _copy(attempt, kept)

    def _known_findings(self, finished: tuple[str, ...]) -> list[Finding]:
        findings = Findings()
        for name in (name for name in finished if name in FINDINGS):
            findings.extend(read_findings(self.target.processed / name / "findings.json"))
        return findings.sorted()

    def _reuse_export(self, last: Path) -> dict | None:
        """What the last export gave, copied, where it read the same and nobody has touched it since."""
        held = self.state.find_export(key_of_export(self.target, last, self.prints))
        if held is None or self.force:
            return None
        for name in held["files"]:
            _copy(self.target.reports / name, self.folder / name)
        return held

    def _export(self, last: Path, document: dict) -> dict:
        """Files, pages and findings of the export, on record in the state."""
        write = self._write_volume if last.stem == VOLUME else self._write_report
        result = write(notebooks.read_notebook(last), document)
        files = {
            name: sha for name, sha in hash_folder(self.folder).items() if not name.startswith(f"{KEPT}/")
        }
        findings = [finding.to_dict() for finding in result.findings]
        key = key_of_export(self.target, last, self.prints)
        export = {"key": key, "files": files, "pages": result.pages, "findings": findings}
        self.state.record_export(export)
        return export

    def _write_report(self, notebook: NotebookNode, document: dict) -> PdfResult:
        from helpers.export.html import write_html
        from helpers.export.pdf import write_pdf

        html, pdf = self.folder / "report.html", self.folder / "report.pdf"
        for name, path in steps.files_beside(self.target.processed).items():
            _copy(path, self.folder / name)
        with self._timed(html.name):
            write_html(notebook, html)
        with self._timed(pdf.name):
            about = document | {"date": dt.date.fromisoformat(document["date"])}
            return write_pdf(html, pdf, **about, svg_folders=steps.picture_folders(self.target.processed))

    def _write_volume(self, notebook: NotebookNode, document: dict) -> PdfResult:
        from helpers.volume import write_volume

        with self._timed("casebook.pdf"):
            return write_volume(notebook, self.target, self.folder)

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        self.progress(f"{self.target} {name}", None)
        start = time.perf_counter()
        yield
        self.progress(f"{self.target} {name}", time.perf_counter() - start)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []


def _copy(source: Path, target: Path) -> None:
    if source.resolve() != target.resolve():
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copyfile(source, target)


def _record(target: Target, outcome: dict, export: dict, folder: Path) -> dict:
    found = [*outcome["findings"], *export["findings"]]
    findings = Findings([Finding.from_dict(finding) for finding in found])
    return {
        "parameters": steps.parameters_of(target),
        "versions": versions(),
        "pages": export["pages"],
        **{name: outcome[name] for name in ("inputs", "findings", "figures")},
        "findings": [finding.to_dict() for finding in findings.sorted()],
        "outputs": hash_folder(folder),
    }
