"""Photos and flyers: slots that show the picture, or a labelled box with its alternative text."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from helpers.sections.base import Materials, missing


def render_slot(m: Materials, slot_id: str) -> Markup:
    """A picture with caption and alternative text, or a labelled box where it has not been received."""
    slot = next((figure for figure in m.raw.figures if figure["id"] == slot_id), None)
    if slot is None:
        return missing(f"図版（{slot_id}）")
    source = slot.get("source") or ""
    data = embed_picture(m, slot)
    if data:
        body = Markup('<img alt="{}" src="{}">').format(slot["alt"], data)
        return m.figure("photo", slot_id, slot["caption"], body, source)
    box = Markup('<div class="slot-box"><p class="slot-label">図版未受領</p><p>{}</p></div>').format(
        slot["alt"]
    )
    return m.figure("slot", slot_id, slot["caption"], box, source)


def embed_picture(m: Materials, slot: dict) -> str:
    """A data URI of the slot's file, which the raw room has found sound; empty where there is none."""
    path = m.raw.case.raw / "figures" / (slot.get("file") or "")
    if not slot.get("file") or not path.is_file():
        return ""
    kind = "png" if path.suffix.lower() == ".png" else "jpeg"
    return f"data:image/{kind};base64,{b64encode(path.read_bytes()).decode('ascii')}"
