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

    `codes` (n, intp) are rows of `columns` (P x K, float: the K columns of these banners) and of `outside` (P x
    banners, bool: in no column of a banner).
    """

    banners: tuple[Banner, ...]
    codes: np.ndarray
    columns: np.ndarray
    outside: np.ndarray


@dataclass(frozen=True)
class Columns:
    """All K columns of a tabulation, banner after banner.

    `owner` (K): position of each column's banner in `banners`; `names`, `labels`, `letters` (K, object); `tested` (K,
    bool). `left` and `right` (P) are positions of columns that are compared, banner after banner, left before right;
    `family` (P) is the banner of such a pair. `packs` are the banners, a few together, as they are counted.
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

    @property
    def family(self) -> np.ndarray:
        return self.owner[self.left]

    def span(self, number: int) -> slice:
        """Where the columns of a banner stand."""
        start, end = np.searchsorted(self.owner, [number, number + 1])
        return slice(int(start), int(end))


def line_up(banners: Sequence[Banner]) -> Columns:
    """The columns of some banners, the whole being one of them."""
    widths = [len(banner.labels) for banner in banners]
    starts = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(int)
    owner = np.repeat(np.arange(len(banners)), widths)
    names = np.repeat(np.array([banner.name for banner in banners], dtype=object), widths)
    labels = np.array([label for banner in banners for label in banner.labels], dtype=object)
    pairs = [start + list_pairs(banner) for start, banner in zip(starts, banners, strict=True)]
    left, right = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), int)
    letters = np.concatenate([letter_columns(banner) for banner in banners])
    tested = np.concatenate([banner.tested for banner in banners])
    packs = tuple(_pack(group) for group in _group(banners))
    return Columns(tuple(banners), owner, names, labels, letters, tested, left, right, packs)


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
    codes = np.zeros(len(banners[0].codes), np.intp)
    columns, outside = np.zeros((1, 0)), np.zeros((1, 0), bool)
    for banner in banners:
        codes = codes * (len(banner.columns) + 1) + banner.codes
        inside = np.vstack([np.zeros((1, len(banner.labels))), banner.columns])
        nobody = np.arange(len(inside))[:, None] == 0
        columns, outside = (
            np.hstack([np.repeat(held, len(inside), axis=0), np.tile(new, (len(held), 1))])
            for held, new in ((columns, inside), (outside, nobody))
        )
    return Pack(tuple(banners), codes, columns, outside)


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
