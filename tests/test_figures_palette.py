"""figures/palette: apart in grey, read in white or black ink, for every kind of colour vision."""

from itertools import pairwise

import pytest

from helpers.figures.heatmap import SHARE_FILLS, STEP_FILLS
from helpers.figures.palette import (
    MARK_FILLS,
    SEQUENCES,
    contrast,
    ink_on,
    luminance,
    pick_sequence,
    to_grey,
)

FILLS = sorted(
    {fill for fills in SEQUENCES.values() for fill in fills}
    | {*MARK_FILLS.values(), *STEP_FILLS, *SHARE_FILLS}
)
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def lightness(colour: str) -> float:
    """L* of CIE 1976, 0-100."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def see_as_deuteranope(colour: str) -> str:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in DEUTERANOPIA]
    return "#" + "".join(
        f"{round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)):02x}" for c in seen
    )


def test_contrast_as_published():
    """White on black 21:1; #767676 on white 4.54:1, the examples of WCAG's understanding documents."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("fill", FILLS)
def test_numbers_are_read_on_every_fill_and_on_its_grey(fill):
    assert contrast(ink_on(fill), fill) >= 4.5
    assert contrast(ink_on(to_grey(fill)), to_grey(fill)) >= 4.5


@pytest.mark.parametrize("count", SEQUENCES)
def test_parts_get_lighter_step_by_step_for_every_eye(count):
    fills = pick_sequence(count)
    assert len(fills) == count
    for see in (str, to_grey, see_as_deuteranope):
        steps = [lightness(see(after)) - lightness(see(before)) for before, after in pairwise(fills)]
        assert all(step >= 8 for step in steps), (see, steps)


def test_grey_keeps_the_luminance():
    assert to_grey("#ffffff") == "#ffffff"
    assert to_grey("#000000") == "#000000"
    assert luminance(to_grey("#7096f8")) == pytest.approx(luminance("#7096f8"), abs=0.004)


def test_no_more_than_eight():
    assert pick_sequence(0) == ()
    with pytest.raises(KeyError):
        pick_sequence(9)
