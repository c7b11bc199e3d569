"""tabulate: every question of a survey, alone and by its banners, as one long frame."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.tabulate.banner import build_banner, build_whole
from helpers.tabulate.banner_names import resolve_banner
from helpers.tabulate.block import build_block
from helpers.tabulate.coded import CodedQuestion, CodedSurvey
from helpers.tabulate.columns import Columns, leave_out, line_up
from helpers.tabulate.hidden import Hiding
from helpers.tabulate.records import Records, flatten, join_records
from helpers.tabulate.results import build_frame
from helpers.tabulate.rows import list_rows
from helpers.tabulate.settings import Settings


def tabulate(
    coded: CodedSurvey, banners: Sequence[str] = (), settings: Settings | None = None
) -> pd.DataFrame:
    """df_by_question_choice (see `results.build_frame`): each question as a whole, then by each banner.

    A question is not broken down by itself. Raises ParameterError where a banner cannot be used (`check_banners` says
    so before). A survey of which only shares were published has no rows here.
    """
    settings = settings or Settings()
    names = list(dict.fromkeys(resolve_banner(name, coded) for name in banners))
    built = [build_whole(coded.respondents), *(build_banner(name, coded) for name in names)]
    hiding, all_columns = Hiding(coded, settings), line_up(built)
    parts = []
    for question in coded:
        columns = leave_out(all_columns, question.id)
        parts.append(_tabulate_question(question, columns, coded, settings, hiding))
    return build_frame(join_records(parts), coded.weights is not None)


def _tabulate_question(
    question: CodedQuestion, columns: Columns, coded: CodedSurvey, settings: Settings, hiding: Hiding
) -> Records:
    rows = list_rows(question, settings.is_answered_base(coded.codebook, question.question))
    block = build_block(question, rows, columns, coded.weights)
    return flatten(block, hiding.find(block), coded, settings)
