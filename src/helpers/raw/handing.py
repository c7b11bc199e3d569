"""Handing on through data/processed: records as JSON, frames as parquet, whole files or none."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pandas as pd

from helpers.case import Case, find_root
from helpers.errors import ExportError, MissingStep
from helpers.findings import Finding, Findings, Place
from helpers.handoff import replace_file
from helpers.raw.model import TABLES, RawInputs, SurveyInput

RECORDS = ("settings", "projects", "forum", "platform", "chapters", "figures", "corrections", "hashes")
INDEX = "inputs.json"


def write_inputs(raw: RawInputs, folder: Path) -> None:
    """`inputs.json`, `<table>.parquet` and `survey_<id>.parquet` in `folder`; inputs.json last: complete.

    The same inputs give the same bytes. What an earlier run left in the case's own folder is removed first: it came
    from other inputs, and the next notebook shall say which one to run. Raises ExportError when it cannot be removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INDEX).unlink(missing_ok=True)
    if is_folder_of(raw.case, folder):
        _clear(folder)
    for name in TABLES:
        _write_frame(getattr(raw, name), folder / f"{name}.parquet")
    for name, survey in raw.surveys.items():
        _write_frame(survey.respondents, folder / f"survey_{name}.parquet")
        if survey.shares is not None:
            _write_frame(survey.shares, folder / f"shares_{name}.parquet")
    text = json.dumps(_pack(_records(raw, folder)), ensure_ascii=False, indent=1, sort_keys=False)
    replace_file(folder / INDEX, text + "\n")


def is_folder_of(case: Case, folder: Path) -> bool:
    """Whether `folder` is the case's own, somewhere below data/processed."""
    home, here = (case.root / "data" / "processed").resolve(), folder.resolve()
    return here == case.processed.resolve() and home in here.parents


def _clear(folder: Path) -> None:
    """Remove everything in `folder`; a link is removed, not followed."""
    for path in sorted(folder.iterdir()):
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as error:
            message = f"前の結果 {path.name} を消せません（{error.strerror or error}）。"
            raise ExportError(f"{message}開いているソフトを閉じて、もう一度実行してください。") from error


def read_inputs(folder: Path) -> RawInputs:
    """The inputs that write_inputs left in `folder`. Raises MissingStep when they are not (all) there."""
    if not (folder / INDEX).is_file():
        raise MissingStep(f"{folder.name} に {INDEX} がありません。先に 01_prepare を実行してください。")
    records = _unpack(json.loads((folder / INDEX).read_text(encoding="utf-8")))
    root = (folder / records["root"]).resolve() if records["root"] else find_root(folder)
    return RawInputs(
        case=Case(records["municipality"], records["fiscal_year"], root),
        **{name: records[name] for name in RECORDS},
        **{name: _read_frame(folder / f"{name}.parquet") for name in TABLES},
        surveys={name: _read_survey(folder, name, codebook) for name, codebook in records["surveys"].items()},
        findings=Findings([Finding.from_dict(item) for item in records["findings"]]),
        lines={file: {tuple(path): line for path, line in pairs} for file, pairs in records["lines"].items()},
        places={name: Place(**place) for name, place in records["places"].items()},
    )


def _records(raw: RawInputs, folder: Path) -> dict:
    home, root = folder.resolve(), raw.case.root.resolve()
    return {
        "municipality": raw.case.municipality,
        "fiscal_year": raw.case.fiscal_year,
        "root": Path(os.path.relpath(root, home)).as_posix() if home.is_relative_to(root) else None,
        **{name: getattr(raw, name) for name in RECORDS},
        "surveys": {name: survey.codebook for name, survey in raw.surveys.items()},
        "findings": [finding.to_dict() for finding in raw.findings.sorted()],
        "lines": {
            file: [[list(path), line] for path, line in known.items()] for file, known in raw.lines.items()
        },
        "places": {name: vars(place) for name, place in raw.places.items()},
    }


def _read_survey(folder: Path, name: str, codebook: dict) -> SurveyInput:
    shares = folder / f"shares_{name}.parquet"
    frame = _read_frame(folder / f"survey_{name}.parquet")
    return SurveyInput(name, codebook, frame, _read_frame(shares) if shares.is_file() else None)


def _write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Object columns (tuples, dates, mixed values) travel as JSON text, marked in the name."""
    mixed = [name for name in frame.columns if frame[name].dtype == object]
    texts = {name: [json.dumps(_pack(value), ensure_ascii=False) for value in frame[name]] for name in mixed}
    packed = frame.assign(**{name: pd.array(values, dtype="string") for name, values in texts.items()})
    packed = packed.rename(columns={name: f"{name}{JSON_MARK}" for name in mixed})
    replace_file(path, lambda temporary: packed.to_parquet(temporary, engine="pyarrow"))


def _read_frame(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise MissingStep(f"{path.name} がありません。01_prepare を実行し直してください。")
    frame = pd.read_parquet(path, engine="pyarrow")
    for name in [name for name in frame.columns if name.endswith(JSON_MARK)]:
        values = [_unpack(json.loads(text)) for text in frame[name]]
        frame[name] = pd.Series(values, index=frame.index, dtype=object)
    return frame.rename(columns=lambda name: name.removesuffix(JSON_MARK))


JSON_MARK = "#json"


def _pack(value: object) -> object:
    """JSON can hold neither dates, tuples nor <NA>: each as a one-key object."""
    if isinstance(value, dict):
        return {key: _pack(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_pack(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [_pack(item) for item in value]}
    if isinstance(value, dt.date):
        return {"$date": value.isoformat()}
    return {"$na": True} if value is pd.NA else value


def _unpack(value: object) -> object:
    if isinstance(value, list):
        return [_unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$date"}:
        return dt.date.fromisoformat(value["$date"])
    if value.keys() == {"$tuple"}:
        return tuple(_unpack(item) for item in value["$tuple"])
    return pd.NA if value.keys() == {"$na"} else {key: _unpack(item) for key, item in value.items()}
