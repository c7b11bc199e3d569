"""Which remarks to print: the analyst's choice first, then the strongest of each theme in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from helpers.text.privacy.empty_answers import is_nothing
from helpers.text.themes import count_themes

SAME = 0.6  # Jaccard coefficient of the kept terms from which two remarks count as one
COLUMNS = {"remark_id": "str", "theme": "str", "score": "float64", "reason": "str", "pinned": "bool"}
NO_THEME = "どのテーマにも当てはまらない回答"


def choose_representatives(
    df_by_remark: pd.DataFrame,
    df_by_remark_theme: pd.DataFrame,
    df_by_token: pd.DataFrame,
    pins: pd.DataFrame | None,
    scope: str,
    limit: int,
) -> pd.DataFrame:
    """Up to `limit` remarks out of `df_by_remark`, with the reason why each was chosen.

    `scope` is a theme (only its remarks come into question) or any other name, such as a question id, whose
    remarks the caller has put into `df_by_remark`. First the `pins` of this scope (columns `scope`, `remark`,
    `reason`, `decided_by`), all of them, in their order; then round robin over the themes by rank, each giving
    its remark with the highest score; then remarks of no theme. Left out: 「特になし」 and the like, and a
    remark that shares 60% of its terms with one chosen before (Jaccard). Pins are never left out; one that
    names an unknown remark is passed over (the reader of pins.csv reports it).

        df_by_representative (one row a chosen remark, in printing order; theme "" and score NaN: no theme)
        remark_id  | theme    | score (0-1) | reason                                  | pinned
        SV-Q18-R01 | ひきこもり | 0.83      | テーマ『ひきこもり』の得点 0.83（最上位） | False
        str        | str      | float64     | str                                     | bool
    """
    texts = df_by_remark.set_index("remark_id")["text"].fillna("").astype(str)
    df_coded = df_by_remark_theme[df_by_remark_theme["remark_id"].isin(texts.index)]
    one_theme = scope in set(df_by_remark_theme["theme"])
    df_coded = df_coded[df_coded["theme"] == scope] if one_theme else df_coded
    ranked = _rank_remarks(df_coded, df_by_remark)
    coded = set(df_coded["remark_id"])
    uncoded = [
        (id_, "", float("nan"), NO_THEME, False) for id_ in texts.index if not one_theme and id_ not in coded
    ]
    terms = df_by_token[df_by_token["kept"]].groupby("remark_id")["term"].agg(frozenset).to_dict()

    rows = list(_choose_pinned(pins, scope, texts, ranked))

    def is_new(row: tuple) -> bool:
        own = terms.get(row[0], frozenset())
        return not any(row[0] == id_ or is_same(own, terms.get(id_, frozenset())) for id_, *_ in rows)

    for row in _take_turns(
        [*ranked.values(), uncoded], lambda row: is_new(row) and not is_nothing(texts[row[0]])
    ):
        if len(rows) >= limit:
            break
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def is_same(terms: frozenset[str], others: frozenset[str]) -> bool:
    """Jaccard coefficient of 0.6 or more; two remarks without any term are the same."""
    union = terms | others
    return not union or len(terms & others) / len(union) >= SAME


def _rank_remarks(df_coded: pd.DataFrame, df_by_remark: pd.DataFrame) -> dict[str, list[tuple]]:
    """Theme -> its rows (remark_id, theme, score, reason, pinned), best first; themes by rank."""
    df = df_coded.sort_values(["score", "remark_id"], ascending=[False, True])
    by_theme = {theme: group for theme, group in df.groupby("theme")}
    return {
        theme: [
            (row.remark_id, theme, row.score, _score_reason(theme, row.score, place), False)
            for place, row in enumerate(by_theme[theme].itertuples(), 1)
        ]
        for theme in count_themes(df_coded, df_by_remark)["theme"]
    }


def _score_reason(theme: str, score: float, place: int) -> str:
    return f"テーマ『{theme}』の得点 {score:.2f}（{'最上位' if place == 1 else f'第{place}位'}）"


def _choose_pinned(
    pins: pd.DataFrame | None, scope: str, texts: pd.Series, ranked: dict[str, list[tuple]]
) -> Iterator[tuple]:
    if pins is None:
        return
    best = {row[0]: row for rows in reversed(ranked.values()) for row in rows}
    pins = pins[(pins["scope"] == scope) & pins["remark"].isin(texts.index)]
    for pin in pins.drop_duplicates("remark").fillna("").itertuples():
        _, theme, score, *_ = best.get(pin.remark, (pin.remark, "", float("nan")))
        yield pin.remark, theme, score, f"分析者の指定：{pin.reason}（{pin.decided_by}）", True


def _take_turns(queues: list[list[tuple]], is_wanted: Callable[[tuple], bool]) -> Iterator[tuple]:
    """Each queue in turn gives its next wanted row; the last queue only when the others are empty."""
    *turns, rest = [iter(queue) for queue in queues]
    while turns:
        for queue in list(turns):
            row = next(filter(is_wanted, queue), None)
            if row is None:
                turns.remove(queue)
            else:
                yield row
    yield from filter(is_wanted, rest)
