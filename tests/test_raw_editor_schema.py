"""docs/survey.schema.json: up to date, standard, and true of every codebook that the project holds."""

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from helpers.findings import Findings
from helpers.raw.book import Book
from helpers.raw.codebook import fill_questions
from helpers.raw.editor_schema import build_editor_schema, render_editor_schema
from helpers.raw.schema import check_document, load_schema
from helpers.raw.yaml_lines import PlainLoader, parse_yaml

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "docs" / "survey.schema.json"
CODEBOOKS = sorted((PROJECT / "data" / "raw").glob("*/*/surveys/*/survey.yaml"))
VALIDATOR = Draft202012Validator(build_editor_schema())
SMALLEST = {"id": "s", "title": "t", "questions": [{"id": "Q1", "type": "FA"}]}


def as_json(value):
    """Dates as the text that stands in the file."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def errors(document):
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_the_committed_file_is_up_to_date():
    """Else: .venv/bin/python -m helpers.raw.editor_schema docs/survey.schema.json."""
    assert FILE.read_text(encoding="utf-8") == render_editor_schema()


def test_it_is_standard_json_schema():
    schema = json.loads(render_editor_schema())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "x-" not in render_editor_schema() and '"date"' in render_editor_schema()


@pytest.mark.parametrize("path", CODEBOOKS, ids=lambda path: "/".join(path.parts[-5:-1]))
def test_every_codebook_of_the_project_fits(path):
    document = yaml.load(path.read_text(encoding="utf-8"), PlainLoader)
    assert errors(as_json(document)) == []


def keys_below(schema, path=""):
    for key, inner in schema.get("properties", {}).items():
        yield f"{path}{key}", inner
        yield from keys_below(inner, f"{path}{key}.")
        yield from keys_below(inner.get("items", {}), f"{path}{key}.")


def test_every_key_is_described_in_japanese():
    told = dict(keys_below(build_editor_schema()))
    declared = dict(keys_below(load_schema("survey")))
    assert set(told) == set(declared)
    assert [
        key for key, inner in told.items() if not any("ぁ" <= c <= "龠" for c in inner["description"])
    ] == []


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"sent": None, "id_column": None, "period": {"start": None}}, True),
        ({"period": {"start": "2024-01-19"}}, True),
        ({"percent_base": "answered"}, True),
        ({"suppress_below": 4}, False),
        ({"percent_base": "all"}, False),
        ({"titel": "t"}, False),
        ({"questions": [{"id": "Q1", "type": "SA"}]}, False),  # no choices
        ({"questions": [{"id": "Q1", "type": "NUM", "bands": {"若年": [None, 65]}}]}, True),
        ({"questions": [{"id": "Q1", "type": "NUM", "bands": {"若年": [65]}}]}, False),
        ({"questions": [{"id": "Q1", "type": "SA", "choices": ["a"], "items": {"駅": "c1"}}]}, True),
        ({"questions": [{"id": "Q1", "type": "MA", "choices": ["a"], "items": {"駅": {"a": "c1"}}}]}, True),
        ({"derived": [{"id": "D1", "from": "Q1", "recode": {"新": ["旧"]}}]}, True),
        ({"derived": [{"id": "D1"}]}, False),
    ],
)
def test_what_an_editor_accepts(change, valid):
    assert (errors(SMALLEST | change) == []) is valid


def example():
    """The survey.yaml that docs/data_contract.md shows, its `[...]` filled in."""
    text = (PROJECT / "docs" / "data_contract.md").read_text(encoding="utf-8")
    section = text[text.index("### surveys/<id>/survey.yaml") :]
    shown = section.split("```yaml\n", 1)[1].split("\n```", 1)[0]
    return shown.replace("[...]", "[窓口, 電話]")


def test_the_example_of_the_contract_is_sound():
    findings = Findings()
    document, lines = parse_yaml(example(), "survey.yaml", findings)
    assert errors(as_json(document)) == []
    codebook = check_document(document, "survey", "survey.yaml", lines, findings)
    questions = fill_questions(codebook, Book("survey.yaml", lines, findings))
    assert findings.items == []
    assert len(questions) == len(document["questions"]) + 4  # Q1_other, Q3_band, a second item of Q22, D1
    assert set(load_schema("survey")["properties"]) - set(document) == set()
