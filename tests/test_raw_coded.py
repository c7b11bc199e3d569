import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.coded import Coded, code_texts, combine, read_distinct


def test_a_column_by_its_distinct_texts():
    coded = code_texts(["b", "a", "b", ""])
    assert (coded.codes.tolist(), coded.values) == ([0, 1, 0, 2], ["b", "a", ""])
    assert coded.answers() == ["b", "a", "b", ""]


def test_columns_of_text_and_of_tuples():
    index = pd.RangeIndex(2, 5)
    texts = Coded(np.array([0, 1, 0]), ["はい", pd.NA]).to_series("string", index)
    assert (texts.dtype, texts.fillna("-").to_list()) == ("string", ["はい", "-", "はい"])
    tuples = Coded(np.array([1, 0, 1]), [("a", "b"), ("c", "d")]).to_series("object", index)
    assert tuples.to_dict() == {2: ("c", "d"), 3: ("a", "b"), 4: ("c", "d")}


def test_putting_a_value():
    coded = Coded(np.array([0, 1, 0]), ["a", "b"])
    assert coded.put(np.array([True, False, False]), "x").answers() == ["x", "b", "a"]
    assert coded.put(np.zeros(3, dtype=bool), "x") is coded


def test_combinations_of_columns():
    codes, firsts = combine([code_texts(["a", "a", "b", "a"]), code_texts(["x", "y", "x", "x"])])
    assert (codes.tolist(), firsts.tolist()) == ([0, 1, 2, 0], [0, 1, 2])


def test_combinations_of_very_many_columns_stay_apart():
    """2 to the power of 90 combinations do not fit in 64 bits."""
    columns = [code_texts(["0", "1", "0", "0"]) for _ in range(90)] + [code_texts(["0", "1", "1", "0"])]
    codes, firsts = combine(columns)
    assert (codes.tolist(), firsts.tolist()) == ([0, 1, 2, 0], [0, 1, 2])


def test_no_rows():
    codes, firsts = combine([code_texts([]), code_texts([])])
    assert (len(codes), len(firsts)) == (0, 0)
    assert code_texts([]).to_series("object", pd.RangeIndex(0)).to_list() == []


def test_each_text_is_read_once_and_told_for_every_row():
    findings, seen = Findings(), []

    def read(text, noted):
        seen.append(text)
        if text == "bad":
            noted.add("rule", "error", Place("f", "", None, "c"), "message", given=text)
        return text.upper()

    coded = read_distinct(code_texts(["bad", "ok", "bad", "ok"]), [5, 6, 9, 10], findings, read)
    assert (coded.answers(), seen) == (["BAD", "OK", "BAD", "OK"], ["bad", "ok"])
    assert [(found.place.row, found.place.column) for found in findings.items] == [(5, "c"), (9, "c")]
