"""The house: each room imports only from rooms before it, and notebooks hold calls, not code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "helpers"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))

# One direction of flow: a room is a module or a folder of helpers, and knows only those to its left.
ROOMS = [
    *("errors", "findings", "dates", "numerals", "case", "steps", "fingerprint", "handoff", "contract"),
    "raw",
    "text",
    "draft",
    *("tabulate", "facts", "ledger", "years", "prose", "inventory", "tables"),
    "survey_tables",
    "figures",
    "databook",
    "sections",
    *("materials", "report", "comparison"),
    *("export", "proofread", "volume", "newyear", "status"),
    *("state", "plan", "building", "shell", "engine", "notebooks", "keys", "run"),
    *("worker", "crew", "pool", "progress"),
    *("storage", "mirror", "publish", "hand", "cluster", "choice", "make"),
    *("tabulation", "wording", "proofreading"),
    "cli",
]
CODE = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


def room_of(module: str) -> str:
    """raw/tables.py -> raw; tables.py -> tables."""
    return module.split("/")[0].removesuffix(".py")


def imported_rooms(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(room, line) of every import of helpers, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            several = node.module == "helpers"
            names = [f"helpers.{alias.name}" for alias in node.names] if several else [node.module]
        else:
            continue
        for name in names:
            if name.startswith("helpers."):
                yield name.split(".")[1], node.lineno


def test_every_room_has_its_place():
    assert {room_of(module) for module in MODULES if module != "__init__.py"} == set(ROOMS)
    assert len(ROOMS) == len(set(ROOMS))


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_from_rooms_before_its_own(module):
    own = room_of(module)
    known = set(ROOMS[: ROOMS.index(own)]) | ({own} if "/" in module else set()) if own in ROOMS else set()
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    assert [f"{module}:{line} -> {room}" for room, line in imported_rooms(tree) if room not in known] == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_name_the_package(module):
    """No relative imports and no star: a reader sees where a name comes from."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [node.lineno for node in froms if node.level or node.names[0].name == "*"] == []


@pytest.mark.parametrize("module", MODULES)
def test_files_are_opened_with_a_stated_encoding(module):
    """Windows would read and write cp932."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    text_calls = [
        call for call in calls if getattr(call.func, "attr", "") in ("read_text", "write_text", "open")
    ]
    bare = [
        call.lineno
        for call in text_calls
        if not {"encoding"} <= {keyword.arg for keyword in call.keywords}
        or (call.func.attr == "write_text" and "newline" not in {keyword.arg for keyword in call.keywords})
    ]
    assert bare == []


def code_cells(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds_no_functions_loops_or_comprehensions(path):
    found = [
        (cell.id, type(node).__name__)
        for cell in code_cells(path)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, CODE)
    ]
    assert found == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds_no_literals_but_parameters(path):
    """No number, and no name that is given a literal: those are parameters or belong into helpers."""
    found = [
        (cell.id, ast.unparse(node))
        for cell in code_cells(path)
        if "parameters" not in cell.metadata.get("tags", [])
        for node in ast.walk(ast.parse(cell.source))
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        )
        or (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant | ast.List | ast.Dict | ast.Set)
        )
    ]
    assert found == []
