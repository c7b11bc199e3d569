"""What the data book says about the survey as a whole; printed on the index sheet, and a table for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.dates import fiscal_year_label


@dataclass(frozen=True)
class Change:
    """One entry of the change history: what changed in which fiscal year, of which question."""

    fiscal_year: int | None
    question: str
    change: str
    note: str = ""


@dataclass(frozen=True)
class About:
    """The survey: `respondents` answered, `sent` were asked, both in `unit`; `start` and `end` are ISO days.

    `methods` are the sentences of helpers.tabulate.describe_method. `area_code` is a 標準地域コード or a 全国地方公共団体
    コード, `area_name` its official name. `received` tells how the export was read: encoding, delimiter, header rows.
    """

    id: str
    title: str
    respondents: int | None = None
    sent: int | None = None
    unit: str = "件"
    who: str = ""
    mode: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    synthetic: str = ""
    fiscal_year: int | None = None
    area_code: str = ""
    area_name: str = ""
    methods: tuple[str, ...] = ()
    history: tuple[Change, ...] = ()
    received: tuple[tuple[str, str], ...] = ()

    @property
    def period(self) -> str:
        """2024-01-19〜2024-02-23, or the end that is known."""
        return "〜".join(day for day in (self.start, self.end) if day)

    @property
    def year_label(self) -> str:
        """2023年度（令和5年度）."""
        return f"{self.fiscal_year}年度（{fiscal_year_label(self.fiscal_year)}）" if self.fiscal_year else ""


def build_about(
    codebook: Mapping,
    respondents: int | None = None,
    methods: Iterable[str] = (),
    fiscal_year: int | None = None,
    area: tuple[str, str] = ("", ""),
    history: Iterable[Change] = (),
    received: Mapping[str, object] | None = None,
) -> About:
    """About out of survey.yaml; `area` is (code, official name). Keys that the codebook lacks stay empty."""
    period = codebook.get("period") or {}
    return About(
        id=str(codebook.get("id") or "survey"),
        title=str(codebook.get("title") or codebook.get("id") or "調査"),
        respondents=respondents,
        sent=codebook.get("sent"),
        unit=str(codebook.get("unit") or "件"),
        who=str(codebook.get("respondents") or ""),
        mode=str(codebook.get("mode") or ""),
        start=_day(period.get("start")),
        end=_day(period.get("end")),
        source=str(codebook.get("source") or ""),
        synthetic=str(codebook.get("synthetic") or ""),
        fiscal_year=fiscal_year,
        area_code=area[0],
        area_name=area[1],
        methods=tuple(methods),
        history=tuple(history),
        received=tuple((key, str(value)) for key, value in (received or {}).items()),
    )


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")
