"""Rules L1-01 to L1-15: what a file must look like so that a program can read it. Each gives what it found against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.databook.known import Known
from helpers.databook.plain import platform_characters
from helpers.databook.written import FORMATS, Table, Value, Written, is_number

LAYOUT = re.compile(r"^[ 　\t]|[ 　\t]$|[ 　]{2,}|[\n\r\t]|^\S(?:[ 　]\S)+$")
SEVERAL = re.compile(
    r"[-+]?[0-9][0-9,.]*\s*[(（\[/／][^)）\]]*[0-9][^)）\]]*[)）\]]?%?|[A-Za-z0-9]{1,12}(?:\s*[,;、；]\s*[A-Za-z0-9]{1,12})+"
)
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,4}/[0-9]{1,4}")
NOTE = re.compile(r"^[（(]?(?:注|※|＊|出典|資料|備考|単位)")


def check_format(written: Written, known: Known) -> Iterator[str]:
    """L1-01"""
    for path in written.files:
        if path.suffix.lower() not in FORMATS:
            yield f"{path.name}：形式 {path.suffix or '（拡張子なし）'}"
    yield from (f"{name}：読めない（{reason}）" for name, reason in written.unreadable.items())


def check_one_table(written: Written, known: Known) -> Iterator[str]:
    """L1-02: a second heading below a blank row, or two blocks side by side."""
    for table in written.tables:
        blank = _blank_rows(table)
        second = [n for n in blank if n + 1 < len(table.rows) and _is_heading(table.rows, n + 1)]
        yield from (f"{table.place} {n + 2}行目：2つ目の見出し" for n in second[:1])
        if gap := next((n for n, column in enumerate(table.columns) if _is_gap(table, n)), None):
            yield f"{table.place} {gap + 1}列目：空の列で表が分かれている"


def check_unbroken(written: Written, known: Known) -> Iterator[str]:
    """L1-03: one table interrupted by blank rows, or carried on under the same heading in another sheet."""
    for table in written.tables:
        broken = [
            n for n in _blank_rows(table) if n + 1 < len(table.rows) and not _is_heading(table.rows, n + 1)
        ]
        yield from (f"{table.place} {n + 1}行目：空の行で表が途切れている" for n in broken[:1])
    seen: dict[tuple, Table] = {}
    for table in written.tables:
        key = (table.file if table.sheet else "", tuple(table.header))
        if len(table.rows) > 1 and key in seen:
            yield f"{table.place}：{seen[key].place} と同じ見出しで、表が分かれている"
        seen.setdefault(key, table)


def check_nothing_else(written: Written, known: Known) -> Iterator[str]:
    """L1-04: titles, notes, sources and comments outside the table."""
    for table in written.tables:
        for number, row in enumerate(table.rows):
            filled = [value for value in row if value != ""]
            if (
                len(filled) == 1
                and table.width > 2
                and (number == 0 or NOTE.match(str(filled[0])) or row[0] != "")
            ):
                yield f"{table.place} {number + 1}行目：表の外の文字「{_short(filled[0])}」"
                break
        yield from (f"{table.place}：コメント" for _ in table.problems.get("comments", [])[:1])


def check_names_given(written: Written, known: Known) -> Iterator[str]:
    """L1-05"""
    for table in written.tables:
        if not table.rows:
            yield f"{table.place}：項目名の行がない"
        for number, name in enumerate(table.header):
            if str(name).strip(" 　") == "" and not _is_gap(table, number):
                yield f"{table.place} {number + 1}列目：項目名がない"


def check_layout(written: Written, known: Known) -> Iterator[str]:
    """L1-06"""
    yield from _texts(written, "空白又は改行", lambda text: LAYOUT.search(text) is not None)


def check_one_datum(written: Written, known: Known) -> Iterator[str]:
    """L1-07"""

    def holds_several(text: str) -> bool:
        if text in known.labels or text in known.texts or THOUSANDS.fullmatch(text) or DATE.fullmatch(text):
            return False
        return "\n" in text or SEVERAL.fullmatch(text) is not None

    yield from _texts(written, "1つのセルに複数の値", holds_several)


def check_characters(written: Written, known: Known) -> Iterator[str]:
    """L1-08"""
    yield from _texts(written, "機種依存文字", lambda text: bool(platform_characters(text)))


def check_blank(written: Written, known: Known) -> Iterator[str]:
    """L1-09: every blank in a column of numbers is explained, and what was counted as nobody is there as 0."""
    for table in written.tables:
        status = table.column("status")
        for column in table.columns:
            defined = known.columns.get((table.name, column.name), {}).get("blank_meaning", "none") != "none"
            if column.is_numeric and column.blanks and not defined:
                yield f"{table.place}「{column.name}」：空欄が{column.blanks}あり、意味の定義がない"
        own = zip(status, table.column("n"), table.column("value"), strict=False)
        for row, (state, n, value) in enumerate(own, 2):
            if state == "observed" and n == "" and value == "":
                yield f"{table.place} {row}行目：状態が observed なのに数値がない"
                break
    yield from _missing_choices(written, known)


def _missing_choices(written: Written, known: Known) -> Iterator[str]:
    """A choice that nobody chose has a row with 0, in every column of every banner."""
    results = written.find("results")
    if results is None:
        return
    names = ("question", "banner", "banner_code", "choice_label", "row_kind")
    found: dict[tuple, set] = {}
    for question, banner, code, label, kind in zip(*map(results.column, names), strict=False):
        if kind in ("choice", "mark"):
            found.setdefault((question, banner, code), set()).add(label)
    for (question, banner, code), labels in found.items():
        if missing := [label for label in known.choices.get(str(question), []) if label not in labels]:
            yield f"{results.place} {question}（{banner} {code}）：「{_short(missing[0])}」の行がない"


def check_objects(written: Written, known: Known) -> Iterator[str]:
    """L1-10"""
    yield from _seen(written, "objects", "図形・グラフ・画像")


def check_look(written: Written, known: Known) -> Iterator[str]:
    """L1-11"""
    yield from _seen(written, "styled", "データのセルの色・太字など")


def check_merged(written: Written, known: Known) -> Iterator[str]:
    """L1-12"""
    yield from _seen(written, "merged", "結合セル")


def check_hidden(written: Written, known: Known) -> Iterator[str]:
    """L1-13"""
    yield from _seen(written, "hidden", "非表示")


def check_lines(written: Written, known: Known) -> Iterator[str] | None:
    """L1-14: as many lines as records, each with as many fields as there are names."""
    tables = [table for table in written.tables if table.is_csv]
    return _line_problems(tables) if tables else None


def _line_problems(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        lines = len(table.text.splitlines())
        if lines != len(table.rows):
            yield f"{table.file}：{lines}行に{len(table.rows)}件"
        width = len(table.rows[0]) if table.rows else 0
        short = next((n for n, row in enumerate(table.rows, 1) if len(row) < width), None)
        if short:
            yield f"{table.file} {short}行目：項目が足りない（{len(table.rows[short - 1])}/{width}）"


def check_quoting(written: Written, known: Known) -> Iterator[str] | None:
    """L1-15: a comma inside a value is in quotes, or the record has one field too many."""
    tables = [table for table in written.tables if table.is_csv]
    return _quote_problems(tables) if tables else None


def _quote_problems(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        yield from (
            f"{table.file} {where}：引用符が閉じていない" for where in table.problems.get("quoting", [])
        )
        width = len(table.rows[0]) if table.rows else 0
        long = next((n for n, row in enumerate(table.rows, 1) if len(row) > width), None)
        if long:
            yield f"{table.file} {long}行目：項目が多い（値の中のカンマが引用符で囲まれていない）"


def _seen(written: Written, problem: str, what: str) -> Iterator[str]:
    for table in written.tables:
        if found := table.problems.get(problem):
            yield f"{table.place}：{what}（{'、'.join(found[:3])}{'ほか' if len(found) > 3 else ''}）"


def _texts(written: Written, what: str, is_bad: object) -> Iterator[str]:
    """Every column that holds a bad text, with the first of them."""
    for table in written.tables:
        for number, name in enumerate(table.header):
            if isinstance(name, str) and is_bad(name):
                yield f"{table.place} 1行目：{what}「{_short(name)}」"
            column = table.columns[number]
            if bad := next((text for text in column.texts if is_bad(text)), None):
                yield f"{table.place} {column.row_of(bad)}行目「{column.name}」：{what}「{_short(bad)}」"


def _blank_rows(table: Table) -> list[int]:
    return [n for n, row in enumerate(table.rows) if not any(value != "" for value in row) and n]


def _is_gap(table: Table, number: int) -> bool:
    """Whether a column inside the table is blank, name and all."""
    column = table.columns[number]
    return table.header[number] == "" and column.blanks == len(column.values)


def _is_heading(rows: list[list[Value]], number: int) -> bool:
    """A row of several texts that is followed by a row with a number."""
    filled = [value for value in rows[number] if value != ""]
    texts = all(isinstance(value, str) and not is_number(value) for value in filled)
    below = rows[number + 1] if number + 1 < len(rows) else []
    return len(filled) > 1 and texts and any(not isinstance(v, str) or is_number(v) for v in below if v != "")


def _short(value: object) -> str:
    text = " ".join(str(value).split()) or str(value)
    return text if len(text) <= 30 else text[:29] + "…"
