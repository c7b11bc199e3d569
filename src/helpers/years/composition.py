"""Links put together: those of a question with those of its survey, those of one step with those of the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.years.choices import pair_choices
from helpers.years.links import SAME, WHOLE, Link, Pair, worse


def with_whole(links: Iterable[Link]) -> list[Link]:
    """The links of questions, each as strict as the survey as a whole allows."""
    links = list(links)
    whole = next((link for link in links if link.question == WHOLE), None)
    rest = [link for link in links if link.question != WHOLE]
    if whole is None:
        return rest
    return [_beside(link, whole) if link.question and link.previous else link for link in rest]


def _beside(link: Link, whole: Link) -> Link:
    status = tuple(name for name in (*link.status, *whole.status) if name != SAME) or (SAME,)
    confirmed = "" if link.is_draft or whole.is_draft else "、".join(
        dict.fromkeys(filter(None, (link.confirmed_by, whole.confirmed_by)))
    )  # fmt: skip
    what, reason = (_join(getattr(link, key), getattr(whole, key)) for key in ("what", "reason"))
    comparable = worse(link.comparable, whole.comparable)
    return replace(
        link, status=status, comparable=comparable, what=what, reason=reason, confirmed_by=confirmed
    )


def _join(*texts: str) -> str:
    return "。".join(dict.fromkeys(filter(None, texts)))


def compose_links(earlier: Iterable[Link], later: Sequence[Link]) -> list[Link]:
    """From the first year of `earlier` to the last of `later`: as strict as the stricter, choices through both."""
    known = {link.question: link for link in earlier if link.question}
    links = [_compose(known.get(link.previous), link) for link in later]
    gone = [link for link in earlier if not link.question]
    return [*(link for link in links if link.question or link.previous), *gone]


def _compose(before: Link | None, after: Link) -> Link:
    if before is None:  # new in the later step
        return after
    if not before.previous:  # new in the earlier step
        return replace(before, question=after.question, text=after.text, pairs=pair_choices(_new(after), []))
    status = tuple(n for n in dict.fromkeys((*before.status, *after.status)) if n != SAME) or (SAME,)
    names = "、".join(dict.fromkeys(filter(None, (before.confirmed_by, after.confirmed_by))))
    what, reason = (_join(getattr(before, key), getattr(after, key)) for key in ("what", "reason"))
    return replace(
        after, previous=before.previous, previous_text=before.previous_text, status=status, what=what, reason=reason,
        comparable=worse(before.comparable, after.comparable), pairs=compose_pairs(before.pairs, after.pairs),
        confirmed_by="" if before.is_draft or after.is_draft else names,
    )  # fmt: skip


def _new(link: Link) -> list[str]:
    return [choice for pair in link.pairs for choice in pair.new]


@dataclass(frozen=True)
class _Group:
    """Pairs that hang together by choices of the year in between."""

    between: frozenset[str]
    later: tuple[Pair, ...] = ()
    earlier: tuple[Pair, ...] = ()

    def join(self, other: _Group) -> _Group:
        return _Group(self.between | other.between, self.later + other.later, self.earlier + other.earlier)

    def pairs(self) -> list[Pair]:
        new = tuple(choice for pair in self.later for choice in pair.new)
        old = tuple(choice for pair in self.earlier for choice in pair.old)
        if all(pair.is_whole for pair in self.later + self.earlier) and new and old:
            return [Pair(new, old)]
        return [*(Pair((choice,), ()) for choice in new), *(Pair((), (choice,)) for choice in old)]


def compose_pairs(earlier: Sequence[Pair], later: Sequence[Pair]) -> tuple[Pair, ...]:
    """Choices paired through the year in between; those of a group that loses or gains one there stand alone."""
    groups: list[_Group] = []
    single = [_Group(frozenset(p.old), (p,)) for p in later] + [
        _Group(frozenset(p.new), (), (p,)) for p in earlier
    ]
    for group in single:
        touching = [other for other in groups if other.between & group.between]
        joined = group
        for other in reversed(touching):
            joined = other.join(joined)
        at = groups.index(touching[0]) if touching else len(groups)
        groups = [other for other in groups if other not in touching]
        groups.insert(at, joined)
    return tuple(pair for group in groups for pair in group.pairs())
