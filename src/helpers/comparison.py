"""The comparison of years (05): its parts in their order, numbered once, and what it hands to the exporter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from helpers import dates
from helpers.case import Years
from helpers.figures.store import write_pictures
from helpers.findings import Place
from helpers.handoff import write_frame, write_json
from helpers.raw.carry_over_checks import FILE
from helpers.sections import (
    years_answers,
    years_changes,
    years_figures,
    years_history,
    years_ledger,
    years_themes,
)
from helpers.sections.base import Section
from helpers.sections.years_base import Comparison
from helpers.steps import YEARS
from helpers.years.history import list_history
from helpers.years.indicators import list_indicators, read_indicator
from helpers.years.read import read_years

PARTS: list[tuple[str, str, Callable[[Comparison], Markup]]] = [
    ("summary", "要点", years_changes.build_summary),
    ("ledger", "積み残し課題台帳", years_ledger.build_ledger),
    ("indicators", "指標の推移", years_ledger.build_indicators),
    ("themes_carry_over", "積み残し課題のテーマの推移", partial(years_themes.build_themes, scope="carry_over")),
    ("themes_breakthrough", "ブレイクスルー要因のテーマの推移", partial(years_themes.build_themes, scope="breakthrough")),
    ("surveys", "調査・フォーラム・会合の推移", years_figures.build_surveys),
    ("answers", "調査の回答の推移", years_answers.build_answers),
    ("history", "設問の対応と変更の履歴", years_history.build_history),
    ("projects", "試行的事業と費用の推移", years_figures.build_projects),
    ("changes", "年度間の比較に影響する変更", years_changes.build_changes),
]  # fmt: skip


def read_comparison(years: Years) -> Comparison:
    """All years of a municipality. Raises MissingStep where 01 to 03 of one year have not been run."""
    comparison = Comparison(read_years(years))
    check_indicators(comparison)
    return comparison


def build_comparison(c: Comparison) -> dict[str, Section]:
    """Part id -> Section, built in printed order, so that 図表 numbers do not depend on the order of cells."""
    return {section.id: section for section in _sections(c)}


def _sections(c: Comparison) -> Iterator[Section]:
    yield Section("cover", years_changes.build_cover(c))
    for number, (part_id, title, builder) in enumerate(PARTS, 1):
        heading = Markup('<h2 id="part-{0}">{0}　{1}</h2>\n').format(number, title)
        body = Markup('<section class="part" id="{}">{}</section>').format(part_id, builder(c))
        yield Section(part_id, heading + body)


def check_indicators(c: Comparison) -> None:
    """A finding for each figure that a ledger names and a year does not have: it cannot be followed over the years."""
    for indicator in list_indicators(c.chain):
        held = zip(c.years, indicator.names, strict=True)
        absent = [year.label for year, name in held if read_indicator(year, name) is None]
        if absent:
            message = f"{'・'.join(absent)}には、この名前の数値がありません。その年度は「―」と印字します"
            remedy = "調査をしなかった年度ならそのままでよい。設問や選択肢が変わったのなら、対応表で確かめる"
            c.findings.add(
                "indicator-without-year", "warning", Place(FILE), message, given=indicator.name, remedy=remedy
            )


def write_comparison(c: Comparison, years: Years) -> None:
    """figures/ and outcome.json: what run.json and the cover of the PDF need, findings and figures included.

    Beside them changes.parquet (df_by_question_choice_change of every step) and history.parquet
    (df_by_question_change), for those who go on from there.
    """
    folder = years.processed / YEARS
    write_frame(c.chain.all_changes(), folder / "changes.parquet")
    write_frame(list_history(c.chain), folder / "history.parquet")
    write_pictures(c.drawn, folder / "figures")
    outcome = {
        "document": document_properties(c),
        "inputs": {file: digest for year in c.years for file, digest in year.raw.hashes.items()},
        "findings": [finding.to_dict() for finding in c.findings.sorted()],
        "figures": list(_figures(c)),
    }
    write_json(outcome, folder / "outcome.json")


def document_properties(c: Comparison) -> dict[str, str]:
    """Title, subtitle, author and date; the date is the last day of the latest fiscal year."""
    last_day = dates.fiscal_year_bounds(c.latest.number)[1]
    return {
        "title": c.name, "subtitle": years_changes.subtitle(c), "author": c.name, "date": last_day.isoformat(),
    }  # fmt: skip


def _figures(c: Comparison) -> Iterator[dict]:
    """Every indicator of every year, with its source."""
    for indicator in list_indicators(c.chain):
        for year, name in zip(c.years, indicator.names, strict=True):
            reading = read_indicator(year, name)
            if reading is not None:
                yield reading.fact.to_dict() | {"fiscal_year": year.number}
