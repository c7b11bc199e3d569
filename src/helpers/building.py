"""Never half-done: a build is written beside its target and swapped in whole, under a lock that names its owner."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import AcquireReturnProxy, FileLock, Timeout

from helpers.errors import ExportError
from helpers.handoff import write_json
from helpers.steps import Target

WAIT = 600  # seconds for the year before, which another run may be preparing


def beside(target: Path, end: str) -> Path:
    """reports/koto/2023 -> reports/koto/.2023.lock and the like."""
    return target.with_name(f".{target.name}.{end}")


@contextmanager
def locked(target: Target, wait: float = 0) -> Iterator[None]:
    """Hold the lock of a case, its years or a volume; it ends with its process, however that ends.

    Raises ExportError, with who has held it since when, if it is not free within `wait` seconds.
    """
    lock, owner = (beside(target.reports, end) for end in ("lock", "owner.json"))
    with _acquire(target, FileLock(lock, timeout=wait), owner):
        write_json(_describe_self(), owner)
        try:
            yield
        finally:
            with suppress(OSError):
                owner.unlink()


def _acquire(target: Target, lock: FileLock, owner: Path) -> AcquireReturnProxy:
    try:
        target.reports.parent.mkdir(parents=True, exist_ok=True)
        return lock.acquire()
    except Timeout as error:
        who = _describe_owner(owner)
        raise ExportError(
            f"{target} は別の実行が作成中です{who}。終わってからもう一度実行してください（{lock.lock_file}）。"
        ) from error
    except OSError as error:
        raise ExportError(
            f"{target.reports.parent} に書けません（{error.strerror}）。権限と空き容量を確かめてください。"
        ) from error


def _describe_self() -> dict:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    since = dt.datetime.now().astimezone().isoformat(" ", "seconds")
    return {"user": user, "host": socket.gethostname(), "pid": os.getpid(), "since": since}


def _describe_owner(path: Path) -> str:
    """（利用者 hana、pc-01、プロセス 4711、2024-05-01 10:23:00+09:00 から）; "" where it cannot be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return f"（利用者 {held['user']}、{held['host']}、プロセス {held['pid']}、{held['since']} から）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@contextmanager
def build_folder(target: Path) -> Iterator[Path]:
    """A folder beside `target`, swapped in on success; on failure it is kept as `.<name>.failed`."""
    building, failed = beside(target, "building"), beside(target, "failed")
    _restore(target)
    _remove(building)
    _remove(failed)
    building.mkdir(parents=True)
    try:
        yield building
    except BaseException as error:
        _keep(building, failed, error)
        raise
    _swap(building, target)


def _restore(target: Path) -> None:
    """A run that was killed in the middle of the swap has left the last good report under its other name."""
    previous = beside(target, "previous")
    if previous.exists() and not target.exists():
        previous.rename(target)


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
    previous = beside(target, "previous")
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
