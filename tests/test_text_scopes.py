"""text/scopes: remarks read three times; a rule that cannot be read is a fatal finding, not a crash."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from helpers.findings import Findings, Place
from helpers.handoff import read_frame
from helpers.text import Dictionaries, tokenize
from helpers.text.scopes import (
    SCOPES,
    choose_answers,
    choose_quotes,
    code_scopes,
    count_answer_themes,
    count_scope,
    count_words,
    write_scopes,
)

RULES = {
    "breakthrough": "*町会\n町会\n",
    "carry_over": "*名簿\n名簿\n",
    "answers": "*高齢者\n高齢\n*猫\n'猫'\n",
}


def build_remarks(*synthetic: str) -> pd.DataFrame:
    rows = [
        ("SV-Q18-R01", "アンケート", "調査 Q18", "Q18", "高齢の方の名簿がない。"),
        ("SV-Q18-R02", "アンケート", "調査 Q18", "Q18", "町会に猫がいる。"),
        ("SV-Q20-R01", "アンケート", "調査 Q20", "Q20", "坂道で雪が降る。"),
        ("PF-01", "PF意見", "PF意見（第1回）", "地域", "町会で高齢の方を訪ねる。"),
        ("IV-01", "取材", "支え合いの会", "防災", "名簿が届かない。"),
    ]
    frame = pd.DataFrame(
        rows, columns=["remark_id", "source_kind", "source", "topic", "text"], dtype="string"
    )
    return frame.assign(synthetic=frame["remark_id"].isin(synthetic), file="surveys/survey/responses.csv")


@pytest.fixture(scope="module")
def tokens() -> pd.DataFrame:
    return tokenize(build_remarks(), Dictionaries())


def write_rules(folder: Path, **changes: str) -> Path:
    for scope, text in (RULES | changes).items():
        (folder / f"themes_{scope}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder


def code(
    folder: Path, tokens: pd.DataFrame, findings: Findings | None = None, remarks: pd.DataFrame | None = None
) -> dict:
    findings = Findings() if findings is None else findings
    remarks = build_remarks() if remarks is None else remarks
    return code_scopes(remarks, tokens, Dictionaries(), folder, findings)


def test_each_scope_has_its_rules_and_answers_only_the_survey(tmp_path, tokens):
    coded = code(write_rules(tmp_path), tokens)
    found = {
        scope: list(by_remark[["remark_id", "theme"]].itertuples(index=False, name=None))
        for scope, (_, by_remark) in coded.items()
    }
    assert set(found) == set(SCOPES) == {"breakthrough", "carry_over", "answers"}
    assert sorted(found["breakthrough"]) == [("PF-01", "町会"), ("SV-Q18-R02", "町会")]
    assert sorted(found["carry_over"]) == [("IV-01", "名簿"), ("SV-Q18-R01", "名簿")]
    assert sorted(found["answers"]) == [("SV-Q18-R01", "高齢者"), ("SV-Q18-R02", "猫")]


def test_themes_are_counted_by_remarks_and_sources(tmp_path, tokens):
    (row,) = count_scope(code(write_rules(tmp_path), tokens), "breakthrough").itertuples()
    assert (row.theme, row.remarks, row.sources, row.source_kinds, row.rank) == (
        "町会",
        2,
        2,
        "PF意見、アンケート",
        1,
    )


def test_rule_that_cannot_be_read_is_fatal_and_the_other_scopes_are_coded(tmp_path, tokens):
    findings = Findings()
    coded = code(write_rules(tmp_path, carry_over="*名簿\n(名簿 or\n"), tokens, findings)
    (fatal,) = [finding for finding in findings.items if finding.severity == "fatal"]
    assert (fatal.rule, fatal.place) == ("rule-syntax", Place("shared/themes_carry_over.txt"))
    assert len(count_scope(coded, "carry_over")) == 0
    assert len(count_scope(coded, "breakthrough")) == 1


def test_missing_rules_are_told_and_stop_nothing(tmp_path, tokens):
    (write_rules(tmp_path) / "themes_answers.txt").unlink()
    findings = Findings()
    coded = code(tmp_path, tokens, findings)
    assert [finding.place.file for finding in findings.items] == ["shared/themes_answers.txt"]
    assert len(count_scope(coded, "answers")) == 0


def test_words_that_are_split_are_warned_of_with_their_line(tmp_path, tokens):
    findings = Findings()
    code(write_rules(tmp_path, breakthrough="*町会\n町会 or 見守り活動\n"), tokens, findings)
    assert [(f.rule, str(f.place), f.given) for f in findings.items] == [
        ("rule-word-split", "shared/themes_breakthrough.txt 1行目", "見守り活動")
    ]


def test_scopes_are_handed_on(tmp_path, tokens):
    coded = code(write_rules(tmp_path), tokens)
    write_scopes(coded, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"{kind}_{scope}.parquet" for scope in SCOPES for kind in ("themes", "remark_themes")
    )
    back = read_frame(tmp_path / "out" / "remark_themes_answers.parquet")
    assert list(back["remark_id"]) == list(coded["answers"][1]["remark_id"])


def test_answers_are_the_rows_of_the_survey():
    assert list(choose_answers(build_remarks())["remark_id"]) == ["SV-Q18-R01", "SV-Q18-R02", "SV-Q20-R01"]


def test_quotes_are_chosen_question_by_question(tmp_path, tokens):
    coded = code(write_rules(tmp_path), tokens)
    pins = pd.DataFrame(
        [("Q18", "SV-Q18-R02", "代表的", "編集部")], columns=["scope", "remark", "reason", "decided_by"]
    )
    quotes = choose_quotes(choose_answers(build_remarks()), coded, tokens, pins)
    assert list(quotes[["question", "remark_id", "pinned"]].itertuples(index=False, name=None)) == [
        ("Q18", "SV-Q18-R02", True),
        ("Q18", "SV-Q18-R01", False),
        ("Q20", "SV-Q20-R01", False),
    ]


def test_synthetic_answer_is_counted_but_is_no_evidence_and_no_quotation(tmp_path, tokens):
    remarks = build_remarks("SV-Q18-R02", "SV-Q20-R01")
    coded = code(write_rules(tmp_path), tokens, remarks=remarks)
    assert list(coded["breakthrough"][1]["remark_id"]) == ["PF-01"]
    assert sorted(coded["answers"][1]["remark_id"]) == ["SV-Q18-R01", "SV-Q18-R02"]
    pins = pd.DataFrame(
        [("Q18", "SV-Q18-R02", "代表的", "編集部")], columns=["scope", "remark", "reason", "decided_by"]
    )
    quotes = choose_quotes(choose_answers(remarks), coded, tokens, pins)
    assert list(quotes["remark_id"]) == ["SV-Q18-R01"]


def test_no_answers_make_an_empty_frame_with_columns(tmp_path, tokens):
    coded = code(write_rules(tmp_path), tokens)
    quotes = choose_quotes(build_remarks().head(0), coded, tokens, None)
    assert len(quotes) == 0
    assert {"question", "remark_id", "reason", "pinned"} <= set(quotes.columns)


def test_words_and_themes_are_counted_question_by_question(tokens, tmp_path):
    answers = choose_answers(build_remarks())
    words = count_words(answers, tokens)
    assert list(words) == ["survey_Q18", "survey_Q20"]
    assert "雪" in set(words["survey_Q20"]["term"])
    assert "雪" not in set(words["survey_Q18"]["term"])
    coded = code_scopes(build_remarks(), tokens, Dictionaries(), write_rules(tmp_path), Findings())
    themes = count_answer_themes(answers, coded)
    assert list(themes) == ["survey_Q18", "survey_Q20"]
    assert sum(frame["remarks"].sum() for frame in themes.values()) == len(coded["answers"][1])
