"""What each YAML file of a new year takes over from the last one; the rest is emptied and stays as a comment.

Kept are names, structures, plans and codebooks. Emptied is what a year brings anew: dates, figures, results, and every
sentence that refers to a figure (`{{ … }}`), for the figure is last year's.
"""

from __future__ import annotations

import json
import re

from helpers.dates import fiscal_year_label
from helpers.newyear.blanks import CASE, DOCUMENTS
from helpers.newyear.yaml_text import Path, YamlText

CASE_TEXTS = (  # prose in case.yaml that may refer to figures
    ("internal_cooperation", "*", "task"),
    *(("previous_efforts", "*", key) for key in ("purpose", "activities", "members")),
    ("goals", "final"),
    ("external_structure", "*", "definition"),
    *(("external_structure", "*", key) for key in ("members", "approach")),
)
BROUGHT_ANEW = ("points", "projects.*.periods", "projects.*.venue", "projects.*.results")
DETAIL = ("summary", "result", "ingenuity")
SURVEY_EMPTIED = (
    "sent",
    "period.start",
    "period.end",
    "synthetic",
    "questions.*.published",
    "questions.*.synthetic",
)
SURVEY_OF_ANOTHER = ("source", "respondents")  # what another municipality's codebook says of itself
EMPTIED_NOTE = (
    "# 行頭に #{year}| のある行は{year}年度の記載（印字されない）。今年度の内容を書いたら消してよい。\n"
)
POPULATION = "要確認：人口は{source}から引き継いだ。新しい値があれば value・as_of・source を直す"
NOTE = re.compile(  # the notes that an earlier carrying over left
    r"^# 行頭に #[0-9]{4}\| のある行は.*\n|^[ \t]*# 要確認：人口は.*から引き継いだ。.*\n", re.MULTILINE
)


def name_source(source_year: int, year: int) -> str:
    """What the new year calls its source: 昨年度; 令和5年度 where that is not the year directly before."""
    return "昨年度" if source_year == year - 1 else fiscal_year_label(source_year)


def carry_case(text: str, source_year: int, year: int) -> str:
    """case.yaml of the new year: everything but this year's goals and sentences with last year's figures."""
    document = _open(text, source_year)
    document.replace(("fiscal_year",), str(year))
    document.note(("population",), POPULATION.format(source=name_source(source_year, year)))
    document.empty("goals", "this_year")
    for pattern in CASE_TEXTS:
        _empty_where_it_refers(document, pattern)
    return _close(document, source_year)


def blank_case(slug: str, year: int) -> str:
    return CASE.format(slug=slug, year=year)


def carry_projects(text: str, source_year: int) -> str:
    """projects.yaml: ids, names, content, aims, and who was contracted; no periods, costs or results."""
    document = _open(text, source_year)
    for pattern in BROUGHT_ANEW:
        _empty(document, pattern)
    for pattern in (("projects", "*", "content"), ("projects", "*", "aims")):
        _empty_where_it_refers(document, pattern)
    for path in document.paths("projects", "*", "contractors", "*", "cost_yen"):
        document.empty(*path)
    for key in DETAIL:
        _empty(document, f"projects.*.detail.{key}")
    return _close(document, source_year)


def carry_forum(text: str, source_year: int) -> str:
    """forum.yaml: only which survey asked those who came."""
    document = _open(text, source_year)
    for key in document.value() or {}:
        if key != "questionnaire":
            document.empty(key)
    return _close(document, source_year)


def carry_platform(text: str, source_year: int) -> str:
    """platform.yaml: the links of the picture; no meetings."""
    document = _open(text, source_year)
    document.empty("meetings")
    return _close(document, source_year)


def carry_figures(text: str, source_year: int) -> str:
    """figures.yaml: the slots; no picture, caption or alternative text."""
    document = _open(text, source_year)
    for key in ("file", "caption", "alt"):
        _empty(document, f"*.{key}")
    return _close(document, source_year)


def carry_survey(text: str, source_year: int, *, same_municipality: bool) -> str:
    """survey.yaml: the codebook; not how many were asked and when, nor what was invented."""
    document = _open(text, source_year)
    for pattern in (*SURVEY_EMPTIED, *(() if same_municipality else SURVEY_OF_ANOTHER)):
        _empty(document, pattern)
    return _close(document, source_year)


CARRIED = {
    "projects.yaml": carry_projects,
    "forum.yaml": carry_forum,
    "platform.yaml": carry_platform,
    "figures.yaml": carry_figures,
}


def carry_document(file: str, text: str | None, source_year: int) -> str:
    """One of the files in CARRIED; the blank one where last year had none."""
    return DOCUMENTS[file] if text is None else CARRIED[file](text, source_year)


def write_issues(issues: list[dict], source_year: int) -> str:
    """carry_over.yaml: every open issue, as a comment until its status is decided.

    What is missing from the ledger is a finding (`missing-issue`), one for each issue, until then.
    """
    still_open = [issue for issue in issues if issue["status"] != "解消"]
    if not still_open:
        return f"# 積み残し課題台帳。{source_year}年度から引き継ぐ課題はない。\n[]\n"
    head = [
        f"# 積み残し課題台帳。下は{source_year}年度末に残っていた課題（解消したものは除く）。",
        "# 年度末の状態が決まったら、その課題の行頭の「# 」を外し、status を書く。決まるまでは指摘に挙がる。",
        "# id・title・origin は変えない。done は今年度行ったこと、evidence は発言の id、projects は projects.yaml の id。",
        "# 今年度に生じた課題は、年度末に新しい id（CO-年度-番号）で、status: 未着手 として加える。",
    ]
    return "\n".join(
        [*head, *(line for issue in still_open for line in _issue_lines(issue, source_year)), ""]
    )


def _issue_lines(issue: dict, source_year: int) -> list[str]:
    quoted = {key: json.dumps(issue.get(key), ensure_ascii=False) for key in ("title", "theme", "indicators")}
    return [
        "#",
        f"# - id: {issue['id']}",
        f"#   title: {quoted['title']}",
        *([f"#   theme: {quoted['theme']}"] if issue.get("theme") else []),
        f"#   origin: {issue['origin']}",
        f"#   status:                 # {source_year}年度末は「{issue['status']}」。未着手 / 着手 / 継続 / 解消 から選ぶ",
        "#   done: null",
        f"#   indicators: {quoted['indicators'] if issue.get('indicators') else '[]'}",
        "#   projects: []",
        "#   evidence: []",
    ]


def _open(text: str, source_year: int) -> YamlText:
    return YamlText(NOTE.sub("", text), source_year)


def _close(document: YamlText, source_year: int) -> str:
    text = document.text
    return EMPTIED_NOTE.format(year=source_year) + text if f"#{source_year}| " in text else text


def _empty(document: YamlText, pattern: str) -> None:
    for path in document.paths(*pattern.split(".")):
        document.empty(*path)


def _empty_where_it_refers(document: YamlText, pattern: Path) -> None:
    """A text, or the items of a list of texts, that hold a reference."""
    for path in document.paths(*pattern):
        if isinstance(document.value(*path), list):
            document.empty_items(path, _refers)
        elif _refers(document.value(*path)):
            document.empty(*path)


def _refers(value: object) -> bool:
    return "{{" in str(value)
