"""case: the parameters are checked against the folders that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.case import Case, find_root, known_cases, open_case
from helpers.errors import ParameterError

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("koto/2023", "koto/2024", "minato/2023", "Koto/2023", "koto/2o23", "koto/23"):
        folder = tmp_path / "data" / "raw" / name
        folder.mkdir(parents=True)
        (folder / "case.yaml").touch()
    (tmp_path / "data" / "raw" / "empty" / "2023").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_known_cases_are_folders_with_a_case_file_and_proper_names(root):
    assert known_cases(root) == {"koto": [2023, 2024], "minato": [2023]}


@pytest.mark.parametrize("year", [2023, "2023"])
def test_open_case_takes_the_year_as_number_or_text(root, year):
    assert open_case("koto", year, root) == Case("koto", 2023, root)


def test_folders_of_a_case():
    case = Case("koto", 2023, Path("root"))
    assert case.raw == Path("root/data/raw/koto/2023")
    assert case.shared == Path("root/data/raw/shared")
    assert case.processed == Path("root/data/processed/koto/2023")
    assert case.reports == Path("root/reports/koto/2023")
    assert str(case) == "koto 2023"


@pytest.mark.parametrize("name", ["chuo", "Koto", "江東区", "", "empty", "../koto", "koto/2023", 131083])
def test_unknown_municipality_names_the_allowed_ones(root, name):
    with pytest.raises(ParameterError) as refusal:
        open_case(name, 2023, root)
    assert f"「{name}」" in str(refusal.value)
    assert "koto（2023・2024）、minato（2023）" in str(refusal.value)


@pytest.mark.parametrize("year", ["23", 5, "令和5", "２０２３", True, None, "2023.0", " 2023", "../2023"])
def test_year_must_have_four_digits(root, year):
    with pytest.raises(ParameterError, match="4桁の西暦年度") as refusal:
        open_case("koto", year, root)
    assert "koto（2023・2024）" in str(refusal.value)


def test_year_without_a_case_is_refused(root):
    with pytest.raises(ParameterError, match=r"minato に 2024 年度の事例はありません。.*minato（2023）"):
        open_case("minato", 2024, root)


def test_message_when_there_is_no_case_at_all(tmp_path):
    with pytest.raises(ParameterError, match="まだ事例がありません"):
        open_case("koto", 2023, tmp_path)


def test_root_is_found_upwards(root, monkeypatch):
    monkeypatch.delenv("CASEBOOK_ROOT", raising=False)
    assert find_root(root / "notebooks") == root.resolve()
    assert find_root(root / "data" / "raw" / "koto") == root.resolve()


def test_root_is_found_from_the_package_when_the_folder_is_elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("CASEBOOK_ROOT", raising=False)
    assert find_root(tmp_path) == PROJECT


def test_environment_variable_names_the_root(root, tmp_path, monkeypatch):
    monkeypatch.setenv("CASEBOOK_ROOT", str(root))
    assert find_root(PROJECT) == root.resolve()
    assert open_case("minato", 2023).root == root.resolve()


def test_relative_environment_variable_is_made_absolute_at_once(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    monkeypatch.setenv("CASEBOOK_ROOT", root.name)
    assert find_root() == root.resolve()
    assert find_root().is_absolute()


@pytest.mark.parametrize("lacking", ["pyproject.toml", "notebooks", "data"])
def test_environment_variable_that_names_another_folder_is_refused(root, monkeypatch, lacking):
    (root / lacking).rename(root / "elsewhere")
    monkeypatch.setenv("CASEBOOK_ROOT", str(root))
    with pytest.raises(ParameterError) as refusal:
        find_root(PROJECT)
    assert f"CASEBOOK_ROOT のフォルダ {root.resolve()} に {lacking} がありません" in str(refusal.value)
