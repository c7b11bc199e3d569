"""A CSV or TSV as received -> Grid: encoding, newline and delimiter detected or stated; broken quotes are told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.csv_layout import (
    DELIMITERS,
    CsvLayout,
    find_delimiters,
    find_unsound_quote,
    read_sound_layout,
)
from helpers.raw.encodings import decode_export
from helpers.raw.grid import Grid, build_cells
from helpers.raw.received import SHOWN, Evidence, Received, Stated

SEPARATOR_LINE = re.compile(r"sep=(.)[\r\n]", re.IGNORECASE)
MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|head|body|table|meta)[\s>]", re.IGNORECASE)
NAMED = {
    "comma": ",",
    "コンマ": ",",
    "カンマ": ",",
    "tab": "\t",
    "タブ": "\t",
    "\\t": "\t",
    "semicolon": ";",
    "セミコロン": ";",
}
CLOSE = '引用符 " の閉じ忘れか、文の中の引用符（"" と二つ書く）を確かめてください。'


def read_csv_grid(
    data: bytes, ending: str, received: Received, stated: Stated, findings: Findings
) -> Grid | None:
    """All cells of a CSV; None, with a fatal finding, where it cannot be decoded or a quote is never closed."""
    decoded = decode_export(data, received.file, stated.encoding, findings)
    if decoded is None:
        return None
    received.note("encoding", decoded.encoding, decoded.evidence)
    received.bom = decoded.bom
    if MARKUP.match(decoded.text):
        message = "表計算の形に見せた HTML または XML です。表として読めません。"
        remedy = "Excel で開いて .xlsx として保存し直してください。"
        given = decoded.text[:40]
        findings.add("unreadable-file", "fatal", Place(received.file), message, given=given, remedy=remedy)
        return None
    text = _without_nul(decoded.text, received.file, findings)
    plain = text.encode("utf-8", "surrogatepass")
    layout, sound = read_sound_layout(plain)
    _note_newline(sound, received, findings)
    sign = _find_delimiter(text, ending, sound, received, stated, findings)
    received.note(
        "format",
        "tsv" if sign == "\t" else "csv",
        Evidence(why=f"文字のファイルです（{f'.{ending}' if ending else '拡張子なし'}）。"),
    )
    cells = _read_cells(text, plain, layout, sign, received.file, findings)
    return None if cells is None else Grid(Place(received.file), cells)


def _without_nul(text: str, file: str, findings: Findings) -> str:
    count = text.count("\0")
    if count:
        row = len(text[: text.index("\0")].splitlines()) or 1
        message = f"NUL 文字（値 0 のバイト）が{count}個あります。除いて読みました。"
        remedy = "書き出しが途中で壊れていないか、元のファイルを確かめてください。"
        findings.add("nul", "error", Place(file, "", row), message, given="NUL", remedy=remedy)
    return text.replace("\0", "") if count else text


def _note_newline(layout: CsvLayout, received: Received, findings: Findings) -> None:
    if layout.newline:
        received.note("newline", layout.newline, Evidence(why="引用符の外の改行を数えました。"))
    if layout.newline == "mixed":
        message = "行の終わりの改行が混在しています（CRLF、LF、CR）。どれも行の終わりとして読みました。"
        remedy = "二つのファイルをつないだものでないか確かめてください。"
        findings.add("mixed-newlines", "warning", Place(received.file), message, remedy=remedy)


def _find_delimiter(
    text: str, ending: str, layout: CsvLayout, received: Received, stated: Stated, findings: Findings
) -> str:
    found = find_delimiters(layout)
    if stated.delimiter is not None:
        sign = NAMED.get(stated.delimiter.strip().lower(), stated.delimiter)
        if _is_usable(sign, layout, found):
            received.note("delimiter", sign, Evidence("stated"))
            return sign
        details = {
            "given": SHOWN.get(sign, sign),
            "allowed": SHOWN[found[0].sign] if found else "コンマ、タブ、セミコロン",
        }
        message = "指定された区切り文字では列に分かれません。"
        remedy = "delimiter を実際の区切り文字に直すか、消して自動判定に任せてください。"
        findings.add("stated-delimiter", "error", Place(received.file), message, remedy=remedy, **details)
    line = SEPARATOR_LINE.match(text)
    if line:
        received.note("delimiter", line[1], Evidence(why="1行目に sep= とあります。"))
        return line[1]
    return _detect_delimiter(ending, found, received, findings)


def _is_usable(sign: str, layout: CsvLayout, found: list) -> bool:
    """One ASCII character that splits something, or nothing splits anything."""
    if len(sign) != 1 or not sign.isascii() or sign in '"\r\n':
        return False
    return not found or bool((layout.widths(sign) > 1).any())


def _detect_delimiter(ending: str, found: list, received: Received, findings: Findings) -> str:
    expected = "\t" if ending in ("tsv", "tab") else ","
    if not found:
        received.note("delimiter", expected, Evidence(sure="guess", why="区切り文字がなく、1列だけです。"))
        return expected
    best = found[0]
    why = f"{best.share * 100:.0f}%の行が{best.width}列にそろいます。"
    sure = "certain" if best.share > 0.95 else "likely" if best.share > 0.6 else "guess"
    received.note("delimiter", best.sign, Evidence(sure=sure, why=why))
    if sure == "guess":
        details = {"given": SHOWN[best.sign], "allowed": "、".join(SHOWN[sign] for sign in DELIMITERS)}
        message = "区切り文字がはっきりしません（列の数が行によって違います）。"
        remedy = "survey.yaml の delimiter に区切り文字を書いてください。"
        findings.add("unclear-delimiter", "warning", Place(received.file), message, remedy=remedy, **details)
    return best.sign


def _read_cells(
    text: str, plain: bytes, layout: CsvLayout, sign: str, file: str, findings: Findings
) -> pd.DataFrame | None:
    """By pandas where every quote is sound, else row by row."""
    if not text:
        return build_cells([])
    if find_unsound_quote(layout, sign) is None:
        return _read_sound(plain, sign, layout.widths(sign))
    return _read_broken(text, sign, file, findings)


def _read_sound(plain: bytes, sign: str, widths: np.ndarray) -> pd.DataFrame:
    """The same string is held once, which saves most of the memory; short rows are filled with ""."""
    frame = pd.read_csv(
        io.BytesIO(plain),
        sep=sign,
        header=None,
        names=range(int(widths.max())),
        index_col=False,
        dtype=object,
        na_filter=False,
        skip_blank_lines=False,
        encoding="utf-8",
        encoding_errors="surrogatepass",
    )
    return frame if widths.min() == widths.max() else frame.where(frame.notna(), "").astype(object)


def _read_broken(text: str, sign: str, file: str, findings: Findings) -> pd.DataFrame | None:
    """Rows whose quotes are not sound are told, and read as far as they can be; an unclosed one swallows the rest: fatal."""
    rows, number = [], 0
    for number, (row, lines) in enumerate(_read_lenient(text, sign), 1):
        rows.append(row)
        fault = _find_fault(lines, sign)
        if fault and "unexpected end" in fault:
            message = f"CSV として読めません（{number}行目から始まる引用符が閉じていません）。"
            details = {"given": lines[0][:80].rstrip("\r\n"), "remedy": CLOSE}
            findings.add("unreadable-file", "fatal", Place(file, "", number), message, **details)
            return None
        if fault:
            message = (
                "引用符の使い方が正しくありません。読めるように読みましたが、列がずれているおそれがあります。"
            )
            details = {"given": "".join(lines)[:80].rstrip("\r\n"), "remedy": CLOSE}
            findings.add("broken-quote", "error", Place(file, "", number), message, **details)
    return build_cells(rows)


def _read_lenient(text: str, sign: str) -> Iterator[tuple[list[str], list[str]]]:
    """(cells, the lines they were read from), record by record."""
    lines: list[str] = []

    def follow() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            lines.append(line)
            yield line

    for row in csv.reader(follow(), delimiter=sign):
        yield row, list(lines)
        lines.clear()


def _find_fault(lines: list[str], sign: str) -> str:
    try:
        list(csv.reader(lines, delimiter=sign, strict=True))
    except csv.Error as error:
        return str(error)
    return ""
