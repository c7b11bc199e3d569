"""Pictures handed on between notebooks: drawn once, kept as SVG with their alternative text."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.figures.picture import Picture
from helpers.handoff import write_json


@dataclass(frozen=True)
class StoredPicture:
    """A picture read back: `svg` has its text as outlines, so that every reader sees the same."""

    name: str
    alt: str
    svg: str

    def to_img_tag(self, name: str | None = None) -> str:
        data = b64encode(self.svg.encode("utf-8")).decode("ascii")
        file = html.escape(f"{name or self.name}.svg")
        return (
            f'<img alt="{html.escape(self.alt)}" src="data:image/svg+xml;base64,{data}" data-file="{file}">'
        )


def write_pictures(pictures: Iterable[Picture], folder: Path, group: str) -> None:
    """NAME.svg (text as text, for the PDF), NAME.outlines.svg (for HTML) and <group>.json with the alternative texts.

    Pictures that the group held before and no longer holds are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / f"{group}.json"
    for name in json.loads(index.read_text(encoding="utf-8")) if index.exists() else []:
        for path in (folder / f"{name}.svg", folder / f"{name}.outlines.svg"):
            path.unlink(missing_ok=True)
    pictures = list(pictures)
    for picture in pictures:
        picture.write_svg(folder)
        outlines = picture.to_svg(text_as_paths=True)
        (folder / f"{picture.name}.outlines.svg").write_text(outlines, encoding="utf-8", newline="\n")
    write_json({picture.name: picture.alt for picture in pictures}, index)


def read_pictures(folder: Path) -> dict[str, StoredPicture]:
    """Name -> StoredPicture of every group in `folder`."""
    stored = {}
    for index in sorted(folder.glob("*.json")):
        for name, alt in json.loads(index.read_text(encoding="utf-8")).items():
            svg = (folder / f"{name}.outlines.svg").read_text(encoding="utf-8")
            stored[name] = StoredPicture(name, alt, svg)
    return stored
