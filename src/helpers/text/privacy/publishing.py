"""publish_remarks: the remarks of a case as they may be quoted, what was masked in them, and stale decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.findings import Finding, Findings
from helpers.raw.disclosure import EVERY_REMARK, MASK, WHOLE_TEXT
from helpers.text.dictionaries import Dictionaries
from helpers.text.empty_answers import classify_answer
from helpers.text.privacy.finding import find_all
from helpers.text.privacy.folding import fold
from helpers.text.privacy.kinds import KINDS
from helpers.text.privacy.masking import Decided, Decision, Masked, mask_found
from helpers.text.privacy.records import check_records, group_by_remark, read_records
from helpers.text.store import Tokens, tokenize_texts

PERSONAL = {
    **{
        "remark_id": "str",
        "start": "int64",
        "end": "int64",
        "kind": "str",
        "surface": "str",
        "reason": "str",
    },
    **{"certainty": "str", "context": "str", "decision": "str", "decided": "str"},
}
AROUND = 15  # letters shown on either side of a find
WITHHELD = "【この回答は公開しません】"


class Published(NamedTuple):
    """What publish_remarks gives."""

    df_by_remark: pd.DataFrame
    df_by_personal: pd.DataFrame
    findings: list[Finding]


def publish_remarks(
    df_by_remark: pd.DataFrame,
    records: pd.DataFrame | None = None,
    dictionaries: Dictionaries | None = None,
    tokens: Tokens | None = None,
    engine: str = "auto",
    cache: Path | None = None,
) -> Published:
    """df_by_remark with `text` as it may be quoted, df_by_personal, and findings about the records.

    `records`: df_by_decision of helpers.raw.disclosure; `tokens`: those of df_by_remark["text"], else they are made
    with `engine` and `cache` as in tokenize_texts. Three columns are added to df_by_remark: `masked` (bool: there is a
    mark in the text), `quotable` (bool: neither withheld nor an answer that says nothing), `empty_kind` (str: 特になし,
    わからない ...; "" for an answer that says something).

        df_by_personal (one row a find, masked or not; start and end in the text as written)
        remark_id | start | end | kind | surface | reason              | certainty | context        | decision | decided
        Q18-R03   | 0     | 2   | 氏名 | 渡辺    | 「さん」の前の人名  | 高        | 〔渡辺〕さんが | 伏せる   | （自動）
        str       | int64 | int64 | str | str    | str                 | str       | str            | str      | str
    """
    findings = Findings()
    ids = df_by_remark["remark_id"].astype(str).tolist()
    texts = ["" if pd.isna(text) else str(text) for text in df_by_remark["text"]]
    tokens = tokens or tokenize_texts(texts, dictionaries or Dictionaries(), engine, cache)
    found = find_all(texts, tokens, dictionaries)
    known = read_records(records, findings)
    by_remark = group_by_remark(known)
    decisions = [by_remark.get(EVERY_REMARK, {}) | by_remark.get(remark, {}) for remark in ids]
    masked = [
        mask_found(text, own, _spell_out(text, decided))
        for text, own, decided in zip(texts, found, decisions, strict=True)
    ]
    check_records(known, dict(zip(ids, texts, strict=True)), found, ids, findings)
    df_by_personal = _frame_personal(ids, texts, masked)
    return Published(_frame_remarks(df_by_remark, texts, masked, decisions), df_by_personal, findings.items)


def _spell_out(text: str, decisions: dict[str, Decision]) -> dict[str, Decision]:
    """「全文」 stands for the whole text, so that the list of finds tells that all of it is withheld."""
    whole = decisions.get(WHOLE_TEXT)
    if whole is None:
        return decisions
    rest = {word: decision for word, decision in decisions.items() if word != WHOLE_TEXT}
    return rest | {fold(text).text: whole}


def summarise_personal(df_by_personal: pd.DataFrame) -> pd.DataFrame:
    """How many finds there are of each kind, and what became of them.

    df_by_kind (one row a kind that was found, in the order of KINDS)
    kind | found | masked | kept | uncertain (certainty 低) | remarks
    氏名 | 12    | 11     | 1    | 2                        | 9
    str  | int64 ...
    """
    rows = []
    for label in KINDS.values():
        own = df_by_personal[df_by_personal["kind"] == label]
        if len(own):
            masked = int((own["decision"] == MASK).sum())
            uncertain = int((own["certainty"] == "低").sum())
            rows.append((label, len(own), masked, len(own) - masked, uncertain, own["remark_id"].nunique()))
    return pd.DataFrame(rows, columns=["kind", "found", "masked", "kept", "uncertain", "remarks"])


def mark_personal(tokens: Tokens, remark_ids: Iterable[str], df_by_personal: pd.DataFrame) -> np.ndarray:
    """Which tokens (bool, one each) are part of something masked: no word list, KWIC or network may show them.

    `remark_ids`: the id of each text of `tokens`, in their order. What `tokenize` makes of the same remarks has its
    rows in the order of these tokens: `df_by_token.loc[marked, "kept"] = False`.
    """
    ids = {id_: number for number, id_ in enumerate(remark_ids)}
    hidden = df_by_personal[(df_by_personal["decision"] == MASK) & df_by_personal["remark_id"].isin(ids)]
    document = hidden["remark_id"].map(ids).to_numpy(dtype=np.int64)
    width = (
        int(max((tokens.start + tokens.length).max(initial=0), hidden["end"].max() if len(hidden) else 0)) + 1
    )
    place = tokens.document * np.int64(width) + tokens.start
    first = np.searchsorted(
        place + tokens.length, document * width + hidden["start"].to_numpy(), side="right"
    )
    last = np.searchsorted(place, document * width + hidden["end"].to_numpy(), side="left")
    marked = np.zeros(len(tokens), dtype=bool)
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        marked[begin:end] = True
    return marked


def _frame_remarks(
    df_by_remark: pd.DataFrame, texts: list[str], masked: list[Masked], decisions: list[dict[str, Decision]]
) -> pd.DataFrame:
    withheld = np.array([WHOLE_TEXT in decided for decided in decisions], dtype=bool)
    kinds = [classify_answer(text) for text in texts]
    shown = [WITHHELD if hide else one.text for one, hide in zip(masked, withheld, strict=True)]
    text = pd.Series(shown, index=df_by_remark.index, dtype=df_by_remark["text"].dtype)
    return df_by_remark.assign(
        text=text.where(df_by_remark["text"].notna() | withheld, df_by_remark["text"]),
        masked=np.array([one.is_masked for one in masked], dtype=bool) | withheld,
        quotable=~withheld & np.array([kind == "" for kind in kinds], dtype=bool),
        empty_kind=pd.Series(kinds, index=df_by_remark.index, dtype="str"),
    )


def _frame_personal(ids: list[str], texts: list[str], masked: list[Masked]) -> pd.DataFrame:
    rows = [
        (remark, *_describe(text, one))
        for remark, text, own in zip(ids, texts, masked, strict=True)
        for one in own.found
    ]
    return pd.DataFrame(rows, columns=list(PERSONAL)).astype(PERSONAL)


def _describe(text: str, one: Decided) -> Iterator:
    found = one.personal
    before, after = text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND]
    context = f"{before}〔{found.surface}〕{after}".replace("\n", " ")
    yield from (found.start, found.end, KINDS[found.kind], found.surface, found.reason, found.certainty)
    yield from (context, one.decision, one.decided)
