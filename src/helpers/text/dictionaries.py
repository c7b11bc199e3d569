"""The shared word lists: user dictionary, forced words, stop words, synonyms. Bad lines become findings."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.findings import Finding, Findings, Place
from helpers.text.user_dictionary import PARTS_OF_SPEECH, Known, check_user_word

__all__ = [
    "PARTS_OF_SPEECH",
    "USER_DICTIONARY",
    "Dictionaries",
    "decode",
    "normalise",
    "read_dictionaries",
    "read_variants",
]
USER_DICTIONARY, STOP_WORDS, SYNONYMS = "user_dictionary.csv", "stop_words.txt", "synonyms.csv"
FORCED_WORDS, TERMS = "forced_words.txt", "organisations.csv"
ENCODINGS = ("utf-8-sig", "cp932")


@dataclass(frozen=True)
class Dictionaries:
    """What the text chain knows besides Janome's own dictionary.

    `user_words`: lines of either form (`helpers.text.user_dictionary`) that passed the checks; `synonyms`: variant ->
    term, both NFKC; `forced_words`: 強制抽出語, as listed (`helpers.text.forced`).
    """

    user_words: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    forced_words: tuple[str, ...] = ()


def read_dictionaries(shared: Path) -> tuple[Dictionaries, list[Finding]]:
    """Read the files of `data/raw/shared`; findings name each file and line that cannot be used.

    `forced_words.txt` may be missing; a missing user dictionary, stop words or synonyms are told.
    """
    findings = Findings()
    user_words = tuple(_read_user_words(shared / USER_DICTIONARY, findings))
    stop_words = frozenset(_read_stop_words(shared / STOP_WORDS, findings))
    synonyms = _read_synonyms(shared / SYNONYMS, findings)
    forced = shared / FORCED_WORDS
    forced_words = tuple(_read_forced_words(forced, findings)) if forced.is_file() else ()
    return Dictionaries(user_words, stop_words, synonyms, forced_words), findings.items


def read_variants(shared: Path) -> tuple[dict[str, str], list[Finding]]:
    """The register of terms, variant -> the term to write; as written, for a variant may differ in width only."""
    findings, path, variants = Findings(), shared / TERMS, {}
    for place, cells in list(_read_rows(path, findings))[1:] if path.is_file() else []:
        if len(cells) == 2 and all(cells):
            variants[cells[1]] = cells[0]
        else:
            remedy = "この行は使いません。「term,variant」の2列に直してください。"
            findings.add(
                "bad-term",
                "error",
                place,
                "列は「term,variant」の2つです。",
                given=",".join(cells),
                remedy=remedy,
            )
    return variants, findings.items


def normalise(word: str) -> str:
    """NFKC: half and full width become one; applied to tokens, never to a text before it is tokenized."""
    return unicodedata.normalize("NFKC", word)


def decode(data: bytes) -> str:
    """UTF-8 with or without BOM, else cp932 (what Excel and Notepad write). Raises UnicodeDecodeError."""
    for encoding in ENCODINGS[:-1]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(ENCODINGS[-1])


def _read_lines(path: Path, findings: Findings) -> list[str]:
    try:
        return decode(path.read_bytes()).splitlines()
    except FileNotFoundError:
        message, remedy = (
            "ファイルがありません。",
            "無いまま進めます。使う場合は data/raw/shared に置いてください。",
        )
        findings.add("missing-file", "warning", Place(path.name), message, remedy=remedy)
    except UnicodeDecodeError:
        message, remedy = "文字コードが読めません。", "UTF-8 で保存し直してください。"
        findings.add(
            "unknown-encoding", "error", Place(path.name), message, allowed="UTF-8、cp932", remedy=remedy
        )
    return []


def _read_rows(path: Path, findings: Findings) -> Iterator[tuple[Place, list[str]]]:
    """Rows of a CSV with their place; blank lines and `#` lines are skipped."""
    for number, line in enumerate(_read_lines(path, findings), 1):
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        if any(cells) and not cells[0].startswith("#"):
            yield Place(path.name, row=number), cells


def _read_user_words(path: Path, findings: Findings) -> Iterator[str]:
    known: Known = {}
    for place, cells in _read_rows(path, findings):
        problem = check_user_word(cells, known)
        if problem:
            findings.add("bad-user-word", "error", place, problem, given=",".join(cells), remedy=_LEFT_OUT)
            continue
        yield ",".join(cells)


_LEFT_OUT = "この行は使いません。「表層形,品詞,読み」の3列か、IPADIC の13列に直してください。"


def _read_forced_words(path: Path, findings: Findings) -> Iterator[str]:
    """One word a line, as it is: KH Coder's file of 強制抽出する語 knows neither comments nor quotes."""
    known: set[str] = set()
    for number, line in enumerate(_read_lines(path, findings), 1):
        word = line.strip()
        if not word:
            continue
        problem = "一文字の語は他の語を壊すため使えません。" if len(word) < 2 else ""
        problem = "同じ語が前の行にあります。" if word in known else problem
        if problem:
            remedy = "この行は使いません。行を消すか、語を直してください。"
            findings.add(
                "bad-forced-word", "error", Place(path.name, row=number), problem, given=word, remedy=remedy
            )
            continue
        known.add(word)
        yield word


def _read_stop_words(path: Path, findings: Findings) -> Iterator[str]:
    for line in _read_lines(path, findings):
        word = normalise(line.partition("#")[0]).strip()
        if word:
            yield word


def _read_synonyms(path: Path, findings: Findings) -> dict[str, str]:
    rows = list(_read_rows(path, findings))
    if rows and rows[0][1] != ["term", "variant"]:
        message, remedy = (
            "見出しの行が違います。",
            "1行目を「term,variant」にしてください。表全体を使いません。",
        )
        findings.add("bad-header", "error", rows[0][0], message, given=",".join(rows[0][1]), remedy=remedy)
        return {}
    synonyms: dict[str, str] = {}
    terms = {normalise(cells[0]) for _, cells in rows[1:]}
    for place, cells in rows[1:]:
        problem = _check_synonym([normalise(cell) for cell in cells], synonyms, terms)
        if problem:
            remedy = "この行は使いません。「term,variant」の2列に直してください。"
            findings.add("bad-synonym", "error", place, problem, given=",".join(cells), remedy=remedy)
            continue
        synonyms[normalise(cells[1])] = normalise(cells[0])
    return synonyms


def _check_synonym(cells: list[str], synonyms: Mapping[str, str], terms: set[str]) -> str:
    if len(cells) != 2 or not all(cells):
        return "列は「term,variant」の2つです。"
    term, variant = cells
    if variant in synonyms:
        return f"「{variant}」は前の行で「{synonyms[variant]}」に寄せています。"
    if term == variant:
        return "寄せる語と寄せられる語が同じです。"
    return f"「{variant}」は別の行で寄せる先（term）になっています。" if variant in terms else ""
