import json

from helpers.raw.received import Evidence, Received


def received():
    found = Received("a.csv", rows=3, columns=2, first_row=4, other_sheets=("表紙",))
    found.note("encoding", "utf-8-sig", Evidence(why="先頭に BOM があります。"))
    found.bom = True
    found.note("delimiter", "\t", Evidence("stated"))
    found.note("form", "plain", Evidence(sure="likely"))
    return found


def test_each_value_is_shown_with_how_it_was_found():
    assert received().describe() == [
        ("ファイル", "a.csv", ""),
        ("文字コード", "UTF-8（BOM 付き）", "自動判定・確実：先頭に BOM があります。"),
        ("区切り文字", "タブ", "指定"),
        ("調査ツール", "（特定のツールの形ではない）", "自動判定・おそらく"),
        ("ほかのシート（読んでいない）", "表紙", ""),
        ("見出しの始まる行", "4行目", ""),
        ("読んだ大きさ", "3行 × 2列", ""),
    ]


def test_as_json():
    found = json.loads(json.dumps(received().to_dict()))
    assert found["delimiter"] == {"value": "\t", "how": "stated", "sure": "certain", "why": ""}
    assert (found["file"], found["rows"], found["other_sheets"]) == ("a.csv", 3, ["表紙"])
    assert "sheet" not in found  # a CSV has none
