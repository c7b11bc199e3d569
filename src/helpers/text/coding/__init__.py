"""Coding rules in KH Coder's language: read, checked, held against units, counted, crossed and compared."""

from helpers.text.coding.check import check_coding
from helpers.text.coding.compare import compare_codes, list_characteristic_codes
from helpers.text.coding.counts import UNCODED, count_codes, list_uncoded, measure_code_jaccard
from helpers.text.coding.crosstab import crosstab_codes
from helpers.text.coding.evaluate import code_units
from helpers.text.coding.units import CodingUnits, build_coding_units, unite_documents, unite_spans

__all__ = [
    "UNCODED",
    "CodingUnits",
    "build_coding_units",
    "check_coding",
    "code_units",
    "compare_codes",
    "count_codes",
    "crosstab_codes",
    "list_characteristic_codes",
    "list_uncoded",
    "measure_code_jaccard",
    "unite_documents",
    "unite_spans",
]
