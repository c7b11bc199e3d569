"""The raw room: read and check what was received for a case. Findings, never silent repair."""

from helpers.contract import TABLES
from helpers.raw.handing import read_inputs, write_inputs
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE, RawInputs, SurveyInput
from helpers.raw.reading import read_case
from helpers.raw.remarks import answer_id, build_remarks

__all__ = [
    "NOT_APPLICABLE",
    "SUPPRESSED",
    "TABLES",
    "UNREADABLE",
    "RawInputs",
    "SurveyInput",
    "answer_id",
    "build_remarks",
    "read_case",
    "read_inputs",
    "write_inputs",
]
