import pytest
from openpyxl import Workbook
from raw_cases import build_case, finding, places, write_workbook

from helpers.raw import read_case
from helpers.raw.forms import fill_right, join_header, split_joined

YAML, CSV, XLSX = (f"surveys/survey/{name}" for name in ("survey.yaml", "responses.csv", "responses.xlsx"))
COLUMNS = "columns: {相談窓口: Q3_1, 居場所: Q3_2, その他: Q3_3}"
QUESTION = (
    f"{{id: Q3, text: 使うもの, type: MA, choices: [相談窓口, 居場所, その他], other: その他, {COLUMNS}}}"
)
PLAIN = {"pins.csv": "scope,remark,reason,decided_by\n"}


def codebook(*questions, head=""):
    listed = "".join(f"  - {question}\n" for question in questions)
    return f"id: survey\ntitle: 調査\nunit: 件\n{head}questions:\n{listed}"


def read(tmp_path, responses, *questions, head="", **changes):
    files = {YAML: codebook(*(questions or [QUESTION]), head=head), CSV: responses}
    return read_case(build_case(tmp_path, PLAIN | files | changes))


def answers(raw, question="Q3"):
    return raw.surveys["survey"].respondents[question].to_dict()


def rows(*cells):
    return "回答ID,Q3_1,Q3_2,Q3_3\n" + "".join(f"R{number},{line}\n" for number, line in enumerate(cells))


# --- header rows


def test_parts_of_a_header_are_joined_once():
    assert join_header([["回答ID", "問3", "問3"], ["回答ID", "相談 ", ""]]) == ["回答ID", "問3 / 相談", "問3"]


def test_blanks_of_a_csv_header_take_the_value_at_the_left():
    header = [["回答ID", "問3", "", "", "性別"], ["", "窓口", "", "場", ""], ["", "市", "県", "", ""]]
    assert join_header(fill_right(header)) == [
        *("回答ID", "問3 / 窓口 / 市", "問3 / 窓口 / 県", "問3 / 場", "性別"),
    ]


def test_one_header_row_is_left_as_it_is():
    assert fill_right([["回答ID", "", "性別"]]) == [["回答ID", "", "性別"]]


TWO_ROWS = "回答ID,問3,,年代\n,相談窓口,居場所,\nR0,1,0,20代\nR1,はい,1,30代\n"
TWO_ROW_QUESTIONS = (
    "{id: Q3, text: 使うもの, type: MA, choices: [相談窓口, 居場所], "
    "columns: {相談窓口: 問3 / 相談窓口, 居場所: 問3 / 居場所}}",
    "{id: Q4, text: 年代, type: SA, column: 年代, choices: [20代, 30代]}",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_with_two_header_rows(tmp_path, encoding):
    raw = read(tmp_path, TWO_ROWS.encode(encoding), *TWO_ROW_QUESTIONS, head="header_rows: 2\n")
    assert answers(raw) == {3: ("相談窓口",), 4: ("居場所",)}
    assert answers(raw, "Q4") == {3: "20代", 4: "30代"}
    assert places(raw, "unknown-flag") == [("error", CSV, 4, "問3 / 相談窓口")]
    assert len(places(raw, "cp932")) == (encoding == "cp932")


def test_missing_columns_are_placed_at_the_last_header_row(tmp_path):
    text = TWO_ROWS.replace("居場所", "サロン")
    raw = read(tmp_path, text, *TWO_ROW_QUESTIONS, head="header_rows: 2\n")
    found = finding(raw, "missing-column")
    assert (found.severity, found.place.row) == ("error", 2)
    assert "問3 / 居場所" in found.message and "問3 / サロン" in found.allowed
    assert "Q3" not in raw.surveys["survey"].respondents


@pytest.mark.parametrize("given", ["0", "二"])
def test_number_of_header_rows_that_is_none(tmp_path, given):
    raw = read(tmp_path, rows("1,0,0"), head=f"header_rows: {given}\n")
    (found,) = [item for item in raw.findings.items if item.place.file == YAML]
    assert (found.severity, found.place.row, found.place.column) == ("error", 4, "header_rows")
    assert answers(raw) == {2: ("相談窓口",)}


# --- Excel


def build_book(tmp_path, head="sheet: 回答\nheader_rows: 2\n", merge_body=False, **changes):
    """An Excel book as a survey firm sends it: a cover sheet, merged headers in two rows."""
    files = {YAML: codebook(*TWO_ROW_QUESTIONS, head=head), CSV: None}
    case = build_case(tmp_path, PLAIN | files | changes)
    book = Workbook()
    book.active.title = "表紙"
    book.active.append(["集計のあらまし", "=1+1"])
    book.active.merge_cells("A1:B2")
    sheet = book.create_sheet("回答")
    for row in [
        ["回答ID", "問3", None, "年代"],
        [None, "相談窓口", "居場所", None],
        ["R0", 1, 0, "20代"],
        ["R1", True, "○", "30代"],
        ["R2", None, "×", "30代"],
    ]:
        sheet.append(row)
    for area in ["A1:A2", "B1:C1", "D1:D2", *(["D4:D5"] if merge_body else [])]:
        sheet.merge_cells(area)
    book.save(case.raw / XLSX)
    return read_case(case)


def test_excel_with_merged_headers_on_a_named_sheet(tmp_path):
    raw = build_book(tmp_path)
    assert answers(raw) == {3: ("相談窓口",), 4: ("相談窓口", "居場所"), 5: "不明"}
    assert answers(raw, "Q4") == {3: "20代", 4: "30代", 5: "30代"}
    (found,) = [item for item in raw.findings.items if item.place.file == XLSX]
    assert (found.rule, found.place.sheet, found.place.row, found.place.column, found.given) == (
        *("unknown-flag", "回答", 5, "問3 / 居場所", "×"),
    )
    assert raw.surveys["survey"].codebook["questions"][0]["column"] == "問3 / 相談窓口～問3 / 居場所"


def test_merged_cells_in_the_body_stay_a_finding(tmp_path):
    raw = build_book(tmp_path, merge_body=True)
    found = finding(raw, "merged-cells")
    assert (found.severity, found.place.sheet, found.given) == ("error", "回答", "D4:D5")


def test_unknown_sheet_is_fatal_and_lists_the_sheets(tmp_path):
    raw = build_book(tmp_path, head="sheet: 解答\nheader_rows: 2\n")
    found = finding(raw, "unknown-sheet")
    assert (found.severity, found.place.file, found.given, found.allowed) == (
        *("fatal", XLSX, "解答", "表紙、回答"),
    )
    assert "「回答」" in found.remedy
    assert places(raw, "missing-input") == []


def test_first_sheet_is_the_default(tmp_path):
    case = build_case(tmp_path, PLAIN | {YAML: codebook(QUESTION), CSV: None})
    header, answer = ["回答ID", "Q3_1", "Q3_2", "Q3_3"], ["R0", 0, 1, 0]
    write_workbook(case.raw / XLSX, {"いろいろ": [header, answer], "集計": [["x"]]})
    assert answers(read_case(case)) == {2: ("居場所",)}


def test_a_csv_has_no_sheets(tmp_path):
    raw = read(tmp_path, rows("1,0,0"), head="sheet: 回答\n")
    assert places(raw, "unused-sheet") == [("info", CSV, None, "")]


def test_corrections_name_the_joined_column_and_the_row_in_excel(tmp_path):
    record = (
        "- {id: C-01, where: {file: %s, sheet: 回答, row: 5, column: %s}, from: ×, to: '0', reason: 記号}\n"
    )
    raw = build_book(tmp_path, **{"corrections.yaml": record % (XLSX, "問3 / 居場所")})
    assert raw.surveys["survey"].respondents["Q3"].isna()[5]
    assert [item["applied"] for item in raw.corrections] == [True]
    assert places(raw, "unknown-flag") == []


# --- one column a choice


@pytest.mark.parametrize("chosen", ["1", "○", "◯", "〇", "TRUE", "true", " 1 ", "相談窓口"])
@pytest.mark.parametrize("left", ["0", "", "FALSE", "false"])
def test_chosen_and_not_chosen(tmp_path, chosen, left):
    raw = read(tmp_path, rows(f"{chosen},{left},1"))
    assert answers(raw) == {2: ("相談窓口", "その他")}
    assert raw.findings.items == []


def test_nothing_chosen_is_no_answer(tmp_path):
    raw = read(tmp_path, rows("0,0,0", ",,"))
    assert raw.surveys["survey"].respondents["Q3"].isna().all()
    assert raw.findings.items == []


def test_marks_hold_for_the_whole_question(tmp_path):
    raw = read(tmp_path, rows("秘匿,秘匿,秘匿", "非該当,,0"))
    assert answers(raw) == {2: "秘匿", 3: "非該当"}
    assert raw.findings.items == []


def test_a_mark_beside_a_choice_is_told(tmp_path):
    raw = read(tmp_path, rows("1,秘匿,0"))
    assert answers(raw) == {2: ("相談窓口",)}
    assert places(raw, "unknown-flag") == [("error", CSV, 2, "Q3_2")]


def test_other_content_is_told_with_place_and_allowed_values(tmp_path):
    raw = read(tmp_path, rows("１,2,0", "1,0,犬の散歩"))
    assert answers(raw) == {2: "不明", 3: ("相談窓口",)}
    wide, two, other = [item for item in raw.findings.sorted() if item.rule == "unknown-flag"]
    assert (wide.place.row, wide.place.column, wide.given) == (2, "Q3_1", "１")
    assert "半角の 1" in wide.remedy and "「不明」に数えます" in wide.message
    assert (two.place.column, two.allowed) == (
        *(
            "Q3_2",
            "選んだ：1、○、◯、〇、●、✓、レ、TRUE、CHECKED、選択、居場所／選ばない：0、FALSE、UNCHECKED、非選択、空欄",
        ),
    )
    assert (other.place.row, other.given) == (3, "犬の散歩")
    assert "別の列（FA）" in other.remedy and "ほかの選択肢だけ" in other.message


def test_unreadable_beside_a_choice_of_that_name_is_fatal(tmp_path):
    question = "{id: Q3, text: 使うもの, type: MA, choices: [相談, 不明], columns: {相談: a, 不明: b}}"
    raw = read(tmp_path, "回答ID,a,b\nR0,x,0\n", question)
    assert places(raw, "unknown-flag") == [("fatal", CSV, 2, "a")]


def test_base_filter_over_columns(tmp_path):
    first = "{id: Q1, text: 有無, type: SA, choices: [はい, いいえ]}"
    last = "{id: Q4, text: 場所, type: FA, base: 'Q3 == \"居場所\"'}"
    second = QUESTION.replace("type: MA", "type: MA, base: 'Q1 == \"はい\"'")
    text = "回答ID,Q1,Q3_1,Q3_2,Q3_3,Q4\nR0,はい,0,1,0,公園\nR1,いいえ,1,0,1,\nR2,いいえ,0,0,0,\nR3,はい,0,0,0,\n"
    raw = read(tmp_path, text, first, second, last)
    assert raw.surveys["survey"].respondents["Q3"].fillna("").to_list() == [
        *(("居場所",), "非該当", "非該当", ""),
    ]
    assert raw.surveys["survey"].respondents["Q4"].to_list() == ["公園", "非該当", "非該当", "非該当"]
    assert places(raw, "base-contradiction") == [("error", CSV, 3, "Q3_1、Q3_3")]


def test_corrections_name_the_column_in_the_file(tmp_path):
    record = "- {id: C-01, where: {file: %s, row: 2, column: Q3_2}, from: x, to: '1', reason: 誤記}\n"
    raw = read(tmp_path, rows("0,x,0"), **{"corrections.yaml": record % CSV})
    assert answers(raw) == {2: ("居場所",)}
    assert raw.findings.items == []


def test_column_of_the_codebook_names_all(tmp_path):
    question = read(tmp_path, rows("1,0,0")).surveys["survey"].codebook["questions"][0]
    assert question["column"] == "Q3_1～Q3_3"


# --- joined choices


def test_longest_known_choice_first_only_between_separators():
    known = {"駅, 役所", "駅", "駅, 役所, 公園", "園"}
    assert split_joined("駅, 役所, 公園, 駅", ", ", known) == ["駅, 役所, 公園", "駅"]
    assert split_joined("駅, 役所, 公", ", ", known) == ["駅, 役所", "公"]
    assert split_joined("公園", ", ", known) == ["公園"]


def test_codes_may_be_joined(tmp_path):
    question = QUESTION.replace(COLUMNS, 'separator: ", ", codes: {"1": 相談窓口, "2": 居場所}')
    raw = read(tmp_path, '回答ID,Q3\nR0,"1, 2"\nR1,"2, その他"\n', question)
    assert answers(raw) == {2: ("相談窓口", "居場所"), 3: ("居場所", "その他")}
    assert raw.findings.items == []
