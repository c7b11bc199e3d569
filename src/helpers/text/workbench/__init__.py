"""The coding workbench: changed rules, coders' decisions and what they agree on, samples for double coding."""

from helpers.text.workbench.comparing import Comparison, compare_rules
from helpers.text.workbench.desk import Workbench, show_workbench
from helpers.text.workbench.rule_sets import RuleSet, change_rules, open_rules
from helpers.text.workbench.uncoded import Uncoded, group_uncoded

__all__ = [
    "Comparison",
    "RuleSet",
    "Uncoded",
    "Workbench",
    "change_rules",
    "compare_rules",
    "group_uncoded",
    "open_rules",
    "show_workbench",
]
