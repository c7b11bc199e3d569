"""The gate: errors of the printed chapter stop it, unless somebody has allowed them on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_cases import FILES
from section_cases import build_materials

from helpers.errors import RawInputError
from helpers.proofread.gate import PAGE, proofread_chapter, write_proofreading
from helpers.report import build_chapter

WRONG = "# 価値\n- 2024年2月9日（火）に開いた。\n"
RECORD = """\
- rule: weekday
  quote: 2024年2月9日（火）
  reason: 原文のまま引用した
  decided_by: 山田
  date: 2024-03-31
"""


def check(root: Path, changes: dict | None = None):
    m = build_materials(root, changes)
    return m, proofread_chapter(m, build_chapter(m))


def stopping(m) -> list[str]:
    return [f.rule for f in m.findings.items if f.severity == "fatal"]


def test_sound_chapter_passes(tmp_path):
    m, checked = check(tmp_path)
    assert stopping(m) == [] and checked.count("error") == 0


def test_wrong_weekday_stops_the_chapter_and_says_where(tmp_path):
    m, _ = check(tmp_path, {"chapters/values.md": WRONG})
    assert stopping(m) == ["proofread-weekday"]
    (found,) = [f for f in m.findings.items if f.rule == "proofread-weekday"]
    assert found.given == "2024年2月9日（火）" and "金曜日" in found.message
    assert "PF連携による価値" in found.place.column
    with pytest.raises(RawInputError, match="金曜日"):
        m.findings.stop_if_fatal()


def test_what_is_allowed_on_record_is_listed_and_stops_nothing(tmp_path):
    m, checked = check(tmp_path, {"chapters/values.md": WRONG, "proofread.yaml": RECORD})
    assert stopping(m) == []
    assert [item.rule for item in checked.allowed] == ["weekday"]
    assert [f.rule for f in m.raw.findings.items if f.place.file == "proofread.yaml"] == []


def test_record_without_a_reason_allows_nothing(tmp_path):
    record = RECORD.replace("  reason: 原文のまま引用した\n", "")
    m, _ = check(tmp_path, {"chapters/values.md": WRONG, "proofread.yaml": record})
    assert "proofread-weekday" in stopping(m)


def test_mistake_in_others_words_stops_nothing(tmp_path):
    """An opinion that is evidence stands in appendix A; it is quoted there as it was said."""
    rows = FILES["opinions.csv"].replace(
        "町会が続かない。", "2024年2月9日（火）の会で町会が続かないと聞いた。"
    )
    _, (printed, _) = check(tmp_path, {"opinions.csv": rows})
    quoted = [item for item in printed.open if printed.document.blocks[item.at.span.block].kind == "quote"]
    assert ("weekday", "warning") in {(item.rule, item.severity) for item in quoted}
    assert all(item.severity != "error" for item in quoted)


def test_what_a_cell_stores_is_short(tmp_path):
    _, proof = check(tmp_path)
    assert repr(proof).startswith("<Proof [<Checked report.html：") and len(repr(proof)) < 200
    assert "資料：指摘なし" in proof._repr_html_() or "資料：誤り" in proof._repr_html_()


def test_results_are_written_beside(tmp_path):
    _, checked = check(tmp_path, {"chapters/values.md": WRONG})
    write_proofreading(checked, tmp_path / "out")
    page = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")
    assert "校閲結果" in page and "2024年2月9日（火）" in page
    assert (tmp_path / "out" / "proofreading.json").is_file()


def test_own_mistake_that_others_made_too_stops_the_chapter(tmp_path):
    """The same words in an opinion do not excuse the analyst's."""
    rows = FILES["opinions.csv"].replace("町会が続かない。", "2024年2月9日（火）の会で聞いた。")
    m, _ = check(tmp_path, {"chapters/values.md": WRONG, "opinions.csv": rows})
    assert "proofread-weekday" in stopping(m)


def test_two_findings_with_one_quotation_are_two(tmp_path):
    facts = (
        FILES["facts.csv"]
        + "visitors,見学者数,150,名,,,,市資料,\nguests,来賓の数,12,名,,,,市資料,見学者数は120名\n"
    )
    chapter = "# f\n## 開催の様子\n■ 盛況。\n- つながりを考える会の参加者数は120名であった。\n"
    m, _ = check(tmp_path, {"facts.csv": facts, "chapters/forum.md": chapter})
    told = {
        (f.place.file, f.message.split("ほかの")[0].strip()) for f in m.findings.items if "held-" in f.rule
    }
    assert {file for file, _ in told} == {"chapters/forum.md", "facts.csv"} and len(told) == 2
