"""What of a free answer may be published: personal information masked, empty answers counted, attributes generalised."""

from helpers.text.empty_answers import classify_answer, count_empty_answers, is_nothing
from helpers.text.privacy.attributes import check_attributes, generalise_attributes
from helpers.text.privacy.finding import find_all, find_personal
from helpers.text.privacy.kinds import KINDS, Personal
from helpers.text.privacy.marks import drop_marks
from helpers.text.privacy.masking import Decision, Masked, mask_text
from helpers.text.privacy.publishing import Published, mark_personal, publish_remarks, summarise_personal

__all__ = [
    "KINDS",
    "Decision",
    "Masked",
    "Personal",
    "Published",
    "check_attributes",
    "classify_answer",
    "count_empty_answers",
    "drop_marks",
    "find_all",
    "find_personal",
    "generalise_attributes",
    "is_nothing",
    "mark_personal",
    "mask_text",
    "publish_remarks",
    "summarise_personal",
]
