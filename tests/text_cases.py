"""Documents and tokens for the tests of free text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.findings import Findings
from helpers.text.documents import Documents, read_documents
from helpers.text.store import Tokens

FIELDS = ["surface", "pos", "infl_type", "infl_form", "base_form", "reading", "phonetic"]


def documents_of(folder: Path, text: str, name: str = "answers.csv", **options) -> Documents:
    """Documents of a file with this text."""
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return read_documents(folder / name, findings=options.pop("findings", Findings()), **options)


def tokens_of(*texts: list[tuple[str, str, str]]) -> Tokens:
    """A store of literal tokens: of each text, (surface, base form, part of speech) one after the other."""
    entries: dict[tuple[str, ...], int] = {}
    rows = []
    for document, text in enumerate(texts):
        start = 0
        for surface, base_form, pos in text:
            pos = ",".join([*pos.split(","), "*", "*", "*"][:4])
            entry = (surface, pos, "*", "*", base_form, "*", "*")
            rows.append((document, start, len(surface), entries.setdefault(entry, len(entries))))
            start += len(surface)
    columns = np.array(rows, dtype=np.int32).reshape(-1, 4).T
    written = tuple("".join(token[0] for token in text) for text in texts)
    return Tokens(written, *columns, pd.DataFrame(list(entries), columns=FIELDS).astype("str"))
