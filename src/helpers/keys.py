"""The key of a notebook and of an export: the hash of all that it reads, at this moment. Equal keys, equal results."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import steps
from helpers.case import Case
from helpers.fingerprint import Fingerprints, Sources, digest, hash_file, hash_folder, hash_if_there
from helpers.steps import CHAIN, VOLUME, YEARS, Target


def key_of_step(target: Target, name: str, prints: Fingerprints) -> str:
    """Program, notebook, parameters, what it reads of the raw folders, and what other notebooks hand on to it."""
    read = prints.of_step(name) | {"parameters": json.dumps(steps.parameters_of(target))}
    if name in steps.SHARED:
        read |= prints.shared()
    if name == CHAIN[0]:
        read |= prints.raw(target)
    if name in (CHAIN[0], CHAIN[-1]) and target.previous:
        before = prints.raw(target.previous).items()
        read |= {what: sha for what, sha in before if what.endswith(steps.LEDGER)}
    return _key(read | _handed_to(target, name))


def key_of_export(target: Target, notebook: Path, prints: Fingerprints) -> str:
    """Program, the executed notebook, and the pictures and tables or, for a volume, the chapters."""
    program = prints.of_step(notebook.stem)
    read = _chapters(target) if notebook.stem == VOLUME else _shown(target)
    return _key(program | read | {"executed": hash_file(notebook)})


def _key(read: Sources) -> str:
    return digest(json.dumps(read, sort_keys=True))


def _handed_to(target: Target, name: str) -> Sources:
    """What notebooks hand on to this one, those of other cases included."""
    if name == VOLUME:
        return _chapters(target)
    if name == YEARS:
        return {f"{case} {what}": sha for case in target.cases for what, sha in _handed(case).items()}
    own = _handed(target, CHAIN[: CHAIN.index(name)])
    read = {what: sha for what, sha in own.items() if steps.is_read(name, what)}
    if name != CHAIN[-1] or not target.previous:
        return read
    before = _handed(target.previous)
    return read | {f"before {what}": sha for what, sha in before.items() if steps.is_read_later(what)}


def _handed(case: Case, chain: tuple[str, ...] = CHAIN[:3]) -> Sources:
    """Notebook/file -> sha256 of what the notebooks of a case have handed on."""
    return {
        f"{name}/{file}": sha for name in chain for file, sha in hash_folder(case.processed / name).items()
    }


def _chapters(target: Target) -> Sources:
    """Of every case: its settings, what its notebooks have handed on, and the record of its finished report."""
    files = {
        f"{case} {path.name}": path
        for case in target.cases
        for path in (case.raw / "case.yaml", case.reports / "run.json")
    }
    records = {name: hash_if_there(path) for name, path in files.items()}
    return records | {f"{case} {what}": sha for case in target.cases for what, sha in _handed(case).items()}


def _shown(target: Target) -> Sources:
    pictures = {
        f"{folder.parent.name}/{file}": sha
        for folder in steps.picture_folders(target.processed)
        for file, sha in hash_folder(folder).items()
    }
    return pictures | {name: hash_file(path) for name, path in steps.files_beside(target.processed).items()}
