"""Free text: words and themes. Janome itself is imported only when the first text is tokenized."""

from helpers.text.dictionaries import Dictionaries, read_dictionaries, read_variants
from helpers.text.representatives import choose_representatives
from helpers.text.rules import Rule, parse_rules, read_rules
from helpers.text.themes import Draft, check_rules, code_remarks, count_themes, draft_conclusions
from helpers.text.tokens import count_terms, tokenize

__all__ = [
    "Dictionaries",
    "Draft",
    "Rule",
    "check_rules",
    "choose_representatives",
    "code_remarks",
    "count_terms",
    "count_themes",
    "draft_conclusions",
    "parse_rules",
    "read_dictionaries",
    "read_rules",
    "read_variants",
    "tokenize",
]
