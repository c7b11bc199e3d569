"""What came in, as frames for a notebook to show."""

from __future__ import annotations

import pandas as pd

from helpers.raw import RawInputs


def list_files(raw: RawInputs) -> pd.DataFrame:
    """df_by_file: ファイル | sha256 (first 12 characters); one row a file read."""
    rows = [(name, digest[:12]) for name, digest in sorted(raw.hashes.items())]
    return pd.DataFrame(rows, columns=["ファイル", "sha256"])


def list_corrections(raw: RawInputs) -> pd.DataFrame:
    """df_by_correction: id | 箇所 | 原典の記載 | 本報告書 | 理由 | 反映 (one row a record)."""
    labels = {True: "直した", False: "直せない", None: "記録のみ"}
    rows = [
        (
            c["id"],
            describe_place(c["where"]),
            str(c["from"]),
            str(c["to"]),
            c["reason"],
            labels[c.get("applied")],
        )
        for c in raw.corrections
    ]
    return pd.DataFrame(rows, columns=["id", "箇所", "原典の記載", "本報告書", "理由", "反映"])


def describe_place(where: dict) -> str:
    """A correction's `where` in words: the printed source, or file with row and column or path."""
    if where.get("source"):
        return where["source"]
    place = where.get("path") or f"{where.get('row', '')}行目「{where.get('column', '')}」"
    return f"{where['file']} {place}"
