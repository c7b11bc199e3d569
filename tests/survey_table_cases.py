"""Literal rows of df_by_question_choice for the tests of printed survey tables."""

from __future__ import annotations

import pandas as pd

DEFAULTS = {
    "survey": "survey", "question": "Q1", "question_text": "団体の種類", "matrix": "", "item": "", "type": "SA",
    "choice": "", "kind": "choice", "banner": "", "banner_choice": "", "statistic": "", "n": None, "base": None,
    "percent": None, "value": None, "difference": None, "letter": "", "letters": "", "lower": None, "upper": None,
    "p": None, "df": None, "n_unweighted": None, "base_unweighted": None, "base_effective": None, "suppressed": False,
    "base_note": "全回答者", "synthetic": False, "source": "responses.csv の「種類」列",
}  # fmt: skip
INTEGERS = ("n", "base", "n_unweighted", "base_unweighted")
FLOATS = ("percent", "value", "difference", "lower", "upper", "p", "df", "base_effective")


def frame(*rows: dict, weighted: bool = False) -> pd.DataFrame:
    """Rows with what they leave out filled in: the dtypes are those of the contract."""
    filled = pd.DataFrame([DEFAULTS | row for row in rows], columns=list(DEFAULTS))
    whole = {name: "Float64" if weighted and "un" not in name else "Int64" for name in INTEGERS}
    return filled.astype(whole | dict.fromkeys(FLOATS, "Float64"))


def counts(base: int, pairs: dict[str, int], **shared) -> list[dict]:
    """{"はい": 3} of 4 -> n 3, base 4, percent 75; a label 無回答 is a mark."""
    return [
        {
            "choice": choice, "kind": "mark" if choice in ("無回答", "不明", "秘匿") else "choice", "n": n, "base": base,
            "n_unweighted": n, "base_unweighted": base, "percent": 100 * n / base if base else None,
        }
        | shared
        for choice, n in pairs.items()
    ]  # fmt: skip


def statistics(base: int, values: dict[str, float], **shared) -> list[dict]:
    return [
        {"kind": "statistic", "statistic": name, "value": value, "base": base, "base_unweighted": base}
        | shared
        for name, value in values.items()
    ]


def texts(table) -> list[list[str]]:
    """What is printed, marks and letters behind the figure."""
    return [
        [cell.text + cell.mark + (f" {cell.letters}" if cell.letters else "") for cell in row]
        for row in table.cells
    ]
