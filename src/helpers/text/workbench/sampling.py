"""A sample of answers for people to code: stratified, the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.representatives import is_nothing

NO_CODE = "コードなし"
DTYPES = {
    "number": "int64",
    "remark_id": "str",
    "stratum": "str",
    "text": "str",
    "stratum_size": "int64",
    "drawn": "int64",
}


def draw_sample(
    df_by_remark: pd.DataFrame,
    size: int,
    by: str | pd.DataFrame | None = None,
    *,
    least: int = 2,
    seed: str = "",
) -> pd.DataFrame:
    """Draw `size` answers (all, where there are fewer); the same answers give the same sample.

    `by`: a column of df_by_remark, or df_by_remark_theme: an answer then stands in the stratum of its rarest code, those
    without a code in one of their own. Each stratum gives `least` answers (as far as it has them, and `size` allows),
    the others are shared out in proportion to the strata (largest remainders). Within a stratum the order is that of
    SHA-256 of `seed` and the id: as good as by lot, and repeatable; another `seed` draws another sample. Blank answers
    and 「特になし」 are not drawn.

        df_by_sample (one row an answer, in the order in which to code, strata mixed)
        number | remark_id  | stratum | text | stratum_size | drawn
        1      | SV-Q18-R03 | 居場所  | …    | 12           | 3
        int64  | str        | str     | str  | int64 (answers in the stratum) | int64 (of them in the sample)
    """
    if size < 1 or least < 0:
        raise ParameterError(
            f"標本の大きさ {size} と各層の最小数 {least} は使えません。1以上と0以上の整数にしてください。"
        )
    texts = df_by_remark["text"].fillna("").astype(str)
    frame = df_by_remark[[bool(text.strip()) and not is_nothing(text) for text in texts]]
    frame = pd.DataFrame(
        {
            "remark_id": frame["remark_id"].astype("str").to_numpy(),
            "stratum": _read_strata(frame, by),
            "text": frame["text"].astype("str").to_numpy(),
        }
    )
    frame["lot"] = [_lot(seed, name) for name in frame["remark_id"]]
    sizes = frame["stratum"].value_counts(sort=False)
    shares = dict(zip(sizes.index, share_out(sizes.tolist(), size, least), strict=True))
    frame = frame.sort_values("lot", ignore_index=True)
    place = frame.groupby("stratum").cumcount()
    frame = frame[place < frame["stratum"].map(shares)].reset_index(drop=True)
    frame["number"] = np.arange(1, len(frame) + 1)
    frame["stratum_size"], frame["drawn"] = frame["stratum"].map(sizes), frame["stratum"].map(shares)
    return frame[list(DTYPES)].astype(DTYPES)


def weigh_sample(df_by_sample: pd.DataFrame) -> pd.Series:
    """remark_id -> how many answers it stands for (float64): stratum_size / drawn."""
    weights = df_by_sample["stratum_size"] / df_by_sample["drawn"]
    return pd.Series(weights.to_numpy(dtype=float), index=pd.Index(df_by_sample["remark_id"], dtype="str"))


def share_out(sizes: Sequence[int], size: int, least: int) -> list[int]:
    """How many of each stratum: first `least`, then in proportion by largest remainders; whole numbers throughout.

    [80, 15, 5], 20, 2 -> 2 each, then 14 by 78 : 13 : 3 = 11.6, 1.9, 0.4 -> [14, 4, 2].
    """
    size = min(size, sum(sizes))
    first = [min(least, own) for own in sizes]
    first = first if sum(first) <= size else [0] * len(sizes)
    left, rest = [own - given for own, given in zip(sizes, first, strict=True)], size - sum(first)
    whole = sum(left) or 1
    floors = [rest * own // whole for own in left]
    order = sorted(range(len(sizes)), key=lambda place: (-(rest * left[place] % whole), place))
    for place in order[: rest - sum(floors)]:
        floors[place] += 1
    return [given + more for given, more in zip(first, floors, strict=True)]


def _lot(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()


def _read_strata(frame: pd.DataFrame, by: str | pd.DataFrame | None) -> list[str]:
    if by is None:
        return [""] * len(frame)
    if isinstance(by, str):
        if by not in frame:
            raise ParameterError(f"層に分ける列「{by}」がありません。使える列：{'、'.join(frame.columns)}。")
        return frame[by].astype("str").fillna("").tolist()
    counts = by["theme"].value_counts()
    order = {code: (counts[code], place) for place, code in enumerate(dict.fromkeys(by["theme"]))}
    rarest: dict[str, str] = {}
    for remark, code in zip(by["remark_id"], by["theme"], strict=True):
        rarest[remark] = min(rarest.get(remark, code), code, key=order.__getitem__)
    return [rarest.get(remark, NO_CODE) for remark in frame["remark_id"]]
