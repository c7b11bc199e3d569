"""Pictures handed on between notebooks: drawn once, kept as SVG with their alternative text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.figures.picture import Picture, img_tag
from helpers.handoff import replace_file, write_json

INDEX = "pictures.json"


@dataclass(frozen=True)
class StoredPicture:
    """A picture read back: `svg` has its text as outlines, so that every reader sees the same."""

    name: str
    alt: str
    svg: str

    def to_img_tag(self) -> str:
        return img_tag(self.name, self.alt, self.svg)


def write_pictures(pictures: Iterable[Picture], folder: Path) -> None:
    """NAME.svg (text as text, for the PDF), NAME.outlines.svg (for HTML) and pictures.json with the alternative texts.

    Pictures that the folder held before and no longer holds are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / INDEX
    for name in json.loads(index.read_text(encoding="utf-8")) if index.exists() else []:
        for path in (folder / f"{name}.svg", folder / f"{name}.outlines.svg"):
            path.unlink(missing_ok=True)
    pictures = list(pictures)
    for picture in pictures:
        picture.write_svg(folder)
        replace_file(folder / f"{picture.name}.outlines.svg", picture.to_svg(text_as_paths=True))
    write_json({picture.name: picture.alt for picture in pictures}, index)


def read_pictures(folder: Path) -> dict[str, StoredPicture]:
    """Name -> StoredPicture of every picture that was written to `folder`."""
    if not (folder / INDEX).exists():
        return {}
    texts = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return {name: _read_picture(folder, name, alt) for name, alt in texts.items()}


def _read_picture(folder: Path, name: str, alt: str) -> StoredPicture:
    return StoredPicture(name, alt, (folder / f"{name}.outlines.svg").read_text(encoding="utf-8"))
