"""A case as the yardstick of any document: `casebook proofread report.docx --case koto/2023`."""

from __future__ import annotations

from helpers.case import Case, open_case
from helpers.proofread.held.model import Held
from helpers.text import read_variants


def hold_case(municipality: str, fiscal_year: str) -> tuple[Case, Held]:
    """The case with what it holds of facts, as its last run left them.

    Raises ParameterError for a case that is not there, MissingStep for one that has not been run.
    """
    from helpers.materials import read_materials
    from helpers.proofread.held.build import build_held

    case = open_case(municipality, fiscal_year)
    materials = read_materials(case)
    return case, build_held(materials)


def read_terms_of_case(case: Case, held: Held) -> dict[str, str]:
    """The register of terms of all cases; what the case's affairs are called stays as it is."""
    variants, _ = read_variants(case.shared)
    return variants | {title: title for affair in held.affairs for title in affair.titles}
