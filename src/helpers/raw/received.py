"""What was detected in a received export, or stated about it: how it was read, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sure = Literal["certain", "likely", "guess"]
SURE_LABELS = {"certain": "確実", "likely": "おそらく", "guess": "推測"}
HOW_LABELS = {"detected": "自動判定", "stated": "指定"}
NAMES = {
    "format": "ファイルの形式",
    "encoding": "文字コード",
    "newline": "改行",
    "delimiter": "区切り文字",
    "sheet": "シート",
    "header_rows": "見出しの行数",
    "form": "調査ツール",
}
SHOWN = {
    **{"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp932": "cp932（Shift_JIS）"},
    **{"csv": "CSV", "tsv": "TSV（タブ区切り）", "xlsx": "Excel（.xlsx）", "xls": "Excel（.xls）"},
    **{"ods": "OpenDocument（.ods）", "lf": "LF", "crlf": "CRLF", "cr": "CR", "mixed": "混在"},
    **{",": "コンマ", "\t": "タブ", ";": "セミコロン", "|": "縦線", "": "なし"},
}


@dataclass(frozen=True)
class Stated:
    """What the codebook or the command line states; None is detected."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_rows: int | None = None


@dataclass(frozen=True)
class Evidence:
    """Why a value holds: detected or stated, how sure, and the reason (Japanese)."""

    how: Literal["detected", "stated"] = "detected"
    sure: Sure = "certain"
    why: str = ""

    def __str__(self) -> str:
        label = HOW_LABELS[self.how] + ("" if self.how == "stated" else f"・{SURE_LABELS[self.sure]}")
        return f"{label}：{self.why}" if self.why else label


@dataclass
class Received:
    """How one export was read. None is: there is no such thing in this format (a sheet in a CSV).

    `evidence` holds an Evidence for each key of NAMES that has a value. `first_row` is the row of the first header
    row in the file (title lines above it are not read), `rows` and `columns` count what was read.
    """

    file: str
    format: str = ""
    encoding: str | None = None
    bom: bool | None = None
    newline: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    header_rows: int = 1
    first_row: int = 1
    form: str = "plain"
    rows: int = 0
    columns: int = 0
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def note(self, name: str, value: object, evidence: Evidence) -> None:
        """Set one value together with its evidence."""
        setattr(self, name, value)
        self.evidence[name] = evidence

    def to_dict(self) -> dict:
        """JSON: file, rows, columns ... as they are, the keys of NAMES as {value, how, sure, why}."""
        plain = ("file", "bom", "first_row", "rows", "columns")
        found = {name: getattr(self, name) for name in plain} | {"other_sheets": list(self.other_sheets)}
        return found | {name: self._to_dict(name) for name in NAMES if name in self.evidence}

    def _to_dict(self, name: str) -> dict:
        held = self.evidence[name]
        return {"value": getattr(self, name), "how": held.how, "sure": held.sure, "why": held.why}

    def describe(self) -> list[tuple[str, str, str]]:
        """(what, value, how sure and why) in Japanese, one line each, to be shown."""
        lines = [("ファイル", self.file, "")]
        lines += [
            (NAMES[name], self._show(name), str(self.evidence[name]))
            for name in NAMES
            if name in self.evidence
        ]
        if self.other_sheets:
            lines.append(("ほかのシート（読んでいない）", "、".join(self.other_sheets), ""))
        lines.append(("見出しの始まる行", f"{self.first_row}行目", ""))
        return [*lines, ("読んだ大きさ", f"{self.rows:,}行 × {self.columns:,}列", "")]

    def _show(self, name: str) -> str:
        value = getattr(self, name)
        if name == "header_rows":
            return f"{value}行"
        if name == "form" and value == "plain":
            return "（特定のツールの形ではない）"
        if value == "Macromill-like":
            return "マクロミルなどの形（設問コードの列）"
        bom = "（BOM 付き）" if name == "encoding" and self.bom else ""
        return f"{SHOWN.get(value, value)}{bom}"
