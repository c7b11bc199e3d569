"""KWIC of the most frequent words of each open question, as 03_free_text shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.text import Dictionaries
from helpers.text.documents import Documents
from helpers.text.kwic import find_kwic, list_variables, render_kwic, sort_kwic
from helpers.text.nodes import Node
from helpers.text.store import tokenize_texts
from helpers.text.words import select_words
from helpers.wording.case import OpenText

SHOWN, PLACES = 3, 12  # words of a question, places of a word
BY_RIGHT = ("r1", "r2", "document")


@dataclass(frozen=True)
class Concordance:
    """KWIC tables one below the other; what a notebook cell shows."""

    tables: Sequence[tuple[str, Markup]]

    def _repr_html_(self) -> str:
        return str(
            Markup("\n").join(
                Markup("<h4>{}</h4>{}").format(heading, table) for heading, table in self.tables
            )
        )


def show_concordances(texts: Iterable[OpenText], dictionaries: Dictionaries) -> Concordance:
    """The SHOWN words with the most answers of each question, sorted by what follows."""
    return Concordance([table for text in texts for table in _tables(text, dictionaries)])


def _tables(text: OpenText, dictionaries: Dictionaries) -> list[tuple[str, Markup]]:
    tokens = tokenize_texts(list(text.texts), dictionaries)
    frame = pd.DataFrame(
        {"document": text.texts.index, "text": text.texts.to_numpy(), "属性": text.values.to_numpy()}
    )
    documents = Documents(frame, "text", ("属性",))
    entries = select_words(tokens.entries, dictionaries)
    words = text.matrix.terms.sort_values(["df", "tf"], ascending=False, kind="stable")["term"].head(SHOWN)
    found = {word: find_kwic(tokens, documents, Node(word), df_by_entry=entries) for word in words}
    return [
        (
            f"{text.title}：「{word}」{len(hits)}か所",
            render_kwic(sort_kwic(hits, BY_RIGHT), list_variables(hits), PLACES),
        )
        for word, hits in found.items()
    ]
