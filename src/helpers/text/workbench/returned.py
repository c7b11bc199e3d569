"""A coder's sheet read back: decisions as records, and every way in which the sheet is not what was handed out."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.codings import MET, NOT_MET, build_codings, hash_text
from helpers.raw.files import Sheet, read_csv, read_worksheet
from helpers.raw.names import fold_width, suggest
from helpers.text.workbench.sheets import NUMBER, REASON, REMARK, SHEET, TEXT, show_text

WRITTEN = {
    MET: MET,
    NOT_MET: NOT_MET,
    "1": MET,
    "0": NOT_MET,
    "○": MET,
    "〇": MET,
    "◯": MET,
    "×": NOT_MET,
    "✕": NOT_MET,
}
ALLOWED = f"{MET}（1、○）、{NOT_MET}（0、×）、空欄"


def read_coding_sheet(
    path: Path,
    df_by_sample: pd.DataFrame,
    codes: Sequence[str],
    findings: Findings,
    *,
    coder: str | None = None,
    date: dt.date | None = None,
) -> pd.DataFrame:
    """df_by_coding of a sheet that `write_coding_sheets` laid out (.xlsx or .csv); blanks are no decision.

    `coder`: by default what the file's name says (coding_山田.xlsx). Findings, each with sheet, row and column: values
    that are no decision, rows that are missing, doubled or not in the sample, answers whose text was changed (their
    decisions are not taken), codes without a column, and how many decisions are still open.
    """
    sheet = _read(path, path.name, findings)
    if sheet is None or not _has_columns(sheet, codes, findings):
        return build_codings([])
    coder = coder or unicodedata.normalize("NFC", path.stem).removeprefix("coding_")
    texts = dict(zip(df_by_sample["remark_id"], df_by_sample["text"], strict=True))
    records, seen, blank = [], dict[str, int](), 0
    for row, cells in zip(sheet.frame.index, sheet.frame.to_dict("records"), strict=True):
        place = Place(sheet.place.file, sheet.place.sheet, int(row))
        if not _is_ours(cells, texts, seen, place, findings):
            continue
        remark = cells[REMARK].strip()
        for code in [code for code in codes if code in cells]:
            decision = _read_decision(cells[code], place, code, findings)
            blank += decision == ""
            if decision:
                record = {"remark": remark, "code": code, "coder": coder, "decision": decision}
                why = cells.get(REASON, "").strip() or None
                records.append(record | {"reason": why, "date": date, "text_hash": hash_text(texts[remark])})
    _tell_left(texts, seen, blank, sheet.place, findings)
    return build_codings(records)


def _read(path: Path, file: str, findings: Findings) -> Sheet | None:
    if not path.is_file():
        message, remedy = "判断シートがありません。", "ファイルの場所と名前を確かめてください。"
        findings.add("missing-file", "error", Place(file), message, given=file, remedy=remedy)
        return None
    if path.suffix.lower() == ".csv":
        return read_csv(path, file, findings)
    return read_worksheet(path, file, findings, SHEET)


def _has_columns(sheet: Sheet, codes: Sequence[str], findings: Findings) -> bool:
    given, top = list(sheet.frame.columns), Place(sheet.place.file, sheet.place.sheet, 1)
    for name in [name for name in (REMARK, TEXT, *codes) if name not in given]:
        message, remedy = (
            f"列「{name}」がありません。",
            suggest(name, given) or "見出しを元に戻してください。",
        )
        findings.add("missing-column", "error", top, message, given="、".join(given), remedy=remedy)
    for name in [name for name in given if name not in (NUMBER, REMARK, TEXT, REASON, *codes)]:
        message, remedy = f"知らない列「{name}」です。読みません。", suggest(name, codes)
        findings.add("unknown-column", "warning", top, message, allowed="、".join(codes), remedy=remedy)
    return REMARK in given and TEXT in given


def _is_ours(
    cells: dict, texts: dict[str, str], seen: dict[str, int], place: Place, findings: Findings
) -> bool:
    remark = cells[REMARK].strip()
    where = Place(place.file, place.sheet, place.row, REMARK)
    if remark not in texts:
        message, remedy = "この id の回答は標本にありません。この行は読みません。", suggest(remark, texts)
        findings.add("unknown-remark", "error", where, message, given=remark, remedy=remedy)
        return False
    if remark in seen:
        message = f"同じ回答が{seen[remark]}行目にもあります。この行は読みません。"
        findings.add(
            "duplicate-row", "error", where, message, given=remark, remedy="どちらかの行を消してください。"
        )
        return False
    seen[remark] = place.row
    if _fold(cells[TEXT]) == _fold(show_text(texts[remark])):
        return True
    where = Place(place.file, place.sheet, place.row, TEXT)
    message = "回答の文が、渡したものと違います。行がずれたおそれがあるので、この行の判断は読みません。"
    remedy = "元の文に戻すか、渡した判断シートに書き直してください。"
    findings.add(
        "changed-text",
        "error",
        where,
        message,
        given=cells[TEXT][:40],
        allowed=texts[remark][:40],
        remedy=remedy,
    )
    return False


def _fold(text: str) -> str:
    """What spreadsheets do to a text is no change: blanks, line ends, an apostrophe put before it."""
    return fold_width(text).lstrip("'")


def _read_decision(cell: str, place: Place, code: str, findings: Findings) -> str | None:
    """該当, 非該当, "" (blank), or None, with a finding, for what is neither."""
    given = fold_width(cell)
    if not given or given in WRITTEN:
        return WRITTEN.get(given, "")
    where = Place(place.file, place.sheet, place.row, code)
    message, remedy = "判断として読めない値です。この判断は使いません。", "どれかに直してください。"
    findings.add("unknown-value", "error", where, message, given=cell, allowed=ALLOWED, remedy=remedy)
    return None


def _tell_left(
    texts: dict[str, str], seen: dict[str, int], blank: int, place: Place, findings: Findings
) -> None:
    missing = [remark for remark in texts if remark not in seen]
    if missing:
        message = f"標本の回答のうち{len(missing):,}件の行がありません。"
        given = "、".join(missing[:5]) + ("など" if len(missing) > 5 else "")
        findings.add(
            "missing-rows",
            "error",
            place,
            message,
            given=given,
            remedy="渡した判断シートの行を戻してください。",
        )
    if blank:
        message = f"まだ決めていない判断が{blank:,}あります。一致の計算には入りません。"
        findings.add(
            "open-decisions",
            "info",
            place,
            message,
            remedy="決められるものは「該当」「非該当」を選んでください。",
        )
