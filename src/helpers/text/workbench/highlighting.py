"""The words that made a rule hit, marked in the answer; everything a respondent typed is escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup, escape

from helpers.text.dictionaries import normalise

Span = tuple[int, int]
CALL = re.compile(r"(?:near|seq)\(([^)]*)\)(?:\[[^\]]*\])?")
REFERENCE = re.compile(r"<[>*＊].*|lw|lc|No\.")  # variables, other codes, lengths: no words
BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
AROUND = 45  # characters shown on each side of a hit in a long answer
LONGEST = 180  # up to here an answer is shown whole


def read_words(matched_terms: str) -> list[str]:
    """The words and strings in `matched_terms`: near(町会-若者)[8]、担い手+不足 -> 町会, 若者, 担い手, 不足."""
    parts = []
    for leaf in matched_terms.split("、"):
        if found := CALL.fullmatch(leaf):
            parts += found[1].split("-")
        elif not REFERENCE.fullmatch(leaf):
            parts += re.split(r"\+(?=.)", re.sub(r"(?:-->|->|=>).*", "", leaf))
    return list(dict.fromkeys(normalise(part) for part in parts if part))


def find_spans(text: str, words: Iterable[str], tokens: pd.DataFrame) -> list[Span]:
    """Where the words stand in the text, joined and in order: as tokens (term, base form or surface), else as strings.

    `tokens`: the rows of df_by_token of this text, in order.
    """
    wanted, spans, seen = set(words), [], set()
    for start, end, forms in locate_tokens(text, tokens):
        if hit := forms & wanted:
            spans.append((start, end))
            seen |= hit
    folded, offsets = _fold(text)
    for word in sorted(wanted - seen):
        spans += [(offsets[at], offsets[at + len(word) - 1] + 1) for at in _find_all(folded, word)]
    return _join(spans)


def locate_tokens(text: str, tokens: pd.DataFrame) -> list[tuple[int, int, set[str]]]:
    """(start, end, its forms in NFKC) of each token, in order; one that is not to be found is passed over."""
    located, cursor = [], 0
    columns = zip(tokens["surface"], tokens["base_form"], tokens["term"], strict=True)
    for surface, base_form, term in columns:
        start = text.find(surface, cursor)
        if start >= 0:
            cursor = start + len(surface)
            located.append((start, cursor, {term, base_form, normalise(surface)}))
    return located


def mark(text: str, spans: Sequence[Span], longest: int = LONGEST) -> Markup:
    """The text, escaped, with <mark> around the spans; a long one is cut down to what stands around them."""
    windows = [(0, len(text))] if len(text) <= longest else _windows(len(text), spans, longest)
    pieces = [_mark_window(text, spans, window) for window in windows]
    body = Markup(" … ").join(pieces)
    before = Markup("… ") if windows and windows[0][0] > 0 else Markup()
    after = Markup(" …") if windows and windows[-1][1] < len(text) else Markup()
    return before + body + after


def _mark_window(text: str, spans: Sequence[Span], window: Span) -> Markup:
    parts, cursor = [], window[0]
    for start, end in spans:
        if window[0] <= start < window[1]:
            parts += [_plain(text[cursor:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            cursor = end
    return Markup().join([*parts, _plain(text[cursor : window[1]])])


def _plain(text: str) -> Markup:
    """Line ends are shown as a mark, so that an answer stays one line of the list."""
    return Markup('<span class="break">⏎</span>').join(escape(line) for line in BREAK.split(text))


def _windows(length: int, spans: Sequence[Span], longest: int) -> list[Span]:
    if not spans:
        return [(0, longest)]
    return _join([(max(0, start - AROUND), min(length, end + AROUND)) for start, end in spans])


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in NFKC, and the place in the text that each of its characters comes from."""
    folded, offsets = [], []
    for place, character in enumerate(text):
        form = unicodedata.normalize("NFKC", character)
        folded.append(form)
        offsets += [place] * len(form)
    return "".join(folded), offsets


def _find_all(text: str, word: str) -> list[int]:
    found, start = [], text.find(word)
    while start >= 0:
        found.append(start)
        start = text.find(word, start + len(word))
    return found


def _join(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
