"""付録D: the crosstabs that the codebooks name, each with its chart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from helpers.raw import SurveyInput
from helpers.sections.base import Materials, stack
from helpers.sections.detail_survey import source_of
from helpers.survey_tables import build_crosstabs, chart_captions, render_grid
from helpers.tables import bullets
from helpers.tabulate import Settings, describe_method


def build_crosstab_appendix(m: Materials) -> Markup:
    """Every survey with a banner, question by question; then how it was tabulated. Empty where there is none."""
    names = dict.fromkeys(m.crosstabs.loc[m.crosstabs["banner"] != "", "survey"])
    if not names:
        return Markup()
    parts = [part for name in names for part in _survey(m, m.raw.surveys[name])]
    method = describe_method(Settings(), m.crosstabs[m.crosstabs["survey"].isin(names)])
    return stack(*parts, Markup("<h3>集計の方法</h3>"), bullets(method))


def _survey(m: Materials, survey: SurveyInput) -> Iterator[Markup]:
    yield Markup("<h3>{}</h3>").format(survey.codebook["title"])
    tables = build_crosstabs(m.crosstabs[m.crosstabs["survey"] == survey.id])
    for heading, same in groupby(tables, key=lambda table: table.heading):
        yield Markup("<h4>{}</h4>").format(heading)
        for table in same:
            yield m.figure(
                "table", table.name, table.title, render_grid(table), source_of(survey), table.notes
            )
            for name, caption in chart_captions(table).items():
                if name in m.pictures:
                    yield m.picture(name, caption, source_of(survey))
