"""Rules against a coder: of what the rule takes, how much is right; of what is meant, how much the rule takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.raw.codings import MET, settle_codings
from helpers.text.workbench.agreement import measure_wilson
from helpers.text.workbench.coders import WHOLE

COUNTS = ("n", "hits", "met", "both")
SHARES = ("precision", "precision_lower", "precision_upper", "recall", "recall_lower", "recall_upper", "f1")


def compare_with_coder(
    df_by_remark_theme: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    coder: str | None = None,
    codes: Sequence[str] | None = None,
    weights: pd.Series | None = None,
) -> pd.DataFrame:
    """Hold the rules' hits against what a coder (by default: what all coders, or 合議, have settled) decided.

        df_by_code (one row a code; the last: all decisions together, code 全体)
        code   | n  | hits | met | both | precision | precision_lower | precision_upper | recall | .. | f1
        居場所 | 40 | 15   | 13  | 12   | 0.80      | 0.55            | 0.93            | 0.92   | .. | 0.86
        str    | int64 (decided answers)| float64 (0-1, NaN undefined; 95% intervals: Wilson)

    precision = both / hits (適合率), recall = both / met (再現率), f1 = 2 both / (hits + met). `weights`: remark_id ->
    how many answers it stands for, where the answers were drawn with unequal chances (`weigh_sample`): precision,
    recall and f1 are then of all answers, counts stay those of the sample, and intervals rest on the effective
    sample size (sum w)^2 / sum w^2 (Kish 1965).
    """
    decided = _decide(codings, coder)
    order = list(codes) if codes is not None else list(dict.fromkeys(decided["code"]))
    decided = decided[decided["code"].isin(order)]
    hits = pd.MultiIndex.from_frame(df_by_remark_theme[["remark_id", "theme"]].astype("str"))
    is_hit = pd.MultiIndex.from_frame(decided[["remark", "code"]]).isin(hits)
    is_met = (decided["decision"] == MET).to_numpy(dtype=bool)
    known = np.ones(len(decided)) if weights is None else decided["remark"].map(weights).to_numpy(dtype=float)
    frame = pd.DataFrame({"code": decided["code"], "hit": is_hit, "met": is_met, "weight": known})
    frame = frame[frame["weight"].notna()]
    rows = [_measure(code, frame[frame["code"] == code]) for code in order] + [_measure(WHOLE, frame)]
    types = {"code": "str"} | dict.fromkeys(COUNTS, "int64") | dict.fromkeys(SHARES, "float64")
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _decide(codings: pd.DataFrame, coder: str | None) -> pd.DataFrame:
    chosen = codings if coder is None else codings[codings["coder"] == coder]
    return settle_codings(chosen.dropna(subset=["remark", "code", "coder", "decision"]))


def _measure(code: str, frame: pd.DataFrame) -> tuple:
    hit, met, weight = (frame[name].to_numpy() for name in ("hit", "met", "weight"))
    counts = len(frame), int(hit.sum()), int(met.sum()), int((hit & met).sum())
    both = weight[hit & met].sum()
    of_hits, of_met = _share(both, weight[hit]), _share(both, weight[met])
    whole = weight[hit].sum() + weight[met].sum()
    return (code, *counts, *of_hits, *of_met, 2 * both / whole if whole else np.nan)


def _share(both: float, weight: np.ndarray) -> tuple[float, float, float]:
    """A weighted share and its interval on the effective sample size."""
    whole = weight.sum()
    if not whole:
        return np.nan, np.nan, np.nan
    effective = whole**2 / (weight**2).sum()
    share = both / whole
    return (share, *measure_wilson(share * effective, effective))


def list_mistakes(
    df_by_remark_theme: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    coder: str | None = None,
    codes: Sequence[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(taken wrongly, missed): remark | code | reason (the coder's) | matched_terms ("" where missed), all str."""
    decided = _decide(codings, coder)
    decided = decided if codes is None else decided[decided["code"].isin(list(codes))]
    hits = df_by_remark_theme.rename(columns={"remark_id": "remark", "theme": "code"})
    joined = decided.merge(hits, on=["remark", "code"], how="left", validate="1:1")
    is_hit, is_met = joined["matched_terms"].notna(), joined["decision"] == MET
    shown = joined.assign(matched_terms=joined["matched_terms"].fillna(""))
    shown = shown[["remark", "code", "reason", "matched_terms"]]
    return tuple(shown[chosen].reset_index(drop=True) for chosen in (is_hit & ~is_met, ~is_hit & is_met))
