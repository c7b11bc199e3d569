"""The data book: an Excel file for people, and tables for machines, of one result."""

from helpers.databook.about import About, Change, build_about
from helpers.databook.book import write_databook
from helpers.databook.cases import write_databooks
from helpers.databook.machine_check import check_machine_readability
from helpers.databook.machine_write import machine_files

__all__ = [
    "About",
    "Change",
    "build_about",
    "check_machine_readability",
    "machine_files",
    "write_databook",
    "write_databooks",
]
