"""Morphemes of a block, by Janome, on the folded text; a block is tokenized when a rule first asks for it.

    block.folded.text -> Janome -> Morpheme (start, end: characters of the folded text)

Tokenizing is the dearest thing a rule can ask for: look for a passage first, ask for its block's morphemes then.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.findings import Findings
from helpers.proofread.registry import Context
from helpers.text.dictionaries import Dictionaries
from helpers.text.store import tokenize_texts


@dataclass(frozen=True)
class Morpheme:
    """One word: `pos` is the part of speech, `detail` its first detail ("格助詞"), `form` the inflected form."""

    surface: str
    start: int
    end: int
    pos: str
    detail: str
    form: str
    reading: str


def morphemes_of(context: Context, number: int) -> tuple[Morpheme, ...]:
    """The morphemes of a block's folded text."""
    return morphemes_in(context, context.document.blocks[number].folded.text)


def morphemes_in(context: Context, text: str) -> tuple[Morpheme, ...]:
    """The morphemes of any text, each distinct text once."""
    known: dict[str, tuple[Morpheme, ...]] = context.once("morphemes", dict)
    if text not in known:
        known[text] = tokenize(text)
    return known[text]


def tokenize(text: str) -> tuple[Morpheme, ...]:
    """
    >>> [(word.surface, word.pos, word.detail) for word in tokenize("会議を開く")]
    [('会議', '名詞', 'サ変接続'), ('を', '助詞', '格助詞'), ('開く', '動詞', '自立')]
    """
    tokens = tokenize_texts([text], Dictionaries(), "janome", findings=Findings())
    columns = (tokens.start.tolist(), tokens.length.tolist(), tokens.entry.tolist())
    entries = list(tokens.entries.itertuples(index=False, name=None))
    return tuple(_read(start, length, entries[entry]) for start, length, entry in zip(*columns, strict=True))


def _read(start: int, length: int, entry: tuple[str, ...]) -> Morpheme:
    surface, pos, _, form, _, reading, _ = entry
    first, detail = [*pos.split(","), "*"][:2]
    return Morpheme(surface, start, start + length, first, detail, form, reading)


def reading_of(context: Context, text: str) -> str:
    """The reading of a text in katakana, "" where Janome does not know one of its words.

    >>> from helpers.proofread.document import Document
    >>> [reading_of(Context(Document("", ())), name) for name in ("保健予防課", "保険予防課", "薔薇蟲課")]
    ['ホケンヨボウカ', 'ホケンヨボウカ', '']
    """
    readings = [word.reading for word in morphemes_in(context, text)]
    return "" if "*" in readings else "".join(readings)


def word_at(words: tuple[Morpheme, ...], position: int) -> int | None:
    """The number of the word that covers a character, None where there is none."""
    return next((number for number, word in enumerate(words) if word.start <= position < word.end), None)
