"""Comments in a document that allow a finding: <!-- proofread: allow weekday: reason -->."""

from __future__ import annotations

import re

ALLOWED = re.compile(r"\A\s*proofread\s*[:：]\s*allow\s+([\w\-, ]+?)\s*(?:[:：]\s*(.*\S))?\s*\Z", re.DOTALL)


def read_allowed(comment: str, line: int) -> list[dict]:
    """{rule, reason, line} for each rule that the inside of a comment names; it holds for its own and the next block.

    >>> read_allowed(" proofread: allow weekday: 引用のまま ", 3)
    [{'rule': 'weekday', 'reason': '引用のまま', 'line': 3}]
    >>> read_allowed(" TODO ", 3)
    []
    """
    found = ALLOWED.match(comment)
    if not found:
        return []
    return [
        {"rule": rule, "reason": found.group(2) or "", "line": line}
        for rule in re.split(r"[,\s]+", found.group(1).strip())
    ]
