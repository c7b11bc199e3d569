"""years/matching: questions found again when renumbered, reworded, or moved within a matrix."""

from correspondence_cases import question

from helpers.years.matching import LEAST, match_questions, match_score

SCALE = ("満足", "やや満足", "不満")


def ids(old: list[dict], new: list[dict], fixed=()) -> list[tuple[str, str]]:
    matched = match_questions(old, new, fixed)
    return [(a["id"] if a else "", b["id"] if b else "") for a, b in matched]


def test_renumbered_with_the_same_wording():
    old = [question("Q5", "町会に参加していますか。", "はい"), question("Q6", "困りごとは何ですか。", "はい")]
    new = [
        question("Q5", "年代", "若い"),
        question("Q6", "町会に 参加していますか", "はい"),
        question("Q7", "困りごとは何ですか。", "はい"),
    ]
    assert ids(old, new) == [("Q5", ""), ("Q6", "Q5"), ("Q7", "Q6")]


def test_dropped_and_new():
    assert ids([question("Q1", "年代", "若い")], [question("Q1", "好きな食べ物は何か", "そば")]) == [
        ("Q1", ""),
        ("", "Q1"),
    ]


def test_reworded_is_found_by_wording_and_choices():
    """Wording 2 * 4 / (11 + 19), choices 3 of 4: only the id tips the scales."""
    choices = ("家族・親族", "友人・知人", "近所の人")
    old = [question("Q8", "困ったときに頼れる相手を、すべてお選びください。", *choices, kind="MA")]
    new = [
        question(
            "Q8",
            "困りごとや悩みがあるとき、相談できる相手を、すべてお選びください。",
            *choices,
            "オンライン",
            kind="MA",
        )
    ]
    assert ids(old, new) == [("Q8", "Q8")]
    assert ids(old, [new[0] | {"id": "Q9"}]) == [("Q9", ""), ("", "Q8")]


def test_same_scale_is_not_enough():
    old = [question("Q1", "窓口の対応はどうでしたか", *SCALE)]
    assert ids(old, [question("Q2", "建物の明るさ", *SCALE)]) == [("Q2", ""), ("", "Q1")]
    assert match_score(old[0], question("Q2", "建物の明るさ", *SCALE)) == 0


def test_items_of_a_matrix_are_told_apart():
    old = [question(f"Q1_{n}", "満足度", *SCALE, item=item) for n, item in ((1, "窓口の対応"), (2, "建物"))]
    new = [
        question(f"Q1_{n}", "満足度", *SCALE, item=item)
        for n, item in ((1, "建物"), (2, "窓口の対応"), (3, "駐車場"))
    ]
    assert ids(old, new) == [("Q1_1", "Q1_2"), ("Q1_2", "Q1_1"), ("Q1_3", "")]


def test_same_wording_twice_keeps_its_own_id():
    old = [question("Q3T", "「その他」の内容", kind="FA"), question("Q6T", "「その他」の内容", kind="FA")]
    assert ids(old, list(reversed(old))) == [("Q6T", "Q6T"), ("Q3T", "Q3T")]


def test_what_is_decided_stays():
    old = [question("Q1", "年代", "若い"), question("Q2", "職業", "農業")]
    new = [question("Q1", "年代", "若い"), question("Q2", "職業", "農業")]
    assert ids(old, new, [("Q1", ""), ("Q2", "Q1")]) == [("Q1", ""), ("Q2", "Q1"), ("", "Q2")]
    assert ids(old, new, [("", "Q1"), ("", "Q2")]) == [("Q1", ""), ("Q2", ""), ("", "Q1"), ("", "Q2")]


def test_another_type_counts_against_it():
    same = question("Q1", "町会に参加しているか", "はい", "いいえ")
    close = question("Q2", "町会に参加したか", "はい", "いいえ")
    assert match_score(same, close) - match_score(same, close | {"type": "MA"}) > 0.19
    assert match_score(same, close) > LEAST
