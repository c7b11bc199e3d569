"""The coding workbench: changed rules, coders' decisions and what they agree on, samples for double coding."""

from helpers.text.workbench.accuracy import compare_with_coder, list_mistakes
from helpers.text.workbench.agreement import Kappa, measure_alpha, measure_kappa, read_kappa
from helpers.text.workbench.agreement_page import show_accuracy, show_agreement, tell_agreement
from helpers.text.workbench.changes import add_rule_changes, build_rule_changes
from helpers.text.workbench.coders import CoderAgreement, compare_coders
from helpers.text.workbench.comparing import Comparison, compare_rules
from helpers.text.workbench.decisions import apply_decisions, carry_codings, list_effects, stamp_codings
from helpers.text.workbench.desk import Workbench, show_workbench
from helpers.text.workbench.regression import count_mistakes
from helpers.text.workbench.returned import read_coding_sheet
from helpers.text.workbench.rule_sets import RuleSet, change_rules, open_rules
from helpers.text.workbench.sampling import draw_sample, weigh_sample
from helpers.text.workbench.sheets import write_coding_sheets
from helpers.text.workbench.uncoded import Uncoded, group_uncoded

__all__ = [
    "CoderAgreement",
    "Comparison",
    "Kappa",
    "RuleSet",
    "Uncoded",
    "Workbench",
    "add_rule_changes",
    "apply_decisions",
    "build_rule_changes",
    "carry_codings",
    "change_rules",
    "compare_coders",
    "compare_rules",
    "compare_with_coder",
    "count_mistakes",
    "draw_sample",
    "group_uncoded",
    "list_effects",
    "list_mistakes",
    "measure_alpha",
    "measure_kappa",
    "open_rules",
    "read_coding_sheet",
    "read_kappa",
    "show_accuracy",
    "show_agreement",
    "show_workbench",
    "stamp_codings",
    "tell_agreement",
    "weigh_sample",
    "write_coding_sheets",
]
