"""A figure with its alternative text and its file name: what every plot function returns."""

from __future__ import annotations

import base64
import html
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from matplotlib.figure import Figure

from helpers.errors import ParameterError
from helpers.figures.outlines import shrink_svg
from helpers.figures.style import use_style
from helpers.handoff import replace_file

NAME = re.compile(r"\w[\w.-]*")
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def img_tag(name: str, alt: str, svg: str) -> str:
    """`<img alt=… src="data:image/svg+xml;base64,…" data-file="NAME.svg">`."""
    data = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    file = html.escape(f"{name}.svg")
    return f'<img alt="{html.escape(alt)}" src="data:image/svg+xml;base64,{data}" data-file="{file}">'


@dataclass(frozen=True)
class Picture:
    """`figure` drawn once, `alt` its alternative text (Japanese), `name` its file name without `.svg`.

    Raises ParameterError when `name` cannot be a file name on every system.
    """

    figure: Figure = field(repr=False)
    alt: str
    name: str
    _drawn: dict[bool, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ParameterError(f"図の名前「{self.name}」は使えません。使えるのは文字、数字、_ - . です。")

    def to_svg(self, text_as_paths: bool) -> str:
        """The same bytes in every run; text as outlines (HTML), or as text in Noto Sans CJK JP (PDF)."""
        if text_as_paths not in self._drawn:
            buffer = io.StringIO()
            with use_style(text_as_paths):
                self.figure.savefig(buffer, format="svg", metadata=NO_METADATA)
            self._drawn[text_as_paths] = shrink_svg(buffer.getvalue())
        return self._drawn[text_as_paths]

    def to_img_tag(self) -> str:
        """Readable without the font."""
        return img_tag(self.name, self.alt, self.to_svg(text_as_paths=True))

    def write_svg(self, folder: Path) -> Path:
        """NAME.svg in `folder`, its text kept as text, for a PDF that has the font."""
        path = folder / f"{self.name}.svg"
        replace_file(path, self.to_svg(text_as_paths=False))
        return path

    def _repr_html_(self) -> str:
        return self.to_img_tag()
