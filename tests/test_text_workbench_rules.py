"""text/workbench: rule sets, comparing them, examples, highlighting, uncoded answers, and the page that shows it all."""

import datetime as dt

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from workbench_cases import SAVED, coded, codings, remarks, tokens

from helpers.errors import RuleSyntaxError
from helpers.findings import Findings
from helpers.raw.rule_changes import read_renames, read_rule_changes
from helpers.text.workbench import (
    add_rule_changes,
    build_rule_changes,
    change_rules,
    compare_rules,
    count_mistakes,
    group_uncoded,
    open_rules,
    show_workbench,
)
from helpers.text.workbench.examples import choose_examples, spread
from helpers.text.workbench.highlighting import find_spans, mark, read_words
from helpers.text.workbench.page import mark_difference


def test_a_rule_set_keeps_conditions_as_written_without_comments(tmp_path):
    path = tmp_path / "rules.cod"
    path.write_bytes(
        "# 前書き\n＊居場所  # 注\nサロン or   # 場\n'集まる 場所'\n\n*見守り\n見守り\n".encode("cp932")
    )
    rules = open_rules(path)
    assert rules.file == "rules.cod"
    assert rules.names == ("居場所", "見守り")
    assert rules.conditions == {"居場所": "サロン or\n'集まる 場所'", "見守り": "見守り"}


def test_changed_rules_replace_add_and_drop():
    after = change_rules(open_rules(SAVED), "*見守り\n見守り\n*災害\n災害\n*居場所\n")
    assert after.conditions == {"見守り": "見守り", "災害": "災害"}


def test_a_width_of_the_name_is_no_other_rule():
    assert change_rules(open_rules("*PF\nサロン\n"), "＊ＰＦ\n見守り\n").conditions == {"ＰＦ": "見守り"}


def test_what_is_newly_coded_and_what_is_lost():
    after = "*居場所\nサロン and 通う\n*見守り\n見守り\n*災害\n災害\n"
    found = compare_rules(SAVED, after, remarks(), tokens())
    assert found.newly[["remark_id", "theme"]].to_numpy().tolist() == [
        ["A-6", "見守り"], ["A-3", "災害"], ["A-4", "災害"],
    ]  # fmt: skip
    assert found.lost[["remark_id", "theme"]].to_numpy().tolist() == [["A-6", "居場所"]]
    assert found.kept[["remark_id", "theme"]].to_numpy().tolist() == [["A-1", "居場所"], ["A-2", "見守り"]]
    columns = ["code", "status", "before", "after", "newly", "lost", "kept", "alone"]
    assert found.by_code[columns].to_numpy().tolist() == [
        ["居場所", "条件変更", 2, 1, 0, 1, 1, 1],
        ["見守り", "条件変更", 1, 2, 1, 0, 1, 2],
        ["災害", "新設", 0, 2, 2, 0, 0, 2],
    ]
    assert found.by_code["percent_after"].tolist() == pytest.approx([100 / 6, 200 / 6, 200 / 6])
    held = found.coverage
    assert (held.answers, held.before, held.after, held.newly, held.lost) == (6, 3, 5, 2, 0)
    assert found.changed == ("居場所", "見守り", "災害")


def test_a_dropped_code_stands_last_and_its_answers_are_lost():
    found = compare_rules(SAVED, "*見守り\n見守り and not サロン\n", remarks(), tokens())
    assert found.by_code[["code", "status", "lost"]].to_numpy().tolist() == [
        ["見守り", "変更なし", 0],
        ["居場所", "廃止", 2],
    ]
    assert found.coverage.lost == 2


def test_a_renamed_code_keeps_its_answers():
    after = "*つどいの場\nサロン\n*見守り\n見守り and not サロン\n"
    found = compare_rules(SAVED, after, remarks(), tokens(), renamed={"居場所": "つどいの場"})
    assert found.by_code[["code", "status", "newly", "lost", "kept"]].to_numpy().tolist() == [
        ["つどいの場", "改名", 0, 0, 2],
        ["見守り", "変更なし", 0, 0, 1],
    ]
    unsaid = compare_rules(SAVED, after, remarks(), tokens())
    assert len(unsaid.newly) == len(unsaid.lost) == 2


def test_other_line_breaks_are_no_change():
    found = compare_rules(
        SAVED, "*居場所\n\n  サロン # 注\n*見守り\n見守り\nand not サロン\n", remarks(), tokens()
    )
    assert found.changed == ()


@pytest.mark.parametrize(
    ("count", "limit", "places"),
    [(11, 3, [0, 5, 10]), (3, 10, [0, 1, 2]), (5, 1, [0]), (0, 4, []), (4, 3, [0, 2, 3])],
)
def test_places_are_spread_with_both_ends(count, limit, places):
    assert list(spread(count, limit)) == places


def test_examples_run_from_strong_to_weak_and_never_repeat_a_text():
    frame = coded(("A", "t", 0.1), ("B", "t", 0.9), ("C", "t", 0.9), ("D", "t", 0.5))
    texts = pd.Series({"A": "あ", "B": "い", "C": "い ", "D": "う"})
    assert choose_examples(frame, texts)["remark_id"].tolist() == ["B", "D", "A"]
    assert choose_examples(frame, texts, 2)["remark_id"].tolist() == ["B", "A"]


def test_words_are_read_out_of_every_kind_of_leaf():
    assert read_words("町会、担い手+不足、near(高齢-独居)[b8]、見守り-->名詞、<>Q1-->男、<*孤立>、lw") == [
        *("町会", "担い手", "不足", "高齢", "独居", "見守り"),
    ]


def test_a_token_is_marked_by_its_term_where_it_stands():
    listed = tokens({"A": ["独り暮らし", "の", "高齢", "者"]}).assign(term=["一人暮らし", "の", "高齢", "者"])
    assert find_spans("独り暮らしの高齢者", ["一人暮らし", "高齢"], listed) == [(0, 5), (6, 8)]


def test_a_string_is_found_in_nfkc_and_marked_in_the_text_as_written():
    none = tokens({})
    assert find_spans("㈱ＡＢＣの８０５０問題", ["(株)ABC", "8050"], none) == [(0, 4), (5, 9)]
    assert find_spans("なし", ["あり"], none) == []


def test_what_respondents_typed_is_escaped():
    text = "<script>alert(1)</script>見守り&"
    shown = mark(text, [(25, 28)])
    assert str(shown) == "&lt;script&gt;alert(1)&lt;/script&gt;<mark>見守り</mark>&amp;"


def test_a_long_answer_is_cut_down_to_what_stands_around_the_hit():
    text = "あ" * 300 + "見守り" + "い" * 300
    shown = str(mark(text, [(300, 303)]))
    assert shown == "… " + "あ" * 45 + "<mark>見守り</mark>" + "い" * 45 + " …"
    assert str(mark("あ" * 200, [])) == "あ" * 180 + " …"


def test_line_breaks_at_the_edges_keep_the_words_apart():
    assert BeautifulSoup(str(mark("一\n二", [])), "html.parser").get_text() == "一⏎二"
    assert BeautifulSoup(str(mark("一\n二", [(2, 3)])), "html.parser").get_text() == "一⏎二"


def test_uncoded_answers_are_gathered_under_their_words():
    """A-3 and A-4 share 災害; nobody coded uses it: Jaccard 2 / 2. A-5 says nothing."""
    found = group_uncoded(remarks(), tokens(), coded(("A-1", "x"), ("A-2", "x"), ("A-6", "x")))
    row = found.groups.iloc[0]
    assert len(found.groups) == 1
    assert (row["word"], row["uncoded"], row["coded"], row["remarks"]) == ("災害", 2, 0, ["A-3", "A-4"])
    assert row["jaccard"] == 1.0
    # 2 of 2 against 0 of 3: 2 (2 ln(5/2) + 3 ln(5/3))
    assert row["g2"] == pytest.approx(6.730117)
    assert (found.rest, found.nothing, found.count) == ((), ("A-5",), 2)


def test_a_word_that_coded_answers_use_as_much_is_no_hint():
    listed = {f"A-{n}": ["思う"] for n in range(4)}
    answers = remarks(dict.fromkeys(listed, "思う"))
    found = group_uncoded(answers, tokens(listed), coded(("A-0", "x"), ("A-1", "x")))
    assert len(found.groups) == 0
    assert found.rest == ("A-2", "A-3")


def test_nothing_at_all_is_no_hint():
    found = group_uncoded(remarks({}), tokens({}), coded())
    assert (len(found.groups), found.count) == (0, 0)


def page(bench) -> BeautifulSoup:
    return BeautifulSoup(bench._repr_html_(), "html.parser")


def test_the_page_shows_counts_changes_and_what_is_uncoded():
    bench = show_workbench(remarks(), tokens(), open_rules(SAVED), "*居場所\nサロン and 通う\n")
    shown = page(bench)
    text = shown.get_text()
    assert "回答6件のうち、どれかのコードが付くのは2件（33.3%）。保存版では3件（50.0%）" in text
    assert "初めて付いた回答0件、一つも付かなくなった回答1件。" in text
    assert "外れた回答　1件" in text
    assert [found.get_text() for found in shown.select("ins")] == [" and 通う"]
    assert "「災害」を含む回答　2件" in text
    assert "「特になし」の類が1件" in text
    assert not shown.select("script, button, input")
    assert "http" not in str(shown)


def test_rules_that_cannot_be_read_are_told_and_the_saved_ones_shown():
    bench = show_workbench(remarks(), tokens(), open_rules(SAVED), "*居場所\n(サロン\n")
    assert [item.rule for item in bench.findings.items] == ["rule-syntax"]
    assert bench.comparison.changed == ()
    assert "行目" in page(bench).select_one(".finding").get_text()


def test_a_variable_that_is_not_there_is_told_too():
    bench = show_workbench(remarks(), tokens(), open_rules(SAVED), "*女性\nサロン and <>性別-->女\n")
    assert [item.rule for item in bench.findings.items] == ["rule-syntax"]


def test_saved_rules_that_cannot_be_read_stop(tmp_path):
    with pytest.raises(RuleSyntaxError):
        show_workbench(remarks(), tokens(), tmp_path / "none.txt")


def test_an_unknown_code_to_show_is_told():
    bench = show_workbench(remarks(), tokens(), open_rules(SAVED), codes=["居場"])
    assert [item.rule for item in bench.findings.items] == ["unknown-code"]


def test_hostile_answers_and_rules_stay_text_on_the_page():
    answers = {"A-1": "<img src=x onerror=alert(1)>サロン", "<b>": "<i>災害</i>"}
    words = {"A-1": ["サロン"], "<b>": ["災害"]}
    bench = show_workbench(remarks(answers), tokens(words), open_rules("*<u>居場所</u>\nサロン or '<s>'\n"))
    assert not page(bench).select("img, b, i, u, s")


def test_the_page_is_the_same_every_time():
    html = [
        show_workbench(remarks(), tokens(), open_rules(SAVED), "*災害\n災害\n")._repr_html_() for _ in "12"
    ]
    assert html[0] == html[1]


def test_conditions_are_compared_part_by_part():
    struck, put = mark_difference(["a", " ", "or", " ", "b"], ["a"])
    assert (str(struck), str(put)) == ("a<del> or b</del>", "a")
    assert [str(part) for part in mark_difference([], ["a"])] == ["", "a"]


def compare_for_log():
    after = "*つどいの場\nサロン and 通う\n*災害\n災害\n"
    return compare_rules(SAVED, after, remarks(), tokens(), renamed={"居場所": "つどいの場"})


def test_changes_become_records_with_their_effect():
    frame = build_rule_changes(
        compare_for_log(), "themes_answers", reason="会議で決定", date=dt.date(2024, 3, 1)
    )
    columns = ["code", "change", "previous", "before", "after", "newly", "lost"]
    rows = frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy().tolist()
    assert rows == [
        ["つどいの場", "改名", "居場所", None, None, None, None],
        ["つどいの場", "条件変更", None, "サロン", "サロン and 通う", 0, 1],
        ["災害", "新設", None, None, "災害", 2, 0],
        ["見守り", "廃止", None, "見守り and not サロン", None, 0, 1],
    ]
    assert set(frame["reason"]) == {"会議で決定"}


def test_the_log_grows_once_and_is_read_again(tmp_path):
    frame = build_rule_changes(compare_for_log(), "themes_answers", date=dt.date(2024, 3, 1))
    assert add_rule_changes(frame, tmp_path) == 4
    first = (tmp_path / "rule_changes.csv").read_bytes()
    assert add_rule_changes(frame, tmp_path) == 0
    assert (tmp_path / "rule_changes.csv").read_bytes() == first
    findings = Findings()
    assert read_renames(read_rule_changes(tmp_path, findings), findings) == {"居場所": "つどいの場"}
    assert findings.items == []


def test_decisions_tell_whether_a_change_is_for_the_better():
    """居場所 takes A-1 and A-6, then A-1 alone; people want A-1 and A-3, not A-6."""
    records = codings(
        ("A-1", "居場所", "山田", "該当"), ("A-6", "居場所", "山田", "非該当"), ("A-3", "居場所", "山田", "該当")
    )  # fmt: skip
    found = compare_rules(
        SAVED, change_rules(open_rules(SAVED), "*居場所\nサロン and 通う\n"), remarks(), tokens()
    )
    counted = count_mistakes(found, records)
    assert counted.to_numpy().tolist() == [["居場所", 3, 1, 0, 1, 1], ["全体", 3, 1, 0, 1, 1]]
    bench = show_workbench(
        remarks(), tokens(), open_rules(SAVED), "*居場所\nサロン and 通う\n", codings=records
    )
    assert "記録された判断3のうち、ルールと食い違うのは2件から1件になった。" in page(bench).get_text()
