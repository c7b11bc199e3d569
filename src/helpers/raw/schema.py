"""The schemas under schemas/ (JSON Schema with a `date` type) and their violations, told in Japanese."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from helpers.findings import Findings
from helpers.raw.model import path_place
from helpers.raw.names import fold_width, half_width_number, suggest
from helpers.raw.yaml_lines import PlainLoader

TYPE_LABELS = {
    "string": "文字列", "integer": "半角の整数", "number": "半角の数", "date": "日付（2024-02-06 の形）",
    "array": "「- 」で始める箇条の並び", "object": "「項目: 値」の組", "boolean": "true または false",
    "null": "null",
}  # fmt: skip
CONTAINERS = {"array", "object"}


def _is_date(_checker: object, value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


_TYPES = Draft202012Validator.TYPE_CHECKER.redefine("date", _is_date)
_Validator = extend(Draft202012Validator, type_checker=_TYPES)


@dataclass(frozen=True)
class Violation:
    """One breach: where in the document, the rule, and the words of its finding."""

    path: tuple
    rule: str
    severity: str
    message: str
    details: dict[str, str]


@cache
def load_schema(name: str) -> dict:
    """The schema of one input by its file stem."""
    path = Path(__file__).parent / "schemas" / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), PlainLoader)


@cache
def _validator(name: str) -> Draft202012Validator:
    return _Validator(load_schema(name))


def find_violations(value: object, name: str) -> Iterator[Violation]:
    """Every breach of the schema `name` in `value`, in document order."""
    errors = sorted(
        _validator(name).iter_errors(value), key=lambda error: [str(step) for step in error.absolute_path]
    )
    for error in errors:
        yield from _explain(error)


def _explain(error: ValidationError) -> Iterator[Violation]:
    path, given = tuple(error.absolute_path), _as_text(error.instance)
    allowed = error.schema.get("description", "")
    if error.validator == "required":
        key = next(key for key in error.validator_value if f"'{key}' is a required" in error.message)
        yield Violation(
            (*path, key),
            "missing-key",
            "fatal",
            f"必須の項目「{key}」がありません。",
            {"remedy": "書き加えてください。"},
        )
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in sorted(set(map(str, error.instance)) - set(known)):
            details = {"allowed": "、".join(known), "remedy": suggest(key, known)}
            yield Violation(
                (*path, key), "unknown-key", "warning", f"知らない項目「{key}」です。使いません。", details
            )
    elif error.validator == "type":
        yield _explain_type(error, path, given, allowed)
    else:
        rule, allowed = _explain_value(error, allowed)
        severity = error.schema.get("x-severity", "error")
        details = {"given": given, "allowed": allowed, "remedy": _value_remedy(error)}
        yield Violation(path, rule, severity, "許されない値です。この値は使いません。", details)


def _explain_value(error: ValidationError, allowed: str) -> tuple[str, str]:
    limit = error.validator_value
    if error.validator == "enum":
        return "unknown-value", allowed or "、".join(map(str, limit))
    if error.validator in ("minimum", "maximum"):
        return "out-of-range", allowed or f"{limit} 以{'上' if error.validator == 'minimum' else '下'}"
    if error.validator in ("minItems", "minLength"):
        return "wrong-form", allowed or f"{limit}つ以上"
    return "wrong-form", allowed


def _value_remedy(error: ValidationError) -> str:
    if isinstance(error.instance, str) and re.search(
        error.schema.get("pattern", "$^"), fold_width(error.instance)
    ):
        return f"半角で {fold_width(error.instance)} と書いてください。"
    return "許される値に直してください。"


def _explain_type(error: ValidationError, path: tuple, given: str, allowed: str) -> Violation:
    types = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    allowed = allowed or "、".join(TYPE_LABELS[name] for name in types)
    half = (
        half_width_number(given)
        if isinstance(error.instance, str) and {"integer", "number"} & set(types)
        else ""
    )
    if half:
        details = {"given": given, "allowed": allowed, "remedy": f"半角の {half} に直してください。"}
        return Violation(path, "full-width-digits", "error", "数字が全角です。この値は使いません。", details)
    broken = CONTAINERS & set(types) or isinstance(path[-1] if path else None, int) or not path
    severity = "fatal" if broken else error.schema.get("x-severity", "error")
    message = "書き方が違います。" if severity == "fatal" else "値の種類が違います。この値は使いません。"
    details = {"given": given, "allowed": allowed, "remedy": _type_remedy(error.instance, types)}
    return Violation(path, "wrong-type", severity, message, details)


def _type_remedy(instance: object, types: list[str]) -> str:
    if "string" in types and isinstance(instance, dict):
        return '文の中に「: 」があるため項目と読まれました。文全体を引用符 " で囲んでください。'
    if "string" in types:
        return '引用符 " で囲んでください。'
    return "許される形に直してください。"


def _as_text(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def check_document(document: object, name: str, file: str, lines: dict, findings: Findings) -> object:
    """The document with null keys pruned, wrong values set aside (None) and every declared key filled in;
    an empty one when a breach is fatal.

    Every breach becomes a finding with file, line and path.
    """
    checked = _prune(copy.deepcopy(document))
    violations = list(find_violations(checked, name))
    for violation in violations:
        place = path_place(file, violation.path, lines)
        findings.add(violation.rule, violation.severity, place, violation.message, **violation.details)
        if violation.severity == "error":
            _set_aside(checked, violation.path)
    if any(violation.severity == "fatal" for violation in violations):
        return empty_document(name)
    return _fill(checked, load_schema(name))


def empty_document(name: str) -> dict | list:
    """What stands for a document that is missing or cannot be used."""
    return [] if load_schema(name)["type"] == "array" else {}


def blank_item(name: str, *keys: str) -> dict:
    """An item of the list under `keys` with every declared key at its default: blank_item("survey", "questions")."""
    schema = load_schema(name)
    for key in keys:
        schema = schema["properties"][key]
    return _fill({}, schema["items"])


def _prune(value: object) -> object:
    """A key without a value is a key left out."""
    if isinstance(value, dict):
        return {str(key): _prune(item) for key, item in value.items() if item is not None}
    return [_prune(item) for item in value] if isinstance(value, list) else value


def _set_aside(document: object, path: tuple) -> None:
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = None


def _fill(value: object, schema: dict) -> object:
    if isinstance(value, list) and "items" in schema:
        return [_fill(item, schema["items"]) for item in value]
    if not isinstance(value, dict) or "properties" not in schema:
        return value
    return value | {
        key: _default(inner) if value.get(key) is None else _fill(value[key], inner)
        for key, inner in schema["properties"].items()
    }


def _default(schema: dict) -> object:
    return copy.copy(schema.get("default", [] if schema.get("type") == "array" else None))
