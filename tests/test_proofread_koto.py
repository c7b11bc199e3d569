"""The rebuilt Koto chapter without the corrections of its inputs: the gate stops it and names the inputs."""

from __future__ import annotations

import json

import pytest
import yaml
from conftest import copy_project, run_koto

APPLIED = ("C-01", "C-02", "C-03")  # the weekday of a meeting, the name of a division, the day of the forum


@pytest.fixture(scope="module")
def uncorrected(tmp_path_factory):
    root = tmp_path_factory.mktemp("uncorrected")
    raw = copy_project(root)
    path = raw / "corrections.yaml"
    records = yaml.safe_load(path.read_text(encoding="utf-8"))
    kept = [record for record in records if record["id"] not in APPLIED]
    assert len(kept) == len(records) - len(APPLIED)
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return run_koto(root)


def test_nothing_goes_out(uncorrected):
    assert uncorrected.status == 1
    assert not uncorrected.html.exists() and not uncorrected.pdf.exists()


@pytest.mark.parametrize(
    ("given", "file"),
    [("保険予防課", "participants.csv"), ("火", "forum.yaml"), ("金", "meetings.csv")],
)
def test_each_contradiction_is_told_with_its_input(uncorrected, given, file):
    said = uncorrected.output + uncorrected.errors
    assert any(given in line and file in line for line in said.splitlines()), said[-3000:]


def test_the_corrected_chapter_agrees_with_its_inputs(built):
    told = json.loads((built.reports / "proofreading.json").read_text(encoding="utf-8"))
    assert [item for item in told if item["severity"] == "error" or item["rule"].startswith("held-")] == []
