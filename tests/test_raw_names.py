import pytest

from helpers.raw.names import half_width_number, is_one_edit_away, nearest_name


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("保険予防課", "保健予防課", True),
        ("保健予防", "保健予防課", True),
        ("健予防課", "保健予防課", True),
        ("保健予防課", "保健予防課", False),
        ("保険防予課", "保健予防課", False),
        ("福祉課", "保健予防課", False),
    ],
)
def test_one_edit(one, other, near):
    assert is_one_edit_away(one, other) is near
    assert is_one_edit_away(other, one) is near


@pytest.mark.parametrize(
    ("given", "half"),
    [("１１０", "110"), ("８0", "80"), ("１，０００", "1,000"), ("110", ""), ("約１０", "")],
)
def test_half_width_number(given, half):
    assert half_width_number(given) == half


def test_nearest_name_prefers_the_same_name_in_another_width():
    assert nearest_name("ＮＰＯ法人", ["NPO法人", "任意団体"]) == "NPO法人"
    assert nearest_name("まったく別", ["NPO法人", "任意団体"]) == ""
