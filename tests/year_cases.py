"""Two tiny years of the fictional case, side by side in one root: responses, ledger and remarks may differ."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from raw_cases import FILES
from section_cases import build_materials

from helpers.handoff import write_frame
from helpers.raw import write_inputs
from helpers.sections.base import Materials
from helpers.sections.carry_over import this_year
from helpers.text.scopes import write_scopes
from helpers.years.read import PreviousYear, Year

LEDGER = """\
- {id: CO-2023-01, title: 名簿が届かない, theme: 名簿, origin: 2023, status: 未着手}
- {id: CO-2023-02, title: <b>窓口</b>, origin: 2023, status: 未着手}
"""
LATER = """\
- id: CO-2023-01
  title: 名簿が届かない
  theme: 名簿
  origin: 2023
  status: 着手
  done: "{{ forum.attendance }}に知らせた"
  indicators: [survey.Q17.はい.percent, forum.attendance]
  projects: [forum]
  evidence: [IV-01]
- {id: CO-2023-02, title: <b>窓口</b>, origin: 2023, status: 解消, done: 置いた}
- {id: CO-2024-01, title: 新しい課題, origin: 2024, status: 未着手}
"""


def answers(yes: int, no: int) -> dict[str, str]:
    """Responses of which only Q17 is answered."""
    rows = ["はい"] * yes + ["いいえ"] * no
    lines = [f"R{number:03d},NPO法人,{answer},," for number, answer in enumerate(rows)]
    return {"surveys/survey/responses.csv": "\n".join(["回答ID,Q1,Q17,Q18,Q19", *lines]) + "\n"}


def sent(count: int) -> dict[str, str]:
    return {
        "surveys/survey/survey.yaml": FILES["surveys/survey/survey.yaml"].replace(
            "sent: 10", f"sent: {count}"
        )
    }


def build_year(root: Path, number: int, ledger: str = LEDGER, changes: dict | None = None) -> Materials:
    """Materials of one fiscal year, whose raw files then lie under `root` in a folder of that year."""
    dated = {"case.yaml": FILES["case.yaml"].replace("fiscal_year: 2023", f"fiscal_year: {number}")}
    m = build_materials(root / "drafts" / str(number), {"carry_over.yaml": ledger} | dated | (changes or {}))
    case = replace(m.raw.case, fiscal_year=number, root=root)
    shutil.copytree(m.raw.case.raw, case.raw, dirs_exist_ok=True)
    shutil.copytree(m.raw.case.shared, case.shared, dirs_exist_ok=True)
    return replace(m, raw=replace(m.raw, case=case))


def build_two(root: Path, ledger: str = LATER, **later: str) -> tuple[Year, Materials]:
    """FY2023 (30 of 50 はい), and the materials of FY2024 (45 of 50), which knows the year before."""
    before = build_year(root, 2023, LEDGER, answers(30, 20) | sent(100))
    after = build_year(root, 2024, ledger, answers(45, 5) | sent(100) | later)
    year = this_year(before)
    after.previous = PreviousYear(before.raw.case, before.raw.carry_over, year)
    return year, after


def leave_results(m: Materials) -> None:
    """What 01 to 03 leave in data/processed."""
    processed = m.raw.case.processed
    write_inputs(m.raw, m.remarks, processed)
    write_frame(m.remarks, processed / "01_prepare" / "remarks.parquet")
    write_frame(m.results, processed / "02_tabulate" / "results.parquet")
    write_scopes(m.themes, processed / "03_free_text")


def book_of(*questions: str, **keys: str) -> str:
    """survey.yaml with these questions, each a flow mapping without braces: `id: Q1, text: 種別, type: FA`."""
    head = {"id": "survey", "title": "つながり調査", "respondents": "市内の団体", "unit": "団体"} | keys
    lines = [f"{key}: {value}" for key, value in head.items()]
    return "\n".join([*lines, "questions:", *(f"  - {{{question}}}" for question in questions)]) + "\n"


def survey_of(book: str, responses: str, correspondence: str | None = None) -> dict[str, str | None]:
    """Files of the survey `survey` of one year; the questionnaire and the figures that name it are left out."""
    files = {"survey.yaml": book, "responses.csv": responses, "correspondence.csv": correspondence}
    held = {f"surveys/survey/{name}": text for name, text in files.items() if text is not None}
    return held | {"surveys/questionnaire/survey.yaml": None, "surveys/questionnaire/aggregates.csv": None}


def respond(columns: str, *groups: tuple[int, str]) -> str:
    """Responses: (how many, their cells after the id)."""
    rows = [cells for count, cells in groups for _ in range(count)]
    return "\n".join([f"回答ID,{columns}", *(f"R{n:03d},{cells}" for n, cells in enumerate(rows))]) + "\n"
