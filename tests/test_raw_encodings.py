import codecs

import pytest

from helpers.findings import Findings
from helpers.raw.encodings import decode_export, detect_encoding

TEXT = "番号,性別,意見\n1,男性,とても楽しかったです。\n2,女性,また来たい\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode("utf-8"), "utf-8", False),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", True),
        (TEXT.encode("cp932"), "cp932", False),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", True),
        (TEXT.encode("utf-16-le"), "utf-16", False),
        (TEXT.encode("euc-jp"), "euc-jp", False),
        (TEXT.encode("iso-2022-jp"), "iso-2022-jp", False),
    ],
)
def test_encodings_of_the_trade(data, encoding, bom):
    found = detect_encoding(data)
    assert (found.text, found.encoding, found.bom) == (TEXT, encoding, bom)


def test_characters_that_only_windows_has():
    assert detect_encoding("①㈱髙﨑Ⅲ".encode("cp932")).text == "①㈱髙﨑Ⅲ"


def test_half_width_kana_of_cp932_is_not_taken_for_euc_jp():
    text = "ｾｲﾍﾞﾂ,ｲｹﾝ\nﾀﾞﾝｾｲ,ﾖｶｯﾀ\n"
    found = detect_encoding(text.encode("cp932"))
    assert (found.encoding, found.text) == ("cp932", text)


def test_characters_that_users_drew_are_kept():
    assert detect_encoding(b"id\n\xf0\x40\x82\xa0\n").text == "id\n\ue000あ\n"


def test_nothing_is_invented_for_damaged_files():
    findings = Findings()
    assert decode_export("id\n町会".encode()[:-1], "a.csv", None, findings) is None
    (found,) = findings.items
    assert (found.rule, found.severity, found.given) == ("encoding", "fatal", "e4 bc")
    assert "7バイト目（2行目のあたり）" in found.message


def test_cp932_is_told():
    findings = Findings()
    decode_export(TEXT.encode("cp932"), "a.csv", None, findings)
    assert [(found.rule, found.severity) for found in findings.items] == [("cp932", "info")]


@pytest.mark.parametrize("stated", ["Shift_JIS", "cp932", "SJIS", "windows-31j"])
def test_stated_encoding_by_any_of_its_names(stated):
    findings = Findings()
    found = decode_export("①".encode("cp932"), "a.csv", stated, findings)
    assert (found.text, found.encoding, found.evidence.how) == ("①", "cp932", "stated")
    assert findings.items == []


@pytest.mark.parametrize(
    ("stated", "data", "allowed"),
    [
        ("cp932", TEXT.encode("utf-8"), "utf-8"),
        ("utf-8", TEXT.encode("cp932"), "cp932"),
        ("cp932", TEXT.encode("utf-8-sig"), "utf-8-sig"),
        ("utf-16", TEXT.encode("utf-8"), "utf-8"),
        ("euc", TEXT.encode("iso-2022-jp") + b"\xff", "utf-8、utf-8-sig、cp932、utf-16、euc-jp、iso-2022-jp"),
        ("klingon", b"id\n", "utf-8、utf-8-sig、cp932、utf-16、euc-jp、iso-2022-jp"),
        ("base64", b"id\n", "utf-8、utf-8-sig、cp932、utf-16、euc-jp、iso-2022-jp"),
    ],
)
def test_a_stated_encoding_that_cannot_be_right(stated, data, allowed):
    findings = Findings()
    found = decode_export(data, "a.csv", stated, findings)
    (told,) = [item for item in findings.items if item.rule == "stated-encoding"]
    assert (told.severity, told.allowed) == ("error", allowed)
    assert found is None or found.evidence.how == "detected"


def test_latin_text_may_be_stated():
    found = decode_export("caf\xe9,1\n".encode("latin-1"), "a.csv", "latin-1", Findings())
    assert found.text == "café,1\n"
