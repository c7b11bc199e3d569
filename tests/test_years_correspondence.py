"""years/correspondence: the drafted frame, and what a file that people edited may and may not decide."""

import pandas as pd
import pytest
from correspondence_cases import book, question

from helpers.findings import Findings, Place
from helpers.years.correspondence import check_confirmed, draft_correspondence, settle_links
from helpers.years.links import COLUMNS, CONDITIONAL, NO, YES, Pair

OLD = book(
    question("Q1", "年代をお選びください。", "20代", "30代", "40代以上"),
    question("Q2", "頼れる人はいますか。", "はい", "いいえ"),
    question("Q3", "好きな食べ物は何ですか。", "はい"),
)
NEW = book(
    question("Q1", "年代をお選びください。", "20～39歳", "40代以上"),
    question("Q2", "相談できる相手はいますか。", "はい", "いいえ"),
    question("Q4", "災害への備えをしていますか。", "はい"),
)
PLACE = Place("2024/surveys/survey/correspondence.csv")


def given(*rows: dict) -> pd.DataFrame:
    held = [[row.get(name) for name in COLUMNS] for row in rows]
    frame = pd.DataFrame(held, range(2, 2 + len(rows)), list(COLUMNS))
    return frame.astype(COLUMNS)


def settle(*rows: dict, old: dict = OLD, new: dict = NEW):
    findings = Findings()
    links = settle_links(old, new, given(*rows), PLACE, findings)
    return {link.question or f"-{link.previous}": link for link in links}, findings.items


def row(name: str, previous: str | None = None, **cells: str) -> dict:
    return {
        "question": name,
        "previous_question": name if previous is None else previous,
        "confirmed_by": "山田",
    } | cells


def test_the_draft_has_one_row_a_question_of_either_year():
    frame = draft_correspondence(OLD, NEW)
    assert list(frame.columns) == list(COLUMNS)
    assert frame[["question", "previous_question", "status", "comparable"]].to_numpy().tolist() == [
        ["Q1", "Q1", "選択肢変更", NO],
        ["Q2", "Q2", "文言変更", NO],
        ["Q4", "", "新設", NO],
        ["", "Q3", "廃止", NO],
    ]
    assert frame["choices"].iloc[0] == "20～39歳 ← 20代 + 30代"  # offered, to be confirmed
    assert frame["score"].isna().tolist() == [False, False, True, True]
    assert (frame["confirmed_by"] == "").all()


def test_without_confirmation_nothing_is_decided():
    links, _ = settle()
    assert [link.is_draft for link in links.values()] == [True] * 4
    assert links["Q1"].pairs == (
        Pair(("20～39歳",), ()),
        Pair(("40代以上",), ("40代以上",)),
        Pair((), ("20代",)),
        Pair((), ("30代",)),
    )
    edited = row("Q2", comparable=YES) | {"confirmed_by": ""}
    links, found = settle(edited)
    assert links["Q2"].comparable == NO
    assert [(f.rule, f.place.row, f.given) for f in found] == [("not-confirmed", 2, "comparable：可")]


def test_an_untouched_draft_row_is_no_finding():
    frame = draft_correspondence(OLD, NEW).set_axis(range(2, 6))
    findings = Findings()
    settle_links(OLD, NEW, frame, PLACE, findings)
    assert findings.items == []


def test_a_draft_that_a_confirmation_elsewhere_has_overtaken_is_no_finding():
    """Q5 was drafted 不可 because Q2, which decides who is asked it, was; then Q2 was confirmed."""
    asked = question("Q5", "それは誰ですか。", "家族", base='Q2 == "はい"')
    old, new = (book(*held["questions"], asked) for held in (OLD, NEW))
    frame = draft_correspondence(old, new).set_axis(range(2, 7))
    assert frame.set_index("question").at["Q5", "comparable"] == NO
    frame.loc[frame["question"] == "Q2", ["comparable", "confirmed_by"]] = [YES, "山田"]
    findings = Findings()
    links = settle_links(old, new, frame, PLACE, findings)
    assert {link.question: link.comparable for link in links if link.question in ("Q2", "Q5")} == {
        "Q2": YES,
        "Q5": YES,
    }
    assert findings.items == []


def test_confirmed_pairs_make_a_single_answer_comparable():
    links, found = settle(row("Q1", comparable=YES, choices="20～39歳 ← 20代 + 30代"))
    assert (links["Q1"].comparable, links["Q1"].confirmed_by, links["Q1"].is_draft) == (YES, "山田", False)
    assert links["Q1"].pairs == (Pair(("20～39歳",), ("20代", "30代")), Pair(("40代以上",), ("40代以上",)))
    assert found == []


def test_confirmed_wording():
    links, _ = settle(row("Q2", comparable=CONDITIONAL, reason="趣旨は同じ", note="会議で確認"))
    assert (links["Q2"].comparable, links["Q2"].reason, links["Q2"].note) == (
        CONDITIONAL,
        "趣旨は同じ",
        "会議で確認",
    )
    assert links["Q2"].what == "設問文が変わった"
    drafted = draft_correspondence(OLD, NEW)["reason"].iloc[1]
    links, _ = settle(row("Q2", comparable=CONDITIONAL, reason=drafted))
    assert links["Q2"].reason == "設問文が変わった"  # what was to be confirmed is confirmed


def test_a_match_of_the_analyst_replaces_that_of_the_program():
    links, _ = settle(row("Q4", "Q3", comparable=CONDITIONAL), row("Q2", ""), row("", "Q2"))
    assert {name: (link.previous, link.comparable) for name, link in links.items()} == {
        "Q1": ("Q1", NO), "Q2": ("", NO), "Q4": ("Q3", CONDITIONAL), "-Q2": ("Q2", NO),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        (row("Q9", "Q2", comparable=YES), "unknown-question", "question"),
        (row("Q2", "Q9", comparable=YES), "unknown-question", "previous_question"),
        (row("", ""), "missing-value", "question"),
        (row("Q2", question_text="前の文案", comparable=YES), "outdated-confirmation", "question_text"),
        (row("Q2", previous_text="前の文案", comparable=YES), "outdated-confirmation", "previous_text"),
        (row("Q2", choices="はい ← 無い", comparable=YES), "unknown-choice", "choices"),
    ],
)
def test_a_row_that_cannot_hold_leaves_the_draft(cells, rule, column):
    links, found = settle(cells)
    assert [(f.rule, f.severity, f.place.row, f.place.column) for f in found] == [(rule, "error", 2, column)]
    assert (links["Q2"].comparable, links["Q2"].is_draft) == (NO, True)


def test_texts_may_differ_in_width_and_blanks():
    _, found = settle(row("Q2", question_text="相談できる　相手はいますか"))
    assert found == []


def test_a_question_stands_in_one_row():
    links, found = settle(row("Q2", comparable=YES), row("Q2", "Q3", comparable=YES))
    assert [(f.rule, f.place.row, f.given) for f in found] == [("duplicate-question", 3, "Q2")]
    assert (links["Q2"].previous, links["Q2"].comparable) == ("Q2", YES)


def test_two_types_are_never_subtracted():
    new = book(*(q | {"type": "MA"} if q["id"] == "Q2" else q for q in NEW["questions"]))
    links, found = settle(row("Q2", comparable=YES), new=new)
    assert (links["Q2"].comparable, [f.rule for f in found]) == (NO, ["not-comparable"])


def test_choices_left_open_are_told():
    links, found = settle(row("Q1", comparable=YES))
    assert links["Q1"].comparable == YES
    assert [(f.rule, f.given) for f in found] == [("choices-left-open", "20～39歳、20代、30代")]


def test_the_survey_as_a_whole_is_confirmed_in_a_row_of_its_own():
    old, new = book(*OLD["questions"], mode="郵送"), book(*NEW["questions"], mode="訪問")
    links, _ = settle(row("*", comparable=YES, reason="回収先は同じ"), old=old, new=new)
    assert (links["*"].comparable, links["*"].is_draft) == (YES, False)


def test_what_is_not_confirmed_is_one_finding():
    findings = Findings()
    links = settle_links(OLD, NEW, None, PLACE, findings)
    check_confirmed(links, "調査", PLACE, findings, there=False)
    assert [(f.rule, f.severity, f.given) for f in findings.items] == [
        ("correspondence-draft", "warning", "Q1、Q2、Q4、Q3")
    ]
    check_confirmed(settle_links(OLD, OLD, None, PLACE, findings), "調査", PLACE, findings, there=False)
    assert len(findings.items) == 1
