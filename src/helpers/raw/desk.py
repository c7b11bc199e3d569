"""What lies on the desk while one case is read: corrections, lines, places and all findings so far."""

from __future__ import annotations

from helpers.case import Case
from helpers.contract import DECISIONS, RESPONSE_ENDINGS, TABLE_ENDINGS
from helpers.findings import Findings, Place
from helpers.raw.corrections import Corrections
from helpers.raw.export import Stated, read_export
from helpers.raw.files import Sheet, read_csv, read_text, read_worksheet
from helpers.raw.schema import check_document, empty_document
from helpers.raw.yaml_lines import parse_yaml

OPTIONAL = {
    "facts": "数値台帳",
    "pins": "引用の指定",
    "corrections": "直しの記録",
    "carry_over": "積み残し課題台帳",
}
RESPONSES = "responses"
ONE_ONLY = "どちらか一つにしてください。"


class Desk:
    """Reads one file at a time, corrected and checked; what is wrong is added to `findings`."""

    def __init__(self, case: Case) -> None:
        self.case, self.findings = case, Findings()
        self.lines: dict[str, dict[tuple, int]] = {}
        self.places: dict[str, Place] = {}
        self.corrections = Corrections([], {}, self.findings)
        records = self.read_document("corrections.yaml", "corrections")
        self.corrections = Corrections(records, self.lines.get("corrections.yaml", {}), self.findings)

    def has(self, file: str) -> bool:
        return (self.case.raw / file).is_file()

    def add_missing(self, file: str, name: str) -> None:
        """A finding for an input that is not there: fatal for case.yaml only, none for records of decisions."""
        if name in DECISIONS:
            return
        severity, what, remedy = (
            "warning",
            "。資料未受領として扱います。",
            "受け取ったら、この名前で置いてください。",
        )
        if name == "case":
            severity, what = "fatal", "。事例の名前と年度が分かりません。"
        elif name in OPTIONAL:
            severity, what = "info", f"（{OPTIONAL[name]}）。無ければ無いままで構いません。"
        elif file.startswith("chapters/"):
            what, remedy = "。未執筆として扱います。", "分析者の文章を、この名前で書いてください。"
        self.findings.add("missing-input", severity, Place(file), f"{file} がありません{what}", remedy=remedy)

    def read_document(self, file: str, schema: str) -> dict | list:
        """A YAML file, corrected and checked; empty when it is missing or cannot be used."""
        if not self.has(file):
            self.add_missing(file, schema)
            return empty_document(schema)
        before = self.findings.count("fatal")
        text = read_text(self.case.raw / file, file, self.findings)
        document, self.lines[file] = (None, {}) if text is None else parse_yaml(text, file, self.findings)
        if document is None:
            if self.findings.count("fatal") == before:
                severity = "fatal" if schema in ("case", "survey") else "warning"
                self.findings.add(
                    "empty-file", severity, Place(file), "中身がありません。", remedy="項目を書いてください。"
                )
            return empty_document(schema)
        document = self.corrections.correct_document(file, document)
        return check_document(document, schema, file, self.lines[file], self.findings)

    def read_sheet(
        self,
        stem: str,
        sheet: str | None = None,
        header_rows: int | None = 1,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> Sheet | None:
        """`<stem>.csv`, else `<stem>.xlsx`, else None; not yet corrected.

        The responses of a survey may also be .tsv, .xls or .ods, and are read as received: what is not stated (None)
        is detected. Other tables are read by their contract: UTF-8 or cp932, commas, the first sheet.
        """
        files = [file for file in _files_of(stem) if self.has(file)]
        for file in files[1:]:
            message = f"同じ表が {files[0]} にもあります。{files[0]} を使いました。"
            self.findings.add("two-sources", "error", Place(file), message, remedy=ONE_ONLY)
        if not files:
            return None
        path, file = self.case.raw / files[0], files[0]
        if _is_responses(stem):
            stated = Stated(encoding, delimiter, sheet, header_rows)
            export = read_export(path, self.findings, stated, file)
            return None if export is None else export.sheet
        if file.endswith(".csv"):
            return read_csv(path, file, self.findings, header_rows or 1)
        return read_worksheet(path, file, self.findings, sheet, header_rows or 1)

    def has_table(self, stem: str) -> bool:
        return any(map(self.has, _files_of(stem)))


def _is_responses(stem: str) -> bool:
    return stem.rsplit("/", 1)[-1] == RESPONSES


def _files_of(stem: str) -> list[str]:
    """The names that a table may have, the one that is preferred first."""
    return [f"{stem}.{ending}" for ending in (RESPONSE_ENDINGS if _is_responses(stem) else TABLE_ENDINGS)]
