"""One base exception and its named leaves; every message is Japanese and says what is allowed and what to do."""

from collections.abc import Sequence


class CasebookError(Exception):
    """Base of all errors that a user of the workbook can meet and remedy.

    A run that stops adds what it knows: the `findings` so far and the `notebook` (in the build folder) that stopped.
    """

    findings: Sequence = ()
    notebook: str = ""


class ParameterError(CasebookError):
    """A notebook or command parameter that names nothing that exists."""


class RawInputError(CasebookError):
    """Raw inputs with findings so severe that no report may be built from them."""


class UnknownReference(CasebookError):
    """A `{{ reference }}` in prose that names no known figure."""


class RuleSyntaxError(CasebookError):
    """A coding rule that cannot be read."""


class MissingStep(CasebookError):
    """A notebook was opened before the one that prepares its inputs was run."""


class ExportError(CasebookError):
    """HTML, PDF or another result could not be written."""
