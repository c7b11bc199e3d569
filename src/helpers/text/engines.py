"""Which engine tokenizes: Janome itself, or the accelerated one where it pays and a sample says that it is the same."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from helpers.errors import ParameterError
from helpers.findings import Finding, Findings, Place
from helpers.text.morphemes import Morphemes, tokenize_with_janome

ENGINES = ("auto", "janome", "fast")
# Characters of distinct texts from which the accelerated engine is quicker, all that it does first included:
READY = 5_000  # loading what this machine has kept, and the sample by Janome
FIRST = 150_000  # compiling it and reading Janome's dictionary, once for a machine
SAMPLE = 2_000  # characters that Janome tokenizes again
MISSING = "高速な形態素解析を使えないため、Janomeで解析します。結果は同じで、時間だけが長くかかります。"


def tokenize_distinct(
    texts: Sequence[str], user_words: tuple[str, ...], engine: str, findings: Findings | None
) -> Morphemes:
    """The morphemes of each text, always those of Janome. Raises ParameterError for an unknown engine."""
    if engine not in ENGINES:
        raise ParameterError(
            f"engine「{engine}」は使えません。{'、'.join(ENGINES)} のいずれかを指定してください。"
        )
    if engine == "fast" or (engine == "auto" and is_worthwhile(texts)):
        morphemes = _tokenize_fast(texts, user_words, engine, findings)
        if morphemes is not None:
            return morphemes
    return tokenize_with_janome(texts, user_words)


def is_worthwhile(texts: Sequence[str]) -> bool:
    """Whether the accelerated engine is there and quicker for these texts."""
    size = sum(map(len, texts))
    if size < READY:
        return False
    from helpers.text.fast.compiled import has_numba

    if not has_numba():
        return False
    from helpers.text.fast.engine import is_ready

    return size >= FIRST or is_ready()


def _tokenize_fast(
    texts: Sequence[str], user_words: tuple[str, ...], engine: str, findings: Findings | None
) -> Morphemes | None:
    """None where only Janome can do it, or where the sample differs."""
    from helpers.text.fast.compiled import has_numba

    if not has_numba():
        tell(findings, "fast-tokenizer-missing", "info", MISSING, "pip install casebook[fast] で入ります。")
        return None
    try:
        return _tokenize_and_check(texts, user_words, findings)
    except Exception as error:  # whatever stops it, Janome's answer is the one wanted
        remedy = f'そのままで構いません。繰り返し出る場合は engine="janome" を指定してください（{type(error).__name__}）。'
        tell(findings, "fast-tokenizer-failed", "warning", MISSING, remedy)
        return None


def _tokenize_and_check(
    texts: Sequence[str], user_words: tuple[str, ...], findings: Findings | None
) -> Morphemes | None:
    from helpers.text.fast.engine import open_engine, tokenize_with_engine

    opened = open_engine(user_words)
    if opened is None:
        return None
    morphemes = tokenize_with_engine(texts, opened)
    different = find_difference(texts, morphemes, user_words)
    if different is None:
        return morphemes
    remedy = "結果はJanomeのものなので使えます。この回答とともに開発者に知らせてください。"
    message = "高速な形態素解析の結果がJanomeと違ったため、すべてJanomeで解析し直しました。"
    tell(findings, "fast-tokenizer-differs", "warning", message, remedy, texts[different])
    return None


def find_difference(texts: Sequence[str], morphemes: Morphemes, user_words: tuple[str, ...]) -> int | None:
    """The first text of the sample whose morphemes are not those of Janome; None where all are."""
    rows = choose_sample(texts)
    peer = tokenize_with_janome([texts[row] for row in rows], user_words)
    same = (peer.of(number) == morphemes.of(row) for number, row in enumerate(rows))
    return next((row for row, is_same in zip(rows, same, strict=True) if not is_same), None)


def choose_sample(texts: Sequence[str]) -> list[int]:
    """Texts at equal distances, the same for the same texts, of SAMPLE characters together; at least one."""
    size = sum(map(len, texts))
    step = max(1, -(-size // SAMPLE)) if texts else 1
    rows, room = [], SAMPLE
    for row in range(0, len(texts), step):
        if not rows or len(texts[row]) <= room:
            rows.append(row)
            room -= len(texts[row])
    return rows


def tell(
    findings: Findings | None, rule: str, severity: str, message: str, remedy: str, given: str = ""
) -> None:
    """A finding for who collects them, else a warning."""
    finding = Finding(rule, severity, Place(), message, given=given[:80], remedy=remedy)
    if findings is None:
        warnings.warn(str(finding), stacklevel=2)
    else:
        findings.extend([finding])
