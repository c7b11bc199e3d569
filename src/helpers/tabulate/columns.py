"""The whole and all banners side by side: what is counted in one go, and which columns are compared with which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import Banner

MOST_COMBINATIONS = 1500  # of the codes of banners that are counted together


@dataclass(frozen=True)
class Pack:
    """Some banners crossed with one another, so that a single pass counts them all.

    `codes` (n, intp) number the cells of a table with `sizes` cells along each banner: its codes, 0 included.
    """

    banners: tuple[Banner, ...]
    codes: np.ndarray
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Columns:
    """All K columns of a tabulation, banner after banner.

    `owner` (K): position of each column's banner in `banners`; `names`, `labels`, `letters` (K, object); `tested` (K,
    bool). `left` and `right` (P) are positions of columns that are compared, banner after banner, left before right;
    `family` (P) is the banner of such a pair. `packs` are the banners, a few together, as they are counted; `kept` (banners of
    the packs, bool) says which of them are meant, if not all.
    """

    banners: tuple[Banner, ...]
    owner: np.ndarray
    names: np.ndarray
    labels: np.ndarray
    letters: np.ndarray
    tested: np.ndarray
    left: np.ndarray
    right: np.ndarray
    packs: tuple[Pack, ...]
    kept: np.ndarray | None = None

    @property
    def family(self) -> np.ndarray:
        return self.owner[self.left]

    def span(self, number: int) -> slice:
        """Where the columns of a banner stand."""
        start, end = np.searchsorted(self.owner, [number, number + 1])
        return slice(int(start), int(end))


def line_up(banners: Sequence[Banner]) -> Columns:
    """The columns of some banners, the whole being one of them."""
    return _line_up(banners, tuple(_pack(group) for group in _group(banners)))


def leave_out(columns: Columns, question: str) -> Columns:
    """The columns without the banners that a question is part of."""
    kept = np.array([question not in banner.questions for banner in columns.banners], bool)
    if kept.all():
        return columns
    others = [banner for banner, keep in zip(columns.banners, kept, strict=True) if keep]
    return _line_up(others, columns.packs, kept)


def _line_up(banners: Sequence[Banner], packs: tuple[Pack, ...], kept: np.ndarray | None = None) -> Columns:
    widths = [len(banner.labels) for banner in banners]
    starts = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(int)
    owner = np.repeat(np.arange(len(banners)), widths)
    names = np.repeat(np.array([banner.name for banner in banners], dtype=object), widths)
    labels = np.array([label for banner in banners for label in banner.labels], dtype=object)
    pairs = [start + list_pairs(banner) for start, banner in zip(starts, banners, strict=True)]
    left, right = np.concatenate(pairs, axis=1)
    letters = np.concatenate([letter_columns(banner) for banner in banners])
    tested = np.concatenate([banner.tested for banner in banners])
    return Columns(tuple(banners), owner, names, labels, letters, tested, left, right, packs, kept)


def _group(banners: Sequence[Banner]) -> list[list[Banner]]:
    """Neighbours, as long as they have few combinations of codes."""
    groups: list[list[Banner]] = []
    size = MOST_COMBINATIONS + 1
    for banner in banners:
        size *= len(banner.columns) + 1
        if size > MOST_COMBINATIONS:
            groups.append([])
            size = len(banner.columns) + 1
        groups[-1].append(banner)
    return groups


def _pack(banners: Sequence[Banner]) -> Pack:
    sizes = tuple(len(banner.columns) + 1 for banner in banners)
    codes = banners[0].codes.astype(np.intp)
    for banner, size in zip(banners[1:], sizes[1:], strict=True):
        codes = codes * size + banner.codes
    return Pack(tuple(banners), codes, sizes)


def list_pairs(banner: Banner) -> np.ndarray:
    """(2 x P) positions of every two tested columns that have the same parent, left before right."""
    tested = np.flatnonzero(banner.tested)
    pairs = tested[np.array(np.triu_indices(len(tested), k=1), dtype=int)]
    return pairs[:, banner.parents[pairs[0]] == banner.parents[pairs[1]]]


def letter_columns(banner: Banner) -> np.ndarray:
    """A, B, ..., Z, AA, AB, ... for the columns that are compared with another one; "" for the others."""
    letters = np.full(len(banner.labels), "", dtype=object)
    for number, column in enumerate(np.unique(list_pairs(banner))):
        letters[column] = name_letter(number)
    return letters


def name_letter(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA, as spreadsheets name columns."""
    name = ""
    while number >= 0:
        number, place = divmod(number, 26)
        name, number = chr(ord("A") + place) + name, number - 1
    return name
