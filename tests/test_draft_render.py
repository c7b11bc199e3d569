"""survey.yaml as text: what respondents typed comes back as it was, and never breaks the document."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.draft import draft_codebook, render_yaml
from helpers.draft.render import scalar
from helpers.findings import Findings, Place
from helpers.raw.files import Sheet
from helpers.raw.schema import check_document
from helpers.raw.yaml_lines import parse_yaml

HOSTILE = [
    *("=1+1", "+81", "-", "- a", "@SUM(A1)", "'", '"', "''", "a: b", "a:", "# c", "a #b", "a#b", "[a]", "a, b", "{a}", "{{ x }}"),
    *("null", "~", "yes", "No", "on", "TRUE", "0", "007", "1_000", "1e3", "0x1F", "12:30", "2024-01-01", ".5", "1.", "NaN", ".inf", "="),
    *("&a", "*a", "!x", "|", ">", "%a", "`a`", "<b>x</b>", "a\nb", "a\tb", "a\\b", 'a"b\\n', "\u2028", "a\u0085b", "a\x07b", "\ufeff"),
    *("？", "・", "①", "🙂", "𠮷", "--- x", "...", "? a", "a ? b", "10代", "1,000円未満", "「x」"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(text):
    for line in (f"key: {scalar(text)}", f"key:\n  - {scalar(text)}   # 12"):
        findings = Findings()
        document, _ = parse_yaml(line + "\n", "x.yaml", findings)
        assert findings.items == []
        assert document["key"] in (text, [text])
    document, _ = parse_yaml(f"{scalar(text)}: 1\n", "x.yaml", Findings())
    assert [*document] == [text]


def test_ordinary_labels_stand_without_quotes():
    assert [scalar(text) for text in ("男性", "10代", "1,000円未満", "Web (SNS)")] == [
        "男性",
        "10代",
        "1,000円未満",
        "Web (SNS)",
    ]


def read(columns: dict[str, list[str]]) -> tuple[dict, str]:
    frame = pd.DataFrame(columns, dtype=object)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    text = render_yaml(draft_codebook(Sheet(Place("r.csv"), frame), Findings()))
    findings = Findings()
    document, lines = parse_yaml(text, "survey.yaml", findings)
    checked = check_document(document, "survey", "survey.yaml", lines, findings)
    assert [str(item) for item in findings.items] == []
    return checked, text


def test_hostile_headings_and_answers_give_a_document_that_passes_the_schema():
    columns = {heading: [HOSTILE[at % 7], HOSTILE[at % 5 + 7]] * 15 for at, heading in enumerate(HOSTILE)}
    checked, _ = read(columns)
    held = [
        column
        for question in checked["questions"]
        for column in (question["column"], *question["columns"].values(), *question["items"].values())
    ]
    assert {column for column in held if column} == set(HOSTILE)


def test_a_comment_cannot_be_broken_out_of():
    """A reason that names what people typed: line breaks and controls become blanks."""
    cells = ["AWS;GCP"] * 30 + ["AWS"] * 20 + ["GCP;x\x85id: hacked", "AWS;\u2028questions: []", "AWS;\x00y"]
    checked, text = read({"cloud": cells})
    assert checked["id"] == "survey" and len(checked["questions"]) == 1
    assert "\nquestions: []" not in text and "\x00" not in text


def test_counts_stand_beside_the_choices_and_proposals_as_comments():
    _, text = read({"性別": ["男", "女", "女"] * 10})
    assert "      - 男   # 10\n      - 女   # 20\n" in text
    assert "  # 理由：値が2種類にまとまるので単数回答。" in text
