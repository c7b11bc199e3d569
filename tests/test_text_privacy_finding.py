"""find_personal: what is found, what is let stand, and where it stands in the text as written."""

import unicodedata
from itertools import pairwise

import pytest

from helpers.text.dictionaries import Dictionaries
from helpers.text.privacy import find_all, find_personal
from helpers.text.store import tokenize_texts


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.surface) for one in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind", "surface"),
    [
        ("民生委員の渡辺さんが来た", "name", "渡辺"),
        ("山田太郎がいた", "name", "山田太郎"),
        ("やまだ花子です", "name", "やまだ花子"),
        ("スズキさんの家", "name", "スズキ"),
        ("すずきさんの家", "name", "すずき"),
        ("関さんの話", "name", "関"),
        ("夫の正夫が", "name", "正夫"),
        ("妻の和子を介護", "name", "和子"),
        ("大久保朋果が", "name", "大久保朋果"),
        ("伊藤と申します", "name", "伊藤"),
        ("代表者名：上田 京子", "name", "上田 京子"),
        ("TANAKA Hiroshi が来た", "name", "TANAKA Hiroshi"),
        ("ジョン・スミスさん", "name", "ジョン・スミス"),
        ("孫の陽菜ちゃん", "name", "陽菜"),
        ("徳川家康のように", "name", "徳川家康"),
        ("高橋さん家の前", "name", "高橋"),
        ("電話 03-0123-4567", "telephone", "03-0123-4567"),
        ("(03)0123-4567へ", "telephone", "(03)0123-4567"),
        ("０９０（０１２３）４５６７", "telephone", "０９０（０１２３）４５６７"),
        ("〇九〇―〇一二三―四五六七", "telephone", "〇九〇―〇一二三―四五六七"),
        ("09001234567です", "telephone", "09001234567"),
        ("0120-000-123", "telephone", "0120-000-123"),
        ("+81-90-0123-4567", "telephone", "+81-90-0123-4567"),
        ("電話は0123-4567", "telephone", "0123-4567"),
        ("03-0123-4567（内線12）", "telephone", "03-0123-4567（内線12）"),
        ("FAX：03-0123-4567", "fax", "03-0123-4567"),
        ("taro@example.jpへ", "email", "taro@example.jp"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐへ", "email", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ"),
        ("taro[at]example.jpへ", "email", "taro[at]example.jp"),
        ("https://example.jp/aを見て", "url", "https://example.jp/a"),
        ("www.example.jp です", "url", "www.example.jp"),
        ("インスタの@koto_lifeです", "account", "@koto_life"),
        ("LINE IDはsakura0401です", "account", "sakura0401"),
        ("〒135-0099です", "postal_code", "〒135-0099"),
        ("東京都江東区東陽4丁目99番99号です", "address", "東京都江東区東陽4丁目99番99号"),
        ("江東区木場９－９－９　木場ハイツ３０３", "address", "江東区木場９－９－９　木場ハイツ３０３"),
        ("北砂7丁目に住んでいます", "address", "北砂7丁目"),
        ("隣の203号室から", "address", "203号室"),
        ("昭和23年4月5日生まれ", "birthday", "昭和23年4月5日生まれ"),
        ("生年月日：1948/04/05", "birthday", "1948/04/05"),
        ("口座番号：7654321", "identifier", "7654321"),
        ("マイナンバー 1234-5678-9012", "identifier", "1234-5678-9012"),
        ("品川500あ12-34の車", "vehicle", "品川500あ12-34"),
        ("東雲台小学校の教頭です", "post", "東雲台小学校の教頭"),
    ],
)
def test_found(text, kind, surface):
    assert (kind, surface) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        *("東京都の支援", "山本町会", "田中町に住む", "佐藤医院の前", "高橋のたもと", "森の中", "朝倉氏遺跡"),
        *("10年前", "2023年", "午前9時", "03年度", "2023-04-01", "2-3人", "週2-3回", "5000-6000万円", "3.11"),
        *(
            "皆さん",
            "お母さん",
            "民生委員さん",
            "八百屋さん",
            "お客様",
            "神様",
            "赤ちゃん",
            "仕様様式",
            "Aさん",
        ),
        *(
            "65歳以上の人",
            "母は82歳です",
            "亀戸2丁目の公園",
            "LINEで連絡",
            "メールが苦手",
            "小学校の校長先生",
        ),
        *("夫の会社", "母の様子を", "長崎ちゃんぽん", "#7119", "119番", "1,234,567円", "A4で2-3枚", "問1-2"),
    ],
)
def test_let_stand(text):
    assert found(text) == []


def test_relatives_and_ages_only_beside_a_name():
    assert found("村上さん（78）の奥さん") == [("name", "村上"), ("age", "（78）")]
    assert found("村上さんの奥さんは70歳") == [("name", "村上"), ("family", "奥さん"), ("age", "70歳")]
    assert found("奥さんは70歳") == []


def test_the_same_name_again_without_honorific():
    assert found("清水さんに会った。清水は元気だ。清水町へ行く。") == [("name", "清水"), ("name", "清水")]


def test_finds_do_not_overlap_and_stand_in_order():
    ones = find_personal("山田さん 〒135-0099 江東区東陽9-9-9 03-0123-4567 a@example.jp https://example.jp")
    assert [one.kind for one in ones] == ["name", "postal_code", "address", "telephone", "email", "url"]
    assert all(one.end <= other.start for one, other in pairwise(ones))


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦渡辺さん😀電話09001234567だよ",
        unicodedata.normalize("NFD", "がんばるワタナベさんの電話は０９０－０１２３－４５６７"),
        "ﾜﾀﾅﾍﾞさんは㍿の電話０３－０１２３－４５６７",
        "電話\u200b090-01\u200b23-4567\nと渡辺さん",
        "\ud800渡辺さん 0️⃣3️⃣-0123-4567",
    ],
)
def test_places_are_those_of_the_text_as_written(text):
    ones = find_personal(text)
    assert {one.kind for one in ones} == {"name", "telephone"}
    assert all(text[one.start : one.end] == one.surface for one in ones)


def test_each_text_has_its_own_finds_in_the_order_given():
    texts = ["渡辺さん", "", "何もない", "渡辺さん"]
    ones = find_all(texts, tokenize_texts(texts, Dictionaries()))
    assert [[one.surface for one in own] for own in ones] == [["渡辺"], [], [], ["渡辺"]]


def test_reason_and_certainty_are_told():
    (one,) = find_personal("渡辺さん")
    assert (one.reason, one.certainty, one.mark) == ("「さん」の前の人名", "高", "【氏名】")
    assert find_personal("鈴木が悪い")[0].certainty == "低"
