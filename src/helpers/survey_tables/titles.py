"""Names, titles and labels of printed survey tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from helpers.survey_tables.cells import SMALL, SUPPRESSED, UNKNOWN, count_text
from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.reading import Question, Row
from helpers.tabulate import Settings
from helpers.tabulate.words import STATISTICS

TYPES = {
    "SA": "単数回答", "MA": "複数回答", "SCALE": "段階評価", "NUM": "数値回答", "NPS": "推奨度", "RANK": "順位回答",
    "DATE": "日付", "FA": "自由記述",
}  # fmt: skip
NET = "（計）"
WHOLE = "全体"
OTHER = "その他"


def table_name(question: Question, banners: Iterable[str] = (), is_matrix: bool = False) -> str:
    """survey_Q1, survey_Q1_by_Q5, survey_Q1_by_Q5xQ6-Q7: fit for anchors and file names."""
    about = question.about
    name = f"{about.survey}_{about.matrix if is_matrix else about.question}".lstrip("_")
    crossed = "-".join(banner.replace("*", "x") for banner in banners)
    return re.sub(r"[^\w.-]", "_", f"{name}_by_{crossed}" if crossed else name)


def chart_name(stem: str, banner: str) -> str:
    """survey_Q1, Q5*Q6 -> survey_Q1_by_Q5_Q6: the chart of a question by one banner."""
    return f"{stem}_by_{banner.replace('*', '_')}"


def chart_captions(table: SurveyTable) -> dict[str, str]:
    """Name of a chart of the table -> its caption; a crosstab has one a banner."""
    if not table.banners:
        return {table.name: f"{table.title}のグラフ"}
    stem, question = table.name.partition("_by_")[0], table.title.partition(" × ［")[0]
    return {
        chart_name(stem, banner): f"{question}：{banner.replace('*', '×')}別のグラフ"
        for banner in table.banners
    }


def question_title(questions: Sequence[Question], settings: Settings, is_matrix: bool = False) -> str:
    """［Q1］団体の基礎情報（単数回答、n=62）; n=22* below the small base; no n where the items of a matrix differ."""
    return question_label(questions[0], is_matrix) + _details(questions, settings)


def crosstab_title(question: Question, names: Sequence[str], settings: Settings) -> str:
    """［Q1］団体の基礎情報 × ［Q5］年代（単数回答、n=62）."""
    return f"{question_label(question)} × {'、'.join(names)}{_details([question], settings)}"


def question_label(question: Question, is_matrix: bool = False) -> str:
    """［Q1］団体の基礎情報; an item of a matrix, or the matrix without it."""
    about = question.about
    text = question.text.rstrip("。")  # a title goes on behind it
    if is_matrix:
        return f"［{about.matrix}］{text}"
    return f"［{about.question}］{text}{f'：{about.item}' if about.item else ''}"


def _details(questions: Sequence[Question], settings: Settings) -> str:
    kind = questions[0].about.type
    bases = list(dict.fromkeys(base_text(question, settings) for question in questions))
    return f"（{'、'.join([TYPES.get(kind, kind), *(bases if len(bases) == 1 else [])])}）"


def base_text(question: Question, settings: Settings) -> str:
    base = question.whole.asked
    if base is None:
        return f"n {SUPPRESSED if question.about.suppressed else UNKNOWN}"
    star = SMALL if 0 < base < settings.small_base else ""
    return f"n={count_text(base) or '0'}{star}"


def choice_label(row: Row) -> str:
    """満足 -> 満足（計） for a net: it can be told from a choice."""
    is_told = row.kind != "net" or row.choice.endswith(("計", "計）"))
    return row.choice if is_told else f"{row.choice}{NET}"


def statistic_label(row: Row) -> str:
    """mean -> 平均, 平均点 for a scale; rank_1 -> 1位; a name that is not known stays."""
    if row.statistic == "mean" and row.type == "SCALE":
        return "平均点"
    rank = row.statistic.removeprefix("rank_")
    return f"{rank}位" if rank.isdigit() else STATISTICS.get(row.statistic, row.statistic)


def banner_label(banner: str, texts: dict[str, str]) -> str:
    """Q1*Q5 -> ［Q1］性別 × ［Q5］年代."""
    return " × ".join(f"［{part}］{texts.get(part, '').rstrip('。')}" for part in banner.split("*"))
