"""Dates and times: inside the fiscal year, on the weekday that is written, in the right order."""

from __future__ import annotations

import datetime as dt

from helpers.dates import fiscal_year_bounds, fiscal_year_label, seireki, weekday
from helpers.findings import Findings, Place
from helpers.raw.model import RawInputs

LONG_MEETING = dt.timedelta(hours=3)


def check_calendar(raw: RawInputs, findings: Findings) -> None:
    """Every date of the case: survey periods, forum, meeting log, platform meetings, media."""
    _check_surveys(raw, findings)
    _check_forum(raw, findings)
    _check_meetings(raw, findings)
    _check_platform(raw, findings)
    _check_media(raw, findings)


def _check_surveys(raw: RawInputs, findings: Findings) -> None:
    for name, survey in raw.surveys.items():
        file = f"surveys/{name}/survey.yaml"
        period = survey.codebook["period"] or {}
        for key in ("start", "end"):
            _check_year(raw, period.get(key), raw.yaml_place(file, "period", key), findings)
        _check_order(period.get("start"), period.get("end"), raw.yaml_place(file, "period", "end"), findings)


def _check_forum(raw: RawInputs, findings: Findings) -> None:
    forum = raw.forum
    if forum:
        _check_year(raw, forum["date"], raw.yaml_place("forum.yaml", "date"), findings)
        place = raw.yaml_place("forum.yaml", "weekday_received")
        _check_weekday(forum["date"], forum["weekday_received"], place, findings)
        _check_order(
            _time(forum["start"]), _time(forum["end"]), raw.yaml_place("forum.yaml", "end"), findings
        )


def _check_meetings(raw: RawInputs, findings: Findings) -> None:
    for row, meeting in raw.meetings.astype(object).iterrows():
        _check_year(raw, meeting["date"], raw.place("meetings", row, "date"), findings)
        _check_weekday(meeting["date"], meeting["weekday"], raw.place("meetings", row, "weekday"), findings)
        start, end, place = _time(meeting["start"]), _time(meeting["end"]), raw.place("meetings", row, "end")
        _check_order(start, end, place, findings)
        if start and end and end - start > LONG_MEETING:
            given = f"{meeting['start']}〜{meeting['end']}"
            message = "打合せが3時間を超えています。書き誤りではありませんか。"
            remedy = "正しければそのままで構いません。誤りなら corrections.yaml に直しを記録してください。"
            findings.add(
                "long-meeting", "warning", place, message, given=given, allowed="3時間以内", remedy=remedy
            )


def _check_platform(raw: RawInputs, findings: Findings) -> None:
    for number, meeting in enumerate(raw.platform.get("meetings", [])):
        place = raw.yaml_place("platform.yaml", "meetings", number, "date")
        _check_year(raw, meeting["date"], place, findings)
        if meeting["date"] is None:
            message = f"PF会合 第{meeting['number']}回の開催日がありません。"
            findings.add("missing-date", "info", place, message, remedy="分かれば date に書いてください。")


def _check_media(raw: RawInputs, findings: Findings) -> None:
    first, _ = fiscal_year_bounds(raw.case.fiscal_year)
    for row, value in raw.media["as_of"].items():
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(f"{value}-01") if value else None
        if day and day < first:
            place = raw.place("media", row, "as_of")
            message = "時点が年度の始まりより前です。"
            details = {"given": str(value), "allowed": f"{first} 以降", "remedy": "時点を確かめてください。"}
            findings.add("outside-fiscal-year", "warning", place, message, **details)


def _check_year(raw: RawInputs, date: object, place: Place, findings: Findings) -> None:
    first, last = fiscal_year_bounds(raw.case.fiscal_year)
    if isinstance(date, dt.date) and not first <= date <= last:
        message = f"日付が{fiscal_year_label(raw.case.fiscal_year)}の外です。"
        remedy = "年の書き誤りか、別の年度の記録ではないか確かめてください。"
        details = {"given": date.isoformat(), "allowed": f"{first}〜{last}", "remedy": remedy}
        findings.add("outside-fiscal-year", "error", place, message, **details)


def _check_weekday(date: object, given: object, place: Place, findings: Findings) -> None:
    if isinstance(date, dt.date) and isinstance(given, str) and given[0] != weekday(date):
        message = f"曜日が日付に合いません。正しくは{seireki(date)}です。"
        remedy = "どちらが正しいか確かめ、corrections.yaml に直しを記録してください。"
        findings.add(
            "weekday-mismatch", "error", place, message, given=given, allowed=weekday(date), remedy=remedy
        )


def _check_order(start: object, end: object, place: Place, findings: Findings) -> None:
    if start is not None and end is not None and end < start:
        message = "終わりが始まりより前です。"
        details = {"given": f"{_show(start)}〜{_show(end)}", "remedy": "始まりと終わりを確かめてください。"}
        findings.add("end-before-start", "error", place, message, **details)


def _time(text: object) -> dt.timedelta | None:
    """Time since midnight of "19:00"."""
    if not isinstance(text, str):
        return None
    hours, minutes = text.split(":")
    return dt.timedelta(hours=int(hours), minutes=int(minutes))


def _show(moment: dt.date | dt.timedelta) -> str:
    return str(moment).removesuffix(":00") if isinstance(moment, dt.timedelta) else moment.isoformat()
