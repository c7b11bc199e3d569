"""publish_remarks: masked texts, the list of finds, and findings about records that meet nothing."""

import pandas as pd

from helpers.text.dictionaries import Dictionaries
from helpers.text.privacy import mark_personal, publish_remarks, summarise_personal
from helpers.text.store import tokenize_texts
from helpers.text.tokens import tokenize

COLUMNS = ["remark", "surface", "decision", "reason", "decided_by", "date"]


def remarks(*texts: str | None) -> pd.DataFrame:
    return pd.DataFrame({"remark_id": [f"R{n}" for n in range(1, len(texts) + 1)], "text": texts})


def records(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame([(*row, None) for row in rows], columns=COLUMNS, index=range(2, len(rows) + 2))


def rules(published) -> list[tuple[str, str, int | None]]:
    return [(one.rule, one.severity, one.place.row) for one in published.findings]


def test_texts_are_masked_and_finds_listed():
    published = publish_remarks(remarks("渡辺さんの話", "特になし", None, "居場所がほしい"))
    df = published.df_by_remark
    assert df["text"].tolist()[:2] == ["【氏名】さんの話", "特になし"]
    assert df["text"].isna().tolist() == [False, False, True, False]
    assert df["masked"].tolist() == [True, False, False, False]
    assert df["quotable"].tolist() == [True, False, False, True]
    assert df["empty_kind"].tolist() == ["", "特になし", "空欄", ""]
    (row,) = published.df_by_personal.to_dict("records")
    assert row == {
        **{"remark_id": "R1", "start": 0, "end": 2, "kind": "氏名", "surface": "渡辺", "certainty": "高"},
        **{
            "reason": "「さん」の前の人名",
            "context": "〔渡辺〕さんの話",
            "decision": "伏せる",
            "decided": "（自動）",
        },
    }
    assert published.findings == []


def test_the_frame_given_is_left_alone():
    df = remarks("渡辺さん")
    publish_remarks(df)
    assert list(df.columns) == ["remark_id", "text"]
    assert df["text"].tolist() == ["渡辺さん"]


def test_a_record_of_one_remark_goes_before_one_of_all():
    df = remarks("渡辺さん", "渡辺さん")
    own = records(
        ("すべて", "渡辺", "そのまま", "公人", "分析者"), ("R2", "渡辺", "伏せる", "私人", "分析者")
    )
    published = publish_remarks(df, own)
    assert published.df_by_remark["text"].tolist() == ["渡辺さん", "【氏名】さん"]
    assert published.df_by_personal["decided"].tolist() == ["公人（分析者）", "私人（分析者）"]
    assert published.findings == []


def test_a_whole_answer_is_withheld():
    published = publish_remarks(
        remarks("あの人の話"), records(("R1", "全文", "伏せる", "特定される", "分析者"))
    )
    (row,) = published.df_by_remark.to_dict("records")
    assert (row["text"], row["masked"], row["quotable"]) == ("【この回答は公開しません】", True, False)
    (row,) = published.df_by_personal.to_dict("records")
    assert (row["kind"], row["surface"], row["decided"]) == ("伏せ字", "あの人の話", "特定される（分析者）")


def test_records_that_meet_nothing_are_told():
    own = records(
        ("R9", "渡辺", "そのまま", "公人", "分析者"),
        ("R1", "佐藤", "伏せる", "私人", "分析者"),
        ("R1", "居場所", "そのまま", "不要", "分析者"),
        ("R1", "全文", "そのまま", "不要", "分析者"),
    )
    published = publish_remarks(remarks("渡辺さんの居場所"), own)
    assert sorted(rules(published), key=lambda row: row[2]) == [
        ("unknown-disclosure", "error", 2),
        ("stale-disclosure", "warning", 3),
        ("needless-disclosure", "info", 4),
        ("disclosure-whole", "error", 5),
    ]
    assert published.df_by_remark["text"].tolist() == ["【氏名】さんの居場所"]


def test_a_record_without_reason_or_name_keeps_nothing():
    own = records(("R1", "渡辺", "そのまま", "", "分析者"), ("R1", "渡辺", "そのまま", "公人", pd.NA))
    assert publish_remarks(remarks("渡辺さん"), own).df_by_remark["text"].tolist() == ["【氏名】さん"]


def test_two_records_that_contradict_mask():
    for order in (("そのまま", "伏せる"), ("伏せる", "そのまま")):
        own = records(*(("R1", "渡辺", decision, "理由", "分析者") for decision in order))
        published = publish_remarks(remarks("渡辺さん"), own)
        assert published.df_by_remark["text"].tolist() == ["【氏名】さん"]
        assert rules(published) == [("disclosure-conflict", "error", 3)]


def test_tokens_of_masked_words_are_marked():
    texts = ["渡辺さんの話", "渡辺さんの話"]
    tokens = tokenize_texts(texts, Dictionaries())
    df = pd.DataFrame({"remark_id": ["a", "b"], "text": texts})
    own = records(("b", "渡辺", "そのまま", "公人", "分析者"))
    published = publish_remarks(df, own, tokens=tokens)
    marked = mark_personal(tokens, df["remark_id"], published.df_by_personal)
    words = tokens.entries["surface"].take(tokens.entry).tolist()
    assert [
        (word, document) for word, document, mark in zip(words, tokens.document, marked, strict=True) if mark
    ] == [("渡辺", 0)]


def test_marks_fit_the_rows_of_tokenize():
    df = remarks(" 渡辺さん", None, "私の話", "佐藤さん")
    tokens = tokenize_texts(list(df["text"]), Dictionaries())
    df_by_token = tokenize(df, Dictionaries())
    marked = mark_personal(tokens, df["remark_id"], publish_remarks(df, tokens=tokens).df_by_personal)
    assert df_by_token.loc[marked, ["remark_id", "surface"]].values.tolist() == [
        ["R1", "渡辺"],
        ["R4", "佐藤"],
    ]


def test_summary_by_kind():
    published = publish_remarks(
        remarks("渡辺さんと佐藤さん", "03-0123-4567"), records(("R1", "佐藤", "そのまま", "公人", "分析者"))
    )
    assert summarise_personal(published.df_by_personal).to_dict("records") == [
        {"kind": "電話番号", "found": 1, "masked": 1, "kept": 0, "uncertain": 0, "remarks": 1},
        {"kind": "氏名", "found": 2, "masked": 1, "kept": 1, "uncertain": 0, "remarks": 1},
    ]


def test_no_remarks():
    published = publish_remarks(remarks())
    assert len(published.df_by_remark) == len(published.df_by_personal) == 0
