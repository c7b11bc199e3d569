"""Compound nouns as candidates for the user dictionary: nouns in a row, weighed by FLR and C-value.

Which tokens join is what TermExtract does (Chasen.pm, MeCab.pm; 中川裕志・前田朗): general nouns, verbal nouns, proper
nouns, their suffixes and letters (in a row: one noun); adjectival stems only where a noun follows; a verb discards the
nouns right before it. Nouns of the user dictionary join as well.

FLR(CN)     f(CN) LR(CN), LR(CN) = (Π (FL(Ni) + 1) (FR(Ni) + 1))^(1 / 2L)
            f: CN stands by itself; FL, FR: how often a noun stands to the left, right of Ni; L nouns
            中川裕志・湯本紘彰・森辰則 (2003)「出現頻度と連接頻度に基づく専門用語抽出」自然言語処理 10(1), 27-45
C-value(a)  log2|a| f(a) where a is in no longer candidate, else log2|a| (f(a) - Σ t(b) / c)
            f: all occurrences, also within longer ones; t(b): occurrences of b, of the c longer candidates that hold a,
            outside those still longer
            Frantzi, Ananiadou, Mima (2000), International Journal on Digital Libraries 3(2), 115-130, section 2.2
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from helpers.text.store import Tokens

NOUN, STEM, STEM_SUFFIX, VERB, OTHER = range(5)
LETTER = "記号,アルファベット"
NOUNS = (
    *("名詞,*", "名詞,一般", "名詞,サ変接続", "名詞,固有名詞", "名詞,接尾,一般", "名詞,接尾,サ変接続"),
    LETTER,
)
STEMS, STEM_SUFFIXES = ("名詞,形容動詞語幹", "名詞,ナイ形容詞語幹"), ("名詞,接尾,形容動詞語幹",)
FIRST, LAST = (
    {"本"},
    {"など", "ら", "上", "内", "型", "間", "中", "毎", "等"},
)  # dropped at the ends (TermExtract)
Compound = tuple[str, ...]
DTYPES = {"term": "str", "words": "str", "length": "int64", "frequency": "int64", "documents": "int64"}
DTYPES |= {"flr": "float64", "c_value": "float64", "reading": "str"}


def find_compounds(tokens: Tokens) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(document, entries of the nouns) of every run of nouns, also of one noun."""
    entries = tokens.entries
    kinds = np.array(
        [_kind(*held) for held in zip(entries["surface"], entries["pos"], strict=True)], dtype=np.int8
    )
    rows = np.flatnonzero(kinds[tokens.entry] != OTHER) if len(tokens) else np.empty(0, dtype=np.int64)
    gap = np.diff(rows, prepend=-2) > 1
    gap[1:] |= np.diff(tokens.document[rows]) != 0
    finish = _Ends(kinds.tolist(), entries["surface"].tolist())
    run, document = [], -1
    columns = zip(tokens.document[rows].tolist(), tokens.entry[rows].tolist(), gap.tolist(), strict=True)
    for here, entry, breaks in columns:
        if breaks:
            yield from finish(document, run)
            run, document = [], here
        if kinds[entry] == VERB:
            run = []
        elif kinds[entry] != STEM_SUFFIX or run:
            run.append(entry)
    yield from finish(document, run)


class _Ends:
    """Takes from a run of entries what must not stand at its ends, and leaves out what is none."""

    def __init__(self, kinds: list[int], surfaces: list[str]):
        self.kinds, self.surfaces = kinds, surfaces

    def __call__(self, document: int, run: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        run = run[1:] if run and self.surfaces[run[0]] in FIRST else run
        if run and self.kinds[run[-1]] == NOUN:
            run = run[:-1] if self.surfaces[run[-1]] in LAST else run
            if run:
                yield document, tuple(run)


def count_compounds(tokens: Tokens, *, at_least: int = 2) -> pd.DataFrame:
    """Candidates of two nouns or more that occur `at_least` times by themselves, the weightiest (FLR) first.

        df_by_compound (one row a compound)
        term         | words            | length | frequency | documents | flr     | c_value | reading
        高齢者見守り | 高齢者 見守り    | 2      | 3         | 3         | 4.2     | 3.0     | コウレイシャミマモリ
        str          | str              | int64  | int64     | int64     | float64 | float64 | str

    `frequency`: occurrences by itself (not within a longer compound); `reading` is the term itself where Janome has none.
    """
    runs: dict[tuple[int, ...], list[int]] = {}
    for document, entries in find_compounds(tokens):
        runs.setdefault(entries, []).append(document)
    found: dict[Compound, list[int]] = {}
    readings: dict[Compound, str] = {}
    for entries, documents in runs.items():
        compound, reading = _name_compound(tokens.entries.iloc[list(entries)])
        found.setdefault(compound, []).extend(documents)
        readings.setdefault(compound, reading)
    counts = {compound: len(documents) for compound, documents in found.items()}
    chosen = [compound for compound in counts if len(compound) > 1 and counts[compound] >= at_least]
    flr, c_value = weigh_flr(counts), weigh_c_value(counts)
    columns = {
        "term": ["".join(compound) for compound in chosen],
        "words": [" ".join(compound) for compound in chosen],
        "length": [len(compound) for compound in chosen],
        "frequency": [counts[compound] for compound in chosen],
        "documents": [len(set(found[compound])) for compound in chosen],
        "flr": [flr[compound] for compound in chosen],
        "c_value": [c_value[compound] for compound in chosen],
        "reading": [readings[compound] for compound in chosen],
    }
    frame = pd.DataFrame(columns).astype(DTYPES)
    order = frame.assign(weight=-frame["flr"].round(9)).sort_values(["weight", "term", "words"]).index
    return frame.loc[order].reset_index(drop=True)


def _name_compound(held: pd.DataFrame) -> tuple[Compound, str]:
    """The nouns of a run and its reading; letters in a row are one noun."""
    nouns: list[str] = []
    letters = False
    for surface, pos in zip(held["surface"], held["pos"], strict=True):
        if letters and pos.startswith(LETTER):
            nouns[-1] += surface
        else:
            nouns.append(surface)
        letters = pos.startswith(LETTER)
    known = "*" not in set(held["reading"])
    return tuple(nouns), "".join(held["reading"] if known else held["surface"])


def weigh_flr(counts: Mapping[Compound, int]) -> dict[Compound, float]:
    """FLR of each compound (nouns -> how often it stands by itself); neighbours are counted by occurrences (延べ数)."""
    left, right = Counter[str](), Counter[str]()
    for compound, count in counts.items():
        for before, after in itertools.pairwise(compound):
            right[before] += count
            left[after] += count
    return {
        compound: count
        * math.prod((left[n] + 1) * (right[n] + 1) for n in compound) ** (1 / (2 * len(compound)))
        for compound, count in counts.items()
    }


def weigh_c_value(counts: Mapping[Compound, int]) -> dict[Compound, float]:
    """C-value of each compound; of one noun it is 0 (log2 1)."""
    inside, holders = Counter[Compound](), Counter[Compound]()
    values = {}
    for compound in sorted(counts, key=lambda compound: (-len(compound), compound)):
        own = counts[compound]  # occurrences outside of longer candidates
        total = own + inside[compound]
        nested = inside[compound] / holders[compound] if holders[compound] else 0
        values[compound] = math.log2(len(compound)) * (total - nested)
        for part, times in Counter(_parts(compound)).items():
            if part in counts:
                inside[part] += own * times
                holders[part] += 1
    return {compound: values[compound] for compound in counts}


def render_user_dictionary(candidates: pd.DataFrame, limit: int = 50) -> str:
    """A draft of user_dictionary.csv: the short form, one line a candidate, with what speaks for it above.

    Terms that would break the form (a comma, a quote) and those of one character are left out.
    """
    lines = ["# ユーザー辞書の案：複合名詞の候補。要らない行を消し、読みを確かめてから使ってください。"]
    lines.append("# 登録した語は、どこに現れても一語になります。他の語の一部にもなる綴りは消してください。")
    good = candidates[~candidates["term"].str.contains(r'[,"#\s]') & (candidates["term"].str.len() > 1)]
    for row in good.head(limit).itertuples():
        lines.append(
            f"# 出現{row.frequency}回（{row.documents}件）、FLR {row.flr:.1f}、C-value {row.c_value:.1f}"
        )
        lines.append(f"{row.term},名詞,{row.reading}")
    return "\n".join(lines) + "\n"


def _kind(surface: str, pos: str) -> int:
    if pos.startswith("動詞"):
        return VERB
    levels = f"{pos},"
    if levels.startswith(tuple(f"{name}," for name in STEM_SUFFIXES)):
        return STEM_SUFFIX
    if levels.startswith(tuple(f"{name}," for name in STEMS)):
        return STEM
    noun = levels.startswith(tuple(f"{name}," for name in NOUNS))
    return NOUN if noun and any(character.isalnum() for character in surface) else OTHER


def _parts(compound: Compound) -> Iterator[Compound]:
    """Every shorter run of nouns within a compound."""
    size = len(compound)
    for length in range(1, size):
        yield from (compound[start : start + length] for start in range(size - length + 1))
