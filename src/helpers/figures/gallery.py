"""All charts of a case's surveys, and several pictures shown one below the other in a notebook."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.figures.charts import (
    plot_multiple_answer,
    plot_shares,
    plot_single_answer,
    plot_terms,
    plot_themes,
)
from helpers.figures.picture import Picture


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


def plot_questions(results: pd.DataFrame) -> Gallery:
    """One picture a closed question of df_by_question_choice; one for all questions of a survey without n.

    Names: `<survey>_<question>`, and `<survey>` where only percentages were published. A question that nobody was asked
    or answered (n=0) has no picture.
    """
    pictures, headings = [], []
    results = results[results["base"].ne(0).fillna(True)]
    for survey, rows in results.groupby("survey", sort=False):
        if rows["base"].isna().all():
            statements = rows.assign(choice=rows["question_text"] + "：" + rows["choice"])
            pictures.append(plot_shares(statements, name=survey))
            headings.append(survey)
            continue
        for question, choices in rows.groupby("question", sort=False):
            plot = plot_multiple_answer if choices["type"].iloc[0] == "MA" else plot_single_answer
            pictures.append(
                plot(choices, title=choices["question_text"].iloc[0], name=f"{survey}_{question}")
            )
            headings.append(f"{question}　{choices['question_text'].iloc[0]}")
    return Gallery(pictures, headings)


def plot_words(counted: Mapping[str, pd.DataFrame]) -> Gallery:
    """`<name>_words`: the most frequent words of each open question; `counted` maps its name to df_by_term."""
    pictures = [plot_terms(frame, name=f"{name}_words") for name, frame in counted.items()]
    return Gallery(pictures, list(counted))


def plot_answer_themes(counted: Mapping[str, pd.DataFrame]) -> Gallery:
    """`<name>_themes`: the themes of each open question's answers; `counted` maps its name to df_by_theme."""
    pictures = [plot_themes(frame, name=f"{name}_themes") for name, frame in counted.items()]
    return Gallery(pictures, list(counted))
