"""What a build is made of, as hashes: raw bytes, shared inputs, notebook code, helper sources, lock and versions.

Light on purpose: a run in which nothing has changed imports nothing but this.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpers.case import Case, Years, shared_folder
from helpers.steps import CHAIN, VOLUME, YEARS, Target

# What a report depends on.
PACKAGES = (
    "casebook", "jupyterlab", "pandas", "numpy", "pyarrow", "seaborn", "matplotlib", "papermill", "nbconvert",
    "janome", "typst", "noto-cjk-sans-jp-regular", "noto-cjk-sans-jp-bold", "openpyxl", "pyyaml", "jsonschema",
    "markdown-it-py", "beautifulsoup4", "jinja2", "markupsafe", "ipython", "nbformat",
)  # fmt: skip
HELPERS = Path(__file__).parent
LITTER = {"thumbs.db", "desktop.ini"}
Sources = dict[str, str]  # what (a path below the project, or helpers, lock, versions) -> sha256


def digest(data: bytes | str) -> str:
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()


def hash_file(path: Path | str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_if_there(path: Path) -> str:
    """ "" for a file that is not there or cannot be read."""
    try:
        return hash_file(path)
    except OSError:
        return ""


def hash_folder(folder: Path) -> dict[str, str]:
    """Path relative to `folder` (posix) -> sha256 of every file in it, in order; {} where there is no folder.

    "" for a file that cannot be read at this moment: whoever needs it will say so. One that has just gone is left out.
    """
    prefix, hashes = len(str(folder)) + 1, {}
    for path in sorted(_walk(str(folder))):
        name = path[prefix:].replace(os.sep, "/")
        try:
            hashes[name] = hash_file(path)
        except FileNotFoundError:
            continue
        except OSError:
            hashes[name] = ""
    return hashes


def _walk(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if is_litter(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(entry.path)
        else:
            yield entry.path


def is_litter(name: str) -> bool:
    """Files and folders that Excel, JupyterLab, macOS or Windows leave behind."""
    return name.startswith((".", "~$")) or name.lower() in LITTER


def hash_inputs(case: Case) -> Sources:
    """Path relative to the project -> sha256 of every file of the case and of data/raw/shared."""
    return _hash_below(case.raw, case.root) | _hash_below(case.shared, case.root)


def _hash_below(folder: Path, root: Path) -> Sources:
    prefix = folder.relative_to(root).as_posix()
    return {f"{prefix}/{name}": sha for name, sha in hash_folder(folder).items()}


def versions() -> dict[str, str]:
    """Of Python and the packages that a report depends on; a package that is not installed has none."""
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def hash_code() -> str:
    """Of the helpers' sources, templates included: equal hashes, equal programs."""
    files = {path: sha for path, sha in hash_folder(HELPERS).items() if not path.endswith(".pyc")}
    return digest(json.dumps(files))


def hash_notebook(path: Path) -> str:
    """Of its cells' sources and tags: outputs and what an editor notes of itself do not count."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        kept = [
            (
                cell["cell_type"],
                "".join(cell["source"]),
                cell["metadata"].get("tags"),
                cell.get("attachments"),
            )
            for cell in cells
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return hash_if_there(path)
    return digest(json.dumps(kept, sort_keys=True))


def _finished(case: Case) -> Sources:
    """The record of a finished report, which holds the hashes of its files; "" where there is none."""
    record = case.reports / "run.json"
    return {record.relative_to(case.root).as_posix(): hash_if_there(record)}


class Fingerprints:
    """The hashes of one moment: each file is read once, however many builds are made of it."""

    def __init__(self, root: Path, code: str | None = None) -> None:
        self.root, self.code = root, code or hash_code()
        self._folder = cache(lambda folder: _hash_below(folder, root))
        self._notebook = cache(lambda name: hash_notebook(root / "notebooks" / f"{name}.ipynb"))
        self._versions = digest(json.dumps(versions()))
        self._lock = hash_if_there(root / "uv.lock")

    def of(self, target: Target) -> Sources:
        """Everything that `target` is made of."""
        if isinstance(target, Case):
            read = [case for case in (target.previous, target) if case]
            return self._common(CHAIN) | self._raw(read)
        if isinstance(target, Years):
            return self._common((*CHAIN[:3], YEARS)) | self._raw(target.cases)
        chapters = [self.of(case) | _finished(case) for case in target.cases]
        return self._common((VOLUME,)) | {what: sha for held in chapters for what, sha in held.items()}

    def again(self) -> Fingerprints:
        """The hashes of this moment, of the same program."""
        return Fingerprints(self.root, self.code)

    def of_step(self, notebook: str) -> Sources:
        """What every step is made of, whatever it reads: program, notebook, versions and lock."""
        return self._common((notebook,))

    def raw(self, case: Case) -> Sources:
        return self._folder(case.raw)

    def shared(self) -> Sources:
        return self._folder(shared_folder(self.root))

    def _raw(self, cases: Iterable[Case]) -> Sources:
        return self.shared() | {what: sha for case in cases for what, sha in self._folder(case.raw).items()}

    def _common(self, notebooks: Iterable[str]) -> Sources:
        fixed = {"helpers": self.code, "uv.lock": self._lock, "versions": self._versions}
        return fixed | {f"notebooks/{name}.ipynb": self._notebook(name) for name in notebooks}
