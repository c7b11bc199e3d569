"""What `casebook tabulate` and `casebook codebook draft` are given: an export, and a codebook or its draft."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from helpers.draft import draft_codebook, render_yaml
from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.handoff import replace_file
from helpers.raw.export import Export, Received, Stated, read_code_sheet, read_export
from helpers.raw.model import SurveyInput
from helpers.raw.survey import build_survey, open_survey, read_codebook

READING = ("encoding", "delimiter", "sheet")
SEPARATORS = {"tab": "\t", "\\t": "\t"}


@dataclass(frozen=True)
class Opened:
    """A survey ready to be tabulated, how its export was read, and the codebook that was used."""

    survey: SurveyInput
    received: Received
    codebook: Path


def read_stated(options: Namespace, codebook: dict | None = None) -> Stated:
    """What the command line states, else what the codebook states; the rest is detected."""
    said = codebook or {}
    given = {name: getattr(options, name) or said.get(name) for name in READING}
    given["delimiter"] = SEPARATORS.get(given["delimiter"], given["delimiter"])
    return Stated(**given, header_rows=options.header_rows or said.get("header_rows"))


def draft_survey(options: Namespace, codes: Path | None, findings: Findings) -> tuple[Export, str] | None:
    """The export and the text of a first survey.yaml for it; None, with a fatal finding, if it cannot be read."""
    export = _read(options, read_stated(options), findings)
    if export is None:
        return None
    table = read_code_sheet(codes, export.sheet.frame.columns) if codes else read_code_sheet(export)
    return export, render_yaml(draft_codebook(export.sheet, findings, export.received, table))


def open_drafted(options: Namespace, codebook: Path, findings: Findings) -> Opened | None:
    """The survey by a codebook that is drafted first and left at `codebook`, for the analyst to correct.

    Findings of the draft itself are told with it; a first tabulation rests on guesses, and says so.
    """
    drafted = draft_survey(options, None, findings)
    if drafted is None:
        return None
    export, text = drafted
    replace_file(codebook, text)
    survey = open_survey(export.sheet, codebook, findings)
    return Opened(survey, export.received, codebook) if survey else None


def open_given(options: Namespace, codebook: Path, findings: Findings) -> Opened | None:
    """The survey by a codebook that an analyst has written."""
    held = read_codebook(codebook, findings)
    export = _read(options, read_stated(options, held[0] if held else None), findings)
    if held is None or export is None:
        return None
    document, lines = held
    survey = build_survey(document, codebook.name, lines, export.sheet, None, findings)
    return Opened(survey, export.received, codebook)


def _read(options: Namespace, stated: Stated, findings: Findings) -> Export | None:
    if not options.responses.is_file():
        raise ParameterError(
            f"回答の表 {options.responses} がありません。ファイルの名前と場所を確かめてください。"
        )
    return read_export(options.responses, findings, stated)
