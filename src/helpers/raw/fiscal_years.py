"""What belongs to a fiscal year and to no case: who commissioned the work, and the title of the series."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.findings import Findings, Place
from helpers.raw.files import read_text
from helpers.raw.model import path_place
from helpers.raw.schema import check_document
from helpers.raw.yaml_lines import parse_yaml

NAME = "fiscal_years"
FILE = f"shared/{NAME}.yaml"
LABELS = {"commissioned_by": "発注者", "series": "事例集の題名"}
UNREGISTERED = "（{}は未登録）"


@dataclass(frozen=True)
class FiscalYear:
    """One year of data/raw/shared/fiscal_years.yaml; a text that is not registered says so, for it is printed.

    fiscal_year | commissioned_by | series
    2023        | 内閣官房        | 孤独・孤立対策　地方版連携プラットフォーム　事例集
    """

    fiscal_year: int
    commissioned_by: str = UNREGISTERED.format(LABELS["commissioned_by"])
    series: str = UNREGISTERED.format(LABELS["series"])


def read_fiscal_year(shared: Path, year: int, findings: Findings) -> FiscalYear:
    """The year's entry. A file, year or text that is missing is a warning; what is wrong in the file is a finding too."""
    known, lines = _read(shared / f"{NAME}.yaml", findings)
    found = [number for number, entry in enumerate(known) if entry["fiscal_year"] == year]
    for number in found[1:]:
        remedy, given = "どちらかを消してください。", str(year)
        place = path_place(FILE, (number, "fiscal_year"), lines)
        message = "同じ年度が二度書かれています。先の記載を使いました。"
        findings.add("double-fiscal-year", "error", place, message, given=given, remedy=remedy)
    if not found:
        _add_missing(findings, Place(FILE), f"{year}年度の記載がありません。", str(year))
        return FiscalYear(year)
    entry = {key: known[found[0]][key] for key in LABELS if known[found[0]][key]}
    for key in [key for key in LABELS if key not in entry]:
        _add_missing(findings, path_place(FILE, (found[0],), lines), f"「{key}」がありません。", str(year))
    return FiscalYear(year, **entry)


def _read(path: Path, findings: Findings) -> tuple[list[dict], dict]:
    """The checked entries, and the line of each key; no entries where the file is missing or cannot be used."""
    text = read_text(path, FILE, findings) if path.is_file() else None
    document, lines = (None, {}) if text is None else parse_yaml(text, FILE, findings)
    return ([], lines) if document is None else (check_document(document, NAME, FILE, lines, findings), lines)


def _add_missing(findings: Findings, place: Place, message: str, year: str) -> None:
    labels = "と".join(LABELS.values())
    remedy = f"{year}年度の{labels}を書き加えてください。"
    findings.add(
        "missing-fiscal-year", "warning", place, f"{message}表紙には未登録と印字します。", remedy=remedy
    )
