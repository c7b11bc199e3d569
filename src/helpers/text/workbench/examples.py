"""A few answers that stand for many: from the strongest to the weakest, never the same words twice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.raw.codings import hash_text

LIMIT = 10


def choose_examples(df_coded: pd.DataFrame, texts: pd.Series, limit: int = LIMIT) -> pd.DataFrame:
    """Up to `limit` rows of df_by_remark_theme, evenly spread over the order of their score, strongest first.

    Both ends are in: where a rule goes wrong is seen at its weakest hits. Of equal texts (but for blanks and width) the
    first is taken. `texts`: remark_id -> text.
    """
    ordered = df_coded.sort_values(["score", "remark_id"], ascending=[False, True], kind="stable")
    same = pd.Series(
        [hash_text(texts[name]) for name in ordered["remark_id"]], index=ordered.index, dtype="str"
    )
    ordered = ordered[~same.duplicated()]
    return ordered.iloc[spread(len(ordered), limit)].reset_index(drop=True)


def spread(count: int, limit: int) -> Sequence[int]:
    """`limit` places out of `count`, evenly apart, first and last included: 11, 3 -> 0, 5, 10."""
    if count <= limit:
        return list(range(count))
    if limit < 2:
        return [0][:limit]
    return [(place * (count - 1) + (limit - 1) // 2) // (limit - 1) for place in range(limit)]
