"""One lexeme without blanks -> the leaf it stands for; the grammar of KH Coder 3 (kh_lib/kh_cod/a_code/atom/*.pm)."""

from __future__ import annotations

import re
from collections.abc import Collection

from helpers.text.coding.inflections import FORMS
from helpers.text.coding.lexemes import Lexeme, fail
from helpers.text.coding.nodes import Code, Leaf, Measure, Near, Phrase, Tagged, Text, Variable, Word
from helpers.text.coding.tags import NAMES

NEAR_LIMIT = 10  # $max_dist of near.pm and sequence.pm
CALL = re.compile(r"(near|seq)\(([^)]*)\)(?:\[([^\]]*)\])?")
OPTION = re.compile(r"([bd]?)([0-9]*)")
VALUE = re.compile(r"<>(.+?)-->(.+)")
AMOUNT = re.compile(r"<>(.+)<>")
HEADING = re.compile(r"(?:見出し|heading)([1-5])", re.IGNORECASE)
CODE = re.compile(r"<\*(.+)>")
TAGGED = re.compile(r"(.+?)(?:-->(.+?))?(?:->(.+)|=>(.+))?")
MEASURES = ("lw", "lc", "No.")
FORGOTTEN = re.compile(r"[<>|=#]|^!|[^\x00-\x7f]&|&[^\x00-\x7f]")  # signs that want blanks around them


def read_atom(lexeme: Lexeme, known: Collection[str]) -> Leaf:
    """The leaf of a lexeme; `known`: the codes given so far. Raises RuleSyntaxError with the place."""
    text = lexeme.text
    if text in MEASURES:
        return Measure(text, line=lexeme.line, column=lexeme.column)
    if re.match(r"(?:near|seq)\(", text):
        return _read_near(lexeme)
    if text.startswith("<"):
        return _read_reference(lexeme, known)
    if "->" in text or "=>" in text:
        return _read_tagged(lexeme)
    if "+" in text:
        return _read_phrase(lexeme)
    return _leaf(Word, lexeme, _check_word(text, lexeme))


def read_text(lexeme: Lexeme) -> Text:
    return _leaf(Text, lexeme, lexeme.text)


def _leaf(kind: type[Leaf], lexeme: Lexeme, text: str, **parts) -> Leaf:
    return kind(text, line=lexeme.line, column=lexeme.column, **parts)


def _check_word(word: str, lexeme: Lexeme) -> str:
    found = FORGOTTEN.search(word)
    if found:
        fail(
            lexeme,
            f"「{lexeme.text}」の「{found[0].strip()}」は語の中に置けません。記号なら前後に空白を入れ、文字列なら '…' で囲んでください",
        )
    return word


def _read_phrase(lexeme: Lexeme) -> Leaf:
    parts = tuple(_check_word(part, lexeme) for part in lexeme.text.split("+"))
    if not all(parts):
        fail(
            lexeme,
            f"「{lexeme.text}」の「+」の前後には語が要ります。文字列として探すなら '…' で囲んでください",
        )
    return _leaf(Phrase, lexeme, lexeme.text, parts=parts)


def _read_near(lexeme: Lexeme) -> Leaf:
    found = CALL.fullmatch(lexeme.text)
    if not found or re.search(r"\s", lexeme.text):
        fail(
            lexeme,
            f"「{lexeme.text}」は読めません。near(語-語)、near(語-語)[8]、seq(語-語)[b8] のように、空白を入れずに書きます",
        )
    parts = tuple(found[2].split("-"))
    _check_near_words(parts, lexeme)
    option = OPTION.fullmatch("" if found[3] is None else found[3])
    if not option or found[3] == "":
        fail(
            lexeme,
            f"[{found[3]}] は読めません。ここに書けるもの：[8]（語数）、[b]（同じ文）、[d]（同じ段落）、[b8]、[d8]",
        )
    limit = int(option[2]) if option[2] else NEAR_LIMIT
    return _leaf(
        Near, lexeme, lexeme.text, parts=parts, limit=limit, scope=option[1], ordered=found[1] == "seq"
    )


def _check_near_words(parts: tuple[str, ...], lexeme: Lexeme) -> None:
    if len(parts) < 2 or not all(parts):
        fail(lexeme, f"「{lexeme.text}」には「-」で区切った2つ以上の語が要ります")
    if len(set(parts)) < len(parts):
        fail(
            lexeme,
            f"「{lexeme.text}」に同じ語が2回あり、決して当てはまりません。出現数なら「{parts[0]} >= 2」と書いてください",
        )
    for part in parts:
        if re.search(r"[>+'\"]", part):
            fail(lexeme, f"「{lexeme.text}」の中に書けるのは語（基本形）だけです")


def _read_reference(lexeme: Lexeme, known: Collection[str]) -> Leaf:
    if found := AMOUNT.fullmatch(lexeme.text):
        return _leaf(Variable, lexeme, lexeme.text, name=found[1])
    if found := VALUE.fullmatch(lexeme.text):
        heading = HEADING.fullmatch(found[1])
        name = f"h{heading[1]}" if heading else found[1]
        return _leaf(Variable, lexeme, lexeme.text, name=name, wanted=found[2])
    if not (found := CODE.fullmatch(lexeme.text)):
        fail(
            lexeme,
            f"「{lexeme.text}」は読めません。<>変数-->値、<>見出し1-->値、<>変数<>、<＊コード名> のどれかです（比較の記号なら前後に空白を入れます）",
        )
    if found[1] not in known:
        fail(lexeme, f"コード「{found[1]}」は、ここより前にありません。参照するコードは先に書いてください")
    return _leaf(Code, lexeme, lexeme.text, name=found[1])


def _read_tagged(lexeme: Lexeme) -> Leaf:
    found = TAGGED.fullmatch(lexeme.text)
    word, tag, form, surface = (part or "" for part in found.groups())
    if word == "-" or not (tag or form or surface) or re.search(r"[-=]>", word + tag + form + surface):
        fail(
            lexeme,
            f"「{lexeme.text}」は読めません。語-->品詞、語->活用形、語-->品詞->活用形、語=>表層 のどれかです",
        )
    if tag and tag not in NAMES:
        fail(
            lexeme,
            f"品詞「{tag}」は、Janome（IPADIC）の品詞からは作れません。ここに書けるもの：{'、'.join(NAMES)}",
        )
    if form and form not in FORMS:
        fail(
            lexeme, f"活用形「{form}」は、Janome（IPADIC）にありません。ここに書けるもの：{'、'.join(FORMS)}"
        )
    return _leaf(
        Tagged, lexeme, lexeme.text, word=_check_word(word, lexeme), tag=tag, form=form, surface=surface
    )
