"""data/processed: how one notebook hands its results to the next. Written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.errors import MissingStep
from helpers.findings import Finding


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Parquet, without the index, through a temporary name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    frame.to_parquet(temporary, index=False)
    os.replace(temporary, path)


def read_frame(path: Path, notebook: str) -> pd.DataFrame:
    """Raises MissingStep, naming the notebook to run first."""
    return pd.read_parquet(_there(path, notebook))


def write_json(data: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(
        json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8", newline="\n"
    )
    os.replace(temporary, path)


def read_json(path: Path, notebook: str) -> Any:
    return json.loads(_there(path, notebook).read_text(encoding="utf-8"))


def write_findings(findings: Iterable[Finding], path: Path) -> None:
    write_json([finding.to_dict() for finding in findings], path)


def read_findings(path: Path, notebook: str) -> list[Finding]:
    return [Finding.from_dict(data) for data in read_json(path, notebook)]


def _there(path: Path, notebook: str) -> Path:
    if not path.exists():
        raise MissingStep(
            f"{path.name} がまだありません。先に notebooks/{notebook}.ipynb を実行してください。"
        )
    return path
