"""The same inputs give the same bytes, wherever the project lies."""

from __future__ import annotations

from conftest import build_koto


def test_second_build_elsewhere_gives_the_same_bytes(built, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    first, second = built.files(), build_koto(tmp_path / "別の フォルダ").files()
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []


def test_everything_is_there(built):
    expected = {"report.html", "report.pdf", "run.json"}
    expected |= {
        f"notebooks/{name}.ipynb" for name in ("01_prepare", "02_tabulate", "03_free_text", "04_report")
    }
    assert expected <= set(built.files())


def test_no_path_of_this_machine_gets_out(built):
    for name, data in built.files().items():
        assert str(built.root).encode("utf-8") not in data, name
