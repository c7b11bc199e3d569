"""What the printing font can show: any other character becomes a visible 〓 and a finding."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache
from pathlib import Path

from bs4 import Tag

from helpers.errors import ExportError
from helpers.findings import Finding, Place

FONT_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
SUBSTITUTE = "〓"
LAYOUT = frozenset("\t\n\r")
UNSEEN = {"Cc", "Cf", "Zl", "Zp"}  # controls, joiners, line separators: dropped without a mark
CONTEXT = 12  # characters shown before and after the mark


def font_folders() -> list[Path]:
    """Folders of the two font packages; ExportError if one is not installed."""
    specs = {name: importlib.util.find_spec(name) for name in FONT_PACKAGES}
    missing = [name.replace("_", "-") for name, spec in specs.items() if spec is None]
    if missing:
        raise ExportError(
            f"PDFの書体がありません：{'、'.join(missing)}。環境を作り直してください（make report）。"
        )
    return [Path(spec.origin).parent for spec in specs.values()]


@cache
def printable() -> frozenset[str]:
    """Every character that the font has, variation selectors included (both weights cover the same ones)."""
    from fontTools.ttLib import TTFont

    with TTFont(next(font_folders()[0].glob("*.otf")), lazy=True) as font:
        tables = font["cmap"].tables
        codes = set(font.getBestCmap()).union(*(table.uvsDict for table in tables if table.format == 14))
    return frozenset(map(chr, codes)) | LAYOUT


def is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN or "\ufe00" <= character <= "\ufe0f"


class GlyphCheck:
    """Replaces what the font lacks and collects a `missing-glyph` finding for each place."""

    def __init__(self, file: str):
        self.file = file
        self.findings: dict[Finding, None] = {}

    def clean(self, text: str, element: Tag | None = None) -> str:
        """`text` with 〓 for each unprintable character; `element` says where it stands."""
        lacking = {c for c in set(text) - printable()}
        seen = sorted(c for c in lacking if not is_unseen(c))
        if not lacking:
            return text
        text = (
            re.sub(f"[{re.escape(''.join(sorted(lacking - set(seen))))}]", "", text)
            if lacking - set(seen)
            else text
        )
        for character in seen:
            self._add(character, text, element)
        return re.sub(f"[{re.escape(''.join(seen))}]", SUBSTITUTE, text) if seen else text

    def _add(self, character: str, text: str, element: Tag | None) -> None:
        start = max(text.index(character) - CONTEXT, 0)
        excerpt = " ".join(text[start : start + 2 * CONTEXT + 1].split())
        finding = Finding(
            "missing-glyph",
            "warning",
            Place(file=self.file, column=_nearest_id(element)),
            f"文字「{character}」（U+{ord(character):04X}）は印刷用の書体に無いため、PDFでは「{SUBSTITUTE}」と印字しました。",
            given=excerpt,
            remedy="PDFでも読めるようにするには、元の資料の文字を言葉に置き換えてください。",
        )
        self.findings[finding] = None


def _nearest_id(element: Tag | None) -> str:
    """id of the element or of the nearest one around it."""
    if element is None:
        return ""
    around = element if element.get("id") else element.find_parent(id=True)
    return around["id"] if around else ""
