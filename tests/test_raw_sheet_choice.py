import pytest

from helpers.raw.sheet_choice import SheetSize, choose_sheet, is_code_sheet

ANSWERS = [["No", "問1", "問2"], ["1", "はい", "a"]]
CODES = [["設問番号", "設問文", "コード", "選択肢"], ["Q1", "性別", "1", "男"]]


def sheet(name, rows, columns=10, hidden=False, top=ANSWERS):
    return SheetSize(name, hidden, rows, columns, top)


@pytest.mark.parametrize(
    ("sheets", "name", "sure"),
    [
        ([sheet("表紙", 40, 8), sheet("フォームの回答 1", 20)], "フォームの回答 1", "likely"),
        ([sheet("レイアウト", 900, 12), sheet("Sheet2", 60)], "Sheet2", "likely"),
        ([sheet("Sheet1", 900, 4, top=CODES), sheet("Sheet2", 60)], "Sheet2", "likely"),
        ([sheet("Sheet1", 5, 2), sheet("Sheet2", 200)], "Sheet2", "likely"),
        ([sheet("Sheet1", 0, 0), sheet("単純集計", 60)], "単純集計", "likely"),
        ([sheet("旧", 500, hidden=True), sheet("新", 60)], "新", "likely"),
        ([sheet("北", 60), sheet("南", 70)], "南", "guess"),
        ([sheet("何か", 3)], "何か", "certain"),
    ],
)
def test_the_sheet_with_the_responses(sheets, name, sure):
    best, evidence = choose_sheet(sheets)
    assert (best.name, evidence.sure) == (name, sure)


def test_code_sheets_are_known_by_their_headings():
    assert is_code_sheet([["コード表", "", "", ""], *CODES])
    assert not is_code_sheet(ANSWERS)
    assert not is_code_sheet([["回答者コード", "問1 選択肢の数", "問2", "問3", "問4", "問5"]])
