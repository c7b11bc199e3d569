"""What changes when coding rules change: which answers are newly coded, which are lost, and what is covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.raw.rule_changes import ADDED, CHANGED, DROPPED, RENAMED
from helpers.text.themes import code_remarks
from helpers.text.workbench.rule_sets import RuleSet, open_rules

SAME = "変更なし"
PAIR = ["remark_id", "theme"]
COUNTS = ("before", "after", "newly", "lost", "kept", "alone")


@dataclass(frozen=True)
class Coverage:
    """Answers in all, those with at least one code before and after, and those that got their first or lost all."""

    answers: int
    before: int
    after: int
    newly: int
    lost: int


@dataclass(frozen=True)
class Comparison:
    """Two sets of rules over the same answers.

    `newly`, `lost`, `kept`: df_by_remark_theme as of `code_remarks` (lost: as the former rules coded it, by the code's
    present name); `coded`: all that the later rules code.

        by_code (one row a code: the later rules in their order, then the dropped ones)
        code   | status   | before | after | newly | lost | kept | alone | percent_before | percent_after
        居場所 | 条件変更 | 12     | 15    | 4     | 1    | 11   | 6     | 19.4           | 24.2
        str    | str      | int64 (answers)                          | float64 (0-100, of all answers)

    `alone`: answers that no other code of the later rules takes. `previous`: code -> its former name, where it has one.
    """

    before: RuleSet
    after: RuleSet
    coverage: Coverage
    by_code: pd.DataFrame
    newly: pd.DataFrame
    lost: pd.DataFrame
    kept: pd.DataFrame
    coded: pd.DataFrame
    previous: Mapping[str, str]

    @property
    def changed(self) -> tuple[str, ...]:
        """Codes whose rule or whose answers are not the same."""
        rows = self.by_code
        return tuple(rows["code"][(rows["status"] != SAME) | (rows["newly"] + rows["lost"] > 0)])


def compare_rules(
    before: RuleSet | Path | str,
    after: RuleSet | Path | str,
    df_by_remark: pd.DataFrame,
    df_by_token: pd.DataFrame,
    *,
    renamed: Mapping[str, str] | None = None,
) -> Comparison:
    """Code the answers with both sets of rules. `renamed`: former name of a code -> its present one.

    Raises RuleSyntaxError when a set given as a file or a text cannot be read.
    """
    before, after = (one if isinstance(one, RuleSet) else open_rules(one) for one in (before, after))
    names = {old: new for old, new in (renamed or {}).items() if old in before.names and new in after.names}
    texts = [name for name in df_by_token if pd.api.types.is_string_dtype(df_by_token[name])]
    tokens = df_by_token.astype(dict.fromkeys(texts, object))  # is gone through twice as fast
    first = code_remarks(df_by_remark, tokens, list(before.rules))
    same = before.conditions == after.conditions and before.names == after.names
    coded = first if same else code_remarks(df_by_remark, tokens, list(after.rules))
    former = first.assign(theme=first["theme"].replace(names)) if names else first
    newly, lost, kept = split_changes(former, coded)
    by_code = _count_codes(before, after, names, former, (newly, lost, kept), coded, len(df_by_remark))
    previous = {new: old for old, new in names.items()}
    coverage = count_coverage(former, coded, len(df_by_remark))
    return Comparison(before, after, coverage, by_code, newly, lost, kept, coded, previous)


def split_changes(
    before: pd.DataFrame, after: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """(newly, lost, kept) of two df_by_remark_theme; what is kept is as `after` has it."""
    old, new = (pd.MultiIndex.from_frame(frame[PAIR]) for frame in (before, after))
    is_kept, is_lost = new.isin(old), ~old.isin(new)
    parts = after[~is_kept], before[is_lost], after[is_kept]
    return tuple(part.reset_index(drop=True) for part in parts)


def count_coverage(before: pd.DataFrame, after: pd.DataFrame, answers: int) -> Coverage:
    old, new = set(before["remark_id"]), set(after["remark_id"])
    return Coverage(answers, len(old), len(new), len(new - old), len(old - new))


def _count_codes(
    before: RuleSet,
    after: RuleSet,
    names: Mapping[str, str],
    former: pd.DataFrame,
    parts: tuple[pd.DataFrame, ...],
    coded: pd.DataFrame,
    answers: int,
) -> pd.DataFrame:
    codes = [
        *after.names,
        *(name for name in map(lambda n: names.get(n, n), before.names) if name not in after.names),
    ]
    single = coded[~coded["remark_id"].duplicated(keep=False)]
    frames = dict(zip(COUNTS, (former, coded, *parts, single), strict=True))
    counted = {
        name: frame["theme"].value_counts().reindex(codes, fill_value=0) for name, frame in frames.items()
    }
    table = pd.DataFrame({name: counts.to_numpy(dtype="int64") for name, counts in counted.items()})
    table.insert(0, "code", pd.Series(codes, dtype="str"))
    table.insert(1, "status", pd.Series([_status(code, before, after, names) for code in codes], dtype="str"))
    for name in ("before", "after"):
        table[f"percent_{name}"] = 100 * table[name] / answers if answers else float("nan")
    return table


def _status(code: str, before: RuleSet, after: RuleSet, names: Mapping[str, str]) -> str:
    former = next((old for old, new in names.items() if new == code), code)
    if code not in after.names:
        return DROPPED
    if former not in before.names:
        return ADDED
    changed = before.conditions[former].split() != after.conditions[code].split()
    if former != code:
        return f"{RENAMED}・{CHANGED}" if changed else RENAMED
    return CHANGED if changed else SAME
