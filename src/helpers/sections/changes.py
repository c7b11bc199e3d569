"""How a figure and its change are worded, the same in the chapter (⑨) and in the comparison of years."""

from __future__ import annotations

from helpers.figures.describe import SMALL_BASE
from helpers.numerals import number_text
from helpers.years.chance import RULE
from helpers.years.indicators import Change, Reading, find_choice
from helpers.years.read import Year

NONE = "―"
CHANCE_NOTES = (
    RULE,
    "「偶然を超える」は、偶然だけではこれほどの差がまれ（5%未満）なこと、「偶然の範囲」は、差があるとはいえないことをいう。"
    "多くの指標を同時に比べると、偶然の差も20回に1回ほどは「偶然を超える」と出る。",
    f"* を付けた n は{SMALL_BASE}未満で、割合は参考値。回収率の n は送付数。",
)


def reading_text(reading: Reading | None) -> str:
    """41.2%（n=310）, 22.7%（n=22*）, 110名, ― where the year has no such figure."""
    if reading is None:
        return NONE
    mark = "（合成データ）" if reading.fact.synthetic else ""
    return f"{reading.fact.show()}{base_text(reading)}{mark}"


def base_text(reading: Reading) -> str:
    if reading.fact.unit != "%":
        return ""
    if reading.share is None:
        return "（n 不明）"
    star = "*" if reading.share.base < SMALL_BASE else ""
    return f"（n={reading.share.base:,}{star}）"


def change_text(change: Change | None, unit: str = "%") -> str:
    """+5.2ポイント、偶然を超える増加（p=0.012）; 比べない（選択肢が変わった）; ― where there is nothing to compare."""
    if change is None:
        return NONE
    notes = [note for note in change.notes if note != change.untested]
    if change.difference is None:
        return f"比べない（{'、'.join([change.untested, *notes])}）"
    text = difference_text(change.difference, unit)
    text += f"、{verdict(change)}" if unit == "%" and change.difference else ""
    return text + (f"（{'、'.join(notes)}）" if notes else "")


def difference_text(difference: float, unit: str) -> str:
    """+5.2ポイント, -12名, 増減なし; a difference that is rounded away is 増減なし, too."""
    shown = number_text(abs(difference))
    if shown.strip("0.") == "":
        return "増減なし"
    return f"{'+' if difference > 0 else '-'}{shown}{'ポイント' if unit == '%' else unit}"


def verdict(change: Change) -> str:
    """偶然を超える増加（p=0.012）, 偶然の範囲（p=0.41）, 検定せず（n 不明）."""
    if change.untested:
        return f"検定せず（{change.untested}）"
    if change.test is None:
        return "偶然の範囲"
    if not change.is_more_than_chance:
        return f"偶然の範囲（{p_text(change.test.p)}）"
    return f"偶然を超える{'増加' if change.difference > 0 else '減少'}（{p_text(change.test.p)}）"


def p_text(p: float) -> str:
    """p=0.012, p<0.001; three decimals below 0.1, else two."""
    return "p<0.001" if p < 0.001 else f"p={number_text(p, 3 if p < 0.1 else 2)}"


def indicator_label(year: Year, name: str, *, asked: bool = False) -> str:
    """団体調査 Q17「はい」, `asked` with the wording of the question; for other figures the fact's own label."""
    fact, row = year.facts.facts.get(name), find_choice(year, name)
    survey = name.split(".")[0]
    if survey in year.raw.surveys:
        book = year.raw.surveys[survey].codebook
        title = book.get("short_title") or book["title"]
        if row is None:
            return f"{title}の{fact.label}" if fact else name
        text = f"（{row['question_text']}）" if asked else ""
        return f"{title} {row['question']}{text}「{row['choice']}」"
    return fact.label if fact and fact.label else name
