"""数値台帳: the fact store of a case, each fact with its source, and what it still waits for."""

from helpers.ledger.absent import find_absent
from helpers.ledger.build import build_facts, delivered
from helpers.ledger.values import is_known

__all__ = ["build_facts", "delivered", "find_absent", "is_known"]
