import zipfile

import pytest
from openpyxl import Workbook
from workbook_cases import write_ods, write_xls

from helpers.findings import Findings
from helpers.raw.delivery import find_format, open_delivery


def test_formats_by_what_the_file_holds(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    assert find_format((tmp_path / "a.xlsx").read_bytes()) == "xlsx"
    assert find_format(write_xls(tmp_path / "a", {"x": [["1"]]}).read_bytes()) == "xls"
    assert find_format(write_ods(tmp_path / "a", {"x": [["1"]]}).read_bytes()) == "ods"
    assert find_format(b"ID,a\n") == "text"
    assert find_format(b"") == "text"
    assert find_format(b"PK\x03\x04 broken") == "xlsx"


@pytest.mark.parametrize(
    ("members", "inner"),
    [
        (["回答.csv"], "回答.csv"),
        (["Sheet_1/Sheet_1.xlsx", "__MACOSX/Sheet_1/._Sheet_1.xlsx"], "Sheet_1/Sheet_1.xlsx"),
        (["a.csv", "b.csv"], None),
        (["a.pdf"], None),
    ],
)
def test_a_zip_holds_exactly_one_table(tmp_path, members, inner):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in members:
            archive.writestr(name, "ID,a\n")
    findings = Findings()
    held = open_delivery(tmp_path / "a.zip", "a.zip", findings)
    assert (held and held.inner) == inner
    told = [(item.rule, item.severity) for item in findings.items]
    assert told == ([] if inner else [("unreadable-file", "fatal")])
