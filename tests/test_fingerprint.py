"""fingerprint: equal content, equal hash; and everything that a build is made of counts."""

from __future__ import annotations

import json
import os

import pytest
from runner_cases import build_project, write_notebook, write_text

from helpers import fingerprint
from helpers.case import Volume, Years
from helpers.fingerprint import (
    Fingerprints,
    digest,
    hash_code,
    hash_file,
    hash_folder,
    hash_notebook,
    versions,
)

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1


@pytest.fixture
def case(tmp_path):
    return build_project(tmp_path)[0]


def test_hashes_are_sha256(tmp_path):
    write_text(tmp_path / "a", "abc")
    assert digest("abc") == digest(b"abc") == hash_file(tmp_path / "a") == ABC


def test_folder_in_order_by_posix_path_without_what_systems_leave(tmp_path):
    for name in (
        "b/c.txt",
        "a.txt",
        ".hidden",
        "~$a.xlsx",
        "Thumbs.db",
        "b/.DS_Store",
        ".git/x",
        "b/desktop.ini",
    ):
        write_text(tmp_path / name, "abc")
    assert list(hash_folder(tmp_path).items()) == [("a.txt", ABC), ("b/c.txt", ABC)]


def test_folder_that_is_not_there(tmp_path):
    assert hash_folder(tmp_path / "none") == {}


def test_versions_are_those_installed():
    import pandas

    assert versions()["pandas"] == pandas.__version__
    assert versions()["python"].count(".") == 2


def test_package_that_is_not_installed_has_no_version(monkeypatch):
    monkeypatch.setattr(fingerprint, "PACKAGES", ("not-there-at-all",))
    assert versions()["not-there-at-all"] == ""


def test_code_is_sources_and_templates_but_not_bytecode(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprint, "HELPERS", tmp_path)
    write_text(tmp_path / "a.py", "1")
    write_text(tmp_path / "export" / "report.typ", "1")
    seen = [hash_code()]
    for name in ("__pycache__/a.pyc", "a.py", "export/report.typ"):
        write_text(tmp_path / name, "2")
        seen.append(hash_code())
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def change(path, **changes) -> None:
    """Change the first code cell, or with `metadata` and the like the notebook itself."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    where = notebook if "metadata" in changes else notebook["cells"][1]
    where.update(changes)
    path.write_text(json.dumps(notebook, indent=2), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}, True),
        ({"execution_count": 7}, True),
        ({"id": "other"}, True),
        ({"metadata": {"language_info": {"version": "3.99"}}}, True),
        ({"source": "other = 1"}, False),
        ({"cell_type": "markdown"}, False),
    ],
)
def test_notebook_counts_by_its_code(case, changes, same):
    path = case.root / "notebooks" / "01_prepare.ipynb"
    before = hash_notebook(path)
    change(path, **changes)
    assert (hash_notebook(path) == before) is same


def test_source_as_lines_or_as_text_is_the_same_source(case):
    path = case.root / "notebooks" / "01_prepare.ipynb"
    write_notebook(case.root, "01_prepare", "a = 1\nb = 2")
    before = hash_notebook(path)
    text = path.read_text(encoding="utf-8")
    write_text(path, text.replace(json.dumps("a = 1\nb = 2"), json.dumps(["a = 1\n", "b = 2"])))
    assert path.read_text(encoding="utf-8") != text
    assert hash_notebook(path) == before


def test_tags_count(case):
    path = case.root / "notebooks" / "04_report.ipynb"
    before = hash_notebook(path)
    text = path.read_text(encoding="utf-8")
    write_text(path, text.replace('"report"', '"draft"'))
    assert hash_notebook(path) != before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', '{"cells": [{}]}'])
def test_notebook_that_is_none_counts_by_its_bytes(tmp_path, content):
    write_text(tmp_path / "a.ipynb", content)
    assert hash_notebook(tmp_path / "a.ipynb") == hash_file(tmp_path / "a.ipynb")


def test_notebook_that_is_not_there(tmp_path):
    assert hash_notebook(tmp_path / "a.ipynb") == ""


def test_a_case_is_made_of_all_this(case):
    assert set(Fingerprints(case.root, "code").of(case)) == {
        *("helpers", "uv.lock", "versions"),
        *(f"notebooks/{name}.ipynb" for name in ("01_prepare", "02_tabulate", "03_free_text", "04_report")),
        *(f"data/raw/koto/2023/{name}" for name in ("case.yaml", "survey.txt", "chapter.txt", "remarks.txt")),
        "data/raw/shared/rules.txt",
    }


def test_the_year_before_belongs_to_a_case(tmp_path):
    first, second = build_project(tmp_path, ("koto", 2022), ("koto", 2023))
    prints = Fingerprints(tmp_path, "code")
    assert "data/raw/koto/2022/survey.txt" in prints.of(second)
    assert "data/raw/koto/2023/survey.txt" not in prints.of(first)


def test_years_and_volume_are_made_of_their_cases(tmp_path):
    build_project(tmp_path, ("koto", 2022), ("koto", 2023), ("minato", 2023))
    prints = Fingerprints(tmp_path, "code")
    years, volume = prints.of(Years("koto", tmp_path)), prints.of(Volume(2023, tmp_path))
    assert {"data/raw/koto/2022/case.yaml", "data/raw/koto/2023/case.yaml"} <= set(years)
    assert "data/raw/minato/2023/case.yaml" not in years
    assert {
        "data/raw/minato/2023/case.yaml",
        "notebooks/06_casebook.ipynb",
        "notebooks/04_report.ipynb",
    } <= set(volume)


@pytest.mark.parametrize(
    "file",
    ["uv.lock", "data/raw/koto/2023/survey.txt", "data/raw/shared/rules.txt", "notebooks/02_tabulate.ipynb"],
)
def test_every_byte_counts_and_the_time_of_a_file_does_not(case, file):
    before = Fingerprints(case.root, "code").of(case)
    os.utime(case.root / file, (1, 1))
    assert Fingerprints(case.root, "code").of(case) == before
    write_text(case.root / file, "{}")
    now = Fingerprints(case.root, "code").of(case)
    assert [what for what in now if now[what] != before[what]] == [file]


def test_program_and_versions_count(case, monkeypatch):
    before = Fingerprints(case.root, "code").of(case)
    assert Fingerprints(case.root, "other").of(case)["helpers"] != before["helpers"]
    monkeypatch.setattr(fingerprint, "versions", lambda: {"pandas": "99"})
    assert Fingerprints(case.root, "code").of(case)["versions"] != before["versions"]


def test_one_moment(case):
    """A file is read once, so that all builds of a run see the same."""
    prints = Fingerprints(case.root, "code")
    before = prints.of(case)
    write_text(case.raw / "survey.txt", "later")
    assert prints.of(case) == before


def test_volume_is_made_of_the_reports_that_it_binds(tmp_path):
    """A chapter that failed when the volume was made, and was made later, makes the volume out of date."""
    case = build_project(tmp_path, ("koto", 2023), ("chuo", 2023))[0]
    volume = Volume(2023, tmp_path)
    without = Fingerprints(tmp_path).of(volume)
    write_text(case.reports / "run.json", "{}")
    first = Fingerprints(tmp_path).of(volume)
    write_text(case.reports / "run.json", "{ }")
    assert len({json.dumps(held) for held in (without, first, Fingerprints(tmp_path).of(volume))}) == 3


def test_file_that_cannot_be_read_or_has_just_gone_does_not_stop_the_others(tmp_path, monkeypatch):
    for name in ("a.txt", "locked.xlsx", "gone.tmp"):
        write_text(tmp_path / name, "abc")
    errors = {"locked.xlsx": PermissionError(13, "使用中"), "gone.tmp": FileNotFoundError(2, "無い")}

    def hash_one(path):
        if error := errors.get(os.path.basename(path)):
            raise error
        return "hash"

    monkeypatch.setattr(fingerprint, "hash_file", hash_one)
    assert hash_folder(tmp_path) == {"a.txt": "hash", "locked.xlsx": ""}
