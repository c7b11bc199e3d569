"""What the raw room hands on: one frozen record per case, one per survey, and the marks a cell may hold."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from helpers.case import Case
from helpers.findings import Findings, Place

NOT_APPLICABLE = "非該当"
SUPPRESSED = "秘匿"
UNREADABLE = "不明"


@dataclass(frozen=True)
class SurveyInput:
    """One survey as received, checked.

    `codebook` is survey.yaml with every declared key (None, [], {} or the default where it was left out).
    `questions` is flat: an item of a matrix is a question of its own (`Q10_1`, with `matrix` Q10, its `item`, and
    the `text` of the matrix), and so are the text of その他 (`Q5_other`, FA), the bands of a number (`Q3_band`) and
    the `derived` ones (`derived` True, `from` names the question they come from). Each has `column` filled in; a
    question that cannot be counted (no column, bad base) is left out, with a finding.

    `respondents` (df_by_respondent), index `row` = row in the response file:

        row | 回答ID (string) | Q17 SA (string) | Q18 FA (string) | Q19 MA (object)      | Q20 NUM (object)
        2   | R01             | はい            | <NA>            | ("人員", "その他")   | 12

    SCALE is as SA, NPS as NUM (0 to 10), DATE holds datetime.date, RANK a tuple of labels in the order of rank (""
    where a rank is not filled in). A cell is a value, `<NA>` (無回答), NOT_APPLICABLE (非該当: base filter not met),
    SUPPRESSED (秘匿) or, in all but FA, UNREADABLE (不明: something was answered, but it is no choice or no number;
    each has a finding). An MA tuple keeps the labels that are known.

    `weights`: one weight (float64, above 0) a respondent, with the index of `respondents`; None without weights.

    `shares` (df_by_published_share) or None:

        row | question (string) | choice (string) | percent (Float64, 0-100) | n (Int64, <NA> 不明) | source
    """

    id: str
    codebook: dict
    respondents: pd.DataFrame
    shares: pd.DataFrame | None = None
    weights: pd.Series | None = None

    @property
    def is_answered(self) -> bool:
        """Whether any answer has been received, as responses or as published shares."""
        return self.shares is not None or len(self.respondents) > 0


@dataclass(frozen=True)
class RawInputs:
    """Everything of docs/data_contract.md for one case, after corrections, with all findings.

    Table frames have the columns of the contract, index `row` (row in the file, headings are row 1), text
    columns `string`, counts `Int64`; dates and mixed values (`facts.value`, `media.value`, every `as_of`) are
    `object` columns of int, float, datetime.date, "2023-12", 非該当, 秘匿 or None. A missing file is {}, []
    or a frame without rows; in a document that is there, every declared key exists (None or [] where left out).
    A `facts` or `media` value that is a mark has blank unit, prefix and suffix. In `figures`, `caption` and `alt`
    are never blank, and `file` is None unless it is a picture that can be printed.
    `places` names the file (and sheet) of each table and survey; `corrections` records carry `applied`: True,
    False, or None where no file is named. `hashes` keys are relative to the project folder.
    """

    case: Case
    settings: dict
    facts: pd.DataFrame
    projects: dict
    surveys: dict[str, SurveyInput]
    forum: dict
    platform: dict
    participants: pd.DataFrame
    opinions: pd.DataFrame
    interviews: pd.DataFrame
    meetings: pd.DataFrame
    distribution: pd.DataFrame
    media: pd.DataFrame
    pins: pd.DataFrame
    codings: pd.DataFrame
    disclosure: pd.DataFrame
    chapters: dict[str, str]
    figures: list[dict]
    carry_over: list[dict]
    corrections: list[dict]
    findings: Findings
    hashes: dict[str, str]
    lines: dict[str, dict[tuple, int]]
    places: dict[str, Place] = field(default_factory=dict)

    def place(self, name: str, row: int | None = None, column: str = "") -> Place:
        """Place of a row and column in a table, by the table's (or survey id's) name."""
        base = self.places.get(name, Place(f"{name}.csv"))
        return Place(base.file, base.sheet, None if row is None else int(row), column)

    def yaml_place(self, file: str, *path: str | int) -> Place:
        """Place of a key in a YAML file: its line, and the path as text."""
        return path_place(file, path, self.lines.get(file, {}))


def path_place(file: str, path: tuple, lines: dict[tuple, int]) -> Place:
    """Place of `path`, or of the nearest key above it that has a line."""
    known = next((path[:end] for end in range(len(path), -1, -1) if path[:end] in lines), None)
    return Place(file, "", lines.get(known) if known is not None else None, path_text(path))


def path_text(path: tuple) -> str:
    """("projects", 0, "name") -> projects[0].name."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
