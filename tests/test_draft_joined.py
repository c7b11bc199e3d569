"""Joined cells: separator, choices, their order, own words under その他."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.draft.columns import profile_columns
from helpers.draft.joined import read_joined, split_cell


def joined(*cells: str, times: int = 1):
    return read_joined(profile_columns(pd.DataFrame({"Q": [*cells] * times}, dtype=object))[0])


@pytest.mark.parametrize(
    ("text", "separator", "parts"),
    [
        ("SSH;Kubernetes;", ";", ["SSH", "Kubernetes"]),
        ("HPC (SLURM, PBS, SGE), SSH", ", ", ["HPC (SLURM, PBS, SGE)", "SSH"]),
        ("アウトドア（海水浴、釣り）、温泉", "、", ["アウトドア（海水浴、釣り）", "温泉"]),
        ("1,000円以上,3,000円未満", ",", ["1,000円以上", "3,000円未満"]),
        (":), A, B", ", ", [":)", "A", "B"]),
        ("宿\n温泉\n", "\n", ["宿", "温泉"]),
    ],
)
def test_a_cell_is_not_split_in_brackets_nor_at_the_comma_of_a_number(text, separator, parts):
    assert split_cell(text, separator) == parts


@pytest.mark.parametrize("separator", [";", ", ", "\n", "|", "、", ",", "；", "/"])
def test_each_separator_of_the_tools_is_found(separator):
    cells = [
        separator.join(parts)
        for parts in (("窓口", "電話"), ("窓口",), ("電話", "郵便"), ("窓口", "電話", "郵便"))
    ]
    found = joined(*cells, times=3)
    assert found.separator == separator
    assert found.counts == {"窓口": 9, "電話": 9, "郵便": 6}


def test_a_choice_that_holds_the_separator_is_one_choice():
    found = joined("ホームページ, SNS, 窓口", "ホームページ, SNS", "窓口", "窓口, 郵便", times=3)
    assert found.counts == {"ホームページ, SNS": 6, "窓口": 9, "郵便": 3}
    assert found.holding == ["ホームページ, SNS"]


def test_single_answers_whose_labels_hold_a_separator_are_not_joined():
    assert joined("名所、旧跡の観光", "買い物、アウトレット", "温泉", times=4) is None
    assert joined("1,000円以上 3,000円未満", "3,000円以上 5,000円未満", times=4) is None


def test_the_order_of_the_questionnaire_is_that_within_the_cells():
    cells = ["宿;温泉", "温泉;食", "食;買い物", "宿;食", "買い物", "買い物", "買い物"]
    found = joined(*cells, times=4)
    assert found.in_order
    assert list(found.counts) == ["宿", "温泉", "食", "買い物"]


def test_rare_words_at_the_end_are_what_people_typed_under_other():
    cells = ["AWS;GCP"] * 30 + ["AWS"] * 20 + ["GCP;OpenStack", "AWS;OVH", "Hetzner", "AWS;自前, 庁内"]
    found = joined(*cells)
    assert found.counts == {"AWS": 52, "GCP": 31}
    assert found.typed == {"Hetzner": 1, "OVH": 1, "OpenStack": 1, "自前, 庁内": 1}


def test_a_rare_choice_before_others_is_a_choice():
    """What people type stands behind all choices of the form."""
    found = joined(*["AWS;GCP"] * 30, *["AWS"] * 20, "Azure;GCP", "AWS;OVH")
    assert "Azure" in found.counts and found.typed == {"OVH": 1}


def test_where_the_tool_has_its_own_other_rare_choices_are_choices():
    found = joined(*["車\n電車"] * 30, *["車\nその他"] * 20, "車\nバス")
    assert found.counts["バス"] == 1 and found.typed == {}


def test_free_text_with_commas_is_not_joined():
    texts = [f"職員の{at}番の方が親切で、待ち時間は{at * 7}分、また来たい{at}" for at in range(30)]
    assert joined(*texts) is None


def test_libraries_that_people_typed_are_not_choices():
    words = [f"lib{at}" for at in range(40)]
    assert joined(*[f"pandas, {word}" for word in words], "numpy, pandas") is None


def test_every_choice_in_every_cell_in_different_orders_is_a_ranking():
    assert joined("A;B;C", "B;A;C", "C;B;A", "A;C;B").is_ranking
    assert not joined("A;B;C", "A;B;C", "A;B", "A").is_ranking
