"""Small exports as each tool writes them, for the tests of drafts: (header rows, answer rows), nothing random."""

from __future__ import annotations

import csv
import io
from itertools import cycle
from pathlib import Path

ROWS = 48
WINDOWS = ("ホームページ, SNS", "相談窓口", "イベント（講座, 交流会）", "郵送")


def turn(*values: str) -> list[str]:
    """The values by turns, one a row."""
    source = cycle(values)
    return [next(source) for _ in range(ROWS)]


def several(choices: tuple[str, ...], separator: str, end: str = "") -> list[str]:
    """Every combination of the choices by turns, as a joined cell."""
    sets = [
        [choice for at, choice in enumerate(choices) if number >> at & 1]
        for number in range(2 ** len(choices))
    ]
    return turn(*(separator.join(chosen) + (end if chosen else "") for chosen in sets))


def flags(number: int, chosen: str = "1", not_chosen: str = "0") -> list[str]:
    """A mark in every `number`-th row."""
    return [chosen if at % number == 0 else not_chosen for at in range(ROWS)]


def numbered(text: str, every: int = 1) -> list[str]:
    """A text of its own in every `every`-th row."""
    kanji = "〇一二三四五六七八九"
    return ["" if at % every else text.replace("*", kanji[at // 10] + kanji[at % 10]) for at in range(ROWS)]


def google_ja() -> dict[str, list[str]]:
    return {
        "タイムスタンプ": [f"2024/01/{at % 28 + 1:02} 午後 {at % 12}:{at:02}:10 GMT+9" for at in range(ROWS)],
        "メールアドレス": [f"a{at}@example.com" for at in range(ROWS)],
        "性別": turn("男性", "女性", "女性", "回答しない"),
        "年代": turn("30代", "10代", "20代", "80歳以上", "40代"),
        "利用したもの（すべて）": several(WINDOWS, ", "),
        "満足度 [接客]": turn("満足", "とても満足", "普通", "不満", "とても不満"),
        "満足度 [価格]": turn("普通", "満足", "不満"),
        "友人にすすめたいですか": turn(*(str(score) for score in (10, 8, 7, 0, 3, 9))),
        "総合評価": turn("5", "4", "3", "1"),
        "希望の時間 [平日]": several(("午前", "午後", "夜"), ", "),
        "希望の時間 [休日]": several(("午前", "午後", "夜"), ", "),
        "ご意見": numbered("窓口*番の方が、とても親切でした。", 3),
    }


def google_en() -> dict[str, list[str]]:
    cloud = several(("AWS", "GCP", "Azure"), ";")
    cloud[5], cloud[13], cloud[21] = "AWS;OVH", "our own cluster", "AWS;GCP;Hetzner"
    return {
        "Timestamp": [f"1/{at % 28 + 1}/2024 10:{at:02}:00" for at in range(ROWS)],
        "How often do you use it?": turn("Every day", "Occasionally", "Just looking for now"),
        "Which clouds?": cloud,
        "Features [Docs]": turn("Critical to me", "Somewhat useful", "Not relevant for me"),
        "Features [GPUs]": turn(
            "Somewhat useful", "Not relevant for me", "Not relevant for me", "Critical to me"
        ),
        "Python 2 or 3?": turn("3.0", "2.0", "3.0"),
        "How easy is it to upgrade?": turn("4.0", "3.0", "1.0"),
    }


def microsoft_forms() -> dict[str, list[str]]:
    return {
        "ID": [str(at + 1) for at in range(ROWS)],
        "開始時刻": [f"2024/01/{at % 28 + 1:02} 10:00:00" for at in range(ROWS)],
        "完了時刻": [f"2024/01/{at % 28 + 1:02} 10:05:00" for at in range(ROWS)],
        "メール": turn("anonymous"),
        "名前": turn(""),
        "部署": turn("営業", "開発", "総務"),
        "利用した機能": several(("検索", "印刷", "共有"), ";", ";"),
        "大切な順": turn("価格;品質;速さ;", "品質;速さ;価格;", "速さ;価格;品質;"),
        "改善点": numbered("画面*が遅い", 2),
    }


def surveymonkey() -> dict[tuple[str, str], list[str]]:
    ranks = {"駅": turn("1", "2", "3"), "店": turn("2", "3", "1"), "家": turn("3", "1", "2")}
    return {
        ("Respondent ID", ""): [str(9000 + at) for at in range(ROWS)],
        ("Collector ID", ""): turn("77"),
        ("Start Date", ""): [f"01/{at % 28 + 1:02}/2024 10:00:00" for at in range(ROWS)],
        ("End Date", ""): [f"01/{at % 28 + 1:02}/2024 10:09:00" for at in range(ROWS)],
        ("IP Address", ""): [f"192.0.2.{at}" for at in range(ROWS)],
        ("Email Address", ""): turn(""),
        ("性別", "Response"): turn("男性", "女性"),
        ("利用した窓口", "電話"): flags(2, "電話", ""),
        ("", "来所"): flags(3, "来所", ""),
        ("", "オンライン"): turn(""),
        ("", "その他 (具体的に)"): numbered("知人*さん", 7),
        ("満足度", "接客"): turn("満足", "やや満足", "やや不満", "不満"),
        ("", "価格"): turn("やや満足", "満足", "不満", "やや不満", "不満"),
        ("ご意見", "Open-Ended Response"): numbered("待ち時間の*が長いと思いました。", 2),
        ("重視する順", "駅"): ranks["駅"],
        ("", "店"): ranks["店"],
        ("", "家"): ranks["家"],
    }


def macromill() -> dict[str, list[str]]:
    asked = flags(2, "1", "2")
    return {
        "SAMPLEID": [str(90000 + at) for at in range(ROWS)],
        "ANSWERDATE": [f"2024/02/{at % 28 + 1:02} 09:00" for at in range(ROWS)],
        "SEX": turn("1", "2"),
        "AGE": [str(18 + at) for at in range(ROWS)],
        "Q1": asked,
        "Q2_1": flags(7),
        "Q2_2": flags(3),
        "Q2_3": flags(5),
        "Q2_3FA": ["" if at % 5 else f"その他の内容{at}" for at in range(ROWS)],
        "Q3_1": turn("1", "2", "3", "4", "5"),
        "Q3_2": turn("5", "3", "1", "2"),
        "Q4": [value if answer == "1" else "" for value, answer in zip(turn("1", "2", "2", "3", "3"), asked, strict=True)],
        "a1_1": turn("1", "2", "3", "1"),
        "a1_2": turn("3", "5", "", "2"),
        "a1_3": turn("5", "", "", "4"),
        "WT": turn("0.8", "1.2", "1.05"),
    }  # fmt: skip


def logo() -> dict[str, list[str]]:
    used = several(("図書館", "体育館", "その他"), "\n")
    return {
        "受付番号": [f"LG{at:05}" for at in range(ROWS)],
        "送信日時": [f"2024-02-{at % 28 + 1:02} 09:00:00" for at in range(ROWS)],
        "問1 お住まいの地域": turn("北区", "南区", "北区", "市外"),
        "問2 利用した施設": used,
        "問2 利用した施設_その他": [
            f"プール{at}" if "その他" in cell else "" for at, cell in enumerate(used)
        ],
        "問3 来館回数": turn("2～3回", "初めて", "10回以上", "4～9回"),
        "問4-1 職員の対応": turn("良い", "やや良い", "やや悪い", "悪い"),
        "問4-2 館内の清潔さ": turn("やや良い", "良い", "悪い", "やや悪い", "悪い"),
        "問5 利用料": [f"{1000 + at * 250:,}円" for at in range(ROWS)],
    }


def questant() -> dict[str, list[str]]:
    return {
        "No": [str(at + 1) for at in range(ROWS)],
        "回答日時": [f"2024/03/{at % 28 + 1:02} 09:00" for at in range(ROWS)],
        "Q1.年齢": [str(18 + at) for at in range(ROWS)],
        "Q2.知ったきっかけ:テレビ": flags(2, "○", ""),
        "Q2.知ったきっかけ:新聞": flags(3, "○", ""),
        "Q2.知ったきっかけ:その他": flags(6, "○", ""),
        "Q2.知ったきっかけ:その他:自由記入": numbered("友人*さん", 6),
        "Q3.1位": turn("価格", "品質", "速さ"),
        "Q3.2位": turn("品質", "速さ", "価格"),
    }


EXPORTS = {
    case.__name__: case for case in (google_ja, google_en, microsoft_forms, surveymonkey, macromill, logo, questant)
}  # fmt: skip


def to_csv(columns: dict) -> str:
    """The columns as a CSV; headings of two rows are tuples."""
    names = [name if isinstance(name, tuple) else (name,) for name in columns]
    opened = io.StringIO()
    csv.writer(opened, lineterminator="\r\n").writerows(
        [*zip(*names, strict=True), *zip(*columns.values(), strict=True)]
    )
    return opened.getvalue()


def write_csv(columns: dict, folder: Path) -> Path:
    path = folder / "responses.csv"
    path.write_text(to_csv(columns), encoding="utf-8", newline="")
    return path
