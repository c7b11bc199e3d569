"""Who stands where in the platform picture: members sorted into the blocks and boxes of the three links."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.figures.lettering import one_line

NAMES = {"community": "地域", "office": "行政内部", "both": "地域と行政"}
SIDES = {"community": "地域", "office": "行政"}
HEADER_ROOM = 10  # characters for 「区役所 10名」 beside a block's name
MANY = 20  # from here on the names of a block run on instead of standing one a line


@dataclass(frozen=True)
class Box:
    """A class of members (or a department), how many persons, and the names listed in it."""

    heading: str
    count: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        names = f"（{'、'.join(self.names)}）" if self.names else ""
        return f"{self.heading} {self.count}".strip() + names


@dataclass(frozen=True)
class Block:
    """One link of the platform: name, description, how many persons, `classes` as a line, boxes."""

    name: str
    description: str
    count: str
    classes: str
    boxes: tuple[Box, ...]
    run_on: bool


def sort_members(links: list[dict], members: pd.DataFrame) -> dict[str, Block]:
    """Link id (community, office, both) -> its block.

    A member stands in the link that lists the member's class, else in the link of the member's side. Where no
    members are known at all, nothing is counted: blank is not zero.
    """
    by_id = {link["id"]: link for link in links}
    link_of = {name: link["id"] for link in links for name in link.get("classes") or []}
    link_of_side = {side: link for link, side in SIDES.items()}
    rows = members.astype("object").fillna("").map(one_line)
    default = [link_of_side.get(side, "community") for side in rows["side"]]
    place = [link_of.get(name, other) for name, other in zip(rows["class"], default, strict=True)]
    groups = {link: rows[pd.Series(place, rows.index, dtype="str") == link] for link in NAMES}
    return {link: _build_block(link, by_id.get(link, {}), groups[link], len(rows) > 0) for link in NAMES}


def _build_block(link: str, record: dict, rows: pd.DataFrame, counted: bool) -> Block:
    classes = list(dict.fromkeys([*(record.get("classes") or []), *rows["class"]]))
    by_class = [_build_box(name, rows[rows["class"] == name], counted) for name in classes]
    office = link == "office" and len(rows) > 0
    line = "、".join(f"{box.heading} {box.count}" for box in by_class) if office else ""
    in_header = len(by_class) == 1 and 0 < len(line) <= HEADER_ROOM
    total = _persons(rows) if by_class and counted else ""
    return Block(
        name=one_line(record.get("name") or NAMES[link]),
        description=one_line(record.get("description") or ""),
        count=line if in_header else total,
        classes="" if in_header else line,
        boxes=tuple(_departments(rows) if office else by_class),
        run_on=len(rows) > MANY,
    )


def _persons(rows: pd.DataFrame) -> str:
    return f"{len(rows)}名"


def _build_box(name: str, rows: pd.DataFrame, counted: bool) -> Box:
    names = [f"{row.organisation} {row.division}".strip() for row in rows.itertuples()]
    return Box(one_line(name), _persons(rows) if counted else "", tuple(dict.fromkeys(filter(None, names))))


def _departments(rows: pd.DataFrame) -> list[Box]:
    """One box a department; a member without a division is named by the post (部長)."""
    boxes = []
    for department, mine in rows.groupby("organisation", sort=False):
        names = [row.division or row.post for row in mine.itertuples()]
        boxes.append(Box(str(department), _persons(mine), tuple(dict.fromkeys(filter(None, names)))))
    return boxes
