"""The sheet on which a coder decides: one row an answer, one column a code; as an Excel book or as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from helpers.errors import ParameterError
from helpers.handoff import RISKY, replace_file
from helpers.raw.codings import MET, NOT_MET

NUMBER, REMARK, TEXT, REASON = "番号", "id", "回答", "理由"
OWN = (NUMBER, REMARK, TEXT, REASON)
SHEET, GUIDE = "判断", "使い方"
LONGEST = 32_000  # characters; an Excel cell holds 32,767
CUT = "…（以下略）"
UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
CODER = re.compile(r"\w[\w.-]*")
CREATED = dt.datetime(1980, 1, 1)
FONT, HEAD, RULE = "Yu Gothic", "#E8EEFC", "#B3B3B3"
STEPS = (
    "1. 「判断」のシートで、回答を一つずつ読み、コードごとに「該当」か「非該当」を選ぶ。",
    "2. ほかの人と相談せず、ルールの結果も見ないで決める。迷った理由は「理由」の列に書く。",
    "3. 決められないものは空欄のままにする（一致の計算には入らない）。",
    "4. 行、列、id、回答の文は変えない。並べ替えはしてよい。",
    "5. ファイルの名前を変えずに保存して返す。",
)


def write_coding_sheets(
    df_by_sample: pd.DataFrame,
    codes: Sequence[str] | Mapping[str, str],
    folder: Path,
    coders: Sequence[str],
    ending: str = "xlsx",
) -> list[Path]:
    """`coding_<coder>.xlsx` (or .csv) in `folder`, one for each coder; equal samples give equal bytes.

    `codes`: their names, or name -> what is meant by it, which goes on the guide. The sheets show no result of the
    rules. Raises ParameterError for a coder's name that cannot be a file name, or a code called like one of our columns.
    """
    _check(codes, coders, ending)
    write = {"xlsx": _write_book, "csv": _write_csv}[ending]
    paths = [folder / f"coding_{coder}.{ending}" for coder in coders]
    for path in paths:
        write(df_by_sample, codes, path)
    return paths


def show_text(text: str) -> str:
    """An answer as the sheet holds it: signs that no sheet can hold become U+FFFD, and a very long one is cut."""
    safe = UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return safe if len(safe) <= LONGEST else safe[:LONGEST] + CUT


def _check(codes: Sequence[str] | Mapping[str, str], coders: Sequence[str], ending: str) -> None:
    if ending not in ("xlsx", "csv"):
        raise ParameterError(f"判断シートの形「{ending}」は使えません。使えるのは xlsx、csv です。")
    for coder in coders:
        if not CODER.fullmatch(coder):
            raise ParameterError(
                f"判断する人の名前「{coder}」は使えません。使えるのは文字、数字、_ - . です。"
            )
    if len(set(coders)) < len(coders):
        raise ParameterError("判断する人の名前が重なっています。別の名前にしてください。")
    for code in codes:
        if code in OWN:
            raise ParameterError(
                f"コードの名前「{code}」は、判断シートの列の名前と同じです。別の名前にしてください。"
            )


def _rows(df_by_sample: pd.DataFrame, codes: Sequence[str]) -> list[list[object]]:
    blank = [""] * (len(codes) + 1)
    columns = zip(df_by_sample["number"], df_by_sample["remark_id"], df_by_sample["text"], strict=True)
    return [[int(number), remark, show_text(text), *blank] for number, remark, text in columns]


def _header(codes: Sequence[str]) -> list[str]:
    return [NUMBER, REMARK, TEXT, *codes, REASON]


def _write_csv(df_by_sample: pd.DataFrame, codes: Sequence[str] | Mapping[str, str], path: Path) -> None:
    """UTF-8 with BOM, for Excel; one line a record, and nothing that Excel would compute."""
    names, stream = list(codes), io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in [_header(names), *_rows(df_by_sample, names)]:
        writer.writerow([_neutralise(value) if isinstance(value, str) else value for value in row])
    replace_file(path, "\ufeff" + stream.getvalue())


def _neutralise(text: str) -> str:
    return ("'" if text.startswith(RISKY) else "") + " ".join(text.splitlines())


def _write_book(df_by_sample: pd.DataFrame, codes: Sequence[str] | Mapping[str, str], path: Path) -> None:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": CREATED})
    _fill_sheet(book, list(codes), _rows(df_by_sample, list(codes)))
    _fill_guide(book, codes)
    book.close()
    replace_file(path, content.getvalue())


def _fill_sheet(book, codes: list[str], rows: list[list[object]]) -> None:
    sheet = book.add_worksheet(SHEET)
    plain = {"font_name": FONT, "font_size": 10, "valign": "top", "border": 1, "border_color": RULE}
    head = book.add_format(plain | {"bold": True, "bg_color": HEAD, "text_wrap": True})
    text, centre = book.add_format(plain | {"text_wrap": True}), book.add_format(plain | {"align": "center"})
    for place, name in enumerate(_header(codes)):
        sheet.write_string(0, place, name, head)
    for number, row in enumerate(rows, 1):
        sheet.write_number(number, 0, row[0], centre)
        for place, value in enumerate(row[1:], 1):
            write = sheet.write_string if value else sheet.write_blank
            write(number, place, value or None, centre if 2 < place < len(row) - 1 else text)
    for first, last, width in (
        (0, 0, 6),
        (1, 1, 16),
        (2, 2, 60),
        (3, 2 + len(codes), 12),
        (3 + len(codes), 3 + len(codes), 30),
    ):
        sheet.set_column(first, max(first, last), width)
    if codes and rows:
        choice = {
            "validate": "list",
            "source": [MET, NOT_MET],
            "error_title": "使えない値",
            "error_message": f"{MET} か {NOT_MET} を選んでください。",
        }
        sheet.data_validation(1, 3, len(rows), 2 + len(codes), choice)
    sheet.freeze_panes(1, 3)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _fill_guide(book, codes: Sequence[str] | Mapping[str, str]) -> None:
    sheet = book.add_worksheet(GUIDE)
    text = book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True})
    bold = book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", "bold": True})
    meanings = codes if isinstance(codes, Mapping) else dict.fromkeys(codes, "")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "判断の手順", bold)
    for number, step in enumerate(STEPS):
        sheet.write_string(number, 1, step, text)
    start = len(STEPS) + 1
    sheet.write_string(start, 0, "コード", bold)
    sheet.write_string(start, 1, "何を指すか", bold)
    for number, (code, meaning) in enumerate(meanings.items(), start + 1):
        sheet.write_string(number, 0, code, text)
        sheet.write_string(number, 1, meaning or "（名前のとおり）", text)
