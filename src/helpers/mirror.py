"""Raw inputs that lie elsewhere, mirrored into a workspace: a project folder that the program makes for itself.

<workspace>/notebooks, pyproject.toml, uv.lock      as in the project (the kit)
<workspace>/data/raw                                as at the address, which is only ever read
<workspace>/data/raw/.mirror.json                   what was fetched: {"address": …, "files": {name: {…}}}
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.case import Case
from helpers.errors import ParameterError
from helpers.fingerprint import digest, is_litter
from helpers.handoff import replace_file, write_json
from helpers.steps import Target
from helpers.storage import Entry, StorageError, Store, check_name

RECORD = ".mirror.json"
KIT = ("notebooks/*.ipynb", "pyproject.toml", "uv.lock")
Kit = dict[str, bytes]  # path relative to the project -> content: what a run needs beside the raw inputs


@dataclass(frozen=True)
class Mirrored:
    """How many files a mirroring fetched, removed, and found as they were."""

    fetched: int
    removed: int
    kept: int


def workspace_of(root: Path, address: str) -> Path:
    """Where the project at `root` keeps what it makes of the raw inputs at this address."""
    return root / "data" / "processed" / ".workspaces" / digest(address.rstrip("/"))[:12]


def open_workspace(root: Path, raw: str) -> Path:
    """The workspace of the project at `root` for the raw inputs at address `raw`, with all of them, as they are now."""
    folder = workspace_of(root, raw)
    unpack_kit(pack_kit(root), folder)
    mirror_raw(Store(raw), folder)
    return folder


def pack_kit(root: Path) -> Kit:
    paths = [path for pattern in KIT for path in sorted(root.glob(pattern))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def unpack_kit(kit: Kit, folder: Path) -> None:
    """Make `folder` a project with exactly these notebooks; files that are as they should be are not touched."""
    (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
    for path in [path for pattern in KIT for path in folder.glob(pattern)]:
        if path.relative_to(folder).as_posix() not in kit:
            path.unlink()
    for name, content in kit.items():
        path = folder / check_name(name)
        if not path.is_file() or path.read_bytes() != content:
            replace_file(path, content)


def folders_of(target: Target) -> list[str]:
    """The folders below data/raw that a case (with its year before) or a municipality's years are made of."""
    if isinstance(target, Case):
        return ["shared", *(f"{target.municipality}/{target.fiscal_year - back}" for back in (1, 0))]
    return ["shared", target.municipality]


def mirror_raw(store: Store, root: Path, folders: Sequence[str] = ("",)) -> Mirrored:
    """Make `root`/data/raw what the address holds (of these folders): fetch what is new or changed, remove the rest.

    Raises StorageError when the address holds nothing at all there, so that a wrong address empties no workspace,
    and ParameterError when data/raw holds files that no mirroring has put there. One that breaks off is gone on with.
    """
    raw = root / "data" / "raw"
    held = _read_record(raw, store.address)
    found = [entry for folder in folders for entry in store.find(folder).items()]
    there = {name: entry for name, entry in found if not any(map(is_litter, name.split("/")))}
    if not there:
        raise StorageError(f"{store.address}：資料が一つもありません。raw のアドレスを確かめてください。")
    new = [
        check_name(name) for name, entry in there.items() if held.get(name) != _remember(entry, raw / name)
    ]
    _write_record(raw, store.address, held)  # first: what breaks off was put here by a mirroring all the same
    try:
        for name, content in store.read_many(new):
            replace_file(raw / name, content)
            held[name] = _remember(there[name], raw / name)
        gone = [name for name in _names_below(raw, folders) if name not in there]
        for name in gone:
            _remove(raw / name, raw)
            held.pop(name, None)
    finally:
        _write_record(raw, store.address, held)
    return Mirrored(len(new), len(gone), len(there) - len(new))


def _read_record(raw: Path, address: str) -> dict[str, dict]:
    """What is on record as fetched from this address; nothing, where it was another one."""
    try:
        record = json.loads((raw / RECORD).read_bytes())
        return record["files"] if record["address"] == address else {}
    except (OSError, ValueError, KeyError):
        if _names_below(raw, ("",)):
            raise ParameterError(
                f"{raw} には受け取った資料があります。--raw の写しは、空のフォルダにだけ作ります。"
            ) from None
        return {}


def _write_record(raw: Path, address: str, held: dict[str, dict]) -> None:
    write_json({"address": address, "files": dict(sorted(held.items()))}, raw / RECORD)


def _remember(entry: Entry, path: Path) -> dict:
    """What tells whether a file has changed since: there by size and sign, here by size and time."""
    try:
        here = path.stat()
        return asdict(entry) | {"here": [here.st_size, here.st_mtime_ns]}
    except OSError:
        return {}


def _names_below(raw: Path, folders: Sequence[str]) -> list[str]:
    paths = [path for folder in folders for path in (raw / folder).rglob("*") if path.is_file()]
    return [path.relative_to(raw).as_posix() for path in sorted(paths) if path != raw / RECORD]


def _remove(path: Path, raw: Path) -> None:
    """The file, and the folders that held nothing else."""
    path.unlink()
    for folder in path.parents:
        if folder == raw or any(folder.iterdir()):
            return
        folder.rmdir()
