"""Writes the raw folder of a town: templates filled, tables of figures, two surveys as they are received."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from fiction.answers import QUESTIONS, Question, draw_answers
from fiction.forms import EXTENSIONS, build_codebook, write_form
from fiction.town import FIRST_YEAR, Town, Year, build_values, list_distribution, list_meetings

TEMPLATES = Path(__file__).with_name("templates")
RESPONDENTS = {2023: 318, 2024: 352, 2025: 296}
MEETINGS = ("no", "date", "weekday", "start", "end", "counterpart")
DISTRIBUTION = ("group", "place", "sites", "copies_per_site", "copies")
CORRESPONDENCE = (
    *("question", "question_text", "previous_question", "previous_text", "status", "comparable", "reason"),
    *("choices", "score", "confirmed_by", "note"),
)
REWORDED = "「頼れる相手」から「相談できる相手」に改め、尋ねたことが違う"


def build_sakuragawa(root: Path) -> None:
    """さくら川市（架空） FY2023 to FY2025, under `root`/data/raw/sakuragawa."""
    for fiscal_year, respondents in RESPONDENTS.items():
        _write_year(root, Year(Town(0), fiscal_year, respondents))


def build_town(
    root: Path, number: int, fiscal_years: Iterable[int] = (FIRST_YEAR,), respondents: int = 300
) -> str:
    """A further complete fictional town, `number` from 1; returns its slug (`town_007`).

    Raises ValueError for a number below 1, fewer than 10 respondents, and a fiscal year that the story does not tell.
    """
    if number < 1:
        raise ValueError(f"number {number}: towns are numbered from 1")
    town = Town(number)
    for fiscal_year in fiscal_years:
        _write_year(root, Year(town, fiscal_year, respondents))
    return town.slug


def build_towns(root: Path, count: int, fiscal_years: Iterable[int] = (FIRST_YEAR,)) -> list[str]:
    """Towns 1 to `count`; returns their slugs."""
    years = tuple(fiscal_years)
    return [build_town(root, number, years) for number in range(1, count + 1)]


def _write_year(root: Path, year: Year) -> None:
    folder = root / "data" / "raw" / year.town.slug / str(year.fiscal_year)
    values = build_values(year)
    for name, path in find_templates(year.stage).items():
        _write(folder / name, Template(path.read_text(encoding="utf-8")).substitute(values))
    counterpart = "福祉部 " + ("地域福祉課" if year.stage < 3 else "つながり推進課")
    _write_table(folder / "meetings.csv", MEETINGS, list_meetings(year, counterpart))
    _write_table(folder / "distribution.csv", DISTRIBUTION, list_distribution(year))
    for name in QUESTIONS:
        _write_survey(folder / "surveys" / name, name, year, values)


def find_templates(stage: int) -> dict[str, Path]:
    """File name in the case folder -> its template, the latest one up to this stage."""
    folders = [TEMPLATES / str(number) for number in range(1, stage + 1)]
    return {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".md", ".yaml", ".csv")
    }


def _write_survey(folder: Path, name: str, year: Year, values: dict) -> None:
    """survey.yaml and the responses in the form of the year."""
    random, stage, questions = year.town.random(year.fiscal_year, name), year.stage, QUESTIONS[name]
    head = _survey_head(name, year, values)
    period = (head["period"]["start"], head["period"]["end"])
    count = year.respondents if name == "survey" else year.forum_answers
    rows = draw_answers(questions, stage, count, random)
    if name == "survey" and stage == 1:
        _spoil(rows)
    top, described = build_codebook(questions, stage)
    _write(folder / "survey.yaml", render_yaml(head | top | {"questions": described}))
    data = write_form(stage, questions, rows, period, head["title"], random)
    _write(folder / f"responses.{EXTENSIONS[stage]}", data)
    rows = list(list_correspondence(questions, stage))
    if any(row[CORRESPONDENCE.index("status")] != "同じ" for row in rows):
        _write(folder / "correspondence.csv", "\ufeff" + _render_table(CORRESPONDENCE, rows))


def list_correspondence(questions: list[Question], stage: int) -> Iterator[list[str]]:
    """Every question beside that of the stage before, as an analyst has confirmed it; none for the first stage."""
    for question in questions if stage > 1 else ():
        text, before = question.text[stage - 1], question.text[stage - 2]
        come = [name for name in question.choices(stage) if name not in question.choices(stage - 1)]
        changed = ["文言変更"] * (text != before) + ["選択肢変更"] * bool(come)
        verdict = ["不可", REWORDED] if text != before else ["条件付き", ""] if come else ["可", ""]
        pairs = "\n".join(f"{name} ← （なし）" for name in come)
        same = [question.id, text, question.id, before, "・".join(changed) or "同じ"]
        yield [*same, *verdict, pairs, "", "分析者", ""]


def _survey_head(name: str, year: Year, values: dict) -> dict[str, object]:
    town, day = year.town.name, values["forum_date"]
    if name == "survey":
        return {
            "id": name, "title": "人とのつながりに関する市民調査", "short_title": "市民調査",
            "respondents": "無作為に選んだ18歳以上の市民", "unit": "人", "mode": "郵送で依頼し、オンラインで回答",
            "sent": int(values["sent"]), "period": {"start": values["survey_start"], "end": values["survey_end"]},
            "source": f"{town}「人とのつながりに関する市民調査」", "crosstabs": ["Q1", "Q5"],
        }  # fmt: skip
    return {
        "id": name, "title": "フォーラム参加者アンケート", "short_title": "参加者アンケート",
        "respondents": "フォーラムの参加者", "unit": "人", "mode": "会場で案内し、オンラインで回答",
        "period": {"start": day, "end": day + dt.timedelta(days=7)}, "source": f"{town} フォーラム参加者アンケート",
    }  # fmt: skip


def _spoil(rows: list[dict]) -> None:
    """Two cells as nobody should send them; corrections.yaml of stage 1 sets them right."""
    rows[3]["Q3"], rows[8]["Q7"] = "２", "知っている　※友人から"


def render_yaml(record: dict) -> str:
    """The codebook as block YAML; a question stands on one line. JSON scalars and lists are YAML, too."""
    lines = []
    for key, value in record.items():
        if key == "questions":
            lines += ["questions:", *(f"  - {_flow(question)}" for question in value)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else json.dumps(name, ensure_ascii=False)


def _write_table(path: Path, columns: tuple[str, ...], rows: Iterable[list]) -> None:
    _write(path, _render_table(columns, rows))


def _render_table(columns: tuple[str, ...], rows: Iterable[list]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
