import pytest
from raw_cases import build_case, finding, places

from helpers.raw import read_case


def read(tmp_path, changes):
    return read_case(build_case(tmp_path, {f"chapters/{name}": text for name, text in changes.items()}))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("step_11.md", "「step_0"),
        ("Forum2.md", "「forum」"),
        ("values.txt", "values.md"),
        ("old/values.md", "chapters/ に直に"),
        ("memo.md", "ファイルの名前"),
    ],
)
def test_unknown_chapter(tmp_path, name, remedy):
    raw = read(tmp_path, {name: "文。\n"})
    assert places(raw, "unknown-chapter") == [("warning", f"chapters/{name}", None, "")]
    found = finding(raw, "unknown-chapter")
    assert remedy in found.remedy
    assert "印字されません" in found.message and "step_10" in found.allowed


def test_a_text_that_a_chapter_includes_is_printed(tmp_path):
    raw = read(tmp_path, {"memo.md": "文。\n", "values.md": "# 価値\n{{ text.memo }}\n"})
    assert raw.findings.items == []
    assert raw.chapters["memo"] == "文。\n"


def test_litter_is_no_chapter(tmp_path):
    assert read(tmp_path, {".values.md.swp": "x", "~$values.docx": "x"}).findings.items == []


@pytest.mark.parametrize(
    ("stem", "heading", "effect"),
    [
        ("forum", "開催のようす", "印字されません"),
        ("platform_meetings", "運営方法", "印字されません"),
        ("step_06", "庁内", "このまま印字します"),
    ],
)
def test_sub_heading_that_is_none_of_the_contract(tmp_path, stem, heading, effect):
    allowed = {"forum": "開催の様子", "platform_meetings": "運営", "step_06": "庁外の巻き込み"}[stem]
    raw = read(tmp_path, {f"{stem}.md": f"# 題\n\n## {allowed}\n文。\n\n## {heading}\n文。\n"})
    assert places(raw, "unknown-heading") == [("warning", f"chapters/{stem}.md", 6, "")]
    found = finding(raw, "unknown-heading")
    assert found.given == heading and effect in found.message and f"## {allowed}" in found.allowed


def test_text_before_the_first_sub_heading_would_be_lost(tmp_path):
    text = "# 題\n\n<!-- 注\n記 -->\n\n前書き。\n続き。\n## 開催の様子\n文。\n"
    raw = read(tmp_path, {"forum.md": text})
    assert places(raw, "unknown-heading") == [("warning", "chapters/forum.md", 6, "")]
    assert "小見出しより前" in finding(raw, "unknown-heading").message


def test_sub_headings_of_other_chapters_are_free(tmp_path):
    assert read(tmp_path, {"column.md": "# コラム\n前書き。\n## 自由な見出し\n文。\n"}).findings.items == []


@pytest.mark.parametrize("line", ["* 項目", "  * 項目", "+ 項目", "1. 項目", "12) 項目"])
def test_list_that_is_not_read(tmp_path, line):
    raw = read(tmp_path, {"values.md": f"# 価値\n\n{line}\n"})
    assert places(raw, "unknown-list") == [("warning", "chapters/values.md", 3, "")]
    assert finding(raw, "unknown-list").given == line.strip()
    assert "「- 」" in finding(raw, "unknown-list").remedy


@pytest.mark.parametrize(
    "line",
    [
        "- 項目",
        "・項目",
        "**太字**の文。",
        "*斜体*の文。",
        "1.5倍",
        "2024年",
        "> 結び",
        "文。<!-- * 項目 -->",
        "※注",
    ],
)
def test_line_that_is_no_unknown_list(tmp_path, line):
    assert read(tmp_path, {"values.md": f"# 価値\n{line}\n"}).findings.items == []


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("values", ""),
        ("values", "# 題\n"),
        ("step_06", "# ⑥\n\n## 庁内の巻き込み\n\n<!-- 昨年度の文：\n文。\n-->\n"),
    ],
)
def test_chapter_of_headings_and_comments_only(tmp_path, stem, text):
    raw = read(tmp_path, {f"{stem}.md": text})
    assert places(raw, "unwritten-chapter") == [("warning", f"chapters/{stem}.md", None, "")]
    assert "未執筆として扱います" in finding(raw, "unwritten-chapter").message


def test_an_include_in_a_comment_prints_nothing(tmp_path):
    raw = read(tmp_path, {"memo.md": "文。\n", "values.md": "# 価値\n文。\n<!-- {{ text.memo }} -->\n"})
    assert places(raw, "unknown-chapter") == [("warning", "chapters/memo.md", None, "")]
