"""The machine-readable tables: long, coded, defined; nothing behind 秘匿."""

import pandas as pd
from databook_cases import CODEBOOK, about, build_frame, row, rows

from helpers.databook.about import Change, build_about
from helpers.databook.machine_codes import build_codes
from helpers.databook.machine_tables import build_machine_tables
from helpers.databook.machine_words import TABLES

MADE = build_machine_tables(build_frame(), CODEBOOK, about())
RESULTS = MADE["results"]


def test_every_table_has_the_columns_that_are_defined():
    assert list(MADE) == list(TABLES)
    for name, (_, columns) in TABLES.items():
        assert list(MADE[name].columns) == [column.name for column in columns]
    defined = set(zip(MADE["columns"]["table_name"], MADE["columns"]["column_name"], strict=True))
    assert defined == {(name, column) for name, frame in MADE.items() for column in frame.columns}


def test_a_row_of_the_whole():
    first = RESULTS.iloc[0]
    assert first[["question", "row_kind", "choice_code", "choice_label", "statistic", "banner", "status"]].tolist() == [
        "Q1", "choice", "c01", "はい", "count", "total", "observed",
    ]  # fmt: skip
    assert (first["n"], first["base"]) == (59, 62)
    assert abs(first["percent"] - 95.16129032) < 1e-8


def test_nobody_is_zero_and_not_blank():
    nobody = RESULTS[(RESULTS["choice_label"] == "無回答") & (RESULTS["question"] == "Q1")]
    assert nobody["n"].tolist() == [0, 0, 0]
    assert nobody["status"].tolist() == ["observed"] * 3


def test_a_suppressed_row_holds_no_number_whatever_the_frame_says():
    frame = pd.DataFrame(
        rows("Q1", ["はい"], [7], 62, suppressed=True, difference=3.5, lower=1.0, upper=2.0, p=0.1, value=8.8)
    )
    made = build_machine_tables(frame, CODEBOOK, about())["results"].iloc[0]
    assert made["status"] == "suppressed"
    gone = ["n", "percent", "value", "difference", "ci_lower", "ci_upper", "p_value", "n_unweighted"]
    assert made[gone].isna().all()
    assert made["base"] == 62


def test_statistics_have_rows_of_their_own():
    mean = RESULTS[RESULTS["question"] == "Q4"].iloc[0]
    assert (mean["row_kind"], mean["choice_code"], mean["statistic"], mean["value"]) == (
        "statistic",
        "none",
        "mean",
        41.5,
    )
    assert mean["status"] == "observed"


def test_an_empty_base_is_told_from_what_is_unknown():
    frame = pd.DataFrame([row("Q1", "はい", 0, 0), row("Q1", "いいえ", 0, 0) | {"base": None, "n": None}])
    assert build_machine_tables(frame, CODEBOOK, about())["results"]["status"].tolist() == [
        "no_base",
        "unavailable",
    ]


def test_one_significant_pair_a_row():
    pair = MADE["significance"]
    assert pair[
        ["question", "choice_code", "banner", "banner_letter", "lower_letter", "lower_code"]
    ].values.tolist() == [["Q1", "c01", "Q2", "B", "A", "c01"]]


def test_codes_follow_the_codebook_nets_and_marks_apart():
    frame = pd.DataFrame(
        [*rows("Q1", ["いいえ", "はい", "無回答"], [1, 2, 0], 3), row("Q1", "答えた", 3, 3, kind="net")]
    )
    assert build_codes(frame, {"Q1": {"choices": ["はい", "いいえ"]}})["Q1"] == {
        "はい": "c01", "いいえ": "c02", "答えた": "n01", "無回答": "no_answer",
    }  # fmt: skip


def test_nested_banners_have_joined_codes():
    frame = pd.DataFrame([
        *rows("Q1", ["はい", "いいえ"], [1, 2], 3), *rows("Q2", ["駅", "公園"], [1, 2], 3),
        row("Q1", "はい", 1, 1, banner="Q1*Q2", banner_choice="いいえ × 公園"),
        row("Q1", "はい", 1, 1, banner="Q1*Q2", banner_choice="見知らぬ"),
    ])  # fmt: skip
    codes = build_codes(frame, {})["Q1*Q2"]
    assert codes == {"いいえ × 公園": "c02_c02", "見知らぬ": "x01"}


def test_more_than_255_choices():
    frame = pd.DataFrame(row("Q1", f"項目{n}", 1, 300) for n in range(300))
    codes = build_codes(frame, {})["Q1"]
    assert (codes["項目0"], codes["項目299"], len(set(codes.values()))) == ("c001", "c300", 300)


# 東京都 13000, 大阪府 27000 (総務省 都道府県の標準地域コード)
def test_official_names_of_prefectures_have_their_area_code():
    frame = pd.DataFrame(rows("Q1", ["東京都", "大阪府", "大阪"], [1, 1, 1], 3))
    codes = build_machine_tables(frame, {"questions": []}, about())["codes"]
    own = codes[codes["variable"].eq("choice_code") & codes["question"].eq("Q1")]
    assert own["area_code"].tolist() == ["13000", "27000", "none"]


def test_labels_with_newlines_stand_on_one_line():
    frame = pd.DataFrame([row("Q1", "とても\nよい", 1, 1)])
    assert build_machine_tables(frame, CODEBOOK, about())["results"]["choice_label"].tolist() == [
        "とても よい"
    ]


def test_history_and_about():
    assert MADE["history"].values.tolist() == [["2023", "none", "この形式で提供した最初の年度", "none"]]
    changed = build_about(CODEBOOK, history=[Change(2024, "Q2", "選択肢「図書館」を追加")])
    history = build_machine_tables(build_frame(), CODEBOOK, changed)["history"]
    assert history.values.tolist() == [["2024", "Q2", "選択肢「図書館」を追加", "none"]]
    told = dict(zip(MADE["about"]["item"], MADE["about"]["value"], strict=True))
    assert (told["fiscal_year_label"], told["area_code"]) == ("2023年度（令和5年度）", "131083")
    assert (told["encoding"], told["bom"], told["newline"]) == ("UTF-8", "yes", "CRLF")


def test_a_frame_of_published_shares_with_few_columns():
    frame = pd.DataFrame(
        {"survey": ["s"], "question": ["Q1"], "choice": ["はい"], "percent": [72.0], "kind": ["choice"]}
    )
    made = build_machine_tables(frame, {"id": "s", "questions": []}, build_about({"id": "s"}))[
        "results"
    ].iloc[0]
    assert (made["percent"], made["status"]) == (72.0, "observed")
    assert pd.isna(made["n"])


def test_no_respondents_at_all():
    made = build_machine_tables(pd.DataFrame(), CODEBOOK, about())
    assert len(made["results"]) == len(made["significance"]) == 0
