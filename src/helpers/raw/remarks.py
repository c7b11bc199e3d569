"""Every remark of a case in one frame, and what in their text looks like code (it is only ever printed)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, RawInputs

COLUMNS = ["remark_id", "source_kind", "source", "speaker_class", "topic", "text", "file", "row", "synthetic"]
HOSTILE = [
    (re.compile(r"^\s*[=+@-]"), "Excel の数式と読まれる文字（= + - @）で始まっています"),
    (re.compile(r"</?[A-Za-z!][^<>]*>"), "HTML のタグがあります"),
    (re.compile(r"\{\{|\{%|\{#"), "テンプレートの記号（{{ や {%）があります"),
    (
        re.compile(r"#(import|include|read|eval|set|show|let|image|sys|plugin)\b"),
        "Typst のコード（#import など）があります",
    ),
]


def build_remarks(raw: RawInputs) -> pd.DataFrame:
    """df_by_remark: free answers, platform opinions, interview remarks and forum questions, in that order.

        remark_id  | source_kind    | source          | speaker_class | topic | text | file           | row
        SV-Q18-R01 | アンケート     | 取組み調査 Q18  | 区内の団体    | Q18   | …    | surveys/….csv  | 2
        PF-01      | PF意見         | PF意見（第3回） | 町会・自治会  | 地域  | …    | opinions.csv   | 2
        IV-01      | 取材           | 助け合い連絡会  | 団体          | 防災  | …    | interviews.csv | 2
        FQ-1-A1    | フォーラム質疑 | フォーラム質疑  | 登壇者        | FQ-1  | …    | forum.yaml     | 21

    All `string` ("" = not known) but `row` (Int64; for forum.yaml the line) and `synthetic` (bool; not drawn above):
    an answer of a synthetic survey that is not among the question's `published` ones. Nobody said it, so it is
    never evidence and never quoted. Blanks, 非該当 and 秘匿 are no remarks. With several surveys that have free
    answers the id is SV-<survey id>-Q18-R01.
    """
    records = [*_read_answers(raw), *((*said, False) for said in _read_said(raw))]
    frame = pd.DataFrame(records, columns=COLUMNS, dtype=object)
    return frame.astype({name: "string" for name in COLUMNS} | {"row": "Int64", "synthetic": "bool"})


def _read_said(raw: RawInputs) -> Iterator[tuple]:
    yield from _read_opinions(raw)
    yield from _read_interviews(raw)
    yield from _read_forum(raw)


def _read_answers(raw: RawInputs) -> Iterator[tuple]:
    free = {
        name: [question for question in survey.codebook["questions"] if question["type"] == "FA"]
        for name, survey in raw.surveys.items()
        if len(survey.respondents)
    }
    several = sum(map(bool, free.values())) > 1
    for name, questions in free.items():
        survey = raw.surveys[name]
        ids = survey.respondents[survey.codebook["id_column"]].fillna("")
        for question in questions:
            stem = f"SV-{name}-{question['id']}" if several else f"SV-{question['id']}"
            source = f"{survey.codebook['short_title'] or survey.codebook['title']} {question['id']}"
            speaker = survey.codebook["respondents"] or ""
            for row, text in survey.respondents[question["id"]].dropna().items():
                if text not in (NOT_APPLICABLE, SUPPRESSED):
                    place = raw.place(name, row, question["column"])
                    yield (
                        f"{stem}-{ids[row]}",
                        "アンケート",
                        source,
                        speaker,
                        question["id"],
                        text,
                        place.file,
                        row,
                        bool(survey.codebook["synthetic"]) and ids[row] not in question["published"],
                    )


def _read_opinions(raw: RawInputs) -> Iterator[tuple]:
    for row, record in _rows(raw.opinions):
        source = f"PF意見（第{record['meeting']}回）" if record["meeting"] != "" else "PF意見"
        topic, text = record["category"], record["remark"]
        yield (
            record["id"],
            "PF意見",
            source,
            record["speaker_class"],
            topic,
            text,
            raw.place("opinions").file,
            row,
        )


def _read_interviews(raw: RawInputs) -> Iterator[tuple]:
    for row, record in _rows(raw.interviews):
        source, speaker = record["interviewee"], record["speaker_class"]
        yield (
            record["id"],
            "取材",
            source,
            speaker,
            record["topic"],
            record["remark"],
            raw.place("interviews").file,
            row,
        )


def _rows(frame: pd.DataFrame) -> list[tuple[int, dict]]:
    """Rows that have an id and a remark, blanks as ""."""
    kept = frame.dropna(subset=["id", "remark"]).astype(object)
    kept = kept.where(kept.notna(), "")
    return list(zip(kept.index, kept.to_dict("records"), strict=True))


def answer_id(question: str, number: int) -> str:
    """The id of an answer (1, 2 ...) to a question of the forum: Q1-A1."""
    return f"{question}-A{number}"


def _read_forum(raw: RawInputs) -> Iterator[tuple]:
    kind, file = "フォーラム質疑", "forum.yaml"
    for number, question in enumerate(raw.forum.get("questions", [])):
        topic, path = question["id"], ("questions", number)
        yield topic, kind, kind, "参加者", topic, question["question"], file, raw.yaml_place(file, *path).row
        for position, answer in enumerate(question["answers"]):
            row = raw.yaml_place(file, *path, "answers", position).row
            yield answer_id(topic, position + 1), kind, kind, "登壇者", topic, answer["text"], file, row


def check_remarks(raw: RawInputs, findings: Findings) -> None:
    """Info findings for text that looks like code or holds odd characters. The text stays as it is."""
    for remark in build_remarks(raw).itertuples():
        table = {"PF意見": "opinions", "取材": "interviews"}.get(remark.source_kind, "")
        place = raw.place(table, remark.row, "remark") if table else _place_of_answer(raw, remark)
        for pattern, label in HOSTILE:
            if found := pattern.search(remark.text):
                message = f"{label}。ただの文字として扱います。"
                given = remark.text[found.start() : found.start() + 40]
                findings.add(
                    "hostile-text", "info", place, message, given=given, remedy="そのままで構いません。"
                )
        if odd := sorted(set(filter(is_unprintable, remark.text))):
            message = (
                "制御文字か絵文字があります。原文のまま保ち、印字では見える印に置き換えることがあります。"
            )
            given = " ".join(f"U+{ord(character):04X}" for character in odd)
            findings.add("unprintable", "info", place, message, given=given, remedy="そのままで構いません。")


def _place_of_answer(raw: RawInputs, remark) -> Place:
    if remark.source_kind == "フォーラム質疑":
        return Place(remark.file, "", remark.row, remark.remark_id)
    name = next(name for name in raw.surveys if raw.place(name).file == remark.file)
    columns = {question["id"]: question["column"] for question in raw.surveys[name].codebook["questions"]}
    return raw.place(name, remark.row, columns[remark.topic])


def is_unprintable(character: str) -> bool:
    """Control and format characters, unassigned ones, and emoji (from U+1F000, and the emoji selector)."""
    if character in "\n\r\t":
        return False
    category = unicodedata.category(character)
    return (
        category in {"Cc", "Cf", "Cn", "Co", "Cs"}
        or "\U0001f000" <= character < "\U00020000"
        or character == "\ufe0f"
    )
