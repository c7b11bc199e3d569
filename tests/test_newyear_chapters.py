"""Chapters of a new year: headings stay; last year's text cannot get out of its comment."""

import pytest

from helpers.contract import CHAPTERS
from helpers.newyear.chapters import TITLES, blank_chapter, carry_chapter
from helpers.prose import read_passages

CHAPTER = """\
# ⑥ 参加者
■ 結論は{{ survey.returned }}。 [根拠: PF-01]

## 庁内の巻き込み
- 理由。
"""


def blocks(text):
    return [block.text for passage in read_passages({"x": text}, "x") for block in passage.blocks]


def test_headings_stay_and_the_text_becomes_one_comment():
    assert carry_chapter(CHAPTER, "昨年度") == (
        "# ⑥ 参加者\n\n## 庁内の巻き込み\n\n<!-- 昨年度の文：\n" + CHAPTER.rstrip("\n") + "\n-->\n"
    )
    assert blocks(carry_chapter(CHAPTER, "昨年度")) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "終わり --> {{ forum.date }}",
        "<!-- 覚え --> 本文",
        "開いたまま <!-- 本文",
        "二重 <!-- a <!-- b --> c -->",
        "--->本文",
        "本文 --!> つづき",
        "末尾 --",
        "本文 ------> つづき",
    ],
)
def test_nothing_breaks_out_of_the_comment(hostile):
    text = carry_chapter(f"# 題\n{hostile}\n", "昨年度")
    assert blocks(text) == []
    assert text.count("<!--") <= 1
    assert text.count("-->") <= 1


def test_last_years_comment_is_not_carried_on():
    twice = carry_chapter(carry_chapter(CHAPTER, "昨年度") + "■ 今年の結論。\n", "令和5年度")
    assert "<!-- 令和5年度の文：" in twice
    assert "今年の結論" in twice
    assert "理由。" not in twice


def test_chapter_without_text_is_headings_only():
    assert carry_chapter(carry_chapter(CHAPTER, "昨年度"), "昨年度") == "# ⑥ 参加者\n\n## 庁内の巻き込み\n"


def test_every_chapter_has_a_title_and_its_set_headings():
    assert tuple(TITLES) == CHAPTERS
    assert (
        blank_chapter("platform_meetings") == "# 連携PFの体制の検討\n\n## 運営\n\n## 庁内関係課への声掛け\n"
    )
