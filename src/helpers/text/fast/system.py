"""Janome's system dictionary as arrays: read from Janome's own data once, then kept in a cache folder."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.errors import CasebookError
from helpers.handoff import replace_file
from helpers.text.fast.characters import Unknown, read_unknown
from helpers.text.fast.trie import Lexicon, build_lexicon

LAYOUT = 1  # to be raised when the arrays change their meaning
ENTRY = re.compile(rb"\(u'(.*?)',(.{4}),(.{4}),(.{5})\)", re.DOTALL)  # as MMapDictionary._find_entry cuts it


class System(NamedTuple):
    """`connections` int16: cost of [left of a node, right of the node before]."""

    lexicon: Lexicon
    unknown: Unknown
    connections: np.ndarray


def open_system(path: Path | None) -> System:
    """The arrays in `path`; built, and kept there if it can be written, where there are none or damaged ones."""
    if path is not None:
        with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return _load(path)
    system = build_system()
    if path is not None:
        with suppress(CasebookError):
            replace_file(path, _pack(system))
    return system


def build_system() -> System:
    from janome.sysdic import connections
    from janome.system_dic import MMapSystemDictionary

    dictionary = MMapSystemDictionary.instance()
    surfaces, rows = _read_entries(dictionary)
    costs = np.ascontiguousarray(np.array(connections, dtype=np.int16).T)
    return System(build_lexicon(surfaces, rows), read_unknown(dictionary), costs)


def _read_entries(dictionary) -> tuple[list[str], np.ndarray]:
    """Surface and (left, right, cost, number) of every entry, in the order of their numbers."""
    found = [cells for data, _ in dictionary.entries_compact.values() for cells in ENTRY.findall(data[:])]
    surfaces = b"\n".join(cells[0] for cells in found).decode("unicode_escape").split("\n")
    numbers = np.array([cells[1:] for cells in found]).astype(np.int64)
    return surfaces, np.column_stack([numbers, np.arange(len(found))])


def _pack(system: System) -> bytes:
    arrays = {f"lexicon_{name}": value for name, value in system.lexicon._asdict().items()}
    arrays |= {f"unknown_{name}": value for name, value in system.unknown._asdict().items()}
    file = io.BytesIO()
    np.savez(file, connections=system.connections, **arrays)
    return file.getvalue()


def _load(path: Path) -> System:
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        lexicon = Lexicon(*(arrays[f"lexicon_{name}"] for name in Lexicon._fields))
        unknown = Unknown(*(arrays[f"unknown_{name}"] for name in Unknown._fields))
        return System(lexicon, unknown, arrays["connections"])
