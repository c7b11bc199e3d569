"""Who and when: a case (municipality, fiscal year), its years, a year's volume, and the folders that belong to each."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import ParameterError

SLUG = re.compile(r"[a-z][a-z0-9_-]*")
YEAR = re.compile(r"[0-9]{4}")
ROOT_MARKS = ("pyproject.toml", "notebooks", "data")
RESERVED = ("shared", "volume")  # folders beside those of the municipalities


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


def shared_folder(root: Path) -> Path:
    """What belongs to all cases: word lists, coding rules, fiscal years."""
    return root / "data" / "raw" / "shared"


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
        return shared_folder(self.root)

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed" / self.municipality / str(self.fiscal_year)

    @property
    def reports(self) -> Path:
        return self.root / "reports" / self.municipality / str(self.fiscal_year)

    @property
    def previous(self) -> Case | None:
        """The same municipality's case of the year before, where there is one."""
        case = Case(self.municipality, self.fiscal_year - 1, self.root)
        return case if (case.raw / "case.yaml").is_file() else None

    def __str__(self) -> str:
        return f"{self.municipality} {self.fiscal_year}"


@dataclass(frozen=True)
class Years:
    """All fiscal years of one municipality, oldest first: what 05_compare_years is about."""

    municipality: str
    root: Path

    @property
    def cases(self) -> list[Case]:
        years = known_cases(self.root).get(self.municipality, [])
        return [Case(self.municipality, year, self.root) for year in years]

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed" / self.municipality / "years"

    @property
    def reports(self) -> Path:
        return self.root / "reports" / self.municipality / "years"

    def __str__(self) -> str:
        return f"{self.municipality} 年度比較"


@dataclass(frozen=True)
class Volume:
    """All municipalities of one fiscal year, by slug: what 06_casebook is about."""

    fiscal_year: int
    root: Path

    @property
    def cases(self) -> list[Case]:
        known = known_cases(self.root).items()
        return [Case(slug, self.fiscal_year, self.root) for slug, years in known if self.fiscal_year in years]

    @property
    def shared(self) -> Path:
        return shared_folder(self.root)

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed" / "volume" / str(self.fiscal_year)

    @property
    def reports(self) -> Path:
        return self.root / "reports" / "volume" / str(self.fiscal_year)

    def __str__(self) -> str:
        return f"{self.fiscal_year} 事例集"


def known_cases(root: Path) -> dict[str, list[int]]:
    """Municipality slug -> fiscal years for which `data/raw/<slug>/<year>/case.yaml` exists."""
    found: dict[str, list[int]] = {}
    for path in sorted((root / "data" / "raw").glob("*/*/case.yaml")):
        year, slug = path.parent.name, path.parent.parent.name
        if YEAR.fullmatch(year) and SLUG.fullmatch(slug) and slug not in RESERVED:
            found.setdefault(slug, []).append(int(year))
    return found


def list_cases(known: dict[str, list[int]]) -> str:
    """koto（2023・2024）、minato（2024）: what a message says may be given."""
    named = (f"{slug}（{'・'.join(map(str, years))}）" for slug, years in known.items())
    return "、".join(named) or "（まだ事例がありません）"


def open_case(municipality: str, fiscal_year: int | str, root: Path | None = None) -> Case:
    """The case of these two parameters, checked against what is there.

    Raises ParameterError when the municipality or the year is unknown, with the values that are allowed.
    """
    root = root or find_root()
    known = known_cases(root)
    allowed = list_cases(known)
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


def open_years(municipality: str, root: Path | None = None) -> Years:
    """The years of one municipality. Raises ParameterError when it is unknown, with the values that are allowed."""
    root = root or find_root()
    known = known_cases(root)
    if municipality not in known:
        raise ParameterError(
            f"municipality「{municipality}」の事例はありません。指定できる値：{'、'.join(known) or '（まだ事例がありません）'}"
        )
    return Years(municipality, root)


def open_volume(fiscal_year: int | str, root: Path | None = None) -> Volume:
    """The volume of one fiscal year. Raises ParameterError when no case is of that year, with the years there are."""
    root = root or find_root()
    years = sorted({year for held in known_cases(root).values() for year in held})
    if isinstance(fiscal_year, bool) or str(fiscal_year) not in map(str, years):
        allowed = "、".join(map(str, years)) or "（まだ事例がありません）"
        raise ParameterError(f"fiscal_year「{fiscal_year}」の事例はありません。指定できる値：{allowed}")
    return Volume(int(fiscal_year), root)


def open_target(parameters: dict[str, str | int], root: Path | None = None) -> Case | Years | Volume:
    """The case, years or volume that these notebook parameters name. Raises ParameterError as the others do."""
    if "fiscal_year" not in parameters:
        return open_years(parameters["municipality"], root)
    if "municipality" not in parameters:
        return open_volume(parameters["fiscal_year"], root)
    return open_case(parameters["municipality"], parameters["fiscal_year"], root)
