"""Where a word or expression stands: nodes of a concordance, found on tokens or in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.dictionaries import normalise
from helpers.text.store import Tokens

KINDS = {"base": "基本形", "surface": "表層形", "phrase": "語の並び", "text": "文字列", "regex": "正規表現"}
PLUS = re.compile(r"[+＋\s\u3000]+")
# A character with what NFKC may join to it: half-width voicing marks, combining marks.
CLUSTER = re.compile(r".[\uff9e\uff9f\u3099\u309a\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True)
class Node:
    """What to look for. `kind` is one of KINDS:

    base: one token by its base form; surface: by its surface; phrase: tokens one after the other, joined by + or
    blanks, each by base form or surface; text: a string, also over the borders of tokens; regex: a regular expression
    on the text as written. All but regex are compared in NFKC. `pos`: parts of speech as Janome names them, which one
    of the node's tokens must have (base and surface).
    """

    text: str
    kind: str = "base"
    pos: tuple[str, ...] = ()


def find_node(tokens: Tokens, node: Node, df_by_entry: pd.DataFrame | None = None) -> pd.DataFrame:
    """df_by_span: document, start, end (offsets), first, last (rows of the tokens it covers); all int64, in order.

    `last` is before `first` where a match covers no token. `df_by_entry` (select_words): its base forms, with synonyms
    in place, are found as well. Raises ParameterError for an empty or broken node.
    """
    _check_node(node)
    if node.kind in ("text", "regex"):
        return _frame_spans(tokens, _find_in_texts(tokens, node))
    words = PLUS.split(node.text.strip()) if node.kind == "phrase" else [node.text]
    first = _find_sequence(
        tokens, [_match_entries(tokens, word, node, df_by_entry) for word in words if word]
    )
    last = first + len([word for word in words if word]) - 1
    end = tokens.start[last].astype("int64") + tokens.length[last]
    columns = {"document": tokens.document[first], "start": tokens.start[first], "end": end}
    return pd.DataFrame(columns | {"first": first, "last": last}).astype("int64")


def _check_node(node: Node) -> None:
    if node.kind not in KINDS:
        raise ParameterError(f"探し方「{node.kind}」はありません。使えるもの：{'、'.join(KINDS)}。")
    if not node.text.strip("+＋ \t\u3000" if node.kind == "phrase" else None):
        raise ParameterError("探す語が空です。語か、正規表現を指定してください。")
    if node.kind == "regex":
        try:
            re.compile(node.text)
        except re.error as error:
            where = f"{error.pos + 1}文字目" if error.pos is not None else "どこか"
            raise ParameterError(
                f"正規表現「{node.text}」の{where}が読めません（{error.msg}）。"
                "文字列として探すときは、種類を text にしてください。"
            ) from error


def _match_entries(tokens: Tokens, word: str, node: Node, df_by_entry: pd.DataFrame | None) -> np.ndarray:
    """Which entries a word names."""
    entries, word = tokens.entries, normalise(word)
    surfaces = entries["surface"].map(normalise)
    found = surfaces == word
    if node.kind != "surface":
        base = entries["base_form"].where(entries["base_form"] != "*", entries["surface"]).map(normalise)
        found = (base == word) | (found if node.kind == "phrase" else False)
        if df_by_entry is not None:
            found |= df_by_entry["base_form"] == word
    if node.pos:
        levels = entries["pos"] + ","
        found &= np.logical_or.reduce(
            [levels.str.startswith(f"{part.replace('-', ',')},") for part in node.pos]
        )
    return found.to_numpy(dtype=bool)


def _find_sequence(tokens: Tokens, entries: list[np.ndarray]) -> np.ndarray:
    """Rows with which a sequence of tokens within one document begins."""
    count = len(tokens) - len(entries) + 1
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    found = np.ones(count, dtype=bool)
    for place, mask in enumerate(entries):
        found &= mask[tokens.entry[place : place + count]]
        found &= tokens.document[place : place + count] == tokens.document[:count]
    return np.flatnonzero(found)


def _find_in_texts(tokens: Tokens, node: Node) -> list[tuple[int, int, int]]:
    """(document, start, end) of each match; a match without length is none."""
    known: dict[str, list[tuple[int, int]]] = {}
    pattern = re.compile(node.text) if node.kind == "regex" else None
    needle = normalise(node.text)
    spans = []
    for number, text in enumerate(tokens.texts):
        if text not in known:
            found = (
                (match.span() for match in pattern.finditer(text)) if pattern else _find_text(text, needle)
            )
            known[text] = [(start, end) for start, end in found if end > start]
        spans += [(number, start, end) for start, end in known[text]]
    return spans


def _find_text(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """The places of a string in a text, both in NFKC; offsets are those of the text as written."""
    parts = [(match.span(), normalise(match[0])) for match in CLUSTER.finditer(text)]
    plain = "".join(part for _, part in parts)
    if needle not in plain:
        return
    spans = [span for span, part in parts for _ in part]
    for match in re.finditer(re.escape(needle), plain):
        yield spans[match.start()][0], spans[match.end() - 1][1]


def _frame_spans(tokens: Tokens, spans: list[tuple[int, int, int]]) -> pd.DataFrame:
    """With the tokens that each span covers, also in part."""
    frame = pd.DataFrame(spans, columns=["document", "start", "end"]).astype("int64")
    width = max((len(text) for text in tokens.texts), default=0) + 1
    base = tokens.document.astype(np.int64) * width
    begins, ends = base + tokens.start, base + tokens.start + tokens.length
    at = frame["document"].to_numpy() * width
    first = np.searchsorted(ends, at + frame["start"].to_numpy(), side="right")
    last = np.searchsorted(begins, at + frame["end"].to_numpy(), side="left") - 1
    return frame.assign(first=first, last=last).astype("int64")
