"""Two codebooks on their own, of any survey: the drafted correspondence as a CSV that people confirm in Excel."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.handoff import replace_file
from helpers.raw.files import read_text
from helpers.raw.survey import build_survey, read_codebook
from helpers.years.correspondence import draft_correspondence
from helpers.years.links import COLUMNS, SAME

BOM = "\ufeff"  # Excel takes a CSV without it for cp932
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def compare_codebooks(old_path: Path | str, new_path: Path | str, out: Path | str) -> Findings:
    """Draft the correspondence of two survey.yaml, write it to `out` (CSV, UTF-8 with BOM, LF); what was found.

    Nothing is written where a codebook cannot be read (fatal), or where `out` holds confirmations already (error):
    they are never overwritten. Raises ExportError when `out` cannot be written.
    """
    findings, out = Findings(), Path(out)
    old, new = (_read(Path(path), findings) for path in (old_path, new_path))
    if findings.count("fatal") or _is_confirmed(out, findings):
        return findings
    frame = draft_correspondence(old, new)
    replace_file(out, render_csv(frame))
    _tell(frame, out, findings)
    return findings


def _read(path: Path, findings: Findings) -> dict:
    """The codebook with its questions as they are counted; {} with a fatal finding."""
    held = read_codebook(path, findings)
    if held is None:
        return {}
    codebook, lines = held
    return build_survey(codebook, path.name, lines, None, None, findings).codebook


def render_csv(frame: pd.DataFrame) -> str:
    """As Excel opens it: BOM, blank for what there is not, a leading = + - @ of a text made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in frame.astype(object).itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else _harmless(cell) for cell in row])
    return BOM + text.getvalue()


def _harmless(cell: object) -> object:
    """Excel would take a wording that begins with = for a formula; the apostrophe does not count on reading back."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _is_confirmed(out: Path, findings: Findings) -> bool:
    """Whether the file that would be replaced holds a person's decisions."""
    if not out.is_file():
        return False
    text = read_text(out, out.name, Findings()) or ""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    named = [row for row in rows if (row.get("confirmed_by") or "").strip()]
    if named:
        message = f"{out.name} に、確認済みの行が{len(named)}行あります。上書きしません。"
        remedy = "別の名前で書き出すか、要らなければ先に片付けてください。"
        findings.add("confirmed-file", "error", Place(out.name), message, remedy=remedy)
    return bool(named)


def _tell(frame: pd.DataFrame, out: Path, findings: Findings) -> None:
    """How much there is to confirm."""
    counts = frame["status"].str.split("・").explode().value_counts(sort=False)
    told = "、".join(f"{status} {count}" for status, count in counts.items())
    changed = frame[(frame["status"] != SAME) | (frame["question"] != frame["previous_question"])]
    message = f"設問の対応の案を書き出しました（{told}）。"
    remedy = "変更のある行を確かめ、判断（comparable）と確認者（confirmed_by）を書いてください。"
    given = "、".join(changed["question"].where(changed["question"] != "", changed["previous_question"]))
    findings.add("correspondence-drafted", "info", Place(out.name), message, given=given, remedy=remedy)
