"""Rules L3-01 to L3-09: what must be said about the data so that others can use it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.databook.known import Known
from helpers.databook.machine_words import NONE, PREFECTURES
from helpers.databook.written import Table, Written, is_number

SPECIAL = (
    "秘匿", "非該当", "無回答", "不明", "該当なし", "全体", "X", "x", "*", "**", "***", "-", "－", "―", "—", "…", "...",
    "※", "NA", "N/A", "n.a.", "null", "NULL", "▲", "△", "none", "total", "suppressed", "no_base", "no_answer",
    "unreadable", "unavailable", "not_applicable",
)  # fmt: skip
ERA = re.compile(
    r"(?:明治|大正|昭和|平成|令和)\s*(?:元|[0-9０-９]{1,2})\s*年|(?<![A-Za-z0-9])[MTSHR][0-9]{1,2}(?:[./][0-9]{1,2}|年)"
)
WESTERN = re.compile(r"(?:19|20)[0-9]{2}")
PHYSICAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
AREA_HEAD = re.compile(r"area|region|prefecture|municipality|地域|都道府県|市区町村|自治体", re.IGNORECASE)
OFFICIAL = re.compile(r".+[都道府県市区町村]")
UNIT_IN_NAME = re.compile(r"[（(\[].+[）)\]]$|[_ ](?:percent|pct|yen|n|count|persons)$|[%％]")
YEAR_NAME = re.compile(r"(?:(?:19|20)[0-9]{2}|[RH][0-9]{1,2}|(?:令和|平成)(?:元|[0-9]{1,2}))(?:年度?|年)?")


def check_first_row(written: Written, known: Known) -> Iterator[str]:
    """L3-01: the first row holds the names, all of them, and nothing but names."""
    for table in written.tables:
        filled = [name for name in table.header if name != ""]
        if len(filled) < table.width or not filled:
            yield f"{table.place} 1行目：項目名の行ではない"
        elif bad := next((n for n in filled if not isinstance(n, str) or is_number(n)), None):
            yield f"{table.place} 1行目：項目名が数値「{bad}」"


def check_code_table(written: Written, known: Known) -> Iterator[str]:
    """L3-02: every code is in the code table, and every choice of the codebook."""
    if not known.codes:
        yield "コード表（codes）がない"
        return
    for table in written.tables:
        for column in table.columns:
            variable = known.columns.get((table.name, column.name), {}).get("codes", NONE)
            if variable != NONE:
                yield from _unknown_codes(table, column.name, variable, known)
    for question, choices in known.choices.items():
        labels = set(known.codes.get(("choice_code", question), {}).values())
        if labels and (missing := [choice for choice in choices if choice not in labels]):
            yield f"コード表に {question} の「{missing[0]}」がない"


def _unknown_codes(table: Table, name: str, variable: str, known: Known) -> Iterator[str]:
    """Codes of choices depend on the question, those of banners on the banner; the others stand alone."""
    key = {"choice_code": "question", "banner_code": "banner"}.get(variable)
    owners = table.column(key) if key else [NONE] * len(table.column(name))
    common = known.codes.get((variable, NONE), {})
    for owner, code in dict.fromkeys(zip(owners, table.column(name), strict=False)):
        if str(code) not in common and str(code) not in known.codes.get((variable, str(owner)), {}):
            yield f"{table.place}「{name}」：コード「{code}」がコード表（{variable} {owner}）にない"
            return


def check_symbols(written: Written, known: Known) -> Iterator[str]:
    """L3-03"""
    for table in written.tables:
        for column in table.columns:
            bad = next((t for t in column.texts if t in SPECIAL and t not in known.symbols), None)
            if bad and table.name != "symbols":
                yield f"{table.place} {column.row_of(bad)}行目「{column.name}」：「{bad}」の定義がない"


def check_units(written: Written, known: Known) -> Iterator[str]:
    """L3-04"""
    for table in written.tables:
        for column in table.columns:
            row = known.columns.get((table.name, column.name), {})
            is_number_column = row.get("data_type") in ("number", "integer") or (
                not row and column.is_numeric
            )
            if (
                is_number_column
                and row.get("unit", NONE) in (NONE, "")
                and not UNIT_IN_NAME.search(column.name)
            ):
                yield f"{table.place}「{column.name}」：単位がない"


def check_years(written: Written, known: Known) -> Iterator[str]:
    """L3-05: a Japanese era never stands without the western year (the wording of a question apart)."""
    for table in written.tables:
        names = [str(name) for name in table.header]
        if bad := next((n for n in names if ERA.search(n) and not WESTERN.search(n)), None):
            yield f"{table.place} 1行目：西暦のない和暦「{bad}」"
        for column in table.columns:
            texts = (
                t for t in column.texts if ERA.search(t) and not WESTERN.search(t) and t not in known.texts
            )
            if bad := next(texts, None):
                yield f"{table.place} {column.row_of(bad)}行目「{column.name}」：西暦のない和暦「{bad[:30]}」"


def check_areas(written: Written, known: Known) -> Iterator[str] | None:
    """L3-06: codes of 5 digits, or 6 with their check digit; official names."""
    code, name = known.about.get("area_code", NONE), known.about.get("area_name", NONE)
    columns = [
        (table, column) for table in written.tables for column in table.columns
        if table.name not in ("columns", "about", "symbols") and AREA_HEAD.search(column.name)
        and set(column.counts) - {NONE, ""}
    ]  # fmt: skip
    short = _short_prefectures(known)
    if (code, name) == (NONE, NONE) and not columns and short is None:
        return None
    return _area_problems(code, name, columns, short or [])


def _area_problems(code: str, name: str, columns: list, short: list[str]) -> Iterator[str]:
    if code not in (NONE, "") and not is_area_code(code):
        yield f"標準地域コードではない「{code}」"
    if name not in (NONE, "") and not OFFICIAL.fullmatch(name):
        yield f"正式名称ではない「{name}」"
    for table, column in columns:
        values = [str(value) for value in column.counts if value != ""]
        if bad := next(
            (v for v in values if not (is_area_code(v) or OFFICIAL.fullmatch(v)) and v != NONE), None
        ):
            yield f"{table.place}「{column.name}」：標準地域コードでも正式名称でもない「{bad}」"
    yield from (f"コード表：都道府県の正式名称ではない「{label}」" for label in short[:1])


def _short_prefectures(known: Known) -> list[str] | None:
    """Choices that name a prefecture without 都, 府 or 県; None where no question lists prefectures (five or more)."""
    lists = known.choices | {question: list(labels.values()) for (_, question), labels in known.codes.items()}
    short = {name[:-1] for name in PREFECTURES if name != "北海道"}
    found = {q: [c for c in choices if c in PREFECTURES or c in short] for q, choices in lists.items()}
    asked = {question: labels for question, labels in found.items() if len(labels) >= 5}
    return [f"{q} {c}" for q, labels in asked.items() for c in labels if c in short] if asked else None


def is_area_code(code: str) -> bool:
    """13108, or 131083: the sixth digit is 11 minus (the digits times 6, 5, 4, 3, 2) mod 11, its last digit (総務省)."""
    code = code.removesuffix(".0")
    if not re.fullmatch(r"[0-9]{5,6}", code) or not 1 <= int(code[:2]) <= 47:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return len(code) == 5 or int(code[5]) == (11 - total % 11) % 10


def check_history(written: Written, known: Known) -> Iterator[str]:
    """L3-07: a history of changes is there; against an earlier set, see `check_same_form`."""
    table = written.find("history")
    if table is None or len(table.rows) < 2:
        yield "変更の履歴（history）がない"
    elif missing := [name for name in ("fiscal_year", "change") if name not in table.header]:
        yield f"{table.place}：「{missing[0]}」の列がない"


def check_same_form(written: Written, earlier: Written) -> Iterator[str]:
    """L3-07 against the year before: a table whose columns differ, although the history does not name it."""
    history = written.find("history")
    told = " ".join(str(value) for row in (history.rows[1:] if history else []) for value in row)
    headers = {(table.name, table.is_csv): table.header for table in earlier.tables}
    for table in written.tables:
        before = headers.get((table.name, table.is_csv), table.header)
        if table.header != before and table.name not in told:
            yield f"{table.place}：前の年度と列が違うが、変更の履歴にない"


def check_definitions(written: Written, known: Known) -> Iterator[str]:
    """L3-08: every column is defined under a physical name, and what is said of encoding and BOM is true."""
    if not known.columns:
        yield "列の定義（columns）がない"
    for table in written.tables:
        names = [str(name) for name in table.header]
        if bad := next((name for name in names if not PHYSICAL.fullmatch(name)), None):
            yield f"{table.place}：物理名が英数字ではない「{bad}」"
        if known.columns and (bad := next((n for n in names if (table.name, n) not in known.columns), None)):
            yield f"{table.place}「{bad}」：定義がない"
    yield from _encoding_problems(written, known)


def _encoding_problems(written: Written, known: Known) -> Iterator[str]:
    tables = [table for table in written.tables if table.is_csv]
    said = [known.about.get(item, "") for item in ("encoding", "bom", "newline")]
    if tables and "" in said:
        yield "文字コード・BOM・改行の説明（about）がない"
        return
    for table in tables:
        if (said[1] == "yes") != table.has_bom or said[2] != table.newline:
            yield f"{table.file}：BOM又は改行が説明（BOM {said[1]}、改行 {said[2]}）と違う"


def check_long(written: Written, known: Known) -> Iterator[str]:
    """L3-09: years and choices are values, not names of columns."""
    for table in written.tables:
        names = [str(name) for name in table.header]
        wide = [
            name
            for name in names
            if YEAR_NAME.fullmatch(name) or (name in known.labels and name not in ("", NONE))
        ]
        if len(wide) > 1:
            yield f"{table.place}：横持ち（列「{wide[0]}」「{wide[1]}」など）"
