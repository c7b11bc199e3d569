"""export/labels: ids and links of a report, and of the pages of a volume."""

from __future__ import annotations

import pytest

from helpers.export.labels import label_of, target_of


def test_labels():
    assert label_of("", "step-9") == "step-9"
    assert label_of("no-03-koto", "step-9") == "no-03-koto#step-9"


@pytest.mark.parametrize(
    ("page", "href", "label"),
    [
        ("", "#r-PF-01", "r-PF-01"),
        ("no-03-koto", "#r-PF-01", "no-03-koto#r-PF-01"),
        ("", "no-03-koto.html", "no-03-koto"),
        ("no-03-koto", "no-04-aki.html#step-9", "no-04-aki#step-9"),
    ],
)
def test_targets(page, href, label):
    assert target_of(page, href) == label
