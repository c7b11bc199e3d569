"""Finished reports on a store, never half-done: a report's files under a folder named by their digest, a pointer last.

    <address>/koto/2023/3f2ab94c01de77a0/report.html …      the files of one report
    <address>/koto/2023/current.json                        the pointer: which folder is the report, and what it is made of

    {"folder": "3f2ab94c01de77a0", "previous": "…", "files": {"report.html": {"sha256": …, "size": …, "sign": …}},
     "sources": {"data/raw/koto/2023/case.yaml": …}}

The report before stays (a reader may still be at it); the one before that is removed after the pointer is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from helpers.building import WAIT, build_folder, locked
from helpers.errors import CasebookError
from helpers.fingerprint import Fingerprints, digest
from helpers.plan import Item, explain_changes
from helpers.pool import Listen, Outcome, Pool
from helpers.state import State
from helpers.steps import Target
from helpers.storage import Entry, StorageError, Store, check_name

POINTER = "current.json"
FOLDER = re.compile(r"[0-9a-f]{16}")


def place_of(target: Target) -> str:
    """Below the address: koto/2023, koto/years, volume/2023."""
    return target.reports.relative_to(target.root / "reports").as_posix()


def publish(target: Target, store: Store) -> None:
    """Put the finished report of `target` on the store.

    Raises StorageError when it cannot be written in full, or is not what was built; what was published before stays.
    """
    sources, contents = _read_report(target)
    outputs = {name: digest(content) for name, content in contents.items()}
    place, before = place_of(target), read_pointer(store, place_of(target))
    folder = digest(json.dumps(outputs, sort_keys=True))[:16]
    for name, content in contents.items():
        store.write(f"{place}/{folder}/{name}", content)
    there = store.find(f"{place}/{folder}")
    files = {
        name: {"sha256": sha, **_entry(there.get(f"{place}/{folder}/{name}"))}
        for name, sha in outputs.items()
    }
    if wrong := [name for name, content in contents.items() if files[name]["size"] != len(content)]:
        raise StorageError(f"{store.address}：{target} の{'、'.join(wrong)}が書いたとおりに残っていません。")
    previous, stale = _pass_on(before, folder)
    pointer = {"folder": folder, "previous": previous, "files": files, "sources": sources}
    store.write(
        f"{place}/{POINTER}", (json.dumps(pointer, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    )
    if stale:
        store.remove(f"{place}/{stale}")


def _read_report(target: Target) -> tuple[dict, dict[str, bytes]]:
    """What the report is made of, and its files; no other run may swap it meanwhile."""
    with locked(target, WAIT):
        state = State(target.processed, target.reports)
        if not state.is_built() or state.find_damage():
            raise StorageError(f"{target} の報告書が作ったとおりにありません。もう一度実行してください。")
        names = state.held["outputs"]
        return state.held["sources"], {name: (target.reports / name).read_bytes() for name in names}


def _entry(entry: Entry | None) -> dict:
    return asdict(entry or Entry(-1, ""))


def _pass_on(before: dict | None, folder: str) -> tuple[str | None, str | None]:
    """The folder that stays as the one before, and the one that nobody needs any more."""
    if before is None:
        return None, None
    if before["folder"] == folder:
        return before["previous"], None
    return before["folder"], before["previous"] if before["previous"] != folder else None


def read_pointer(store: Store, place: str) -> dict | None:
    """The pointer of a published report; None where there is none, or none that can be followed."""
    if f"{place}/{POINTER}" not in store.find(place):
        return None
    return _understand(store.read(f"{place}/{POINTER}"))


def _understand(content: bytes) -> dict | None:
    """A pointer whose folders are names of ours, and whose files lie below them."""
    try:
        pointer = json.loads(content)
        folders = [pointer["folder"], *filter(None, [pointer["previous"]])]
        known = all(FOLDER.fullmatch(folder) for folder in folders) and isinstance(pointer["sources"], dict)
        whole = all({"sha256", "size", "sign"} <= held.keys() for held in pointer["files"].values())
        return pointer if known and whole and all(map(check_name, pointer["files"])) else None
    except (ValueError, KeyError, TypeError, AttributeError, StorageError):
        return None


def fetch_report(target: Target, store: Store, folder: Path) -> None:
    """Put the published report into `folder`, whole or not at all, every file as its pointer says.

    Raises StorageError when none is published, or when what lies there is not what was published.
    """
    for _ in range(2):  # whoever follows a pointer that was replaced twice meanwhile reads it again
        pointer = read_pointer(store, place_of(target))
        if pointer is None:
            raise StorageError(f"{store.address}：{target} の報告書はまだ公開されていません。")
        with suppress(StorageError):
            contents = _read_published(store, f"{place_of(target)}/{pointer['folder']}", pointer["files"])
            break
    else:
        raise StorageError(
            f"{store.address}：{target} の報告書が欠けているか、変わっています。作り直してください。"
        )
    with build_folder(folder) as new:
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)


def _read_published(store: Store, folder: str, files: dict[str, dict]) -> dict[str, bytes]:
    contents = {name: store.read(f"{folder}/{name}") for name in files}
    if any(digest(content) != files[name]["sha256"] for name, content in contents.items()):
        raise StorageError(f"{folder} は公開したものと違います。")
    return contents


class Published(State):
    """What is published of a target and still holds of it: as State, but of the report on the store."""

    def __init__(self, target: Target, store: Store, pointer: dict | None, there: dict[str, Entry]) -> None:
        self.store, self.there = store, there
        self.files = pointer["files"] if pointer else {}
        self.folder = f"{place_of(target)}/{pointer['folder']}" if pointer else ""
        self.held = {"outputs": self.files, "sources": pointer["sources"] if pointer else {}, "steps": {}}

    def find_damage(self) -> list[str]:
        """Files that are missing, have another size, or another sign and another content."""
        return [name for name, held in self.files.items() if not self._is_as_written(name, held)]

    def _is_as_written(self, name: str, held: dict) -> bool:
        entry = self.there.get(f"{self.folder}/{name}")
        if entry is None or entry.size != held["size"]:
            return False
        same = bool(entry.sign) and entry.sign == held["sign"]
        return same or digest(self.store.read(f"{self.folder}/{name}")) == held["sha256"]


def read_published(targets: Sequence[Target], store: Store) -> dict[Target, Published]:
    """What the store holds of these targets: one listing, then the pointers."""
    there = store.find(place_of(targets[0])) if len(targets) == 1 else store.find()
    pointers = [name for name in (f"{place_of(target)}/{POINTER}" for target in targets) if name in there]
    read = {name: _understand(content) for name, content in store.read_many(pointers)}
    return {
        target: Published(target, store, read.get(f"{place_of(target)}/{POINTER}"), there)
        for target in targets
    }


def make_published_plan(
    targets: Iterable[Target], prints: Fingerprints, store: Store, *, force: bool = False
) -> list[Item]:
    """As `helpers.plan.make_plan`, by what is published instead of what lies in the workspace."""
    targets = list(targets)
    if force or not targets:
        return [Item(target, "すべて作り直す（--force）") for target in targets]
    held = read_published(targets, store)
    return [Item(target, _find_reason(held[target], prints.of(target))) for target in targets]


def _find_reason(published: Published, sources: dict[str, str]) -> str:
    if not published.is_built():
        return "まだ公開されていない"
    if changed := published.find_changes(sources):
        return explain_changes(changed)
    if damaged := published.find_damage():
        return f"公開した{'、'.join(damaged)}が消えたか、変わった"
    return ""


class Publishing:
    """A pool whose finished reports are published as they come; one that cannot be is a failure."""

    def __init__(self, pool: Pool, store: Store) -> None:
        self.pool, self.store, self.size = pool, store, pool.size

    def run(self, items: Sequence[Item], listen: Listen) -> Iterator[Outcome]:
        for outcome in self.pool.run(items, listen):
            yield outcome if outcome.failed else self._publish(outcome)

    def _publish(self, outcome: Outcome) -> Outcome:
        try:
            publish(outcome.item.target, self.store)
        except CasebookError as error:
            return replace(outcome, message=f"報告書はできましたが、公開できませんでした。{error}")
        return outcome
