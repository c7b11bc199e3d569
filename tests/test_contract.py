"""contract: the names in the code are those that the contract's page lists."""

from __future__ import annotations

import ast
from pathlib import Path

from helpers import contract

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "data_contract.md").read_text(encoding="utf-8")


def test_every_input_is_described():
    named = [f"{name}.yaml" for name in contract.DOCUMENTS]
    named += [f"{name}.csv" for name in contract.TABLES] + [contract.WORKBOOK, contract.TO_CHECK]
    assert [name for name in named if name not in PAGE] == []


def test_every_chapter_is_listed():
    line = PAGE[PAGE.index("ファイル：`values") :].split("（いずれも")[0].replace("…", "")
    listed = set(line.replace("`", "").removeprefix("ファイル：").split())
    steps = {f"step_{number:02d}" for number in range(2, 10)}
    assert set(contract.CHAPTERS) - steps == listed
    assert len(contract.CHAPTERS) == len(set(contract.CHAPTERS))


def test_it_imports_nothing():
    tree = ast.parse(Path(contract.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [node.module for node in imports] == ["__future__"]
