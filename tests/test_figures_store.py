"""figures/store: pictures handed on as SVG with their alternative text."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest
from matplotlib.figure import Figure

from helpers.figures.picture import Picture
from helpers.figures.store import StoredPicture, read_pictures, write_pictures


def build_picture(name: str, alt: str = "棒グラフ") -> Picture:
    figure = Figure(figsize=(1, 1))
    figure.text(0.5, 0.5, "A")
    return Picture(figure, alt, name)


def test_pictures_come_back_with_their_alternative_text(tmp_path):
    folder = tmp_path / "figures"
    write_pictures(iter([build_picture("a", "甲の図"), build_picture("b", "乙の図")]), folder)
    stored = read_pictures(folder)
    assert [(name, picture.name, picture.alt) for name, picture in stored.items()] == [
        ("a", "a", "甲の図"),
        ("b", "b", "乙の図"),
    ]
    assert stored["a"].svg.lstrip().startswith("<")
    assert "<text" not in stored["a"].svg
    assert ">A</text>" in (folder / "a.svg").read_text(encoding="utf-8")


def test_pictures_that_are_no_longer_drawn_are_removed(tmp_path):
    write_pictures([build_picture("a"), build_picture("b")], tmp_path)
    write_pictures([build_picture("b")], tmp_path)
    assert set(read_pictures(tmp_path)) == {"b"}
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == [
        "b.outlines.svg",
        "b.svg",
    ]
    assert json.loads((tmp_path / "pictures.json").read_text(encoding="utf-8")) == {"b": "棒グラフ"}


@pytest.mark.parametrize("make", [False, True])
def test_no_pictures(tmp_path, make):
    if make:
        write_pictures([], tmp_path / "figures")
    assert read_pictures(tmp_path / "figures") == {}


def test_image_tag_escapes_and_embeds():
    tag = StoredPicture("a", '"引用"と<b>', "<svg>字</svg>").to_img_tag()
    assert tag.startswith('<img alt="&quot;引用&quot;と&lt;b&gt;" src="data:image/svg+xml;base64,')
    assert tag.endswith('" data-file="a.svg">')
    assert b64decode(tag.split("base64,")[1].split('"')[0]).decode("utf-8") == "<svg>字</svg>"


def test_two_runs_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_pictures([build_picture("a")], tmp_path / name)
    files = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    ]
    assert files[0] == files[1]
