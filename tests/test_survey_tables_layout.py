"""Labels that are merged in print."""

from __future__ import annotations

from helpers.survey_tables import Span, spans


def test_equal_neighbours_are_one_label_and_empty_levels_belong_to_the_one_before():
    labels = [("全体", ""), ("年代", "20代"), ("年代", "30代"), ("性別", "女性")]
    assert spans(labels) == [
        [Span(0, 1, 2, "全体"), Span(1, 2, 1, "年代"), Span(3, 1, 1, "性別")],
        [Span(1, 1, 1, "20代"), Span(2, 1, 1, "30代"), Span(3, 1, 1, "女性")],
    ]


def test_innermost_labels_are_never_merged():
    assert spans([("同じ",), ("同じ",)]) == [[Span(0, 1, 1, "同じ"), Span(1, 1, 1, "同じ")]]


def test_same_inner_label_below_different_outer_ones():
    inner = spans([("男性", "20代", "a"), ("女性", "20代", "b")])[1]
    assert inner == [Span(0, 1, 1, "20代"), Span(1, 1, 1, "20代")]


def test_label_over_an_empty_level_and_two_rows():
    labels = [("全体", "", "人数"), ("全体", "", "%")]
    assert spans(labels) == [[Span(0, 2, 2, "全体")], [], [Span(0, 1, 1, "人数"), Span(1, 1, 1, "%")]]


def test_nothing():
    assert spans([]) == []
