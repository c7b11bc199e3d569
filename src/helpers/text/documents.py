"""read_documents: the texts of a file with what else is known of them, be it a table or plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.delivery import find_format
from helpers.raw.encodings import decode_export
from helpers.raw.export import read_export
from helpers.raw.names import suggest
from helpers.raw.received import Stated
from helpers.text.answers import frame_answers, frame_lines
from helpers.text.plain_text import split_lines
from helpers.text.text_column import find_respondent_column, find_text_column
from helpers.text.variables import join_variables

TABLES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True)
class Documents:
    """The texts of one file.

        frame: df_by_document (one row a text: an answer of a table, or a line of plain text; index from 0)
        document | row   | respondent | answer | heading | text       | h1   .. h5  | h1_number .. | Q1   | ...
        1        | 2     | 1          | 1      | 0       | 孤独死が… |            | 0            | 男性 |
        str      | int64 | str        | str    | int64   | str        | str         | int64        | str  |

    `document` counts from 1; `row` in the file; `answer` and `respondent`: whose it is (equal in several rows where
    several texts are one answer, or one person's); `heading`: the level of a heading line, else 0; h1..h5 the headings
    it stands under ("" none) with their numbers (0 none). `variables` names the external variables among the columns.
    """

    frame: pd.DataFrame
    text_column: str
    variables: tuple[str, ...]
    file: str = ""
    kind: str = "table"

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.frame["text"])


def read_documents(
    path: Path,
    column: str | Sequence[str] | None = None,
    vars_table: Path | None = None,
    findings: Findings | None = None,
    *,
    respondent: str | None = None,
    stated: Stated | None = None,
) -> Documents | None:
    """The texts of a CSV, Excel, ods or plain text file; None, with a fatal finding, where there are none.

    `column`: the column (or columns: several answers of each respondent) of the text; found where not named, and told.
    `vars_table`: a table of external variables, row by row or by a column that both have. `respondent`: the column
    that says whose answer a row is; a column of that name is found, else each row is a respondent.
    """
    findings = Findings() if findings is None else findings
    if not path.is_file():
        message, remedy = "ファイルがありません。", "パスを確かめてください。"
        findings.add("missing-file", "fatal", Place(path.name), message, given=path.name, remedy=remedy)
        return None
    if _is_table(path, column):
        documents = _read_table(path, column, respondent, stated, findings)
    else:
        documents = _read_plain(path, stated, findings)
    if documents is None or vars_table is None:
        return documents
    joined = join_variables(documents.frame, documents.variables, vars_table, findings)
    return None if joined is None else replace(documents, frame=joined[0], variables=joined[1])


def _is_table(path: Path, column: str | Sequence[str] | None) -> bool:
    if path.suffix.lower() in TABLES or column:
        return True
    return find_format(path.read_bytes()) != "text"


def _read_plain(path: Path, stated: Stated | None, findings: Findings) -> Documents | None:
    decoded = decode_export(path.read_bytes(), path.name, stated and stated.encoding, findings)
    if decoded is None:
        return None
    lines = split_lines(decoded.text, path.name, findings)
    if not lines:
        message, remedy = "文がありません。", "本文の入ったファイルを指定してください。"
        findings.add("no-text", "fatal", Place(path.name), message, remedy=remedy)
        return None
    _tell_table([line.text for line in lines], path.name, findings)
    return Documents(frame_lines(lines), "", (), path.name, "text")


def _tell_table(lines: Sequence[str], file: str, findings: Findings) -> None:
    tabs = {line.count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and tabs != {0}:
        message = "どの行にも同じ数のタブがあり、表のように見えます。文章として読みました。"
        remedy = "表として読むときは、--column で本文の列を指定してください。"
        findings.add("looks-like-table", "warning", Place(file), message, given=lines[0][:80], remedy=remedy)


def _read_table(
    path: Path,
    column: str | Sequence[str] | None,
    respondent: str | None,
    stated: Stated | None,
    findings: Findings,
) -> Documents | None:
    export = read_export(path, findings, stated)
    if export is None:
        return None
    table, place = export.sheet.frame, export.sheet.place
    table.columns = [str(name) for name in table.columns]
    columns = [column] if isinstance(column, str) else list(column or ())
    columns = columns or find_text_column(table, place, findings)
    if (
        _tell_missing([*columns, *([respondent] if respondent else ())], table, place, findings)
        or not columns
    ):
        return None
    person = respondent or find_respondent_column(table, place, findings)
    frame, variables = frame_answers(table, columns, person, place, findings)
    return Documents(frame, "、".join(columns), variables, path.name)


def _tell_missing(names: Sequence[str], table: pd.DataFrame, place: Place, findings: Findings) -> bool:
    missing = [name for name in names if name not in table]
    for name in missing:
        message, allowed = f"列「{name}」がありません。", "、".join(table.columns)
        remedy = suggest(name, table.columns) or "列の名前を確かめてください。"
        findings.add("unknown-column", "fatal", place, message, given=name, allowed=allowed, remedy=remedy)
    return bool(missing)
