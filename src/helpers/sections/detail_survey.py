"""Part 7.2: the survey in detail: every closed question as a chart, every open one as quotations and themes."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.figures.describe import SMALL_BASE
from helpers.numerals import number_text
from helpers.raw import SurveyInput
from helpers.sections.base import Materials, mark, missing, stack
from helpers.sections.projects import render_detail_table
from helpers.sections.writing import render_chapter
from helpers.tables import render_rows
from helpers.tabulate import UNKNOWN_BASE

SURVEY = "survey"  # the id of the survey that the project of the same id carried out
SYNTHETIC_COUNTS = mark("合成データ") + " 件数と割合は合成した回答によるもので、調査結果ではない。"
SYNTHETIC_ANSWERS = mark("合成データ") + " 公表された抜粋のほかは合成した回答であり、件数は調査結果ではない。"
SCORE_NOTE = "得点は、そのテーマの語のうち回答が使った語の重みの割合（0～1）。"
QUOTED_NOTE = "公表された抜粋（要約を含む）だけから選んだ。"
WORDS_NOTE = "同じ意味の語は一つにまとめて数えた（例：年配者・老人は「高齢者」）。"
SMALL_NOTE = f"* n が{SMALL_BASE}未満のため参考値。"
NOBODY = Markup('<p class="note">{}：基数（{}）に当たる回答がないため、集計はない。</p>')
OVER_100 = "複数回答のため合計は100%を超えることがある。"


def build_survey(m: Materials) -> Markup:
    """The detail table, the analyst's reading, then the questions in the codebook's order."""
    survey = m.raw.surveys.get(SURVEY)
    parts = [render_detail_table(m, SURVEY), render_chapter(m, SURVEY, what="調査の結果")]
    if survey is None or not survey.is_answered:
        return stack(*parts, missing("調査の回答"))
    return stack(*parts, Markup("<h4>アンケート結果の抜粋</h4>"), render_questions(m, survey))


def render_questions(m: Materials, survey: SurveyInput) -> Markup:
    """Every question of a survey that was answered, in the codebook's order; stands under a fourth-level heading."""
    return stack(*(_answers(m, survey, question) for question in survey.codebook["questions"]))


def _answers(m: Materials, survey: SurveyInput, question: dict) -> Markup:
    render = {"FA": _quotations, "NUM": _numbers}.get(question["type"], _counts)
    return render(m, survey, question)


def _counts(m: Materials, survey: SurveyInput, question: dict) -> Markup:
    """A closed question: chart, the numbers behind it, base and marks; only the numbers where n is not known."""
    rows = m.results[(m.results["survey"] == survey.id) & (m.results["question"] == question["id"])]
    if not len(rows):
        return missing(f"{question['id']}の集計")
    base, name = base_text(rows["base"].iloc[0]), f"{survey.id}_{question['id']}"
    caption, source = f"［{question['id']}］{question['text']}（{base}）", source_of(survey)
    if base != UNKNOWN_BASE and not rows["base"].iloc[0]:
        return NOBODY.format(caption, rows["base_note"].iloc[0])
    if base == UNKNOWN_BASE:
        return m.figure("table", name, caption, render_choices(rows, survey), source)
    notes = [f"基数は{rows['base_note'].iloc[0]}。", OVER_100 if question["type"] == "MA" else ""]
    notes.append(SMALL_NOTE if rows["base"].iloc[0] < SMALL_BASE else "")
    if question.get("synthetic"):
        caption, notes = f"{caption}（合成データ）", [*notes, SYNTHETIC_COUNTS]
    details = Markup("<details><summary>集計表（{}）</summary>{}</details>").format(
        base, render_choices(rows, survey)
    )
    return m.picture(name, caption, source, notes, details)


def _numbers(m: Materials, survey: SurveyInput, question: dict) -> Markup:
    """A numeric question: n, mean, median, smallest and largest of the numbers that were given."""
    answers = survey.respondents[question["id"]].map(
        lambda answer: None if isinstance(answer, str) else answer
    )
    numbers = pd.to_numeric(answers).dropna().astype(float)
    if not len(numbers):
        return missing(f"{question['id']}の集計")
    values = (numbers.mean(), numbers.median(), numbers.min(), numbers.max())
    table = render_rows(
        ("平均", "中央値", "最小", "最大"), [[number_text(value) for value in values]], (1, 1, 1, 1)
    )
    caption = f"［{question['id']}］{question['text']}（n={len(numbers):,}）"
    return m.figure("table", f"{survey.id}_{question['id']}", caption, table, source_of(survey))


def source_of(survey: SurveyInput) -> str:
    return survey.codebook["source"] or survey.codebook["title"]


def base_text(base: object) -> str:
    """n=62, or n 不明 where no base was published."""
    return UNKNOWN_BASE if pd.isna(base) else f"n={base:,}"


def render_choices(rows: pd.DataFrame, survey: SurveyInput) -> Markup:
    """The numbers behind a chart, for readers who cannot see it and for copying."""
    shown = [(row.choice, _share(row)) for row in rows.itertuples()]
    unit = survey.codebook.get("unit") or "件"
    return render_rows(("選択肢", f"{unit}数（割合）"), shown, (70, 30), kind="list")


def _share(row) -> str:
    """18（29.0%）; `-` for nobody (the trade's mark); only the percentage where no count was published."""
    percent = "" if pd.isna(row.percent) else f"{number_text(float(row.percent))}%"
    if pd.isna(row.n):
        return percent
    return f"{row.n:,}（{percent}）" if row.n else "-"


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
