"""Check of the user dictionary: each line in one of Janome's two forms, and what is wrong with a line that is not.

short  表層形,品詞,読み                                             (Janome: simpledic)
long   表層形,左文脈ID,右文脈ID,コスト,品詞,細分類1,細分類2,細分類3,活用型,活用形,基本形,読み,発音   (Janome: ipadic)

Both may stand in one file; the long form inflects, and lets a cost decide against Janome's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PARTS_OF_SPEECH = ("名詞", "動詞", "形容詞", "副詞")  # those that are counted
# All of IPADIC's; the long form may have them.
KNOWN = (
    *PARTS_OF_SPEECH,
    *("連体詞", "接続詞", "感動詞", "接頭詞", "助詞", "助動詞", "記号", "フィラー", "その他"),
)
SHORT, LONG = 3, 13  # columns of the two forms
CONTEXTS = 1316  # left and right context ids of IPADIC, 0 to 1315 (left-id.def, right-id.def)
COSTS = (-100_000, 100_000)  # Janome's own short form costs -100000; IPADIC's words -10000 to 30000
INTEGER = re.compile(r"-?[0-9]{1,7}")
FORMS = "列は「表層形,品詞,読み」の3つか、Janome（IPADIC）の13です。"
Known = dict[str, list[tuple[str, ...]]]  # surface -> (pos, infl_type, infl_form) of lines before


def check_user_word(cells: Sequence[str], known: Known) -> str:
    """What is wrong with a line, "" if nothing is; a good line is added to `known`."""
    if len(cells) not in (SHORT, LONG) or not all(cells) or any("," in cell for cell in cells):
        return f"{FORMS}{len(cells)}列あります。" if len(cells) not in (SHORT, LONG) else FORMS
    surface, kind = cells[0], _kind_of(cells)
    problem = _check_surface(surface) or (_check_long(cells) if len(cells) == LONG else _check_short(cells))
    if problem:
        return problem
    before = known.setdefault(surface, [])
    if before and (len(cells) == SHORT or kind in before or before[0][1] == ""):
        return "同じ表層形が前の行にあります。"
    before.append(kind)
    return ""


def _kind_of(cells: Sequence[str]) -> tuple[str, str, str]:
    """What tells two lines of one surface apart; only long lines may differ so."""
    return (",".join(cells[4:8]), cells[8], cells[9]) if len(cells) == LONG else (cells[1], "", "")


def _check_surface(surface: str) -> str:
    if len(surface) < 2:
        return "1文字の語は他の語を壊すため登録できません。"
    return (
        "表層形に改行や制御文字があります。" if not surface.isprintable() and "\u3000" not in surface else ""
    )


def _check_short(cells: Sequence[str]) -> str:
    return _check_part_of_speech(cells[1], PARTS_OF_SPEECH)


def _check_long(cells: Sequence[str]) -> str:
    for name, cell in (("左文脈ID", cells[1]), ("右文脈ID", cells[2])):
        if not INTEGER.fullmatch(cell) or not 0 <= int(cell) < CONTEXTS:
            return f"{name}「{cell}」は使えません（0〜{CONTEXTS - 1} の整数）。"
    if not INTEGER.fullmatch(cells[3]) or not COSTS[0] <= int(cells[3]) <= COSTS[1]:
        return f"コスト「{cells[3]}」は使えません（{COSTS[0]}〜{COSTS[1]} の整数。小さいほど選ばれやすい）。"
    return _check_part_of_speech(cells[4], KNOWN)


def _check_part_of_speech(part_of_speech: str, allowed: Sequence[str]) -> str:
    if part_of_speech in allowed:
        return ""
    return f"品詞「{part_of_speech}」は使えません（{'、'.join(allowed)}のいずれか）。"
