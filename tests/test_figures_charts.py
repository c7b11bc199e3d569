"""Charts: bar lengths are the percentages, labels and alternative texts are literal, order is the rule's."""

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures import (
    plot_multiple_answer,
    plot_shares,
    plot_single_answer,
    plot_terms,
    plot_themes,
    use_style,
)


def build_frame(rows: list[tuple], base: int | None) -> pd.DataFrame:
    """Rows (choice, n, percent)."""
    df = pd.DataFrame(rows, columns=["choice", "n", "percent"]).assign(base=base)
    return df.astype({"n": "Int64", "percent": "Float64", "base": "Int64"})


Q1 = build_frame(
    [
        ("NPO法人", 18, 29.0323),
        ("社会福祉法人", 5, 8.0645),
        ("一般社団法人", 4, 6.4516),
        ("任意団体", 28, 45.1613),
        ("その他", 7, 11.2903),
    ],
    62,
)
Q17 = build_frame([("はい", 59, 95.1613), ("いいえ", 3, 4.8387)], 62)
HARD = ["$x_1^2$ と $", "a^b_{c}\\frac", "絵文字😀👍🏽", "長い" * 100, "<b>&\x00\x1b改\n行", "か\u3099"]


def texts_of(picture) -> list[str]:
    found = picture.figure.findobj(matplotlib.text.Text)
    return [text.get_text() for text in found if text.get_text() and text.get_visible()]


def bars_of(picture) -> list[float]:
    return [float(patch.get_width()) for patch in picture.figure.axes[0].patches]


def labels_of(picture) -> list[str]:
    return [label.get_text() for label in picture.figure.axes[0].get_yticklabels()]


def test_single_answer_keeps_the_codebook_order_and_labels_every_bar():
    picture = plot_single_answer(Q1, name="Q1")
    assert bars_of(picture) == [29.0323, 8.0645, 6.4516, 45.1613, 11.2903]
    assert labels_of(picture) == ["NPO法人", "社会福祉法人", "一般社団法人", "任意団体", "その他"]
    labels = {"29.0%（18）", "8.1%（5）", "6.5%（4）", "45.2%（28）", "11.3%（7）", "(n=62)"}
    assert labels <= set(texts_of(picture))
    assert picture.alt == (
        "横棒グラフ。NPO法人 29.0%（18）、社会福祉法人 8.1%（5）、一般社団法人 6.5%（4）、"
        "任意団体 45.2%（28）、その他 11.3%（7）。n=62。"
    )


def test_two_choices_make_one_band_of_a_hundred_percent():
    picture = plot_single_answer(Q17, title="必要性を感じていますか。", name="Q17")
    parts = [patch for patch in picture.figure.axes[0].patches if patch.get_height() == 8]
    assert [part.get_x() for part in parts] == [0, 95.1613]
    assert [part.get_width() for part in parts] == pytest.approx([95.1613, 4.8387])
    assert {"はい 95.2%（59）", "いいえ 4.8%（3）", "(n=62)"} <= set(texts_of(picture))
    assert picture.alt == ("必要性を感じていますか。100%帯グラフ。はい 95.2%（59）、いいえ 4.8%（3）。n=62。")


@pytest.mark.parametrize(
    "rows",
    [
        [("はい", 5, 100.0), ("いいえ", 0, 0.0)],
        [("とても長い名前の選択肢" * 3, 2, 50.0), ("もう一つの長い名前の選択肢" * 3, 2, 50.0)],
        [("公表された一部", 1, 10.0), ("もう一つ", 2, 20.0)],
    ],
    ids=["empty part", "labels touch", "no whole"],
)
def test_what_a_band_cannot_show_becomes_bars(rows):
    assert plot_single_answer(build_frame(rows, 40)).alt.startswith("横棒グラフ")


def test_multiple_answer_is_sorted_with_other_and_no_answer_last():
    rows = [
        ("実態", 10, 20.0),
        ("その他", 30, 60.0),
        ("無回答", 40, 80.0),
        ("人員", 25, 50.0),
        ("情報", 10, 20.0),
    ]
    picture = plot_multiple_answer(build_frame(rows, 50), name="Q19")
    assert labels_of(picture) == ["人員", "実態", "情報", "その他", "無回答"]
    assert bars_of(picture) == [50, 20, 20, 60, 80]
    assert picture.alt == (
        "横棒グラフ。人員 50.0%（25）、実態 20.0%（10）、情報 20.0%（10）、その他 60.0%（30）、"
        "無回答 80.0%（40）。n=50。"
    )


def test_small_base_and_synthetic_data_are_said_in_figure_and_text():
    df = build_frame([("甲", 1, 5.0), ("乙", 19, 95.0)], 20).assign(synthetic=True)
    picture = plot_multiple_answer(df)
    assert "(n=20*)　* n<30のため参考値　合成データ" in texts_of(picture)
    assert picture.alt.endswith("n=20。n<30のため参考値。合成データ。")


def test_nobody_suppressed_and_unknown_n_are_three_different_labels():
    df = build_frame([("無", 0, 0.0), ("伏", None, None), ("公表", None, 95.2), ("少", 1, 0.04)], 2500)
    assert plot_single_answer(df).alt == "横棒グラフ。無 -、伏 秘匿、公表 95.2%、少 0.0%（1）。n=2,500。"


def test_base_label_replaces_the_computed_base():
    picture = plot_single_answer(Q1, base_label="n=62、全団体")
    assert "(n=62、全団体)" in texts_of(picture)
    assert picture.alt.endswith("。n=62、全団体。")


def test_shares_of_unknown_base_say_so():
    df = build_frame(
        [("考えていなかった", None, 12.0), ("具体的になった", None, 72.0), ("いると思う", None, 81.0)], None
    )
    picture = plot_shares(df, name="forum")
    assert bars_of(picture) == [12, 72, 81]
    assert {"12%（n 不明）", "72%（n 不明）", "81%（n 不明）"} <= set(texts_of(picture))
    assert picture.figure.axes[0].get_xlim() == (0, 100)
    assert picture.alt == (
        "横棒グラフ（互いに独立した割合）。考えていなかった 12%（n 不明）、具体的になった 72%（n 不明）、"
        "いると思う 81%（n 不明）。"
    )


def test_terms_are_the_most_frequent_ones():
    df = pd.DataFrame(
        {"term": ["町会", "居場所", "孤独"], "term_frequency": [3, 12, 12], "document_frequency": [3, 8, 9]}
    )
    picture = plot_terms(df, limit=2)
    assert labels_of(picture) == ["孤独", "居場所"]
    assert bars_of(picture) == [12, 12]
    assert picture.alt == "抽出語の横棒グラフ。孤独 12回（9文書）、居場所 12回（8文書）。"


def test_themes_give_the_number_of_sources():
    df = pd.DataFrame({"theme": ["担い手", "町会の希薄化"], "remarks": [7, 9], "sources": [2, 3]})
    picture = plot_themes(df, title="積み残し課題")
    assert {"9件（出所3）", "7件（出所2）"} <= set(texts_of(picture))
    assert picture.alt == (
        "積み残し課題。テーマ別の発言・回答の横棒グラフ。町会の希薄化 9件（出所3）、担い手 7件（出所2）。"
    )


def test_nothing_to_show_is_said():
    empty = pd.DataFrame({"term": [], "term_frequency": [], "document_frequency": []})
    picture = plot_terms(empty)
    assert texts_of(picture) == ["該当なし"]
    assert picture.alt == "抽出語の横棒グラフ。該当なし。"


def test_hard_texts_do_not_break_a_chart():
    rows = [(label, 10 - i, 10.0 * (6 - i)) for i, label in enumerate(HARD)]
    picture = plot_multiple_answer(build_frame(rows, 40))
    for text_as_paths in (True, False):
        assert "\x00" not in picture.to_svg(text_as_paths)
    assert labels_of(picture)[:3] == ["$x_1^2$ と $", "a^b_{c}\\frac", "絵文字〓〓〓"]
    assert labels_of(picture)[3].endswith("…")
    assert labels_of(picture)[5] == "が"


def test_equal_labels_stay_two_bars():
    assert bars_of(plot_single_answer(build_frame([("😀", 1, 10.0), ("👍", 3, 30.0)], 10))) == [10, 30]


def test_nothing_stays_in_pyplot_or_the_global_style():
    before = {key: value for key, value in matplotlib.rcParams.items() if key != "backend"}
    plot_single_answer(Q1).to_svg(text_as_paths=False)
    with use_style():
        assert matplotlib.rcParams["font.family"] == ["Noto Sans CJK JP"]
    assert {key: value for key, value in matplotlib.rcParams.items() if key != "backend"} == before
    assert plt.get_fignums() == []
