"""Janome, the reference: which morphemes a text has, in plain arrays. Every other engine must give the same.

Janome strips a text and covers the rest of it with morphemes, one after the other; it cannot encode a lone surrogate
(half of a broken emoji), so U+FFFD is tokenized in its place: one code point for another, no offset moves.
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from helpers.fingerprint import digest, hash_file
from helpers.text.dictionaries import USER_DICTIONARY

if TYPE_CHECKING:
    from janome.tokenizer import Tokenizer

FIELDS = ("surface", "pos", "infl_type", "infl_form", "base_form", "reading", "phonetic")
SIMPLE, IPADIC = 3, 13  # columns of the two forms of a user dictionary
SMALL = 10_000  # bytes
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
Entry = tuple[str, ...]  # the seven FIELDS


@dataclass(frozen=True)
class Morphemes:
    """The morphemes of some texts: those of text i stand at `offsets[i]:offsets[i + 1]`.

    `offsets` int64, one more than there are texts; `start`, `length` (code points, in the text as written) and
    `entry` (position in `entries`) int32; `entries` holds each distinct entry once, in the order of appearance.
    """

    offsets: np.ndarray
    start: np.ndarray
    length: np.ndarray
    entry: np.ndarray
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def of(self, text: int) -> list[tuple[int, int, Entry]]:
        """Start, length and entry of each morpheme of one text."""
        rows = slice(self.offsets[text], self.offsets[text + 1])
        numbers = (column[rows].tolist() for column in (self.start, self.length, self.entry))
        return [(start, length, self.entries[entry]) for start, length, entry in zip(*numbers, strict=True)]


def concatenate(one: Morphemes, other: Morphemes) -> Morphemes:
    """The texts of both, one after the other."""
    entries = {entry: row for row, entry in enumerate(one.entries)}
    rows = [entries.setdefault(entry, len(entries)) for entry in other.entries]
    entry = np.array(rows, dtype=np.int32)[other.entry]
    pairs = ((one.start, other.start), (one.length, other.length), (one.entry, entry))
    offsets = np.concatenate([one.offsets, one.offsets[-1] + other.offsets[1:]])
    return Morphemes(offsets, *(np.concatenate(pair) for pair in pairs), tuple(entries))


def tokenize_with_janome(texts: Iterable[str], user_words: tuple[str, ...]) -> Morphemes:
    """Tokenize one text after the other with the shared Tokenizer."""
    tokenizer, entries = open_tokenizer(user_words), dict[Entry, int]()
    counts, starts, lengths, rows = array("q", [0]), array("i"), array("i"), array("i")
    for text in texts:
        position = len(text) - len(text.lstrip())
        for token in tokenizer.tokenize(replace_surrogates(text)):
            entry = describe_token(token)
            starts.append(position)
            lengths.append(len(token.surface))
            rows.append(entries.setdefault(entry, len(entries)))
            position += lengths[-1]
        counts.append(len(rows))
    columns = (np.array(column, dtype=np.int32) for column in (starts, lengths, rows))
    return Morphemes(np.array(counts, dtype=np.int64), *columns, tuple(entries))


def describe_token(token) -> Entry:
    """The seven FIELDS of a Janome token."""
    return (
        *(token.surface, token.part_of_speech, token.infl_type, token.infl_form),
        *(token.base_form, token.reading, token.phonetic),
    )


@functools.cache
def fingerprint_janome() -> str:
    """Of Janome's version and its system dictionary: names and sizes of the files, content of the small ones.

    Nothing of Janome is imported. The dictionary (115 MB) is not read as a whole: that would take longer than most
    texts; one built anew differs in size.
    """
    folder = Path(find_spec("janome").origin).parent / "sysdic"
    files = sorted(path for path in folder.iterdir() if path.suffix == ".py")
    small = [hash_file(path) for path in files if path.stat().st_size < SMALL]
    parts = (version("janome"), [(path.name, path.stat().st_size) for path in files], small)
    return digest(json.dumps(parts))


def replace_surrogates(text: str) -> str:
    return text if text.isascii() else LONE_SURROGATE.sub("\ufffd", text)


@functools.lru_cache(maxsize=2)
def open_tokenizer(user_words: tuple[str, ...]) -> Tokenizer:
    """The shared Janome Tokenizer with these user words (lines of either form); built once for a process."""
    from janome.tokenizer import Tokenizer

    if not user_words:
        return Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / USER_DICTIONARY
        lines = "".join(f"{line}\n" for line in to_ipadic(user_words))
        path.write_text(lines, encoding="utf-8", newline="\n")
        return Tokenizer(str(path), udic_enc="utf-8", udic_type="ipadic")


def to_ipadic(user_words: Sequence[str]) -> list[str]:
    """Lines of either form in the long one; a short line gets what Janome gives it (UserDictionary, `simpledic`)."""
    return [_lengthen(line) if line.count(",") == SIMPLE - 1 else line for line in user_words]


def _lengthen(line: str) -> str:
    surface, pos, reading = line.rstrip().split(",")
    return f"{surface},0,0,-100000,{pos},*,*,*,*,*,{surface},{reading},{reading}"
