import io

import pytest
from PIL import Image
from raw_cases import FILES, PNG, build_case, finding, places, replaced

from helpers.raw import read_case
from helpers.raw.pictures import LARGEST


def jpeg(size=(40, 40)) -> bytes:
    data = io.BytesIO()
    Image.effect_noise(size, 50).save(data, "JPEG")
    return data.getvalue()


def read(tmp_path, name, data=None):
    files = replaced("figures.yaml", "file: null", f"file: '{name}'")
    return read_case(build_case(tmp_path, files | ({f"figures/{name}": data} if data else {})))


@pytest.mark.parametrize("name", ["scene.png", "scene.PNG"])
def test_a_sound_picture_is_handed_on(tmp_path, name):
    raw = read(tmp_path, name, PNG)
    assert raw.findings.items == []
    assert raw.figures[0]["file"] == name


@pytest.mark.parametrize("name", ["scene.jpg", "scene.JPEG"])
def test_a_sound_jpeg_is_handed_on(tmp_path, name):
    raw = read(tmp_path, name, jpeg())
    assert raw.findings.items == []
    assert raw.figures[0]["file"] == name


@pytest.mark.parametrize(
    ("name", "data", "rule", "severity"),
    [
        ("nothing.png", None, "missing-figure", "warning"),
        ("a" * 300 + ".png", None, "missing-figure", "warning"),
        (".", None, "missing-figure", "warning"),
        ("../case.yaml", None, "figure-outside", "error"),
        ("../x.png", None, "figure-outside", "error"),
        ("sub/../../x.png", None, "figure-outside", "error"),
        ("..\\x.png", None, "figure-outside", "error"),
        ("/etc/x.png", None, "figure-outside", "error"),
        ("C:\\x.png", None, "figure-outside", "error"),
        ("page.svg", b"<svg/>", "figure-type", "error"),
        ("photo.heic", b"x", "figure-type", "error"),
        ("scene.png", jpeg(), "figure-damaged", "error"),
        ("scene.jpg", PNG, "figure-damaged", "error"),
        ("scene.png", b"\x89PNG", "figure-damaged", "error"),
        ("scene.png", PNG[:40], "figure-damaged", "error"),
        ("scene.png", PNG[:43] + b"\x00" + PNG[44:], "figure-damaged", "error"),
        ("scene.jpg", jpeg()[:-200], "figure-damaged", "error"),
        ("scene.jpg", b"\xff\xd8\xff", "figure-damaged", "error"),
        ("scene.png", PNG + bytes(LARGEST), "figure-too-large", "error"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_a_picture_that_cannot_be_printed_is_told_and_not_handed_on(tmp_path, name, data, rule, severity):
    raw = read(tmp_path, name, data)
    (found,) = raw.findings.items
    assert places(raw, rule) == [(severity, "figures.yaml", 1, "[0].file")]
    assert found.remedy and found.given == name
    assert found.allowed == ".png、.jpg、.jpeg"
    assert "枠として印字します" in found.message
    assert raw.figures[0]["file"] is None


def test_a_picture_with_too_many_pixels_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 900)
    raw = read(tmp_path, "scene.jpg", jpeg())
    assert "大きすぎて" in finding(raw, "figure-damaged").message


def test_missing_words_are_told_and_stand_in(tmp_path):
    figures = "- {id: a, file: null, alt: 会場}\n- {id: b, caption: 風景, alt: ' '}\n"
    raw = read_case(build_case(tmp_path, {"figures.yaml": figures}))
    assert places(raw, "missing-words") == [
        ("error", "figures.yaml", 1, "[0].caption"),
        ("error", "figures.yaml", 2, "[1].alt"),
    ]
    assert [(slot["caption"], slot["alt"]) for slot in raw.figures] == [
        ("（説明未記入）", "会場"),
        ("風景", "（説明未記入）"),
    ]


def test_words_of_a_wrong_type_stand_in_too(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("figures.yaml", "caption: 風景", "caption: 12")))
    assert raw.figures[0]["caption"] == "（説明未記入）"


def test_source_is_as_received(tmp_path):
    assert "source: 森の港市" in FILES["figures.yaml"]
    assert read_case(build_case(tmp_path)).figures[0]["source"] == "森の港市"
