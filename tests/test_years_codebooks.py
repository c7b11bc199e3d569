"""years/codebooks: the draft as a file, never over a person's decisions."""

import csv

from year_cases import book_of

from helpers.years.codebooks import compare_codebooks
from helpers.years.links import COLUMNS

OLD = book_of(
    "id: Q1, text: 必要ですか。, type: SA, choices: [はい, いいえ]",
    "id: Q2, text: 使う物, type: MA, choices: [紙, 電話]",
)
NEW = book_of(
    "id: Q1, text: 使う物, type: MA, choices: [紙, 電話, 網]",
    "id: Q2, text: 必要ですか。, type: SA, choices: [はい, いいえ]",
)


def write(folder, **texts: str):
    paths = [folder / f"{name}.yaml" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


def test_a_draft_for_excel(tmp_path):
    out = tmp_path / "correspondence.csv"
    findings = compare_codebooks(*write(tmp_path, old=OLD, new=NEW), out)
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert list(rows[0]) == list(COLUMNS)
    assert [
        (row["question"], row["previous_question"], row["status"], row["comparable"]) for row in rows
    ] == [
        ("Q1", "Q2", "選択肢変更", "条件付き"),
        ("Q2", "Q1", "同じ", "可"),
    ]
    assert rows[0]["choices"] == "網 ← （なし）"
    assert [(f.rule, f.severity, f.given) for f in findings.items] == [
        ("correspondence-drafted", "info", "Q1、Q2")
    ]


def test_the_same_codebooks_give_the_same_bytes(tmp_path):
    paths, outs = write(tmp_path, old=OLD, new=NEW), [tmp_path / "a.csv", tmp_path / "b.csv"]
    for out in outs:
        compare_codebooks(*paths, out)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_confirmed_file_is_not_overwritten(tmp_path):
    paths, out = write(tmp_path, old=OLD, new=NEW), tmp_path / "correspondence.csv"
    compare_codebooks(*paths, out)
    compare_codebooks(*paths, out)  # a draft may be
    text = out.read_text(encoding="utf-8-sig").replace("1.0,,", "1.0,山田,", 1)
    out.write_text(text, encoding="utf-8", newline="\n")
    findings = compare_codebooks(*paths, out)
    assert [(f.rule, f.severity) for f in findings.items] == [("confirmed-file", "error")]
    assert out.read_text(encoding="utf-8") == text


def test_a_codebook_that_is_not_there_or_broken(tmp_path):
    (old, bad), out = write(tmp_path, old=OLD, bad="id: [\n"), tmp_path / "correspondence.csv"
    assert compare_codebooks(old, tmp_path / "none.yaml", out).count("fatal") == 1
    assert compare_codebooks(bad, old, out).count("fatal") == 1
    assert not out.exists()


def test_texts_that_excel_would_calculate_are_made_harmless(tmp_path):
    old = book_of('id: Q1, text: "=HYPERLINK(1)", type: SA, choices: ["-1", "+2"]')
    new = book_of('id: Q1, text: "=HYPERLINK(1)", type: SA, choices: ["-1", "@3"]')
    out = tmp_path / "correspondence.csv"
    compare_codebooks(*write(tmp_path, old=old, new=new), out)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0]["question_text"] == "'=HYPERLINK(1)"
    assert [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell] == []


def test_what_was_written_is_read_back_and_changes_nothing(tmp_path):
    """Down to the harmless apostrophe: an untouched draft is no finding."""
    from raw_cases import build_case

    from helpers.findings import Findings, Place
    from helpers.raw.correspondence import read_correspondence
    from helpers.years.codebooks import _read
    from helpers.years.correspondence import settle_links

    paths = write(tmp_path, old=OLD, new=NEW)
    case = build_case(tmp_path / "case")
    compare_codebooks(*paths, case.raw / "surveys" / "survey" / "correspondence.csv")
    findings = Findings()
    given = read_correspondence(case, "survey", findings)
    old, new = (_read(path, findings) for path in paths)
    drafted = settle_links(old, new, None, Place("x"), findings)
    assert settle_links(old, new, given, Place("x"), findings) == drafted
    assert findings.items == []
