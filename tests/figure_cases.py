"""Literal frames of df_by_question_choice for the tests of charts, and what a figure shows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from helpers.figures import use_style
from helpers.figures.picture import Picture
from helpers.tabulate.results import COLUMNS

MARKS = ("無回答", "不明", "秘匿")
SCALE = ["満足", "やや満足", "やや不満", "不満"]


def count_rows(
    columns: dict[tuple[str, str], tuple[int, list[int | None]]], choices: list[str], **same
) -> list[dict]:
    """Rows of counts: {(banner, label): (base, [n, None where suppressed])}, differences from the first column."""
    whole = next(iter(columns.values()))
    rows = []
    for (banner, label), (base, counts) in columns.items():
        for choice, n, total in zip(choices, counts, whole[1], strict=True):
            percent = None if n is None or not base else 100 * n / base
            rows.append(
                {"survey": "survey", "question": "Q1", "type": "SA", "base_note": "全回答者"}
                | {"choice": choice, "kind": "mark" if choice in MARKS else "choice", "banner": banner}
                | {"banner_choice": label, "n": n, "base": base, "base_unweighted": base, "percent": percent}
                | {"n_unweighted": n, "suppressed": n is None}
                | {"difference": percent - 100 * total / whole[0] if banner and percent is not None and total is not None else None}
                | same
            )  # fmt: skip
    return rows


def statistic_rows(values: dict[tuple[str, str], dict[str, float | None]], base: int, **same) -> list[dict]:
    """Rows of statistics: {(banner, label): {name: value}}."""
    return [
        {"survey": "survey", "question": "Q1", "type": "SCALE", "base_note": "全回答者", "kind": "statistic"}
        | {"banner": banner, "banner_choice": label, "statistic": name, "value": value, "base": base}
        | {"base_unweighted": base, "base_effective": base}
        | same
        for (banner, label), held in values.items()
        for name, value in held.items()
    ]


def build_frame(rows: Iterable[dict]) -> pd.DataFrame:
    """All columns of the result, blank where a row does not say."""
    df = pd.DataFrame(list(rows))
    for name, dtype in COLUMNS.items():
        blank = {"str": "", "bool": False}.get(dtype, pd.NA)
        held = df[name] if name in df else pd.Series([blank] * len(df), dtype=object)
        df[name] = held.astype(object).where(held.notna(), blank)
    return df[list(COLUMNS)].astype(COLUMNS)


def texts_of(picture: Picture) -> list[str]:
    found = picture.figure.findobj(Text)
    return [text.get_text() for text in found if text.get_text() and text.get_visible()]


def find_overlaps(picture: Picture) -> list[tuple[str, str]]:
    """Pairs of texts that stand over one another, measured as they are drawn."""
    with use_style():
        renderer = FigureCanvasAgg(picture.figure).get_renderer()
        picture.figure.draw(renderer)
        texts = [t for t in picture.figure.findobj(Text) if t.get_text() and t.get_visible()]
        boxes = [(t.get_text(), Text.get_window_extent(t, renderer)) for t in texts]
    return [
        (a[0], b[0])
        for a, b in combinations(boxes, 2)
        if a[1].shrunk(0.98, 0.8).overlaps(b[1].shrunk(0.98, 0.8))
    ]


def find_cut(picture: Picture) -> list[str]:
    """Texts that leave the figure."""
    with use_style():
        renderer = FigureCanvasAgg(picture.figure).get_renderer()
        page = picture.figure.bbox
        texts = [t for t in picture.figure.findobj(Text) if t.get_text() and t.get_visible()]
        boxes = [(t.get_text(), Text.get_window_extent(t, renderer)) for t in texts]
    return [
        text
        for text, box in boxes
        if box.x0 < -1 or box.x1 > page.x1 + 1 or box.y0 < -1 or box.y1 > page.y1 + 1
    ]


def fills_of(picture: Picture, height: float) -> list[tuple[float, str]]:
    """(width in mm, fill) of the rectangles of one height, in the order drawn."""
    from matplotlib.colors import to_hex

    patches = picture.figure.axes[0].patches
    return [
        (round(p.get_width(), 3), to_hex(p.get_facecolor()))
        for p in patches
        if abs(p.get_height() - height) < 1e-6 and p.get_facecolor()[3]
    ]
