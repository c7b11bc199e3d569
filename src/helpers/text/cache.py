"""What has been tokenized before, in one parquet file: which morphemes a text has, by the text's hash.

    df_by_text (one row a text; the lists have one number a morpheme)
    text (hash, 16 bytes) | start        | length       | entry
    9c1e...               | [0, 3, 4, 6] | [3, 1, 2, 1] | [0, 1, 2, 3]
    fixed_size_binary(16) | list<int32>  | list<int32>  | list<int32>

`entry` counts within the entries, which stand in the file's metadata with their checksum and with the fingerprint of
all that decides about morphemes: Janome's version, its dictionary, the user dictionary, the rules of this package. A
file that is damaged, of another kind or of another fingerprint is as good as none, and is written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from helpers.fingerprint import digest
from helpers.handoff import replace_file
from helpers.text.morphemes import FIELDS, Morphemes, fingerprint_janome, to_ipadic

RULES = 1  # to be raised when the same Janome and dictionaries would give other morphemes
FINGERPRINT, ENTRIES, CHECKSUM = b"casebook-fingerprint", b"casebook-entries", b"casebook-checksum"
COLUMNS = ("start", "length", "entry")
HASH = 16  # bytes


def fingerprint(user_words: Sequence[str]) -> str:
    """Of everything but the text that decides which morphemes it has; whichever engine finds them."""
    return digest(json.dumps([RULES, fingerprint_janome(), to_ipadic(user_words)]))


def hash_text(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH).digest()


def read_kept(path: Path, expected: str) -> tuple[dict[bytes, int], Morphemes] | None:
    """Row of each text, by its hash, and the morphemes; None for a file that is not there or not fit."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            known = file.metadata.metadata
            if known[FINGERPRINT].decode() != expected or known[CHECKSUM].decode() != digest(known[ENTRIES]):
                return None
            table = file.read().combine_chunks()
        return _read_hashes(table), _read_morphemes(table, json.loads(known[ENTRIES]))
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _read_hashes(table) -> dict[bytes, int]:
    return {key: row for row, key in enumerate(table.column("text").to_pylist())}


def _read_morphemes(table, columns: list[list[str]]) -> Morphemes:
    """Raises ValueError where the lists do not fit each other or the entries."""
    lists = [_unchunk(table.column(name)) for name in COLUMNS]
    offsets = [np.asarray(column.offsets) if len(column) else np.zeros(1) for column in lists]
    values = [np.asarray(column.values).astype(np.int32, copy=False) for column in lists]
    entries = tuple(zip(*columns, strict=True))
    entry = values[2]
    if any((other != offsets[0]).any() for other in offsets) or len(columns) != len(FIELDS):
        raise ValueError("lists of different length")
    if len(entry) and not 0 <= entry.min() <= entry.max() < len(entries):
        raise ValueError("no such entry")
    return Morphemes(offsets[0].astype(np.int64), *values, entries)


def _unchunk(column):
    import pyarrow as pa

    return column.chunk(0) if column.num_chunks else pa.array([], type=column.type)


def write_kept(path: Path, expected: str, hashes: Sequence[bytes], morphemes: Morphemes) -> None:
    """In one step. Raises ExportError when it cannot be written; the file that was there stays."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    offsets = pa.array(morphemes.offsets.astype(np.int32))
    lists = {name: pa.ListArray.from_arrays(offsets, pa.array(getattr(morphemes, name))) for name in COLUMNS}
    columns = [list(column) for column in zip(*morphemes.entries, strict=True)] or [[] for _ in FIELDS]
    entries = json.dumps(columns).encode("ascii")
    known = {
        FINGERPRINT: expected.encode("ascii"),
        ENTRIES: entries,
        CHECKSUM: digest(entries).encode("ascii"),
    }
    table = pa.table({"text": pa.array(hashes, type=pa.binary(HASH)), **lists})

    def write(temporary: Path) -> None:
        options = {"write_page_checksum": True, "compression": "zstd", "store_schema": False}
        with pq.ParquetWriter(temporary, table.schema, **options) as writer:
            writer.write_table(table)
            writer.add_key_value_metadata(known)

    replace_file(path, write)
