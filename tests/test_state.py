"""state: what was built is known, and what of it no longer holds; a damaged record is none."""

from __future__ import annotations

import json

import pytest
from runner_cases import write_text

from helpers.fingerprint import hash_folder
from helpers.state import State


@pytest.fixture
def folders(tmp_path):
    write_text(tmp_path / "p" / "01_prepare" / "a.json", "1")
    write_text(tmp_path / "p" / "notebooks" / "01_prepare.ipynb", "n")
    write_text(tmp_path / "r" / "report.html", "h")
    return tmp_path / "p", tmp_path / "r"


@pytest.fixture
def state(folders):
    """One that was written and is read back."""
    processed, reports = folders
    state = State(*folders)
    state.record(
        "01_prepare",
        "key",
        [processed / "notebooks" / "01_prepare.ipynb", processed / "01_prepare" / "a.json"],
    )
    state.record_export({"key": "e", "files": hash_folder(reports), "pages": 3, "findings": []})
    state.finish({"helpers": "1", "uv.lock": "2"}, hash_folder(reports))
    return State(*folders)


def test_nothing_was_built_yet(folders):
    state = State(*folders)
    assert not state.is_built()
    assert state.find_changes({"helpers": "1"}) == ["helpers"]
    assert not state.holds("01_prepare", "key")
    assert state.find_export("e") is None


def test_what_was_built_holds(state):
    assert state.is_built()
    assert state.find_changes({"helpers": "1", "uv.lock": "2"}) == []
    assert state.find_damage() == []
    assert state.holds("01_prepare", "key")
    assert state.find_export("e")["pages"] == 3


def test_changed_new_and_gone_sources_are_named(state):
    assert state.find_changes({"helpers": "9", "new": "3"}) == ["helpers", "new", "uv.lock"]


@pytest.mark.parametrize(
    "spoil",
    [lambda path: path.unlink(), lambda path: write_text(path, ""), lambda path: write_text(path, "h2")],
)
def test_output_that_is_gone_truncated_or_edited(state, folders, spoil):
    processed, reports = folders
    spoil(reports / "report.html")
    spoil(processed / "01_prepare" / "a.json")
    assert state.find_damage() == ["report.html"]
    assert not state.holds("01_prepare", "key")
    assert state.find_export("e") is None


def test_another_key_does_not_hold(state):
    assert not state.holds("01_prepare", "other")
    assert state.find_export("other") is None


def test_forgotten_step(state, folders):
    state.forget("01_prepare")
    state.forget("never done")
    assert not State(*folders).holds("01_prepare", "key")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"3", b"{}", b'{"steps": []}',
        b'{"steps": {}, "outputs": ["a"]}', b'{"steps": {}, "outputs": {"report.html": "x"}, "sources": []}',
        b'{"steps": {"01_prepare": {"key": "key"}}}', b'{"steps": {}, "export": {"key": "e"}}',
    ],
)  # fmt: skip
def test_damaged_record_is_none(folders, content):
    (folders[0] / "state.json").write_bytes(content)
    test_nothing_was_built_yet(folders)


def test_record_that_was_edited_or_cut_is_none(state, folders):
    path = folders[0] / "state.json"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    test_nothing_was_built_yet(folders)
    path.write_bytes(data.replace(b'"helpers": "1"', b'"helpers": "9"'))
    test_nothing_was_built_yet(folders)


def test_record_is_readable_json_without_times_or_places(state, folders):
    text = (folders[0] / "state.json").read_text(encoding="utf-8")
    assert str(folders[0].parent) not in text
    assert set(json.loads(text)) == {"steps", "export", "sources", "outputs", "sha256"}
