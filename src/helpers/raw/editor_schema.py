"""docs/survey.schema.json: the schema of survey.yaml as editors take it, with a Japanese description of every key.

    .venv/bin/python -m helpers.raw.editor_schema docs/survey.schema.json

`# yaml-language-server: $schema=…/survey.schema.json` in the first line of a survey.yaml then completes its keys.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from helpers.handoff import replace_file
from helpers.raw.schema import load_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HELP = "x-help"
KEPT = ("pattern", "minimum", "maximum", "minLength", "minItems", "maxItems", "required", "allOf")


def build_editor_schema(name: str = "survey") -> dict:
    """Standard JSON Schema (Draft 2020-12) of one input.

    A date is a text in the format `date`, and a key that may be left out may also be null, as the program takes it.
    """
    schema = load_schema(name)
    title = f"{name}.yaml（casebook）"
    return {"$schema": DIALECT, "title": title, **_translate(schema, optional=False)}


def _translate(schema: dict, *, optional: bool) -> dict:
    """One key, and all below it; `optional` ones may be null."""
    told = {"description": schema[HELP]} if HELP in schema else {}
    told |= {"default": schema["default"]} if schema.get("default") not in (None, [], {}, "") else {}
    return (
        told | _type(schema, optional) | {key: schema[key] for key in KEPT if key in schema} | _inner(schema)
    )


def _type(schema: dict, optional: bool) -> dict:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None] if optional else schema["enum"]}
    if schema["type"] == "date":
        return {"type": ["string", "null"] if optional else "string", "format": "date"}
    types = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    types += ["null"] if optional and "null" not in types else []
    return {"type": types if len(types) > 1 else types[0]}


def _inner(schema: dict) -> dict:
    """What stands below: keys, other keys, items of a list."""
    inner: dict = {}
    required = schema.get("required", [])
    if "properties" in schema:
        inner["properties"] = {
            key: _translate(value, optional=key not in required)
            for key, value in schema["properties"].items()
        }
    if isinstance(schema.get("additionalProperties"), dict):
        inner["additionalProperties"] = _translate(schema["additionalProperties"], optional=True)
    elif "additionalProperties" in schema:
        inner["additionalProperties"] = schema["additionalProperties"]
    if "items" in schema:
        inner["items"] = _translate(schema["items"], optional=False)
    return inner


def render_editor_schema(name: str = "survey") -> str:
    """The file as it is committed: two blanks of indent, LF."""
    return json.dumps(build_editor_schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    replace_file(Path(sys.argv[1]), render_editor_schema())
