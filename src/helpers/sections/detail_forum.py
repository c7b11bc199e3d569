"""Part 7.1: the forum in detail: what was held, the questions asked, the questionnaire, the video."""

from __future__ import annotations

from markupsafe import Markup

from helpers import dates
from helpers.raw import answer_id
from helpers.sections.base import Materials, missing, stack
from helpers.sections.detail_survey import render_questions, source_of
from helpers.sections.projects import render_detail_table
from helpers.sections.slots import render_slot
from helpers.sections.writing import render_chapter
from helpers.tables import Cell, paragraphs, render_form

QUESTIONNAIRE_NOTE = "集計値のみ公表され、回答者数は示されていないため、n 不明と記す。割合の基数は参加者数ではなくアンケートの回答者である。"

UNTITLED = "フォーラム（名称未定）"
TOLD = ("title", "date", "start", "end", "venue", "attendance", "programme", "questions")  # of the event


def build_forum(m: Materials) -> Markup:
    """The detail table, then the event with its slots, questionnaire and video."""
    if not m.raw.forum:
        return stack(render_detail_table(m, "forum"), missing("フォーラムの記録"))
    return stack(
        render_detail_table(m, "forum"),
        render_chapter(m, "forum", "開催の様子"),
        _event(m),
        render_slot(m, "forum_scene"),
        render_chapter(m, "forum", "参加者アンケート"),
        _questionnaire(m),
        render_chapter(m, "forum", "動画の配信"),
        render_slot(m, "youtube"),
    )


def _event(m: Materials) -> Markup:
    """開催日時 | 開催場所 | プログラム | 質疑の内容."""
    forum = m.raw.forum
    if not any(forum.get(key) for key in TOLD):
        return missing("フォーラムの記録")
    rows = [
        [Cell("開催日時", head=True, columns=2), Cell(_when(m))],
        [Cell("開催場所", head=True, columns=2), Cell(forum.get("venue") or "（記載なし）")],
        *_group("プログラム", [(part["part"], _part(part)) for part in forum.get("programme") or []]),
        *_group("質疑の内容\n（一部抜粋）", _questions(m)),
    ]
    caption = f"{_title(forum)}の実施概要"
    return m.figure("table", "event", caption, render_form(rows, (14, 14, 72)), f"{m.name}資料より作成")


def _title(forum: dict) -> str:
    return forum.get("title") or UNTITLED


def _when(m: Materials) -> str:
    date = dates.wareki(m.raw.forum["date"]) if m.raw.forum.get("date") else "（日付の記載なし）"
    return f"{date} {m.facts.show('forum.time')}" if "forum.time" in m.facts.facts else date


def _group(label: str, pairs: list[tuple[str, Markup]]) -> list[list[Cell]]:
    """Rows that share one label cell at the left."""
    starts = [[Cell(label, head=True, rows=len(pairs))], *([[]] * len(pairs))]
    return [
        [*start, Cell(name, head=True), Cell(body)]
        for start, (name, body) in zip(starts, pairs, strict=False)
    ]


def _part(part: dict) -> Markup:
    lines = ["\n".join([*_posts(speaker), f"{speaker['name']}氏"]) for speaker in part.get("speakers") or []]
    if part.get("moderator"):
        lines.append(f"司会：{part['moderator']}氏")
    return paragraphs([*lines, *([part["talk"]] if part.get("talk") else [])])


def _posts(speaker: dict) -> list[str]:
    posts = speaker.get("post") or []
    return [posts] if isinstance(posts, str) else posts


def _questions(m: Materials) -> list[tuple[str, Markup]]:
    return [
        (f"Q{number}", _question(m, question))
        for number, question in enumerate(m.raw.forum.get("questions") or [], 1)
    ]


def _question(m: Materials, question: dict) -> Markup:
    """The question and its answers, these as they may be quoted."""
    answers = Markup().join(
        Markup("<p>{}{}</p>").format(
            f"（{answer['speaker']}氏）" if answer.get("speaker") else "",
            m.prose.remarks.get(answer_id(question["id"], number), answer["text"]),
        )
        for number, answer in enumerate(question.get("answers") or [], 1)
    )
    return Markup("<p><strong>{}</strong></p>{}").format(question["question"], answers)


def _questionnaire(m: Materials) -> Markup:
    """One picture where only shares without n were published; else the questions as those of the survey."""
    survey = m.raw.surveys.get(m.raw.forum.get("questionnaire") or "")
    if survey is None or not survey.is_answered:
        return missing("フォーラムの参加者アンケート")
    bases = m.results.loc[m.results["survey"] == survey.id, "base"]
    if not len(bases) or bases.notna().any():
        return stack(Markup("<h4>参加者アンケートの結果</h4>"), render_questions(m, survey))
    caption = f"{_title(m.raw.forum)}　参加者アンケート結果（n 不明）"
    return m.picture(survey.id, caption, source_of(survey), [QUESTIONNAIRE_NOTE])
