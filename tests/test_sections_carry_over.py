"""sections/carry_over: what became of last year's issues, and the checks of the ledger against figures and themes."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from section_cases import build_materials
from year_cases import LATER, build_two, build_year

from helpers.sections.carry_over import build_follow_up, check_ledger
from helpers.sections.steps import build_stage


def rows(html) -> list[list[str]]:
    table = BeautifulSoup(html, "html.parser").select("tbody tr")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table]


def items(html) -> list[str]:
    return [item.get_text() for item in BeautifulSoup(html, "html.parser").select("td li")]


def rules(m) -> list[tuple]:
    return [(f.rule, f.severity, f.place.file, f.place.row, f.place.column) for f in m.findings.sorted()]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    m = build_two(tmp_path_factory.mktemp("two"))[1]
    return m, build_follow_up(m)


def test_without_a_year_before_nothing_is_printed(tmp_path):
    m = build_materials(tmp_path)
    assert build_follow_up(m) == ""
    assert m.numbered == []


def test_issues_of_last_year_with_both_states(followed):
    told = [row for row in rows(followed[1]) if len(row) > 1]
    assert told == [
        ["CO-2023-01", "名簿が届かない", "令和5年度", "未着手", "着手"],
        ["CO-2023-02", "<b>窓口</b>", "令和5年度", "未着手", "解消"],
    ]
    assert followed[0].numbered == ["前年度までの積み残し課題のその後"]


def test_what_was_done_and_the_evidence_of_this_year(followed):
    m, html = followed
    assert items(html) == [
        "行ったこと　110名に知らせた",
        "発言　テーマ「名簿」：前年度 1件（出所1） → 今年度 1件（出所1）",
        "指標　つながり調査 Q17（必要か）「はい」：前年度 60.0%（n=50） → 今年度 90.0%（n=50）。"
        "+30.0ポイント、偶然を超える増加（p<0.001）",
        "指標　フォーラムの参加者数：前年度 110名 → 今年度 110名。増減なし",
        "事業　フォーラムの開催（30万円）",
        "根拠　IV-01",
        "行ったこと　置いた",
    ]
    assert "IV-01" in m.cited
    assert "carry_over.yaml 7行目 「[0].indicators[0]」" in m.facts.used["survey.Q17.はい.percent"]
    assert "有意水準5%" in html


def test_it_opens_step_nine(followed):
    html = build_stage(followed[0], "review")
    assert html.index("⑨ 今年度の積み残し課題") < html.index("のその後") < html.index('class="conclusion"')


def test_a_year_before_that_was_not_run(tmp_path):
    m = build_two(tmp_path)[1]
    m.previous = replace(m.previous, year=None)
    told = items(build_follow_up(m))
    assert told[1] == "発言　テーマ「名簿」：前年度 前年度の集計なし → 今年度 1件（出所1）"
    assert told[3] == "指標　フォーラムの参加者数：前年度 前年度の集計なし → 今年度 110名"
    (found,) = [f for f in m.findings.items if f.rule == "previous-year-not-run"]
    assert (found.severity, found.given) == ("warning", "minato_no_mori 2023")
    assert "casebook run minato_no_mori 2023" in found.remedy


def test_an_issue_that_this_year_lost_is_still_printed(tmp_path):
    m = build_two(tmp_path, "[]\n")[1]
    assert rows(build_follow_up(m))[0] == [
        "CO-2023-01",
        "名簿が届かない",
        "令和5年度",
        "未着手",
        "（記載なし）",
    ]


def test_an_issue_that_was_resolved_is_not_followed(tmp_path):
    m = build_two(tmp_path, "[]\n")[1]
    closed = [issue | {"status": "解消"} for issue in m.previous.ledger]
    m.previous = replace(m.previous, ledger=closed)
    assert build_follow_up(m) == ""


def test_unknown_theme_and_indicator_are_errors(tmp_path):
    ledger = LATER.replace("theme: 名簿", "theme: 名薄").replace("Q17.はい", "Q17.はし")
    m = build_year(tmp_path, 2024, ledger)
    check_ledger(m)
    assert rules(m) == [
        ("unknown-theme", "error", "carry_over.yaml", 3, "[0].theme"),
        ("unknown-indicator", "error", "carry_over.yaml", 7, "[0].indicators[0]"),
    ]
    assert "survey.Q17.はい.percent" in m.findings.sorted()[1].allowed


def test_an_indicator_whose_file_is_not_there_yet(tmp_path):
    m = build_year(tmp_path, 2024, LATER, {"forum.yaml": None})
    check_ledger(m)
    assert [f.given for f in m.findings.items if f.rule == "absent-figure"] == ["forum.attendance"]


def test_an_issue_listed_again_though_resolved_keeps_its_state(tmp_path):
    m = build_two(tmp_path)[1]
    closed = [issue | {"status": "解消"} for issue in m.previous.ledger]
    m.previous = replace(m.previous, ledger=closed)
    told = [row[3:] for row in rows(build_follow_up(m)) if len(row) > 1]
    assert told == [["解消", "着手"], ["解消", "解消"]]
