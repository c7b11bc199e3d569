"""What is made once for a machine: where it is kept, what happens when it is damaged or cannot be written."""

import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.text.fast import folder, system
from helpers.text.fast.characters import Unknown
from helpers.text.fast.folder import cache_folder
from helpers.text.fast.system import System, open_system
from helpers.text.fast.trie import build_lexicon

SMALL = System(
    build_lexicon(["あ"], np.array([(0, 0, 7, 0)])),
    Unknown(*(np.arange(3, dtype=np.int32) for _ in Unknown._fields)),
    np.full((2, 2), 9, dtype=np.int16),
)


@pytest.fixture
def built(monkeypatch) -> list[int]:
    """How often the dictionary was read from Janome."""
    calls: list[int] = []
    monkeypatch.setattr(system, "build_system", lambda: calls.append(1) or SMALL)
    return calls


def assert_small(found: System) -> None:
    for one, other in zip(found[:2], SMALL[:2], strict=True):
        assert all(
            (mine == peer).all() and mine.dtype == peer.dtype for mine, peer in zip(one, other, strict=True)
        )
    assert (found.connections == SMALL.connections).all()


def test_the_dictionary_is_read_once(tmp_path, built):
    for _ in range(2):
        assert_small(open_system(tmp_path / "new" / "janome.npz"))
    assert len(built) == 1


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-200], lambda data: data.replace(b"\x07", b"\x08")]
)
def test_a_damaged_dictionary_is_read_anew(tmp_path, built, damage):
    path = tmp_path / "janome.npz"
    open_system(path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert_small(open_system(path))
    assert len(built) == 2 and path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path, built):
    (tmp_path / "file").write_bytes(b"")
    assert_small(open_system(tmp_path / "file" / "janome.npz"))
    assert_small(open_system(None))
    assert len(built) == 2


def test_machine_code_is_kept_and_checked(tmp_path, monkeypatch):
    pytest.importorskip("llvmlite", reason="the extra `fast` is not installed")
    from helpers.text.fast import compiled

    compiles: list[int] = []
    monkeypatch.setattr(compiled, "compile_code", lambda: compiles.append(1) or b"name\ncode")
    monkeypatch.setattr(compiled, "_load", lambda code: code)
    path = compiled.place_of_code(tmp_path)
    assert compiled.open_kernel(path) == compiled.open_kernel(path) == b"name\ncode" and len(compiles) == 1
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    assert compiled.open_kernel(path) == b"name\ncode" and len(compiles) == 2
    assert compiled.open_kernel(None) == b"name\ncode" and len(compiles) == 3


def test_machine_code_belongs_to_its_source_and_machine(tmp_path, monkeypatch):
    pytest.importorskip("llvmlite", reason="the extra `fast` is not installed")
    import llvmlite.binding as llvm

    from helpers.text.fast import compiled

    here = compiled.place_of_code(tmp_path)
    assert here == compiled.place_of_code(tmp_path) and here.parent == tmp_path
    monkeypatch.setattr(compiled, "_read", lambda path: "another source")
    assert compiled.place_of_code(tmp_path) != here
    monkeypatch.undo()
    monkeypatch.setattr(llvm, "get_host_cpu_name", lambda: "another-processor")
    assert compiled.place_of_code(tmp_path) != here


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x/cache"}, Path("/x/cache/casebook")),
        ("linux", {}, Path("/home/u/.cache/casebook")),
        ("darwin", {}, Path("/home/u/Library/Caches/casebook")),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/casebook")),
    ],
)
def test_folders_of_the_systems(monkeypatch, platform, variables, expected):
    for name in ("CASEBOOK_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(folder.Path, "home", lambda: Path("/home/u"))
    assert cache_folder() == expected


def test_the_variable_goes_first_and_may_say_nowhere(monkeypatch, tmp_path):
    monkeypatch.setenv("CASEBOOK_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path.resolve()
    monkeypatch.setenv("CASEBOOK_CACHE", "")
    assert cache_folder() is None
