"""figures.yaml: every slot with its words, and only with a picture that can be printed."""

from __future__ import annotations

import io
import warnings
from pathlib import Path, PureWindowsPath

from helpers.findings import Findings
from helpers.raw.model import path_place

FILE = "figures.yaml"
UNWRITTEN = "（説明未記入）"
LARGEST = 5 * 1024 * 1024  # bytes
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MAGIC = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
WORDS = {"caption": "図の題", "alt": "代替テキスト"}
SLOT = "代替テキストの枠として印字します。"
Fault = tuple[str, str, str, str]  # rule, severity, message, remedy


def check_figures(
    figures: list[dict], folder: Path, lines: dict[tuple, int], findings: Findings
) -> list[dict]:
    """The slots as they may be printed: `caption` and `alt` never blank, `file` None unless it is a sound picture.

    `folder` is the case's figures/, `lines` are those of figures.yaml.
    """
    return [_check_slot(slot, number, folder, lines, findings) for number, slot in enumerate(figures)]


def _check_slot(slot: dict, number: int, folder: Path, lines: dict, findings: Findings) -> dict:
    slot = dict(slot)
    for key in [key for key in WORDS if not (slot[key] or "").strip()]:
        message = f"{slot['id']} の{WORDS[key]}（{key}）がありません。{UNWRITTEN}と印字します。"
        remedy = f"{key} に書いてください。"
        findings.add("missing-words", "error", path_place(FILE, (number, key), lines), message, remedy=remedy)
        slot[key] = UNWRITTEN
    if slot["file"] and (fault := find_fault(folder, slot["file"])):
        rule, severity, message, remedy = fault
        details = {"given": slot["file"], "allowed": "、".join(FORMATS), "remedy": remedy}
        findings.add(rule, severity, path_place(FILE, (number, "file"), lines), message + SLOT, **details)
        slot["file"] = None
    return slot


def find_fault(folder: Path, name: str) -> Fault | None:
    """Why the picture `name` in `folder` cannot be printed, or None."""
    path, parts = folder / name, PureWindowsPath(name)  # it knows / and \ and C: on every system
    kind = FORMATS.get(path.suffix.lower())
    try:
        if parts.anchor or ".." in parts.parts or not path.resolve().is_relative_to(folder.resolve()):
            remedy = "画像を figures/ の中に置き、その名前だけを書いてください。"
            return "figure-outside", "error", "figures/ の外を指しています。", remedy
        if not path.is_file():
            return "missing-figure", "warning", "figures/ にこの画像がありません。", "画像を置いてください。"
        if kind is None:
            return "figure-type", "error", "使えない種類の画像です。", "PNG か JPEG で保存し直してください。"
        if path.stat().st_size > LARGEST:
            return "figure-too-large", "error", "画像が 5 MB を超えています。", "縮小して置き直してください。"
        return _find_damage(path.read_bytes(), kind)
    except (OSError, ValueError):  # a name too long, a file that may not be read
        return "missing-figure", "warning", "この画像を読めません。", "名前と、読む権限を確かめてください。"


def _find_damage(data: bytes, kind: str) -> Fault | None:
    remedy = f"元の画像を開き、{kind} として保存し直してください。"
    if not data.startswith(MAGIC[kind]):
        return "figure-damaged", "error", f"中身が {kind} の画像ではありません。", remedy
    from PIL.Image import DecompressionBombWarning  # only where there are pictures
    from PIL.Image import open as open_image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", DecompressionBombWarning)
            with open_image(io.BytesIO(data), formats=[kind]) as image:
                image.verify()
            with open_image(io.BytesIO(data), formats=[kind]) as image:
                image.load()  # verify() does not see a JPEG that breaks off
    except Exception as error:  # Pillow lets struct, zlib, syntax and other errors through
        message = f"画像が壊れているか、大きすぎて開けません（{type(error).__name__}）。"
        return "figure-damaged", "error", message, remedy
    return None
