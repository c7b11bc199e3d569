"""Which remarks to print: the analyst's choice first, then the strongest of each theme in turn, or the most central."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from helpers.errors import ParameterError
from helpers.text.central import (
    MARK,
    METHODS,
    Vectors,
    choose_diverse,
    is_same,
    is_same_wording,
    rank_central,
    weigh_terms,
)
from helpers.text.empty_answers import is_nothing
from helpers.text.themes import count_themes

__all__ = ["choose_central", "choose_central_by_theme", "choose_representatives", "is_nothing", "is_same"]
COLUMNS = {"remark_id": "str", "theme": "str", "score": "float64", "reason": "str", "pinned": "bool"}
NO_THEME = "どのテーマにも当てはまらない回答"
ENOUGH = 8  # letters that have to be left beside the masks
Row = tuple[str, str, float, str, bool]


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
    remark that says what one chosen before says (`is_same`, `is_same_wording`). Pins are never left out; one that
    names an unknown remark is passed over (the reader of pins.csv reports it). Where `df_by_remark` has the columns
    `quotable` (helpers.text.privacy) or `synthetic`, only quotable remarks that somebody gave are chosen, even as pins.

        df_by_representative (one row a chosen remark, in printing order; theme "" and score NaN: no theme)
        remark_id  | theme    | score (0-1) | reason                                  | pinned
        SV-Q18-R01 | ひきこもり | 0.83      | テーマ『ひきこもり』の得点 0.83（最上位） | False
        str        | str      | float64     | str                                     | bool
    """
    df_by_remark = _may_be_quoted(df_by_remark)
    texts = _texts(df_by_remark)
    df_coded = df_by_remark_theme[df_by_remark_theme["remark_id"].isin(texts.index)]
    one_theme = scope in set(df_by_remark_theme["theme"])
    df_coded = df_coded[df_coded["theme"] == scope] if one_theme else df_coded
    ranked = _rank_remarks(df_coded, df_by_remark)
    coded = set(df_coded["remark_id"])
    uncoded = [
        (id_, "", float("nan"), NO_THEME, False) for id_ in texts.index if not one_theme and id_ not in coded
    ]
    best = {row[0]: row for rows in reversed(ranked.values()) for row in rows}
    rows = list(_choose_pinned(pins, scope, texts, best))
    is_new = _make_test(texts, df_by_token, [row[0] for row in rows])
    for row in _take_turns([*ranked.values(), uncoded], lambda row: is_new(row[0])):
        if len(rows) >= limit:
            break
        rows.append(row)
        is_new.add(row[0])
    return _frame(rows)


def choose_central(
    df_by_remark: pd.DataFrame,
    df_by_token: pd.DataFrame,
    limit: int,
    pins: pd.DataFrame | None = None,
    scope: str = "",
    method: str = "lexrank",
) -> pd.DataFrame:
    """Up to `limit` remarks that stand for all of `df_by_remark`, whatever their themes.

    First the pins of the scope, then by centrality and diversity (helpers.text.central; `method`: a key of METHODS).
    Left out is what choose_representatives leaves out, and what is little more than masks.

        df_by_representative: as choose_representatives; `score` is the centrality, 1 the most central, NaN for a pin
        SV-Q18-R07 |          | 0.97        | ほかの回答との近さ 0.97（LexRank による中心性…）… | False
    """
    df_by_remark = _may_be_quoted(df_by_remark)
    texts = _texts(df_by_remark)
    rows = list(_choose_pinned(pins, scope, texts, {}))
    is_new = _make_test(texts, df_by_token, [row[0] for row in rows])
    return _frame([*rows, *_choose_rows(texts, df_by_token, "", limit - len(rows), method, is_new)])


def choose_central_by_theme(
    df_by_remark: pd.DataFrame,
    df_by_remark_theme: pd.DataFrame,
    df_by_token: pd.DataFrame,
    limit: int,
    pins: pd.DataFrame | None = None,
    method: str = "lexrank",
) -> pd.DataFrame:
    """Up to `limit` remarks for each theme, the themes by rank: central among the theme's own remarks.

    A pin whose scope is the theme comes first. No remark is chosen twice, and none that says what another says.
    The frame is that of choose_central, `theme` filled in.
    """
    df_by_remark = _may_be_quoted(df_by_remark)
    texts = _texts(df_by_remark)
    df_coded = df_by_remark_theme[df_by_remark_theme["remark_id"].isin(texts.index)]
    is_new, rows = _make_test(texts, df_by_token, []), []
    for theme in count_themes(df_coded, df_by_remark)["theme"]:
        own = texts[texts.index.isin(df_coded.loc[df_coded["theme"] == theme, "remark_id"])]
        pinned = [(row[0], theme, *row[2:]) for row in _choose_pinned(pins, theme, own, {})]
        for row in pinned:
            is_new.add(row[0])
        rows += [*pinned, *_choose_rows(own, df_by_token, theme, limit - len(pinned), method, is_new)]
    return _frame(rows)


class _IsNew:
    """Whether a remark says something that none of those added says."""

    def __init__(self, texts: pd.Series, terms: dict[str, frozenset[str]]) -> None:
        self._texts, self._terms = texts, terms
        self.added: list[str] = []

    def add(self, remark_id: str) -> None:
        self.added.append(remark_id)

    def __call__(self, remark_id: str) -> bool:
        own = self._terms.get(remark_id, frozenset())
        return self._says_something(remark_id) and not any(
            remark_id == other
            or is_same(own, self._terms.get(other, frozenset()))
            or is_same_wording(self._texts[remark_id], self._texts[other])
            for other in self.added
        )

    def _says_something(self, remark_id: str) -> bool:
        text = self._texts[remark_id]
        plain = MARK.sub("", text)
        return not is_nothing(text) and (plain == text or len("".join(plain.split())) >= ENOUGH)


def _make_test(texts: pd.Series, df_by_token: pd.DataFrame, chosen: Sequence[str]) -> _IsNew:
    kept = df_by_token[df_by_token["kept"] & df_by_token["remark_id"].isin(texts.index)]
    is_new = _IsNew(texts, kept.groupby("remark_id")["term"].agg(frozenset).to_dict())
    for remark_id in chosen:
        is_new.add(remark_id)
    return is_new


def _choose_rows(
    texts: pd.Series, df_by_token: pd.DataFrame, theme: str, limit: int, method: str, is_new: _IsNew
) -> list[Row]:
    """The most central and diverse of these texts that are new; they are added to those chosen."""
    if method not in METHODS:
        raise ParameterError(f"代表の選び方「{method}」はありません。使えるもの：{'、'.join(METHODS)}。")
    vectors: Vectors = weigh_terms(df_by_token, list(texts.index))

    def is_wanted(row: int) -> bool:
        wanted = is_new(texts.index[row])
        if wanted:
            is_new.add(texts.index[row])
        return wanted

    known = [row for row, id_ in enumerate(texts.index) if id_ in set(is_new.added)]
    relevance = rank_central(vectors, list(texts), method)
    chosen = choose_diverse(vectors, relevance, limit, is_wanted, known)
    return [
        (texts.index[row], theme, score, _central_reason(theme, score, near, method), False)
        for row, score, near in chosen
    ]


def _central_reason(theme: str, score: float, near: float, method: str) -> str:
    among = f"テーマ『{theme}』の" if theme else ""
    first = f"{among}ほかの回答との近さ {score:.2f}（{METHODS[method]}、最大を1とする）"
    return f"{first}、先に選んだ回答との似かた {near:.2f}" if near >= 0.005 else first


def _may_be_quoted(df_by_remark: pd.DataFrame) -> pd.DataFrame:
    """Without synthetic remarks and those that are not quotable, where the frame tells."""
    for column, wanted in (("quotable", True), ("synthetic", False)):
        if column in df_by_remark:
            df_by_remark = df_by_remark[df_by_remark[column] == wanted]
    return df_by_remark


def _texts(df_by_remark: pd.DataFrame) -> pd.Series:
    return df_by_remark.set_index("remark_id")["text"].fillna("").astype(str)


def _frame(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _rank_remarks(df_coded: pd.DataFrame, df_by_remark: pd.DataFrame) -> dict[str, list[Row]]:
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
    pins: pd.DataFrame | None, scope: str, texts: pd.Series, best: dict[str, Row]
) -> Iterator[Row]:
    """The pins of the scope; `best`: remark -> its row with the theme in which it ranks best."""
    if pins is None:
        return
    pins = pins[(pins["scope"] == scope) & pins["remark"].isin(texts.index)]
    for pin in pins.drop_duplicates("remark").fillna("").itertuples():
        _, theme, score, *_ = best.get(pin.remark, (pin.remark, "", float("nan")))
        yield pin.remark, theme, score, f"分析者の指定：{pin.reason}（{pin.decided_by}）", True


def _take_turns(queues: list[list[Row]], is_wanted: Callable[[Row], bool]) -> Iterator[Row]:
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
