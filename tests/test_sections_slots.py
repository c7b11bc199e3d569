"""sections/slots: a photo with caption and alternative text, or a labelled box."""

from __future__ import annotations

from base64 import b64encode

import pytest
from raw_cases import PNG
from section_cases import build_materials

from helpers.sections.slots import render_slot


def figures(file: str, alt: str = "会場<内>") -> str:
    return f'- {{id: forum_scene, file: {file}, caption: "風景<1>", alt: "{alt}", source: "市<2>"}}\n'


def test_picture_is_embedded(tmp_path):
    m = build_materials(tmp_path, {"figures.yaml": figures("scene.PNG"), "figures/scene.PNG": PNG})
    html = render_slot(m, "forum_scene")
    assert f'<img alt="会場&lt;内&gt;" src="data:image/png;base64,{b64encode(PNG).decode()}">' in html
    assert "図表1　風景&lt;1&gt;" in html
    assert "出典：市&lt;2&gt;" in html


@pytest.mark.parametrize("file", ["null", "nothing.png", "note.txt", "../case.yaml", "page.svg"])
def test_box_where_there_is_no_picture(tmp_path, file):
    m = build_materials(
        tmp_path, {"figures.yaml": figures(file), "figures/note.txt": b"x", "figures/page.svg": b"<svg/>"}
    )
    html = render_slot(m, "forum_scene")
    assert "<img" not in html
    assert "図版未受領" in html
    assert "<p>会場&lt;内&gt;</p>" in html


def test_picture_outside_the_folder_is_not_read(tmp_path):
    m = build_materials(tmp_path, {"figures.yaml": figures("../secret.png"), "secret.png": b"x"})
    assert "<img" not in render_slot(m, "forum_scene")


def test_slot_that_is_not_listed(tmp_path):
    assert "資料未受領：図版（youtube）" in render_slot(build_materials(tmp_path), "youtube")
