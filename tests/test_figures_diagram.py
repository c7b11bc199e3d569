"""The platform picture: who stands where, nothing overlaps, nothing leaves the page."""

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from helpers.figures import describe_platform, draw_platform, use_style

COLUMNS = ["side", "class", "organisation", "division", "post"]
LINKS = [
    {
        "id": "community",
        "name": "地域",
        "description": "活動者同士のつながり。",
        "classes": ["町会・自治会", "企業"],
    },
    {"id": "office", "name": "行政内部", "description": "部署間の連携", "classes": ["区役所"]},
    {"id": "both", "name": "地域と行政", "description": "業務を通じた連携", "classes": []},
]
MEMBERS = pd.DataFrame(
    [
        ("地域", "町会・自治会", "南砂住宅自治会", None, "会長"),
        ("地域", "社会福祉協議会", "江東区社会福祉協議会", "地域福祉推進課", "課長"),
        ("行政", "区役所", "福祉部", None, "部長"),
        ("行政", "区役所", "福祉部", "長寿応援課", "課長"),
        ("行政", "区役所", "保健所", "保健予防課", "課長"),
    ],
    columns=COLUMNS,
    dtype="str",
)


def build_members(count: int) -> pd.DataFrame:
    """`count` members, alternating sides and classes, some with long names, `$` and emoji."""
    sides = [("地域", "町会・自治会"), ("行政", "区役所"), ("地域", "名簿にだけある分類" * 4)]
    names = ["南砂住宅自治会", "とても長い名前の団体" * 6, "$a_1^2$ 😀 Organisation of Neighbours"]
    rows = [
        (*sides[i % 3], f"{names[i % 3]}{i // 6}", f"{i}課" if i % 2 else None, "長") for i in range(count)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_description_lists_classes_departments_and_counts():
    assert describe_platform(LINKS, MEMBERS, "連携PF") == (
        "連携PFのイメージ図。「地域」と「行政内部」を「地域と行政」が結ぶ。"
        "地域（2名）：活動者同士のつながり。町会・自治会 1名（南砂住宅自治会）、企業 0名、"
        "社会福祉協議会 1名（江東区社会福祉協議会 地域福祉推進課）。"
        "行政内部（区役所 3名）：部署間の連携。福祉部 2名（部長、長寿応援課）、保健所 1名（保健予防課）。"
        "地域と行政：業務を通じた連携。"
    )


def test_without_members_nothing_is_counted():
    alt = describe_platform(LINKS, MEMBERS.iloc[:0])
    assert "地域：活動者同士のつながり。町会・自治会、企業。行政内部：部署間の連携。区役所。" in alt
    assert "0名" not in alt


def test_a_class_named_by_a_link_moves_its_members_there():
    links = [LINKS[0], LINKS[1], LINKS[2] | {"classes": ["社会福祉協議会"]}]
    alt = describe_platform(links, MEMBERS)
    assert alt.endswith(
        "地域と行政（1名）：業務を通じた連携。社会福祉協議会 1名（江東区社会福祉協議会 地域福祉推進課）。"
    )


def test_two_classes_in_the_office_are_counted_apart():
    members = MEMBERS.assign(
        **{"class": MEMBERS["class"].where(MEMBERS["organisation"] != "保健所", "保健所")}
    )
    assert "行政内部（3名）：部署間の連携。区役所 2名、保健所 1名。福祉部 2名" in describe_platform(
        LINKS, members
    )


@pytest.mark.parametrize("links", [LINKS, []], ids=["links", "no links"])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_texts_do_not_overlap_and_stay_inside(links, count):
    picture = draw_platform(links, build_members(count), title="とても長いプラットフォームの名前" * 5)
    figure = picture.figure
    with use_style():
        renderer = FigureCanvasAgg(figure).get_renderer()
        boxes = [text.get_window_extent(renderer) for text in figure.axes[0].texts if text.get_text()]
    shrunk = [box.shrunk(0.98, 0.8) if box.height else box for box in boxes]
    assert not [pair for pair in combinations(shrunk, 2) if pair[0].overlaps(pair[1])]
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert all(box.y0 >= 0 and box.y1 <= figure.bbox.y1 for box in boxes)


def test_forty_members_fit_a_page_at_print_size():
    classes = [
        "町会・自治会",
        "企業",
        "民生委員・児童委員",
        "NPO・任意団体",
        "社会福祉法人",
        "地域包括支援センター",
    ]
    rows = [("地域", classes[i % 6], f"南砂地区民生・児童委員協議会{i}", None, "会長") for i in range(40)]
    figure = draw_platform(LINKS, pd.DataFrame(rows, columns=COLUMNS)).figure
    assert figure.get_figwidth() * 25.4 <= 170
    assert figure.get_figheight() * 25.4 <= 245  # A4 with margins of 22 mm and a caption
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 7
