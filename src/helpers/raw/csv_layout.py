"""The layout of a CSV, read off its bytes at once: newlines, delimiter, widths of the records, soundness of quotes.

Nothing is parsed here. A byte is quoted when an odd number of quotes stands before it; all else follows with numpy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DELIMITERS = (",", "\t", ";", "|")
LOOKED_AT = 5000  # records that tell the delimiter
ENOUGH = 3  # sound records that tell as much
QUOTE, CR, LF = 0x22, 0x0D, 0x0A


@dataclass(frozen=True)
class CsvLayout:
    """`ends`: positions of the newlines between records; `newline`: lf, crlf, cr, mixed or "" (a single line)."""

    data: np.ndarray
    quoted: np.ndarray
    ends: np.ndarray
    newline: str

    def widths(self, delimiter: str) -> np.ndarray:
        """Number of cells a record, in the order of the file."""
        places = np.flatnonzero(self.data == ord(delimiter))
        places = places[~self.quoted[places]]
        upto = np.searchsorted(places, self.ends)
        widths = np.diff(upto, prepend=0) + 1
        last = int(self.ends[-1]) + 1 if len(self.ends) else 0
        rest = len(places) - (int(upto[-1]) if len(upto) else 0) + 1
        return widths if len(self.ends) and last >= len(self.data) else np.append(widths, rest)

    def head(self, records: int) -> CsvLayout:
        """The layout of the first records."""
        if len(self.ends) <= records:
            return self
        size = int(self.ends[records - 1]) + 1
        ends = self.ends[:records]
        return CsvLayout(self.data[:size], self.quoted[:size], ends, _name_newline(self.data, ends))


def read_layout(data: bytes, quotes: bool = True) -> CsvLayout:
    """The layout of UTF-8 bytes; without `quotes`, a quote is a character as any other."""
    found = np.frombuffer(data, dtype=np.uint8)
    quoted = (np.cumsum(found == QUOTE, dtype=np.uint8) % 2).astype(bool) & quotes
    cr, lf = (np.flatnonzero(found == sign) for sign in (CR, LF))
    cr, lf = cr[~quoted[cr]], lf[~quoted[lf]]
    alone = cr[~np.isin(cr + 1, lf, assume_unique=True)]
    ends = np.sort(np.concatenate([lf, alone]))
    return CsvLayout(found, quoted, ends, _name_newline(found, ends))


def _name_newline(data: np.ndarray, ends: np.ndarray) -> str:
    """What the records end with; "" for a single one."""
    lf = data[ends] == LF
    pairs = lf & (data[ends - 1] == CR)
    counts = {"lf": (lf & ~pairs).any(), "crlf": pairs.any(), "cr": (~lf).any()}
    used = [name for name, found in counts.items() if found]
    return used[0] if len(used) == 1 else "mixed" if used else ""


def read_sound_layout(data: bytes) -> tuple[CsvLayout, CsvLayout]:
    """(layout of all, layout of the records before the first quote that is not sound, whatever the delimiter).

    The second is what newline and delimiter are told from; without quotes where it would be too short to tell.
    """
    layout = read_layout(data)
    places = []
    for sign in DELIMITERS:
        places.append(find_unsound_quote(layout, sign))
        if places[-1] is None:
            return layout, layout
    records = int(np.searchsorted(layout.ends, max(places)))
    return layout, layout.head(records) if records >= ENOUGH else read_layout(data, quotes=False)


def find_unsound_quote(layout: CsvLayout, delimiter: str) -> int | None:
    """The byte of the first quote that neither opens nor closes a cell nor is doubled inside one; None: all are sound.

    The size of the file where the last cell is never closed.
    """
    data, places = layout.data, np.flatnonzero(layout.data == QUOTE)
    edges = np.zeros(256, dtype=bool)
    edges[[CR, LF, ord(delimiter), QUOTE]] = True
    opening, closing = places[0::2], places[1::2]
    bad = [opening[(opening > 0) & ~edges[data[opening - 1]]]] if len(opening) else []
    inner = closing[closing < len(data) - 1]
    bad += [inner[~edges[data[inner + 1]]]]
    first = min((int(part[0]) for part in bad if len(part)), default=None)
    return len(data) if first is None and len(places) % 2 else first


@dataclass(frozen=True)
class Delimiter:
    """A delimiter, its number of cells in most records, the share (0-1) of records that have as many, the first of them."""

    sign: str
    width: int
    share: float
    first: int


def find_delimiters(layout: CsvLayout) -> list[Delimiter]:
    """All of DELIMITERS that split most records alike, the best first: consistency counts, then the number of cells."""
    found, layout = [], layout.head(LOOKED_AT)
    for sign in DELIMITERS:
        widths = layout.widths(sign)
        values, counts = np.unique(widths[widths > 1], return_counts=True)
        if len(values):
            width, share = int(values[counts.argmax()]), float(counts.max() / _count_filled(layout))
            found.append(Delimiter(sign, width, share, int((widths == width).argmax())))
    start = min((one.first for one in found), default=0)
    return sorted(found, key=lambda one: -_weigh(one, start))


def _weigh(one: Delimiter, start: int) -> float:
    """Choices joined by a sign that the header does not hold are no columns."""
    return one.share * np.log2(one.width) * (1 if one.first == start else 0.4)


def _count_filled(layout: CsvLayout) -> int:
    """Records that hold anything."""
    starts = np.concatenate([[0], layout.ends + 1])
    stops = np.concatenate([layout.ends, [len(layout.data)]])
    lengths = stops - starts
    blank = (lengths <= 0) | ((lengths == 1) & (layout.data[np.minimum(starts, len(layout.data) - 1)] == CR))
    return max(1, int((~blank).sum()))
