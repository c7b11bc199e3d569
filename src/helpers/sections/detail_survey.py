"""Part 7.2: the survey in detail: every closed question as a chart, every open one as quotations and themes."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from markupsafe import Markup

from helpers.figures.describe import share_text
from helpers.raw import SurveyInput
from helpers.sections.base import Materials, mark, missing, stack
from helpers.sections.projects import render_detail_table
from helpers.sections.writing import render_chapter
from helpers.survey_tables import build_simple_tables, render_grid
from helpers.tables import render_rows
from helpers.tabulate import UNKNOWN_BASE

SURVEY = "survey"  # the id of the survey that the project of the same id carried out
SYNTHETIC_ANSWERS = mark("合成データ") + " 公表された抜粋のほかは合成した回答であり、件数は調査結果ではない。"
SCORE_NOTE = "得点は、そのテーマの語のうち回答が使った語の重みの割合（0～1）。"
QUOTED_NOTE = "公表された抜粋（要約を含む）だけから選んだ。"
WORDS_NOTE = "同じ意味の語は一つにまとめて数えた（例：年配者・老人は「高齢者」）。"
NOBODY = Markup('<p class="note">{}：基数（{}）に当たる回答がないため、集計はない。</p>')
DETAILS = Markup("<details><summary>集計表{}</summary>{}</details>")


def build_survey(m: Materials) -> Markup:
    """The detail table, the analyst's reading, then the questions in the codebook's order."""
    survey = m.raw.surveys.get(SURVEY)
    parts = [render_detail_table(m, SURVEY), render_chapter(m, SURVEY, what="調査の結果")]
    if survey is None or not survey.is_answered:
        return stack(*parts, missing("調査の回答"))
    return stack(*parts, Markup("<h4>アンケート結果の抜粋</h4>"), render_questions(m, survey))


def render_questions(m: Materials, survey: SurveyInput) -> Markup:
    """Every question of a survey that was answered, in the codebook's order; stands under a fourth-level heading.

    The items of a matrix are one figure.
    """
    questions = survey.codebook["questions"]
    units = [list(held) for _, held in groupby(questions, key=lambda q: q["matrix"] or q["id"])]
    return stack(*(_answers(m, survey, unit) for unit in units))


def _answers(m: Materials, survey: SurveyInput, unit: list[dict]) -> Markup:
    if unit[0]["type"] == "FA":
        return stack(*(_quotations(m, survey, question) for question in unit))
    if survey.shares is not None:
        return stack(*(_published(m, survey, question) for question in unit))
    return _counted(m, survey, unit)


def _published(m: Materials, survey: SurveyInput, question: dict) -> Markup:
    """A question of which only shares were published: the numbers, without a base unless it is known."""
    rows = m.results[(m.results["survey"] == survey.id) & (m.results["question"] == question["id"])]
    if not len(rows):
        return missing(f"{question['id']}の集計")
    caption = f"［{question['id']}］{question['text']}（{base_text(rows['base'].iloc[0])}）"
    name = f"{survey.id}_{question['id']}"
    return m.figure("table", name, caption, render_shares(rows), source_of(survey))


def _counted(m: Materials, survey: SurveyInput, unit: list[dict]) -> Markup:
    """A question that was tabulated, or all items of a matrix: the chart, and behind it the table."""
    ids, name = [question["id"] for question in unit], unit[0]["matrix"] or unit[0]["id"]
    whole = m.crosstabs[(m.crosstabs["survey"] == survey.id) & (m.crosstabs["banner"] == "")]
    rows = whole[whole["question"].isin(ids)]
    if not len(rows):
        return missing(f"{name}の集計")
    base, caption = base_text(rows["base"].iloc[0]), f"［{name}］{unit[0]['text'].rstrip('。')}"
    if not (rows["base"].fillna(1) > 0).any():
        return NOBODY.format(f"{caption}（{base}）", rows["base_note"].iloc[0])
    (table,) = build_simple_tables(rows)
    caption = f"{caption}（{base}）" if len(ids) == 1 else caption
    caption = Markup("{} {}").format(caption, mark("合成データ")) if table.synthetic else caption
    grid, anchor = render_grid(table), f"{survey.id}_{name}"
    if anchor not in m.pictures:
        return m.figure("table", anchor, caption, grid, source_of(survey), table.notes)
    details = DETAILS.format(f"（{base}）" if len(ids) == 1 else "", grid)
    return m.picture(anchor, caption, source_of(survey), table.notes, details)


def source_of(survey: SurveyInput) -> str:
    return survey.codebook["source"] or survey.codebook["title"]


def base_text(base: object) -> str:
    """n=62, or n 不明 where no base was published."""
    return UNKNOWN_BASE if pd.isna(base) else f"n={base:,}"


def render_shares(rows: pd.DataFrame) -> Markup:
    """Published shares, to the decimals they were published with."""
    shown = [
        (row.choice, "" if pd.isna(row.percent) else share_text(row.percent)) for row in rows.itertuples()
    ]
    return render_rows(("選択肢", "割合"), shown, (70, 30), kind="list")


def _quotations(m: Materials, survey: SurveyInput, question: dict) -> Markup:
    """Representative answers with the reason why each was chosen, then the themes and words of all answers."""
    chosen = m.quotes[(m.quotes["survey"] == survey.id) & (m.quotes["question"] == question["id"])]
    label, name = question["id"], f"{survey.id}_{question['id']}"
    title = Markup("<h5>{}：{}（一部回答抜粋）</h5>").format(label, question["text"])
    if not len(chosen):
        return stack(title, missing(f"引用できる{label}の回答"))
    source, count = f"{source_of(survey)} {label}", len(_open_answers(m, survey, label))
    synthetic = bool(survey.codebook.get("synthetic"))
    notes = [SYNTHETIC_ANSWERS] if synthetic else []
    answers = f"回答 {count}件" + ("、合成データを含む" if synthetic else "")
    quotes = Markup('<div class="quotes">{}</div>').format(
        stack(*(_quote(m, i) for i in chosen["remark_id"]))
    )
    reasons = [SCORE_NOTE, QUOTED_NOTE if synthetic else ""]
    return stack(
        title,
        quotes,
        m.figure(
            "table", f"reasons-{name}", f"{label}の抜粋を選んだ理由", _reasons(m, chosen), source, reasons
        ),
        m.picture(f"{name}_themes", f"{label}の回答のテーマ（{answers}）", source, notes),
        m.picture(f"{name}_words", f"{label}の回答に多い語（{answers}）", source, [WORDS_NOTE, *notes]),
    )


def _open_answers(m: Materials, survey: SurveyInput, question: str) -> pd.DataFrame:
    own = m.remarks["file"].str.startswith(f"surveys/{survey.id}/") & (m.remarks["topic"] == question)
    return m.remarks[own.fillna(False)]


def _quote(m: Materials, remark_id: str) -> Markup:
    text, link = m.prose.remarks[remark_id], m.remark_link(remark_id)
    return Markup("<blockquote><p>{} {}</p></blockquote>").format(text, link)


def _reasons(m: Materials, chosen: pd.DataFrame) -> Markup:
    rows = [(m.remark_link(row.remark_id), row.reason) for row in chosen.itertuples()]
    return render_rows(("回答", "選んだ理由"), rows, (22, 78), kind="list")
