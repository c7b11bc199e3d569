"""Bad and missing input, end to end: what can be told is built with findings, what cannot stops in plain Japanese.

Four builds in all, each with many faults, two at a time.
"""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import Build, copy_project, run_koto
from pypdf import PdfReader

RESPONSES = "surveys/survey/responses.csv"
HOSTILE = (
    '=HYPERLINK("http://x.invalid") <script>alert(1)</script> <b>太字</b> #import "a": * $x$ '
    "{{ survey.sent }} {% raw %} *b* `c` @d \\e [f](g) 😀 終わり"
)
QUOTED = HOSTILE.replace("http://x.invalid", "【URL】").replace(
    "@d", "【アカウント】"
)  # masked before it is quoted
PYTHON = re.compile(r"Traceback|[A-Za-z]+Error\b|NoneType|NAType|<NA>")
LEFT_IN_BARE = (
    "profile",
    "vision",
    "external",
    "evidence",
    "corrections",
    "sources",
    "breakthrough",
)


def edit(raw: Path, file: str, *pairs: tuple[str, str]) -> None:
    """Replace a passage of a raw file once; fails when it is not there."""
    text = (raw / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, f"{file}: {old}"
        text = text.replace(old, new, 1)
    (raw / file).write_text(text, encoding="utf-8", newline="\n")


def leave_only_case(raw: Path) -> None:
    for path in sorted(raw.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        elif path.name != "case.yaml":
            path.unlink()
    held = ("{{ watch.associations }}", "多く"), ("{{ watch.businesses }}", "多くの")
    edit(raw, "case.yaml", *held)  # the sheet of figures that it cites is gone, too


def make_rough(raw: Path) -> None:
    """Faults that a report survives: each is printed as a finding."""
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    edit(raw, RESPONSES, ("独り暮らしの年よりのかたにあったとき", quoted), ("任意団体,はい", "任意団休,はい"))
    edit(raw, "opinions.csv", ("幅広い主体が最もまとまりやすいテーマは防災だろう。", quoted))
    edit(raw, "corrections.yaml", ("from: 金", "from: 土"))
    edit(raw, "meetings.csv", ("2024-01-17,水", "2024/1/17,"), ("2024-02-20", "2025-02-20"))
    edit(raw, "distribution.csv", ("センター）,21,", "センター）,２１,"))
    edit(raw, "projects.yaml", ("cost_yen: 1000000", "cost_yen: 100万円"))
    for file in ("chapters/values.md", "chapters/breakthrough.md", "figures.yaml", "participants.csv"):
        (raw / file).unlink()


def make_unreadable(raw: Path) -> None:
    """Faults that stop a case when it is read; all must be named at once."""
    opinions = raw / "opinions.csv"
    opinions.write_bytes(opinions.read_text(encoding="utf-8").encode("utf-16"))
    (raw / "inputs.xlsx").write_bytes(b"PK this is no workbook")
    edit(raw, RESPONSES, ("R002,", "R001,"))
    edit(raw, "distribution.csv", ("合計,,,,1000", "合計,,,,1100"))
    edit(raw, "forum.yaml", ("programme:", "programme: ["))


def make_unknown(raw: Path) -> None:
    """Prose that cites figures which are not there: misspelt or set aside. What has no answers yet stops nothing."""
    edit(raw, "chapters/reactions.md", ("media.x_likes", "media.x_likez"))
    edit(raw, "projects.yaml", ("{{ platform.meetings }}", "{{ platform.meeting }}"))
    edit(raw, "media.csv", ("表示,1932", "表示,１９３２"))
    edit(raw, "distribution.csv", ("21,10,210", "21,10,２１０"))
    header = (raw / RESPONSES).read_text(encoding="utf-8").splitlines()[0]
    (raw / RESPONSES).write_text(header + "\n", encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def builds(built, tmp_path_factory) -> dict[str, Build]:
    """name -> the finished run; each started from a folder that holds the last good report."""

    def run(spoil) -> Build:
        root = tmp_path_factory.mktemp(spoil.__name__) / "project"
        spoil(copy_project(root))
        shutil.copytree(built.root / "reports", root / "reports")
        return run_koto(root)

    spoilers = (leave_only_case, make_rough, make_unreadable, make_unknown)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip([spoil.__name__ for spoil in spoilers], pool.map(run, spoilers), strict=True))


@pytest.fixture(scope="module")
def bare(builds) -> Build:
    return must_be_built(builds["leave_only_case"])


@pytest.fixture(scope="module")
def rough(builds) -> Build:
    return must_be_built(builds["make_rough"])


def must_be_built(build: Build) -> Build:
    if build.status:
        pytest.fail(build.errors.strip(), pytrace=False)
    return build


def read_pdf(build: Build) -> str:
    """The text of the PDF without white space and invisible places to break."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in PdfReader(build.pdf).pages))


# --- nothing but case.yaml ---


def test_every_section_says_what_is_missing(bare):
    parts = bare.page.main.select("section.part, aside")
    silent = [part["id"] for part in parts if not re.search("資料未受領|未執筆", part.get_text())]
    assert sorted(silent) == sorted(LEFT_IN_BARE)


def test_every_missing_file_is_a_finding(bare, built):
    given = {path.name for path in (built.root / "data/raw/koto/2023").glob("*.*")} - {"case.yaml"}
    told = {Path(finding["place"]["file"]).name for finding in bare.findings("missing-input")}
    assert given <= told and "breakthrough.md" in told


def test_headings_of_a_bare_case_are_japanese(bare):
    headings = [tag.get_text() for tag in bare.page.main.find_all(["h2", "h3", "h4"])]
    assert not [heading for heading in headings if re.search(r"[a-z]{4,}", heading)]


# --- faults that are told, and a report all the same ---


@pytest.mark.parametrize(
    ("rule", "file", "row", "column"),
    [
        ("unknown-choice", RESPONSES, 2, "Q1"),
        ("weekday-mismatch", "meetings.csv", 3, "weekday"),
        ("outside-fiscal-year", "meetings.csv", 6, "date"),
        ("wrong-type", "meetings.csv", 5, "date"),
        ("full-width-digits", "distribution.csv", 2, "sites"),
        ("correction-mismatch", "corrections.yaml", None, None),
        ("missing-input", "chapters/values.md", None, None),
        ("missing-input", "participants.csv", None, None),
        ("hostile-text", RESPONSES, 4, "Q18"),
    ],
)
def test_fault_is_found_with_its_place_and_remedy(rough, rule, file, row, column):
    found = [finding for finding in rough.findings(rule) if finding["place"]["file"] == file]
    found = [finding for finding in found if row is None or finding["place"]["row"] == row]
    assert found, rule
    assert column is None or found[0]["place"]["column"] == column
    assert found[0]["message"] and found[0]["remedy"]
    assert found[0]["severity"] == "info" or found[0]["message"] in rough.output


def test_set_aside_cost_is_found(rough):
    assert [f for f in rough.record["findings"] if f["given"] == "100万円" and f["severity"] == "error"]


def test_sum_with_a_gap_is_not_printed(rough):
    """200 + 30 + ? + 40: what is not known is not counted as nothing."""
    assert "270万円" not in rough.page.get_text() and "370万円" not in rough.page.get_text()


@pytest.mark.parametrize(
    ("part", "said"),
    [("values", "未執筆：価値や工夫・考え方"), ("previous", "資料未受領：図版（watch_flyer）")],
)
def test_section_of_a_missing_file_says_so(rough, part, said):
    assert said in rough.page.find(id=part).get_text()


def test_answer_is_literal_in_html(rough):
    quotes = [quote.get_text() for quote in rough.page.select("#detail_survey blockquote")]
    assert any(quote.startswith(QUOTED) for quote in quotes)
    assert any(item.get_text().startswith(QUOTED) for item in rough.page.select("#fig-opinions li"))
    assert not rough.page.select("script, a[href^=http], main b")


def test_answer_is_literal_in_pdf(rough):
    text, wanted = read_pdf(rough), re.sub(r"\s+", "", QUOTED).replace("😀", "〓")
    assert text.count(wanted) >= 2
    assert rough.findings("missing-glyph")


def test_draft_stands_in_for_the_analyst(rough):
    drafts = rough.page.select("#breakthrough p.conclusion.draft")
    assert drafts and all("【案】" in draft.get_text() for draft in drafts)
    assert rough.page.select("#breakthrough a.evidence")
    assert any(f["place"]["file"] == "chapters/breakthrough.md" for f in rough.findings("draft"))
    assert "【案】" in read_pdf(rough)


# --- faults that stop ---


@pytest.mark.parametrize("name", ["make_unreadable", "make_unknown"])
def test_stop_is_clean(builds, built, name):
    """Exit status 1, Japanese without Python's own words, and the last good report as it was."""
    build = builds[name]
    assert build.status == 1
    assert "致命的な指摘" in build.errors and "前回の報告書はそのまま" in build.errors
    assert not PYTHON.search(build.errors.replace("BadZipFile", ""))
    assert build.files() == built.files()


@pytest.mark.parametrize(
    "told",
    [
        r"opinions\.csv：文字コードが.*バイト目.*対応：",
        r"inputs\.xlsx：Excel ファイルとして開けません.*対応：",
        r"responses\.csv 3行目 「回答ID」：.*2行目と重なっています.*「R001」.*対応：",
        r"distribution\.csv 16行目 「copies」：.*「1,100」.*1,000.*対応：",
        r"forum\.yaml \d+行目：YAML として読めません.*対応：",
    ],
)
def test_unreadable_input_is_named_with_place_and_remedy(builds, told):
    assert re.search(told, builds["make_unreadable"].errors)


@pytest.mark.parametrize(
    "told",
    [
        r"chapters/reactions\.md 2行目：\{\{ media\.x_likez \}\}.*media\.x_likes.*対応：",
        r"projects\.yaml \d+行目.*\{\{ platform\.meeting \}\}.*platform\.meetings.*対応：",
        r"chapters/reactions\.md 2行目：\{\{ media\.x_views \}\}",
        r"chapters/publicity\.md \d+行目：\{\{ distribution\.total \}\}",
    ],
)
def test_unknown_reference_is_named_with_place_and_remedy(builds, told):
    assert re.search(told, builds["make_unknown"].errors)


def test_figure_of_a_survey_without_answers_is_not_unknown(builds):
    assert "survey.Q17.はい.percent }} という数値はありません" not in builds["make_unknown"].errors


@pytest.mark.parametrize("cause", ["responses.csv", "media.csv 4行目", "distribution.csv 2行目"])
def test_cause_of_an_unknown_reference_is_told_too(builds, cause):
    """A figure that was set aside or has no answers is not a misspelling: its file is what must be mended."""
    assert cause in builds["make_unknown"].errors + builds["make_unknown"].output
