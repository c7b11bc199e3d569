"""What the last build of a case was made of and gave: `state.json` in its processed folder, and what still holds of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from helpers.fingerprint import Sources, digest, hash_file, hash_if_there
from helpers.handoff import write_json

NAME = "state.json"
SEAL = "sha256"  # of the rest of it


class State:
    """`sources` and `outputs` of the finished report, and of each notebook its `key` and its `outputs`.

    Written after every step, so that a run that was broken off goes on where it stopped.
    """

    def __init__(self, processed: Path, reports: Path) -> None:
        self.processed, self.reports, self.path = processed, reports, processed / NAME
        self.held = self._read()

    def _read(self) -> dict:
        try:
            held = json.loads(self.path.read_bytes())
            sealed = held.pop(SEAL) == _seal(held)
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            sealed = False
        return held if sealed else {"steps": {}}

    def find_changes(self, sources: Sources) -> list[str]:
        """What differs from the sources of the last finished report; [] when it was made of exactly these."""
        before = self.held.get("sources") or {}
        changed = [what for what, sha in sources.items() if before.get(what) != sha]
        return changed + [what for what in before if what not in sources]

    def find_damage(self) -> list[str]:
        """Files of the finished report that are missing or are no longer what was written."""
        return _damaged(self.reports, self.held.get("outputs") or {})

    def is_built(self) -> bool:
        return bool(self.held.get("outputs"))

    def holds(self, step: str, key: str) -> bool:
        """Whether a step was done with this key and all that it left is as it was."""
        record = self.held["steps"].get(step) or {}
        return record.get("key") == key and not _damaged(self.processed, record["outputs"])

    def forget(self, step: str) -> None:
        if self.held["steps"].pop(step, None):
            self._write()

    def record(self, step: str, key: str, files: Iterable[Path]) -> None:
        outputs = {path.relative_to(self.processed).as_posix(): hash_file(path) for path in sorted(files)}
        self.held["steps"][step] = {"key": key, "outputs": outputs}
        self._write()

    def find_export(self, key: str) -> dict | None:
        """The record of the last export, if it had this key and its files are as they were."""
        held = self.held.get("export") or {}
        return held if held.get("key") == key and not _damaged(self.reports, held["files"]) else None

    def record_export(self, export: dict) -> None:
        self.held["export"] = export
        self._write()

    def finish(self, sources: Sources, outputs: dict[str, str]) -> None:
        self.held |= {"sources": sources, "outputs": outputs}
        self._write()

    def _write(self) -> None:
        write_json(self.held | {SEAL: _seal(self.held)}, self.path)


def _seal(held: dict) -> str:
    """What is not exactly as it was written is as good as not there."""
    return digest(json.dumps(held))


def _damaged(folder: Path, outputs: dict[str, str]) -> list[str]:
    return [name for name, sha in outputs.items() if hash_if_there(folder / name) != sha]
