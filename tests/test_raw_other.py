"""その他 and its text, kept apart: in the cell (Google Forms), in the column of その他, or in a column of its own."""

from codebook_cases import answers, open_literal, question_of, told

SINGLE = "{id: Q1, text: 種別, type: SA, choices: [町会, NPO, その他], other: その他, other_text: cell}"


def test_what_is_no_choice_is_the_text(tmp_path):
    cells = ["町会", "大学", "その他", "", "秘匿", "ＮＰＯ"]
    survey, findings = open_literal(tmp_path, SINGLE, {"Q1": cells})
    assert answers(survey, "Q1") == ["町会", "その他", "その他", "", "秘匿", "不明"]
    assert answers(survey, "Q1_other") == ["非該当", "大学", "", "非該当", "秘匿", ""]
    own = question_of(survey, "Q1_other")
    assert (own["type"], own["text"], own["column"], own["from"], own["derived"]) == (
        *("FA", "種別（「その他」の内容）", "Q1", "Q1", False),
    )
    assert told(findings) == [("unknown-choice", "error", 7, "Q1", "ＮＰＯ")]
    assert "全角・半角か空白だけ" in next(f.remedy for f in findings.items if f.rule == "unknown-choice")


def test_in_a_joined_cell(tmp_path):
    question = SINGLE.replace("type: SA", 'type: MA, separator: ", "')
    cells = ["町会, 大学, 高校", "NPO", "大学", "その他, 町会", "町会, Ｎ ＰＯ"]
    survey, findings = open_literal(tmp_path, question, {"Q1": cells})
    assert answers(survey, "Q1") == [
        *(("町会", "その他"), ("NPO",), ("その他",), ("その他", "町会"), ("町会",)),
    ]
    assert answers(survey, "Q1_other") == ["大学, 高校", "非該当", "大学", "", "非該当"]
    assert told(findings) == [("unknown-choice", "error", 6, "Q1", "Ｎ ＰＯ")]


def test_in_the_column_of_the_choice(tmp_path):
    question = (
        "{id: Q1, text: t, type: MA, choices: [町会, その他], other: その他, other_text: cell, "
        "columns: {町会: a, その他: b}}"
    )
    columns = {"a": ["1", "0", "0", "1"], "b": ["大学", "1", "0", "秘匿"]}
    survey, findings = open_literal(tmp_path, question, columns)
    assert answers(survey, "Q1") == [("町会", "その他"), ("その他",), "", ("町会",)]
    assert answers(survey, "Q1_other") == ["大学", "", "非該当", "秘匿"]
    assert told(findings) == [("unknown-flag", "error", 5, "b", "秘匿")]


def test_in_a_column_of_its_own(tmp_path):
    question = SINGLE.replace("cell", "内容")
    columns = {"Q1": ["その他", "町会", "その他", "謎"], "内容": ["大学", "高校", "", ""]}
    survey, findings = open_literal(tmp_path, question, columns)
    assert answers(survey, "Q1_other") == ["大学", "非該当", "", ""]
    assert told(findings) == [
        ("base-contradiction", "error", 3, "内容", "高校"),
        ("unknown-choice", "error", 5, "Q1", "謎"),
    ]


def test_a_column_of_text_that_is_missing_leaves_the_question(tmp_path):
    survey, findings = open_literal(tmp_path, SINGLE.replace("cell", "無い列"), {"Q1": ["町会"]})
    assert told(findings) == [("missing-column", "error", 1, "", "")]
    assert [question["id"] for question in survey.codebook["questions"]] == ["Q1"]


def test_a_label_of_other_may_hold_quotes(tmp_path):
    question = SINGLE.replace("その他", '"その他（\\"具体的に\\"）"')
    survey, findings = open_literal(tmp_path, question, {"Q1": ["大学"]})
    assert answers(survey, "Q1_other") == ["大学"]
    assert told(findings) == []
