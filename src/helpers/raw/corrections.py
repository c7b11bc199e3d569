"""corrections.yaml: fixes to raw data as records, made only where `from` is what really stands there."""

from __future__ import annotations

import copy
import datetime as dt

from helpers.findings import Findings
from helpers.raw.files import Sheet
from helpers.raw.model import path_place
from helpers.raw.names import suggest

FILE = "corrections.yaml"


class Corrections:
    """The records of corrections.yaml, applied to tables before typing and to YAML before its check."""

    def __init__(self, records: list[dict], lines: dict[tuple, int], findings: Findings) -> None:
        self.records = [record | {"applied": None} for record in records]
        self._lines, self._findings = lines, findings

    def correct_sheet(self, sheet: Sheet, table: str = "") -> Sheet:
        """The sheet with its records applied by row in the file and column.

        A record names `<table>.csv`, or the workbook with or without `sheet`.
        """
        frame = sheet.frame.copy()
        for number, record in self._records_of(sheet.place.file, f"{table}.csv"):
            where = record["where"]
            if (
                where["file"] == sheet.place.file
                and (where["sheet"] or sheet.place.sheet) != sheet.place.sheet
            ):
                continue
            row, column = where["row"], where["column"]
            if row not in frame.index or column not in frame.columns:
                self._refuse(
                    number, f"{row}行目の列「{column}」がありません。", suggest(str(column), frame.columns)
                )
            elif self._is_as_recorded(number, record, frame.at[row, column]):
                frame.at[row, column] = _as_text(record["to"])
        return Sheet(sheet.place, frame)

    def correct_document(self, file: str, document: object) -> object:
        """The YAML document with its records applied by `path` (date, projects.0.name)."""
        document = copy.deepcopy(document)
        for number, record in self._records_of(file):
            try:
                holder, key = _find(document, str(record["where"]["path"]), file)
            except (KeyError, IndexError, TypeError, ValueError):
                self._refuse(number, f"path「{record['where']['path']}」がありません。")
                continue
            if self._is_as_recorded(number, record, holder[key]):
                holder[key] = record["to"]
        return document

    def finish(self) -> list[dict]:
        """All records, after a finding for each that names a file which was not read."""
        for number, record in enumerate(self.records):
            if record["applied"] is None and record["where"]["file"]:
                self._refuse(number, f"ファイル「{record['where']['file']}」が読まれていません。")
        return self.records

    def _records_of(self, *files: str) -> list[tuple[int, dict]]:
        numbered = enumerate(self.records)
        return [(number, record) for number, record in numbered if record["where"]["file"] in files]

    def _is_as_recorded(self, number: int, record: dict, given: object) -> bool:
        if _as_text(given).strip() == _as_text(record["from"]).strip():
            record["applied"] = True
            return True
        message = "from が実際の値と違うため、直しを行いませんでした。"
        self._refuse(
            number, message, "from を実際の値に合わせてください。", _as_text(record["from"]), _as_text(given)
        )
        return False

    def _refuse(
        self, number: int, message: str, remedy: str = "", given: str = "", allowed: str = ""
    ) -> None:
        self.records[number]["applied"] = False
        place = path_place(FILE, (number, "where"), self._lines)
        remedy = remedy or "where を確かめてください。"
        text = f"{self.records[number]['id']}：{message}"
        self._findings.add(
            "correction-mismatch", "error", place, text, given=given, allowed=allowed, remedy=remedy
        )


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _find(document: object, path: str, file: str) -> tuple[object, str | int]:
    """The container that holds `path`, and the key in it; a leading file stem (`forum.date`) is left out."""
    steps = path.replace("[", ".").replace("]", "").split(".")
    stem = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if steps[0] == stem and not (isinstance(document, dict) and stem in document):
        steps = steps[1:]
    for step in steps[:-1]:
        document = document[_key(document, step)]
    key = _key(document, steps[-1])
    document[key]  # raises when it is not there
    return document, key


def _key(container: object, step: str) -> str | int:
    """A key of a mapping; in a list the 0-based position or the item's `id`."""
    if not isinstance(container, list):
        return step
    named = [
        number for number, item in enumerate(container) if isinstance(item, dict) and item.get("id") == step
    ]
    return named[0] if named else int(step)
