"""The text of その他 where it stands in the cell of its question: Google Forms writes it in the place of a choice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.raw.answers import MARKS, split_labels
from helpers.raw.coded import Coded, code_texts
from helpers.raw.columns import is_flag
from helpers.raw.words import decode, is_near_choice


def read_other_texts(question: dict, cells: Sequence[str]) -> Coded:
    """What is no choice in the cells of a question with `other_text: cell`, one text or <NA> a cell.

    Of a question with a column a choice, `cells` is the column of その他. 人員;犬の散歩 -> 犬の散歩
    """
    return code_texts(cells).map(lambda text: _find_other_text(question, text.strip()))


def _find_other_text(question: dict, text: str) -> object:
    if not text or text in MARKS:
        return text or pd.NA
    if question["columns"]:
        return pd.NA if is_flag(question, question["other"], text) else text
    labels = split_labels(question, text) if question["type"] == "MA" else [decode(question, text)]
    own_words = [label for label in labels if _is_own(question, label)]
    return question["separator"].join(own_words) or pd.NA


def _is_own(question: dict, label: str) -> bool:
    return label not in question["choices"] and not is_near_choice(label, question)
