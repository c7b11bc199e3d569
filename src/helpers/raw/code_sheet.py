"""The code table that comes with coded responses (コード表, レイアウト): question texts, and the labels of the codes.

Four layouts of the trade are read: one choice a row, all choices of a question in one cell (1:男性 2:女性), one column
a choice (選択肢1, 選択肢2 ...), and blocks of a question row and its choices below, without any headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from helpers.raw.sheet_choice import fold

Codes = dict[str, dict]
ROLES = {
    "id": r"(設問|質問|問|アイテム|項目|変数)(番号|no\.?|id|コード)|変数名?|カラム名?|列名?|アイテム名?|q\.?no\.?|qid"
    r"|(question|item|variable|column)([ _]?(id|no\.?|number|name|code))?|no\.?",
    "text": r"(設問|質問)(文|内容|タイトル|名|本文)?|表題|タイトル|項目名|内容|変数ラベル|ラベル|(question|item)[ _]?(text|title|label)"
    r"|(variable[ _])?label|text|title|description",
    "type": r"(設問|質問|回答)?(形式|タイプ|方式|種別|種類|区分)|sa/ma|(question[ _]?)?type",
    "code": r"(選択肢|カテゴリー?|回答|値|アイテム)?(番号|コード|no\.?|値)|値|(choice|category|answer)?[ _]?(code|value|no\.?|number)",
    "label": r"(回答)?選択肢(文|名|内容|ラベル|一覧)?|カテゴリー?(名|ラベル|内容)?|値ラベル|回答(内容|ラベル)?"
    r"|(choice|category|answer|value)s?([ _]?(text|label|name))?|labels?",
}
WIDE = re.compile(r"(選択肢|カテゴリー?|choice|category|answer|コード)[ _]?([0-9]{1,3})")
TYPE = re.compile(
    r"(sa|ma|fa|oa|na|num|数値|自由(回答|記述)|単一(回答|選択)?|単数(回答)?|複数(回答|選択)?)", re.IGNORECASE
)
ID = re.compile(r"((q|s|sc|f|a|x|問|設問|質問)[0-9]+([_\-.][a-z0-9]+)*)[.．:：)）]?", re.IGNORECASE)
PACKED = re.compile(r"(?:^|[\s,、，;；／/|])([0-9]{1,3})\s*[:：=＝.．)）]\s*")
WHOLE = re.compile(r"[0-9]{1,5}")


def read_codes(rows: list[list[str]]) -> Codes | None:
    """id -> {"text": str, "type": str ("" = not said), "codes": {code: label}}; None where the rows are no code table.

    {"Q1": {"text": "性別", "type": "SA", "codes": {"1": "男性", "2": "女性"}}}
    """
    rows = [[cell.strip() for cell in row] for row in rows]
    start, roles = _find_roles(rows)
    found = _collect(_read_listed(rows[start:], roles) if roles else _read_blocks(rows))
    return found if any(entry["codes"] for entry in found.values()) else None


def match_codes(codes: Codes, columns: Iterable[str]) -> Codes:
    """The same by column of the export, in its order; a column "Q1 / 性別" is met by any of its levels.

    A column Q2_3 of a question that the table holds only as Q2 gets its entry, and `choice`: the label of code 3.
    """
    known = {_plain(key): (key, entry) for key, entry in codes.items()}
    matched: Codes = {}
    for column in columns:
        for part in (column, *str(column).split(" / ")):
            entry = _match(_plain(part), known)
            if entry is not None:
                matched[column] = entry
                break
    return matched


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-.．]+", "_", fold(text)).strip("_")


def _match(part: str, known: dict[str, tuple[str, dict]]) -> dict | None:
    if part in known:
        return known[part][1] | {"question": known[part][0]}
    stem, _, number = part.rpartition("_")
    if stem in known and number.isdigit():
        key, entry = known[stem]
        label = entry["codes"].get(number) or entry["codes"].get(str(int(number)), "")
        return entry | {"question": key, "choice": label}
    return None


def _find_roles(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """(first row below the headings, role or number of a choice -> column); {} where no row has such headings."""
    for number, row in enumerate(rows[:15]):
        roles: dict[str, int] = {}
        for column, cell in enumerate(map(fold, row)):
            wide = WIDE.fullmatch(cell)
            name = f"choice {wide[2]}" if wide else _role(cell, roles)
            if name:
                roles.setdefault(name, column)
        choices = "label" in roles or any(name.startswith("choice ") for name in roles)
        if choices and ("id" in roles or "text" in roles):
            return number + 1, roles
    return 0, {}


def _role(cell: str, taken: dict[str, int]) -> str:
    """A heading such as コード means the code of a choice; No. means the question unless that has its column already."""
    fits = (role for role, pattern in ROLES.items() if role not in taken and re.fullmatch(pattern, cell))
    return next(fits, "")


def _read_listed(rows: list[list[str]], roles: dict[str, int]) -> Iterator[tuple[str, str, str, str, str]]:
    """(id, text, type, code, label) of every row below headings; what stands above holds for a blank."""
    wide = {
        name.removeprefix("choice "): column for name, column in roles.items() if name.startswith("choice ")
    }
    current = ""
    for row in rows:
        own = {name: row[column] if column < len(row) else "" for name, column in roles.items()}
        name = own.get("id") or (own.get("text", "") if "id" not in roles else "")
        current = name or current
        head = (current, own.get("text", ""), own.get("type", ""))
        yield (*head, "", "")
        for code, column in wide.items():
            if column < len(row) and row[column]:
                yield (*head, code, row[column])
        label, code = own.get("label", ""), own.get("code", "")
        packed = list(_unpack(label)) if not code else []
        for part in packed or ([(code, label)] if label else []):
            yield (*head, *part)


def _unpack(text: str) -> Iterator[tuple[str, str]]:
    """1:男性 2:女性 -> (1, 男性), (2, 女性)"""
    parts = PACKED.split(text)
    if len(parts) >= 3 and not parts[0].strip():
        for code, label in zip(parts[1::2], parts[2::2], strict=True):
            yield code, label.strip(" \t\n\r,、，;；／/|")


def _read_blocks(rows: list[list[str]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Q1 | SA | 性別, and below it 1 | 男性."""
    current = ""
    for row in rows:
        cells = [cell for cell in row if cell]
        if not cells:
            continue
        found = ID.fullmatch(cells[0])
        if found:
            current = found[1]
            types = [cell for cell in cells[1:] if TYPE.fullmatch(cell.strip("()（）"))]
            texts = [cell for cell in cells[1:] if cell not in types and not WHOLE.fullmatch(cell)]
            yield current, max(texts, key=len, default=""), types[0].strip("()（）") if types else "", "", ""
        elif current and len(cells) >= 2 and WHOLE.fullmatch(_digits(cells[0])):
            yield current, "", "", cells[0], cells[1]
        elif current and len(cells) == 1:
            for code, label in _unpack(cells[0]):
                yield current, "", "", code, label


def _digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _collect(lines: Iterable[tuple[str, str, str, str, str]]) -> Codes:
    """Every question once; a label without a code gets the number of its place."""
    found: Codes = {}
    for name, text, kind, code, label in lines:
        if not name:
            continue
        entry = found.setdefault(name, {"text": "", "type": "", "codes": {}})
        entry["text"], entry["type"] = entry["text"] or text, entry["type"] or kind
        if label:
            entry["codes"].setdefault(_digits(code) or str(len(entry["codes"]) + 1), label)
    return found
