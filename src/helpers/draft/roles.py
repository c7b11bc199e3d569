"""Each column as id, time, weight or question, or left out with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.draft.columns import Column
from helpers.draft.metadata import (
    is_identifier,
    is_technical,
    is_timestamp,
    is_unique,
    is_weight,
    personal_kind,
    prefer_timestamp,
)  # fmt: skip
from helpers.draft.model import LeftOut
from helpers.draft.twins import month_of_timestamp
from helpers.findings import Findings, Place


@dataclass
class Roles:
    """Columns by what they are; of several ids, times and weights the one that is used stands first."""

    ids: list[Column] = field(default_factory=list)
    times: list[Column] = field(default_factory=list)
    weights: list[Column] = field(default_factory=list)
    questions: list[Column] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def assign_roles(columns: list[Column], place: Place, findings: Findings) -> Roles:
    """The roles of all columns; personal data and what follows from the time of answering are told as findings."""
    roles = Roles()
    for column in columns:
        _assign(column, roles, place, findings)
    if roles.times:
        first = prefer_timestamp(roles.times)
        roles.times.sort(key=lambda column: column is not first)
        _leave_out_months(roles, place, findings)
    for name, found in (("id", roles.ids), ("日時", roles.times), ("ウェイト", roles.weights)):
        roles.left_out += [
            LeftOut(column.name, f"{name}の列は「{found[0].name}」を使う") for column in found[1:]
        ]
    return roles


def _assign(column: Column, roles: Roles, place: Place, findings: Findings) -> None:
    if is_weight(column):
        roles.weights.append(column)
    elif is_timestamp(column):
        roles.times.append(column)
    elif is_identifier(column) and is_unique(column):
        roles.ids.append(column)
    elif why := _why_unread(column, place, findings):
        roles.left_out.append(LeftOut(column.name, why))
    else:
        roles.questions.append(column)


def _leave_out_months(roles: Roles, place: Place, findings: Findings) -> None:
    """A column that holds the one month of all answers."""
    time = roles.times[0]
    for column in [one for one in roles.questions if len(one.labels) == 1 and month_of_timestamp(one, time)]:
        roles.questions.remove(column)
        roles.left_out.append(LeftOut(column.name, f"「{time.name}」の月と同じで、値は一つだけ"))
        where = Place(place.file, place.sheet, None, column.name)
        message = f"「{time.name}」の月と同じです。設問にしませんでした。"
        findings.add("derived-column", "info", where, message)


def _why_unread(column: Column, place: Place, findings: Findings) -> str:
    """The reason why a column is no question, or ""."""
    if kind := personal_kind(column):
        where = Place(place.file, place.sheet, None, column.name)
        message = "個人が特定される列のようです。設問にせず、読みません。"
        remedy = "集計に要らなければ、受け取った表から除いてください。"
        findings.add("personal-data", "warning", where, message, given=kind, remedy=remedy)
        return "個人が特定される列らしいので読まない"
    if is_identifier(column) and column.answered:
        return "番号の列だが、空欄か重なりがあり id にできない"
    return "調査ツールが書き込む列らしい" if is_technical(column) else ""
