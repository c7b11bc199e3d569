"""How often codes were given: counts, what has no code, and which codes go together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.errors import ParameterError

UNCODED = "コード無し"  # KH Coder's own label


def count_codes(df_by_unit_code: pd.DataFrame, weights: pd.Series | None = None) -> pd.DataFrame:
    """Units with each code, in the order of the rules, and last those without any.

        df_by_code
        code           | n     | percent (0-100, of all units; not rounded)
        孤独死と見守り | 12    | 19.354838709677420
        コード無し     | 20    | 32.258064516129032
        str            | int64 (float64 if weighted) | float64 (NaN without units)

    Percentages do not sum to 100: a unit may have several codes. `weights`: one number a unit (respondent weights).
    """
    shares = read_weights(weights, df_by_unit_code)
    held = df_by_unit_code.to_numpy(dtype=bool)
    columns = np.column_stack([held, ~held.any(axis=1)])
    n = shares @ columns
    total = shares.sum()
    percent = 100 * n / total if total else np.full(len(n), np.nan)
    names = [*map(str, df_by_unit_code.columns), UNCODED]
    return pd.DataFrame({"code": names, "n": keep_whole(n, weights), "percent": percent}).astype(
        {"code": "str"}
    )


def list_uncoded(df_by_unit_code: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    """The units without any code, to be read for what the rules miss; a blank text is none.

    df_by_uncoded_unit (in the order of the units)
    unit | text
    7    | 交通の便が悪い
    """
    rest = ~df_by_unit_code.to_numpy(dtype=bool).any(axis=1)
    written = pd.Series(texts.to_numpy(), dtype="object").fillna("").astype("str").to_numpy()
    filled = np.array([text.strip() != "" for text in written], dtype=bool)
    kept = rest & filled
    units = df_by_unit_code.index.astype("str").to_numpy()[kept]
    return pd.DataFrame({"unit": units, "text": written[kept]}).astype("str")


def measure_code_jaccard(df_by_unit_code: pd.DataFrame, weights: pd.Series | None = None) -> pd.DataFrame:
    """Jaccard's coefficient of every two codes: units with both, of those with one or both (Jaccard 1901).

    df_by_code (index `code`, one column a code, float64 0-1; NaN where neither code was given)
    code | A    | B
    A    | 1.0  | 0.25
    """
    shares = read_weights(weights, df_by_unit_code)
    held = df_by_unit_code.to_numpy(dtype="float64")
    both = held.T @ (held * shares[:, None])
    n = np.diag(both)
    either = n[:, None] + n[None, :] - both
    values = np.divide(both, either, out=np.full(both.shape, np.nan), where=either > 0)
    names = pd.Index(df_by_unit_code.columns, name="code", dtype="str")
    return pd.DataFrame(values, index=names, columns=list(names))


def read_weights(weights: pd.Series | None, df_by_unit_code: pd.DataFrame) -> np.ndarray:
    """One weight a unit; 1 without weights. Raises ParameterError for another number of them, or one below 0."""
    if weights is None:
        return np.ones(len(df_by_unit_code))
    values = pd.to_numeric(weights, errors="coerce").to_numpy(dtype="float64")
    if len(values) != len(df_by_unit_code):
        raise ParameterError(
            f"ウェイトは{len(values)}件、単位は{len(df_by_unit_code)}件です。同じ数にしてください。"
        )
    if not (values >= 0).all():
        bad = int((~(values >= 0)).sum())
        raise ParameterError(f"ウェイトに、負の数か数でない値が{bad}件あります。0以上の数にしてください。")
    return values


def keep_whole(n: np.ndarray, weights: pd.Series | None) -> np.ndarray:
    """Counts of unweighted units are whole numbers."""
    return n if weights is not None else np.rint(n).astype(np.int64)
