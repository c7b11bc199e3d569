"""Blocks of figures -> the columns of the long frame, one array each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.tabulate.block import Block, wilson
from helpers.tabulate.chi_square import Association
from helpers.tabulate.coded import CodedSurvey
from helpers.tabulate.hidden import Hidden
from helpers.tabulate.notes import base_words
from helpers.tabulate.results import COLUMNS
from helpers.tabulate.rows import STATISTIC
from helpers.tabulate.settings import Settings
from helpers.tabulate.significance import compare_columns, letter_columns

Records = dict[str, np.ndarray]
NUMERIC = [name for name, dtype in COLUMNS.items() if dtype in ("Int64", "Float64")]
COMPARED = ("mean", "nps", "score")  # statistics that are no share, but have a difference from the whole
OUTSIDE = "（表頭の設問を尋ねていない回答者を除く）"


def flatten_block(
    block: Block, whole: Block | None, hidden: Hidden, coded: CodedSurvey, settings: Settings
) -> Records:
    """Column by column, the rows of each one below the other; `whole` is what `difference` is taken from."""
    arrays = _figures(block, whole)
    for name, values in arrays.items():
        of_base = name.startswith("base")
        values[np.broadcast_to(hidden.columns, values.shape) if of_base else hidden.cells] = np.nan
    height, width = block.n.shape
    nothing = np.full(height * width, np.nan)
    flat = {name: arrays[name].T.ravel() if name in arrays else nothing for name in NUMERIC}
    letters = compare_columns(block, settings, coded.weights is not None, hidden.cells)
    flat |= _texts(block, height * width, coded, settings)
    for name in ("choice", "kind", "statistic"):
        flat[name] = np.tile(np.array([getattr(row, name) for row in block.rows], dtype=object), width)
    flat["banner_choice"] = np.repeat(np.array(block.banner.labels, dtype=object), height)
    flat["letter"] = np.repeat(letter_columns(block.banner), height)
    return flat | {"letters": letters.T.ravel(), "suppressed": hidden.cells.T.ravel()}


def _figures(block: Block, whole: Block | None) -> dict[str, np.ndarray]:
    is_share = block.is_share[:, None]
    percent = np.where(is_share, block.percent, np.nan)
    lower, upper = wilson(percent, block.effective)
    return {
        "n": block.n.copy(), "base": block.base.copy(), "percent": percent, "value": block.value.copy(),
        "difference": _difference(block, whole), "lower": lower, "upper": upper,
        "n_unweighted": block.n_plain.copy(), "base_unweighted": block.base_plain.copy(),
        "base_effective": block.effective.copy(),
    }  # fmt: skip


def _difference(block: Block, whole: Block | None) -> np.ndarray:
    """Points from the whole, of shares and of means."""
    if whole is None:
        return np.full(block.n.shape, np.nan)
    is_share = block.is_share[:, None]
    compared = np.array([row.is_share or row.statistic in COMPARED for row in block.rows], bool)[:, None]
    difference = np.where(is_share, block.percent - whole.percent, block.value - whole.value)
    return np.where(compared, difference, np.nan)


def _texts(block: Block, length: int, coded: CodedSurvey, settings: Settings) -> Records:
    """The columns that are the same in all rows of a block."""
    given = block.question.question
    note = base_words(given, settings.is_answered_base(coded.codebook, given))
    outside = bool(block.banner.name) and bool((block.banner.codes[block.question.codes > 0] == 0).any())
    same = {
        "survey": coded.id, "question": block.question.id, "question_text": given.get("text") or "",
        "matrix": given.get("matrix") or "", "item": given.get("item") or "", "type": block.question.type,
        "banner": block.banner.name, "base_note": note + (OUTSIDE if outside else ""),
        "source": f"{coded.file} の「{given.get('column') or block.question.id}」列",
    }  # fmt: skip
    texts = {name: np.full(length, value, dtype=object) for name, value in same.items()}
    return texts | {"synthetic": np.full(length, bool(given.get("synthetic")))}


def flatten_association(
    association: Association, block: Block, hidden: Hidden, coded: CodedSurvey, settings: Settings
) -> Iterator[Records]:
    """chi2 (with p and df), cramers_v and expected_below_5 (0-100) of each test that could be made."""
    for number, choice in enumerate(association.choices):
        if np.isnan(association.chi2[number]):
            continue
        left_out = hidden.hides_test(block, choice)
        flat = {name: np.full(3, np.nan) for name in NUMERIC}
        flat |= _texts(block, 3, coded, settings)
        if not left_out:
            values = (association.chi2, association.cramers_v, association.small)
            flat["value"] = np.array([each[number] for each in values])
            flat["p"][0], flat["df"][0] = association.p[number], association.df[number]
            flat["base"][:] = association.base[number]
        words = {"choice": choice, "kind": STATISTIC, "banner_choice": "", "letter": "", "letters": ""}
        flat |= {name: np.full(3, word, dtype=object) for name, word in words.items()}
        flat["statistic"] = np.array(["chi2", "cramers_v", "expected_below_5"], dtype=object)
        yield flat | {"suppressed": np.full(3, left_out)}


def join_records(parts: list[Records]) -> Records:
    """All parts one below the other."""
    if not parts:
        return {name: np.zeros(0) if name in NUMERIC else np.zeros(0, object) for name in COLUMNS}
    return {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
