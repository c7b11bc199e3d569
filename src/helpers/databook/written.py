"""Files read back as they were written: the tables, and how they stand in the file (merged cells, objects, line ends)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from helpers.databook.plain import APOSTROPHE, starts_formula
from helpers.databook.sheet_xml import find_objects, list_sheets, look_into, plain_styles, related_parts

FORMATS = (".xlsx", ".csv", ".xml", ".ods", ".json")
BOMS = (b"\xef\xbb\xbf",)
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
Value = str | float | int | bool


@dataclass
class Column:
    """One column below its heading: values in order, "" where there is none; `numbers` counts those that are one."""

    name: str
    values: list[Value]
    is_csv: bool

    @cached_property
    def counts(self) -> Counter:
        return Counter(self.values)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts, without those that are numbers (in a CSV, everything is written as text)."""
        return [v for v in self.counts if isinstance(v, str) and v and not (self.is_csv and is_number(v))]

    @cached_property
    def numbers(self) -> int:
        return sum(times for value, times in self.counts.items() if self._is_number(value))

    @property
    def blanks(self) -> int:
        return self.counts.get("", 0)

    @property
    def is_numeric(self) -> bool:
        """Whether more than half of what stands there is a number."""
        return self.numbers * 2 > len(self.values) - self.blanks > 0

    def _is_number(self, value: Value) -> bool:
        if isinstance(value, str):
            return self.is_csv and is_number(value)
        return not isinstance(value, bool)

    def row_of(self, value: Value) -> int:
        """The row in the file (the heading is row 1) where the value stands first."""
        return self.values.index(value) + 2


def is_number(text: str) -> bool:
    """Whether a text is written as a number: 12, -0.5, 1e-05; not 012, 1,234, 12%."""
    return NUMBER.fullmatch(text) is not None


@dataclass
class Table:
    """One sheet or one CSV. `problems` maps what was seen in the file (merged, formula, hidden ...) to where."""

    file: str
    sheet: str
    rows: list[list[Value]]
    problems: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""
    has_bom: bool = False
    newline: str = ""

    @property
    def name(self) -> str:
        """results.csv and the sheet results are the same table."""
        return self.sheet or Path(self.file).stem

    @property
    def place(self) -> str:
        return f"{self.file} シート「{self.sheet}」" if self.sheet else self.file

    @property
    def is_csv(self) -> bool:
        return not self.sheet

    @cached_property
    def width(self) -> int:
        return max((n for row in self.rows for n in (_filled(row),)), default=0)

    @property
    def header(self) -> list[Value]:
        row = self.rows[0] if self.rows else []
        return [*row, *[""] * (self.width - len(row))][: self.width]

    @cached_property
    def columns(self) -> list[Column]:
        body = [
            row if len(row) >= self.width else [*row, *[""] * (self.width - len(row))]
            for row in self.rows[1:]
        ]
        values = list(zip(*body, strict=False)) if body else [()] * self.width
        return [Column(str(n), list(v), self.is_csv) for n, v in zip(self.header, values, strict=False)]

    def column(self, name: str) -> list[Value]:
        """The values of a column by its heading; [] where there is none."""
        return next((column.values for column in self.columns if column.name == name), [])


def _filled(row: Sequence[Value]) -> int:
    """Cells up to the last that is not blank."""
    return next((n for n in range(len(row), 0, -1) if row[n - 1] != ""), 0)


@dataclass
class Written:
    """All files of a set: their tables, and those that could not be read with the reason."""

    files: list[Path]
    tables: list[Table]
    unreadable: dict[str, str]

    def find(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


def read_written(files: Sequence[Path]) -> Written:
    tables, unreadable = [], {}
    for path in files:
        try:
            tables += list(_read(path))
        except (
            OSError,
            ValueError,
            KeyError,
            zipfile.BadZipFile,
            ElementTree.ParseError,
            CalamineError,
        ) as error:
            unreadable[path.name] = str(error) or type(error).__name__
    return Written(list(files), tables, unreadable)


def _read(path: Path) -> Iterator[Table]:
    if path.suffix.lower() == ".csv":
        yield _read_csv(path)
    elif path.suffix.lower() == ".xlsx":
        yield from _read_workbook(path)


def _read_csv(path: Path) -> Table:
    """Lines are compared with records afterwards; `strict` finds quotes that do not close."""
    content = path.read_bytes()
    has_bom = content.startswith(BOMS)
    text = content.decode("utf-8-sig")
    newline = "CRLF" if "\r\n" in text else "LF" if "\n" in text else "CR" if "\r" in text else ""
    problems: dict[str, list[str]] = {}
    rows: list[list[Value]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        problems["quoting"] = [f"{len(rows) + 1}行目（{error}）"]
        rows.extend(csv.reader(io.StringIO(text.replace('"', ""), newline="")))
    problems["formula"] = [f"{n}行目" for n, row in enumerate(rows, 1) if any(map(runs_as_formula, row))]
    rows = [[csv_value(value) for value in row] for row in rows]
    return Table(path.name, "", rows, problems, text, has_bom, newline)


def runs_as_formula(value: Value) -> bool:
    """A text that a spreadsheet would run when it opens the CSV; a number below zero is none."""
    text = str(value)
    return starts_formula(text) and len(text) > 1 and not is_number(text)


def csv_value(value: Value) -> Value:
    """The text without the apostrophe that keeps it from being run."""
    text = str(value)
    return text[1:] if text.startswith(APOSTROPHE) and starts_formula(text[1:]) else value


def _read_workbook(path: Path) -> Iterator[Table]:
    book = CalamineWorkbook.from_path(str(path))
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        plain = plain_styles(parts.read("xl/styles.xml")) if "xl/styles.xml" in names else None
        for sheet, state, part in list_sheets(parts):
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            problems = look_into(parts.read(part).decode("utf-8"), plain)
            problems["hidden"] += [f"シート（{state}）"] if state != "visible" else []
            problems["objects"] = find_objects(parts, part)
            problems["comments"] = [name for name in related_parts(parts, part) if "comments" in name]
            yield Table(path.name, sheet, rows, problems)
