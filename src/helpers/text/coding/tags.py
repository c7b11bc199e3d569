"""KH Coder's parts of speech by IPADIC's tags, the table that `語-->品詞` is read by.

The table and its order (the first line that fits decides) are KH Coder 3's own (`hinshi_chasen` / `hinshi_mecab` in
kh_sysconfig.pm; Higuchi, KH Coder 3 reference manual, "KH Coderの品詞体系"), with what Janome tags otherwise:

    未知語  Janome gives a word that it does not know a noun's tags and no reading
    タグ    words of the user dictionary without a subdivision of the part of speech; they are 名詞, 動詞 ... as well
    B       base form in hiragana only;  C  one character
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.text.dictionaries import normalise

HIRAGANA = re.compile(r"[ぁ-ゖゝ-ゟ]+")
NEGATIONS = ("ない", "まい", "ぬ", "ん")
UNKNOWN, FORCED, OTHER = "未知語", "タグ", "その他"


class Line(NamedTuple):
    """One line: the name, the beginning of IPADIC's tag, and what else must hold ("ひらがな", "一文字", "否定")."""

    name: str
    tag: str
    condition: str = ""


TABLE = (
    Line("地名", "名詞,固有名詞,地域"),
    Line("人名", "名詞,固有名詞,人名"),
    Line("組織名", "名詞,固有名詞,組織"),
    Line("固有名詞", "名詞,固有名詞"),
    Line("サ変名詞", "名詞,サ変接続"),
    Line("形容動詞", "名詞,形容動詞語幹"),
    Line("ナイ形容", "名詞,ナイ形容詞語幹"),
    Line("名詞B", "名詞,一般", "ひらがな"),
    Line("名詞C", "名詞,一般", "一文字"),
    Line("否定助動詞", "助動詞", "否定"),
    Line("代名詞", "名詞,代名詞"),
    Line("名詞", "名詞,一般"),
    Line("名詞", "名詞,*"),
    Line("副詞可能", "名詞,副詞可能"),
    Line("感動詞", "感動詞"),
    Line("感動詞", "フィラー"),
    Line("動詞B", "動詞,自立", "ひらがな"),
    Line("動詞", "動詞,自立"),
    Line("動詞", "動詞,*"),
    Line("形容詞(非自立)", "形容詞,非自立"),
    Line("形容詞B", "形容詞", "ひらがな"),
    Line("形容詞", "形容詞"),
    Line("副詞B", "副詞", "ひらがな"),
    Line("副詞", "副詞"),
)
NAMES = (*dict.fromkeys(line.name for line in TABLE), UNKNOWN, FORCED, OTHER)
FORCED_TAG = re.compile(r"(?:名詞|動詞|形容詞|副詞|カスタム名詞),\*")


def tag_entries(entries: pd.DataFrame) -> np.ndarray:
    """KH Coder's part of speech of each row of df_by_entry (Tokens.entries), as an array of str."""
    known = entries["reading"].to_numpy() != "*"
    return np.array(
        [
            find_tag(pos, base) if has_reading or not pos.startswith("名詞") else UNKNOWN
            for pos, base, has_reading in zip(entries["pos"], entries["base_form"], known, strict=True)
        ],
        dtype=object,
    )


@cache
def find_tag(pos: str, base_form: str) -> str:
    """The name for one IPADIC tag (`名詞,一般,*,*`) and base form."""
    for line in TABLE:
        if _begins(pos, line.tag) and _fits(line.condition, base_form):
            return line.name
    return OTHER


def is_forced(entries: pd.DataFrame) -> np.ndarray:
    """Rows that come from the user dictionary: their tag has no subdivision."""
    return entries["pos"].str.match(FORCED_TAG).to_numpy(dtype=bool)


def _begins(pos: str, tag: str) -> bool:
    return f"{pos},".startswith(f"{tag},")


def _fits(condition: str, base_form: str) -> bool:
    if condition == "ひらがな":
        return HIRAGANA.fullmatch(base_form) is not None
    if condition == "一文字":
        return len(base_form) == 1
    return not condition or normalise(base_form) in NEGATIONS
