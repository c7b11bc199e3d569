"""The register of terms that `--terms` names: variant -> the term to write.

CSV: `term,variant`, as data/raw/shared/organisations.csv. YAML: `term: [variant, ...]`, or a list of {term, variant(s)}.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.raw.files import read_csv, read_text
from helpers.raw.yaml_lines import parse_yaml

FORMS = "CSV は「term,variant」の列、YAML は「用語: [別表記, …]」で書いてください。"


def read_terms(path: Path) -> dict[str, str]:
    """Raises ParameterError where the file is not there, cannot be read, or is of another form."""
    if not path.is_file():
        raise ParameterError(f"用語の台帳 {path} がありません。")
    findings = Findings()
    yaml = path.suffix.lower() in (".yaml", ".yml")
    pairs = list((_pairs_of_yaml if yaml else _pairs_of_csv)(path, findings))
    if findings.count("fatal"):
        raise ParameterError(f"用語の台帳を読めません。{findings.sorted()[0]}")
    if not pairs or not all(isinstance(text, str) and text.strip() for pair in pairs for text in pair):
        raise ParameterError(f"用語の台帳 {path} の形が違います。{FORMS}")
    return {variant.strip(): term.strip() for term, variant in pairs if variant.strip() != term.strip()}


def _pairs_of_csv(path: Path, findings: Findings) -> Iterator[tuple[str, str]]:
    sheet = read_csv(path, path.as_posix(), findings)
    if sheet is not None and {"term", "variant"} <= set(sheet.frame.columns):
        yield from zip(sheet.frame["term"], sheet.frame["variant"], strict=True)


def _pairs_of_yaml(path: Path, findings: Findings) -> Iterator[tuple[object, object]]:
    text = read_text(path, path.as_posix(), findings)
    given, _ = parse_yaml(text or "", path.as_posix(), findings)
    if isinstance(given, dict):
        given = [{"term": term, "variants": variants} for term, variants in given.items()]
    for item in given if isinstance(given, list) else []:
        entry = item if isinstance(item, dict) else {}
        variants = entry.get("variants", entry.get("variant", []))
        for variant in variants if isinstance(variants, list) else [variants]:
            yield entry.get("term"), variant
