"""The shared word lists: what is read, and what a bad line says."""

from pathlib import Path

import pytest

from helpers.text import Dictionaries, check_rules, read_dictionaries, read_rules, read_variants, tokenize

SHARED = Path(__file__).parents[1] / "data" / "raw" / "shared"
THEMES = ["themes_breakthrough.txt", "themes_carry_over.txt", "themes_answers.txt"]


def write(folder: Path, user: str = "", stop: str = "", synonyms: str = "term,variant\n") -> Path:
    for name, text in [("user_dictionary.csv", user), ("stop_words.txt", stop), ("synonyms.csv", synonyms)]:
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def test_reads_the_three_files(tmp_path):
    stop_words = "する # 動詞\n\n# 注記\n"
    shared = write(tmp_path, "町会,名詞,チョウカイ\n\n", stop_words, "term,variant\n一人暮らし,独居\n")
    dictionaries, findings = read_dictionaries(shared)
    assert dictionaries == Dictionaries(
        ("町会,名詞,チョウカイ",), frozenset({"する"}), {"独居": "一人暮らし"}
    )
    assert findings == []


def test_missing_files_are_findings(tmp_path):
    dictionaries, findings = read_dictionaries(tmp_path)
    assert dictionaries == Dictionaries()
    assert [finding.place.file for finding in findings] == [
        "user_dictionary.csv",
        "stop_words.txt",
        "synonyms.csv",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("町会,名詞", "3つ"),
        ("町会,名詞,", "3つ"),
        ('"町,会",名詞,チョウカイ', "3つ"),
        ("町会,カスタム名詞,チョウカイ", "カスタム名詞"),
        ("会,名詞,カイ", "1文字"),
        ("自治会,名詞,ジチカイ", "前の行"),
        ("町会,1285,1285,5000,名詞,一般,*,*,*,*,町会,チョウカイ", "12列"),
        ("町会,x,1285,5000,名詞,一般,*,*,*,*,町会,チョウカイ,チョーカイ", "左文脈ID「x」"),
        ("町会,1285,1316,5000,名詞,一般,*,*,*,*,町会,チョウカイ,チョーカイ", "右文脈ID「1316」"),
        ("町会,1285,1285,5000.0,名詞,一般,*,*,*,*,町会,チョウカイ,チョーカイ", "コスト「5000.0」"),
        ("町会,1285,1285,-100001,名詞,一般,*,*,*,*,町会,チョウカイ,チョーカイ", "-100000"),
        ("町会,1285,1285,5000,固有,一般,*,*,*,*,町会,チョウカイ,チョーカイ", "品詞「固有」"),
        ("自治会,1285,1285,5000,名詞,一般,*,*,*,*,自治会,ジチカイ,ジチカイ", "前の行"),
    ],
)
def test_bad_user_word_is_left_out_and_named(tmp_path, line, said):
    dictionaries, [finding] = read_dictionaries(write(tmp_path, f"自治会,名詞,ジチカイ\n{line}\n"))
    assert dictionaries.user_words == ("自治会,名詞,ジチカイ",)
    assert (finding.place.file, finding.place.row) == ("user_dictionary.csv", 2)
    assert said in finding.message and "この行は使いません" in finding.remedy


LONG = "つながる,772,772,4000,動詞,自立,*,*,五段・ラ行,基本形,つながる,ツナガル,ツナガル"


def test_both_forms_of_user_words_stand_in_one_file(tmp_path):
    dictionaries, findings = read_dictionaries(write(tmp_path, f"# 注記\n自治会,名詞,ジチカイ\n{LONG}\n"))
    assert dictionaries.user_words == ("自治会,名詞,ジチカイ", LONG)
    assert findings == []


def test_long_lines_of_one_surface_may_differ_in_inflection(tmp_path):
    other = LONG.replace("基本形", "命令ｅ")
    dictionaries, [finding] = read_dictionaries(write(tmp_path, f"{LONG}\n{other}\n{LONG}\n"))
    assert dictionaries.user_words == (LONG, other)
    assert (finding.place.row, finding.rule) == (3, "bad-user-word")


def test_bounds_of_ids_and_costs_are_allowed(tmp_path):
    lines = [LONG.replace("772,772,4000", numbers) for numbers in ("0,1315,-100000", "1315,0,100000")]
    lines[1] = lines[1].replace("つながる", "ひろがる")
    assert read_dictionaries(write(tmp_path, "\n".join(lines)))[1] == []


def test_forced_words_are_read_as_they_are(tmp_path):
    write(tmp_path)
    (tmp_path / "forced_words.txt").write_text("連携PF\n\nC#\n会\n連携PF\n", encoding="cp932", newline="\r\n")
    dictionaries, findings = read_dictionaries(tmp_path)
    assert dictionaries.forced_words == ("連携PF", "C#")
    assert [(item.place.file, item.place.row, item.given) for item in findings] == [
        ("forced_words.txt", 4, "会"),
        ("forced_words.txt", 5, "連携PF"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("高齢者", "2つ"),
        ("高齢者,老人", "前の行で「高齢者」"),
        ("高齢者,高齢者", "同じ"),
        ("お年寄り,高齢者", "寄せる先"),
    ],
)
def test_bad_synonym_is_left_out_and_named(tmp_path, line, said):
    dictionaries, [finding] = read_dictionaries(
        write(tmp_path, synonyms=f"term,variant\n高齢者,老人\n{line}\n")
    )
    assert dictionaries.synonyms == {"老人": "高齢者"}
    assert (finding.place.file, finding.place.row) == ("synonyms.csv", 3)
    assert said in finding.message


def test_synonyms_without_header_are_not_used(tmp_path):
    dictionaries, [finding] = read_dictionaries(write(tmp_path, synonyms="高齢者,老人\n"))
    assert dictionaries.synonyms == {}
    assert finding.rule == "bad-header"


def test_cp932_and_bom_are_read_and_other_bytes_are_a_finding(tmp_path):
    shared = write(tmp_path)
    (shared / "user_dictionary.csv").write_bytes("町会,名詞,チョウカイ\r\n".encode("cp932"))
    (shared / "synonyms.csv").write_bytes("term,variant\r\n高齢者,老人\r\n".encode("utf-8-sig"))
    (shared / "stop_words.txt").write_bytes(b"\xff\xfe\x00\x81")
    dictionaries, [finding] = read_dictionaries(shared)
    assert dictionaries.user_words == ("町会,名詞,チョウカイ",)
    assert dictionaries.synonyms == {"老人": "高齢者"}
    assert (finding.rule, finding.place.file) == ("unknown-encoding", "stop_words.txt")


def test_shared_files_have_no_bad_line():
    assert read_dictionaries(SHARED)[1] == []


def test_every_shared_user_word_is_one_token_and_its_neighbours_stay():
    dictionaries, _ = read_dictionaries(SHARED)
    words = [line.split(",")[0] for line in dictionaries.user_words]
    df = tokenize({word: f"この{word}について、新しい{word}は大切だ。" for word in words}, dictionaries)
    for word, surfaces in df.groupby("remark_id")["surface"].agg(list).items():
        assert surfaces == ["この", word, "について", "、", "新しい", word, "は", "大切", "だ", "。"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("昨年より増えた", ["昨年", "より", "増え", "た"]),
        ("手続きが異なり手間だ", ["手続き", "が", "異なり", "手間", "だ"]),
        ("準備会議を開く", ["準備", "会議", "を", "開く"]),
    ],
)
def test_shared_user_words_do_not_cut_other_words(text, surfaces):
    assert list(tokenize({"r": text}, read_dictionaries(SHARED)[0])["surface"]) == surfaces


@pytest.mark.parametrize("file", THEMES)
def test_every_word_of_the_shared_rules_can_match(file):
    assert check_rules(read_rules(SHARED / file), read_dictionaries(SHARED)[0], file) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_register_of_terms_is_read_as_excel_writes_it(tmp_path, encoding):
    table = "term,variant\n取組,取組み\n連携PF,連携ＰＦ\n孤独・孤立\n"
    (tmp_path / "organisations.csv").write_bytes(table.encode(encoding))
    variants, findings = read_variants(tmp_path)
    assert variants == {"取組み": "取組", "連携ＰＦ": "連携PF"}
    assert [(f.rule, f.place.row, f.given) for f in findings] == [("bad-term", 4, "孤独・孤立")]


def test_no_register_of_terms_is_no_fault(tmp_path):
    assert read_variants(tmp_path) == ({}, [])
