"""The text of a rule file -> names and lexemes, each with its line and column.

    ＊地域のつながり        a line that starts with * names the code (an indented * too, unless a blank follows it)
    ( 町会 or 自治会 )      the lines up to the next name are one condition; # starts a comment

KH Coder separates everything by blanks (half or full width), tabs and line ends. Brackets and quotes may also stand
without blanks. `'…'` and `"…"` protect blanks; the quote itself is written twice inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from helpers.errors import RuleSyntaxError
from helpers.text.dictionaries import normalise

NAME = re.compile(r"(\s*)[*＊](?!(?<=\s[*＊])\s)(.*)")
COMMENT = re.compile(r"(?:^|(?<=\s))[#＃].*")
STRING = re.compile(r"['＇]((?:[^'＇]|['＇]['＇])+)['＇]")
PROTECTED = re.compile(r'["＂]((?:[^"＂]|["＂]["＂])+)["＂]')
CALL = re.compile(r"(?:near|seq|ｎｅａｒ|ｓｅｑ)[(（][^)）]*[)）](?:[\[［][^\]］\s]*[\]］])?")
OPEN, CLOSE = "(（", ")）"
SIGNS = {
    "&": ("and",), "|": ("or",), "!": ("!",), "&!": ("and", "not"), "|!": ("or", "not"),
    ">": (">",), ">=": (">=",), "<": ("<",), "<=": ("<=",), "==": ("==",),
    "+": ("+",), "-": ("-",), "*": ("*",), "/": ("/",),
}  # fmt: skip


class Lexeme(NamedTuple):
    """`kind`: and, or, not, a sign, open, close, number, text, atom, quote (one that is not closed), end."""

    kind: str
    text: str
    line: int
    column: int
    end: int = 0


def fail(lexeme: Lexeme, message: str) -> NoReturn:
    raise RuleSyntaxError(f"{lexeme.line}行目 {lexeme.column}文字目：{message}。")


def split_rules(text: str) -> Iterator[tuple[Lexeme, list[Lexeme]]]:
    """(name, lexemes of its condition) pairs; a condition before the first name comes with an empty name."""
    name, lexemes = Lexeme("name", "", 1, 1), []
    for number, line in enumerate(text.splitlines(), 1):
        found = NAME.match(line)
        if not found:
            lexemes += lex(line, number)
            continue
        if name.text or lexemes:
            yield name, lexemes
        name, lexemes = _read_name(found, number), []
    if name.text or lexemes:
        yield name, lexemes


def _read_name(found: re.Match, number: int) -> Lexeme:
    written = COMMENT.sub("", found[2])
    start = found.start(2)
    return Lexeme("name", written.strip() or "*", number, start + 1, start + len(written) + 1)


def lex(line: str, number: int) -> Iterator[Lexeme]:
    """The lexemes of one line of a condition."""
    position = 0
    while position < len(line):
        if line[position].isspace():
            position += 1
            continue
        if line[position] in "#＃":
            return
        end, kind, text = _read_lexeme(line, position)
        for one in SIGNS.get(text, (text,)) if kind == "sign" else (kind,):
            yield Lexeme(one, text, number, position + 1, end + 1)
        position = end


def _read_lexeme(line: str, start: int) -> tuple[int, str, str]:
    """(end, kind, NFKC text) of what begins at `start`."""
    sign = line[start]
    if sign in OPEN + CLOSE:
        return start + 1, "open" if sign in OPEN else "close", normalise(sign)
    if sign in "'＇":
        found = STRING.match(line, start)
        return (found.end(), "text", _unescape(found[1], "'")) if found else (start + 1, "quote", "'")
    if sign in '"＂':
        found = PROTECTED.match(line, start)
        return (found.end(), "atom", _unescape(found[1], '"')) if found else (start + 1, "quote", '"')
    found = CALL.match(line, start)
    end = found.end() if found else _find_end(line, start)
    return end, *_classify(normalise(line[start:end]))


def _unescape(written: str, quote: str) -> str:
    return normalise(written).replace(quote * 2, quote)


def _classify(text: str) -> tuple[str, str]:
    if text.lower() in ("and", "or", "not"):
        return text.lower(), text
    if text in SIGNS:
        return "sign", text
    return ("number" if re.fullmatch(r"[0-9]+", text) else "atom"), text


def _find_end(line: str, start: int) -> int:
    """Where the word, or the part of speech, variable or code that it goes on with, ends."""
    position, is_word = start, line[start] not in "<＜"
    while position < len(line) and not line[position].isspace():
        sign, before = line[position], normalise(line[start:position])
        if sign in CLOSE or (is_word and (sign in "'＇" or _starts_comment(line, position))):
            break
        if sign in OPEN:
            closing = _find_closing(line, position)
            if closing is None or (is_word and ">" not in before):
                break
            position = closing
        position += 1
    return position


def _starts_comment(line: str, position: int) -> bool:
    """`町会#注記` is a word and a comment; `C#` is not: the parser names it."""
    return line[position] in "#＃" and not line[position - 1].isascii()


def _find_closing(line: str, position: int) -> int | None:
    """The bracket that closes the one at `position`, before the next blank."""
    depth = 0
    while position < len(line) and not line[position].isspace():
        depth += (line[position] in OPEN) - (line[position] in CLOSE)
        if not depth:
            return position
        position += 1
    return None
