"""tabulate: every question of a survey, alone and by its banners, as one long frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from helpers.tabulate.banner import build_banner, build_whole
from helpers.tabulate.banner_names import resolve_banner
from helpers.tabulate.block import Block, build_block
from helpers.tabulate.chi_square import measure_association
from helpers.tabulate.coded import CodedQuestion, CodedSurvey
from helpers.tabulate.hidden import Hidden, Hiding
from helpers.tabulate.records import Records, flatten_association, flatten_block, join_records
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
    columns = [build_whole(coded.respondents), *(build_banner(name, coded) for name in names)]
    hiding = Hiding(coded, settings)
    parts = [
        part for question in coded for part in _tabulate_question(question, columns, coded, settings, hiding)
    ]
    return build_frame(join_records(parts), coded.weights is not None)


def _tabulate_question(
    question: CodedQuestion, columns: list, coded: CodedSurvey, settings: Settings, hiding: Hiding
) -> Iterator[Records]:
    rows = list_rows(question, settings.is_answered_base(coded.codebook, question.question))
    whole = build_block(question, rows, columns[0], coded.weights)
    yield flatten_block(whole, None, hiding.find(whole), coded, settings)
    for banner in columns[1:]:
        if question.id in banner.questions:
            continue
        block = build_block(question, rows, banner, coded.weights)
        hidden = hiding.find(block)
        yield flatten_block(block, whole, hidden, coded, settings)
        yield from _associate(block, hidden, coded, settings)


def _associate(block: Block, hidden: Hidden, coded: CodedSurvey, settings: Settings) -> Iterator[Records]:
    association = measure_association(block)
    if association is not None:
        yield from flatten_association(association, block, hidden, coded, settings)
