"""find_personal: what in an answer says who somebody is or how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from helpers.text.dictionaries import Dictionaries
from helpers.text.privacy import name_words as known
from helpers.text.privacy.addresses import find_addresses
from helpers.text.privacy.contacts import Match, find_contacts
from helpers.text.privacy.folding import Folded, fold
from helpers.text.privacy.kinds import CERTAINTIES, KINDS, Personal
from helpers.text.privacy.name_patterns import find_name_patterns
from helpers.text.privacy.names import find_names
from helpers.text.privacy.numbers import find_numbers
from helpers.text.privacy.people import find_ages, find_posts, find_relatives
from helpers.text.privacy.word import Word
from helpers.text.store import Tokens, tokenize_texts

NUMBERS = ("telephone", "fax", "identifier", "birthday", "vehicle")  # what only looks like a house number
RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def find_personal(text: str, dictionaries: Dictionaries | None = None) -> list[Personal]:
    """The finds of one text from left to right; none overlaps another. See docs/privacy.md for what is found."""
    return find_all([text], tokenize_texts([text], dictionaries or Dictionaries()), dictionaries)[0]


def find_all(
    texts: Sequence[str], tokens: Tokens, dictionaries: Dictionaries | None = None
) -> list[list[Personal]]:
    """The finds of each text, by the tokens of the same texts; each distinct text is searched once."""
    folded = {text: fold(text) for text in dict.fromkeys(texts)}
    words = _list_words(texts, tokens)
    moved = [text for text, piece in folded.items() if piece.starts is not None]
    if moved:
        again = [folded[text].text for text in moved]
        own = _list_words(again, tokenize_texts(again, dictionaries or Dictionaries()))
        words |= {text: own.get(piece, []) for text, piece in zip(moved, again, strict=True)}
    found = {text: _search(folded[text], words.get(text, [])) for text in folded}
    return [found[text] for text in texts]


def _list_words(texts: Sequence[str], tokens: Tokens) -> dict[str, list[Word]]:
    """Text -> its words, for texts in which a word can be a name or of a name's neighbourhood."""
    may_be = _may_be_name(tokens)
    first = np.searchsorted(tokens.document, np.arange(len(texts) + 1))
    counts = np.concatenate([[0], np.cumsum(may_be[tokens.entry])])
    surfaces, kinds = tokens.entries["surface"].tolist(), tokens.entries["pos"].tolist()
    words: dict[str, list[Word]] = {}
    for text, (begin, end) in zip(texts, pairwise(first), strict=True):
        if counts[end] > counts[begin] and text not in words:
            rows = zip(
                tokens.start[begin:end].tolist(),
                tokens.length[begin:end].tolist(),
                tokens.entry[begin:end].tolist(),
                strict=True,
            )
            words[text] = [
                Word(start, start + length, surfaces[entry], kinds[entry]) for start, length, entry in rows
            ]
    return words


def _may_be_name(tokens: Tokens) -> np.ndarray:
    surnames = known.read_surnames()
    pairs = zip(tokens.entries["surface"], tokens.entries["pos"], strict=True)
    return np.array(
        [
            "固有名詞,人名" in pos or surface in surnames or bool(known.LIKE_GIVEN.fullmatch(surface))
            for surface, pos in pairs
        ],
        dtype=bool,
    )


def _search(folded: Folded, words: Sequence[Word]) -> list[Personal]:
    """All rules over one text; the words are those of the folded text where that is another (see find_all)."""
    text = folded.text
    matches = [*find_contacts(text), *find_numbers(text), *find_addresses(text), *find_posts(text)]
    named = _join([*find_names(text, words), *find_name_patterns(text)])
    names = _choose([*matches, *named])
    names = [match for match in names if match.kind == "name"]
    matches += [*named, *_repeat(text, names), *find_relatives(text, names), *find_ages(text, names)]
    return [_as_personal(folded, match) for match in _choose(matches)]


def _join(names: Iterable[Match]) -> list[Match]:
    """Finds of one name that overlap or touch become one."""
    joined: list[Match] = []
    for match in sorted(names, key=lambda match: (match.start, -match.end)):
        if joined and match.start < joined[-1].end:
            last = joined[-1]
            better = min(last, match, key=lambda one: CERTAINTIES.index(one.certainty))
            joined[-1] = better._replace(start=last.start, end=max(last.end, match.end))
        else:
            joined.append(match)
    return joined


def _repeat(text: str, names: Sequence[Match]) -> Iterator[Match]:
    """The same name again in the same text, without its honorific."""
    for surface in sorted({text[name.start : name.end] for name in names if name.certainty != "低"}):
        if len(surface) < 2:
            continue
        for found in re.finditer(re.escape(surface), text):
            before, after = text[: found.start()][-1:], text[found.end() : found.end() + 4]
            inside = _same_script(before, surface[0]) or _same_script(after[:1], surface[-1])
            if not known.ORGANISATION.match(after) and not inside:
                yield Match(*found.span(), "name", "同じ回答で氏名とした語", "中")


def _same_script(neighbour: str, own: str) -> bool:
    """Whether a letter beside a word would make another word of it."""
    return any(
        re.fullmatch(f"[{script}]{{2}}", neighbour + own) for script in ("一-鿿々", "ァ-ヶー", "A-Za-z")
    )


def _choose(matches: Iterable[Match]) -> list[Match]:
    """Of finds that overlap the kind that KINDS names first, then the longest; the rest of a loser that sticks out stays."""
    chosen: list[Match] = []
    for match in sorted(matches, key=_precedence):
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
        else:
            chosen += _stick_out(match, chosen)
    return sorted(chosen)


def _precedence(match: Match) -> tuple:
    certainty = CERTAINTIES.index(match.certainty)
    return RANK[match.kind], match.start - match.end, match.start, certainty, match.reason


def _stick_out(match: Match, chosen: Sequence[Match]) -> list[Match]:
    """The parts of a find that no chosen one covers: what was found is masked to its last letter."""
    parts, start = [], match.start
    over = [other for other in sorted(chosen) if other.end > match.start and other.start < match.end]
    if match.kind == "address" and any(other.kind in NUMBERS for other in over):
        return []
    for other in over:
        parts.append((start, other.start))
        start = max(start, other.end)
    parts.append((start, match.end))
    return [match._replace(start=begin, end=end) for begin, end in parts if end - begin >= 2]


def _as_personal(folded: Folded, match: Match) -> Personal:
    start, end = folded.span(match.start, match.end)
    return Personal(start, end, match.kind, folded.original[start:end], match.reason, match.certainty)
