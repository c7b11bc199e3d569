"""Part 7 試行的事業: the four projects in detail. Each opens with the table made from the project's one record."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers import dates
from helpers.ledger import delivered
from helpers.numerals import number_text
from helpers.sections.base import Materials, mark, missing, render_chapter
from helpers.sections.projects import render_detail_table
from helpers.sections.slots import render_slot
from helpers.tables import Cell, bullets, paragraphs, render_form, render_rows


def build_forum(m: Materials) -> Markup:
    if not m.raw.forum:
        return Markup("\n").join([render_detail_table(m, "forum"), missing("forum.yaml")])
    return Markup("\n").join(
        [
            render_detail_table(m, "forum"),
            render_chapter(m, "forum", "開催の様子"),
            _event(m),
            render_slot(m, "forum_scene"),
            render_chapter(m, "forum", "参加者アンケート"),
            _questionnaire(m),
            render_chapter(m, "forum", "動画の配信"),
            render_slot(m, "youtube"),
        ]
    )


def _event(m: Materials) -> Markup:
    """開催日時 | 開催場所 | プログラム | 質疑の内容."""
    forum = m.raw.forum
    when = f"{dates.seireki(forum['date'])} {m.facts.show('forum.time')}"
    programme = forum.get("programme") or []
    rows = [
        [Cell("開催日時", head=True, columns=2), Cell(when)],
        [Cell("開催場所", head=True, columns=2), Cell(forum.get("venue"))],
    ]
    for number, part in enumerate(programme):
        start = [Cell("プログラム", head=True, rows=len(programme))] if number == 0 else []
        rows.append([*start, Cell(part["part"], head=True), Cell(_part(part))])
    questions = forum.get("questions") or []
    for number, question in enumerate(questions):
        start = [Cell("質疑の内容\n（一部抜粋）", head=True, rows=len(questions))] if number == 0 else []
        rows.append([*start, Cell(f"Q{number + 1}", head=True), Cell(_question(question))])
    return m.figure(
        "table",
        "event",
        f"{forum['title']}の実施概要",
        render_form(rows, (14, 14, 72)),
        f"{m.name}資料より作成",
    )


def _part(part: dict) -> Markup:
    lines = []
    for speaker in part.get("speakers") or []:
        posts = speaker.get("post") or []
        lines.append("\n".join([*([posts] if isinstance(posts, str) else posts), f"{speaker['name']}氏"]))
    if part.get("moderator"):
        lines.append(f"司会：{part['moderator']}氏")
    return paragraphs([*lines, *([part["talk"]] if part.get("talk") else [])])


def _question(question: dict) -> Markup:
    answers = Markup().join(
        Markup("<p>（{}氏）{}</p>").format(answer["speaker"], answer["text"])
        for answer in question.get("answers") or []
    )
    return Markup("<p><strong>{}</strong></p>{}").format(question["question"], answers)


def _questionnaire(m: Materials) -> Markup:
    survey = m.raw.surveys.get(m.raw.forum.get("questionnaire") or "")
    if survey is None:
        return missing("フォーラムの参加者アンケート")
    notes = [
        "集計値のみ公表され、回答者数は示されていないため、n 不明と記す。割合の基数は参加者数ではなくアンケートの回答者である。"
    ]
    notes = notes if m.results.query("survey == @survey.id")["n"].isna().any() else []
    return m.picture("forum_questionnaire", "参加者アンケート結果", survey.codebook["title"], notes)


def build_survey(m: Materials) -> Markup:
    survey = m.raw.surveys.get("survey")
    if survey is None:
        return Markup("\n").join([render_detail_table(m, "survey"), missing("surveys/survey")])
    parts = [
        render_detail_table(m, "survey"),
        render_chapter(m, "survey"),
        Markup("<h4>アンケート結果の抜粋</h4>"),
    ]
    return Markup("\n").join([*parts, *(_answers(m, survey, q) for q in survey.codebook["questions"])])


def _answers(m: Materials, survey, question: dict) -> Markup:
    """A closed question as chart and table, an open one as quotations, words and themes."""
    if question["type"] == "FA":
        return _quotations(m, question)
    rows = m.results[(m.results["survey"] == survey.id) & (m.results["question"] == question["id"])]
    if not len(rows):
        return missing(f"{question['id']}の回答")
    caption = f"［{question['id']}］{question['text']}（n={rows['base'].iloc[0]}）"
    notes = [
        f"基数は{rows['base_note'].iloc[0]}。",
        "複数回答のため合計は100%を超える。" if question["type"] == "MA" else "",
    ]
    notes.append(
        mark("合成データ") + " 件数は出典にないため、合成した回答による。"
        if question.get("synthetic")
        else ""
    )
    table = render_choices(rows)
    return m.picture(f"{survey.id}_{question['id']}", caption, survey.codebook["title"], notes, table)


def render_choices(rows: pd.DataFrame) -> Markup:
    """The numbers behind a chart, for readers who cannot see it and for copying."""
    shown = [
        (row.choice, f"{row.n}（{number_text(row.percent)}%）" if row.n else "-") for row in rows.itertuples()
    ]
    table = render_rows(("選択肢", "件数（割合）"), shown, (70, 30), kind="list")
    return Markup("<details><summary>集計表（n={}）</summary>{}</details>").format(
        rows["base"].iloc[0], table
    )


def _quotations(m: Materials, question: dict) -> Markup:
    """Representative answers with the reason why each was chosen, then the words and themes of all answers."""
    chosen = m.quotes[m.quotes["question"] == question["id"]]
    title = Markup("<h5>{}：{}（一部回答抜粋）</h5>").format(question["id"], question["text"])
    quotes = Markup("\n").join(
        Markup("<blockquote><p>{} {}</p></blockquote>").format(
            m.prose.remarks[row.remark_id], m.remark_link(row.remark_id)
        )
        for row in chosen.itertuples()
    )
    reasons = [(m.remark_link(row.remark_id), row.reason) for row in chosen.itertuples()]
    parts = [title, Markup('<div class="quotes">{}</div>').format(quotes)]
    source = f"{question['id']}の自由記述"
    if reasons:
        table = render_rows(("回答", "選んだ理由"), reasons, (22, 78), kind="list")
        parts.append(
            m.figure(
                "table", f"reasons-{question['id']}", f"{question['id']}の抜粋を選んだ理由", table, source
            )
        )
    notes = [
        mark("合成データ") + " 公表された抜粋以外の回答は合成したもの。"
        if m.raw.surveys["survey"].codebook.get("synthetic")
        else ""
    ]
    parts.append(m.picture("answer_themes", f"{question['id']}の回答のテーマ", source, notes))
    parts.append(
        m.picture("answer_terms", f"{question['id']}の回答に多い語（抽出語の出現回数）", source, notes)
    )
    return Markup("\n").join(parts)


def build_publicity(m: Materials) -> Markup:
    parts = [render_detail_table(m, "publicity")]
    if "publicity" in m.raw.chapters:
        parts.append(render_chapter(m, "publicity"))
    return Markup("\n").join([*parts, render_slot(m, "support_list"), _distribution(m)])


def _distribution(m: Materials) -> Markup:
    """配布先 | 配布部数 with a subtotal a group and the total, all computed from the rows."""
    held = delivered(m.raw)
    if not len(held):
        return missing("distribution.csv")
    rows, number = [], 0
    for group, frame in held.groupby("group", sort=False):
        for index, row in enumerate(frame.itertuples()):
            number += 1
            start = [Cell(group, head=True, rows=len(frame))] if index == 0 else []
            sites = "" if pd.isna(row.sites) else f"{row.sites}か所"
            rows.append(
                [
                    *start,
                    Cell(str(number)),
                    Cell(row.place),
                    Cell(sites, numeric=True),
                    Cell(int(row.copies), numeric=True),
                ]
            )
        rows.append(
            [
                Cell(f"小計（{group}）", head=True, columns=4),
                Cell(m.facts.show(f"distribution.{group}", "値"), numeric=True),
            ]
        )
    rows.append(
        [Cell("合計", head=True, columns=4), Cell(m.facts.show("distribution.total", "値"), numeric=True)]
    )
    table = render_form(rows, (16, 7, 47, 14, 16), ("区分", "No.", "配布先", "か所数", "配布部数"))
    return m.figure("table", "distribution", "配布先リスト", table, f"{m.name}資料より作成", ["単位：部"])


def build_platform(m: Materials) -> Markup:
    return Markup("\n").join(
        [
            render_detail_table(m, "platform"),
            render_chapter(m, "platform_meetings", "運営"),
            render_slot(m, "platform_scene"),
            _agendas(m),
            _opinions(m),
            render_chapter(m, "platform_meetings", "庁内関係課への声掛け"),
            _participants(m),
        ]
    )


def _agendas(m: Materials) -> Markup:
    meetings = m.raw.platform.get("meetings") or []
    if not meetings:
        return missing("platform.yaml の meetings")
    rows = [[Cell(_meeting_label(meeting), head=True), Cell(_agenda(meeting))] for meeting in meetings]
    notes = [] if all(meeting.get("date") for meeting in meetings) else ["開催日は資料に記載がない。"]
    return m.figure(
        "table", "agendas", "PF各回の議題", render_form(rows, (18, 82)), "会議資料より作成", notes
    )


def _meeting_label(meeting: dict) -> str:
    held = f"\n{dates.wareki(meeting['date'])}" if meeting.get("date") else ""
    return f"第{meeting['number']}回{held}"


def _agenda(meeting: dict) -> str:
    return "\n".join(f"（{number}）{item}" for number, item in enumerate(meeting.get("agenda") or [], 1))


def _opinions(m: Materials) -> Markup:
    """Opinions by category, each with the id under which it can be looked up."""
    held = m.raw.opinions
    if not len(held):
        return missing("opinions.csv")
    rows = []
    for category, frame in held.groupby("category", sort=False):
        items = [Markup("{} {}").format(row.remark, m.remark_link(row.id)) for row in frame.itertuples()]
        rows.append([Cell(category, head=True), Cell(bullets(items))])
    return m.figure(
        "table", "opinions", "PFで出た意見（一部抜粋）", render_form(rows, (22, 78)), "会議録より要約"
    )


def _participants(m: Materials) -> Markup:
    """Community side and office side next to each other: 所属 | 役職 | 所属 | 役職."""
    held = m.raw.participants
    if not len(held):
        return missing("participants.csv")
    sides = [_side(held[held["side"] == side]) for side in ("地域", "行政")]
    length = max(map(len, sides))
    padded = [side + [("", "")] * (length - len(side)) for side in sides]
    rows = [[Cell(text) for pair in pairs for text in pair] for pairs in zip(*padded, strict=True)]
    head = (f"{m.name}内活動団体・社会福祉法人など 所属", "役職", f"{m.name} 所属", "役職")
    table = render_form(rows, (36, 20, 26, 18), head)
    counts = f"地域側 {m.facts.show('participants.community')}、行政側 {m.facts.show('participants.office')}。「（記載なし）」は役職の記載がない参加者。"
    return m.figure("table", "participants", "参加者一覧", table, "会議資料より作成", [counts])


def _side(frame: pd.DataFrame) -> list[tuple[str, str]]:
    texts = frame[["organisation", "division", "post"]].fillna("")
    return [
        (" ".join(filter(None, (row.organisation, row.division))), row.post or "（記載なし）")
        for row in texts.itertuples()
    ]
