"""Names, titles and labels of printed survey tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from helpers.numerals import number_text
from helpers.survey_tables.cells import SMALL, UNKNOWN, Printing, count_text, statistic_label
from helpers.survey_tables.reading import Question, Row

TYPES = {
    "SA": "単数回答", "MA": "複数回答", "SCALE": "段階評価", "NUM": "数値回答", "NPS": "推奨度", "RANK": "順位回答",
    "DATE": "日付",
}  # fmt: skip
NET = "（計）"
OTHER = "その他"


def table_name(question: Question, banners: Iterable[str] = (), is_matrix: bool = False) -> str:
    """survey_Q1, survey_Q1_by_Q5, survey_Q1_by_Q5xQ6-Q7: fit for anchors and file names."""
    about = question.about
    name = f"{about.survey}_{about.matrix if is_matrix else about.question}".lstrip("_")
    crossed = "-".join(banner.replace("*", "x") for banner in banners)
    return re.sub(r"[^\w.-]", "_", f"{name}_by_{crossed}" if crossed else name)


def question_title(question: Question, printing: Printing, is_matrix: bool = False) -> str:
    """［Q1］団体の基礎情報（単数回答、n=62）; n=22* below the small base."""
    return question_label(question, is_matrix) + _details(question, printing)


def crosstab_title(question: Question, names: Sequence[str], printing: Printing) -> str:
    """［Q1］団体の基礎情報 × ［Q5］年代（単数回答、n=62）."""
    return f"{question_label(question)} × {'、'.join(names)}{_details(question, printing)}"


def question_label(question: Question, is_matrix: bool = False) -> str:
    """［Q1］団体の基礎情報; an item of a matrix, or the matrix without it."""
    about = question.about
    if is_matrix:
        return f"［{about.matrix}］{question.text}"
    return f"［{about.question}］{question.text}{f'：{about.item}' if about.item else ''}"


def _details(question: Question, printing: Printing) -> str:
    kind = question.about.type
    return f"（{'、'.join(filter(None, [TYPES.get(kind, kind), base_text(question, printing)]))}）"


def base_text(question: Question, printing: Printing) -> str:
    base = question.whole.asked
    if base is None:
        return f"n {UNKNOWN}"
    star = SMALL if 0 < base < printing.small_base else ""
    return f"n={count_text(base) or '0'}{star}"


def row_label(row: Row) -> str:
    """How a choice, net, mark or statistic is called in stub or heads."""
    if row.statistic:
        label = statistic_label(row)
        return f"{row.choice}：{label}" if row.choice else label
    return net_label(row.choice) if row.kind == "net" else row.choice


def net_label(choice: str) -> str:
    """満足 -> 満足（計）: a net can be told from a choice."""
    return choice if choice.endswith(("計", "計）")) else f"{choice}{NET}"


def banner_label(banner: str, texts: dict[str, str]) -> str:
    """Q1*Q5 -> ［Q1］性別 × ［Q5］年代."""
    return " × ".join(f"［{part}］{texts.get(part, '')}" for part in banner.split("*"))


def small_base_text(printing: Printing) -> str:
    return number_text(int(printing.small_base))
