"""Handing on through data/processed: records as JSON, frames as parquet, whole files or none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from helpers.case import Case, find_root
from helpers.contract import TABLES
from helpers.errors import ExportError, MissingStep, ParameterError
from helpers.findings import Finding, Findings, Place
from helpers.handoff import replace_file
from helpers.raw.model import RawInputs, SurveyInput
from helpers.raw.packing import pack_frame, pack_json, unpack_frame, unpack_json
from helpers.steps import CHAIN, INDEX, PARTS, changed_readers

RECORDS = (
    "settings",
    "projects",
    "forum",
    "platform",
    "chapters",
    "figures",
    "carry_over",
    "corrections",
    "hashes",
)
HOME = CHAIN[0]
WEIGHTS = "#weight"  # the column of weights beside the answers


def write_inputs(raw: RawInputs, remarks: pd.DataFrame, processed: Path) -> None:
    """One file a part in `processed`/01_prepare: JSON for records, parquet for frames; inputs.json last: complete.

    The same inputs give the same bytes. What a later notebook left in the case's own folder is removed if a part
    that it reads has changed: it came from other inputs, and the next notebook shall say which one to run. Raises
    ExportError when something cannot be removed or written.
    """
    folder, own = processed / HOME, is_folder_of(raw.case, processed)
    pieces = _build_pieces(raw, remarks, folder)
    changed = [name for name, data in pieces.items() if not _holds(folder / name, data)]
    left = [path for path in _listed(folder) if path.name not in pieces]
    if own:
        stale = changed_readers([*changed, *(path.name for path in left)])
        for path in [*left, *(processed / name for name in stale)]:
            _remove(path)
    (folder / INDEX).unlink(missing_ok=True)
    for name in changed:
        replace_file(folder / name, pieces[name])
    replace_file(folder / INDEX, pieces[INDEX])


def is_folder_of(case: Case, folder: Path) -> bool:
    """Whether `folder` is the case's own, somewhere below data/processed."""
    home, here = (case.root / "data" / "processed").resolve(), folder.resolve()
    return here == case.processed.resolve() and home in here.parents


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    """A file, or a folder with all that is in it; a link is removed, not followed."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        message = f"前の結果 {path.name} を消せません（{error.strerror or error}）。"
        raise ExportError(f"{message}開いているソフトを閉じて、もう一度実行してください。") from error


def read_inputs(processed: Path, reader: str = "") -> RawInputs:
    """The inputs that write_inputs left in `processed`: all, or only those that the notebook `reader` reads.

    The others (see helpers.steps.PARTS) refuse to be looked at. Raises MissingStep when they are not (all) there.
    """
    folder = processed / HOME
    if not (folder / INDEX).is_file():
        raise MissingStep(f"{folder.name} に {INDEX} がありません。先に 01_prepare を実行してください。")
    about = _read_piece(folder, INDEX)
    root = (folder / about["root"]).resolve() if about["root"] else find_root(folder)
    case = Case(about["municipality"], about["fiscal_year"], root)
    wanted = PARTS.get(reader, tuple(READERS))
    parts = {
        name: read(folder, name) if name in wanted else Unread(name, reader) for name, read in READERS.items()
    }
    return RawInputs(case=case, **parts)


class Unread:
    """Stands for a part that a notebook does not read; looking at it would escape the check of what has changed."""

    def __init__(self, part: str, reader: str) -> None:
        self._said = (
            f"{reader} は入力の「{part}」を読みません。読むなら helpers.steps.PARTS に加えてください。"
        )

    def _refuse(self, *_: object) -> NoReturn:
        raise ParameterError(self._said)

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = _refuse


def _build_pieces(raw: RawInputs, remarks: pd.DataFrame, folder: Path) -> dict[str, bytes]:
    """File name -> content."""
    home, root = folder.resolve(), raw.case.root.resolve()
    about = {
        "municipality": raw.case.municipality,
        "fiscal_year": raw.case.fiscal_year,
        "root": Path(os.path.relpath(root, home)).as_posix() if home.is_relative_to(root) else None,
    }
    records = {name: getattr(raw, name) for name in RECORDS} | {
        "surveys": {name: survey.codebook for name, survey in raw.surveys.items()},
        "findings": [finding.to_dict() for finding in raw.findings.sorted()],
        "lines": {
            file: [[list(path), line] for path, line in known.items()] for file, known in raw.lines.items()
        },
        "places": {name: vars(place) for name, place in raw.places.items()},
    }
    frames = {name: getattr(raw, name) for name in TABLES}
    for name, survey in raw.surveys.items():
        shares = {} if survey.shares is None else {f"shares_{name}": survey.shares}
        frames |= {f"survey_{name}": _with_weights(survey)} | shares
    return {
        INDEX: pack_json(about),
        **{f"{name}.json": pack_json(record) for name, record in records.items()},
        **{f"{name}.parquet": pack_frame(frame) for name, frame in frames.items()},
        "remarks.parquet": remarks.to_parquet(index=False),
    }


def _with_weights(survey: SurveyInput) -> pd.DataFrame:
    """The respondents, and their weights as one more column."""
    if survey.weights is None:
        return survey.respondents
    return survey.respondents.assign(**{WEIGHTS: survey.weights})


def _there(path: Path) -> Path:
    if not path.is_file():
        raise MissingStep(f"{path.name} がありません。01_prepare を実行し直してください。")
    return path


def _read_piece(folder: Path, file: str) -> Any:
    return unpack_json(_there(folder / file))


def _read_record(folder: Path, name: str) -> Any:
    return _read_piece(folder, f"{name}.json")


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    return unpack_frame(_there(folder / f"{name}.parquet"))


def _read_surveys(folder: Path, name: str) -> dict[str, SurveyInput]:
    codebooks = _read_record(folder, name)
    return {survey: _read_survey(folder, survey, codebook) for survey, codebook in codebooks.items()}


def _read_findings(folder: Path, name: str) -> Findings:
    return Findings([Finding.from_dict(item) for item in _read_record(folder, name)])


def _read_lines(folder: Path, name: str) -> dict[str, dict[tuple, int]]:
    listed = _read_record(folder, name)
    return {file: {tuple(path): line for path, line in pairs} for file, pairs in listed.items()}


def _read_places(folder: Path, name: str) -> dict[str, Place]:
    return {file: Place(**place) for file, place in _read_record(folder, name).items()}


READERS = {
    **dict.fromkeys(RECORDS, _read_record),
    **dict.fromkeys(TABLES, _read_table),
    "surveys": _read_surveys,
    "findings": _read_findings,
    "lines": _read_lines,
    "places": _read_places,
}


def _read_survey(folder: Path, name: str, codebook: dict) -> SurveyInput:
    shares = folder / f"shares_{name}.parquet"
    frame = unpack_frame(_there(folder / f"survey_{name}.parquet"))
    weights = frame.pop(WEIGHTS).rename(None) if WEIGHTS in frame else None
    published = unpack_frame(shares) if shares.is_file() else None
    return SurveyInput(name, codebook, frame, published, weights)
