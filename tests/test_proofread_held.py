"""A text against what a case holds: its fact store, raw tables and own sentences. Expected values are the inputs'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from raw_cases import FILES, replaced
from section_cases import build_materials

from helpers.proofread.found import Passage
from helpers.proofread.gate import proofread_chapter
from helpers.proofread.held.build import build_held
from helpers.proofread.held.example import HELD
from helpers.proofread.held.model import Held
from helpers.proofread.held.printed import read_hours
from helpers.proofread.held.raw_text import read_raw
from helpers.proofread.reading import document_of_text
from helpers.proofread.run import proofread
from helpers.report import build_chapter

FORUM = "2. つながりを考えるフォーラム\n\n{}"
CASE = {
    "forum.yaml": FILES["forum.yaml"].replace("つながりを考える会", "つながりを考えるフォーラム"),
    "facts.csv": FILES["facts.csv"] + "salons,つどいの場,7,か所,,,2024-03,市資料,\n",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    m = build_materials(tmp_path_factory.mktemp("case"), CASE)
    return build_held(m)


def told(held, text: str) -> list[tuple[str, str, str]]:
    """(rule, what stands there, what the case holds and where) of the rules held-*."""
    document = document_of_text(text, "文書.txt", 2023)
    return [
        (item.rule, item.at.quote, f"{item.related[-1].path} {item.related[-1].quote}")
        for item in proofread(document, held=held)
        if item.rule.startswith("held-")
    ]


WRONG = [
    (
        "開催日時 2024年2月9日（金）19:00～20:30",
        ("held-date", "2024年2月9日", "forum.yaml 令和6年2月6日（火）"),
    ),
    (
        "開催日時 2024年2月6日（火）18:00～20:30",
        ("held-date", "18:00～20:30", "forum.yaml 令和6年2月6日（火）"),
    ),
    ("当日は120名が参加した。", ("held-figure", "120名", "forum.yaml 110名")),
    ("参加者数：101名", ("held-figure", "101名", "forum.yaml 110名")),
    ("つどいの場は8か所となった。", ("held-figure", "8か所", "facts.csv 7か所")),
    ("人口は12,354人である。", ("held-figure", "12,354人", "case.yaml（国勢調査） 12,345人")),
    ("人口12,345人（2021年10月現在）", ("held-as-of", "2021年10月", "case.yaml（国勢調査） 12,345人")),
    ("担当は保険予防課である。", ("held-name", "保険予防課", "case.yaml 保健予防課")),
    ("山田花代氏が講演した。", ("held-person", "山田花代", "forum.yaml 山田花子")),
]


@pytest.mark.parametrize(("line", "expected"), WRONG, ids=[line for line, _ in WRONG])
def test_what_the_case_holds_otherwise_is_told_with_both_places(held, line, expected):
    assert told(held, FORUM.format(line)) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "開催日時 令和6年2月6日（火）19時から20時半",
        "当日は110名が参加した。うち市外からは12名であった。",
        "100名を超える市民が参加した。定員は120名であった。",
        "人口は約1万2千人である。人口10万人当たりでは多い。高齢者人口は4,000人である。",
        "つどいの場7か所のほか、会館3か所で開いた。",
        "人口12,345人（令和2年10月現在）",
        "地域福祉課と保健予防課が出た。山田花子氏が話した。",
    ],
)
def test_what_agrees_or_is_something_else_is_silent(held, line):
    assert told(held, FORUM.format(line)) == []


def test_without_a_case_nothing_is_held_against(held):
    found = proofread(document_of_text(FORUM.format("参加者数：120名"), fiscal_year=2023))
    assert [item.rule for item in found if item.rule.startswith("held-")] == []


SURVEY = "3. つながり調査\n\n{}"


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("実施期間：2024年1月19日～2024年2月23日、10団体へ送付した。", []),
        ("実施期間：2024年1月23日～2024年2月23日", ["held-date"]),
        ("回答は2月6日〆切とした。", ["held-date"]),
        ("9団体へ送付した。", ["held-figure"]),
        ("「はい」と答えた団体は50.0%（n=4）であった。", []),
        ("「はい」と答えた団体は52.0%（n=4）であった。", ["held-share", "held-unknown"]),
        ("必要だと思う団体は71.4%（n=7）であった。", ["held-unknown", "held-unknown"]),
    ],
)
def test_a_survey_against_its_tabulation(held, line, rules):
    """Two of four said はい to Q17: 50.0%."""
    assert [rule for rule, _, _ in told(held, SURVEY.format(line))] == rules


def test_a_share_that_was_not_published_is_not_guessed(held):
    """The questionnaire gives only 深まった 72%: its rest and 72% itself may be said."""
    line = "「深まった」は72%、ほかは28%であった。"
    assert told(held, FORUM.format(line)) == []


INPUTS = [
    ("a figure held twice", {"facts.csv": CASE["facts.csv"] + "f2,フォーラムの参加者数,120,名,,,,聞き取り,\n"}, "held-figure", "facts.csv", 5),
    ("a day in a note", {"facts.csv": CASE["facts.csv"].replace("市資料,\n", "市資料,つながりを考えるフォーラム（2024年2月9日開催）\n")}, "held-date", "facts.csv", 4),
    ("a weekday in a picture's caption", replaced("figures.yaml", "caption: 風景", "caption: 2024年2月9日（火）の風景"), "weekday", "figures.yaml", 1),
    ("a division in a list", {"participants.csv": FILES["participants.csv"].replace("保健予防課", "保険予防課")}, "name-homophone", "participants.csv", 3),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "rule", "file", "row"), [case[1:] for case in INPUTS], ids=[case[0] for case in INPUTS])  # fmt: skip
def test_a_contradiction_in_an_input_stops_the_chapter(tmp_path, changes, rule, file, row):
    m = build_materials(tmp_path, CASE | changes)
    proofread_chapter(m, build_chapter(m))
    fatal = {(f.rule, f.place.file, f.place.row) for f in m.findings.items if f.severity == "fatal"}
    assert (f"proofread-{rule}", file, row) in fatal


def test_what_others_said_is_a_warning(tmp_path):
    rows = FILES["opinions.csv"].replace(
        "町会が続かない。", "つながりを考えるフォーラムは2024年2月9日に開催された。"
    )
    m = build_materials(tmp_path, CASE | {"opinions.csv": rows})
    proofread_chapter(m, build_chapter(m))
    found = [(f.severity, f.place.file) for f in m.findings.items if f.rule == "proofread-held-date"]
    assert set(found) == {("warning", "opinions.csv")}


def test_inputs_are_read_with_their_lines(tmp_path):
    m = build_materials(tmp_path, CASE)
    document = read_raw(m)
    by_text = {block.text: (block.file, block.anchors[0].line, block.kind) for block in document.blocks}
    assert by_text["つどいの場：7か所"] == ("facts.csv", 4, "paragraph")
    assert by_text["地域の現状 町会が続かない。"] == ("opinions.csv", 2, "quote")
    assert by_text["令和6年2月6日（火）に開く"] == ("projects.yaml", 5, "paragraph")


def test_a_chapter_that_prints_another_figure_than_it_holds_is_stopped(tmp_path):
    """The store is altered after the chapter's facts were held: what is printed and what is held differ everywhere."""
    m = build_materials(tmp_path, CASE | {"chapters/forum.md": "# f\n## 開催の様子\n■ 盛況。\n- 当日は、市内で活動する{{ forum.attendance }}が参加した。\n"})  # fmt: skip
    sound = m.facts.facts["forum.attendance"]
    m.facts.facts["forum.attendance"] = replace(sound, value=111)
    printed = build_chapter(m)
    m.facts.facts["forum.attendance"] = sound
    proofread_chapter(m, printed)
    stopping = [f for f in m.findings.items if f.severity == "fatal"]
    assert {f.rule for f in stopping} == {"proofread-held-sentence"}, "one slip is told once"
    assert all("110" in f.message for f in stopping)


FREE = "1. つながりを考えるフォーラム\n\n{}\n\n2. 居場所づくりの取組調査\n\n{}"
SOUND = [
    *(
        "回収率は25%を超えた。",
        "回収率は28%台であった。",
        "回収率は30%弱、「はい」は90%を超えた。",
        "回収率は3%上がった。",
    ),
    *(
        "前年度は、福祉会館 60部、保健相談所 41部、出張所 81部を置いた。",
        "前年度は、福祉会館7か所に9部ずつ置いた。",
    ),
]


@pytest.mark.parametrize("line", SOUND)
def test_bounds_changes_and_other_years_are_no_contradiction(line):
    assert told(HELD, FREE.format("盛況であった。", line)) == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "参加者4名が発言した。",
            "参加者50名に用紙を配った。",
            "参加者は3名ずつに分かれた。",
            "参加者数は10名増えた。",
        ),
        *(
            "人口が1,200人減った。",
            "人口(1)と世帯",
            "昨年度の会場：文化会館",
            "連携PFの前年度の第1回会合は令和4年12月13日",
        ),
    ],
)
def test_parts_changes_and_others_of_an_event_are_no_contradiction(line):
    assert told(HELD, FREE.format(line, "回答を得た。")) == []


def test_what_only_a_word_names_is_a_warning():
    found = proofread(
        document_of_text("子どもフォーラムのお知らせ。日時 2月6日（火）13:00～15:00", fiscal_year=2023),
        held=HELD,
    )
    assert {item.severity for item in found if item.rule.startswith("held-")} == {"warning"}


def test_two_meetings_on_one_day():
    second = replace(HELD.meetings[1], hours=read_hours("15:00～16:00"))
    held = replace(HELD, meetings=(*HELD.meetings, second))
    log = "1 令和5年11月7日（火）11:00～12:30\n\n2 令和5年11月30日（木）{}\n\n3 令和6年1月17日（水）16:00～17:00"
    assert told(held, log.format("11:30～13:00")) == told(held, log.format("15:00～16:00")) == []
    assert [rule for rule, _, _ in told(held, log.format("15:00～17:00"))] == ["held-meeting"]


def test_a_case_with_odd_values_breaks_nothing():
    """An event whose title has no word of one, a venue that is a room, a label of one letter, a choice with a number."""
    affair = replace(HELD.affairs[0], word="", titles=("つながりを考える集い",))
    figure = replace(HELD.figures[0], labels=("計",))
    share = replace(HELD.shares[0], choice="5人以上", n=Decimal(12))
    held = replace(
        HELD,
        affairs=(affair,),
        figures=(figure,),
        shares=(share,),
        venues={"forum": Passage("f", 0, 1, "会議室")},
    )
    text = "防災訓練を2月1日に開催した。大ホールで行った。合計5人。「5人以上」と答えた。三月十十日に会った。"
    found = proofread(document_of_text(text, fiscal_year=2023), held=held)
    assert [
        item.rule for item in found if item.rule in ("rule-failed", "held-date", "held-venue", "held-share")
    ] == []
    assert proofread(document_of_text("", fiscal_year=2023), held=Held()) == []
