"""The files of each command on text: words, concordance, codes, tokens."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.text.coding import (
    build_coding_units,
    check_coding,
    code_units,
    count_codes,
    crosstab_codes,
    list_uncoded,
    measure_code_jaccard,
)
from helpers.text.collocation import count_collocations
from helpers.text.export import write_kwic, write_table, write_tokens, write_words
from helpers.text.kwic import find_kwic, list_variables, sort_kwic
from helpers.text.nodes import Node
from helpers.text.rules import read_coding_rules
from helpers.text.words import count_words, count_words_by
from helpers.wording.opened import Opened, choose_variable

FREQUENT = 10  # words that a concordance without a word shows
Written = Iterator[Path]


def write_word_lists(opened: Opened, options: Namespace, findings: Findings) -> Written:
    """words.csv; with --by also words_by.csv."""
    yield _write(
        count_words(opened.tokens, opened.df_by_entry, opened.unit_of_token),
        options.out / "words.csv",
        write_words,
    )
    if options.by:
        groups = choose_variable(opened, options.by)
        frame = count_words_by(opened.tokens, opened.df_by_entry, groups, opened.unit_of_token)
        yield _write(frame, options.out / "words_by.csv", write_words)


def write_concordance(opened: Opened, options: Namespace, findings: Findings) -> Written:
    """kwic.csv of the words asked for, or of the most frequent; collocations.csv beside it."""
    frequent = count_words(opened.tokens, opened.df_by_entry, opened.unit_of_token)["base_form"].head(
        FREQUENT
    )
    nodes = [Node(text, options.kind) for text in options.word] or [Node(text) for text in frequent]
    hits = [
        sort_kwic(find_kwic(opened.tokens, opened.documents, node, opened.df_by_unit, df_by_entry=opened.df_by_entry), options.sort)
        for node in nodes
    ]  # fmt: skip
    if not hits:
        raise ParameterError("数えられる語がありません。--word で語を指定してください。")
    frame = pd.concat(hits, ignore_index=True)
    write_kwic(frame, list_variables(frame), options.out / "kwic.csv")
    yield options.out / "kwic.csv"
    beside = [
        count_collocations(opened.tokens, node, opened.df_by_entry).assign(node=node.text) for node in nodes
    ]
    yield _write(pd.concat(beside, ignore_index=True), options.out / "collocations.csv", write_table)


def write_codes(opened: Opened, options: Namespace, findings: Findings) -> Written:
    """codes.csv, jaccard.csv, uncoded.csv and coded.csv; with --by also crosstab.csv. Nothing after an error of a rule."""
    units = build_coding_units(
        opened.tokens, opened.documents, opened.df_by_unit, synonyms=opened.dictionaries.synonyms
    )
    rules = read_coding_rules(options.rules, findings)
    findings.extend(check_coding(rules, opened.dictionaries, options.rules.name, units))
    if any(findings.count(severity) for severity in ("fatal", "error")):
        return
    coded = code_units(rules, units)
    yield _write(count_codes(coded), options.out / "codes.csv", write_table)
    yield _write(_pair_codes(measure_code_jaccard(coded)), options.out / "jaccard.csv", write_table)
    texts = opened.unit_texts.set_axis(coded.index)
    yield _write(list_uncoded(coded, texts), options.out / "uncoded.csv", write_table)
    listed = coded.reset_index().astype({name: int for name in coded.columns})
    yield _write(listed, options.out / "coded.csv", write_table)
    if options.by:
        variable = choose_variable(opened, options.by).set_axis(coded.index)
        yield _write(crosstab_codes(coded, variable), options.out / "crosstab.csv", write_table)


def _pair_codes(matrix: pd.DataFrame) -> pd.DataFrame:
    """df_by_code_pair: code | other | jaccard (0-1), each pair once."""
    rows = [(one, other, matrix.at[one, other]) for one, other in combinations(matrix.columns, 2)]
    return pd.DataFrame(rows, columns=["code", "other", "jaccard"])


def write_token_list(opened: Opened, options: Namespace, findings: Findings) -> Written:
    """tokens.csv: every token as Janome has it."""
    write_tokens(opened.tokens, opened.documents, options.out / "tokens.csv")
    yield options.out / "tokens.csv"


def _write(frame: pd.DataFrame, path: Path, write) -> Path:
    write(frame, path)
    return path
