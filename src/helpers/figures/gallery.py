"""All charts of a case's surveys, and several pictures shown one below the other in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.figures.charts import plot_shares, plot_terms, plot_themes
from helpers.figures.frames import banner_heading, complete_columns
from helpers.figures.picture import Picture
from helpers.figures.questions import (
    Answers,
    plot_crosstab,
    plot_matrix_items,
    plot_question,
    question_title,
    read_answers,
)
from helpers.raw import SurveyInput
from helpers.survey_tables.titles import chart_name


@dataclass(frozen=True)
class Gallery:
    """Pictures with a heading each; what a notebook cell shows."""

    pictures: Sequence[Picture]
    headings: Sequence[str]

    def _repr_html_(self) -> str:
        pairs = zip(self.headings, self.pictures, strict=True)
        return "\n".join(
            f"<h4>{html.escape(heading)}</h4>{picture.to_img_tag()}" for heading, picture in pairs
        )


def plot_questions(results: pd.DataFrame, surveys: Iterable[SurveyInput] = ()) -> Gallery:
    """One picture a closed question of df_by_question_choice, one a matrix, one for a survey without n.

    Names: `<survey>_<question>`, `<survey>_<matrix>`, and `<survey>` where only percentages were published. A question
    that nobody was asked or answered (n=0) has no picture. Histograms of numbers need the answers in `surveys`.
    """
    answers = {survey.id: read_answers(survey) for survey in surveys}
    whole = complete_columns(results)
    pairs = [
        pair
        for survey, rows in whole[whole["banner"] == ""].groupby("survey", sort=False)
        for pair in _plot_survey(survey, rows, answers.get(survey))
    ]
    return Gallery([picture for _, picture in pairs], [heading for heading, _ in pairs])


def plot_survey(results: pd.DataFrame, respondents: pd.DataFrame | None = None, **answers: Any) -> Gallery:
    """`plot_questions` of one survey, the answers as a frame of one column a question; `answers` as of `Answers`."""
    whole = complete_columns(results)
    rows = whole[whole["banner"] == ""]
    given = None if respondents is None else Answers(respondents, **answers)
    pairs = list(_plot_survey(rows["survey"].iloc[0], rows, given)) if len(rows) else []
    return Gallery([picture for _, picture in pairs], [heading for heading, _ in pairs])


def _plot_survey(survey: str, rows: pd.DataFrame, answers: Answers | None) -> Iterator[tuple[str, Picture]]:
    """(heading, picture), in the codebook's order."""
    asked = rows[rows["base"].ne(0).fillna(True)]
    if len(asked) and asked["base"].isna().all() and not asked["suppressed"].any():
        statements = asked.assign(choice=asked["question_text"] + "：" + asked["choice"])
        yield survey, plot_shares(statements, name=survey)
        return
    unit = rows["matrix"].where(rows["matrix"] != "", rows["question"])
    for name, part in rows.groupby(unit, sort=False):
        if not is_asked(part):
            continue
        is_matrix = part["matrix"].iloc[0] != ""
        title = part["question_text"].iloc[0] if is_matrix else question_title(part)
        plot = plot_matrix_items if is_matrix else None
        file = f"{survey}_{name}"
        picture = plot(part, name, file, title) if plot else plot_question(part, file, title, answers)
        if picture is not None:
            yield f"{name}　{title}", picture


def is_asked(rows: pd.DataFrame) -> bool:
    """Whether anybody was asked; a base that is not known may be anybody."""
    return bool(rows["base"].ne(0).fillna(True).any())


def plot_crosstabs(results: pd.DataFrame) -> Gallery:
    """One picture a question and banner: `<survey>_<question>_by_<banner>`, `_` for the `*` of a nested banner.

    SA and SCALE as bands, many choices and MA as panels of bars or a heat map, NUM as means, NPS with its score.
    """
    pictures, headings = [], []
    for survey, rows in complete_columns(results).groupby("survey", sort=False):
        crossed = rows[(rows["banner"] != "") & (rows["banner_choice"] != "")]
        for question, banner in dict.fromkeys(zip(crossed["question"], crossed["banner"], strict=True)):
            part = rows[rows["question"] == question]
            title = question_title(part)
            name = chart_name(f"{survey}_{question}", banner)
            picture = plot_crosstab(rows, question, banner, name, title) if is_asked(part) else None
            if picture is not None:
                pictures.append(picture)
                headings.append(f"{question}　{title}（{banner_heading(rows, banner)}別）")
    return Gallery(pictures, headings)


def plot_words(counted: Mapping[str, pd.DataFrame]) -> Gallery:
    """`<name>_words`: the most frequent words of each open question; `counted` maps its name to df_by_term."""
    pictures = [plot_terms(frame, name=f"{name}_words") for name, frame in counted.items()]
    return Gallery(pictures, list(counted))


def plot_answer_themes(counted: Mapping[str, pd.DataFrame]) -> Gallery:
    """`<name>_themes`: the themes of each open question's answers; `counted` maps its name to df_by_theme."""
    pictures = [plot_themes(frame, name=f"{name}_themes") for name, frame in counted.items()]
    return Gallery(pictures, list(counted))
