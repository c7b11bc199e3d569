"""tabulate: every question of a survey, alone and by its banners, as one long frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.tabulate.banner import build_banner, build_whole
from helpers.tabulate.block import Block, build_block, wilson
from helpers.tabulate.coded import CodedQuestion, CodedSurvey
from helpers.tabulate.notes import base_words
from helpers.tabulate.results import COLUMNS, build_frame
from helpers.tabulate.rows import list_rows
from helpers.tabulate.settings import Settings

NUMERIC = [name for name, dtype in COLUMNS.items() if dtype in ("Int64", "Float64")]


def tabulate(
    coded: CodedSurvey, banners: Sequence[str] = (), settings: Settings | None = None
) -> pd.DataFrame:
    """df_by_question_choice (see `results.build_frame`) of all questions, the whole first, then each banner."""
    settings = settings or Settings()
    columns = [build_whole(coded.respondents), *(build_banner(name, coded) for name in banners)]
    parts: list[dict[str, np.ndarray]] = []
    for question in coded:
        rows = list_rows(question, settings.is_answered_base(coded.codebook, question.question))
        whole = build_block(question, rows, columns[0], coded.weights)
        parts.append(_flatten(whole, whole, coded, settings))
        for banner in columns[1:]:
            if question.id not in banner.questions:
                block = build_block(question, rows, banner, coded.weights)
                parts.append(_flatten(block, whole, coded, settings))
    return build_frame(_join(parts), coded.weights is not None)


def _flatten(block: Block, whole: Block, coded: CodedSurvey, settings: Settings) -> dict[str, np.ndarray]:
    """Column by column, its rows one below the other."""
    percent = np.where(block.is_share[:, None], block.percent, np.nan)
    lower, upper = wilson(percent, block.effective)
    shown = np.where(block.is_share[:, None], percent, block.value)
    against = np.where(whole.is_share[:, None], whole.percent, whole.value)
    arrays = {
        "n": block.n, "base": block.base, "percent": percent, "value": block.value,
        "difference": shown - against if block.banner.name else np.full(percent.shape, np.nan),
        "lower": lower, "upper": upper, "n_unweighted": block.n_plain, "base_unweighted": block.base_plain,
        "base_effective": block.effective,
    }  # fmt: skip
    height, width = percent.shape
    nothing = np.full(height * width, np.nan)
    flat = {name: arrays[name].T.ravel() if name in arrays else nothing for name in NUMERIC}
    return _describe_rows(block, width, coded, settings) | flat


def _describe_rows(block: Block, width: int, coded: CodedSurvey, settings: Settings) -> dict[str, np.ndarray]:
    """The columns of texts."""
    question, height = block.question.question, len(block.rows)
    same = _same_for_all(block.question, coded, settings) | {"banner": block.banner.name}
    flat = {name: np.full(height * width, value, dtype=object) for name, value in same.items()}
    for name in ("choice", "kind", "statistic"):
        flat[name] = np.tile(np.array([getattr(row, name) for row in block.rows], dtype=object), width)
    flat["banner_choice"] = np.repeat(np.array(block.banner.labels, dtype=object), height)
    for name in ("letter", "letters"):
        flat[name] = np.full(height * width, "", dtype=object)
    flat["suppressed"] = np.zeros(height * width, bool)
    flat["synthetic"] = np.full(height * width, bool(question.get("synthetic")))
    return flat


def _same_for_all(question: CodedQuestion, coded: CodedSurvey, settings: Settings) -> dict[str, str]:
    given = question.question
    answered = settings.is_answered_base(coded.codebook, given)
    return {
        "survey": coded.id, "question": question.id, "question_text": given["text"], "type": question.type,
        "matrix": given.get("matrix") or "", "item": given.get("item") or "",
        "base_note": base_words(given, answered), "source": f"{coded.file} の「{given.get('column') or question.id}」列",
    }  # fmt: skip


def _join(parts: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    if not parts:
        return {name: np.zeros(0) if name in NUMERIC else np.zeros(0, object) for name in COLUMNS}
    return {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
