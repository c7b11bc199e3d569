"""Tokens and coding rules -> which remark speaks of which theme, themes ranked, and draft conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.findings import Finding, Findings, Place
from helpers.text.coding.check import check_tags, check_words
from helpers.text.coding.evaluate import Counter
from helpers.text.coding.nodes import Leaf, Tagged
from helpers.text.coding.tags import UNKNOWN
from helpers.text.coding.units import CodingUnits, unite_documents
from helpers.text.dictionaries import Dictionaries
from helpers.text.rules import Rule
from helpers.text.store import Tokens

STRONGEST = 3
REMARK_THEME = {"remark_id": "str", "theme": "str", "score": "float64", "matched_terms": "str"}
THEME = ["theme", "remarks", "sources", "source_kinds", "strongest", "rank"]


@dataclass(frozen=True)
class Draft:
    """A conclusion that nobody has read yet: `text` starts with 【案】, `remarks` are ids of its evidence."""

    theme: str
    text: str
    remarks: tuple[str, ...]


def check_rules(rules: list[Rule], dictionaries: Dictionaries, file: str) -> list[Finding]:
    """Warn of words that can never match because the tokenizer cuts them into several tokens, and of impossible tags."""
    findings = Findings(check_words(rules, dictionaries, file) + check_tags(rules, dictionaries, file))
    for rule in rules:
        for leaf in dict.fromkeys(rule.expression.all_leaves()):
            if isinstance(leaf, Tagged) and (leaf.form or leaf.tag == UNKNOWN):
                place = Place(file, row=leaf.line, column=f"{leaf.column}文字目")
                message = "テーマのルールでは、活用形と未知語を指定できません。"
                remedy = "語=>表層 の形で書くか、'…' で囲んで文字列として探してください。"
                findings.add("rule-theme", "error", place, message, given=leaf.text, remedy=remedy)
    return findings.items


def code_remarks(df_by_remark: pd.DataFrame, df_by_token: pd.DataFrame, rules: list[Rule]) -> pd.DataFrame:
    """Code each remark with the themes whose condition it meets; in the order of the rules, strongest first.

    `score` (0-1) is the part of the theme's vocabulary that the remark uses, rare words weighing more:
    the sum of ln(1 + N / df) over the theme's positive words in the remark, divided by the same sum over its
    positive words that occur anywhere (N remarks, df of them with the word; the inverse document frequency of
    Sparck Jones 1972, smoothed). Words that nobody used weigh nothing, so a rule may list many synonyms.

        df_by_remark_theme (one row a remark and theme)
        remark_id | theme                            | score (0-1) | matched_terms
        PF-02     | 町会・自治会の希薄化と届かない住民 | 0.41        | 町会、自治会、希薄
        str       | str                              | float64     | str
    """
    counter = Counter(_unite_remarks(df_by_remark, df_by_token))
    rows = [row for rule in rules for row in _code_rule(rule, counter)]
    return pd.DataFrame(rows, columns=list(REMARK_THEME)).astype(REMARK_THEME)


def count_themes(df_by_remark_theme: pd.DataFrame, df_by_remark: pd.DataFrame) -> pd.DataFrame:
    """Rank the themes by the number of distinct sources, then remarks, then mean score, then name.

    Sources come first because a theme that three meetings and an interview name weighs more than one that a
    single long interview returns to ten times; the score, a matter of wording, only breaks ties.

        df_by_theme (one row a theme with at least one remark)
        theme          | remarks | sources | source_kinds      | strongest             | rank
        テーマ起点の運営 | 5       | 3       | PF意見、取材 | [PF-07, IV-04, PF-03] | 1
        str            | int64   | int64   | str (joined by 、) | list of str (up to 3) | int64
    """
    columns = df_by_remark[["remark_id", "source", "source_kind"]]
    df = df_by_remark_theme.merge(columns, on="remark_id", how="left", validate="m:1")
    df = df.sort_values(["score", "remark_id"], ascending=[False, True])
    df_by_theme = df.groupby("theme", as_index=False).agg(
        remarks=("remark_id", "size"),
        sources=("source", "nunique"),
        source_kinds=("source_kind", lambda kinds: "、".join(sorted(kinds.unique()))),
        strongest=("remark_id", lambda ids: list(ids[:STRONGEST])),
        mean_score=("score", "mean"),
    )
    order = ["sources", "remarks", "mean_score", "theme"]
    df_by_theme = df_by_theme.sort_values(order, ascending=[False, False, False, True], ignore_index=True)
    return df_by_theme.assign(rank=range(1, len(df_by_theme) + 1))[THEME]


def draft_conclusions(df_by_theme: pd.DataFrame, df_by_remark: pd.DataFrame) -> list[Draft]:
    """One conclusion a theme, by rank, made of its counts alone: for the analyst to reword or strike."""
    known = set(df_by_remark["remark_id"])
    return [
        Draft(row.theme, _draft_text(row), tuple(id_ for id_ in row.strongest if id_ in known))
        for row in df_by_theme.sort_values("rank").itertuples()
    ]


def _draft_text(row) -> str:
    places = f"{row.sources}つの出所（{row.source_kinds}）"
    return f"【案】「{row.theme}」に関する発言が{places}に計{row.remarks}件あった。"


def _unite_remarks(df_by_remark: pd.DataFrame, df_by_token: pd.DataFrame) -> CodingUnits:
    """Every remark a unit. A word of a rule finds the term, the base form and the written form of a token."""
    texts = tuple(df_by_remark["text"].fillna("").astype(str))
    numbers = pd.Series(range(len(texts)), index=df_by_remark["remark_id"], dtype="int64")
    tokens = df_by_token[df_by_token["remark_id"].isin(numbers.index)]
    document = tokens["remark_id"].map(numbers).to_numpy(dtype=np.int64)
    order = np.lexsort((tokens["position"].to_numpy(), document))
    tokens, document = tokens.iloc[order], document[order]
    length = tokens["surface"].str.len().to_numpy(dtype=np.int64)
    ends = pd.Series(length).groupby(document).cumsum().to_numpy(dtype=np.int64)
    margins = np.array([len(text) - len(text.lstrip()) for text in texts], dtype=np.int64)
    entry, entries = _find_entries(tokens)
    start = margins[document] + ends - length  # Janome covers a stripped text from end to end
    terms = dict(zip(tokens["base_form"], tokens["term"], strict=True))
    return unite_documents(
        Tokens(texts, document, start, length, entry, entries), df_by_remark["remark_id"],
        df_by_remark, synonyms=terms, surfaces=True,
    )  # fmt: skip


def _find_entries(tokens: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """(row of df_by_entry of each token, df_by_entry); df_by_token keeps neither inflected forms nor readings."""
    words = tokens[["surface", "base_form"]].assign(
        pos=[_join_tag(pos, detail) for pos, detail in zip(tokens["pos"], tokens["pos_detail"], strict=True)]
    )
    entry = words.groupby(list(words), sort=False).ngroup().to_numpy(dtype=np.int64)
    entries = words.drop_duplicates(ignore_index=True)
    return entry, entries.assign(infl_type="*", infl_form="*", reading="", phonetic="").astype("str")


def _join_tag(pos: str, detail: str) -> str:
    levels = [pos, *filter(None, detail.split(","))]
    return ",".join([*levels, *["*"] * (4 - len(levels))])


def _leaves(rule: Rule) -> list[Leaf]:
    return list(dict.fromkeys(rule.expression.leaves()))


def _code_rule(rule: Rule, counter: Counter) -> list[tuple[str, str, float, str]]:
    coded, names = np.flatnonzero(counter.code(rule)), counter.units.names
    held = {leaf: np.asarray(counter.count(leaf)) > 0 for leaf in _leaves(rule)}
    held = {leaf: rows for leaf, rows in held.items() if rows.any()}
    weights = {leaf: np.log(1 + len(names) / rows.sum()) for leaf, rows in held.items()}
    rows = [(names[row], rule.name, *_score(row, held, weights)) for row in coded]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _score(row: int, held: dict[Leaf, np.ndarray], weights: dict[Leaf, float]) -> tuple[float, str]:
    matched: Sequence[Leaf] = [leaf for leaf in weights if held[leaf][row]]
    score = sum(weights[leaf] for leaf in matched) / (sum(weights.values()) or 1)
    return round(float(score), 6), "、".join(leaf.text for leaf in matched)
