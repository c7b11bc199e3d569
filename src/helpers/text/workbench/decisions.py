"""People's decisions stand above the rules, on record; and go with an answer into the next fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.codings import (
    COLUMNS,
    MET,
    NAME,
    NOT_MET,
    build_codings,
    check_codings,
    hash_text,
    settle_codings,
)
from helpers.text.themes import REMARK_THEME

ADDED, REMOVED, SAME = "加えた", "外した", "ルールと同じ"
BY_PERSON = "（判断による）"


def apply_decisions(
    df_by_remark_theme: pd.DataFrame,
    codings: pd.DataFrame,
    findings: Findings,
    *,
    df_by_remark: pd.DataFrame | None = None,
    codes: Sequence[str] | None = None,
    known: Sequence[str] | None = None,
    renamed: Mapping[str, str] | None = None,
    place: Place | None = None,
) -> pd.DataFrame:
    """df_by_remark_theme after the decisions: 非該当 takes a row away, 該当 adds one (score 0, `matched_terms` says so).

    `df_by_remark` (with `known`, the codes of all rule files; by default `codes`): records that no longer fit an answer
    or a code are findings. `codes`: the codes of the rules at hand, in their order; decisions on others are for other
    rules. Coders who disagree without a 合議 are a finding, and the rule stands.
    """
    place = place or Place(f"{NAME}.csv")
    settled = _settle(codings, findings, df_by_remark, codes if known is None else known, renamed, place)
    ids = None if df_by_remark is None else set(df_by_remark["remark_id"])
    settled = settled if ids is None else settled[settled["remark"].isin(ids)]
    settled = settled if codes is None else settled[settled["code"].isin(list(codes))]
    rows = pd.MultiIndex.from_frame(df_by_remark_theme[["remark_id", "theme"]].astype("str"))
    pairs = pd.MultiIndex.from_frame(settled[["remark", "code"]])
    denied, met = pairs[settled["decision"] == NOT_MET], pairs[settled["decision"] == MET]
    kept = df_by_remark_theme[~rows.isin(denied)]
    new = [(remark, code, 0.0, BY_PERSON) for remark, code in met[~met.isin(rows)]]
    added = pd.DataFrame(new, columns=list(REMARK_THEME)).astype(REMARK_THEME)
    return _order(pd.concat([kept, added], ignore_index=True), codes)


def _settle(
    codings: pd.DataFrame,
    findings: Findings,
    df_by_remark: pd.DataFrame | None,
    known: Sequence[str] | None,
    renamed: Mapping[str, str] | None,
    place: Place,
) -> pd.DataFrame:
    complete = codings.dropna(subset=["remark", "code", "coder", "decision"])
    if df_by_remark is not None and known is not None:
        complete = check_codings(complete, df_by_remark, known, findings, renamed=renamed, place=place)
    elif renamed:
        complete = complete.assign(code=complete["code"].replace(dict(renamed)))
    return settle_codings(complete, findings, place)


def _order(frame: pd.DataFrame, codes: Sequence[str] | None) -> pd.DataFrame:
    """By code in the order of the rules, then as it was."""
    order = list(codes) if codes is not None else list(dict.fromkeys(frame["theme"]))
    places = frame["theme"].map({code: place for place, code in enumerate(order)})
    return frame.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def list_effects(df_by_remark_theme: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """What each settled decision does to the rules' result.

    df_by_decision (one row a remark and code)
    remark | code | decision | coder | reason | effect (加えた, 外した, ルールと同じ)
    """
    settled = settle_codings(codings.dropna(subset=["remark", "code", "coder", "decision"]))
    rows = pd.MultiIndex.from_frame(df_by_remark_theme[["remark_id", "theme"]].astype("str"))
    is_hit = pd.MultiIndex.from_frame(settled[["remark", "code"]]).isin(rows)
    effects = [
        SAME if (decision == MET) == hit else ADDED if decision == MET else REMOVED
        for decision, hit in zip(settled["decision"], is_hit, strict=True)
    ]
    return settled.assign(effect=pd.Series(effects, index=settled.index, dtype="str"))


def stamp_codings(codings: pd.DataFrame, df_by_remark: pd.DataFrame) -> pd.DataFrame:
    """The records with `text_hash` filled in where it is blank, so that a change of the answer is noticed later."""
    texts = dict(zip(df_by_remark["remark_id"], df_by_remark["text"].fillna("").astype(str), strict=True))
    stamps = [
        hash_text(texts[remark]) if pd.isna(given) and remark in texts else given
        for remark, given in zip(codings["remark"], codings["text_hash"], strict=True)
    ]
    return codings.assign(text_hash=pd.Series(stamps, index=codings.index, dtype="string"))


def carry_codings(
    codings: pd.DataFrame,
    df_by_remark: pd.DataFrame,
    df_by_remark_next: pd.DataFrame,
    fiscal_year: int,
    *,
    renamed: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """df_by_coding for the next fiscal year: decisions on answers whose very text has come again, in the new ids.

    A decision stays with its answer: only where the text is the same (but for width and blanks) does it go on to
    another answer, and its reason says from which. `fiscal_year`: of `codings`; `renamed`: former name of a code -> new.
    """
    stamped = stamp_codings(codings.dropna(subset=["remark", "code", "coder", "decision"]), df_by_remark)
    again: dict[str, list[str]] = {}
    for remark, text in zip(
        df_by_remark_next["remark_id"], df_by_remark_next["text"].fillna(""), strict=True
    ):
        again.setdefault(hash_text(str(text)), []).append(remark)
    records = []
    for row in stamped.to_dict("records"):
        for remark in again.get(row["text_hash"], []) if not pd.isna(row["text_hash"]) else []:
            held = {name: None if pd.isna(row[name]) else row[name] for name in COLUMNS}
            why = f"{fiscal_year}年度の {row['remark']} と同じ文" + (
                f"：{held['reason']}" if held["reason"] else ""
            )
            records.append(
                held
                | {"remark": remark, "code": (renamed or {}).get(row["code"], row["code"]), "reason": why}
            )
    return build_codings(records)
