"""codings.csv: coders' decisions on answers, as records; and what no longer fits the answers or the codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.case import Case
from helpers.findings import Findings, Place
from helpers.handoff import RISKY, replace_file
from helpers.raw.desk import Desk
from helpers.raw.names import fold_width, suggest
from helpers.raw.tables import column_types, empty_table, read_table

NAME = "codings"
COLUMNS = tuple(column_types(NAME))
MET, NOT_MET = "該当", "非該当"
CONSENSUS = "合議"  # the coder's name of a decision that several coders have agreed upon
PAIR = ["remark", "code"]
LISTED = 5  # differing decisions that a finding names


def hash_text(text: str) -> str:
    """16 hex digits that tell whether an answer is the same: SHA-256 of its NFKC form without blanks and line ends."""
    return hashlib.sha256(fold_width(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_codings(case: Case, findings: Findings) -> pd.DataFrame:
    """df_by_coding as it stands in the case's raw folder (codings.csv or codings.xlsx); no rows where there is none.

        row | remark     | code   | coder | decision | reason           | date       | text_hash
        2   | SV-Q18-R03 | 居場所 | 山田  | 非該当   | 建物の話ではない | 2024-03-01 | 9f2c… (16)

    All `string` but `date` (object: datetime.date or None); blanks are <NA>; index `row` is the row in the file. What
    does not fit is set aside and told in a finding, with the year before the file's name: years stand side by side.
    """
    desk = Desk(case)
    before = len(desk.findings.items)
    sheet = desk.read_sheet(NAME)
    table = (
        empty_table(NAME)
        if sheet is None
        else read_table(NAME, desk.corrections.correct_sheet(sheet), desk.findings)
    )
    for item in desk.findings.items[before:]:
        findings.extend(
            [replace(item, place=replace(item.place, file=f"{case.fiscal_year}/{item.place.file}"))]
        )
    return table


def check_codings(
    codings: pd.DataFrame,
    df_by_remark: pd.DataFrame,
    codes: Iterable[str],
    findings: Findings,
    *,
    renamed: Mapping[str, str] | None = None,
    place: Place | None = None,
) -> pd.DataFrame:
    """The records that still hold, with the codes' present names; each other one is a finding.

    Stale are: a remark that is not (or no longer) there, an answer whose text has changed since (`text_hash`), a code
    that no rule has. `renamed`: former name of a code -> its present one. `codes`: all codes of all rule files.
    """
    place, known = place or Place(f"{NAME}.csv"), list(codes)
    texts = dict(zip(df_by_remark["remark_id"], df_by_remark["text"].fillna("").astype(str), strict=True))
    frame = codings.dropna(subset=["remark", "code", "coder", "decision"])
    frame = frame.assign(code=[(renamed or {}).get(code, code) for code in frame["code"]])
    current = np.array(frame["remark"].isin(texts) & frame["code"].isin(known), dtype=bool)
    doubtful = np.flatnonzero(~current | frame["text_hash"].notna().to_numpy(dtype=bool))
    part = frame.iloc[doubtful]
    for position, row, record in zip(
        doubtful, part.index, part.astype(object).to_dict("records"), strict=True
    ):
        where = Place(place.file, place.sheet, int(row))
        current[position] = _is_current(record, texts, known, where, findings)
    return frame[current].astype({"code": "string"})


def _is_current(record: dict, texts: dict, codes: list[str], place: Place, findings: Findings) -> bool:
    remark, code = record["remark"], record["code"]
    if remark not in texts:
        message = "この id の発言はありません。この判断は使いません。"
        remedy = suggest(remark, texts) or "発言の id を確かめ、なくなった発言なら行を消してください。"
        _tell("unknown-remark", "error", place, "remark", message, findings, given=remark, remedy=remedy)
    elif code not in codes:
        message = "この名前のテーマ（コード）はルールにありません。この判断は使いません。"
        remedy = suggest(code, codes) or "改名したのなら rule_changes.csv に「改名」の行を加えてください。"
        allowed = "、".join(codes)
        _tell(
            "unknown-code",
            "error",
            place,
            "code",
            message,
            findings,
            given=code,
            allowed=allowed,
            remedy=remedy,
        )
    elif not pd.isna(record["text_hash"]) and record["text_hash"] != hash_text(texts[remark]):
        message = "判断したときから、この発言の文が変わっています。この判断は使いません。"
        remedy = "文を読み直して判断し、text_hash を空欄にしてください。"
        given = texts[remark][:40]
        _tell("changed-text", "warning", place, "remark", message, findings, given=given, remedy=remedy)
    else:
        return True
    return False


def _tell(
    rule: str, severity: str, place: Place, column: str, message: str, findings: Findings, **details: str
) -> None:
    findings.add(rule, severity, Place(place.file, place.sheet, place.row, column), message, **details)


def settle_codings(
    codings: pd.DataFrame, findings: Findings | None = None, place: Place | None = None
) -> pd.DataFrame:
    """df_by_decision: what holds for each remark and code, of all that its coders have said.

        remark     | code   | decision | coder     | reason
        SV-Q18-R03 | 居場所 | 非該当   | 山田、佐藤 | 建物の話ではない
        str        | str    | str      | str       | str

    Of one coder the latest record counts. A decision of 合議 stands before all; else all coders must say the same.
    Where they do not, nothing is decided, and it is told (a warning, for somebody has to settle it).
    """
    findings, place = Findings() if findings is None else findings, place or Place(f"{NAME}.csv")
    latest, groups = latest_codings(codings), dict[tuple, list[tuple]]()
    columns = (latest[name].astype(object) for name in (*PAIR, "coder", "decision", "reason"))
    for row, remark, code, *said in zip(latest.index, *columns, strict=True):
        groups.setdefault((remark, code), []).append((int(row), *said))
    rows, split = [], dict[str, list[tuple]]()
    for (remark, code), said in groups.items():
        said = [one for one in said if one[1] == CONSENSUS] or said
        if len({decision for _, _, decision, _ in said}) > 1:
            split.setdefault(code, []).append((remark, said))
        else:
            who, why = (
                "、".join(dict.fromkeys(one[part] for one in said if not pd.isna(one[part])))
                for part in (1, 3)
            )
            rows.append((remark, code, said[0][2], who, why))
    _tell_split(split, place, findings)
    return pd.DataFrame(rows, columns=[*PAIR, "decision", "coder", "reason"], dtype="str")


def _tell_split(split: Mapping[str, list[tuple]], place: Place, findings: Findings) -> None:
    """One finding a code: what coders differ on, with the row of the first."""
    for code, pairs in split.items():
        message = f"「{code}」について、判断が分かれた回答が{len(pairs):,}件あります。どちらの判断も使わず、ルールのままにします。"
        told = [
            f"{remark}（{'、'.join(f'{one[1]}：{one[2]}' for one in said)}）"
            for remark, said in pairs[:LISTED]
        ]
        given = "、".join(told) + ("など" if len(pairs) > LISTED else "")
        remedy = f"話し合って決め、coder を「{CONSENSUS}」とする行を加えてください。"
        where = Place(place.file, place.sheet, pairs[0][1][-1][0])
        _tell("coders-disagree", "warning", where, "decision", message, findings, given=given, remedy=remedy)


def latest_codings(codings: pd.DataFrame) -> pd.DataFrame:
    """One record a remark, code and coder: the one with the latest date (undated: the last in the file)."""
    dates = [value.isoformat() if hasattr(value, "isoformat") else "" for value in codings["date"]]
    ordered = codings.assign(_date=dates).sort_values("_date", kind="stable").drop(columns="_date")
    return ordered.drop_duplicates([*PAIR, "coder"], keep="last").sort_index(kind="stable")


def build_codings(records: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """df_by_coding of records; a key that is left out is blank; index `row` as it would stand in the file."""
    listed = list(records)
    index = pd.Index(range(2, 2 + len(listed)), name="row", dtype="int64")
    columns = {
        name: pd.Series(
            [record.get(name) for record in listed],
            index=index,
            dtype="object" if name == "date" else "string",
        )
        for name in COLUMNS
    }
    return pd.DataFrame(columns)


def merge_codings(known: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Both, in their order; a record that is there already is not added again."""
    rows = [*known.to_dict("records"), *added.to_dict("records")]
    plain = [{name: None if pd.isna(row[name]) else row[name] for name in COLUMNS} for row in rows]
    return build_codings(map(dict, dict.fromkeys(tuple(row.items()) for row in plain)))


def write_codings(codings: pd.DataFrame, path: Path) -> None:
    """codings.csv in UTF-8 with BOM, which Excel reads as it is; a text that Excel would compute gets an apostrophe."""
    frame = codings[list(COLUMNS)].astype(object)
    safe = frame.map(lambda value: f"'{value}" if str(value).startswith(RISKY) else value)
    replace_file(path, "\ufeff" + safe.to_csv(index=False, lineterminator="\n"))
