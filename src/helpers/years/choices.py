"""Choices of two years paired: same labels by the program, others as lines that the analyst writes and confirms.

60代以上 ← 60代 + 70代以上
オンラインの相談 ← （なし）
（なし） ← 手紙
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from helpers.years.likeness import fold_text, likeness, turns_meaning
from helpers.years.links import Pair

ALIKE = 0.5  # two labels of which less is in common are not offered as a pair
OLDEST = 999
NOTHING = "（なし）"
ARROW = re.compile("←|<-|[=＝]")  # people type what they find on the keyboard
SPANS = [  # Japanese age bands: (pattern, first and last year)
    (re.compile(r"(\d+)代"), lambda a: (a, a + 9)),
    (re.compile(r"(\d+)代?[-~〜～](\d+)代"), lambda a, b: (a, b + 9)),
    (re.compile(r"(\d+)歳?[-~〜～](\d+)歳?"), lambda a, b: (a, b)),
    (re.compile(r"(\d+)[歳代]?以上"), lambda a: (a, OLDEST)),
    (re.compile(r"(\d+)歳?未満"), lambda a: (0, a - 1)),
    (re.compile(r"(\d+)歳?以下"), lambda a: (0, a)),
    (re.compile(r"(\d+)代以下"), lambda a: (0, a + 9)),
]


def pair_choices(new: Sequence[str], old: Sequence[str]) -> tuple[Pair, ...]:
    """Every choice of both years: with the one of the same label, else alone; new ones in order, then old ones."""
    known = {fold_text(choice): choice for choice in old}
    matched = [
        Pair((choice,), (known[fold_text(choice)],) if fold_text(choice) in known else ()) for choice in new
    ]
    used = {choice for pair in matched for choice in pair.old}
    return (*matched, *(Pair((), (choice,)) for choice in old if choice not in used))


def guess_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Of the choices that stand alone, those that may belong together: bands that add up, labels within labels, alike ones."""
    alone = [pair for pair in pairs if not pair.is_whole]
    come = [choice for pair in alone for choice in pair.new]
    gone = [choice for pair in alone for choice in pair.old]
    found: list[Pair] = []
    for guess in (*_add_up(come, gone), *_hold(come, gone), *_look_alike(come, gone)):
        taken = [*(c for p in found for c in p.new), *(c for p in found for c in p.old)]
        if not set(guess.new + guess.old) & set(taken):
            found.append(guess)
    return tuple(sorted(found, key=lambda pair: come.index(pair.new[0])))


def _add_up(come: list[str], gone: list[str]) -> Iterator[Pair]:
    """One band against several that fill it without a gap, either way."""
    for choice in come:
        yield from (Pair((choice,), parts) for parts in _parts(choice, gone))
    for choice in gone:
        yield from (Pair(parts, (choice,)) for parts in _parts(choice, come))


def _parts(choice: str, others: list[str]) -> Iterator[tuple[str, ...]]:
    whole = _span(choice)
    if whole is None:
        return
    spans = sorted((span, other) for other in others if (span := _span(other)) is not None)
    inside = [(span, other) for span, other in spans if whole[0] <= span[0] and span[1] <= whole[1]]
    ends = [whole[0] - 1, *(span[1] for span, _ in inside)]
    fits = all(end + 1 == span[0] for end, (span, _) in zip(ends, inside, strict=False))
    if len(inside) > 1 and fits and ends[-1] == whole[1]:
        yield tuple(other for _, other in inside)


def _span(label: str) -> tuple[int, int] | None:
    plain = unicodedata.normalize("NFKC", label).strip()
    for pattern, span in SPANS:
        if match := pattern.fullmatch(plain):
            return span(*map(int, match.groups()))
    return None


def _hold(come: list[str], gone: list[str]) -> Iterator[Pair]:
    """家族・友人 = 家族 + 友人, either way."""
    for choice in come:
        parts = tuple(other for other in gone if fold_text(other) in fold_text(choice))
        if len(parts) > 1:
            yield Pair((choice,), parts)
    for choice in gone:
        parts = tuple(other for other in come if fold_text(other) in fold_text(choice))
        if len(parts) > 1:
            yield Pair(parts, (choice,))


def _look_alike(come: list[str], gone: list[str]) -> Iterator[Pair]:
    scored = [
        (-likeness(new, old), come.index(new), gone.index(old))
        for new in come for old in gone if not (turns_meaning(new, old) or (_span(new) and _span(old)))
    ]  # fmt: skip
    for score, new, old in sorted(scored):
        if -score >= ALIKE:
            yield Pair((come[new],), (gone[old],))


def combine(pairs: Iterable[Pair], given: Sequence[Pair]) -> tuple[Pair, ...]:
    """The `given` pairs, and of `pairs` those that hold none of their choices, in the order of the choices."""
    new, old = ({choice for pair in given for choice in getattr(pair, side)} for side in ("new", "old"))
    pairs = list(pairs)
    order = {choice: number for number, pair in enumerate(pairs) for choice in pair.new}
    kept: list[Pair] = []
    for pair in pairs:  # a pair that `given` breaks up leaves the side that is not named there
        left = Pair(tuple(c for c in pair.new if c not in new), tuple(c for c in pair.old if c not in old))
        kept += [left] if left.new or left.old else []
    return tuple(
        sorted([*given, *kept], key=lambda pair: min((order[c] for c in pair.new), default=len(pairs)))
    )


def write_pairs(pairs: Iterable[Pair]) -> str:
    """One line for each pair but those of one label on both sides, which need no line."""
    return "\n".join(_line(pair) for pair in pairs if not _is_plain(pair))


def _is_plain(pair: Pair) -> bool:
    return len(pair.new) == len(pair.old) == 1 and fold_text(pair.new[0]) == fold_text(pair.old[0])


def _line(pair: Pair) -> str:
    return " ← ".join(" + ".join(side) or NOTHING for side in (pair.new, pair.old))


def read_pairs(text: str, new: Sequence[str], old: Sequence[str]) -> tuple[list[Pair], list[str]]:
    """The pairs of the lines, and the lines that name no known choices or one that an earlier line has taken."""
    pairs, faults = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        pair = _read_line(line, new, old)
        taken = [(set(pair.new) & set(p.new)) | (set(pair.old) & set(p.old)) for p in pairs] if pair else []
        if pair is None or any(taken):
            faults.append(line)
        else:
            pairs.append(pair)
    return pairs, faults


def _read_line(line: str, new: Sequence[str], old: Sequence[str]) -> Pair | None:
    """A label may hold = or + itself: the first arrow whose two sides are known labels counts."""
    for match in ARROW.finditer(line):
        sides = _labels(line[: match.start()], new), _labels(line[match.end() :], old)
        if None not in sides and any(sides):
            return Pair(*sides)
    return None


def _labels(text: str, known: Sequence[str]) -> tuple[str, ...] | None:
    """The labels of one side, separated by +; None where one is not known or named twice."""
    folded = {fold_text(choice): choice for choice in known}
    parts, labels = [] if fold_text(text) in ("", fold_text(NOTHING)) else re.split("[+＋]", text), []
    while parts:
        spans = range(len(parts), 0, -1)
        taken = next((n for n in spans if fold_text("+".join(parts[:n])) in folded), 0)
        if not taken:
            return None
        labels.append(folded[fold_text("+".join(parts[:taken]))])
        del parts[:taken]
    return tuple(labels) if len(set(labels)) == len(labels) else None
