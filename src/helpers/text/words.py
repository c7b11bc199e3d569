"""Words: how often (TF) and in how many units (DF) each occurs, by part of speech, by group and by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.dictionaries import Dictionaries
from helpers.text.forced import TAG
from helpers.text.store import Tokens
from helpers.text.tokens import filter_entries
from helpers.text.user_dictionary import KNOWN

SYMBOL = "記号"
KEYS = ["base_form", "pos"]


def select_words(
    entries: pd.DataFrame, dictionaries: Dictionaries, parts: Sequence[str] | None = None
) -> pd.DataFrame:
    """Which entries of a token store are words to count, and as what.

        df_by_entry (row by row with `entries`)
        base_form  | pos  | kept
        一人暮らし | 名詞 | True
        str        | str  | bool

    `base_form` is in NFKC, with its synonym in its place. `parts`: parts of speech as Janome names them, to any depth
    ("名詞", "名詞,固有名詞", "動詞,自立"; "タグ": forced words); by default those that carry content: nouns, verbs,
    adjectives and adverbs that stand on their own, and forced words. Stop words are never kept.
    Raises ParameterError for a part of speech that does not exist.
    """
    filtered = filter_entries(entries, dictionaries)
    if parts is None:
        content = filtered["kept"] | (filtered["pos"] == TAG)
    else:
        _check_parts(parts)
        levels = entries["pos"] + ","
        content = pd.Series(False, index=entries.index)
        for part in parts:
            content |= levels.str.startswith(part.replace("-", ",") + ",")
    kept = content & ~filtered["term"].isin(dictionaries.stop_words)
    return pd.DataFrame({"base_form": filtered["term"], "pos": filtered["pos"], "kept": kept})


def _check_parts(parts: Sequence[str]) -> None:
    unknown = [part for part in parts if part.replace("-", ",").split(",")[0] not in (*KNOWN, TAG)]
    if unknown:
        raise ParameterError(
            f"品詞「{'、'.join(unknown)}」はありません。使えるもの：{'、'.join((*KNOWN, TAG))}。"
            "細分類は「名詞,固有名詞」のように書きます。"
        )


def number_words(tokens: Tokens, df_by_entry: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """The word of each token (row of df_by_word: base_form, pos; -1: not counted), words by first appearance."""
    kept = df_by_entry["kept"].to_numpy(dtype=bool)
    used = np.zeros(len(df_by_entry), dtype=bool)
    used[tokens.entry] = True
    rows = np.flatnonzero(kept & used)
    pairs = df_by_entry.loc[rows, KEYS]
    word_of_entry = np.full(len(df_by_entry), -1, dtype=np.int64)
    word_of_entry[rows] = pairs.groupby(KEYS, sort=False).ngroup()
    return word_of_entry[tokens.entry], pairs.drop_duplicates(ignore_index=True).astype("str")


def count_words(
    tokens: Tokens, df_by_entry: pd.DataFrame, unit_of_token: np.ndarray | None = None
) -> pd.DataFrame:
    """Words, the most frequent first.

        df_by_word (one row a word and part of speech)
        base_form  | pos  | tf (occurrences) | df (units it occurs in)
        一人暮らし | 名詞 | 4                | 3
        str        | str  | int64            | int64

    `df_by_entry`: of select_words; `unit_of_token`: of assign_units, by default the documents. A token that stands in
    no unit (-1) is not counted.
    """
    units = tokens.document if unit_of_token is None else unit_of_token
    word, words = number_words(tokens, df_by_entry)
    inside = (word >= 0) & (units >= 0)
    frame = words.assign(
        tf=np.bincount(word[inside], minlength=len(words)),
        df=np.bincount(_distinct(word[inside], units[inside])[0], minlength=len(words)),
    )
    return _sort(frame[frame["tf"] > 0])


def count_words_by(
    tokens: Tokens,
    df_by_entry: pd.DataFrame,
    group_of_unit: pd.Series,
    unit_of_token: np.ndarray | None = None,
) -> pd.DataFrame:
    """Words of each group of units (Q1, 年度 ...), also those that occur in other groups only.

        df_by_group_word (one row a group and word; groups in the order given, words as in count_words)
        group | base_form  | pos  | tf    | df    | tf_per_1000 | df_percent | tokens | units
        自治会 | 一人暮らし | 名詞 | 4     | 3     | 12.5        | 30.0       | 320    | 10
        str   | str        | str  | int64 | int64 | float64     | float64    | int64  | int64

    `group_of_unit`: label of each unit_id ("" or missing: in no group); a categorical keeps its order, others are by
    first appearance. `tokens`: all tokens of the group but symbols and blanks; tf_per_1000 = 1000 * tf / tokens,
    df_percent (0-100) = 100 * df / units; NaN where there are none.
    """
    units = tokens.document if unit_of_token is None else unit_of_token
    labels = pd.Categorical(group_of_unit.where(group_of_unit != ""), categories=_order(group_of_unit))
    label_of_unit = pd.Series(labels.codes, index=group_of_unit.index)
    group = np.where(units >= 0, label_of_unit.reindex(units).fillna(-1).to_numpy(), -1).astype(np.int64)
    word, words = number_words(tokens, df_by_entry)
    spoken = (~tokens.entries["pos"].str.startswith(SYMBOL)).to_numpy()[tokens.entry]
    said = np.bincount(group[(group >= 0) & spoken], minlength=len(labels.categories))
    size = np.bincount(labels.codes[labels.codes >= 0], minlength=len(labels.categories))
    inside = (word >= 0) & (group >= 0)
    cells = len(labels.categories) * len(words)
    cell = group[inside] * len(words) + word[inside]
    tf = np.bincount(cell, minlength=cells)
    df = np.bincount(_distinct(cell, units[inside])[0], minlength=cells)
    frame = pd.DataFrame({"group": np.repeat(np.array(labels.categories, dtype=object), len(words))}).astype(
        "str"
    )
    for name in KEYS:
        frame[name] = pd.array(list(words[name]) * len(labels.categories), dtype="str")
    base, count = np.repeat(said, len(words)), np.repeat(size, len(words))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = {"tf_per_1000": 1000 * tf / base, "df_percent": 100 * df / count}
    frame = frame.assign(tf=tf, df=df, **shares, tokens=base, units=count)
    return _sort_groups(frame)


def compare_words(df_by_group_word: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Two groups (or years) side by side, the greatest difference of shares first.

        df_by_word
        base_form | pos  | tf_first | tf_second | percent_first | percent_second | difference (points, second - first)
        str       | str  | int64    | int64     | float64       | float64        | float64

    Raises ParameterError for a group that is not there.
    """
    sides = []
    for name, label in (("first", first), ("second", second)):
        side = df_by_group_word[df_by_group_word["group"] == label]
        if side.empty:
            groups = "、".join(df_by_group_word["group"].unique())
            raise ParameterError(f"「{label}」という区分がありません。あるもの：{groups}。")
        side = side[[*KEYS, "tf", "df_percent"]]
        sides.append(side.rename(columns={"tf": f"tf_{name}", "df_percent": f"percent_{name}"}))
    frame = sides[0].merge(sides[1], on=KEYS, how="outer", validate="1:1")
    frame = frame[(frame["tf_first"] > 0) | (frame["tf_second"] > 0)]
    frame = frame.assign(difference=frame["percent_second"] - frame["percent_first"])
    order = frame.assign(
        size=-frame["difference"].abs().round(9), all=-frame["tf_first"] - frame["tf_second"]
    )
    order = order.sort_values(["size", "all", *KEYS]).index
    names = ["tf_first", "tf_second", "percent_first", "percent_second", "difference"]
    return frame.loc[order, [*KEYS, *names]].reset_index(drop=True)


def count_distribution(df_by_word: pd.DataFrame, of: str = "tf") -> pd.DataFrame:
    """How many words occur once, twice ... (of="tf"), or in one unit, two units ... (of="df").

    df_by_frequency
    frequency | words | percent (0-100) | cumulative_words | cumulative_percent
    1         | 120   | 60.0            | 120              | 60.0
    int64     | int64 | float64         | int64            | float64
    """
    counts = df_by_word[of].value_counts().sort_index()
    frame = pd.DataFrame({"frequency": counts.index.astype("int64"), "words": counts.to_numpy(dtype="int64")})
    total = max(int(frame["words"].sum()), 1)
    cumulative = frame["words"].cumsum()
    return frame.assign(
        percent=100 * frame["words"] / total,
        cumulative_words=cumulative,
        cumulative_percent=100 * cumulative / total,
    )


def describe_distribution(df_by_word: pd.DataFrame) -> Mapping[str, float]:
    """words (異なり語数), tf_mean, tf_sd, df_mean, df_sd; sample standard deviations (n - 1), NaN below two words."""
    held = {"words": float(len(df_by_word))}
    for of in ("tf", "df"):
        values = df_by_word[of].astype("float64")
        held |= {f"{of}_mean": float(values.mean()), f"{of}_sd": float(values.std(ddof=1))}
    return held


def _distinct(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each pair once."""
    width = int(second.max(initial=0)) + 1
    pairs = np.unique(first.astype(np.int64) * width + second)
    return pairs // width, pairs % width


def _order(labels: pd.Series) -> list[str]:
    if isinstance(labels.dtype, pd.CategoricalDtype):
        return [str(label) for label in labels.cat.categories if label != ""]
    return [str(label) for label in labels.dropna().unique() if label != ""]


def _sort(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["tf", "df", *KEYS], ascending=[False, False, True, True], ignore_index=True)


def _sort_groups(frame: pd.DataFrame) -> pd.DataFrame:
    """Groups stay in order; words by how often all groups have them."""
    groups = pd.Categorical(frame["group"], categories=frame["group"].unique())
    total = frame.groupby(KEYS)["tf"].transform("sum")
    reach = frame.groupby(KEYS)["df"].transform("sum")
    order = frame.assign(group=groups, total=total, reach=reach)
    order = order[order["total"] > 0]
    ranks = [True, False, False, True, True]
    return frame.loc[
        order.sort_values(["group", "total", "reach", *KEYS], ascending=ranks).index
    ].reset_index(drop=True)
