"""data/processed: how one notebook hands its results to the next. Written whole or not at all.

Each notebook has a folder of its own, `<case.processed>/<notebook>/`, so that a path says which notebook writes it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.errors import ExportError, MissingStep
from helpers.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

NOTEBOOK = re.compile(r"[0-9]{2}_[a-z_]+")
# A spreadsheet would take a text that starts so for a formula (OWASP).
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def neutralise(text: str) -> str:
    """A text that no spreadsheet takes for a formula, on one line: =1+1 -> '=1+1."""
    return ("'" if text.startswith(RISKY) else "") + BREAKS.sub(" ", text)


def replace_file(path: Path, content: str | bytes | Callable[[Path], object]) -> None:
    """Put a file in place in one step, written under a temporary name: text (UTF-8), bytes, or what a function writes.

    Raises ExportError when it cannot be written; the file that was there stays.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(temporary)
        else:
            temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(temporary, path)
    except OSError as error:
        raise ExportError(
            f"{path.name} に書けませんでした（{error.strerror or error}）。"
            "ほかのソフトで開いていれば閉じて、もう一度実行してください。"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Parquet, without the index."""
    replace_file(path, lambda temporary: frame.to_parquet(temporary, index=False))


def read_frame(path: Path) -> pd.DataFrame:
    """Raises MissingStep, naming the notebook to run first."""
    import pandas as pd

    return pd.read_parquet(_there(path))


def write_json(data: Any, path: Path) -> None:
    replace_file(path, json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")


def read_json(path: Path) -> Any:
    return json.loads(_there(path).read_text(encoding="utf-8"))


def write_findings(findings: Iterable[Finding], path: Path) -> None:
    write_json([finding.to_dict() for finding in findings], path)


def read_findings(path: Path) -> list[Finding]:
    return [Finding.from_dict(data) for data in read_json(path)]


def notebook_of(path: Path) -> str:
    """The notebook whose folder `path` is in: …/2023/02_tabulate/results.parquet -> 02_tabulate."""
    return next((part for part in reversed(path.parts) if NOTEBOOK.fullmatch(part)), "")


def _there(path: Path) -> Path:
    if not path.exists():
        raise MissingStep(
            f"{path.name} がまだありません。先に notebooks/{notebook_of(path)}.ipynb を実行してください。"
        )
    return path
