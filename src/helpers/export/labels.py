"""Which Typst label stands for which id: in a volume, each page's ids are its own."""

from __future__ import annotations


def label_of(page: str, anchor: str) -> str:
    """The label of an id: `step-9` in a report, `no-03-koto#step-9` on a page of a volume."""
    return f"{page}#{anchor}" if page else anchor


def target_of(page: str, href: str) -> str:
    """The label a link leads to: #step-9 on its own page, no-03-koto.html or no-03-koto.html#step-9 on another."""
    other, _, anchor = href.partition("#")
    if not other:
        return label_of(page, anchor)
    other = other.removesuffix(".html")
    return label_of(other, anchor) if anchor else other
