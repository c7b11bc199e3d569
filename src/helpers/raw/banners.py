"""`crosstabs` of survey.yaml: the questions by which the others are broken down, "Q1" or nested "Q1*Q5"."""

from __future__ import annotations

from helpers.raw.book import Book
from helpers.raw.names import suggest

KINDS = ("SA", "MA", "SCALE", "NPS", "DATE")
NEST = "*"
LEFT_OUT = "このクロス集計は出しません。"


def check_crosstabs(listed: list[str], questions: list[dict], book: Book) -> list[str]:
    """Those that can be shown, each once, without blanks; a number by its bands (Q3 -> Q3_band)."""
    kinds = {question["id"]: question["type"] for question in questions}
    banners = [
        _check_crosstab(text, ("crosstabs", number), kinds, book)
        for number, text in enumerate(listed)
        if text
    ]
    return list(dict.fromkeys(filter(None, banners)))


def _check_crosstab(text: str, path: tuple, kinds: dict[str, str], book: Book) -> str:
    """The banner, or "" with a finding."""
    parts = [_with_bands(part.strip(), kinds) for part in text.split(NEST)]
    sound = [_is_sound(part, path, kinds, book) for part in parts]
    if len(set(parts)) < len(parts):
        message = f"入れ子のクロス集計に、同じ設問が二度あります。{LEFT_OUT}"
        remedy = "設問を一度ずつ書いてください。"
        book.add("banner-repeats", "error", path, message, given=text, remedy=remedy)
        return ""
    return NEST.join(parts) if all(sound) else ""


def _with_bands(part: str, kinds: dict[str, str]) -> str:
    return f"{part}_band" if kinds.get(part) == "NUM" and f"{part}_band" in kinds else part


def _is_sound(part: str, path: tuple, kinds: dict[str, str], book: Book) -> bool:
    if kinds.get(part) in KINDS:
        return True
    able = [name for name, kind in kinds.items() if kind in KINDS]
    rule, message = "unknown-banner", "クロス集計の設問がないか、集計しない設問です。"
    remedy = (
        suggest(part, able) or "設問 id を確かめてください。マトリクスは項目ごとの id（Q10_1）で書きます。"
    )
    if part in kinds:
        rule, message = "unfit-banner", f"この型（{kinds[part]}）の設問では、ほかの設問を分けられません。"
        remedy = (
            "数値なら bands（階級）を書いてください。"
            if kinds[part] == "NUM"
            else "選択肢のある設問を書いてください。"
        )
    details = {"given": part, "allowed": "、".join(able), "remedy": remedy}
    book.add(rule, "error", path, message + LEFT_OUT, **details)
    return False
