import pytest
from raw_cases import FILES, build_case, finding, places, replaced

from helpers.raw import read_case
from helpers.raw.checks import section_registry


def read(tmp_path, changes):
    return read_case(build_case(tmp_path, changes))


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("fiscal_year: 2023", "fiscal_year: 2022", 2, "fiscal_year"),
        ("slug: minato_no_mori", "slug: koto", 1, "municipality.slug"),
    ],
)
def test_case_of_another_folder_is_fatal(tmp_path, old, new, row, column):
    raw = read(tmp_path, replaced("case.yaml", old, new))
    assert places(raw, "wrong-case") == [("fatal", "case.yaml", row, column)]


def test_wrong_total_is_fatal(tmp_path):
    raw = read(tmp_path, replaced("distribution.csv", "合計,,,,120", "合計,,,,130"))
    found = finding(raw, "wrong-total")
    assert (found.severity, found.place.file, found.place.row, found.place.column) == (
        *("fatal", "distribution.csv", 5, "copies"),
    )
    assert (found.given, found.allowed) == ("130", "120")


def test_subtotals_of_a_group_and_of_the_rows_above(tmp_path):
    head = "group,place,sites,copies_per_site,copies\n"
    good = head + "A,x,,,10\nA,y,,,20\n小計,,,,30\nB,z,,,5\n小計,B,,,5\n合計,,,,35\n"
    assert read(tmp_path / "a", {"distribution.csv": good}).findings.items == []
    raw = read(tmp_path / "b", {"distribution.csv": good.replace("小計,B,,,5", "小計,B,,,6")})
    assert places(raw, "wrong-total") == [("fatal", "distribution.csv", 6, "copies")]


def test_copies_that_are_not_sites_times_copies(tmp_path):
    raw = read(tmp_path, replaced("distribution.csv", "福祉会館,7,10,70", "福祉会館,6,10,70"))
    found = finding(raw, "wrong-product")
    assert (found.severity, found.place.row, found.given, found.allowed) == ("error", 2, "70", "60")


def test_misspelt_division(tmp_path):
    raw = read(tmp_path, replaced("participants.csv", "保健予防課", "保険予防課"))
    found = finding(raw, "unknown-division")
    assert (found.severity, found.place.file, found.place.row, found.place.column) == (
        *("error", "participants.csv", 3, "division"),
    )
    assert found.given == "保険予防課" and "「保健予防課」" in found.remedy


def test_division_that_is_not_registered_is_a_warning(tmp_path):
    raw = read(tmp_path, replaced("participants.csv", "保健予防課", "広報広聴室"))
    assert places(raw, "unknown-division") == [("warning", "participants.csv", 3, "division")]


def test_registry_holds_names_alone_and_joined(tmp_path):
    registry = section_registry(read(tmp_path, {}).settings)
    assert registry == [
        "福祉部",
        "地域福祉課",
        "福祉部地域福祉課",
        "保健所",
        "保健予防課",
        "保健所保健予防課",
    ]


def test_references_to_nothing(tmp_path):
    changes = (
        replaced("opinions.csv", "PF-01,1", "PF-01,4")
        | replaced("forum.yaml", "speaker: 山田花子", "speaker: 山田太郎")
        | replaced("pins.csv", "SV-Q18-R01", "SV-Q18-R09")
    )
    changes["forum.yaml"] = changes["forum.yaml"].replace(
        "questionnaire: questionnaire", "questionnaire: questionaire"
    )
    raw = read(tmp_path, changes)
    assert places(raw, "unknown-meeting") == [("error", "opinions.csv", 2, "meeting")]
    assert places(raw, "unknown-survey") == [("error", "forum.yaml", 14, "questionnaire")]
    assert places(raw, "unknown-speaker") == [
        ("warning", "forum.yaml", 13, "questions[0].answers[0].speaker")
    ]
    assert places(raw, "unknown-remark") == [("error", "pins.csv", 2, "remark")]


@pytest.mark.parametrize(
    ("file", "line", "row", "column"),
    [
        ("opinions.csv", "PF-01,1,町会,他,別の発言。\n", 3, "id"),
        ("facts.csv", "watch.count,町会,71,,,,,,\n", 4, "id"),
        ("media.csv", "plays,動画,再生数,300,回,2024-03-12,画面\n", 3, "id"),
        ("figures.yaml", "- {id: forum_scene, caption: 別}\n", 2, "[1].id"),
    ],
)
def test_duplicate_ids_are_fatal(tmp_path, file, line, row, column):
    raw = read(tmp_path, {file: FILES[file] + line})
    assert places(raw, "duplicate-id") == [("fatal", file, row, column)]


def test_one_remark_id_in_two_files(tmp_path):
    raw = read(tmp_path, replaced("interviews.csv", "IV-01", "PF-01"))
    assert places(raw, "duplicate-id") == [("fatal", "interviews.csv", 2, "")]


def test_more_answers_than_sent(tmp_path):
    raw = read(tmp_path, replaced("surveys/survey/survey.yaml", "sent: 10", "sent: 3"))
    assert places(raw, "more-than-sent") == [("error", "surveys/survey/survey.yaml", 5, "sent")]


def test_registry_joins_only_what_is_there():
    assert section_registry({"division_in_charge": {"department": None, "division": None}}) == []
    assert section_registry({"division_in_charge": {"division": "長寿応援課"}}) == ["長寿応援課"]


def test_blank_registry_checks_no_division(tmp_path):
    text = FILES["case.yaml"].replace(
        "department: 福祉部, division: 地域福祉課", "department: null, division: null"
    )
    lines = [line for line in text.splitlines() if "role:" not in line and "internal_cooperation" not in line]
    raw = read(tmp_path, {"case.yaml": "\n".join([*lines, "internal_cooperation: []", ""])})
    assert places(raw, "unknown-division") == []
