"""Rules L2-01 to L2-06: what may stand in a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from helpers.databook.known import Known
from helpers.databook.written import Column, Table, Written, is_number

UNITS = "%|％|‰|人|名|件|円|千円|万円|百万円|億円|歳|才|時間|分|秒|団体|世帯|回|個|票|校|社|ポイント|pt|点|kg|km|m|cm"
WITH_UNIT = re.compile(
    rf"[-+▲△]?[¥￥$]?\s*[0-9０-９][0-9０-９,，.．]*\s*(?:{UNITS}|※|\*|注\d*\)?)|[※*¥￥$▲△][0-9０-９][0-9０-９,，.．]*"
)
SEPARATED = re.compile(r"[-+]?[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]+)?")
WIDE = re.compile(r"[-－＋+]?[0-9]*[０-９][0-9０-９]*(?:[.．][0-9０-９]+)?")
DITTO = ("〃", "同上", "々", "〟", "”", "″", '"', "同")
OTHER = re.compile(r"その他\s*[（(:：]\s*.+")


def check_numbers(written: Written, known: Known) -> Iterator[str]:
    """L2-01: numbers without units, commas, marks; stored as numbers."""
    for table in written.tables:
        for column in table.columns:
            kind = known.columns.get((table.name, column.name), {}).get("data_type", "")
            if bad := next((text for text in column.texts if _is_decorated(text, known)), None):
                yield _at(table, column, bad, "単位・カンマ・記号の付いた数値")
            elif bad := _text_among_numbers(column, kind, known):
                yield _at(table, column, bad, "数値の列の文字")


def _is_decorated(text: str, known: Known) -> bool:
    if text in known.labels or text in known.texts or text in known.symbols:
        return False
    return any(form.fullmatch(text) for form in (WITH_UNIT, SEPARATED, WIDE))


def _text_among_numbers(column: Column, kind: str, known: Known) -> str | None:
    """A text where most are numbers, or numbers that a sheet holds as text; not a symbol that is defined."""
    if kind in ("text", "code"):
        return None
    if column.is_numeric or kind in ("number", "integer"):
        return next((text for text in column.texts if text not in known.symbols), None)
    as_text = [text for text in column.texts if is_number(text)]
    return as_text[0] if as_text and len(as_text) == len(column.texts) else None


def check_omitted(written: Written, known: Known) -> Iterator[str]:
    """L2-02: no ditto marks, and no blanks for what stands above."""
    for table in written.tables:
        for column in table.columns:
            if ditto := next((text for text in column.texts if text.strip(" 　") in DITTO), None):
                yield _at(table, column, ditto, "省略の記号")
        for column in _leading(table, known):
            if column.blanks and column.blanks < len(column.values):
                yield f"{table.place} {column.row_of('')}行目「{column.name}」：繰り返しが省かれて空欄"


def _leading(table: Table, known: Known) -> Iterator[Column]:
    """The columns that say what a row is about: all up to the first of numbers, or those defined as code or text."""
    if any(name == table.name for name, _ in known.columns):
        kinds = {
            column: known.columns[key]["data_type"]
            for key in known.columns
            for column in [key[1]]
            if key[0] == table.name
        }
        yield from (column for column in table.columns if kinds.get(column.name) in ("code", "text"))
        return
    for column in table.columns:
        if column.is_numeric:
            return
        yield column


def check_unique(written: Written, known: Known) -> Iterator[str]:
    """L2-03: names of columns within a table, and of tables."""
    for table in written.tables:
        if double := _double([str(name).strip(" 　") for name in table.header if name != ""]):
            yield f"{table.place}：項目名「{double}」が2つある"
    for file in dict.fromkeys(table.file for table in written.tables):
        if double := _double([t.name.casefold() for t in written.tables if t.file == file]):
            yield f"{file}：シート「{double}」が2つある"
    if double := _double([path.name.casefold() for path in written.files]):
        yield f"ファイル名「{double}」が2つある"


def _double(names: list[str]) -> str | None:
    return next((name for number, name in enumerate(names) if name in names[:number]), None)


def check_uniform(written: Written, known: Known) -> Iterator[str]:
    """L2-04: one spelling for one choice, in a column and across the set's labels; codes are held to the code table."""
    for table in written.tables:
        for column in table.columns:
            if known.columns.get((table.name, column.name), {}).get("data_type") == "code":
                continue
            spellings: dict[str, str] = {}
            for text in column.texts:
                other = spellings.setdefault(_folded(text), text)
                if other != text:
                    yield _at(table, column, text, f"「{_short(other)}」と表記がゆれている値")
                    break


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def check_other(written: Written, known: Known) -> Iterator[str]:
    """L2-05: what was written beside その他 stands in a column of its own."""
    for table in written.tables:
        for column in table.columns:
            bad = next(
                (
                    t
                    for t in column.texts
                    if OTHER.fullmatch(t) and t not in known.labels and t not in known.texts
                ),
                None,
            )
            if bad:
                yield _at(table, column, bad, "その他の内容が選択肢と同じ列")


def check_values(written: Written, known: Known) -> Iterator[str]:
    """L2-06: values, not formulas; in a CSV, no text that a spreadsheet would run."""
    for table in written.tables:
        if found := table.problems.get("formula"):
            yield f"{table.place}：数式（{'、'.join(found[:3])}）"


def _at(table: Table, column: Column, value: str, what: str) -> str:
    return f"{table.place} {column.row_of(value)}行目「{column.name}」：{what}「{_short(value)}」"


def _short(value: str) -> str:
    return value if len(value) <= 30 else value[:29] + "…"
