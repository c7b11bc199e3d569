"""progress: what a run says on the console."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import progress as progress_module
from helpers.case import Case
from helpers.findings import Finding, Place
from helpers.plan import Item
from helpers.pool import Outcome
from helpers.progress import Progress, count_findings, show_findings

LOGS = Path("reports") / "logs"


def item(year: int, why: str = "まだ作られていない") -> Item:
    return Item(Case("koto", year, Path("root")), why)


def outcome(made: Item, message: str = "") -> Outcome:
    return Outcome(made, 1.23, message, [], LOGS / f"koto_{made.target.fiscal_year}.log", pages=7)


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand."""
    now = [0.0]
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: now[0])
    return now


def test_plan_says_what_and_why_and_how_much_is_up_to_date(capsys):
    Progress([item(2022), item(2023, ""), item(2024, "koto/2024/survey.txt が変わった")], 8).show_plan()
    assert capsys.readouterr().out == (
        "計画：2件を作ります（最新 1件、同時に 2件）。\n"
        "  koto 2022：まだ作られていない\n"
        "  koto 2024：koto/2024/survey.txt が変わった\n"
    )


def test_long_plan_is_cut(capsys):
    Progress([item(year) for year in range(2000, 2040)], 4).show_plan()
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], len(lines), lines[-1]) == (
        "計画：40件を作ります（最新 0件、同時に 4件）。",
        32,
        "  ほか10件",
    )


def test_one_report_shows_its_steps(capsys):
    shown = Progress([item(2023)], 2)
    shown.show_step(item(2023), "koto 2023 01_prepare", None)
    assert capsys.readouterr().out == "  01_prepare … "
    shown.show_step(item(2023), "koto 2023 01_prepare", 0.71)
    shown.show_step(item(2023), "koto 2022 01_prepare", None)
    shown.show_outcome(outcome(item(2023), "止まった"))
    assert capsys.readouterr().out == "0.7秒\n  koto 2022 01_prepare … 停止\n"


def test_several_show_a_line_each_with_the_time_left(capsys, clock):
    shown = Progress([item(2021), item(2022), item(2023)], 2)
    shown.show_step(item(2021), "koto 2021 01_prepare", None)
    clock[0] = 10.0
    shown.show_outcome(outcome(item(2022)))
    clock[0] = 12.0
    shown.show_outcome(outcome(item(2021), "止まった"))
    clock[0] = 30.0
    shown.show_outcome(outcome(item(2023)))
    assert capsys.readouterr().out == (
        "[1/3] koto 2022 できた（1.2秒、7ページ）　残り約20秒\n"
        "[2/3] koto 2021 失敗　残り約6秒\n"
        "[3/3] koto 2023 できた（1.2秒、7ページ）\n"
    )


def test_summary_says_what_became_of_all_and_where_the_logs_are(capsys, clock):
    shown = Progress([item(2021), item(2022), item(2023), item(2024, "")], 2)
    clock[0] = 3.0
    shown.show_summary([outcome(item(2021)), outcome(item(2022), "止まった\n途中までの結果：x")])
    assert capsys.readouterr().out == (
        f"まとめ：作成 1件、最新 1件、失敗 1件、未実行 1件（3.0秒）。ログ：{LOGS}\n"
        f"  失敗 koto 2022：止まった…\n    ログ：{LOGS / 'koto_2022.log'}\n"
    )


def test_summary_of_nothing(capsys, clock):
    Progress([item(2021), item(2022)], 2).show_summary([])
    assert re.match(r"まとめ：作成 0件、最新 0件、失敗 0件、未実行 2件（0.0秒）。", capsys.readouterr().out)


def test_findings_are_shown_without_the_notes_and_counted_with_them(capsys):
    findings = [
        Finding("a", level, Place("a.csv"), f"文 {level}")
        for level in ("error", "warning", "warning", "info")
    ]
    show_findings(findings)
    assert [line.split("文 ")[1].split("。")[0] for line in capsys.readouterr().out.splitlines()] == [
        "error",
        "warning",
        "warning",
    ]
    assert count_findings(findings) == "誤り 1件、注意 2件、参考 1件"
    assert count_findings([]) == "なし"
