"""Records as JSON and frames as parquet, with what neither holds: dates, tuples, <NA>, mixed columns."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd

from helpers.raw.coded import Coded

JSON_MARK = "#json"


def pack_json(record: object) -> bytes:
    """JSON; dates, tuples and <NA> are marked."""
    return (json.dumps(_pack(record), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def pack_frame(frame: pd.DataFrame) -> bytes:
    """Parquet; object columns (tuples, dates, mixed values) travel as JSON text, marked in the name."""
    mixed = [name for name in frame.columns if frame[name].dtype == object]
    texts = {name: _json_texts(frame[name]) for name in mixed}
    packed = frame.assign(**{name: pd.array(values, dtype="string") for name, values in texts.items()})
    return packed.rename(columns={name: f"{name}{JSON_MARK}" for name in mixed}).to_parquet(engine="pyarrow")


def _json_texts(column: pd.Series) -> list[str]:
    """The JSON of every cell; equal ones (of one type) are written once."""
    known: dict[tuple, str] = {}
    texts = []
    for value in column:
        key = (type(value), value)
        if key not in known:
            known[key] = json.dumps(_pack(value), ensure_ascii=False)
        texts.append(known[key])
    return texts


def unpack_json(path: Path) -> object:
    """What pack_json wrote."""
    return _unpack(json.loads(path.read_text(encoding="utf-8")))


def unpack_frame(path: Path) -> pd.DataFrame:
    """What pack_frame wrote."""
    frame = pd.read_parquet(path, engine="pyarrow")
    for name in [name for name in frame.columns if name.endswith(JSON_MARK)]:
        frame[name] = _json_values(frame[name])
    return frame.rename(columns=lambda name: name.removesuffix(JSON_MARK))


def _json_values(column: pd.Series) -> pd.Series:
    """What the JSON texts of a column hold; equal texts are read once."""
    codes, texts = pd.factorize(column)
    values = [_unpack(json.loads(text)) for text in texts]
    return Coded(codes, values).to_series("object", column.index)


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
