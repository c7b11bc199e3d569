"""What is known of the whole export when one column is looked at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from helpers.draft.columns import Column

MOST_CODES = 20


@dataclass(frozen=True)
class Context:
    """`known` labels that more than one column holds; `coded` whether answers are codes; `table` the code table
    (column -> {"text": ..., "codes": {code: label}}); `form` the tool, where the reader has recognised one."""

    known: frozenset[str] = frozenset()
    coded: bool = False
    table: dict = field(default_factory=dict)
    form: str = ""

    def text_of(self, name: str) -> str:
        """The wording of the code table for a column, or ""."""
        return str((self.table.get(name) or {}).get("text") or "").strip()

    def choice_of(self, name: str) -> str:
        """The choice that a 0/1 column stands for by the code table (Q2_3: the label of code 3), or ""."""
        return str((self.table.get(name) or {}).get("choice") or "").strip()

    def type_of(self, name: str) -> str:
        """SA, MA, FA or NUM where the code table says it, else ""."""
        said = str((self.table.get(name) or {}).get("type") or "").upper()
        kinds = {"SA": r"SA|単", "MA": r"MA|複数", "FA": r"FA|OA|自由", "NUM": r"NUM|NA|数値"}
        return next((kind for kind, pattern in kinds.items() if re.match(pattern, said)), "")

    def codes_of(self, name: str) -> dict[str, str]:
        """Code -> label of the code table for a column, or {}."""
        codes = (self.table.get(name) or {}).get("codes") or {}
        return {
            str(code).strip(): str(label).strip() for code, label in codes.items() if str(label or "").strip()
        }


def read_context(columns: list[Column], table: dict | None, form: str) -> Context:
    """The context of an export's question columns."""
    seen = Counter(label for column in columns if len(column.labels) <= MOST_CODES for label in column.labels)
    closed = [column for column in columns if 3 <= len(column.labels) <= MOST_CODES]
    codes = [column for column in closed if column.whole and max(column.whole.values()) <= 99]
    words = [column for column in closed if not column.numbers and column.answered >= 2 * len(column.labels)]
    known = frozenset(label for label, n in seen.items() if n > 1)
    return Context(known, len(codes) > len(words), table or {}, form)
