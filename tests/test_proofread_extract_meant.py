"""What a figure of a text means: whose it is, how it may be rounded, what the passage is about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from helpers.proofread.extract.agreement import allows
from helpers.proofread.extract.around import is_of_others, sentence_around
from helpers.proofread.extract.meant import meant_of
from helpers.proofread.extract.numbers import find_quantities
from helpers.proofread.extract.subjects import subjects_of
from helpers.proofread.extract.times import read_moment
from helpers.proofread.folded import fold
from helpers.proofread.held.example import HELD
from helpers.proofread.held.printed import quantities_in, read_days, read_quantity, read_source
from helpers.proofread.reading import document_of_text
from helpers.proofread.registry import Context


def read(text: str):
    document = document_of_text(text, fiscal_year=2023)
    return document, Context(document, held=HELD)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1万2千人", 12_000), ("3億5千万円", 350_000_000), ("5百万円", 5_000_000), ("2千部", 2_000)],
)
def test_thousands_within_a_number(text, value):
    (found,) = find_quantities(text)
    assert found.value == value


def test_kanji_counts_and_tenths():
    found = [
        (str(item.value), item.unit, item.bound) for item in quantities_in("三回、十二団体、約4割、9割超")
    ]
    assert found == [("3", "回", ""), ("12", "団体", ""), ("40", "%", "about"), ("90", "%", "over")]
    assert quantities_in("第三回、一人暮らし、数十回") == []


@pytest.mark.parametrize(
    ("given", "held", "is_allowed"),
    [
        ("110名", "110名", True),
        ("100名を超える", "110名", True),
        ("200名を超える", "110名", False),
        ("約52万人", "524,310人", True),
        ("約54万人", "524,310人", False),
        ("約100か所", "約100か所", True),
        ("約110か所", "約100か所", False),  # two roundings of one figure are one figure
        ("103か所", "約100か所", True),
        ("95%", "95.2%", True),
        ("95.3%", "95.2%", False),
        ("約3割", "28.7%", True),
        ("9割超", "95.2%", True),
        ("7割超", "95.2%", False),
    ],
)
def test_how_a_figure_may_be_given(given, held, is_allowed):
    assert allows(read_quantity(given), read_quantity(held)) is is_allowed


@pytest.mark.parametrize(
    ("text", "figure", "is_others"),
    [
        ("昨年度は依頼970人、回答318人だった。", "318", True),
        ("全国では39.3%、本区では31.0%である。", "31.0", False),
        ("全国では39.3%である。", "39.3", True),
        ("31.0%(前年度21.4%)、家族71.0%", "71.0", False),
        ("全国社会福祉協議会の2名", "2", False),
        ("昨年12月に3回開いた。", "3", False),
        ("別に行った高齢者の調査では、回収率61.4%だった。", "61.4", True),
    ],
)
def test_figures_of_others(text, figure, is_others):
    assert is_of_others(text, text.index(figure)) is is_others


def test_sentence_around_a_place():
    text = "前の文。後の10人の文。\n次の行"
    assert text[slice(*sentence_around(text, text.index("10")))] == "後の10人の文"


def test_what_a_passage_is_about():
    document, context = read(
        "フォーラムを開いた。\n\n会場は満席だった。\n\n別のセミナーもあった。\n\n人が来た。\n\n調査も行った。"
    )
    told = [(found.id, found.is_sure, found.is_carried) for found in subjects_of(document, context)]
    assert told == [
        ("forum", False, False),
        ("forum", False, True),
        ("", False, False),  # another event
        ("", False, False),
        ("survey", False, False),
    ]


def test_title_makes_sure():
    document, context = read("「つながりを考えるフォーラム」を開いた。")
    assert [(found.id, found.is_sure) for found in subjects_of(document, context)] == [("forum", True)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1. つながりを考えるフォーラム\n\n参加者数：110名", ("forum.attendance", True)),
        ("フォーラムには110名が参加した。", ("forum.attendance", False)),
        ("人口524,310（人）＜国勢調査＞", ("case.population", True)),
        ("株式会社東京ベイネットワーク（イベント会社）、費用は2,000千円", ("projects.forum.cost.1", True)),
        ("区内約100か所の掲示板にポスターを掲示した。", ("boards", False)),
    ],
)
def test_which_figure_is_meant(text, meant):
    (found,) = meant_of(*read(text))
    assert (found.figures[0].id, found.is_sure) == meant and not found.differs


@pytest.mark.parametrize(
    "text", ["人口10万人当たり3人", "高齢者人口は11万人", "全国の人口は1億2千万人", "第110回"]
)
def test_what_means_nothing_of_the_case(text):
    assert meant_of(*read(text)) == []


def test_printed_forms():
    assert read_quantity("令和6年2月6日（火）") is None and read_quantity("年4回").value == 4
    assert [day.years for day in read_days("令和5年12月～")] == [(2023,)]
    assert (
        read_source("facts.csv 7行目（原典 3.1①）", "約100か所").path,
        read_source("forum.yaml", "").line,
    ) == ("facts.csv", 0)


def test_times():
    assert read_moment("午後1時半") == read_moment("13:30") == dt.timedelta(hours=13, minutes=30)
    assert read_moment("1時間") is None


def test_blanks_between_figures_stay():
    assert fold("福祉会館　　　　13　　　　130").text == "福祉会館13 130"
    assert fold("３１・０％と、１・２人").text == "31.0%と、1・2人"
    folded = fold("会館　　13　　130")
    assert "会館　　13　　130"[slice(*folded.span(2, 4))] == "13"


def test_a_figure_is_told_once():
    document, context = read("1. 居場所づくりの取組調査\n\n回収率28.7%、回答数62団体。")
    assert [found.quantity.value for found in meant_of(document, context)] == [Decimal("28.7"), 62]
