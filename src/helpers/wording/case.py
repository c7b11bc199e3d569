"""The open questions of a case, and what 03_free_text shows of each: a figure and how to read it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.figures.biplot import plot_correspondence
from helpers.figures.codes import plot_code_heatmap
from helpers.figures.dendrogram import plot_dendrogram
from helpers.figures.keywords import plot_characteristic_words
from helpers.figures.network import plot_network
from helpers.figures.picture import Picture
from helpers.figures.word_frequencies import plot_tf_df
from helpers.figures.wordmap import plot_word_map
from helpers.raw import SurveyInput
from helpers.text.analyses import (
    Membership,
    TermMatrix,
    build_characteristic_words,
    build_clusters,
    build_correspondence_analysis,
    build_map,
    build_network,
    build_term_matrix,
    choose_distinctive,
    crosstab_terms,
    read_membership,
    tell_characteristic,
    tell_clusters,
    tell_correspondence,
    tell_distribution,
    tell_map,
    tell_network,
)
from helpers.text.coding import crosstab_codes
from helpers.text.scopes import open_questions

LEAST = 20  # answers from which figures of words say anything
WORDS = 60  # that a figure can name


@dataclass(frozen=True)
class OpenText:
    """The answers to one open question: words by answer, and what kind of respondent gave each.

    `name` is survey_Q18; `matrix` holds the words that figures name, `every` all; `attribute` is the question whose
    answers `values` (index remark_id) and `membership` hold, "" where there is none; `texts` has the index of `values`.
    """

    name: str
    title: str
    texts: pd.Series
    every: TermMatrix
    matrix: TermMatrix
    membership: Membership
    attribute: str
    values: pd.Series


def read_open_texts(
    surveys: dict[str, SurveyInput], answers: pd.DataFrame, df_by_token: pd.DataFrame
) -> list[OpenText]:
    """Every open question with at least LEAST answers; `answers` is df_by_remark of the surveys."""
    return [
        _read(surveys[survey], question, frame, df_by_token)
        for survey, question, frame in open_questions(answers)
        if len(frame) >= LEAST
    ]


def _read(survey: SurveyInput, question: str, frame: pd.DataFrame, df_by_token: pd.DataFrame) -> OpenText:
    ids = list(frame["remark_id"].astype(str))
    own = df_by_token[df_by_token["remark_id"].isin(ids)]
    every = build_term_matrix(own, units=ids)
    matrix = build_term_matrix(own, units=ids, limit=WORDS, minimum_tf=2)
    texts = pd.Series(list(frame["text"].astype(str)), index=ids)
    asked = {held["id"]: held for held in survey.codebook["questions"]}
    attribute = _find_attribute(survey, list(asked.values()))
    values = (
        survey.respondents.loc[frame["row"].astype(int), attribute["id"]]
        if attribute
        else pd.Series("", frame.index)
    )
    values = pd.Series(values.fillna("").astype(str).to_numpy(), index=ids)
    known = values.where(values.isin(attribute["choices"]), "") if attribute else values
    title = f"［{question}］{asked[question]['text']}（回答 {len(frame)}件{'、合成データを含む' if survey.codebook['synthetic'] else ''}）"
    membership = read_membership(ids, known, attribute["choices"] if attribute else None)
    return OpenText(
        f"{survey.id}_{question}", title, texts, every, matrix, membership, _label(attribute), known
    )


def _find_attribute(survey: SurveyInput, questions: list[dict]) -> dict | None:
    """The first banner of the codebook that is a single answer, else its first single answer."""
    single = {held["id"]: held for held in questions if held["type"] in ("SA", "SCALE")}
    named = [single[name] for name in survey.codebook["crosstabs"] if name in single]
    return next(iter([*named, *single.values()]), None)


def _label(question: dict | None) -> str:
    return f"［{question['id']}］{question['text'].rstrip('。')}" if question else ""


@dataclass(frozen=True)
class Readings:
    """Figures one below the other, each with a heading and sentences how to read it; what a notebook cell shows."""

    pictures: Sequence[Picture]
    headings: Sequence[str]
    told: Sequence[Sequence[str]]

    def _repr_html_(self) -> str:
        if not self.pictures:
            return f"<p>{LEAST}件以上の回答がある自由記述の設問はありません。</p>"
        parts = zip(self.headings, self.pictures, self.told, strict=True)
        return "\n".join(
            f"<h4>{html.escape(heading)}</h4>{picture.to_img_tag()}<ul>{_items(told)}</ul>"
            for heading, picture, told in parts
        )


def _items(sentences: Iterable[str]) -> str:
    return "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)


def _show(texts: Iterable[OpenText], draw: Callable[[OpenText], tuple[Picture, list[str]]]) -> Readings:
    texts = list(texts)
    drawn = [draw(text) for text in texts]
    return Readings(
        [picture for picture, _ in drawn], [text.title for text in texts], [told for _, told in drawn]
    )


def show_distributions(texts: Iterable[OpenText]) -> Readings:
    """TF against DF: words that few answers repeat stand below the line."""
    return _show(
        texts,
        lambda text: (
            plot_tf_df(text.every.terms, name=f"{text.name}_tf_df"),
            tell_distribution(text.every),
        ),
    )


def show_networks(texts: Iterable[OpenText]) -> Readings:
    """Words that stand in the same answers."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        network = build_network(text.matrix)
        return plot_network(network, name=f"{text.name}_network"), tell_network(network)

    return _show(texts, draw)


def show_correspondences(texts: Iterable[OpenText]) -> Readings:
    """Words and kinds of respondent on one map."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        table = choose_distinctive(crosstab_terms(text.matrix, text.membership, "df"))
        analysis = build_correspondence_analysis(table)
        told = [f"属性は{text.attribute}。", *tell_correspondence(analysis)]
        return plot_correspondence(analysis, name=f"{text.name}_correspondence"), told

    return _show((text for text in texts if text.attribute), draw)


def show_clusters(texts: Iterable[OpenText]) -> Readings:
    """Words joined step by step (Ward)."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        clustering = build_clusters(text.matrix)
        return plot_dendrogram(clustering, name=f"{text.name}_clusters"), tell_clusters(clustering)

    return _show(texts, draw)


def show_maps(texts: Iterable[OpenText]) -> Readings:
    """Words used together lie near each other."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        word_map = build_map(text.matrix)
        return plot_word_map(word_map, build_clusters(text.matrix), name=f"{text.name}_map"), tell_map(
            word_map
        )

    return _show(texts, draw)


def show_characteristics(texts: Iterable[OpenText]) -> Readings:
    """The words that set each kind of respondent apart."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        frame = build_characteristic_words(text.matrix, text.membership)
        told = [f"属性は{text.attribute}。", *tell_characteristic(frame, text.membership.without)]
        return plot_characteristic_words(frame, name=f"{text.name}_characteristic"), told

    return _show((text for text in texts if text.attribute), draw)


def show_themes(texts: Iterable[OpenText], df_by_remark_theme: pd.DataFrame) -> Readings:
    """Themes by kind of respondent, with chi-square and residuals."""

    def draw(text: OpenText) -> tuple[Picture, list[str]]:
        ids = text.values.index
        own = df_by_remark_theme[df_by_remark_theme["remark_id"].isin(ids)]
        coded = pd.crosstab(own["remark_id"], own["theme"]).reindex(ids, fill_value=0).astype(bool)
        table = crosstab_codes(coded, text.values)
        marked = table.loc[table["mark"] != "", "code"].drop_duplicates()
        found = f"属性によって差があるテーマ（* p<.05、** p<.01）：{'、'.join(marked) or 'なし'}。"
        told = [f"属性は{text.attribute}。数はそのテーマの回答の割合（%）。", found]
        return plot_code_heatmap(table, variable=text.attribute, name=f"{text.name}_theme_table"), told

    return _show((text for text in texts if text.attribute), draw)
