"""Which sheet of a workbook holds the responses: by what it is called, what it holds, and how large it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from helpers.raw.received import Evidence

BESIDE = re.compile(
    r"表紙|目次|凡例|説明|はじめに|注意|レイアウト|コード|設問|調査票|質問票|概要|集計|単純|クロス|グラフ|図表|属性一覧"
    r"|read ?me|index|cover|layout|code ?book|^codes?$|summary|^gt|cross|chart|pivot|list|マスタ|master"
)
RESPONSES = re.compile(r"回答|ローデータ|ロウデータ|生データ|個票|raw|data|データ|respon|answer|result")
CODES = re.compile(
    r"設問番号|設問文|設問no|質問番号|質問文|選択肢|カテゴリ|コード|変数名|項目名|question|choice|code|label"
)


@dataclass(frozen=True)
class SheetSize:
    """One sheet as seen from outside: its size and its first rows."""

    name: str
    hidden: bool
    rows: int
    columns: int
    top: list[list[str]]


def fold(text: str) -> str:
    """For comparing names only."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def is_code_sheet(top: list[list[str]]) -> bool:
    """Two or more of the words of a code table, and few other cells, in one of the first rows."""
    for row in top[:10]:
        cells = [fold(cell) for cell in row if cell.strip()]
        words = {CODES.search(cell)[0] for cell in cells if len(cell) <= 20 and CODES.search(cell)}
        if len(words) >= 2 and len(words) >= len(cells) / 2:
            return True
    return False


def choose_sheet(sheets: list[SheetSize]) -> tuple[SheetSize, Evidence]:
    """The sheet that holds the responses, and why; `sheets` is not empty."""
    if len(sheets) == 1:
        return sheets[0], Evidence(why="シートは一つだけです。")
    ranked = sorted(sheets, key=_rank, reverse=True)
    best, second = ranked[:2]
    why = f"名前と大きさ（{best.rows:,}行 × {best.columns:,}列）から選びました。"
    close = _rank(second)[:3] == _rank(best)[:3] and 2 * _area(second) > _area(best)
    return best, Evidence(sure="guess" if close else "likely", why=why)


def _rank(sheet: SheetSize) -> tuple:
    beside = bool(BESIDE.search(fold(sheet.name))) and not RESPONSES.search(fold(sheet.name))
    good = bool(RESPONSES.search(fold(sheet.name)))
    plain = not is_code_sheet(sheet.top) and sheet.columns > 1
    return (sheet.rows > 0 and plain, not beside, not sheet.hidden, good, _area(sheet))


def _area(sheet: SheetSize) -> int:
    return sheet.rows * sheet.columns
