"""Answers and tokens by hand for the tests of the workbench: no tokenizer is needed to see what must come out."""

import pandas as pd

from helpers.raw.codings import build_codings

ANSWERS = {
    "A-1": "サロンに通う。",
    "A-2": "見守りが要る。",
    "A-3": "災害が心配。",
    "A-4": "災害の備え。",
    "A-5": "特になし",
    "A-6": "サロンと見守り。",
}
WORDS = {
    "A-1": ["サロン", "に", "通う", "。"],
    "A-2": ["見守り", "が", "要る", "。"],
    "A-3": ["災害", "が", "心配", "。"],
    "A-4": ["災害", "の", "備え", "。"],
    "A-5": ["特に", "なし"],
    "A-6": ["サロン", "と", "見守り", "。"],
}
PARTICLES = ("に", "が", "の", "と", "。")
SAVED = "*居場所\nサロン\n*見守り\n見守り and not サロン\n"


def remarks(answers: dict[str, str] | None = None) -> pd.DataFrame:
    answers = ANSWERS if answers is None else answers
    frame = pd.DataFrame({"remark_id": list(answers), "text": list(answers.values())}, dtype="str")
    return frame.assign(source="調査 Q1", source_kind="アンケート", topic="Q1")


def tokens(words: dict[str, list[str]] | None = None) -> pd.DataFrame:
    """df_by_token; every word is its own base form, and all but particles are kept."""
    words = WORDS if words is None else words
    rows = [
        (remark, position, word, word, "名詞", "一般", word, word not in PARTICLES)
        for remark, listed in words.items()
        for position, word in enumerate(listed)
    ]
    names = ["remark_id", "position", "surface", "base_form", "pos", "pos_detail", "term", "kept"]
    return pd.DataFrame(rows, columns=names)


def coded(*rows: tuple) -> pd.DataFrame:
    """df_by_remark_theme of (remark, theme[, score[, matched terms]])."""
    full = [(*row, *(0.5, "")[len(row) - 2 :]) for row in rows]
    types = {"remark_id": "str", "theme": "str", "score": "float64", "matched_terms": "str"}
    return pd.DataFrame(full, columns=list(types)).astype(types)


def codings(*rows: tuple) -> pd.DataFrame:
    """df_by_coding of (remark, code, coder, decision)."""
    return build_codings(
        [dict(zip(("remark", "code", "coder", "decision"), row, strict=True)) for row in rows]
    )
