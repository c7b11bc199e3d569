"""Printed survey tables one below the other, as a notebook cell shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.render import render_table

NOTHING = Markup("<p>集計表はありません。</p>")
STYLE = Markup("""<style>
.survey-tables figure { margin: 0 0 2rem; overflow-x: auto; }
.survey-tables figcaption { font-weight: 700; margin-bottom: .5rem; text-align: left; }
.survey-tables table.survey { border-collapse: collapse; width: auto; max-width: 100%; margin: 0; font-size: 13px;
  line-height: 1.5; border-top: 2px solid #00118f; border-bottom: 2px solid #00118f; table-layout: auto; }
.survey-tables table.survey :is(th, td) { text-align: left; vertical-align: top; padding: .3rem .6rem; white-space: normal;
  background: transparent; border: 0; border-bottom: 1px solid #d9d9d9; color: inherit; max-width: 22em; }
.survey-tables table.survey thead th { background: #e8eefc; color: #1a1a1a; border-bottom: 1px solid #b3b3b3; vertical-align: bottom; }
.survey-tables table.survey thead .spanner { text-align: center; }
.survey-tables table.survey tbody th { font-weight: 400; }
.survey-tables table.survey .num { text-align: right; font-variant-numeric: tabular-nums; }
.survey-tables table.survey tbody + tbody { border-top: 1px solid #767676; }
.survey-tables table.survey tr.total > * { font-weight: 700; background: #f2f5ff; color: #1a1a1a; }
.survey-tables table.survey .higher { background: #e3ebff; color: #1a1a1a; } .survey-tables table.survey .higher.far { background: #c5d7fb; }
.survey-tables table.survey .lower { background: #ffeee2; color: #1a1a1a; } .survey-tables table.survey .lower.far { background: #ffd9bd; }
.survey-tables .tests { font-size: .85em; white-space: nowrap; } .survey-tables .mark { border: 1px solid #8a3200; border-radius: 3px;
  background: transparent; color: #8a3200; font-size: .75rem; padding: 0 .4em; }
.survey-tables :is(.source, .note) { font-size: 12px; margin: .2rem 0; }
</style>""")


@dataclass(frozen=True)
class TableGallery:
    """Tables in the house look, each with its caption; shown by JupyterLab as HTML."""

    tables: Sequence[SurveyTable]

    def _repr_html_(self) -> str:
        if not self.tables:
            return str(NOTHING)
        body = Markup("\n").join(render_table(table) for table in self.tables)
        return str(Markup('{}<div class="survey-tables">\n{}\n</div>').format(STYLE, body))
