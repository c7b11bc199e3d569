"""df_by_question_choice: the long result, the only source of tables, charts, figures in prose and export."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.errors import ParameterError

TEXTS = (
    "survey",
    "question",
    "question_text",
    "matrix",
    "item",
    "type",
    "choice",
    "kind",
    "banner",
    "banner_choice",
    "statistic",
)
COLUMNS = {
    **dict.fromkeys(TEXTS, "str"),
    "n": "Int64", "base": "Int64", "percent": "Float64", "value": "Float64", "difference": "Float64",
    "letter": "str", "letters": "str", "lower": "Float64", "upper": "Float64", "p": "Float64", "df": "Float64",
    "n_unweighted": "Int64", "base_unweighted": "Int64", "base_effective": "Float64",
    "suppressed": "bool", "base_note": "str", "synthetic": "bool", "source": "str",
}  # fmt: skip
WEIGHTED = {"n": "Float64", "base": "Float64"}


def build_frame(arrays: dict[str, np.ndarray], weighted: bool) -> pd.DataFrame:
    """df_by_question_choice: one row a choice (net, mark, statistic) of a question in one column of a banner.

    | survey | question | … | type | choice | kind   | banner | banner_choice | statistic | n | base | percent | …
    |--------|----------|---|------|--------|--------|--------|---------------|-----------|---|------|---------|--
    | survey | Q5       |   | SA   | はい   | choice | Q1     | NPO法人       |           | 9 | 18   | 50.0    | …

    `n`, `base`: respondents, Int64; sums of weights, Float64, where the survey is weighted. `percent`, `lower`,
    `upper`: 0-100, unrounded; `difference`: points from the whole. Of a statistic that is no share, `value` holds it
    and `base` is the number of answers it is taken over; of one that is a share (top2, promoters, rank_1), `value` is
    its `percent`. Rows of RANK statistics name their choice. A test of a whole banner (chi2, cramers_v) has a blank
    `banner_choice`. <NA> is unknown or left out; a text is never <NA>.
    """
    types = COLUMNS | (WEIGHTED if weighted else {})
    return pd.DataFrame({name: _typed(arrays[name], dtype) for name, dtype in types.items()})


def _typed(values: np.ndarray, dtype: str) -> pd.Series:
    if dtype == "str":  # few distinct texts: each is made once
        codes, texts = pd.factorize(values)
        return pd.Series(pd.array(texts, dtype="str").take(codes))
    if dtype == "bool":
        return pd.Series(values, dtype=dtype)
    blank = np.isnan(values)
    whole = np.where(blank, 0, values)
    if dtype == "Int64":
        return pd.Series(pd.arrays.IntegerArray(whole.astype("int64"), blank))
    return pd.Series(pd.arrays.FloatingArray(whole, blank))


def with_percent(frame: pd.DataFrame, of: str = "column") -> pd.DataFrame:
    """The frame with `percent` of the column (as it stands), of the row or of the total.

    row: 100 * n / n of the same choice in the whole; total: 100 * n / base of the whole. Statistics stay; points,
    letters and intervals belong to column percentages and become blank. Raises ParameterError for another `of`.
    """
    if of == "column":
        return frame
    if of not in ("row", "total"):
        raise ParameterError(f"of に使えない値です。指定：「{of}」。許される値：column、row、total。")
    keys = ["survey", "question", "kind", "choice", "statistic"]
    whole = frame.loc[frame["banner"] == "", [*keys, "n", "base"]]
    held = frame[keys].merge(whole, on=keys, how="left", validate="m:1")
    below = held["n" if of == "row" else "base"].astype("Float64").set_axis(frame.index)
    percent = 100 * frame["n"].astype("Float64") / below.mask(below == 0)
    is_count = frame["kind"] != "statistic"
    result = frame.assign(percent=percent.where(is_count, frame["percent"]))
    result.loc[is_count, ["difference", "lower", "upper"]] = pd.NA
    result.loc[is_count, "letters"] = ""
    return result
