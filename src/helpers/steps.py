"""The notebooks of each kind of build: what they take, what each reads of the others, and where it is handed on.

What a notebook reads is said here once: the hand-over reads no more than that (`helpers.raw.read_inputs`), and a
notebook whose reading has not changed need not run again (`helpers.plan`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from helpers.case import Case, Volume, Years

CHAIN = ("01_prepare", "02_tabulate", "03_free_text", "04_report")
YEARS, VOLUME = "05_compare_years", "06_casebook"
PARAMETERS = {
    **{name: {"municipality": str, "fiscal_year": int} for name in CHAIN},
    YEARS: {"municipality": str},
    VOLUME: {"fiscal_year": int},
}
Target = Case | Years | Volume
INDEX = "inputs.json"  # written last by 01_prepare: the hand-over is complete
# Parts of the inputs (fields of helpers.raw.RawInputs) that a notebook reads; one that is not named reads them all.
PARTS = {
    "02_tabulate": ("settings", "surveys", "platform", "participants"),
    "03_free_text": ("pins", "codings", "remarks", "surveys"),
}
SHARED = ("01_prepare", "03_free_text", "04_report", YEARS, VOLUME)  # these read data/raw/shared
PICTURES = ("02_tabulate", "03_free_text", YEARS)  # these hand on figures/
# Raw files of the year before that 01_prepare and 04_report read.
LEDGER = ("carry_over.yaml", "corrections.yaml")
PREVIOUS = {  # what 04_report reads of the year before
    "01_prepare": ("*",),
    "02_tabulate": ("results.parquet",),
    "03_free_text": ("themes_*.parquet",),
}


def chain_of(target: Target) -> tuple[str, ...]:
    """The notebooks that make this target."""
    return {Case: CHAIN, Years: (YEARS,), Volume: (VOLUME,)}[type(target)]


def parameters_of(target: Target) -> dict[str, str | int]:
    """The values that its notebooks are given."""
    return {name: getattr(target, name) for name in PARAMETERS[chain_of(target)[0]]}


def prepared_for(target: Target) -> list[Case]:
    """The cases whose notebooks 01 to 03 a build of `target` runs first, where they need it."""
    if isinstance(target, Volume):
        return []
    return target.cases if isinstance(target, Years) else [case for case in (target.previous,) if case]


def files_of(part: str) -> tuple[str, ...]:
    """Patterns of the files that hold a part: surveys -> surveys.json and its frames; pins -> pins.json, pins.parquet."""
    frames = ("survey_*.parquet", "shares_*.parquet") if part == "surveys" else (f"{part}.parquet",)
    return (f"{part}.json", *frames)


def is_read(notebook: str, file: str) -> bool:
    """Whether a notebook reads this file that an earlier one hands on: 01_prepare/pins.parquet."""
    if notebook not in PARTS:
        return True
    names = (INDEX, *(name for part in PARTS[notebook] for name in files_of(part)))
    return any(fnmatch(file, f"{CHAIN[0]}/{name}") for name in names)


def is_read_later(file: str) -> bool:
    """Whether the year after reads this file: 02_tabulate/results.parquet."""
    return any(fnmatch(file, f"{name}/{pattern}") for name, held in PREVIOUS.items() for pattern in held)


def changed_readers(changed: Iterable[str]) -> list[str]:
    """The later notebooks of the chain that read one of these files of 01_prepare's folder."""
    files = [f"{CHAIN[0]}/{file}" for file in changed]
    return [name for name in CHAIN[1:] if any(is_read(name, file) for file in files)]


def files_beside(processed: Path) -> dict[str, Path]:
    """What goes out beside the report: name in its folder -> file; the tables of each survey, the results of proofreading."""
    tables, report = processed / CHAIN[1] / "tables", processed / CHAIN[-1]
    found = {
        path.relative_to(tables.parent).as_posix(): path
        for path in sorted(tables.rglob("*"))
        if path.is_file()
    }
    return found | {path.name: path for path in sorted(report.glob("proofreading.*"))}


def picture_folders(processed: Path) -> list[Path]:
    """Where the figures of a case lie as SVG with their text as text."""
    return [processed / name / "figures" for name in PICTURES]
