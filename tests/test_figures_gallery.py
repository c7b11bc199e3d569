"""figures/gallery: one picture a closed question, one for a survey of which only shares were published."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.figures.gallery import Gallery, plot_questions
from helpers.tabulate import COLUMNS


def build_results(*rows: tuple) -> pd.DataFrame:
    """Rows of (survey, question, type, choice, n, base, percent)."""
    full = [(s, q, f"{q}の<設問>", t, c, n, b, p, "全回答者", False, "表") for s, q, t, c, n, b, p in rows]
    return pd.DataFrame(full, columns=list(COLUMNS)).astype(COLUMNS)


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return plot_questions(
        build_results(
            ("survey", "Q2", "SA", "はい", 3, 4, 75.0),
            ("survey", "Q2", "SA", "いいえ", 1, 4, 25.0),
            ("survey", "Q1", "MA", "人員", 2, 4, 50.0),
            ("survey", "Q1", "MA", "情報", 4, 4, 100.0),
            ("forum", "Q1", "SA", "深まった", pd.NA, pd.NA, 72.0),
            ("forum", "Q2", "SA", "知った", pd.NA, pd.NA, 28.0),
        )
    )


def test_names_and_headings_in_the_order_of_the_results(gallery):
    assert [picture.name for picture in gallery.pictures] == ["survey_Q2", "survey_Q1", "forum"]
    assert list(gallery.headings) == ["Q2　Q2の<設問>", "Q1　Q1の<設問>", "forum"]


def test_alternative_texts_tell_the_figures(gallery):
    single, multiple, shares = (picture.alt for picture in gallery.pictures)
    assert "75.0%" in single
    assert "100.0%" in multiple
    assert "72" in shares


def test_shown_one_below_the_other_with_escaped_headings(gallery):
    html = gallery._repr_html_()
    assert html.count("<h4>") == html.count("<img alt=") == 3
    assert "<h4>Q2　Q2の&lt;設問&gt;</h4><img alt=" in html


def test_no_results_make_an_empty_gallery():
    gallery = plot_questions(build_results())
    assert (list(gallery.pictures), gallery._repr_html_()) == ([], "")


def test_question_that_nobody_was_asked_does_not_stop_the_others():
    gallery = plot_questions(
        build_results(
            ("survey", "Q1", "SA", "はい", 0, 0, pd.NA),
            ("survey", "Q1", "SA", "いいえ", 0, 0, pd.NA),
            ("survey", "Q2", "MA", "人員", 0, 0, pd.NA),
            ("survey", "Q3", "SA", "はい", 1, 1, 100.0),
        )
    )
    assert [picture.name for picture in gallery.pictures] == ["survey_Q3"]
