"""Plain text and flat dumps: lines joined as a reader would, places kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.proofread.reading import document_of_text

REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "koto_fy2023_report.txt"
DUMP = """ 3. 試行的事業一覧 

６．本年度の概要 

①

孤独・孤立対

策へ向けた

PF体制の

検討 

・ 有識者による講演ののち、質疑
応答を行った。 

✓ 令和６年
2/6(火)19
時から 20
時半 

ねらい • 望まない孤独・孤立を抱える人に対する
支援体制の構築 

図表 配布先リスト 
"""


def texts(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document_of_text(text).blocks]


def test_dump_whose_paragraphs_end_with_a_blank():
    assert texts(DUMP) == [
        ("heading", "3. 試行的事業一覧"),
        ("heading", "６．本年度の概要"),
        ("paragraph", "①"),
        ("paragraph", "孤独・孤立対策へ向けたPF体制の検討"),
        ("bullet", "・ 有識者による講演ののち、質疑応答を行った。"),
        ("bullet", "✓ 令和６年2/6(火)19時から 20時半"),
        ("paragraph", "ねらい"),
        ("bullet", "• 望まない孤独・孤立を抱える人に対する支援体制の構築"),
        ("caption", "図表 配布先リスト"),
    ]
    assert document_of_text(DUMP).is_dump


def test_every_character_of_a_dump_is_found_in_its_line():
    lines = DUMP.split("\n")
    for block in document_of_text(DUMP).blocks:
        for position, character in enumerate(block.text):
            line, column = block.place(position)
            assert lines[line - 1][column - 1] == character


def test_dump_without_blanks_at_the_ends_is_joined_by_words_and_widths():
    stripped = "\n".join(line.rstrip() for line in DUMP.split("\n"))
    found = [text for _, text in texts(stripped)]
    assert "✓ 令和６年2/6(火)19時から 20時半" in found
    assert "・ 有識者による講演ののち、質疑応答を行った。" in found


def test_sections_follow_the_headings():
    document = document_of_text(DUMP)
    assert document.blocks[4].section == ("3. 試行的事業一覧", "６．本年度の概要")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("今日は晴れ。\n明日は雨。", [("paragraph", "今日は晴れ。"), ("paragraph", "明日は雨。")]),
        ("江東区\n港区\n品川区", [("paragraph", "江東区"), ("paragraph", "港区"), ("paragraph", "品川区")]),
        (
            "フォーラムは令和６年\n2/6(火)19\n時から開く。",
            [("paragraph", "フォーラムは令和６年2/6(火)19時から開く。")],
        ),
        ("参加者は12,\n345人だった。", [("paragraph", "参加者は12,345人だった。")]),
        ("（１）目的\n（２）方法", [("bullet", "（１）目的"), ("bullet", "（２）方法")]),
        ("第1章 はじめに\n本文である。", [("heading", "第1章 はじめに"), ("paragraph", "本文である。")]),
        ("第1部では講演した。", [("paragraph", "第1部では講演した。")]),
        ("29.0%\n71.0%", [("paragraph", "29.0%"), ("paragraph", "71.0%")]),
        ("2024.2.6 開催", [("paragraph", "2024.2.6 開催")]),
        ("※ 端数処理のため合計は一致しない。", [("note", "※ 端数処理のため合計は一致しない。")]),
        ("1.1 目的 ........ 3", [("note", "1.1 目的 ........ 3")]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_plain_text(text, blocks):
    assert texts(text) == blocks


def test_wrapped_paragraph_is_one_block():
    line = "孤独・孤立に関する対策の推進に当たっては、地域の担い手が顔を"
    text = f"{line}\n{line}\n合わせる場を設けた。\n\n次の段落である。"
    assert [text for _, text in texts(text)] == [f"{line}{line}合わせる場を設けた。", "次の段落である。"]


def test_line_ends_of_windows_and_old_macs():
    assert texts("あ。\r\nい。\rう。") == texts("あ。\nい。\nう。")


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference chapter is not here")
@pytest.mark.parametrize(
    "passage",
    [
        "孤独・孤立対策へ向けたPF体制の検討",
        "令和６年2/6(火)19時から 20時半",
        "当日参者のうち 12％は、フォーラム参加前には、",
        "障害福祉部（障害者施策課）、生活支援部（保護第一課）、保健所",
        "アンケート実施期間：2024年 1月 19日(金)～2024年 2月 23日(金)",
        "ひきこもり当事者が高齢になって、親が亡くなった後も孤立しない手厚い体制があるとよい。",
        "全般的な課題だと思うものを、すべてお選びください。(n=59)",
    ],
)
def test_reference_chapter(passage):
    document = document_of_text(REFERENCE.read_text(encoding="utf-8"))
    assert sum(passage in block.text for block in document.blocks) == 1
