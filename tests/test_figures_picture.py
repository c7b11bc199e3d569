"""Picture: the same bytes twice, text as text for the PDF and as outlines for HTML, everything escaped."""

import base64
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from helpers.errors import ParameterError
from helpers.figures import Picture, use_style
from helpers.figures.outlines import shrink_svg


@pytest.fixture
def picture() -> Picture:
    with use_style():
        figure = Figure(figsize=(2, 1))
        figure.text(0.1, 0.5, "任意団体 & $45$")
    return Picture(figure, 'A "任意" <団体> & $1$', "Q1")


DRAW = """
import hashlib, pandas as pd
from helpers.figures import plot_multiple_answer
df = pd.DataFrame({"choice": ["甲", "乙"], "n": [1, 2], "percent": [25.0, 50.0], "base": [4, 4]})
picture = plot_multiple_answer(df)
both = picture.to_svg(True) + picture.to_svg(False)
print(hashlib.sha256(both.encode("utf-8")).hexdigest())
"""


def test_bytes_are_the_same_in_every_call_and_every_process(picture):
    assert picture.to_svg(True) == picture.to_svg(True)
    runs = {
        subprocess.run([sys.executable, "-c", DRAW], capture_output=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1


def test_text_is_kept_as_text_in_the_font_for_the_pdf(picture, tmp_path):
    path = picture.write_svg(tmp_path / "figures")
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    texts = [node for node in root.iter() if node.tag.endswith("}text")]
    assert path.name == "Q1.svg"
    assert [text.text for text in texts] == ["任意団体 & $45$"]
    assert "font-family: 'Noto Sans CJK JP'" in texts[0].get("style")


def test_text_is_outlines_in_html(picture):
    svg = picture.to_svg(text_as_paths=True)
    ElementTree.fromstring(svg)
    assert "<text" not in svg
    assert "任意団体" not in svg


def test_img_tag_is_escaped_and_names_its_file(picture):
    tag = picture.to_img_tag()
    assert tag.startswith(
        '<img alt="A &quot;任意&quot; &lt;団体&gt; &amp; $1$" src="data:image/svg+xml;base64,'
    )
    assert tag.endswith('" data-file="Q1.svg">')
    data = re.search(r'base64,([^"]+)"', tag)[1]
    assert base64.b64decode(data).decode("utf-8") == picture.to_svg(text_as_paths=True)
    assert picture._repr_html_() == tag


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a:b", "a b", ".x"])
def test_a_name_that_cannot_be_a_file_is_refused(name):
    with pytest.raises(ParameterError, match="図の名前"):
        Picture(Figure(), "alt", name)


def test_outlines_become_relative_steps_in_font_units():
    # 640 / 6.4 = 100, 1280 / 6.4 = 200; the second contour starts from where z returned to.
    path = "M 640 0 \nL 1280 640 \nz\nM 640 -640 \nQ 0 0 640 640 \nz\n"
    svg = f'<?xml version="1.0"?>\n<svg>\n  <!-- x -->\n  <path id="a" d="{path}" transform="scale(0.015625)"/>\n</svg>'
    shrunk = '<path id="a" d="m100 0l100 100zm0-100q-100 100 0 200z" transform="scale(.1)"/>'
    assert shrink_svg(svg) == f"<svg>\n{shrunk}\n</svg>"
