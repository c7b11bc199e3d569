"""text/workbench: decisions above the rules, carried into the next year; samples and the sheets to fill in."""

import datetime as dt
import zipfile

import openpyxl
import pandas as pd
import pytest
from workbench_cases import ANSWERS, coded, codings, remarks

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.raw.codings import build_codings, hash_text
from helpers.text.workbench import (
    apply_decisions,
    carry_codings,
    draw_sample,
    list_effects,
    read_coding_sheet,
    stamp_codings,
    weigh_sample,
    write_coding_sheets,
)
from helpers.text.workbench.sampling import share_out
from helpers.text.workbench.sheets import show_text

CODES = ["居場所", "見守り"]
RULES = coded(
    ("A-1", "居場所", 0.9, "サロン"), ("A-6", "居場所", 0.5, "サロン"), ("A-2", "見守り", 0.7, "見守り")
)


def apply(records, **more):
    findings = Findings()
    options = {"df_by_remark": remarks(), "codes": CODES} | more
    return apply_decisions(RULES, records, findings, **options), findings.items


def test_a_person_takes_a_code_away_and_adds_one():
    result, findings = apply(codings(("A-1", "居場所", "山田", "非該当"), ("A-3", "居場所", "山田", "該当")))
    assert result.to_numpy().tolist() == [
        ["A-6", "居場所", 0.5, "サロン"],
        ["A-3", "居場所", 0.0, "（判断による）"],
        ["A-2", "見守り", 0.7, "見守り"],
    ]
    assert result.dtypes.equals(RULES.dtypes)
    assert findings == []


def test_decisions_that_say_what_the_rule_says_change_nothing():
    result, _ = apply(codings(("A-1", "居場所", "山田", "該当"), ("A-3", "居場所", "山田", "非該当")))
    pd.testing.assert_frame_equal(result, RULES)


def test_stale_decisions_are_findings_and_change_nothing():
    records = codings(("Z-1", "居場所", "山田", "該当"), ("A-1", "居場", "山田", "非該当"))
    result, findings = apply(records)
    pd.testing.assert_frame_equal(result, RULES)
    assert [(item.rule, item.place.row) for item in findings] == [("unknown-remark", 2), ("unknown-code", 3)]
    assert "居場所" in findings[1].remedy


def test_decisions_on_codes_of_other_rule_files_are_passed_over():
    result, findings = apply(codings(("A-1", "広報", "山田", "該当")), known=[*CODES, "広報"])
    pd.testing.assert_frame_equal(result, RULES)
    assert findings == []


def test_decisions_on_remarks_of_another_scope_are_passed_over():
    result, findings = apply(codings(("A-1", "居場所", "山田", "非該当")), df_by_remark=None, known=None)
    assert "A-1" not in set(result["remark_id"])
    assert findings == []


def test_coders_who_differ_leave_the_rule_and_are_told():
    result, findings = apply(codings(("A-1", "居場所", "山田", "非該当"), ("A-1", "居場所", "佐藤", "該当")))
    pd.testing.assert_frame_equal(result, RULES)
    assert [item.rule for item in findings] == ["coders-disagree"]


def test_no_decisions_leave_all_as_it_was():
    result, findings = apply(build_codings([]))
    pd.testing.assert_frame_equal(result, RULES)
    assert findings == []


def test_what_each_decision_does_is_listed():
    records = codings(
        ("A-1", "居場所", "山田", "非該当"), ("A-3", "居場所", "山田", "該当"), ("A-2", "見守り", "山田", "該当")
    )  # fmt: skip
    assert list_effects(RULES, records)["effect"].tolist() == ["外した", "加えた", "ルールと同じ"]


def test_a_decision_goes_on_only_where_the_very_text_returns():
    records = stamp_codings(
        codings(("A-1", "居場所", "山田", "非該当"), ("A-2", "見守り", "山田", "該当")), remarks()
    )
    assert records["text_hash"].tolist() == [hash_text(ANSWERS["A-1"]), hash_text(ANSWERS["A-2"])]
    later = remarks({"B-1": "サロンに 通う。", "B-2": "見守りは要る。", "B-3": "サロンに通う。"})
    carried = carry_codings(records, remarks(), later, 2024, renamed={"居場所": "つどいの場"})
    assert carried[["remark", "code", "coder", "decision", "reason"]].to_numpy().tolist() == [
        ["B-1", "つどいの場", "山田", "非該当", "2024年度の A-1 と同じ文"],
        ["B-3", "つどいの場", "山田", "非該当", "2024年度の A-1 と同じ文"],
    ]
    findings = Findings()
    result = apply_decisions(
        coded(("B-1", "つどいの場")), carried, findings, df_by_remark=later, codes=["つどいの場"]
    )
    assert (len(result), findings.items) == (0, [])


@pytest.mark.parametrize(
    ("sizes", "size", "least", "shares"),
    [
        # 2 each, then 14 by 78 : 13 : 3 of 94 = 11.6, 1.9, 0.4
        ([80, 15, 5], 20, 2, [14, 4, 2]),
        ([80, 15, 5], 20, 0, [16, 3, 1]),
        ([3, 1], 10, 2, [3, 1]),
        ([5, 5, 5], 2, 2, [1, 1, 0]),
        ([], 3, 1, []),
    ],
)
def test_strata_share_a_sample_by_largest_remainders(sizes, size, least, shares):
    assert share_out(sizes, size, least) == shares


def many(count: int) -> pd.DataFrame:
    return remarks({f"R-{n:03}": f"回答その{n}" for n in range(count)})


def test_the_sample_is_the_same_every_time_and_another_seed_draws_another():
    first = draw_sample(many(50), 10)
    pd.testing.assert_frame_equal(first, draw_sample(many(50).iloc[::-1], 10))
    assert len(set(first["remark_id"])) == 10
    assert set(draw_sample(many(50), 10, seed="2")["remark_id"]) != set(first["remark_id"])
    assert first["number"].tolist() == list(range(1, 11))


def test_an_answer_stands_in_the_stratum_of_its_rarest_code():
    by = coded(("R-000", "多"), ("R-001", "多"), ("R-001", "少"), ("R-002", "多"))
    sample = draw_sample(many(5), 5, by)
    strata = dict(zip(sample["remark_id"], sample["stratum"], strict=True))
    assert strata == {
        "R-000": "多",
        "R-001": "少",
        "R-002": "多",
        "R-003": "コードなし",
        "R-004": "コードなし",
    }
    assert weigh_sample(sample).tolist() == [1.0] * 5


def test_a_sample_stands_for_all_answers():
    by = coded(*((f"R-{n:03}", "多") for n in range(40)), ("R-040", "少"))
    sample = draw_sample(many(60), 12, by)
    assert sorted(set(zip(sample["stratum"], sample["stratum_size"], strict=True))) == [
        ("コードなし", 19), ("多", 40), ("少", 1),
    ]  # fmt: skip
    assert weigh_sample(sample).sum() == pytest.approx(60)


def test_blank_answers_and_nothing_are_not_drawn():
    answers = remarks({"A": " ", "B": "特になし", "C": "あり"})
    assert draw_sample(answers, 9)["remark_id"].tolist() == ["C"]


def test_strata_of_a_column_and_one_that_is_not_there():
    answers = many(4).assign(topic=["甲", "甲", "甲", "乙"])
    assert sorted(draw_sample(answers, 2, "topic", least=1)["stratum"]) == ["乙", "甲"]
    with pytest.raises(ParameterError, match="種別"):
        draw_sample(answers, 2, "種別")
    with pytest.raises(ParameterError):
        draw_sample(answers, 0)


TRICKY = {
    "T-1": "=1+1 をしたい",
    "T-2": "改\r\n行\nと\tタブ",
    "T-3": "制御\x07文字と_x0041_",
    "T-4": "'引用",
    "T-5": "長い話だ。" * 8_000,
    "T-6": "https://example.com/",
}


def sheet(folder, ending="xlsx", answers=None):
    sample = draw_sample(remarks(TRICKY if answers is None else answers), 99)
    (path,) = write_coding_sheets(sample, {"居場所": "集まる場", "見守り": ""}, folder, ["山田"], ending)
    return sample, path


def read(path, sample, **options):
    findings = Findings()
    return read_coding_sheet(path, sample, CODES, findings, **options), findings.items


def fill(path, cells: dict[tuple[str, str], str | None]) -> None:
    """(id, column) -> what a coder types."""
    book = openpyxl.load_workbook(path)
    page = book["判断"]
    head = [cell.value for cell in page[1]]
    rows = {page.cell(row, 2).value: row for row in range(2, page.max_row + 1)}
    for (remark, column), value in cells.items():
        page.cell(rows[remark], head.index(column) + 1).value = value
    book.save(path)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_untouched_sheet_has_no_decision_and_no_changed_text(tmp_path, ending):
    sample, path = sheet(tmp_path, ending)
    assert path.name == f"coding_山田.{ending}"
    decisions, findings = read(path, sample)
    assert len(decisions) == 0
    assert [(item.rule, item.severity) for item in findings] == [("open-decisions", "info")]
    assert "12" in findings[0].message


def test_the_same_sample_gives_the_same_bytes(tmp_path):
    _, path = sheet(tmp_path)
    first = path.read_bytes()
    sheet(tmp_path)
    assert path.read_bytes() == first


def test_nothing_in_the_sheet_is_a_formula_or_a_link(tmp_path):
    _, path = sheet(tmp_path)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text and "<hyperlink" not in text
    _, csv_path = sheet(tmp_path, "csv")
    assert ",'=1+1 をしたい," in csv_path.read_text(encoding="utf-8-sig")


def test_a_very_long_answer_is_cut_with_a_mark():
    assert show_text("長" * 40_000) == "長" * 32_000 + "…（以下略）"
    assert show_text("長" * 32_000) == "長" * 32_000
    assert show_text("片割れ\ud83d\x07") == "片割れ\ufffd\ufffd"


def test_decisions_are_read_with_coder_reason_date_and_hash(tmp_path):
    sample, path = sheet(tmp_path, answers={"A": "サロン", "B": "見守り"})
    fill(
        path, {("A", "居場所"): "該当", ("A", "見守り"): "０", ("B", "見守り"): "○", ("B", "理由"): "明らか"}
    )
    decisions, findings = read(path, sample, date=dt.date(2024, 3, 1))
    rows = decisions.astype(object).where(decisions.notna(), None).sort_values(["remark", "code"])
    assert rows[["remark", "code", "coder", "decision", "reason"]].to_numpy().tolist() == [
        ["A", "居場所", "山田", "該当", None],
        ["A", "見守り", "山田", "非該当", None],
        ["B", "見守り", "山田", "該当", "明らか"],
    ]
    assert set(rows["date"]) == {dt.date(2024, 3, 1)}
    assert rows["text_hash"].iloc[0] == hash_text("サロン")
    assert [item.rule for item in findings] == ["open-decisions"]


def test_everything_that_is_not_as_handed_out_is_a_finding_with_its_place(tmp_path):
    sample, path = sheet(tmp_path, answers={"A": "サロン", "B": "見守り", "C": "災害", "D": "備え"})
    order = sample["remark_id"].tolist()
    row = {name: order.index(name) + 2 for name in order}
    fill(
        path, {("A", "居場所"): "たぶん", ("B", "回答"): "別の文", ("B", "居場所"): "該当", ("C", "id"): "X"}
    )
    decisions, findings = read(path, sample)
    assert len(decisions) == 0
    told = {(item.rule, item.place.sheet, item.place.row, item.place.column) for item in findings}
    assert told >= {
        ("unknown-value", "判断", row["A"], "居場所"),
        ("changed-text", "判断", row["B"], "回答"),
        ("unknown-remark", "判断", row["C"], "id"),
        ("missing-rows", "判断", None, ""),
    }


def test_a_doubled_row_and_a_lost_column_are_findings(tmp_path):
    sample, path = sheet(tmp_path, "csv", answers={"A": "サロン"})
    path.write_text("番号,id,回答,居場所,理由\n1,A,サロン,1,\n1,A,サロン,0,\n", encoding="utf-8", newline="")
    decisions, findings = read(path, sample)
    assert decisions["decision"].tolist() == ["該当"]
    assert [(item.rule, item.place.row) for item in findings] == [("missing-column", 1), ("duplicate-row", 3)]


def test_a_missing_sheet_and_one_without_ids_give_findings_only(tmp_path):
    sample = draw_sample(many(2), 2)
    decisions, findings = read(tmp_path / "coding_山田.xlsx", sample)
    assert (len(decisions), [item.rule for item in findings]) == (0, ["missing-file"])
    (tmp_path / "coding_山田.csv").write_text("あ,い\n1,2\n", encoding="utf-8", newline="")
    decisions, findings = read(tmp_path / "coding_山田.csv", sample)
    assert len(decisions) == 0
    assert "missing-column" in {item.rule for item in findings}


@pytest.mark.parametrize(
    ("codes", "coders", "ending"),
    [
        (CODES, ["../山田"], "xlsx"),
        (CODES, ["山田", "山田"], "xlsx"),
        (["回答"], ["山田"], "xlsx"),
        (CODES, ["山田"], "pdf"),
    ],
)
def test_names_that_cannot_be_used_are_refused(tmp_path, codes, coders, ending):
    with pytest.raises(ParameterError):
        write_coding_sheets(draw_sample(many(2), 2), codes, tmp_path, coders, ending)
    assert list(tmp_path.iterdir()) == []
