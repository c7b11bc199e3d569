"""The notes below a table, written from what is printed in it: base, rounding, marks that occur, tests, weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from helpers.numerals import number_text
from helpers.survey_tables import cells as marks
from helpers.survey_tables.layout import Cell
from helpers.survey_tables.reading import Question, Row
from helpers.survey_tables.titles import banner_label
from helpers.tabulate import Settings

SUMMED = ("SA", "SCALE", "NPS")  # one answer each: the shares make up the whole
FEW = 4  # rows that are named when their shares do not add up to 100.0
THIN = 20  # percent of the cells of a chi-square table that may expect fewer than 5 (Cochran 1954)
HUNDRED = Decimal("100.0")
DIFFERENCES = "▲▽は丸める前の割合の差により、偶然の範囲かどうかは考えていない。"
NET = "（計）は、いずれかの選択肢を選んだ人。"
SYNTHETIC = "合成データ：件数と割合は合成した回答によるもので、調査結果ではない。"
WEIGHTED = "ウエイトを付けて集計した。nは実際の回答者数、「n（ウエイト後）」は重みを付けた後の基数。"
CORRECTIONS = {
    "bonferroni": "ボンフェローニの補正", "holm": "ホルムの補正", "none": "補正なし",
}  # fmt: skip


def base_notes(questions: Sequence[Question]) -> list[str]:
    """基数は全回答者。 — several only where the items of a matrix were asked of different people."""
    notes = dict.fromkeys(question.about.base_note for question in questions)
    return [f"基数は{note}。" for note in notes if note]


def sum_notes(kind: str, sums: Sequence[tuple[str, Decimal | None]]) -> list[str]:
    """What the printed shares add up to, where it is not 100.0. `sums`: label of the row, sum (None: not all known)."""
    known = [(label, total) for label, total in sums if total is not None]
    if kind == "MA":
        over = any(total > HUNDRED for _, total in known)
        return ["複数回答のため合計は100%を超える。"] if over else []
    if kind not in SUMMED:
        return []
    odd = [(label, total) for label, total in known if total not in (HUNDRED, 0)]
    if not odd:
        return []
    return [f"四捨五入のため、合計は100.0にならない{_odd_sums(odd, len(sums) > 1)}。"]


def _odd_sums(odd: list[tuple[str, Decimal]], is_named: bool) -> str:
    """（99.9）, ところがある（男性 99.9、女性 100.1）, ところがある（99.9～100.1）."""
    if not is_named:
        return f"（{odd[0][1]}）"
    if len(odd) <= FEW:
        return f"ところがある（{'、'.join(f'{label} {total}' for label, total in odd)}）"
    totals = sorted({total for _, total in odd})
    span = f"{totals[0]}～{totals[-1]}" if len(totals) > 1 else f"{totals[0]}"
    return f"ところがある（{len(odd)}か所、{span}）"


def printed_sum(shares: Iterable[Cell]) -> Decimal | None:
    """The sum of what is printed; None where a share is kept back or there is none."""
    total, count = Decimal("0.0"), 0
    for cell in shares:
        if cell.text == marks.SUPPRESSED:
            return None
        if cell.kind == "percent" and cell.value is not None:
            total, count = total + Decimal(number_text(cell.value).replace(",", "")), count + 1
    return total if count else None


def legend_notes(printed: Iterable[Sequence[Cell]], settings: Settings) -> list[str]:
    """The marks that occur, in one line, then what the letters mean."""
    cells = [cell for row in printed for cell in row]
    texts = {cell.text for cell in cells if cell.kind != "value" or cell.value is None}
    beside = {cell.mark for cell in cells}
    known = {**_symbols(settings), **_differences(settings)}
    legend = [f"{mark} {meaning}" for mark, meaning in known.items() if mark in texts | beside]
    notes = [f"記号：{'、'.join(legend)}。"] if legend else []
    if beside & set(_differences(settings)):
        small = (
            f"nが{number_text(int(settings.small_base))}未満の区分には付けない。"
            if marks.SMALL in beside
            else ""
        )
        notes.append(f"{DIFFERENCES}{small}")
    if any(cell.letters for cell in cells):
        notes.append(letters_note(settings))
    return notes


def _symbols(settings: Settings) -> dict[str, str]:
    return {
        marks.NOBODY: "該当者なし",
        "0.0": "該当者はいるが表示の単位に満たない",
        marks.NOT_ASKED: "対象となる回答者がいない",
        marks.SUPPRESSED: "個人が特定されるおそれがあるため示さない",
        marks.UNKNOWN: "公表されていない",
        marks.SMALL: f"nが{number_text(int(settings.small_base))}未満のため参考値",
    }


def _differences(settings: Settings) -> dict[str, str]:
    near, far = (number_text(int(points)) for points in settings.points)
    return {
        marks.HIGHER_FAR: f"全体より{far}ポイント以上高い",
        marks.HIGHER: f"全体より{near}ポイント以上高い",
        marks.LOWER: f"全体より{near}ポイント以上低い",
        marks.LOWER_FAR: f"全体より{far}ポイント以上低い",
    }


def letters_note(settings: Settings) -> str:
    """What the letters in the cells mean, with the level and the correction."""
    level = number_text(100 * settings.level, 0)
    correction = CORRECTIONS.get(settings.correction or "", settings.correction)
    return (
        f"値に添えた英字は、その英字の区分より有意に高いことを示す（割合はz検定か正確検定、平均はt検定。両側、有意水準{level}%、"
        f"{correction}）。"
    )


def data_notes(questions: Sequence[Question]) -> list[str]:
    """Nets, weights, synthetic data."""
    rows = [row for question in questions for row in question.whole.rows.values()]
    return [
        *([NET] if any(row.kind == "net" for row in rows) else []),
        *([WEIGHTED] if questions[0].is_weighted else []),
        *([SYNTHETIC] if any(question.about.synthetic for question in questions) else []),
    ]


def chi_square_notes(
    tests: dict[str, list[Row]], banners: Iterable[str], texts: dict[str, str], settings: Settings
) -> list[str]:
    """カイ二乗検定：［Q5］年代　χ²=12.34（自由度4）、p=0.015、クラメールのV=0.21。 Of MA: the choices that differ."""
    found = []
    for banner in banners:
        rows = tests.get(banner, [])
        said = _table_test(rows) or _choice_tests(rows, settings)
        found += [f"カイ二乗検定：{banner_label(banner, texts)}　{said}。"] if said else []
    return found


def _table_test(rows: Iterable[Row]) -> str:
    """The test of the whole table, with its strength."""
    held = {row.statistic: row for row in rows if not row.choice and row.value is not None}
    if "chi2" not in held:
        return ""
    chi2, strength = held["chi2"], held.get("cramers_v")
    text = f"χ²={number_text(float(chi2.value), 2)}"
    text += f"（自由度{number_text(int(chi2.df))}）" if chi2.df is not None else ""
    text += f"、{p_text(chi2.p)}" if chi2.p is not None else ""
    text += f"、クラメールのV={number_text(float(strength.value), 2)}" if strength else ""
    thin = held.get("expected_below_5")
    is_thin = thin is not None and thin.value > THIN
    return text + ("（期待度数が5未満のますが2割を超えるため、p値は目安）" if is_thin else "")


def _choice_tests(rows: Iterable[Row], settings: Settings) -> str:
    """Each choice of a multiple answer is a test of its own: those below the level are named."""
    tested = [row for row in rows if row.statistic == "chi2" and row.choice and row.p is not None]
    if not tested:
        return ""
    level = p_limit(settings)
    named = [f"「{row.choice}」（{p_text(row.p)}）" for row in tested if row.p < settings.level]
    found = f"{level}は{'、'.join(named)}" if named else f"{level}の選択肢はない"
    return f"選択肢ごとに調べ、{found}"


def p_limit(settings: Settings) -> str:
    """p<0.05."""
    return f"p<{number_text(settings.level, 3).rstrip('0')}"


def p_text(p: float) -> str:
    """p=0.015, p<0.001."""
    return "p<0.001" if p < 0.001 else f"p={number_text(float(p), 3)}"
