"""The names of docs/data_contract.md: what a case's raw folder may hold. Light, so that status needs nothing more."""

from __future__ import annotations

WORKBOOK = "inputs.xlsx"
PROOFREAD = "proofread.yaml"  # what the gate lets pass, with reasons
TO_CHECK = "to_check.md"  # nothing reads it: that it is there is a finding, until it is deleted
DOCUMENTS = ("projects", "forum", "platform", "figures", "carry_over")  # <name>.yaml, beside case.yaml
DECISIONS = ("codings", "disclosure")  # tables of decisions, where there is anything to decide
TABLES = (
    *("facts", "participants", "opinions", "interviews", "meetings", "distribution", "media", "pins"),
    *DECISIONS,
)
TABLE_ENDINGS, RESPONSE_ENDINGS = ("csv", "xlsx"), ("csv", "tsv", "xlsx", "xls", "ods")
CHAPTERS = (
    *("values", "platform_picture", "next_year", "reactions", *(f"step_{n:02d}" for n in range(1, 11))),
    *("breakthrough", "column", "previous_efforts", "forum", "survey", "publicity", "platform_meetings"),
)
COMMENT = r"(?s)<!--.*?-->"  # pattern of what is never printed of a chapter
