"""tabulate/export: results.csv as programs and spreadsheets read it."""

from __future__ import annotations

import csv

import pytest
from tabulate_cases import ask, code, count, spread

from helpers.tabulate import write_results
from helpers.tabulate.export import HEADINGS, neutralise


def written(tmp_path, frame) -> tuple[bytes, list[dict]]:
    path = tmp_path / "results.csv"
    write_results(frame, path)
    data = path.read_bytes()
    return data, list(csv.DictReader(data.decode("utf-8").splitlines()))


@pytest.fixture
def frame():
    first, second = spread({("男", "=1+1"): 1, ("男", "普通"): 2, ("女", "普通"): 1})
    items = {"matrix": "Q2", "item": "@広さ"}
    questions = [
        ask("Q1", "SA", "男 女"),
        ask("Q2_1", "SA", "=1+1 普通", **items) | {"text": "-広さ\nについて"},
    ]
    return count(code(questions, {"Q1": first, "Q2_1": second}), "Q1")


def test_headings_of_the_contract_come_first(tmp_path, frame):
    data, rows = written(tmp_path, frame)
    assert list(rows[0])[:9] == [
        "question",
        "item",
        "choice",
        "banner",
        "banner_choice",
        "base",
        "n",
        "percent",
        "letters",
    ]
    assert tuple(rows[0]) == HEADINGS
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.count(b"\n") == len(rows) + 1 == len(frame) + 1


def test_matrix_items_carry_the_matrix_and_texts_are_no_formulas(tmp_path, frame):
    rows = written(tmp_path, frame)[1]
    held = next(row for row in rows if row["question_id"] == "Q2_1" and row["banner_choice"] == "男")
    assert (held["question"], held["item"], held["choice"]) == ("Q2", "'@広さ", "'=1+1")
    assert held["question_text"] == "'-広さ について"
    assert (held["n"], held["base"], held["percent"]) == ("1", "3", "33.3333333333")
    assert held["difference"] == "8.33333333333"
    assert (held["suppressed"], held["value"]) == ("false", "")


def test_negative_numbers_stay_numbers(tmp_path, frame):
    assert any(row["difference"].startswith("-") for row in written(tmp_path, frame)[1])


def test_the_same_numbers_give_the_same_bytes(tmp_path, frame):
    assert written(tmp_path, frame)[0] == written(tmp_path, frame.copy())[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=A1", "'=A1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "' x"), ("a=b", "a=b"), ("", ""), ("あ\r\nい", "あ い")],
)  # fmt: skip
def test_neutralise(text, expected):
    assert neutralise(text) == expected


def test_nothing_tabulated_is_a_header(tmp_path):
    data, rows = written(tmp_path, count(code([], {})))
    assert (rows, data.count(b"\n")) == ([], 1)
