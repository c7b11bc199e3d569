"""The marks that stand for masked words are no words: they are not counted."""

from __future__ import annotations

import pandas as pd

from helpers.text.privacy.kinds import KINDS

OPEN, CLOSE = "【", "】"
MARKS = frozenset(KINDS.values())


def drop_marks(df_by_token: pd.DataFrame) -> pd.DataFrame:
    """df_by_token (of tokenize, over masked texts) with `kept` False within 【氏名】 and the other marks."""
    kept = df_by_token["kept"].to_numpy(copy=True)
    surfaces, remarks = df_by_token["surface"].to_numpy(), df_by_token["remark_id"].to_numpy()
    for start in (df_by_token["surface"] == OPEN).to_numpy().nonzero()[0]:
        end = start + 1
        while end < len(surfaces) and remarks[end] == remarks[start] and surfaces[end] != CLOSE:
            end += 1
        if "".join(surfaces[start + 1 : end]) in MARKS:
            kept[start : end + 1] = False
    return df_by_token.assign(kept=kept)
