"""Pictures handed on between notebooks: drawn once, kept as SVG with their alternative text."""

from __future__ import annotations

import html
import json
import shutil
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.figures.picture import Picture


@dataclass(frozen=True)
class StoredPicture:
    """A picture read back: `svg` has its text as outlines, so that every reader sees the same."""

    name: str
    alt: str
    svg: str

    def to_img_tag(self, name: str | None = None) -> str:
        data = b64encode(self.svg.encode("utf-8")).decode("ascii")
        file = html.escape(f"{name or self.name}.svg")
        return f'<img alt="{html.escape(self.alt)}" src="data:image/svg+xml;base64,{data}" data-file="{file}">'


def write_pictures(pictures: Iterable[Picture], folder: Path) -> None:
    """NAME.svg (text as text, for the PDF), NAME.outlines.svg (for HTML) and index.json; earlier ones are removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = {}
    for picture in pictures:
        picture.write_svg(folder)
        outlines = picture.to_svg(text_as_paths=True)
        (folder / f"{picture.name}.outlines.svg").write_text(outlines, encoding="utf-8", newline="\n")
        index[picture.name] = picture.alt
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")


def read_pictures(folder: Path) -> dict[str, StoredPicture]:
    """Name -> StoredPicture of all pictures under `folder` and its sub-folders."""
    stored = {}
    for index in sorted(folder.rglob("index.json")):
        for name, alt in json.loads(index.read_text(encoding="utf-8")).items():
            svg = (index.parent / f"{name}.outlines.svg").read_text(encoding="utf-8")
            stored[name] = StoredPicture(name, alt, svg)
    return stored
