"""Tokens and coding rules -> which remark speaks of which theme, themes ranked, and draft conclusions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from helpers.findings import Finding, Findings, Place
from helpers.text.dictionaries import Dictionaries, normalise
from helpers.text.rules import Expression, Remark, Rule, Word
from helpers.text.tokens import tokenize

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
    """Warn of words that can never match because the tokenizer cuts them into several tokens."""
    findings = Findings()
    words = [(rule, leaf.text) for rule in rules for leaf in _leaves(rule) if type(leaf) is Word]
    counts = tokenize({word: word for _, word in words}, dictionaries).groupby("remark_id").size()
    for rule, word in words:
        if counts.get(word, 0) != 1:
            message = f"テーマ「{rule.name}」の語は複数の語に分けられるため、回答と一致しません。"
            remedy = "'' で囲んで文字列として探すか、user_dictionary.csv に加えてください。"
            findings.add(
                "rule-word-split", "warning", Place(file, row=rule.line), message, given=word, remedy=remedy
            )
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
    remarks = _read_remarks(df_by_remark, df_by_token)
    rows = [row for rule in rules for row in _code_rule(rule, remarks)]
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


def _read_remarks(df_by_remark: pd.DataFrame, df_by_token: pd.DataFrame) -> dict[str, Remark]:
    words: dict[str, set[str]] = {remark_id: set() for remark_id in df_by_remark["remark_id"]}
    for token in df_by_token[df_by_token["remark_id"].isin(words)].itertuples():
        words[token.remark_id] |= {token.term, token.base_form, normalise(token.surface)}
    texts = df_by_remark.set_index("remark_id")["text"].fillna("").astype(str)
    return {
        remark_id: Remark(frozenset(words[remark_id]), normalise(text)) for remark_id, text in texts.items()
    }


def _leaves(rule: Rule) -> list[Expression]:
    return list(dict.fromkeys(rule.expression.leaves()))


def _code_rule(rule: Rule, remarks: dict[str, Remark]) -> list[tuple[str, str, float, str]]:
    holders = {leaf: {id_ for id_, remark in remarks.items() if leaf.holds(remark)} for leaf in _leaves(rule)}
    weights = {leaf: math.log(1 + len(remarks) / len(ids)) for leaf, ids in holders.items() if ids}
    rows = []
    for remark_id, remark in remarks.items():
        if rule.expression.holds(remark):
            matched = [leaf for leaf in weights if remark_id in holders[leaf]]
            score = sum(weights[leaf] for leaf in matched) / (sum(weights.values()) or 1)
            rows.append((remark_id, rule.name, round(score, 6), "、".join(leaf.text for leaf in matched)))
    return sorted(rows, key=lambda row: (-row[2], row[0]))
