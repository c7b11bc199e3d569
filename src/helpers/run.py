"""One case from raw inputs to report: check, run the chain, export, and swap the finished build in whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from helpers.case import Case
from helpers.errors import CasebookError, ExportError
from helpers.findings import Finding, Findings
from helpers.handoff import read_json, write_json
from helpers.kernel import SharedKernel

if TYPE_CHECKING:
    from helpers.export.pdf import PdfResult

PACKAGES = (
    "casebook",
    "jupyterlab",
    "pandas",
    "seaborn",
    "papermill",
    "nbconvert",
    "janome",
    "typst",
)
FINDINGS = {"01_prepare": "inputs.json", "03_free_text": "findings_03.json"}  # in data/processed
STEPS = 6  # four notebooks, HTML, PDF
Progress = Callable[[str], None]


def show(text: str) -> None:
    """Progress on the console, at once: the label of a step before it starts, its seconds when it is done."""
    print(text, end="", flush=True)


def run_case(case: Case, progress: Progress = show) -> dict:
    """Build `reports/<municipality>/<fiscal_year>/`; returns what run.json holds.

    Nothing of the last good report is touched before the new one is complete. Raises a CasebookError otherwise,
    with the findings so far and a note that says where the unfinished build lies.
    """
    parameters = {"municipality": case.municipality, "fiscal_year": case.fiscal_year}
    with _build_folder(case) as folder, SharedKernel(case.root) as kernel:
        notebook = _run_chain(case, folder, parameters, kernel, progress)
        outcome = read_json(case.processed / "outcome.json", "04_report")
        pdf = _export(case, folder, notebook, outcome.pop("document"), progress)
        record = _record(parameters, outcome, pdf, folder)
        write_json(record, folder / "run.json")
    return record


def _run_chain(case: Case, folder: Path, parameters: dict, kernel: SharedKernel, progress: Progress):
    from helpers import notebooks
    from helpers.export import warm_up

    notebooks.check_parameters(case.root / "notebooks", parameters)
    warm_up()  # while the kernel starts
    (folder / "notebooks").mkdir()
    for number, name in enumerate(notebooks.CHAIN, 1):
        source = case.root / "notebooks" / f"{name}.ipynb"
        try:
            with _timed(progress, number, name):
                notebook = notebooks.execute(source, folder / "notebooks" / source.name, parameters, kernel)
        except CasebookError as error:
            error.notebook = f"notebooks/{source.name}"
            error.findings = _known_findings(case, notebooks.CHAIN[: number - 1])
            raise
    return notebook


def _known_findings(case: Case, finished: Sequence[str]) -> list[Finding]:
    """What the finished notebooks have handed on; files of those that this run has not come to are old."""
    findings = Findings()
    for name, file in FINDINGS.items():
        if name in finished and (case.processed / file).exists():
            held = read_json(case.processed / file, name)
            listed = held["findings"] if isinstance(held, dict) else held
            findings.extend(Finding.from_dict(finding) for finding in listed)
    return findings.sorted()


def _export(case: Case, folder: Path, notebook, document: dict, progress: Progress) -> PdfResult:
    from helpers.export.html import write_html
    from helpers.export.pdf import write_pdf

    html, pdf = folder / "report.html", folder / "report.pdf"
    with _timed(progress, 5, html.name):
        write_html(notebook, html)
    with _timed(progress, 6, pdf.name):
        about = document | {"date": dt.date.fromisoformat(document["date"])}
        return write_pdf(html, pdf, **about, svg_folder=case.processed / "figures")


def _record(parameters: dict, outcome: dict, pdf: PdfResult, folder: Path) -> dict:
    findings = Findings([Finding.from_dict(finding) for finding in outcome["findings"]])
    findings.extend(pdf.findings)
    return {
        "parameters": parameters,
        "versions": versions(),
        "pages": pdf.pages,
        **outcome,
        "findings": [finding.to_dict() for finding in findings.sorted()],
        "outputs": _hashes(folder),
    }


def versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@contextmanager
def _timed(progress: Progress, number: int, name: str) -> Iterator[None]:
    progress(f"  [{number}/{STEPS}] {name} … ")
    start = time.perf_counter()
    try:
        yield
    except BaseException:
        progress("停止\n")
        raise
    progress(f"{time.perf_counter() - start:.1f}秒\n")


@contextmanager
def _build_folder(case: Case) -> Iterator[Path]:
    """A folder beside the report's, swapped in on success; on failure it is kept as `.<year>.failed`.

    Raises ExportError while another run builds the same case; the lock ends with its process, however that ends.
    """
    target = case.reports
    building, failed, lock = (
        target.with_name(f".{target.name}.{end}") for end in ("building", "failed", "lock")
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=0):
            _remove(building)
            _remove(failed)
            building.mkdir()
            try:
                yield building
            except BaseException as error:
                _keep(building, failed, error)
                raise
            _swap(building, target)
    except Timeout as error:
        raise ExportError(
            f"{case} は別の実行が作成中です。終わってからもう一度実行してください（{lock}）。"
        ) from error


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise ExportError(
            f"前に途中で止まった実行のフォルダ {folder} を消せません（{error.strerror}）。"
            "中のファイルを開いているソフトを閉じて、もう一度実行してください。"
        ) from error


def _keep(building: Path, failed: Path, error: BaseException) -> None:
    """Set the unfinished build aside, where it can be, and note on the error where it lies."""
    with suppress(OSError):
        building.rename(failed)
    kept = failed if failed.exists() else building
    error.add_note(f"途中までの結果：{kept / getattr(error, 'notebook', '')}")


def _swap(building: Path, target: Path) -> None:
    previous = target.with_name(f".{target.name}.previous")
    shutil.rmtree(previous, ignore_errors=True)
    try:
        if target.exists():
            target.rename(previous)
        building.rename(target)
    except OSError as error:
        if previous.exists() and not target.exists():
            previous.rename(target)
        raise ExportError(
            f"{target} を置き換えられません（{error.strerror}）。report.pdf などを開いているソフトを閉じて、もう一度実行してください。"
            f" 新しい報告書は {building} にあります。"
        ) from error
    shutil.rmtree(previous, ignore_errors=True)
