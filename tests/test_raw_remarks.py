import pytest
from raw_cases import FILES, build_case, finding, places, replaced

from helpers.raw import build_remarks, read_case
from helpers.raw.remarks import is_unprintable

YAML, CSV = "surveys/survey/survey.yaml", "surveys/survey/responses.csv"


def test_every_kind_of_remark(tmp_path):
    frame = build_remarks(read_case(build_case(tmp_path)))
    assert not frame.pop("synthetic").any()
    assert frame.astype(object).values.tolist() == [
        [
            "SV-Q18-R01",
            "アンケート",
            "つながり調査 Q18",
            "市内の団体",
            "Q18",
            "一人暮らしの方に会ったとき",
            CSV,
            2,
        ],
        ["PF-01", "PF意見", "PF意見（第1回）", "町会", "地域の現状", "町会が続かない。", "opinions.csv", 2],
        ["IV-01", "取材", "支え合いの会", "団体", "防災", "名簿が届かない。", "interviews.csv", 2],
        ["FQ-1", "フォーラム質疑", "フォーラム質疑", "参加者", "FQ-1", "こつは何ですか。", "forum.yaml", 10],
        [
            "FQ-1-A1",
            "フォーラム質疑",
            "フォーラム質疑",
            "登壇者",
            "FQ-1",
            "何気なくやることです。",
            "forum.yaml",
            13,
        ],
    ]


def test_a_synthetic_answer_that_was_not_published_is_marked(tmp_path):
    codebook = (
        FILES[YAML].replace("unit: 団体", "synthetic: 合成").replace("場面,", "場面, published: [R01],")
    )
    changes = replaced(CSV, "R02,任意団体,はい,,", "R02,任意団体,はい,作った回答,") | {YAML: codebook}
    frame = build_remarks(read_case(build_case(tmp_path, changes))).set_index("remark_id")
    assert frame.index[frame["synthetic"]].to_list() == ["SV-Q18-R02"]
    assert "SV-Q18-R01" in frame.index


def test_a_blank_respondent_id_does_not_stop_the_reading(tmp_path):
    raw = read_case(build_case(tmp_path, replaced(CSV, "R01,", ",")))
    assert build_remarks(raw)["remark_id"].iloc[0] == "SV-Q18-"


def test_opinion_of_an_unknown_meeting_date(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("opinions.csv", "PF-01,1,町会", "PF-01,,")))
    remark = build_remarks(raw).set_index("remark_id").loc["PF-01"]
    assert (remark["source"], remark["speaker_class"]) == ("PF意見", "")


def test_several_surveys_with_free_answers_carry_the_survey_id(tmp_path):
    other = {
        "surveys/zz/survey.yaml": FILES["surveys/survey/survey.yaml"].replace("id: survey", "id: zz"),
        "surveys/zz/responses.csv": FILES[CSV],
    }
    raw = read_case(build_case(tmp_path, {**other, "pins.csv": None}))
    ids = build_remarks(raw)["remark_id"].to_list()
    assert ids[:2] == ["SV-survey-Q18-R01", "SV-zz-Q18-R01"]


def test_an_empty_case_has_the_columns(tmp_path):
    frame = build_remarks(read_case(build_case(tmp_path, dict.fromkeys(FILES))))
    assert list(frame.columns) == [
        *("remark_id", "source_kind", "source", "speaker_class", "topic", "text", "file", "row", "synthetic"),
    ]
    assert len(frame) == 0


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        "@SUM(A1)",
        "-1",
        "見て<script>alert(1)</script>",
        "{{ forum.attendance }}",
        "{% for x in y %}",
        '#import "x.typ"',
        '#read("/etc/passwd")',
    ],
)
def test_text_that_looks_like_code_is_kept_and_told(tmp_path, text):
    quoted = '"' + text.replace('"', '""') + '"'
    raw = read_case(build_case(tmp_path, replaced(CSV, "一人暮らしの方に会ったとき", quoted)))
    assert raw.surveys["survey"].respondents.loc[2, "Q18"] == text
    assert places(raw, "hostile-text") == [("info", CSV, 2, "Q18")]


def test_hostile_text_in_opinions_and_forum(tmp_path):
    changes = replaced("opinions.csv", "町会が続かない。", "<b>続かない</b>")
    changes |= replaced("forum.yaml", "何気なくやることです。", "<i>何気なく</i>")
    raw = read_case(build_case(tmp_path, changes))
    assert places(raw, "hostile-text") == [
        ("info", "forum.yaml", 13, "FQ-1-A1"),
        ("info", "opinions.csv", 2, "remark"),
    ]


def test_emoji_and_control_characters_are_kept_and_told(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("interviews.csv", "名簿が届かない。", "名簿\x07😢")))
    found = finding(raw, "unprintable")
    assert (found.severity, found.place.file, found.place.row) == ("info", "interviews.csv", 2)
    assert found.given == "U+0007 U+1F622"
    assert raw.interviews.loc[2, "remark"] == "名簿\x07😢"


@pytest.mark.parametrize(
    ("character", "odd"), [("\n", False), ("𠮷", False), ("☆", False), ("\u202e", True), ("💡", True)]
)
def test_is_unprintable(character, odd):
    assert is_unprintable(character) is odd
