"""Blocks of figures -> the columns of the long frame, one array each."""

from __future__ import annotations

from collections.abc import Iterator

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
OUTSIDE = "（表頭の設問を尋ねていない回答者を除く）"


def flatten(block: Block, hidden: Hidden, coded: CodedSurvey, settings: Settings) -> Records:
    """All rows of one question: column by column, after each banner its tests."""
    parts = [_flatten_figures(block, hidden, coded, settings)]
    for number in range(1, len(block.columns.banners)):
        association = measure_association(block, number)
        if association is not None:
            parts.extend(_flatten_tests(association, block, number, hidden))
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


def _flatten_tests(association: Association, block: Block, number: int, hidden: Hidden) -> Iterator[Records]:
    """chi2 (with p and df), cramers_v and expected_below_5 (0-100) of each test that could be made."""
    words = {"kind": STATISTIC, "banner": block.columns.banners[number].name, "banner_choice": ""}
    for place in np.flatnonzero(np.isfinite(association.chi2)):
        choice = association.choices[place]
        left_out = hidden.hides_test(block, number, choice)
        flat = {name: np.full(len(TESTS), np.nan) for name in NUMERIC}
        if not left_out:
            values = (association.chi2, association.cramers_v, association.small)
            flat["value"] = np.array([each[place] for each in values])
            flat["p"][0], flat["df"][0] = association.p[place], association.df[place]
            flat["base"][:] = flat["base_effective"][:] = association.base[place]
        texts = words | {"choice": choice, "letter": "", "letters": ""}
        flat |= {name: np.full(len(TESTS), word, dtype=object) for name, word in texts.items()}
        flat["statistic"] = np.array(TESTS, dtype=object)
        yield flat | {"suppressed": np.full(len(TESTS), left_out), "owner": np.full(len(TESTS), number)}


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
