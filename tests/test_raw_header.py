import pytest

from helpers.raw.header import find_header

MONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "性別", "果物（複数回答）", "", "", "年齢"],
    ["", "", "", "Response", "りんご", "みかん", "Other (please specify)", "Open-Ended Response"],
]
CODES = ["SAMPLEID", "Q1", "Q2_1", "Q2_2", "Q3"]
LABELS = ["回答者番号", "性別", "果物／りんご", "果物／みかん", "満足度"]


def found(top, merged=None, stated=None):
    header = find_header(top, merged, stated)
    return header.first, header.rows, header.evidence.sure


@pytest.mark.parametrize("answers", [0, 1, 3, 30])
def test_two_header_rows_of_surveymonkey(answers):
    row = ["11", "22", "01/19/2024 10:00:00 AM", "男", "りんご", "", "", "34"]
    assert found(MONKEY + [row] * answers) == (0, 2, "likely")


@pytest.mark.parametrize("answers", [0, 1, 3, 30])
@pytest.mark.parametrize("rows", [[CODES, LABELS], [LABELS, CODES]])
def test_codes_and_labels(rows, answers):
    top = rows + [[str(number), "1", "0", "1", "5"] for number in range(answers)]
    assert found(top)[:2] == (0, 2)


def test_codes_and_labels_of_answers_in_words():
    top = [
        ["No", "Q1", "Q2"],
        ["番号", "性別", "住まい"],
        ["1", "男", "東"],
        ["2", "女", "東"],
        ["3", "男", "西"],
    ]
    assert found(top)[:2] == (0, 2)


def test_codes_alone_are_one_header_row():
    """The first answer is no label row: its values stand in the rows below too."""
    top = [
        ["Q1", "Q2", "Q3", "Q4", "Q5"],
        ["男", "東", "はい", "30代", "満足"],
        ["女", "西", "はい", "40代", "不満"],
    ]
    assert found(top)[:2] == (0, 1)


@pytest.mark.parametrize("answers", [0, 1, 3, 20])
def test_one_header_row(answers):
    rows = [
        ["2024/01/19 10:00:00", "はい", "a;b", "30", "よい"],
        ["2024/01/20 9:00:00", "いいえ", "", "40", ""],
    ]
    top = [["タイムスタンプ", "問1", "問2", "年齢", "ご意見"], *(rows * 10)[:answers]]
    assert found(top) == (0, 1, "certain")


def test_a_third_row_of_units_is_told_by_the_numbers_below():
    top = [["番号", "費用", "回数"], ["記入順", "（円）", "（回）"]]
    top += [[f"A{number}", str(number * 10), str(number)] for number in range(10)]
    assert found(top)[:2] == (0, 2)


def test_title_and_notes_above():
    top = [["アンケートの結果", "", "", ""], ["出力日：2024/1/1", "", "", ""], ["", "", "", ""]]
    top += [["No", "問1", "問2", "問3"], ["1", "a", "b", "c"]]
    assert found(top) == (3, 1, "certain")


def test_facts_of_the_survey_above():
    top = [["調査名", "町の調査", "", ""], ["回答数", "2", "", ""], ["", "", "", ""]]
    top += [["No", "問1", "問2", "問3"], ["1", "a", "b", "c"], ["2", "a", "b", "c"]]
    assert found(top)[:2] == (3, 1)


def test_a_title_with_a_date_at_the_right_is_no_group_of_headings():
    top = [
        ["町の調査", "", "", "集計日", "2024/1/1"],
        ["No", "問1", "問2", "問3", "問4"],
        ["1", "a", "b", "c", "d"],
    ]
    assert found(top)[:2] == (1, 1)


def test_merged_headings():
    top = [["町の調査", "", "", "", ""], ["No", "属性", "", "問3", ""], ["", "性別", "年代", "甲", "乙"]]
    top += [["1", "男", "30代", "1", "0"]]
    areas = ((1, 1, 5, 1), (1, 2, 1, 3), (2, 2, 3, 2), (4, 2, 5, 2))
    assert found(top, areas)[:2] == (1, 2)


def test_a_heading_over_two_columns_without_headings_below():
    top = [["id", "問1", ""], ["1", "甲", "乙"], ["2", "甲", ""]]
    assert found(top, ((2, 1, 3, 1),))[:2] == (0, 1)


def test_three_levels():
    top = [
        ["No", "問1", "", "", ""],
        ["", "平日", "", "休日", ""],
        ["", "朝", "夜", "朝", "夜"],
        ["1", "○", "", "", "○"],
    ]
    areas = ((1, 1, 1, 3), (2, 1, 5, 1), (2, 2, 3, 2), (4, 2, 5, 2))
    assert found(top, areas)[:2] == (0, 3)


def test_qualtrics_ends_its_header_with_import_ids():
    top = [["StartDate", "Q1"], ["Start Date", "性別"], ['{"ImportId":"startDate"}', '{"ImportId":"QID1"}']]
    assert found([*top, ["2024-01-01 00:00:00", "1"]])[:2] == (0, 3)


def test_a_row_with_too_many_values_is_no_header():
    top = [
        ["id", "a", "b", "c"],
        ["1", "x", "y", "z"],
        [*"23456789abcd"],
        ["3", "x", "y", "z"],
        ["4", "x", "y", "z"],
    ]
    assert found(top)[:2] == (0, 1)


def test_a_table_without_header_is_doubted():
    top = [[str(number), "男女"[number % 2], str(number % 3)] for number in range(20)]
    assert found(top) == (0, 1, "guess")


def test_stated_rows_hold_below_the_title():
    top = [["題名", "", ""], ["", "", ""], ["No", "問1", "問2"], ["1", "a", "b"]]
    assert found(top, None, 1) == (2, 1, "certain")
    assert find_header(top, None, 1).evidence.how == "stated"


@pytest.mark.parametrize("top", [[], [[]], [["", ""]]])
def test_nothing_at_all(top):
    assert found(top)[:2] == (0, 1)
