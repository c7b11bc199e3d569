"""The raw inputs of a case as a document: every sentence, label and name that was received, with its file and line.

Materials -> blocks (projects, forum, surveys under their titles; remarks as quotations) -> Document
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers import dates
from helpers.facts import FactStore
from helpers.findings import Place
from helpers.ledger import is_known
from helpers.materials import written_prose
from helpers.proofread.document import Anchor, Block, Document, Kind
from helpers.proofread.held.lists import hours_of_meeting
from helpers.proofread.held.sentences import fill_references
from helpers.raw import RawInputs
from helpers.raw.printing_checks import texts_in
from helpers.sections.base import Materials

FILE = "資料"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
REMARKS = {"opinions": ("category", "remark"), "interviews": ("topic", "remark")}
NAMES = {
    "participants": ("class", "organisation", "division", "post"),
    "distribution": ("group", "place"),
    "pins": ("reason",),
}
QUOTED = ("questions", "talk")  # of forum.yaml: what speakers said
OF_SURVEY = ("respondents", "synthetic", "source")


def read_raw(m: Materials) -> Document:
    """References are filled in; a block's `file` is its input, its line the row or line there.

    Answers of respondents are not part of it: they are counted, not printed, but for the quotations of the chapter.
    """
    raw, facts = m.raw, m.facts
    parts = (_settings(raw), _projects(raw), _forum(raw), _surveys(raw), _lists(raw), _tables(raw, facts))
    blocks = [line for part in (*parts, _chapters(m)) for line in part]
    filled = (
        Block(kind, fill_references(text, facts), (Anchor(0, place.row or 1, 1),), file=place.file)
        for kind, place, text in blocks
    )
    return Document(FILE, tuple(_titled(filled)), fiscal_year=raw.case.fiscal_year, format="raw")


Line = tuple[Kind, Place, str]


def _block(place: Place, text: str, kind: Kind = "paragraph") -> Line:
    return kind, place, text


def _titled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each input under a heading of its own, its blocks under the last heading in it."""
    heading = Block("heading", "")
    for block in blocks:
        if block.kind == "heading":
            heading = block = replace(block, level=2)
        elif block.file != heading.file:
            heading = Block("heading", block.file, level=2, file=block.file)
            yield heading
        yield block if block is heading else replace(block, section=(heading.text,))


def _chapters(m: Materials) -> Iterator[Line]:
    """The chapters; that of a project (chapters/forum.md) under the project's name."""
    last = ""
    for place, text in written_prose(m):
        if not place.file.startswith("chapters/"):
            continue
        project = m.facts.facts.get(f"projects.{Path(place.file).stem}.name")
        if place.file != last and project:
            yield _block(Place(place.file), project.show(), "heading")
        last = place.file
        yield _block(place, text)


def _texts(raw: RawInputs, file: str, value: Any, path: tuple = ()) -> Iterator[Line]:
    for below, text in texts_in(value):
        if not JAPANESE.search(text):
            continue
        kind: Kind = "quote" if any(key in QUOTED for key in below) else "paragraph"
        yield _block(raw.yaml_place(file, *path, *below), text, kind)


def _settings(raw: RawInputs) -> Iterator[Line]:
    yield from _texts(raw, "case.yaml", raw.settings)


def _projects(raw: RawInputs) -> Iterator[Line]:
    """The texts of each project under its name."""
    yield from _texts(raw, "projects.yaml", raw.projects.get("points"), ("points",))
    for number, project in enumerate(raw.projects.get("projects") or []):
        path = ("projects", number)
        yield _block(raw.yaml_place("projects.yaml", *path, "name"), project["name"], "heading")
        rest = {key: value for key, value in project.items() if key != "name"}
        yield from _texts(raw, "projects.yaml", rest, path)


def _forum(raw: RawInputs) -> Iterator[Line]:
    if raw.forum.get("title"):
        yield _block(raw.yaml_place("forum.yaml", "title"), raw.forum["title"], "heading")
    rest = {key: value for key, value in raw.forum.items() if key not in ("title", "weekday_received")}
    yield from _texts(raw, "forum.yaml", rest)


def _surveys(raw: RawInputs) -> Iterator[Line]:
    for id, survey in raw.surveys.items():
        file = f"surveys/{id}/survey.yaml"
        yield _block(raw.yaml_place(file, "title"), survey.codebook["title"], "heading")
        for key in OF_SURVEY:
            yield from _texts(raw, file, survey.codebook.get(key), (key,))
        yield from _questions(raw, file, survey.codebook["questions"])


def _questions(raw: RawInputs, file: str, questions: list[dict]) -> Iterator[Line]:
    """The wording of each question as it is written: items of a matrix share one, others are made of it."""
    lines = sorted(
        row
        for path, row in raw.lines.get(file, {}).items()
        if path[:1] == ("questions",) and path[2:] == ("text",)
    )
    texts = dict.fromkeys(question.get("text") for question in questions if not question.get("derived"))
    for number, text in enumerate(texts):
        row = lines[number] if len(lines) == len(texts) else None
        yield _block(Place(file, row=row), text or "")


def _lists(raw: RawInputs) -> Iterator[Line]:
    yield from _texts(raw, "platform.yaml", raw.platform)
    yield from _texts(raw, "figures.yaml", raw.figures)
    yield from _texts(raw, "carry_over.yaml", raw.carry_over)


def _tables(raw: RawInputs, facts: FactStore) -> Iterator[Line]:
    """Figures with their label, meetings with their day, names row by row; remarks as quotations."""
    for name in ("facts", "media"):
        for index, row in getattr(raw, name).iterrows():
            fact = facts.facts.get(row["id"] if name == "facts" else f"media.{row['id']}")
            if fact and is_known(row["label"]):
                note = f"（{row['note']}）" if name == "facts" and is_known(row["note"]) else ""
                yield _block(raw.place(name, index), f"{row['label']}：{fact.show()}{note}")
    for index, row in raw.meetings.iterrows():
        if is_known(row["date"]):
            counterpart = row["counterpart"] if is_known(row["counterpart"]) else ""
            shown = [dates.wareki(row["date"]), hours_of_meeting(row), counterpart]
            yield _block(raw.place("meetings", index), " ".join(filter(None, shown)))
    for name, columns in (NAMES | REMARKS).items():
        for index, row in getattr(raw, name).iterrows():
            text = " ".join(str(row[column]) for column in columns if is_known(row[column]))
            if text:
                yield _block(raw.place(name, index), text, "quote" if name in REMARKS else "paragraph")
