"""Literal tokens for the tests of coding rules: no tokenizer, every token written out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.text.coding.evaluate import code_units
from helpers.text.coding.units import CodingUnits, unite_documents
from helpers.text.rules import parse_rules
from helpers.text.store import Tokens

FIELDS = ["surface", "base_form", "pos", "infl_form", "reading"]
NOUN = "名詞,一般,*,*"
KNOWN = {
    "死ん": ("死ぬ", "動詞,自立,*,*", "連用タ接続"),
    "死ぬ": ("死ぬ", "動詞,自立,*,*", "基本形"),
    "は": ("は", "助詞,係助詞,*,*", "*"),
    "だ": ("だ", "助動詞,*,*,*", "基本形"),
    "。": ("。", "記号,句点,*,*", "*"),
    "ない": ("ない", "形容詞,自立,*,*", "基本形"),
    "なかっ": ("ない", "形容詞,自立,*,*", "連用タ接続"),
    "ぬ": ("ぬ", "助動詞,*,*,*", "基本形"),
    "東京": ("東京", "名詞,固有名詞,地域,一般", "*"),
    "こと": ("こと", "名詞,非自立,一般,*", "*"),
    "ごみ": ("ごみ", NOUN, "*"),
    "\n": ("\n", "記号,空白,*,*", "*"),
}


def build_tokens(*documents: str) -> Tokens:
    """Tokens separated by blanks; `/` is a line end; a word that KNOWN does not hold is a noun."""
    columns: dict[str, list[int]] = {"document": [], "start": [], "length": [], "entry": []}
    entries: dict[tuple, int] = {}
    texts = []
    for number, document in enumerate(documents):
        text = ""
        for surface in document.replace("/", "\n").split(" ") if document else []:
            base, pos, form = KNOWN.get(surface, (surface, NOUN, "*"))
            entry = entries.setdefault((surface, base, pos, form, "ヨミ"), len(entries))
            for name, value in zip(columns, (number, len(text), len(surface), entry), strict=True):
                columns[name].append(value)
            text += surface
        texts.append(text)
    frame = pd.DataFrame(list(entries), columns=FIELDS).astype("str")
    arrays = {name: np.array(values, dtype=np.int32) for name, values in columns.items()}
    return Tokens(tuple(texts), **arrays, entries=frame.assign(infl_type="*", phonetic="*"))


def build_units(*documents: str, **options) -> CodingUnits:
    return unite_documents(build_tokens(*documents), **options)


def code(condition: str, units: CodingUnits) -> list[int]:
    """The units (from 1) for which a condition holds."""
    rules = parse_rules(f"＊先\n先生\n＊条件\n{condition}", "a.cod", denials=True)
    return [int(row) + 1 for row in np.flatnonzero(code_units(rules, units)["条件"])]
