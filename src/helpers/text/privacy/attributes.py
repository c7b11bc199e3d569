"""Attributes beside a quotation: only combinations that at least k respondents share.

「70代・女性・亀戸」 beside an answer may say who wrote it. k-anonymity (Sweeney 2002, Int. J. Uncertainty, Fuzziness and
Knowledge-Based Systems 10(5), 557-570 and 571-588): what is printed of somebody is true of k respondents or more. Where
it is not, an attribute is widened (70代 -> 70代以上) or left out, as little as does: among all ways the one that loses
least, by the mean of level / levels over the attributes (Prec of the second paper); on a tie the attribute named last
gives way first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from helpers.errors import ParameterError
from helpers.findings import Findings, Place

K = 5
LEFT_OUT = ""
JOINT = "・"
Hierarchy = Sequence[Mapping[str, str]]  # one mapping a level, from the value as answered to the wider one


def generalise_attributes(
    df_by_respondent: pd.DataFrame,
    columns: Sequence[str],
    k: int = K,
    hierarchies: Mapping[str, Hierarchy] | None = None,
) -> pd.DataFrame:
    """What of each respondent's attributes may be printed. All respondents count, not only those who are quoted.

    `columns`: the most important first. `hierarchies`: column -> mappings, each wider than the one before
    ({"年代": [{"80代": "70代以上", "70代": "70代以上"}]}); a value that a mapping does not name stays. Missing values
    are never printed. Raises ParameterError for an unknown column, no column, or k below 1.

        df_by_attributes (index and order of df_by_respondent; one column an attribute, "" where it is left out)
        年代     | 性別 | 地区 | label           | matches (respondents of whom it is true) | given_up
        70代以上 | 女性 |      | 70代以上・女性  | 8                                        | 年代を広げた、地区を省いた
        str      | str  | str  | str             | int64                                    | str
    """
    _check(df_by_respondent, columns, k)
    levels = {name: _spread(df_by_respondent[name], (hierarchies or {}).get(name, ())) for name in columns}
    ways = _order_ways([len(levels[name]) for name in columns])
    counts: dict[tuple, Counter] = {}
    held = list(zip(*(levels[name][0] for name in columns), strict=True))
    first = {row: place for place, row in reversed(list(enumerate(held)))}
    chosen = {row: _choose_way(place, columns, levels, ways, counts, k) for row, place in first.items()}
    rows = [chosen[row] for row in held]
    frame = pd.DataFrame([row[0] for row in rows], columns=list(columns), index=df_by_respondent.index)
    frame = frame.astype("str")
    frame["label"] = pd.Series(
        [JOINT.join(filter(None, row[0])) for row in rows], index=frame.index, dtype="str"
    )
    frame["matches"] = pd.Series([row[1] for row in rows], index=frame.index, dtype="int64")
    frame["given_up"] = pd.Series([row[2] for row in rows], index=frame.index, dtype="str")
    return frame


def check_attributes(df_by_attributes: pd.DataFrame, k: int, place: Place, findings: Findings) -> None:
    """An info finding that tells how many respondents' attributes were widened or left out."""
    changed = int((df_by_attributes["given_up"] != "").sum())
    if changed:
        message = (
            f"引用に添える属性は、同じ組合せが{k}人以上になるように{changed:,}人分を広げるか省きました。"
        )
        remedy = "基準を変えるには k を、属性の広げ方を変えるには広げ方の表を指定してください。"
        given = f"{changed:,}人／{len(df_by_attributes):,}人"
        findings.add("rare-attributes", "info", place, message, given=given, remedy=remedy)


def _check(df: pd.DataFrame, columns: Sequence[str], k: int) -> None:
    unknown = [name for name in columns if name not in df]
    if unknown or not columns:
        known = "、".join(map(str, df.columns))
        raise ParameterError(f"属性の列「{'、'.join(unknown)}」がありません。使えるもの：{known}。")
    if k < 1:
        raise ParameterError(f"k は1以上の整数です（記載：{k}）。3、5、10 などにしてください。")


def _spread(values: pd.Series, hierarchy: Hierarchy) -> list[list[str]]:
    """The values at each level: as answered, wider and wider; the last level, left out, is not in it."""
    own = ["" if pd.isna(value) else str(value) for value in values]
    return [own, *([mapping.get(value, value) for value in own] for mapping in hierarchy)]


def _order_ways(levels: Sequence[int]) -> list[tuple[int, ...]]:
    """All ways to generalise, one level a column (0: as answered; `levels`: left out), the least loss first."""
    ways = product(*(range(number + 1) for number in levels))

    def loss(way: tuple[int, ...]) -> tuple:
        shares = [level / number for level, number in zip(way, levels, strict=True)]
        return round(sum(shares), 9), tuple(way)

    return sorted(ways, key=loss)


def _choose_way(
    place: int,
    columns: Sequence[str],
    levels: Mapping[str, list[list[str]]],
    ways: Sequence[tuple[int, ...]],
    counts: dict[tuple, Counter],
    k: int,
) -> tuple[tuple[str, ...], int, str]:
    """(printed values, respondents of whom they are true, what was given up) of the respondent at `place`."""
    row = tuple(levels[name][0][place] for name in columns)
    for way in ways:
        printed = tuple(
            levels[name][level][place] if level < len(levels[name]) else LEFT_OUT
            for name, level in zip(columns, way, strict=True)
        )
        shown = tuple(
            (name, level) for name, level, value in zip(columns, way, printed, strict=True) if value
        )
        if shown not in counts:
            counts[shown] = Counter(zip(*(levels[name][level] for name, level in shown), strict=True))
        matches = counts[shown][tuple(filter(None, printed))] if shown else len(levels[columns[0]][0])
        if matches >= k or not shown:
            return printed, matches, _tell(row, printed, columns)
    raise AssertionError("the last way leaves everything out")


def _tell(row: tuple[str, ...], printed: tuple[str, ...], columns: Sequence[str]) -> str:
    said = []
    for name, own, shown in zip(columns, row, printed, strict=True):
        if own and not shown:
            said.append(f"{name}を省いた")
        elif own != shown:
            said.append(f"{name}を広げた")
    return "、".join(said)
