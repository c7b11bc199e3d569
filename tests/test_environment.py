"""environment.yml (conda) and pyproject.toml (pip, uv) are one list of dependencies."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+?)\s*((?:[<>=!~]=?.*)?)")


def read_project() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def read_environment() -> dict:
    return yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))


def split(requirements: list[str]) -> dict[str, frozenset[str]]:
    """Normalised name -> set of limits: jupyter_client>=8.6,<9 -> {"jupyter-client": {">=8.6", "<9"}}."""
    pairs = [REQUIREMENT.fullmatch(requirement.strip()).groups() for requirement in requirements]
    names = [re.sub(r"[-_.]+", "-", name).lower() for name, _ in pairs]
    assert len(names) == len(set(names)), "a dependency is listed twice"
    return {
        name: frozenset(limit.strip() for limit in limits.split(",") if limit.strip())
        for name, (_, limits) in zip(names, pairs, strict=True)
    }


def conda_and_pip() -> tuple[list[str], list[str]]:
    listed = read_environment()["dependencies"]
    (pip,) = [item["pip"] for item in listed if isinstance(item, dict)]
    return [item for item in listed if isinstance(item, str)], pip


def test_names_and_ranges_are_normalised():
    assert split(["Jupyter_Client>=8.6,<9", "pip", "a==0.0.1"]) == {
        "jupyter-client": {">=8.6", "<9"},
        "pip": frozenset(),
        "a": {"==0.0.1"},
    }


def test_same_dependencies_with_the_same_ranges():
    conda, pip = conda_and_pip()
    given = split([*conda, *(item for item in pip if item != "-e .")])
    given.pop("python")
    given.pop("pip")
    project = read_project()
    assert given == split([*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])


def third_party_imports() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PROJECT / "src").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names} - {*sys.stdlib_module_names, "helpers"}


def test_what_is_imported_is_declared():
    """Not only there because something else needs it."""
    project = read_project()["project"]
    declared = split([*project["dependencies"], *project["optional-dependencies"]["fast"]]).keys()
    packages = packages_distributions()
    owners = {
        name: {owner.lower().replace("_", "-") for owner in packages[name]} for name in third_party_imports()
    }
    assert len(owners) > 5
    assert {name for name, given in owners.items() if not given & declared} == set()


def test_same_python():
    conda, _ = conda_and_pip()
    wanted = frozenset(read_project()["project"]["requires-python"].replace(" ", "").split(","))
    assert split(conda)["python"] == wanted


def test_conda_installs_the_project_itself_and_pip_to_do_so():
    conda, pip = conda_and_pip()
    assert "-e ." in pip
    assert "pip" in conda


def test_environment_has_the_name_of_the_command():
    assert read_environment()["name"] == read_project()["project"]["name"] == "casebook"
    assert read_project()["project"]["scripts"] == {"casebook": "helpers.cli:main"}
