"""handoff: files in data/processed are whole or not there; a missing one names the notebook to run."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from helpers.errors import ExportError, MissingStep
from helpers.findings import Finding, Place
from helpers.handoff import (
    notebook_of,
    read_findings,
    read_frame,
    read_json,
    replace_file,
    write_findings,
    write_frame,
    write_json,
)


@pytest.mark.parametrize(
    "content", ["一\n二\r\n", "一\n二\r\n".encode(), lambda path: path.write_bytes("一\n二\r\n".encode())]
)
def test_file_is_replaced_byte_for_byte(tmp_path, content):
    path = tmp_path / "new" / "a.txt"
    for _ in range(2):
        replace_file(path, content)
    assert path.read_bytes() == b"\xe4\xb8\x80\n\xe4\xba\x8c\r\n"
    assert [file.name for file in path.parent.iterdir()] == ["a.txt"]


def test_file_that_cannot_be_written_stays_as_it_was(tmp_path):
    def write_half(path):
        path.write_text("半", encoding="utf-8", newline="\n")
        raise PermissionError(13, "使用中です")

    replace_file(tmp_path / "a.pdf", b"old")
    with pytest.raises(ExportError, match=r"a\.pdf に書けませんでした（使用中です）.*閉じて"):
        replace_file(tmp_path / "a.pdf", write_half)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"old")]


def test_frame_comes_back_with_its_types(tmp_path):
    frame = pd.DataFrame({"n": [1, pd.NA], "percent": [28.7, pd.NA], "label": ["甲", "乙"]}, index=[5, 9])
    frame = frame.astype({"n": "Int64", "percent": "Float64", "label": "str"})
    write_frame(frame, tmp_path / "new" / "results.parquet")
    pd.testing.assert_frame_equal(
        read_frame(tmp_path / "new" / "results.parquet"), frame.reset_index(drop=True)
    )


def test_lists_in_a_frame_come_back(tmp_path):
    write_frame(pd.DataFrame({"strongest": [["PF-01", "IV-02"], []]}), tmp_path / "themes.parquet")
    assert [list(names) for names in read_frame(tmp_path / "themes.parquet")["strongest"]] == [
        ["PF-01", "IV-02"],
        [],
    ]


def test_json_is_readable_japanese_with_unix_line_ends(tmp_path):
    write_json({"名": "江東区", "日": dt.date(2024, 2, 6)}, tmp_path / "new" / "a.json")
    data = (tmp_path / "new" / "a.json").read_bytes()
    assert data.decode("utf-8") == '{\n "名": "江東区",\n "日": "2024-02-06"\n}\n'
    assert read_json(tmp_path / "new" / "a.json") == {"名": "江東区", "日": "2024-02-06"}


def test_findings_come_back(tmp_path):
    findings = [
        Finding("r", "error", Place("a.csv", row=2), "文。", given="甲"),
        Finding("s", "info", Place(), "参考"),
    ]
    write_findings(iter(findings), tmp_path / "findings.json")
    assert read_findings(tmp_path / "findings.json") == findings


@pytest.mark.parametrize("read", [read_frame, read_json, read_findings])
def test_missing_file_names_the_notebook_to_run(tmp_path, read):
    """The folder that a file lies in is the notebook that writes it."""
    with pytest.raises(MissingStep, match=r"results.parquet.*notebooks/02_tabulate.ipynb"):
        read(tmp_path / "02_tabulate" / "results.parquet")


@pytest.mark.parametrize(
    ("path", "notebook"),
    [
        ("processed/koto/2023/02_tabulate/figures/a.svg", "02_tabulate"),
        ("05_old/processed/koto/2023/03_free_text/a.json", "03_free_text"),
        ("processed/koto/2023/a.json", ""),
    ],
)
def test_notebook_is_the_last_folder_that_is_named_like_one(path, notebook):
    assert notebook_of(Path(path)) == notebook


def test_nothing_but_the_file_is_left(tmp_path):
    write_json([1], tmp_path / "a.json")
    write_frame(pd.DataFrame({"a": [1]}), tmp_path / "a.parquet")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.parquet"]


def test_failed_write_leaves_the_file_that_was_there(tmp_path):
    write_json({"a": 1}, tmp_path / "a.json")
    circle: list = []
    circle.append(circle)
    with pytest.raises(ValueError, match="Circular"):
        write_json(circle, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"a": 1}


def test_the_same_frame_gives_the_same_bytes(tmp_path):
    frame = pd.DataFrame({"a": [1, 2], "b": ["甲", "乙"]})
    for name in ("x.parquet", "y.parquet"):
        write_frame(frame, tmp_path / name)
    assert (tmp_path / "x.parquet").read_bytes() == (tmp_path / "y.parquet").read_bytes()
