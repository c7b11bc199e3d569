"""How well the search does on labelled answers: recall and precision by kind, as printed in docs/privacy.md.

python -m helpers.text.privacy.measure tests/privacy_answers.yaml
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml

from helpers.text.dictionaries import Dictionaries
from helpers.text.privacy.finding import find_all
from helpers.text.privacy.kinds import KINDS, Personal
from helpers.text.store import tokenize_texts

LABEL = re.compile(r"⟦(?P<kind>[^|⟧]+)\|(?P<surface>[^⟧]+)⟧")
DECOMPOSED = "〈NFD〉"
KIND_OF = {label: kind for kind, label in KINDS.items()}
COLUMNS = ["kind", "labelled", "masked", "recall", "found", "right", "precision"]


class Labelled(NamedTuple):
    """An answer and the places (start, end, kind) that have to be found in it."""

    text: str
    places: tuple[tuple[int, int, str], ...]


def read_labelled(path: Path, half: str) -> list[Labelled]:
    """One half ("development" or "held_out") of a file of labelled answers, one a line."""
    return [
        parse_labelled(line) for line in yaml.safe_load(path.read_text(encoding="utf-8"))[half].splitlines()
    ]


def parse_labelled(line: str) -> Labelled:
    """「⟦氏名|渡辺⟧さん」 -> the text without marks and where they stood; 〈NFD〉 in front decomposes it."""
    if line.startswith(DECOMPOSED):
        line = unicodedata.normalize("NFD", line.removeprefix(DECOMPOSED))
    text, places, last = "", [], 0
    for found in LABEL.finditer(line):
        text += line[last : found.start()]
        label = unicodedata.normalize("NFC", found["kind"])
        places.append((len(text), len(text) + len(found["surface"]), KIND_OF[label]))
        text, last = text + found["surface"], found.end()
    return Labelled(text + line[last:], tuple(places))


def measure(answers: Sequence[Labelled], found: Sequence[Sequence[Personal]]) -> pd.DataFrame:
    """Recall and precision by kind, and of all.

        df_by_kind (one row a kind; last 全体)
        kind     | labelled | masked | recall | found | right | precision
        氏名     | 40       | 38     | 95.0   | 41    | 39    | 95.1
        str      | int64    | int64  | Float64 (0-100, <NA>: none) | int64 | int64 | Float64

    A labelled place counts as `masked` if every letter of it is; by which kind does not matter to who is protected.
    A find is `right` if it touches a labelled place.
    """
    rows = [_count(kind, label, answers, found) for kind, label in KINDS.items()]
    df = pd.DataFrame(
        [row for row in rows if row[1] or row[3]], columns=["kind", "labelled", "masked", "found", "right"]
    )
    df.loc[len(df)] = ["全体", *df.drop(columns="kind").sum()]
    df["recall"] = (100 * df["masked"] / df["labelled"]).where(df["labelled"] > 0).astype("Float64")
    df["precision"] = (100 * df["right"] / df["found"]).where(df["found"] > 0).astype("Float64")
    return df[COLUMNS]


def _count(kind: str, label: str, answers: Sequence[Labelled], found: Sequence[Sequence[Personal]]) -> tuple:
    labelled = masked = finds = right = 0
    for answer, own in zip(answers, found, strict=True):
        covered = {place for one in own for place in range(one.start, one.end)}
        wanted = {place for start, end, _ in answer.places for place in range(start, end)}
        places = [set(range(start, end)) for start, end, given in answer.places if given == kind]
        labelled += len(places)
        masked += sum(place <= covered for place in places)
        ours = [one for one in own if one.kind == kind]
        finds += len(ours)
        right += sum(not wanted.isdisjoint(range(one.start, one.end)) for one in ours)
    return label, labelled, masked, finds, right


def measure_half(path: Path, half: str) -> pd.DataFrame:
    """df_by_kind of one half of the file."""
    answers = read_labelled(path, half)
    texts = [answer.text for answer in answers]
    return measure(answers, find_all(texts, tokenize_texts(texts, Dictionaries())))


def to_markdown(df_by_kind: pd.DataFrame) -> str:
    """The table of docs/privacy.md."""
    lines = [
        "| 種類 | 印をつけた箇所 | 伏せた箇所 | 再現率 | 見つけた箇所 | うち正しい | 適合率 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in df_by_kind.itertuples():
        shares = ["－" if pd.isna(share) else f"{share:.1f}%" for share in (row.recall, row.precision)]
        lines.append(
            f"| {row.kind} | {row.labelled} | {row.masked} | {shares[0]} | {row.found} | {row.right} | {shares[1]} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    for half in ("development", "held_out"):
        answers = read_labelled(Path(sys.argv[1]), half)
        print(f"### {half}（{len(answers)}件）\n\n{to_markdown(measure_half(Path(sys.argv[1]), half))}\n")
