"""Coders' decisions side by side: per code and in all, two by two (kappa), and all of them together (alpha)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.raw.codings import CONSENSUS, MET, PAIR, latest_codings
from helpers.text.workbench.agreement import measure_alpha, measure_kappa, read_kappa

WHOLE = "全体"


@dataclass(frozen=True)
class CoderAgreement:
    """What coders agree on. Only answers (and codes) count that both have decided; 合議 is no coder.

        by_code (one row a code and pair of coders; the last of each pair: all decisions together, code 全体)
        code   | first | second | n  | both | first_only | second_only | neither | percent | kappa | se   |
        居場所 | 山田  | 佐藤   | 40 | 12   | 3          | 1           | 24      | 90.0    | 0.78  | 0.10 |
        lower | upper | positive | negative | reading
        0.58  | 0.98  | 0.86     | 0.92     | かなりの一致

    `n`, `both` (both say 該当) ... int64; `percent` 0-100: observed agreement; `lower`, `upper`: 95% interval of kappa;
    `positive`, `negative`: 2a/(2a+b+c) and 2d/(2d+b+c), the agreement on 該当 and on 非該当 (Cicchetti & Feinstein 1990,
    J. Clin. Epidemiol. 43:551), which show where a rare code makes kappa small. NaN where undefined.

        alphas (one row a code, then 全体; all coders)
        code | coders | units | values | alpha
        str  | int64  | int64 (answers decided by two or more) | int64 (decisions in them) | float64

        disagreements (one row an answer and code on which coders differ, in the order of the records)
        remark | code | 山田 | 佐藤 | ...   (該当, 非該当, "" not decided)
    """

    by_code: pd.DataFrame
    alphas: pd.DataFrame
    disagreements: pd.DataFrame
    coders: tuple[str, ...]
    pairs: int  # decided by two coders or more


def compare_coders(
    codings: pd.DataFrame, coders: Sequence[str] | None = None, codes: Sequence[str] | None = None
) -> CoderAgreement:
    """Agreement of the coders of df_by_coding (by default all), for the codes (by default all, in the records' order)."""
    frame = latest_codings(codings.dropna(subset=[*PAIR, "coder", "decision"]))
    names = (
        list(coders) if coders is not None else [n for n in dict.fromkeys(frame["coder"]) if n != CONSENSUS]
    )
    frame = frame[frame["coder"].isin(names)]
    frame = frame if codes is None else frame[frame["code"].isin(list(codes))]
    order = list(codes) if codes is not None else list(dict.fromkeys(frame["code"]))
    table = _spread(frame, names)
    parts = [(code, table[table.index.get_level_values("code") == code]) for code in order] + [(WHOLE, table)]
    rows = [_compare(code, part, pair) for pair in combinations(names, 2) for code, part in parts]
    alphas = [(code, *_measure_alpha(part)) for code, part in parts]
    return CoderAgreement(
        _typed(rows),
        pd.DataFrame(alphas, columns=["code", "coders", "units", "values", "alpha"]),
        _list_disagreements(table),
        tuple(names),
        int((table.notna().sum(axis=1) >= 2).sum()),
    )


def _spread(frame: pd.DataFrame, coders: list[str]) -> pd.DataFrame:
    """1 (該当), 0 (非該当) or NaN: one row a remark and code in the records' order, one column a coder."""
    keys = pd.MultiIndex.from_frame(frame[PAIR].astype("str"))
    index = keys.unique()
    values = np.full((len(index), len(coders)), np.nan)
    columns = pd.Index(coders).get_indexer(frame["coder"].astype("str"))
    values[index.get_indexer(keys), columns] = (frame["decision"] == MET).to_numpy(dtype=float)
    return pd.DataFrame(values, index=index, columns=coders)


def _compare(code: str, table: pd.DataFrame, pair: tuple[str, str]) -> dict:
    one, other = (table[name].to_numpy() for name in pair)
    decided = ~np.isnan(one) & ~np.isnan(other)
    one, other = one[decided] == 1, other[decided] == 1
    a, b, c, d = (int(part.sum()) for part in (one & other, one & ~other, ~one & other, ~one & ~other))
    kappa = measure_kappa([[a, b], [c, d]])
    return {
        "code": code, "first": pair[0], "second": pair[1], "n": kappa.n,
        "both": a, "first_only": b, "second_only": c, "neither": d,
        "percent": 100 * kappa.observed, "kappa": kappa.kappa, "se": kappa.se, "lower": kappa.lower, "upper": kappa.upper,
        "positive": _ratio(2 * a, 2 * a + b + c), "negative": _ratio(2 * d, 2 * d + b + c),
        "reading": read_kappa(kappa.kappa),
    }  # fmt: skip


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _measure_alpha(table: pd.DataFrame) -> Iterator[float]:
    alpha, units, values = measure_alpha(table.to_numpy().T)
    return iter((int(table.notna().any().sum()), units, values, alpha))


def _typed(rows: list[dict]) -> pd.DataFrame:
    names = [
        *("code", "first", "second", "n", "both", "first_only", "second_only", "neither"),
        *("percent", "kappa", "se", "lower", "upper", "positive", "negative", "reading"),
    ]
    text, whole = ("code", "first", "second", "reading"), names[3:8]
    types = {name: "str" if name in text else "int64" if name in whole else "float64" for name in names}
    return pd.DataFrame(rows, columns=names).astype(types)


def _list_disagreements(table: pd.DataFrame) -> pd.DataFrame:
    differ = table[table.min(axis=1) != table.max(axis=1)].dropna(how="all")
    said = differ.astype(object).where(differ.notna(), "").replace({1.0: MET, 0.0: "非該当"})
    return said.reset_index()
