import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.footer import find_footer, find_repeated_header
from helpers.raw.header import Header
from helpers.raw.received import Evidence

PLACE = Place("a.csv")


def footer(*rows):
    findings = Findings()
    cells = pd.DataFrame(rows, dtype=object)
    found = find_footer(cells, [f"c{number}" for number in cells.columns], PLACE, findings)
    return sorted(found), findings.items


def test_totals_and_notes_at_the_end():
    rows, items = footer(["1", "a", "b", "3"], ["合計", "", "", "3"], ["※ 無回答を含む", "", "", ""])
    assert rows == [1, 2]
    assert [(item.rule, item.severity, item.place.row) for item in items] == [
        ("footer-row", "warning", 2),
        ("footer-row", "warning", 3),
    ]


def test_an_answer_that_begins_alike_stays():
    assert footer(["1", "a", "b", "3"], ["合計", "はい", "", "3"]) == ([], [])
    assert footer(["1", "a", "b", "3"], ["※よい", "はい", "いいえ", "3"]) == ([], [])


def test_a_total_between_answers_stays():
    assert footer(["合計", "", "", "3"], ["1", "a", "b", "3"]) == ([], [])


def test_free_answers_of_a_narrow_table_stay():
    assert footer(["1", "よい"], ["2", "※とくになし"]) == ([], [])
    assert footer(["よい"], ["合計"]) == ([], [])


def test_headings_repeated_among_the_answers():
    top = [["ID", "a", "b"], ["1", "x", "y"], ["ID", "a", "b"], ["ID", "x", "b"]]
    findings = Findings()
    cells = pd.DataFrame(top[1:], index=[1, 2, 3], dtype=object)
    assert find_repeated_header(cells, top, Header(0, 1, 3, Evidence()), PLACE, findings) == [2]
    assert [(item.rule, item.place.row) for item in findings.items] == [("repeated-header", 3)]
