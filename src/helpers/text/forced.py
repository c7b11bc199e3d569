"""強制抽出語: words that are always one token, whatever the dictionary says. The text is not changed.

Where a forced word stands, the tokens that it covers become one, tagged タグ as in KH Coder. A token that a border of it
cuts through is cut: what is left of it is tokenized by itself. All other tokens stay as Janome found them. (KH Coder
cuts the text before it is tokenized; there, the neighbours of a forced word may change as well.)

Found from left to right; of the words that begin at one place the longest wins; upper and lower case are one, as in
KH Coder (kh_dictio.pm). `base_form` is the word as listed, `surface` as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from helpers.text.store import Tokens

TAG = "タグ"
POS = f"{TAG},*,*,*"


def find_forced(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """(start, end) of each forced word in a text."""
    return [found.span() for found in pattern.finditer(text)]


def compile_forced(words: Sequence[str]) -> re.Pattern[str]:
    """The longest first; regular expressions take the first alternative that matches."""
    order = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, order)), re.IGNORECASE)


def force_words(tokens: Tokens, words: Sequence[str], tokenize: Callable[[Sequence[str]], Tokens]) -> Tokens:
    """`tokens` with the forced words as tokens; `tokenize` is asked for what is left of tokens that were cut."""
    if not words:
        return tokens
    pattern = compile_forced(words)
    found = {text: find_forced(text, pattern) for text in dict.fromkeys(tokens.texts)}
    documents = [number for number, text in enumerate(tokens.texts) if found[text]]
    if not documents:
        return tokens
    listed = {word.lower(): word for word in reversed(words)}
    return _Merger(tokens, listed).merge(
        {number: found[tokens.texts[number]] for number in documents}, tokenize
    )


Row = tuple[int, int, int, int]  # document, start, length, entry


class _Merger:
    """Puts the tokens of the documents with forced words together anew; all others are left as they are."""

    def __init__(self, tokens: Tokens, listed: dict[str, str]):
        self.tokens, self.listed = tokens, listed
        self.bounds = np.searchsorted(tokens.document, np.arange(len(tokens.texts) + 1))
        self.entries: list[tuple[str, ...]] = list(tokens.entries.itertuples(index=False, name=None))
        self.numbers = {entry: number for number, entry in enumerate(self.entries)}
        self.pieces: dict[str, list[tuple[int, int, int]]] = {}

    def merge(self, found: dict[int, list[tuple[int, int]]], tokenize: Callable) -> Tokens:
        plans = {number: list(self._plan(number, spans)) for number, spans in found.items()}
        left = list(
            dict.fromkeys(text for plan in plans.values() for _, text, kind in plan if kind == "rest")
        )
        self.pieces = self._read_pieces(left, tokenize)
        rows = [row for number, plan in plans.items() for row in self._write(number, plan)]
        return self._replace(set(plans), rows)

    def _plan(self, number: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int | str, str]]:
        """What a document will hold, from left to right: (start, row, "token"), (start, text, "forced" or "rest")."""
        text, covered = self.tokens.texts[number], iter([*spans, (len(self.tokens.texts[number]) + 1,) * 2])
        start, end = next(covered)
        for row in range(self.bounds[number], self.bounds[number + 1]):
            left = int(self.tokens.start[row])
            right = left + int(self.tokens.length[row])
            if right <= start:
                yield left, row, "token"
                continue
            while start < right:
                if left < start:
                    yield left, text[left:start], "rest"
                if start >= left:
                    yield start, text[start:end], "forced"
                left = max(left, end)
                if end > right:
                    break
                start, end = next(covered)
            if left < right:
                yield left, text[left:right], "rest"

    def _read_pieces(self, texts: list[str], tokenize: Callable) -> dict[str, list[tuple[int, int, int]]]:
        """start, length, entry of the tokens of each piece."""
        if not texts:
            return {}
        found = tokenize(texts)
        entries = [self._number(entry) for entry in found.entries.itertuples(index=False, name=None)]
        pieces: dict[str, list[tuple[int, int, int]]] = {text: [] for text in texts}
        columns = zip(found.document, found.start, found.length, found.entry, strict=True)
        for document, start, length, entry in columns:
            pieces[texts[document]].append((int(start), int(length), entries[entry]))
        return pieces

    def _number(self, entry: tuple[str, ...]) -> int:
        if entry not in self.numbers:
            self.numbers[entry] = len(self.entries)
            self.entries.append(entry)
        return self.numbers[entry]

    def _write(self, number: int, plan: list) -> list[Row]:
        rows = []
        for start, what, kind in plan:
            if kind == "token":
                rows.append((number, start, int(self.tokens.length[what]), int(self.tokens.entry[what])))
            elif kind == "forced":
                base_form = self.listed.get(what.lower(), what)
                rows.append(
                    (number, start, len(what), self._number((what, POS, "*", "*", base_form, "*", "*")))
                )
            else:
                rows += [(number, start + at, length, entry) for at, length, entry in self.pieces[what]]
        return rows

    def _replace(self, changed: set[int], rows: list[Row]) -> Tokens:
        old = self.tokens
        same = ~np.isin(old.document, np.fromiter(changed, dtype=np.int32))
        columns = (old.document, old.start, old.length, old.entry)
        new = np.array(rows, dtype=np.int32).reshape(-1, 4)
        document, start, length, entry = (
            np.concatenate([column[same], new[:, place]]) for place, column in enumerate(columns)
        )
        order = np.lexsort((start, document))
        entries = pd.DataFrame(self.entries, columns=list(old.entries.columns)).astype("str")
        return type(old)(old.texts, document[order], start[order], length[order], entry[order], entries)
