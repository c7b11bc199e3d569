"""The built report of Koto FY2023 shows what the published chapter says: each fact in its place, every sum right."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

import pytest
import yaml

FACTS = yaml.safe_load(Path(__file__).with_name("facts_koto.yaml").read_text(encoding="utf-8"))
NEAR = 130  # characters on either side of a fact's first word
DASHES = str.maketrans("〜～－―‐–—", "~~-----")
WEEKDAYS = "月火水木金土日"


def fold(text: str) -> str:
    """Widths unified, white space gone."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(DASHES))


@pytest.fixture(scope="module")
def shown(built):
    """id -> what a reader of that part reads, the alternative texts of its pictures included."""
    texts = {}
    for element in built.page.select("main, main [id]"):
        words = [*element.stripped_strings, *(image["alt"] for image in element.select("img"))]
        texts[element["id"]] = fold(" ".join(words))
    return texts


@pytest.fixture(scope="module")
def rows(built):
    """id -> the table rows of that part, each a list of cells; a cell that spans rows belongs to each."""
    return {
        section["id"]: [row for table in section.select("table") for row in read_rows(table)]
        for section in built.page.select("main section[id]")
    }


def read_rows(table) -> list[list[str]]:
    lines, spanning = [], []
    for line in table.select("tr"):
        cells = [(fold(cell.get_text()), int(cell.get("rowspan", 1))) for cell in line.select("td, th")]
        lines.append([text for text, _ in (*spanning, *cells)])
        spanning = [(text, left - 1) for text, left in (*spanning, *cells) if left > 1]
    return lines


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_fact_is_shown(shown, rows, fact):
    wanted = [fold(needle) for needle in fact.get("needles") or fact["row"]]
    if "row" in fact:
        assert any(is_row(wanted, row) for row in rows[fact["section"]]), fact
    else:
        assert is_near(wanted, shown[fact["section"]]), fact


def is_row(wanted: list[str], row: list[str]) -> bool:
    return all(any(is_in_cell(needle, cell) for cell in row) for needle in wanted)


def is_in_cell(needle: str, cell: str) -> bool:
    """The cell itself, a whole number in it, or a part of it; two or three characters only of a long cell."""
    if re.fullmatch(r"[\d.,]+", needle):
        return re.search(rf"(?<![\d.,]){re.escape(needle)}(?![\d.,])", cell) is not None
    return needle == cell or (needle in cell and (len(needle) > 3 or len(cell) > 20))


def is_near(wanted: list[str], text: str) -> bool:
    anchor, *rest = wanted
    starts = [match.start() for match in re.finditer(re.escape(anchor), text)]
    around = [text[max(0, start - NEAR) : start + len(anchor) + NEAR] for start in starts]
    return any(all(needle in part for needle in rest) for part in around)


def test_the_list_covers_the_whole_chapter():
    assert len({fact["id"] for fact in FACTS}) == len(FACTS) >= 200
    assert all(len(fold(needle)) < 40 for fact in FACTS for needle in fact.get("needles") or fact["row"])


# --- arithmetic, from the tables as printed ---


def read_choices(built, figure: str) -> list[tuple[int, float]]:
    """Count and percentage of every choice in the table behind a chart."""
    lines = [line.select("td") for line in built.page.select(f"#{figure} tbody tr:not(.total)")]
    found = [re.findall(r"[\d.]+", " ".join(cell.get_text() for cell in cells)) for cells in lines]
    return [(int(count), float(percent)) for count, percent in found]


def test_kinds_of_bodies_add_up(built):
    choices = read_choices(built, "fig-survey_Q1")
    assert choices == [(18, 29.0), (5, 8.1), (4, 6.5), (28, 45.2), (7, 11.3)]
    assert sum(count for count, _ in choices) == 62
    assert [percent for _, percent in choices] == [round(100 * count / 62, 1) for count, _ in choices]


def test_need_for_action(built):
    assert read_choices(built, "fig-survey_Q17") == [(59, 95.2), (3, 4.8)]
    assert (round(5900 / 62, 1), round(300 / 62, 1)) == (95.2, 4.8)


def test_synthetic_counts_stay_inside_their_base(built):
    choices = read_choices(built, "fig-survey_Q19")
    assert len(choices) == 5 and all(count <= 59 for count, _ in choices)
    assert "合成データ" in built.page.select_one("#fig-survey_Q19").get_text()


def test_response_rate(shown):
    found = re.search(r"(\d+)団体へ送付し、(\d+)団体.{0,12}回収率([\d.]+)%", shown["detail_survey"])
    sent, returned, rate = map(float, found.groups())
    assert (sent, returned, rate) == (216, 62, round(6200 / 216, 1)) == (216, 62, 28.7)


def test_copies_add_up(built, rows):
    body = [row for row in rows["detail_publicity"] if row[-1].replace(",", "").isdigit()]
    copies = {row[-3]: int(row[-1]) for row in body if len(row) == 5}
    groups = {
        group: sum(int(row[-1]) for row in body if row[0] == group) for group in ("区内各所", "区役所内")
    }
    assert len(copies) == 14 and groups == {"区内各所": 860, "区役所内": 140}
    subtotals = [row[-1] for row in body if row[-2].startswith(("小計", "合計"))]
    assert subtotals == ["860", "140", "1,000"] and sum(groups.values()) == 1000
    sites = [(int(row[-2].removesuffix("か所")), int(row[-1])) for row in body if row[-2].endswith("か所")]
    assert sites == [(21, 210), (7, 70), (4, 40), (8, 80), (4, 40)]
    assert all(10 * count == total for count, total in sites)


def test_costs_add_up(built):
    table = built.page.select_one("#fig-projects")
    costs = [int(cost) for cost in re.findall(r"(\d+)万円", fold(table.get_text()))]
    assert costs == [200, 30, 100, 40, 370] and sum(costs[:-1]) == costs[-1]


def test_five_meetings_on_the_right_weekdays(shown):
    days = re.findall(r"令和(\d)年(\d+)月(\d+)日\((.)\)", shown["meetings"])
    assert [(int(m), int(d), w) for _, m, d, w in days] == [
        (11, 7, "火"),
        (11, 30, "木"),
        (12, 15, "金"),
        (1, 17, "水"),
        (2, 20, "火"),
    ]


def test_participants_are_counted(rows, shown):
    pairs = [row for row in rows["detail_platform"] if len(row) == 4 and row[1] not in ("", "役職")]
    assert len(pairs) == 12 and sum(bool(row[2]) for row in pairs) == 10
    assert "地域側12名" in shown["detail_platform"] and "行政側10名" in shown["detail_platform"]


# --- nothing contradicts itself ---


@pytest.fixture(scope="module")
def chapter(shown, built):
    """The chapter without the appendix that quotes the source's own mistakes."""
    return shown["main"].replace(shown["corrections"], "")


def test_every_weekday_is_the_date_s(chapter):
    years = {"令和": 2018, "": 0}
    days = re.findall(r"(令和)?(\d+)年(\d+)月(\d+)日\((.)\)", chapter)
    assert len(days) > 10
    for era, year, month, day, weekday in days:
        date = dt.date(years[era] + int(year), int(month), int(day))
        assert WEEKDAYS[date.weekday()] == weekday, date


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        (r"(\d+)名が?参加", "110"),
        (r"参加者数:(\d+)名", "110"),
        (r"(\d+)回再生", "279"),
        (r"再生数:?(\d+)回", "279"),
        (r"(9\d(?:\.\d)?)%", "95.2"),
        (r"(\d+)団体へ送付", "216"),
        (r"リーフレット[^。]{0,14}を(\d+)部配布", "1000"),
        (r"人口(\d+)\(?人", "524310"),
    ],
)
def test_one_figure_is_the_same_everywhere(chapter, pattern, value):
    found = re.findall(pattern, re.sub(r"(?<=\d),(?=\d{3})", "", chapter))
    assert found and set(found) == {value}


@pytest.mark.parametrize(
    "mistake",
    [
        *(
            "2月9日",
            "1月23日",
            "2月6日〆切",
            "11月30日(金)",
            "保険予防課",
            "江東区のおける",
            "御写真をご掲載",
        ),
        *("当日参者", "要いるかどうか", "概要やや", "計3回の開催し", "連携強化を測る", "プラットホーム"),
        *("庁内福祉連絡会議", "参加意向", "孤独孤立対策", "横ぐしを刺"),
    ],
)
def test_mistakes_of_the_source_stay_behind(chapter, mistake):
    assert mistake not in chapter


def test_every_correction_is_told(built):
    records = yaml.safe_load((built.root / "data/raw/koto/2023/corrections.yaml").read_text(encoding="utf-8"))
    ids = [row.select_one("th").get_text() for row in built.page.select("#corrections tbody tr")]
    assert ids == [record["id"] for record in records]
