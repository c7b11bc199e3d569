"""One address on any file system that fsspec knows (s3://…, gs://…, a folder): list, read, write whole files, remove.

Credentials come only from where fsspec and its file systems look for them (environment, configuration files, the
machine's role). An address that bears one is refused, so that none gets into a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from helpers.errors import CasebookError
from helpers.handoff import replace_file

AT_ONCE = 16  # requests, where the file system works asynchronously
WITH_SECRET = re.compile(r"://[^/]*@|[?&][^=]*(?:key|secret|token|sig|password)[^=]*=", re.IGNORECASE)
SIGNS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "created")
NO_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "TokenRetrievalError")


class StorageError(CasebookError):
    """An address that cannot be reached, read or written, or that does not hold what it should."""


@dataclass(frozen=True)
class Entry:
    """A file on a store; `sign` changes when its content does (ETag, checksum or, without these, time)."""

    size: int
    sign: str


def need(package: str) -> ModuleType:
    """An optional package. Raises StorageError, with how to install it, where it is missing."""
    try:
        return import_module(package)
    except ImportError as error:
        raise StorageError(
            f"パッケージ {package} がありません。pip install casebook[scale] で入れてください。"
        ) from error


def check_name(name: str) -> str:
    """A file's name relative to its address, as it is. Raises StorageError for one that could lead elsewhere."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise StorageError(
            f"ファイル名「{name}」は使えません。空の名前、「..」「\\」「:」を含まない名前にしてください。"
        )
    return name


class Store:
    """A folder or bucket, and what is below it by names relative to it (`koto/2023/case.yaml`)."""

    def __init__(self, address: str) -> None:
        if WITH_SECRET.search(address):
            raise StorageError(
                "アドレスに利用者名や鍵を書かないでください。認証情報は環境変数か設定ファイルで与えてください。"
            )
        self.address = address.rstrip("/")
        with self._explained("開けません"):
            core = need("fsspec.core")
            self.fs, base = core.url_to_fs(self.address, use_listings_cache=False)
        self.base = base.rstrip("/")
        self.is_local = "file" in (
            self.fs.protocol if isinstance(self.fs.protocol, tuple) else (self.fs.protocol,)
        )

    def find(self, under: str = "") -> dict[str, Entry]:
        """Name -> entry of every file below `under`, in order; {} where there is none."""
        with self._explained("一覧を読めません"):
            found = self.fs.find(self._path(under), detail=True)
        start = len(self.base) + 1
        return {path[start:]: _describe(found[path]) for path in sorted(found) if path[start:]}

    def read(self, name: str) -> bytes:
        with self._explained(f"{name} を読めません"):
            return self.fs.cat_file(self._path(name))

    def read_many(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """(name, content), several at once where the file system can."""
        names = list(names)
        with ThreadPoolExecutor(AT_ONCE if self.fs.async_impl else 1) as threads:
            yield from zip(names, threads.map(self.read, names), strict=True)

    def write(self, name: str, content: bytes) -> None:
        """Put a whole file in place. Object stores show the new one or the old one; so does a local folder."""
        path = self._path(check_name(name))
        with self._explained(f"{name} を書けません"):
            if self.is_local:
                replace_file(Path(path), content)
                return
            if self.fs.root_marker:  # a file system with folders, not an object store
                self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.fs.pipe_file(path, content)

    def remove(self, folder: str) -> None:
        """A folder and all that is in it; nothing happens where it is not there."""
        path = self._path(check_name(folder))
        with self._explained(f"{folder} を消せません"):
            if self.fs.exists(path):
                self.fs.rm(path, recursive=True)

    def _path(self, name: str) -> str:
        return f"{self.base}/{name}" if name else self.base

    @contextmanager
    def _explained(self, trouble: str) -> Iterator[None]:
        try:
            yield
        except CasebookError:
            raise
        except Exception as error:  # every file system has errors of its own kind
            raise StorageError(f"{self.address}：{trouble}。{_explain(error)}") from error


def _describe(info: dict) -> Entry:
    sign = next((info[key] for key in SIGNS if info.get(key)), "")
    return Entry(info["size"], str(sign).strip('"'))


def _explain(error: Exception) -> str:
    """What went wrong and what to do; never the words of the error itself, which may hold more than is wanted."""
    kind = type(error).__name__
    if isinstance(error, ImportError):
        return "このアドレスを扱うパッケージがありません。pip install casebook[scale] で入れてください（s3:// 以外は、fsspec の対応パッケージ）。"
    if isinstance(error, FileNotFoundError):
        return "バケット、フォルダかファイルがありません。アドレスを確かめてください。"
    if isinstance(error, PermissionError):
        return "権限がありません。認証情報と、バケットの権限の設定を確かめてください。"
    if kind in NO_CREDENTIALS:
        return "認証情報がありません。環境変数（AWS_ACCESS_KEY_ID など）か設定ファイルで与えてください。"
    if isinstance(error, ValueError) or kind == "ParamValidationError":
        return "アドレスの書き方を確かめてください（例 s3://バケット/フォルダ）。"
    return f"つながりません（{kind}）。アドレスと通信を確かめて、もう一度実行してください。"
