"""comparison and sections/years_*: the parts of 05 over two tiny years, and over one."""

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from year_cases import LATER, build_two, build_year

from helpers.case import Years
from helpers.comparison import PARTS, build_comparison, check_indicators, write_comparison
from helpers.sections.carry_over import this_year
from helpers.sections.years_base import Comparison
from helpers.sections.years_ledger import count_states


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    before, after = build_two(tmp_path_factory.mktemp("two"))
    after.raw.projects["projects"].append({"id": "salon", "name": "サロン", "contractors": []})
    after.raw.settings["division_in_charge"]["division"] = "地域共生課"
    c = Comparison([before, this_year(after)])
    return c, build_comparison(c)


def rows(section) -> list[list[str]]:
    lines = BeautifulSoup(section.html, "html.parser").select("tbody tr")
    return [[cell.get_text("\n") for cell in line.find_all(["th", "td"])] for line in lines]


def test_every_part_once_in_order(compared):
    c, parts = compared
    assert list(parts) == ["cover", *(part_id for part_id, _, _ in PARTS)]
    headings = [
        BeautifulSoup(part.html, "html.parser").find(["h1", "h2"]).get_text() for part in parts.values()
    ]
    assert headings[:3] == ["森の港市", "1　要点", "2　積み残し課題台帳"]
    assert len(c.numbered) == 14


def test_points_in_brief(compared):
    points = [
        item.get_text() for item in BeautifulSoup(compared[1]["summary"].html, "html.parser").select("li")
    ]
    assert points == [
        "台帳の積み残し課題3件は、令和6年度末で、未着手 1件、着手 1件、解消 1件。",
        "つながり調査 Q17（必要か）「はい」：令和5年度 60.0%（n=50） → 令和6年度 90.0%（n=50）。"
        "+30.0ポイント、偶然を超える増加（p<0.001）。",
        "すべての年度に続いたブレイクスルー要因のテーマ：町会の力。",
        "回答が最初の年度から偶然を超えて変わった設問は1問（つながり調査 Q17「はい」+30.0ポイント）。",
        "令和6年度の試行的事業の費用は計30万円（前年度と同額）。",
    ]


def test_ledger_by_year(compared):
    assert rows(compared[1]["ledger"]) == [
        ["CO-2023-01\n名簿が届かない", "令和5年度", "未着手", "着手"],
        ["CO-2023-02\n<b>窓口</b>", "令和5年度", "未着手", "解消"],
        ["CO-2024-01\n新しい課題", "令和6年度", "―", "未着手"],
    ]


def test_indicators_with_their_change(compared):
    c, parts = compared
    assert rows(parts["indicators"])[0] == [
        "つながり調査 Q17「はい」\n必要か",
        "60.0%（n=50）",
        "90.0%（n=50）\n+30.0ポイント、偶然を超える増加（p<0.001）",
    ]
    assert c.pictures["indicators"].alt.startswith(
        "折れ線グラフ。つながり調査 Q17「はい」：令和5年度 60.0%（n=50）"
    )


def test_themes_and_their_total(compared):
    assert rows(compared[1]["themes_carry_over"]) == [
        ["名簿", "1件（1）", "1件（1）", "±0", "毎年"],
        ["分類した発言の総数", "4件", "4件", "±0", "―"],
    ]


def test_surveys_forum_and_meetings(compared):
    assert rows(compared[1]["surveys"]) == [
        ["参加者アンケート", "実施", "実施", "実施"],
        ["つながり調査", "送付数", "100団体", "100団体"],
        ["回答数", "50団体", "50団体"],
        ["回収率", "50.0%", "50.0%"],
        ["フォーラム", "開催日", "令和6年2月6日（火）", "令和6年2月6日（火）"],
        ["参加者数", "110名", "110名"],
        ["連携PF", "会合の回数", "1回", "1回"],
    ]


def test_projects_new_and_their_costs(compared):
    assert rows(compared[1]["projects"]) == [
        ["フォーラムの開催", "30万円", "30万円", "CO-2023-01", "継続"],
        ["サロン", "―", "発注なし", "―", "新規（令和6年度から）"],
        ["費用の合計", "30万円", "30万円", "", "前年度と同額"],
    ]


def test_what_breaks_the_comparison_is_listed(compared):
    assert rows(compared[1]["changes"]) == [
        ["令和5年度\n→令和6年度", "庁内の体制", "担当部局が変わった", "福祉部 地域福祉課 見守り係", "福祉部 地域共生課 見守り係", "名称のみ"]
    ]  # fmt: skip


def test_one_year_alone_is_shown_without_comparison(compared):
    c = Comparison(compared[0].years[:1])
    parts = build_comparison(c)
    assert "比べる年度がまだない" in parts["summary"].html
    assert rows(parts["themes_carry_over"])[0] == ["名簿", "1件（1）"]
    assert c.drawn == []


def test_an_indicator_that_a_year_lacks_is_a_finding(compared):
    years = compared[0].years
    c = Comparison(years)
    check_indicators(c)
    assert c.findings.items == []
    years[1].raw.carry_over[0]["indicators"].append("survey.Q77.はい.percent")
    check_indicators(c)
    assert [(f.rule, f.given) for f in c.findings.items] == [
        ("indicator-without-year", "survey.Q77.はい.percent")
    ]
    years[1].raw.carry_over[0]["indicators"].pop()


def test_outcome(compared):
    c = compared[0]
    years = Years("minato_no_mori", c.latest.raw.case.root)
    write_comparison(c, years)
    folder = years.processed / "05_compare_years"
    outcome = json.loads((folder / "outcome.json").read_text(encoding="utf-8"))
    assert outcome["document"] == {
        "title": "森の港市",
        "subtitle": "令和5年度～令和6年度　積み残し課題と指標の推移",
        "author": "森の港市",
        "date": "2025-03-31",
    }
    assert [(f["id"], f["fiscal_year"], f["shown"]) for f in outcome["figures"][:2]] == [
        ("survey.Q17.はい.percent", 2023, "60.0%"),
        ("survey.Q17.はい.percent", 2024, "90.0%"),
    ]
    assert (folder / "figures" / "indicators.svg").is_file()
    changes, history = (pd.read_parquet(folder / f"{name}.parquet") for name in ("changes", "history"))
    held = changes.set_index(["before", "after", "question", "choice"])["difference"]
    assert held[2023, 2024, "Q17", "はい"] == 30.0
    assert len(history) == 0  # nothing was asked in another way


def test_an_issue_that_the_latest_ledger_lost_is_counted_by_itself(tmp_path):
    before, after = build_two(tmp_path, "\n".join(LATER.splitlines()[-2:]) + "\n")
    parts = build_comparison(Comparison([before, this_year(after)]))
    assert rows(parts["ledger"])[0][2:] == ["未着手", "（記載なし）"]
    text = "台帳の積み残し課題3件は、令和6年度末で、未着手 1件、解消 1件、記載なし 1件。"
    assert text in parts["summary"].html


def test_an_issue_resolved_in_an_earlier_year_counts_as_resolved(tmp_path):
    before, after = build_two(tmp_path, "[]\n")
    for issue in before.raw.carry_over:
        issue["status"] = "解消"
    c = Comparison([before, this_year(after)])
    assert [row[2:] for row in rows(build_comparison(c)["ledger"])] == [["解消", "―"], ["解消", "―"]]
    assert count_states(c) == {"解消": 2}


def test_a_year_missing_in_between_is_not_called_the_year_before(tmp_path):
    years = [this_year(build_year(tmp_path, number)) for number in (2023, 2025)]
    parts = build_comparison(Comparison(years))
    assert '<th scope="col">令和5年度との差</th>' in parts["themes_carry_over"].html
    assert rows(parts["projects"])[-1][-1] == "令和5年度と同額"
    assert "指標の値と左隣の年度からの変化" in parts["indicators"].html
    assert [name for name, part in parts.items() if "前年度" in part.html] == []
