"""The files of a new raw folder: carried over from the year before, from another municipality, or blank."""

from __future__ import annotations

from pathlib import Path

from helpers.case import Case
from helpers.contract import CHAPTERS, TO_CHECK, WORKBOOK
from helpers.findings import Findings
from helpers.newyear import carry
from helpers.newyear.blanks import CORRECTIONS, DOCUMENTS
from helpers.newyear.chapters import blank_chapter, carry_chapter
from helpers.newyear.responses import read_header, write_header
from helpers.newyear.rows import carry_rows, suggest_values
from helpers.newyear.workbook import build_workbook
from helpers.raw import RawInputs
from helpers.raw.files import read_text

Files = dict[str, str | bytes]  # path in the raw folder -> content
CHECKS = """\
# 引き継いだもののうち、今年度も正しいかを確かめるもの（{source} から）

次のものは値のまま引き継いだので、直さなければ印字される。確かめたら、このファイルを消す（消すまで指摘に挙がる）。

- case.yaml：章の番号、担当部局、人口とその時点、庁内連携の部署と役割、従前の取組、最終的なゴール、外部連携体制
- projects.yaml：事業の id・名称・内容・目的、発注先の名前（行わない事業は消す）
- platform.yaml：つながりの名前・説明・区分
- figures.yaml：図版の枠と出典
- surveys/＜id＞/survey.yaml：題、対象、出典、設問と選択肢（変えた設問は新しい id にする）
- inputs.xlsx：participants（参加者）、distribution（配布先）、facts（数値台帳の名前・単位・前後の語）
"""


def carry_over(source: RawInputs, case: Case) -> Files:
    """The next year of the same municipality."""
    year, folder = source.case.fiscal_year, source.case.raw
    name = carry.name_source(year, case.fiscal_year)
    texts = {file: _text(folder, file) for file in ("case.yaml", *DOCUMENTS)}
    return {
        "case.yaml": carry.carry_case(texts["case.yaml"] or "", year, case.fiscal_year),
        **{file: carry.carry_document(file, texts[file], year) for file in DOCUMENTS},
        "carry_over.yaml": carry.write_issues(source.carry_over, year),
        "corrections.yaml": CORRECTIONS,
        **_surveys(source, same_municipality=True),
        **{f"chapters/{stem}.md": carry_chapter(text, name) for stem, text in _chapters(source).items()},
        TO_CHECK: CHECKS.format(source=source.case),
        WORKBOOK: build_workbook(carry_rows(source), case.fiscal_year, suggest_values(source)),
    }


def begin(case: Case, model: RawInputs | None = None) -> Files:
    """The first year of a municipality: blank, but for the questions of another's surveys, where one is the model."""
    forum = DOCUMENTS["forum.yaml"]
    if model and (questionnaire := model.forum.get("questionnaire")):
        forum = forum.replace("questionnaire: null ", f"questionnaire: {questionnaire} ")
    return {
        "case.yaml": carry.blank_case(case.municipality, case.fiscal_year),
        **DOCUMENTS,
        "forum.yaml": forum,
        "carry_over.yaml": "# 積み残し課題台帳。書き方は docs/data_contract.md。年度末に課題を加え、[] を消す。\n[]\n",
        "corrections.yaml": CORRECTIONS,
        **(_surveys(model, same_municipality=False) if model else {}),
        **{f"chapters/{stem}.md": blank_chapter(stem) for stem in CHAPTERS},
        WORKBOOK: build_workbook({}, case.fiscal_year),
    }


def _chapters(source: RawInputs) -> dict[str, str]:
    return {stem: source.chapters.get(stem, blank_chapter(stem)) for stem in CHAPTERS} | source.chapters


def _surveys(source: RawInputs, *, same_municipality: bool) -> Files:
    """Codebooks, and a table of responses that holds its headings only. Published shares are last year's: none."""
    files: Files = {}
    for name, survey in source.surveys.items():
        folder = source.case.raw / "surveys" / name
        text = _text(folder, "survey.yaml") or ""
        year = source.case.fiscal_year
        files[f"surveys/{name}/survey.yaml"] = carry.carry_survey(
            text, year, same_municipality=same_municipality
        )
        if header := read_header(folder, survey.codebook):
            files[f"surveys/{name}/responses.csv"] = write_header(header)
    return files


def _text(folder: Path, file: str) -> str | None:
    path = folder / file
    return read_text(path, file, Findings()) if path.is_file() else None
