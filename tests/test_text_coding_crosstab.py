"""Counts, crosstabs and comparisons of codes: by hand and against scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.errors import ParameterError
from helpers.text.coding.compare import compare_codes, list_characteristic_codes
from helpers.text.coding.counts import count_codes, list_uncoded, measure_code_jaccard
from helpers.text.coding.crosstab import crosstab_codes, measure_chi2, measure_residuals

#           units  1  2  3  4  5  6  7  8
CODES = pd.DataFrame(
    {"A": [1, 1, 1, 0, 0, 0, 0, 0], "B": [1, 0, 0, 1, 0, 0, 0, 0], "C": [0] * 8},
    index=pd.Index([f"u{i}" for i in range(1, 9)], name="unit"),
).astype(bool)
SEX = pd.Series(["男", "男", "女", "女", "女", "男", "", None])


def test_counts_by_hand():
    df = count_codes(CODES)
    assert list(df["code"]) == ["A", "B", "C", "コード無し"]
    assert list(df["n"]) == [3, 2, 0, 4] and df["n"].dtype == "int64"
    assert list(df["percent"]) == [37.5, 25.0, 0.0, 50.0]


def test_weighted_counts_by_hand():
    weights = pd.Series([2, 1, 1, 1, 1, 1, 1, 0.0])
    df = count_codes(CODES, weights)
    assert list(df["n"]) == [4.0, 3.0, 0.0, 3.0] and list(df["percent"]) == [50.0, 37.5, 0.0, 37.5]
    assert (
        list(count_codes(CODES.head(0))["n"]) == [0, 0, 0, 0]
        and count_codes(CODES.head(0))["percent"].isna().all()
    )


@pytest.mark.parametrize("weights", [[1, 2], [1] * 7 + [-1], [1] * 7 + [None], [1] * 7 + ["x"]])
def test_weights_that_cannot_be(weights):
    with pytest.raises(ParameterError, match="ウェイト"):
        count_codes(CODES, pd.Series(weights))


def test_uncoded_units_are_listed_but_not_blank_ones():
    texts = pd.Series(["a", "b", "c", "d", "交通が不便", " 　\n", None, "<b>"])
    df = list_uncoded(CODES, texts)
    assert df.values.tolist() == [["u5", "交通が不便"], ["u8", "<b>"]]


def test_jaccard_by_hand():
    df = measure_code_jaccard(CODES)
    assert list(df.columns) == list(df.index) == ["A", "B", "C"] and df.index.name == "code"
    assert df.loc["A", "B"] == df.loc["B", "A"] == 1 / 4  # both: u1; one or both: u1 u2 u3 u4
    assert df.loc["A", "A"] == 1 and df.loc["A", "C"] == 0 and np.isnan(df.loc["C", "C"])
    weighted = measure_code_jaccard(CODES, pd.Series([3, 1, 1, 1, 1, 1, 1, 1]))
    assert weighted.loc["A", "B"] == 3 / 6


def test_crosstab_by_hand():
    df = crosstab_codes(CODES, SEX)
    assert list(df.columns[:7]) == ["code", "value", "n", "percent", "chi2", "p", "mark"]
    assert df[["code", "value", "n", "base"]].values.tolist() == [
        ["A", "女", 1, 3], ["A", "男", 2, 3], ["B", "女", 1, 3], ["B", "男", 1, 3], ["C", "女", 0, 3], ["C", "男", 0, 3],
    ]  # fmt: skip
    assert df["percent"].round(4).tolist() == [33.3333, 66.6667, 33.3333, 33.3333, 0, 0]
    # A: 1 2 / 2 1, all expected 1.5: chi2 = 4 * 0.25 / 1.5
    assert df.loc[0, "chi2"] == pytest.approx(2 / 3) and df.loc[0, "least_expected"] == 1.5
    assert df.loc[2, "chi2"] == 0 and df.loc[2, "p"] == 1
    assert df.loc[4, ["chi2", "p", "least_expected"]].isna().all() and df.loc[4, "mark"] == ""


def test_chi_square_by_hand_with_marks():
    # 30 of 50 against 15 of 50: expected 22.5 and 27.5 each: 2 * 56.25 / 22.5 + 2 * 56.25 / 27.5 = 9.0909
    chi2, p, least = measure_chi2(np.array([30.0, 15.0]), np.array([50.0, 50.0]))
    assert chi2 == pytest.approx(9.090909) and p == pytest.approx(0.002569, abs=1e-6) and least == 22.5
    codes = pd.DataFrame({"X": [True] * 30 + [False] * 20 + [True] * 15 + [False] * 35})
    df = crosstab_codes(codes, pd.Series(["a"] * 50 + ["b"] * 50))
    assert set(df["mark"]) == {"**"} and list(df["residual_mark"]) == ["**", "**"]
    # with two values the adjusted residual is the root of chi-square
    assert df["residual"].tolist() == pytest.approx([9.090909**0.5, -(9.090909**0.5)])


@pytest.mark.parametrize("seed", range(5))
def test_chi_square_is_scipys_without_correction(seed):
    from scipy.stats import chi2_contingency

    draw = np.random.default_rng(seed)
    values = pd.Series(draw.choice(["a", "b", "c", "d"][: 2 + seed % 3], 200))
    codes = pd.DataFrame({"X": draw.random(200) < 0.3})
    df = crosstab_codes(codes, values)
    table = pd.crosstab(values, codes["X"]).sort_index()
    expected = chi2_contingency(table, correction=False)
    assert df.loc[0, "chi2"] == pytest.approx(expected.statistic) and df.loc[0, "p"] == pytest.approx(
        expected.pvalue
    )
    assert df.loc[0, "df"] == expected.dof and df.loc[0, "least_expected"] == expected.expected_freq.min()


def test_residuals_are_habermans():
    """statsmodels calls them standardized_resids."""
    from statsmodels.stats.contingency_tables import Table

    n, base = np.array([12.0, 5.0, 9.0]), np.array([30.0, 40.0, 20.0])
    expected = Table(np.column_stack([n, base - n]), shift_zeros=False).standardized_resids[:, 0]
    assert measure_residuals(n, base) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["10", "2", "1", "2", "1", "1", "1", "1"], ["1", "2", "10"]),
        ([1.0, 2.0, 10.0, 1.0, 1.0, 1.0, 1.0, np.nan], ["1", "2", "10"]),
        (["第10回", "第2回", "第2回", "", "", "", "", ""], ["第2回", "第10回"]),
        (pd.Categorical(["高"] * 4 + ["低"] * 4, categories=["高", "中", "低"]), ["高", "低"]),
        (["その他（A）"] * 8, ["その他（A）"]),
    ],
)
def test_values_in_order_and_as_written(values, order):
    df = crosstab_codes(CODES, pd.Series(values))
    assert list(dict.fromkeys(df["value"])) == order


def test_one_value_has_no_test():
    df = crosstab_codes(CODES, pd.Series(["a"] * 8))
    assert df["p"].isna().all() and (df["mark"] == "").all() and df["residual"].isna().all()
    assert list(df["n"]) == [3, 2, 0]


def test_no_value_and_no_code():
    assert len(crosstab_codes(CODES, pd.Series([""] * 8))) == 0
    assert len(crosstab_codes(CODES[[]], SEX)) == 0
    with pytest.raises(ParameterError, match="変数は3件、単位は8件"):
        crosstab_codes(CODES, pd.Series(["a"] * 3))


def test_equal_weights_change_nothing_and_double_weights_do_not_make_differences():
    plain = crosstab_codes(CODES, SEX)
    for weight in (1.0, 2.0, 0.1):
        df = crosstab_codes(CODES, SEX, pd.Series([weight] * 8))
        assert df["chi2"].tolist() == pytest.approx(plain["chi2"].tolist(), nan_ok=True)
        assert df["residual"].tolist() == pytest.approx(plain["residual"].tolist(), nan_ok=True)
        assert df["n"].tolist() == pytest.approx([weight * n for n in plain["n"]])


def test_unequal_weights_count_by_the_effective_number_of_units():
    # weights 3 1 1 1 1 1 of the six units with a value: n_eff = 64 / 14; A: 女 1 of 3, 男 4 of 5
    df = crosstab_codes(CODES[["A"]], SEX, pd.Series([3, 1, 1, 1, 1, 1, 9, 9.0]))
    assert df["n"].tolist() == [1, 4] and df["base"].tolist() == [3, 5]
    scale = (64 / 14) / 8
    expected = scale * sum((o - e) ** 2 / e for o, e in ((1, 15 / 8), (4, 25 / 8), (2, 9 / 8), (1, 15 / 8)))
    assert df["chi2"].tolist() == pytest.approx([expected] * 2)


def build_group(coded: int, units: int) -> pd.DataFrame:
    return pd.DataFrame({"X": [True] * coded + [False] * (units - coded)})


def test_years_by_hand():
    df = compare_codes(
        {"2022": build_group(15, 50), "2023": build_group(30, 50), "2024": build_group(30, 60)}
    )
    rows = df[df["code"] == "X"]
    assert list(rows["group"]) == ["2022", "2023", "2024"] and list(rows["compared"]) == ["", "2022", "2023"]
    assert list(rows["n"]) == [15, 30, 30] and rows["n"].dtype == "int64"
    assert list(rows["percent"]) == [30.0, 60.0, 50.0]
    assert rows["difference"].tolist() == pytest.approx([np.nan, 30.0, -10.0], nan_ok=True)
    assert rows["chi2"].iloc[1] == pytest.approx(9.090909) and list(rows["mark"]) == ["", "**", ""]
    assert list(df[df["code"] == "コード無し"]["n"]) == [35, 20, 30]
    first = compare_codes(
        {"2022": build_group(15, 50), "2023": build_group(30, 50), "2024": build_group(30, 60)}, to="first"
    )
    assert list(first["compared"][:3]) == ["", "2022", "2022"] and first["difference"].iloc[2] == 20.0


def test_years_must_have_the_same_codes():
    with pytest.raises(ParameterError, match="「2023」のコードが他と違います（X、Y）"):
        compare_codes({"2022": build_group(1, 2), "2023": build_group(1, 2).rename(columns={"X": "Y"})})


def test_characteristic_codes_by_hand():
    df = list_characteristic_codes(CODES, SEX)
    rows = df[df["value"] == "男"]
    assert list(rows["code"]) == ["A", "B", "C"] and list(rows["rank"]) == [1, 2, 3]
    # A and 男: u1 u2; either: 男 u1 u2 u6 and u3
    assert rows["jaccard"].tolist() == [2 / 4, 1 / 4, 0.0]
    assert rows["percent_out"].round(2).tolist() == [33.33, 33.33, 0.0]
    assert list(rows["direction"]) == ["多い", "同じ", "同じ"] and list(rows["mark"]) == ["", "", ""]
    # G2 = 2 (2 ln(2/1.5) + 1 ln(1/1.5) + 1 ln(1/1.5) + 2 ln(2/1.5))
    assert rows["g2"].iloc[0] == pytest.approx(2 * (4 * np.log(4 / 3) + 2 * np.log(2 / 3)))
