"""One case from raw inputs to report: check, run the chain, export, and swap the finished build in whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.case import Case
from helpers.errors import ExportError
from helpers.kernel import SharedKernel

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
Progress = Callable[[str], None]


def run_case(case: Case, progress: Progress = print) -> dict:
    """Build `reports/<municipality>/<fiscal_year>/`; returns what run.json holds.

    Nothing of the last good report is touched before the new one is complete. Raises a CasebookError otherwise.
    """
    parameters = {"municipality": case.municipality, "fiscal_year": case.fiscal_year}
    with _build_folder(case) as folder, SharedKernel(case.root / "notebooks") as kernel:
        notebook = _run_chain(case, folder, parameters, kernel, progress)
        record = _export(case, folder, parameters, notebook, progress)
    return record


def _run_chain(case: Case, folder: Path, parameters: dict, kernel: SharedKernel, progress: Progress):
    from helpers import notebooks

    notebooks.check_parameters(case.root / "notebooks", parameters)
    (folder / "notebooks").mkdir()
    for number, name in enumerate(notebooks.CHAIN, 1):
        with _timed(progress, f"[{number}/{len(notebooks.CHAIN) + 2}] {name}"):
            source = case.root / "notebooks" / f"{name}.ipynb"
            notebook = notebooks.execute(source, folder / "notebooks" / source.name, parameters, kernel)
    return notebook


def _export(case: Case, folder: Path, parameters: dict, notebook, progress: Progress) -> dict:
    from helpers.export.html import write_html
    from helpers.export.pdf import write_pdf

    outcome = json.loads((case.processed / "outcome.json").read_text(encoding="utf-8"))
    document = outcome.pop("document")
    with _timed(progress, "[5/6] report.html"):
        write_html(notebook, folder / "report.html")
    with _timed(progress, "[6/6] report.pdf"):
        date = dt.date.fromisoformat(document.pop("date"))
        pdf = write_pdf(
            folder / "report.html",
            folder / "report.pdf",
            **document,
            date=date,
            svg_folder=case.processed / "figures",
        )
    outcome["findings"] += [finding.to_dict() for finding in pdf.findings]
    record = {
        "parameters": parameters,
        "versions": versions(),
        "pages": pdf.pages,
        **outcome,
        "outputs": _hashes(folder),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, default=str) + "\n"
    (folder / "run.json").write_text(text, encoding="utf-8", newline="\n")
    return record


def versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@contextmanager
def _timed(progress: Progress, label: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    progress(f"  {label}　{time.perf_counter() - start:.1f}秒")


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
            for leftover in (building, failed):
                shutil.rmtree(leftover, ignore_errors=True)
            building.mkdir()
            try:
                yield building
            except BaseException:
                building.rename(failed)
                raise
            _swap(building, target)
    except Timeout as error:
        raise ExportError(
            f"{case} は別の実行が作成中です。終わってからもう一度実行してください（{lock}）。"
        ) from error


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
