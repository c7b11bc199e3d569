"""Who and when: the case (municipality, fiscal year) and the folders that belong to it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import ParameterError

SLUG = re.compile(r"[a-z][a-z0-9_-]*")
YEAR = re.compile(r"[0-9]{4}")
ROOT_MARKS = ("pyproject.toml", "notebooks", "data")


def find_root(start: Path | None = None) -> Path:
    """The project folder, absolute: `CASEBOOK_ROOT` if set, else the nearest folder upwards that holds the marks.

    Raises ParameterError when there is none, or when `CASEBOOK_ROOT` names a folder without the marks.
    """
    if named := os.environ.get("CASEBOOK_ROOT"):
        return _check_root(Path(named).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if not _missing_marks(folder):
            return folder
    raise ParameterError(
        f"プロジェクトのフォルダが見つかりません（{here} から上を探しました）。CASEBOOK_ROOT で指定してください。"
    )


def _check_root(folder: Path) -> Path:
    if missing := _missing_marks(folder):
        raise ParameterError(
            f"CASEBOOK_ROOT のフォルダ {folder} に {'、'.join(missing)} がありません。プロジェクトのフォルダを指定してください。"
        )
    return folder


def _missing_marks(folder: Path) -> list[str]:
    return [mark for mark in ROOT_MARKS if not (folder / mark).exists()]


@dataclass(frozen=True)
class Case:
    """One municipality in one fiscal year; `fiscal_year` is the year its April falls in."""

    municipality: str
    fiscal_year: int
    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw" / self.municipality / str(self.fiscal_year)

    @property
    def shared(self) -> Path:
        return self.root / "data" / "raw" / "shared"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed" / self.municipality / str(self.fiscal_year)

    @property
    def reports(self) -> Path:
        return self.root / "reports" / self.municipality / str(self.fiscal_year)

    def __str__(self) -> str:
        return f"{self.municipality} {self.fiscal_year}"


def known_cases(root: Path) -> dict[str, list[int]]:
    """Municipality slug -> fiscal years for which `data/raw/<slug>/<year>/case.yaml` exists."""
    found: dict[str, list[int]] = {}
    for path in sorted((root / "data" / "raw").glob("*/*/case.yaml")):
        year, slug = path.parent.name, path.parent.parent.name
        if YEAR.fullmatch(year) and SLUG.fullmatch(slug):
            found.setdefault(slug, []).append(int(year))
    return found


def open_case(municipality: str, fiscal_year: int | str, root: Path | None = None) -> Case:
    """The case of these two parameters, checked against what is there.

    Raises ParameterError when the municipality or the year is unknown, with the values that are allowed.
    """
    root = root or find_root()
    known = known_cases(root)
    allowed = (
        "、".join(f"{slug}（{'・'.join(map(str, years))}）" for slug, years in known.items())
        or "（まだ事例がありません）"
    )
    if municipality not in known:
        raise ParameterError(f"municipality「{municipality}」の事例はありません。指定できる値：{allowed}")
    if isinstance(fiscal_year, bool) or not YEAR.fullmatch(str(fiscal_year)):
        raise ParameterError(
            f"fiscal_year「{fiscal_year}」は4桁の西暦年度で指定してください。指定できる値：{allowed}"
        )
    if int(fiscal_year) not in known[municipality]:
        raise ParameterError(
            f"{municipality} に {fiscal_year} 年度の事例はありません。指定できる値：{allowed}"
        )
    return Case(municipality, int(fiscal_year), root)
