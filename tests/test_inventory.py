"""inventory: what came in, as frames."""

from __future__ import annotations

import hashlib

import pytest
from raw_cases import FILES, build_case

from helpers.inventory import describe_place, list_corrections, list_files
from helpers.raw import read_case

CORRECTIONS = """\
- id: C-01
  where: {file: distribution.csv, row: 3, column: copies}
  from: 30
  to: 31
  reason: 数え直し
  date: 2024-04-01
- {id: C-02, where: {file: forum.yaml, path: venue}, from: 公民館, to: 市民会館, reason: 誤記, date: 2024-04-01}
- {id: C-03, where: {source: 原典 2.}, from: 二, to: 三, reason: 数え違い, date: 2024-04-01}
"""


def test_files_with_the_start_of_their_hash(tmp_path):
    frame = list_files(read_case(build_case(tmp_path)))
    assert list(frame.columns) == ["ファイル", "sha256"]
    assert list(frame["ファイル"]) == sorted(frame["ファイル"])
    digest = hashlib.sha256(FILES["forum.yaml"].encode("utf-8")).hexdigest()
    assert frame[frame["ファイル"].str.endswith("forum.yaml")]["sha256"].tolist() == [digest[:12]]


def test_corrections_with_place_and_state(tmp_path):
    frame = list_corrections(read_case(build_case(tmp_path, {"corrections.yaml": CORRECTIONS})))
    assert frame.values.tolist() == [
        ["C-01", "distribution.csv 3行目「copies」", "30", "31", "数え直し", "直した"],
        ["C-02", "forum.yaml venue", "公民館", "市民会館", "誤記", "直せない"],
        ["C-03", "原典 2.", "二", "三", "数え違い", "記録のみ"],
    ]


def test_no_corrections_keep_the_columns(tmp_path):
    frame = list_corrections(read_case(build_case(tmp_path, {"corrections.yaml": None})))
    assert list(frame.columns) == ["id", "箇所", "原典の記載", "本報告書", "理由", "反映"]
    assert len(frame) == 0


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ({"source": "原典 4.（エ）"}, "原典 4.（エ）"),
        ({"file": "meetings.csv", "row": 3, "column": "weekday"}, "meetings.csv 3行目「weekday」"),
        ({"file": "forum.yaml", "path": "forum.date"}, "forum.yaml forum.date"),
        (
            {"file": "forum.yaml", "path": "date", "row": None, "column": None, "source": None},
            "forum.yaml date",
        ),
    ],
)
def test_place_in_words(where, text):
    assert describe_place(where) == text
