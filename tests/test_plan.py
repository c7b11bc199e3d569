"""plan: what will be made and why; what is up to date."""

from __future__ import annotations

import pytest
from runner_cases import build_project, write_text

from helpers.fingerprint import Fingerprints, hash_folder
from helpers.plan import Item, explain_changes, find_reason, make_plan
from helpers.state import State


@pytest.fixture
def case(tmp_path):
    """A case whose report is on record as built."""
    (case,) = build_project(tmp_path)
    for name in ("report.html", "report.pdf", "run.json", "notebooks/01_prepare.ipynb"):
        write_text(case.reports / name, "good")
    State(case.processed, case.reports).finish(
        Fingerprints(tmp_path, "code").of(case), hash_folder(case.reports)
    )
    return case


def reason(case, code: str = "code") -> str:
    return find_reason(case, Fingerprints(case.root, code))


def test_up_to_date(case):
    assert reason(case) == ""


def test_touched_but_not_changed(case):
    for path in (*case.raw.iterdir(), case.reports / "report.html"):
        path.touch()
    assert reason(case) == ""


def test_never_built(tmp_path):
    assert reason(build_project(tmp_path)[0]) == "まだ作られていない"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("data/raw/koto/2023/chapters/forum.md", "koto/2023/chapters/forum.md が変わった"),
        ("data/raw/shared/rules.txt", "shared/rules.txt が変わった"),
        ("notebooks/04_report.ipynb", "notebooks/04_report.ipynb が変わった"),
        ("uv.lock", "固定したパッケージが変わった"),
    ],
)
def test_what_has_changed_is_named(case, file, said):
    write_text(case.root / file, "{}")
    assert reason(case) == said


def test_removed_file_is_named(case):
    (case.raw / "survey.txt").unlink()
    assert reason(case) == "koto/2023/survey.txt が変わった"


def test_changed_program(case):
    assert reason(case, "other") == "プログラムが変わった"


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "run.json", "notebooks/01_prepare.ipynb"])
@pytest.mark.parametrize("content", [None, "", "goo", "edited"])
def test_output_that_is_no_longer_what_was_made(case, name, content):
    if content is None:
        (case.reports / name).unlink()
    else:
        write_text(case.reports / name, content)
    assert reason(case) == f"{name} が消えたか、作った後に変わった"


def test_many_changes_are_counted():
    changed = ["helpers", "versions", *(f"data/raw/koto/2023/{n}.md" for n in "abcd")]
    assert explain_changes(changed) == (
        "プログラムが変わった、Python かパッケージの版が変わった、koto/2023/a.md、koto/2023/b.md ほか2件 が変わった"
    )


def test_plan_keeps_the_order_and_says_why(tmp_path, case):
    (other,) = build_project(tmp_path, ("minato", 2023))
    prints = Fingerprints(tmp_path, "code")
    assert make_plan([other, case], prints) == [Item(other, "まだ作られていない"), Item(case, "")]
    assert [item.why for item in make_plan([other, case], prints, force=True)] == [
        "すべて作り直す（--force）"
    ] * 2
