"""Texts -> morphemes by the compiled lattice, in batches, so that memory grows with the tokens only."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.text.fast.characters import list_parts_of_speech
from helpers.text.fast.compiled import Kernel, open_kernel, place_of_code
from helpers.text.fast.folder import cache_folder
from helpers.text.fast.lattice import CHUNK, FRONT, NODE, SEEN, UNKNOWN, USER
from helpers.text.fast.system import LAYOUT, System, open_system
from helpers.text.fast.trie import Lexicon
from helpers.text.fast.user import read_user
from helpers.text.morphemes import (
    Entry,
    Morphemes,
    fingerprint_janome,
    open_tokenizer,
    replace_surrogates,
)

BATCH = 1 << 18  # characters
OWN = 1 << 32  # keys of unknown words begin here
_NOTHING = tuple(np.empty(0, dtype=dtype) for dtype in (np.int64, np.int32, np.int32, np.int64))


@dataclass(frozen=True)
class Engine:
    """What all batches need. `tokenizer` is Janome's own: its dictionaries say what a word is."""

    kernel: Kernel
    system: System
    user: Lexicon
    tokenizer: object
    parts_of_speech: list[str]


@functools.cache
def _open_shared() -> tuple[Kernel, System]:
    system, code = _places() or (None, None)
    return open_kernel(code), open_system(system)


def _places() -> tuple[Path, Path] | None:
    """Where the dictionary and the machine code are kept; None where nothing is."""
    folder = cache_folder()
    if folder is None:
        return None
    return folder / f"janome-{LAYOUT}-{fingerprint_janome()[:16]}.npz", place_of_code(folder)


def is_ready() -> bool:
    """Whether all that is made once for a machine is there."""
    return bool(_open_shared.cache_info().currsize or all(path.is_file() for path in _places() or [Path()]))


@functools.lru_cache(maxsize=2)
def open_engine(user_words: tuple[str, ...]) -> Engine | None:
    """None where only Janome understands the user dictionary."""
    tokenizer = open_tokenizer(user_words)
    kernel, system = _open_shared()
    user = read_user(tokenizer.user_dic, len(system.connections))
    parts = list_parts_of_speech(tokenizer.sys_dic)
    return None if user is None else Engine(kernel, system, user, tokenizer, parts)


def tokenize_with_engine(texts: Sequence[str], engine: Engine) -> Morphemes:
    """The same morphemes as `tokenize_with_janome`."""
    unknown: dict[tuple[str, int], int] = {}
    batches = [_NOTHING, *(_tokenize_batch(batch, engine, unknown) for batch in _cut(texts))]
    counts, starts, lengths, keys = (np.concatenate(columns) for columns in zip(*batches, strict=True))
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    codes, found = pd.factorize(keys)
    entries: dict[Entry, int] = {}  # words of different numbers may be the same in all seven fields
    described = _describe(found, list(unknown), engine)
    rows = np.array([entries.setdefault(entry, len(entries)) for entry in described], dtype=np.int32)
    return Morphemes(offsets, starts, lengths, rows[codes], tuple(entries))


def _cut(texts: Sequence[str]) -> Iterator[list[str]]:
    """Batches of whole texts, of about BATCH characters."""
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _tokenize_batch(
    texts: list[str], engine: Engine, unknown: dict[tuple[str, int], int]
) -> tuple[np.ndarray, ...]:
    """Tokens of each text; start in the text as written, length and key of each token."""
    bare = [replace_surrogates(text.strip()) for text in texts]
    joined = "".join(bare)
    bounds = np.cumsum([0, *map(len, bare)], dtype=np.int64)
    out, counts = run_kernel(joined, bounds, engine)
    each = np.diff(counts)
    keys = out[2].astype(np.int64)
    strange = np.flatnonzero((keys >= UNKNOWN) & (keys < USER))
    begin = (out[0] + np.repeat(bounds[:-1], each))[strange]
    rows = zip(begin, begin + out[1][strange], keys[strange] - UNKNOWN, strict=True)
    spelled = ((joined[start:end], row) for start, end, row in rows)
    keys[strange] = [OWN + unknown.setdefault(word, len(unknown)) for word in spelled]
    before = np.array([len(text) - len(text.lstrip()) for text in texts], dtype=np.int32)
    return each, out[0] + np.repeat(before, each), out[1], keys


def run_kernel(joined: str, bounds: np.ndarray, engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Start within its text, length and word of each token (three rows), and the sum of tokens after each text."""
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4")
    out, counts = np.empty((3, len(codes)), dtype=np.int32), np.zeros(len(bounds), dtype=np.int64)
    given = {"codes": codes, "bounds": bounds, "texts": len(bounds) - 1, "out": out, "capacity": len(codes)}
    filled = engine.kernel(**given, counts=counts, **gather_arguments(engine.system, engine.user))
    return out[:, :filled].copy(), counts


def gather_arguments(system: System, user: Lexicon) -> dict[str, np.ndarray | int]:
    """The dictionaries and the working memory of the lattice, by the names of its parameters."""
    # No more nodes than these can begin at one place.
    most = int(system.lexicon.most[0] + user.most[0]) + len(system.unknown.words)
    nodes = CHUNK * most + 2
    contexts, kinds = len(system.connections), len(system.unknown.traits) - 1
    sizes = {"nodes": nodes * NODE, "ends": 2 * (CHUNK + 2), "front": nodes * FRONT, "seen": contexts * SEEN}
    names = ("character", "first", "trie", "label", "rows")
    return {
        **{f"u_{name}": getattr(user, name) for name in names},
        **{f"s_{name}": getattr(system.lexicon, name) for name in names},
        **system.unknown._asdict(),
        **{"kind_count": kinds, "connections": system.connections, "contexts": contexts},
        **{name: np.zeros(size, dtype=np.int32) for name, size in sizes.items()},
        "reached": np.zeros(kinds, dtype=np.int32),
    }


def _describe(keys: np.ndarray, unknown: list[tuple[str, int]], engine: Engine) -> Iterator[Entry]:
    """The seven fields of each key, from Janome's dictionaries."""
    system, user = engine.tokenizer.sys_dic, engine.tokenizer.user_dic
    for key in keys.tolist():
        if key >= OWN:
            surface, row = unknown[key - OWN]
            yield (surface, engine.parts_of_speech[row], "*", "*", surface, "*", "*")
        elif key >= USER:
            surface, _, _, _, *fields = user.entries[key - USER]
            yield (surface, *fields)
        else:
            yield (system._find_entry(key)[0], *system.lookup_extra(key))
