"""Rules run over a document: places, order, doubles, a rule that breaks down, records of what is allowed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from helpers.proofread import run
from helpers.proofread.document import Span
from helpers.proofread.reading import document_of_text, read_document
from helpers.proofread.registry import RULES, Remark, Rule, rule
from helpers.proofread.run import load_rules, proofread
from helpers.proofread.suppress import find_records

TEXT = "猫が二匹いる。\n犬は一匹である。\n猫は三匹いる。"


def find_cats(document, context):
    spans = [
        Span(number, block.text.index("猫"), block.text.index("猫") + 1)
        for number, block in enumerate(document.blocks)
        if "猫" in block.text
    ]
    for span in spans[1:]:
        yield Remark(span, "猫の数が違います。", spans[:1], "数える")


def find_dogs(document, context):
    yield Remark(Span(1, 0, 2), "犬です。")
    yield Remark(Span(1, 0, 2), "犬です。", (Span(0, 0, 1),))


def break_down(document, context):
    yield Remark(Span(0, 0, 1), "半ばまで。")
    raise ZeroDivisionError("零")


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    known = {
        "cats": Rule("cats", "error", "猫", "数", find_cats),
        "dogs": Rule("dogs", "style", "犬", "数", find_dogs),
        "broken": Rule("broken", "warning", "壊れ", "数", break_down),
    }
    monkeypatch.setattr(run, "load_rules", lambda: known)
    return known


def test_finding_with_both_places():
    (found,) = proofread(document_of_text(TEXT, "a.txt"), only=["cats"])
    assert found.to_dict() == {
        "rule": "cats",
        "severity": "error",
        "path": "a.txt",
        "line": 3,
        "column": 1,
        "quote": "猫",
        "related": [{"path": "a.txt", "line": 1, "column": 1, "quote": "猫"}],
        "message": "猫の数が違います。",
        "suggestion": "数える",
    }


def test_order_doubles_and_a_rule_that_breaks_down():
    found = proofread(document_of_text(TEXT, "a.txt"))
    order = [("cats", 3), ("broken", 1), ("rule-failed", 1), ("dogs", 2)]
    assert [(item.rule, item.line) for item in found] == order
    failed = next(item for item in found if item.rule == "rule-failed")
    assert (
        failed.severity == "warning" and "ZeroDivisionError" in failed.message and "broken" in failed.message
    )
    assert [passage.quote for passage in found[-1].related] == ["猫"]
    assert found == proofread(document_of_text(TEXT, "a.txt"))


def test_long_quotation_is_cut_and_blanks_at_its_ends_are_left_out():
    document = document_of_text("あ" * 200)
    at = run.locate(document, Span(0, 0, 200))
    assert len(at.quote) == 120 and at.quote.endswith("…")
    assert run.locate(document_of_text("約 1週間"), Span(0, 1, 3)).quote == "1"


def records(text: str, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.proofread.yaml").write_text(text, encoding="utf-8", newline="")
    return proofread(read_document(tmp_path / "a.txt"), only=["cats"])


RECORD = "- rule: cats\n  quote: 猫\n  reason: 別の猫\n  decided_by: 山田\n  date: 2024-03-31\n"


def test_record_beside_the_document(tmp_path):
    (found,) = records(RECORD, tmp_path)
    said = {"reason": "別の猫", "decided_by": "山田", "date": "2024-03-31"}
    assert found.suppressed == {**said, "record": f"{(tmp_path / 'a.proofread.yaml').as_posix()}:1"}
    assert found.to_dict()["suppressed"]["reason"] == "別の猫"


@pytest.mark.parametrize("place", ["3", '"3:1"'])
def test_record_by_place(tmp_path, place):
    (found,) = records(RECORD.replace("quote: 猫", f"place: {place}"), tmp_path)
    assert found.suppressed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RECORD.replace("  reason: 別の猫\n", ""), "理由（reason）がありません"),
        (RECORD.replace("  decided_by: 山田\n", ""), "決めた人（decided_by）がありません"),
        (RECORD.replace("2024-03-31", "昨日"), "日付（date）が 2024-03-31 の形ではありません（昨日）"),
        (RECORD.replace("rule: cats", "rule: birds"), "規則「birds」はありません"),
        (RECORD.replace("quote: 猫", "quotation: 猫"), "項目「quotation」はありません"),
        (RECORD.replace("  quote: 猫\n", ""), "引用（quote）か行（place）がありません"),
        ("rule: cats", "「- rule: …」の並び"),
        ("- cats", "「rule: …」の形"),
        ("- rule: [", "校閲の記録が使えません"),
    ],
)
def test_wrong_record_allows_nothing(tmp_path, text, said):
    found = records(text, tmp_path)
    assert [item.rule for item in found if item.suppressed is None][:1] == ["cats"]
    wrong = next(item for item in found if item.rule == "invalid-record")
    assert said in wrong.message and wrong.path.endswith("a.proofread.yaml") and wrong.severity == "warning"


@pytest.mark.parametrize(
    "change", [("quote: 猫", "quote: 虎"), ("quote: 猫", 'quote: "*"'), ("quote: 猫", "place: 1")]
)
def test_stale_record_is_told(tmp_path, change):
    found = records(RECORD.replace(*change), tmp_path)
    assert [item.rule for item in found] == ["cats", "stale-record"] and found[0].suppressed is None


def test_record_of_a_rule_that_was_not_run_is_not_stale(tmp_path):
    assert [item.rule for item in records(RECORD.replace("cats", "dogs"), tmp_path)] == ["cats"]


def test_own_records_of_a_format_come_first(tmp_path):
    for name in ("a.proofread.yaml", "a.html.proofread.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8", newline="")
    assert find_records(tmp_path / "a.html").name == "a.html.proofread.yaml"
    assert find_records(tmp_path / "a.pdf").name == "a.proofread.yaml"
    assert find_records(tmp_path / "b.pdf") is None


@pytest.mark.parametrize(
    ("comment", "allowed"),
    [
        ("<!-- proofread: allow cats: 別の猫 -->\n\n猫は三匹いる。", [True]),
        ("猫は三匹いる。<!-- proofread: allow cats: 別の猫 -->", [True]),
        ("<!-- proofread: allow cats: 別の猫 -->\n\n犬。\n\n猫は三匹いる。", [False]),
        ("<!-- proofread: allow cats -->\n\n猫は三匹いる。", [False]),
        ("<!-- proofread: allow dogs: 犬 -->\n\n猫は三匹いる。", [False]),
    ],
)
def test_comment_in_markdown(tmp_path, comment, allowed):
    path = tmp_path / "a.md"
    path.write_text(f"猫がいる。\n\n{comment}\n", encoding="utf-8", newline="")
    found = proofread(read_document(path), only=["cats"])
    assert [item.suppressed is not None for item in found if item.rule == "cats"] == allowed


def test_all_findings_of_a_rule_of_style_may_be_allowed():
    record = {
        "rule": "dogs",
        "quote": "*",
        "reason": "犬でよい",
        "decided_by": "山田",
        "date": dt.date(2024, 3, 31),
    }
    document = document_of_text(TEXT, "a.txt")
    document = replace(document, properties={"records": [{**record, "file": "a.yaml", "line": 1}]})
    (found,) = proofread(document, only=["dogs"])
    assert found.suppressed["record"] == "a.yaml:1"


def test_an_id_is_registered_once(monkeypatch):
    monkeypatch.setattr("helpers.proofread.registry.RULES", {})
    rule("mice", "error", "鼠", "数")(find_cats)
    with pytest.raises(ValueError, match="mice"):
        rule("mice", "error", "鼠", "数")(find_cats)


def test_rules_are_ordered_by_severity():
    severities = [item.severity for item in load_rules().values()]
    assert severities == sorted(severities, key=["error", "warning", "style"].index)
    assert set(load_rules()) == set(RULES)
