"""KWIC concordance: every place of a word or expression with what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from helpers.errors import ParameterError
from helpers.text.dictionaries import normalise
from helpers.text.documents import Documents
from helpers.text.nodes import Node, find_node
from helpers.text.store import Tokens
from helpers.text.units import assign_units

SPAN = (
    5  # positions left and right of the node that can be sorted by, and that collocations count (as KH Coder)
)
LEFT = tuple(f"l{place}" for place in range(SPAN, 0, -1))
RIGHT = tuple(f"r{place}" for place in range(1, SPAN + 1))
OFFSETS = tuple(range(-SPAN, 0)) + tuple(range(1, SPAN + 1))
SORTS = ("document", "node", *LEFT, *RIGHT)
SHOWN = ("document", "unit", "left", "node", "right")
LINE_END = r"\s*[\r\n]\s*"
BREAKS = str.maketrans({"\n": "↵", "\r": None})


def find_kwic(
    tokens: Tokens,
    documents: Documents,
    node: Node,
    df_by_unit: pd.DataFrame | None = None,
    *,
    width: int = 24,
    count: str = "characters",
    df_by_entry: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Each place where `node` stands, in the order of the texts.

        df_by_hit (one row a place; the external variables of its text at the end)
        document | unit | left     | node   | right  | position | start .. last | l5 .. l1 | r1 .. r5 | Q1
        1        | 1    | 町会では | 孤独死 | が増え | 3        | 4             | 町会 ..  | が ..    | 男性
        str      | str  | str      | str    | str    | int64    | int64         | str      | str      | str

    `left` and `right`: `width` characters or tokens (`count`) of the same text, as written; `position`: which token of
    its text the node begins with, from 0; start, end: offsets in the text; first, last: rows of the token store;
    l5..r5: base forms beside the node, "" beyond the text. `df_by_unit` (split_units) names the unit, by default the
    text; `df_by_entry` (select_words): synonyms are found by their term. Raises ParameterError as `find_node`.
    """
    spans = find_node(tokens, node, df_by_entry)
    rows = spans["document"].to_numpy()
    begin, stop = _reach(tokens, spans, width, count)
    texts = [tokens.texts[row] for row in rows]
    cuts = list(zip(texts, begin, spans["start"], spans["end"], stop, strict=True))
    frame = pd.DataFrame({"document": documents.frame["document"].to_numpy()[rows]}, dtype="str")
    frame["unit"] = _name_units(spans, documents, df_by_unit)
    frame["left"] = pd.array([text[start:end] for text, start, end, _, _ in cuts], dtype="str")
    frame["node"] = pd.array([text[start:end] for text, _, start, end, _ in cuts], dtype="str")
    frame["right"] = pd.array([text[start:end] for text, _, _, start, end in cuts], dtype="str")
    frame["position"] = spans["first"] - np.searchsorted(tokens.document, rows)
    frame[["start", "end", "first", "last"]] = spans[["start", "end", "first", "last"]]
    frame = pd.concat([frame, _frame_beside(tokens, spans, df_by_entry)], axis=1)
    held = documents.frame[list(documents.variables)].iloc[rows].reset_index(drop=True)
    return pd.concat(
        [frame, held.rename(columns=lambda name: f"{name}（列）" if name in frame else name)], axis=1
    )


def list_variables(df_by_hit: pd.DataFrame) -> list[str]:
    """The columns of df_by_hit that are external variables."""
    return list(df_by_hit.columns[df_by_hit.columns.get_loc(RIGHT[-1]) + 1 :])


def sort_kwic(df_by_hit: pd.DataFrame, keys: Sequence[str] = ("document",)) -> pd.DataFrame:
    """Sorted by up to several of SORTS: as in KH Coder, what is frequent at that position comes first.

    Within the same frequency by code points, at last in the order of the texts. Raises ParameterError for an unknown key.
    """
    unknown = [key for key in keys if key not in SORTS]
    if unknown:
        raise ParameterError(
            f"並べ替えの位置「{'、'.join(unknown)}」はありません。使えるもの：{'、'.join(SORTS)}。"
        )
    order, by, above = df_by_hit.reset_index(drop=True), [], []
    helper = pd.DataFrame(index=order.index)
    for key in keys:
        if key == "document":
            break
        above.append(key)
        helper[f"n_{key}"] = -order.groupby(above, sort=False)[key].transform("size")
        helper[key] = order[key]
        by += [f"n_{key}", key]
    return order.loc[helper.sort_values(by, kind="stable").index].reset_index(drop=True) if by else order


def render_kwic(df_by_hit: pd.DataFrame, variables: Sequence[str] = (), limit: int = 50) -> Markup:
    """The first `limit` places as a table for the notebook; what respondents wrote is escaped, a line end shown as ↵."""
    shown = df_by_hit.head(limit)
    labels = ("文書", "単位", "左", "語", "右", *variables)
    head = Markup().join(Markup('<th scope="col">{}</th>').format(label) for label in labels)
    rows = zip(*(shown[name] for name in (*SHOWN, *variables)), strict=True)
    body = Markup("\n").join(_render_row(row) for row in rows)
    said = f"KWICコンコーダンス：{len(df_by_hit):,}件" + (
        f"のうち初めの{len(shown):,}件" if len(shown) < len(df_by_hit) else ""
    )
    return Markup(
        '<table class="data kwic"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>'
    ).format(said, head, body)


def _render_row(row: Sequence[str]) -> Markup:
    document, unit, left, node, right, *rest = (escape(str(value).translate(BREAKS)) for value in row)
    cells = Markup('<th scope="row">{}</th><td>{}</td>').format(document, unit)
    cells += Markup('<td style="text-align:right">{}</td>').format(left)
    cells += Markup("<td><strong>{}</strong></td>").format(node)
    cells += Markup('<td style="text-align:left">{}</td>').format(right)
    return Markup("<tr>{}{}</tr>").format(
        cells, Markup().join(Markup("<td>{}</td>").format(cell) for cell in rest)
    )


def _reach(tokens: Tokens, spans: pd.DataFrame, width: int, count: str) -> tuple[np.ndarray, np.ndarray]:
    """From where and to where the context of each span reaches, in its text."""
    rows, start, end = (spans[name].to_numpy() for name in ("document", "start", "end"))
    size = np.array([len(tokens.texts[row]) for row in rows], dtype=np.int64)
    if count == "characters":
        return np.maximum(start - width, 0), np.minimum(end + width, size)
    if count != "tokens":
        raise ParameterError(f"前後の数え方「{count}」はありません。使えるもの：characters、tokens。")
    before, after = spans["first"].to_numpy() - width, spans["last"].to_numpy() + width
    low, high = (
        np.searchsorted(tokens.document, rows),
        np.searchsorted(tokens.document, rows, side="right") - 1,
    )
    if not len(tokens):
        return np.zeros_like(size), size
    ends = tokens.start + tokens.length
    begin = np.where(before > low, tokens.start[np.clip(before, 0, len(tokens) - 1)], 0)
    stop = np.where(after < high, ends[np.clip(after, 0, len(tokens) - 1)], size)
    return np.minimum(begin, start), np.maximum(stop, end)


def _frame_beside(tokens: Tokens, spans: pd.DataFrame, df_by_entry: pd.DataFrame | None) -> pd.DataFrame:
    """l5..l1, r1..r5: the base forms beside each span."""
    held = {}
    for name, row in zip((*LEFT, *RIGHT), rows_beside(tokens, spans), strict=True):
        forms = _base_forms(tokens, df_by_entry)
        held[name] = np.where(row >= 0, forms[tokens.entry[row]] if len(tokens) else "", "")
    return pd.DataFrame(held, dtype="str")


def rows_beside(tokens: Tokens, spans: pd.DataFrame) -> list[np.ndarray]:
    """For each of OFFSETS: the row of the token there, -1 beyond the text. Line ends are no tokens here (KH Coder)."""
    breaks = tokens.entries["surface"].str.fullmatch(LINE_END).to_numpy(dtype=bool)
    rows = np.flatnonzero(~breaks[tokens.entry]) if len(tokens) else np.empty(0, dtype=np.int64)
    before = np.searchsorted(rows, spans["first"].to_numpy())
    after = np.searchsorted(rows, spans["last"].to_numpy(), side="right") - 1
    held = []
    for offset in OFFSETS:
        place = (before if offset < 0 else after) + offset
        there = rows[np.clip(place, 0, max(len(rows) - 1, 0))] if len(rows) else np.full(len(place), -1)
        same = (place >= 0) & (place < len(rows))
        same &= tokens.document[there] == spans["document"].to_numpy() if len(rows) else False
        held.append(np.where(same, there, -1))
    return held


def _base_forms(tokens: Tokens, df_by_entry: pd.DataFrame | None) -> np.ndarray:
    if df_by_entry is not None:
        return df_by_entry["base_form"].to_numpy(dtype=object)
    base = tokens.entries["base_form"].where(tokens.entries["base_form"] != "*", tokens.entries["surface"])
    return base.map(normalise).to_numpy(dtype=object)


def _name_units(spans: pd.DataFrame, documents: Documents, df_by_unit: pd.DataFrame | None) -> np.ndarray:
    if df_by_unit is None:
        return documents.frame["document"].to_numpy()[spans["document"]]
    numbers = assign_units(spans["document"].to_numpy(), spans["start"].to_numpy(), df_by_unit)
    names = df_by_unit.drop_duplicates("unit_id").set_index("unit_id")["unit"]
    return names.reindex(numbers).fillna("").to_numpy()
