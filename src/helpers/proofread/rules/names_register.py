"""Names held against the register of terms: a variant where the register has another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.registry import Context, Remark, rule


@rule(
    "term-register",
    "warning",
    "用語・団体名の台帳にある言い換えが、正しい名の代わりに使われている",
    "用語・団体名の台帳（`--terms`。事例では data/raw/shared/organisations.csv）",
    precision="台帳に書いたとおりに探す",
)
def check_register(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> terms = {"保険予防課": "保健予防課", "対策推進法": "孤独・孤立対策推進法"}
    >>> told("term-register", "保険予防課が出席した。", terms=terms)
    ['台帳では「保険予防課」でなく「保健予防課」です。']
    >>> told("term-register", "保健予防課が出席した。孤独・孤立対策推進法による。", terms=terms)
    []
    """
    if not context.terms:
        return
    pattern = _pattern(context.terms)
    for number, block in written_blocks(document):
        for match in pattern.finditer(block.folded.text):
            variant = match.group("variant")
            if variant:
                term = context.terms[variant]
                message = f"台帳では「{variant}」でなく「{term}」です。"
                yield Remark(span(document, number, *match.span()), message, (), term)


def _pattern(terms: dict[str, str]) -> re.Pattern[str]:
    """A term itself first, so that a variant inside it is not one; longer ones before shorter ones."""
    right = sorted({term for term in terms.values() if term}, key=lambda term: (-len(term), term))
    wrong = sorted((variant for variant in terms if variant), key=lambda variant: (-len(variant), variant))
    either = (f"(?P<variant>{'|'.join(map(re.escape, wrong))})", *map(re.escape, right))
    inside = [term for term in right if any(variant in term for variant in wrong)]
    return re.compile("|".join((*map(re.escape, inside), *either)))
