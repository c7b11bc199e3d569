"""Correspondence analysis against published results, up to sign, and chi-square against scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from helpers.text.analyses import build_correspondence_analysis, choose_distinctive, tell_correspondence
from helpers.text.analyses.correspondence_analysis import measure_distinctiveness

# Greenacre (1984), Theory and Applications of Correspondence Analysis, p. 55: staff groups by smoking.
SMOKE = pd.DataFrame(
    {
        "none": [4, 4, 25, 18, 10],
        "light": [2, 3, 10, 24, 6],
        "medium": [3, 7, 12, 33, 7],
        "heavy": [2, 4, 4, 13, 2],
    },
    index=["SM", "JM", "SE", "JE", "SC"],
)
# The table `housetasks` of the R packages ade4 and factoextra.
HOUSETASKS = pd.DataFrame(
    {
        "Wife": [156, 124, 77, 82, 53, 32, 33, 12, 10, 13, 8, 0, 0],
        "Alternating": [14, 20, 11, 36, 11, 24, 23, 46, 51, 13, 1, 3, 1],
        "Husband": [2, 5, 7, 15, 1, 4, 9, 23, 75, 21, 53, 160, 6],
        "Jointly": [4, 4, 13, 7, 57, 53, 55, 15, 3, 66, 77, 2, 153],
    },
    index=["Laundry", "Main_meal", "Dinner", "Breakfeast", "Tidying", "Dishes", "Shopping", "Official", "Driving", "Finances", "Insurance", "Repairs", "Holidays"],
)  # fmt: skip


def same_up_to_sign(values, published, tolerance):
    values, published = np.asarray(values, dtype=float), np.asarray(published, dtype=float)
    return min(np.abs(values - published).max(), np.abs(values + published).max()) <= tolerance


@pytest.fixture(scope="module")
def smoke():
    return build_correspondence_analysis(SMOKE)


def test_inertias_of_the_smoking_data(smoke):
    """Nenadić and Greenacre (2007), J. Stat. Softw. 20(3), the printed output of ca(smoke)."""
    assert smoke.axes["inertia"].tolist() == pytest.approx([0.074759, 0.010017, 0.000414], abs=1e-6)
    assert smoke.axes["percent"].tolist() == pytest.approx([87.76, 11.76, 0.49], abs=0.01)
    assert smoke.chi2 == pytest.approx(16.44, abs=0.005)
    assert (smoke.total, smoke.df) == (193, 12)


def test_masses_distances_and_inertias_of_points(smoke):
    """The same output: Mass, ChiDist, Inertia of the rows and columns."""
    assert smoke.rows["mass"].tolist() == pytest.approx(
        [0.056995, 0.093264, 0.264249, 0.455959, 0.129534], abs=1e-6
    )
    assert smoke.rows["distance"].tolist() == pytest.approx(
        [0.216559, 0.356921, 0.380779, 0.240025, 0.216169], abs=1e-6
    )
    assert smoke.rows["inertia"].tolist() == pytest.approx(
        [0.002673, 0.011881, 0.038314, 0.026269, 0.006053], abs=1e-6
    )
    assert smoke.columns["distance"].tolist() == pytest.approx(
        [0.394490, 0.173996, 0.198127, 0.355109], abs=1e-6
    )


@pytest.mark.parametrize(
    ("side", "axis", "standard"),
    [
        ("rows", 1, [-0.240539, 0.947105, -1.391973, 0.851989, -0.735456]),
        ("rows", 2, [-1.935708, -2.430958, -0.106508, 0.576944, 0.788435]),
        ("columns", 1, [-1.438471, 0.363746, 0.718017, 1.074445]),
        ("columns", 2, [-0.304659, 1.409433, 0.073528, -1.975960]),
    ],
)
def test_coordinates_of_the_smoking_data(smoke, side, axis, standard):
    """ca prints standard coordinates (Dim. 1, Dim. 2); principal ones are these times the singular value."""
    principal = np.array(standard) * np.sqrt(smoke.axes["inertia"][axis - 1])
    assert same_up_to_sign(getattr(smoke, side)[f"dim_{axis}"], principal, 1e-5)


def test_rows_and_columns_share_their_signs(smoke):
    """Senior employees smoke least: SE and none lie on the same side of axis 1, in every program."""
    se, none = smoke.rows["dim_1"][2], smoke.columns["dim_1"][0]
    assert se * none > 0


def test_housetasks_as_factoextra_documents_them():
    """factoextra, get_ca(): coord, cos2, contrib of the rows; eigenvalues of get_eigenvalue()."""
    analysis = build_correspondence_analysis(HOUSETASKS)
    assert analysis.axes["inertia"].tolist() == pytest.approx([0.5428893, 0.4450028, 0.1270484], abs=1e-7)
    rows = analysis.rows.set_index("label")
    assert same_up_to_sign(
        rows["dim_1"].head(6), [-0.9918368, -0.8755855, -0.6925740, -0.5086002, -0.3938084, -0.1889641], 1e-6
    )
    assert same_up_to_sign(
        rows["dim_2"].head(6), [0.4953220, 0.4901092, 0.3081043, 0.4528038, -0.4343444, -0.4419662], 1e-6
    )
    assert rows.loc["Laundry", ["cos2_1", "cos2_2", "cos2_3"]].tolist() == pytest.approx(
        [0.7399874, 0.1845521, 0.07546047], abs=1e-6
    )
    assert rows.loc["Laundry", ["contribution_1", "contribution_2"]].tolist() == pytest.approx(
        [18.2867003, 5.563891], abs=1e-5
    )
    columns = analysis.columns.set_index("label")
    assert columns["contribution_1"].tolist() == pytest.approx(
        [44.462018, 0.103739, 54.233879, 1.200364], abs=1e-5
    )
    assert same_up_to_sign(columns["dim_1"], [-0.83762154, -0.06218462, 1.16091847, 0.14942609], 1e-6)


def test_total_inertia_is_chi_square_by_n():
    assert build_correspondence_analysis(HOUSETASKS).chi2 == pytest.approx(
        chi2_contingency(HOUSETASKS, correction=False)[0]
    )


def test_contributions_and_cos2_sum_up(smoke):
    assert smoke.rows["contribution_1"].sum() == pytest.approx(100)
    assert smoke.rows[["cos2_1", "cos2_2", "cos2_3"]].sum(axis=1).tolist() == pytest.approx([1] * 5)


def test_signs_put_the_furthest_value_on_the_positive_side(smoke):
    for axis in ("dim_1", "dim_2", "dim_3"):
        far = smoke.columns[axis].abs().idxmax()
        assert smoke.columns[axis][far] > 0


def test_empty_rows_and_columns_are_left_out_and_named():
    table = pd.DataFrame({"A": [1, 0, 2], "B": [2, 0, 1], "C": [0, 0, 0]}, index=["甲", "乙", "丙"])
    analysis = build_correspondence_analysis(table)
    assert analysis.left_out == ("乙", "C")
    assert analysis.rows["label"].tolist() == ["甲", "丙"]


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"A": [1, 2]}),
        pd.DataFrame(),
        pd.DataFrame({"A": [0], "B": [0]}),
        pd.DataFrame({"A": [1, 2], "B": [2, 4]}),
    ],
)
def test_tables_that_cannot_be_analysed(table):
    analysis = build_correspondence_analysis(table)
    assert analysis.axes.empty
    assert "対応分析はできない" in tell_correspondence(analysis)[0]


def test_distinctive_words_by_chi_square():
    """Each word against all others; scipy's chi-square of the table of 2 x values."""
    table = pd.DataFrame({"A": [10, 5, 1], "B": [1, 5, 9]}, index=["甲", "乙", "丙"])
    totals = pd.Series({"A": 40, "B": 60})
    for word, value in zip(table.index, measure_distinctiveness(table, totals), strict=True):
        expected = chi2_contingency([table.loc[word], totals - table.loc[word]], correction=False)[0]
        assert value == pytest.approx(expected)
    assert choose_distinctive(table, totals, 1).index.tolist() == ["甲"]
    assert choose_distinctive(table, totals, 2).index.tolist() == ["甲", "丙"]


def test_sentences_give_shares_and_makers(smoke):
    told = tell_correspondence(smoke)
    assert told[0].startswith(
        "図に示した軸で、使われ方の違いの99.5%が表される（第1軸 87.8%、第2軸 11.8%）。残りの0.5%"
    )
    assert any(
        "第1軸に大きく寄与するのは" in text and "「none」" in text and "「SE」" in text for text in told
    )


def test_two_values_have_one_axis():
    told = tell_correspondence(
        build_correspondence_analysis(pd.DataFrame({"A": [30, 60], "B": [60, 30]}, index=["甲", "乙"]))
    )
    assert "値が2つのため軸は1本で、左右の位置だけを読む。" in told
