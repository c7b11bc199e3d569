"""Blocks of figures -> the columns of the long frame, one array each."""

from __future__ import annotations

import numpy as np

from helpers.tabulate.block import Block, wilson
from helpers.tabulate.chi_square import Association, measure_association
from helpers.tabulate.coded import CodedSurvey
from helpers.tabulate.hidden import Hidden
from helpers.tabulate.notes import base_words
from helpers.tabulate.results import COLUMNS
from helpers.tabulate.rows import STATISTIC
from helpers.tabulate.settings import Settings
from helpers.tabulate.significance import compare_columns

Records = dict[str, np.ndarray]
NUMERIC = [name for name, dtype in COLUMNS.items() if dtype in ("Int64", "Float64")]
COMPARED = ("mean", "nps", "score")  # statistics that are no share, but have a difference from the whole
TESTS = ("chi2", "cramers_v", "expected_below_5")
OWN = ("choice", "kind", "statistic", "banner", "banner_choice", "letter", "letters", "suppressed")
OUTSIDE = "（集計軸の設問を尋ねていない回答者を除く）"


def flatten(block: Block, hidden: Hidden, coded: CodedSurvey, settings: Settings) -> Records:
    """All rows of one question: column by column, after each banner its tests."""
    parts = [_flatten_figures(block, hidden, coded, settings)]
    association = measure_association(block, hidden.cells)
    if association is not None:
        parts.append(_flatten_tests(association, block))
    joined = join_records(parts, [*NUMERIC, *OWN, "owner"])
    order = np.argsort(joined.pop("owner"), kind="stable")
    joined = {name: values[order] for name, values in joined.items()}
    return joined | _same_texts(block, len(order), coded, settings, joined["banner"])


def _flatten_figures(block: Block, hidden: Hidden, coded: CodedSurvey, settings: Settings) -> Records:
    arrays = _figures(block)
    for name, values in arrays.items():
        if not name.startswith("base"):
            values[hidden.cells] = np.nan
        if name not in ("n", "n_unweighted"):
            values[hidden.bases] = np.nan
    height, width = block.n.shape
    nothing, columns = np.full(height * width, np.nan), block.columns
    flat = {name: arrays[name].T.ravel() if name in arrays else nothing for name in NUMERIC}
    letters = compare_columns(block, settings, coded.weights is not None, hidden.cells)
    for name in ("choice", "kind", "statistic"):
        flat[name] = np.tile(np.array([getattr(row, name) for row in block.rows], dtype=object), width)
    for name, values in {"banner": columns.names, "banner_choice": columns.labels, "letter": columns.letters,
                         "owner": columns.owner}.items():  # fmt: skip
        flat[name] = np.repeat(values, height)
    return flat | {"letters": letters.T.ravel(), "suppressed": hidden.cells.T.ravel()}


def _figures(block: Block) -> dict[str, np.ndarray]:
    percent = np.where(block.is_share[:, None], block.percent, np.nan)
    lower, upper = wilson(percent, block.effective)
    return {
        "n": block.n.copy(), "base": block.base.copy(), "percent": percent, "value": block.value.copy(),
        "difference": _difference(block), "lower": lower, "upper": upper,
        "n_unweighted": block.n_plain.copy(), "base_unweighted": block.base_plain.copy(),
        "base_effective": block.effective.copy(),
    }  # fmt: skip


def _difference(block: Block) -> np.ndarray:
    """Points from the whole (the first column), of shares and of means."""
    is_share = block.is_share[:, None]
    compared = np.array([row.is_share or row.statistic in COMPARED for row in block.rows], bool)
    shown = np.where(is_share, block.percent, block.value)
    difference = shown - shown[:, :1]
    difference[~compared] = np.nan
    difference[:, 0] = np.nan
    return difference


def _flatten_tests(association: Association, block: Block) -> Records:
    """chi2 (with p and df), cramers_v and expected_below_5 (0-100) of each test that could be made."""
    banners, choices = np.nonzero(np.isfinite(association.chi2.T))
    told = np.where(association.hidden, np.nan, 1.0)
    each = {name: (getattr(association, name) * told)[choices, banners] for name in ("p", "df", "base")}
    values = [
        (held * told)[choices, banners]
        for held in (association.chi2, association.cramers_v, association.small)
    ]
    height, length = len(TESTS), len(TESTS) * len(banners)
    first = np.arange(length) % height == 0
    flat = {name: np.full(length, np.nan) for name in NUMERIC}
    flat["value"] = np.array(values).T.ravel()
    for name, held in {"p": each["p"], "df": each["df"]}.items():
        flat[name][first] = held
    flat["base"] = flat["base_effective"] = np.repeat(each["base"], height)
    owner = association.banners[banners]
    texts = {"kind": STATISTIC, "banner_choice": "", "letter": "", "letters": ""}
    flat |= {name: np.full(length, word, dtype=object) for name, word in texts.items()}
    flat["choice"] = np.repeat(np.array(association.choices, dtype=object)[choices], height)
    flat["banner"] = np.repeat(np.array([b.name for b in block.columns.banners], dtype=object)[owner], height)
    flat["statistic"] = np.tile(np.array(TESTS, dtype=object), len(banners))
    left_out = np.repeat(association.hidden[choices, banners], height)
    return flat | {"suppressed": left_out, "owner": np.repeat(owner, height)}


def _same_texts(
    block: Block, length: int, coded: CodedSurvey, settings: Settings, banners: np.ndarray
) -> Records:
    """What is the same in all rows of a question, and the base in words."""
    given = block.question.question
    texts = {
        "survey": coded.id, "question": block.question.id, "question_text": given.get("text") or "",
        "matrix": given.get("matrix") or "", "item": given.get("item") or "", "type": block.question.type,
        "source": f"{coded.file} の「{given.get('column') or block.question.id}」列",
    }  # fmt: skip
    flat = {name: np.full(length, value, dtype=object) for name, value in texts.items()}
    note = base_words(given, settings.is_answered_base(coded.codebook, given))
    named = zip(block.columns.banners, block.outside, strict=True)
    notes = {banner.name: note + (OUTSIDE if outside else "") for banner, outside in named}
    flat["base_note"] = np.array([notes[banner] for banner in banners], dtype=object)
    return flat | {"synthetic": np.full(length, bool(given.get("synthetic")))}


def join_records(parts: list[Records], names: list[str] | None = None) -> Records:
    """All parts one below the other."""
    if not parts:
        return {name: np.zeros(0) if name in NUMERIC else np.zeros(0, object) for name in COLUMNS}
    return {name: np.concatenate([part[name] for part in parts]) for name in names or COLUMNS}
