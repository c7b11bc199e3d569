"""Choices with an order of their own: yes and no, sex, knowledge, frequency words, schools, weekdays, months, prefectures."""

from __future__ import annotations

import re

from helpers.draft.bands import fold

PREFECTURES = tuple(
    [
        "北海道",
        "青森県",
        "岩手県",
        "宮城県",
        "秋田県",
        "山形県",
        "福島県",
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
        "東京都",
        "神奈川県",
        "新潟県",
        "富山県",
        "石川県",
        "福井県",
        "山梨県",
        "長野県",
        "岐阜県",
        "静岡県",
        "愛知県",
        "三重県",
        "滋賀県",
        "京都府",
        "大阪府",
        "兵庫県",
        "奈良県",
        "和歌山県",
        "鳥取県",
        "島根県",
        "岡山県",
        "広島県",
        "山口県",
        "徳島県",
        "香川県",
        "愛媛県",
        "高知県",
        "福岡県",
        "佐賀県",
        "長崎県",
        "熊本県",
        "大分県",
        "宮崎県",
        "鹿児島県",
        "沖縄県",
    ]
)  # 全国地方公共団体コード（総務省）の順
# (name, patterns in order): a label belongs to the first pattern that it fits.
SEQUENCES: list[tuple[str, list[str]]] = [
    ("はい・いいえ", [r"^はい|^yes\b|^有$|^有り$|^あり$|^ある$|^true$|^〇$|^○$", r"^いいえ|^no\b|^無$|^無し$|^なし$|^ない$|^false$|^×$"]),
    ("性別", [r"^(男|男性|male|man|men|m)$", r"^(女|女性|female|woman|women|f)$"]),
    ("認知", [r"(内容|詳し|よく).*(知って|理解)", r"^知っている|^知っていた|^ある程度", r"名前|名称|言葉|聞いたこと|見たこと|少し", r"知らな|初めて"]),
    (
        "頻度",
        [r"^いつも|^常に|^必ず|^毎回|^always|all the time|constantly", r"every ?day|^daily|^毎日", r"^よく|^頻繁|^しばしば|^おおよそ|^very often|^often|^frequently|^usually",
         r"^時々|^ときどき|^時折|^sometimes|^weekly", r"^たまに|^まれに|^occasionally|^monthly", r"^あまり|^ほとんど|^めったに|^rarely|^seldom|hardly ever",
         r"^まったく|^全く|^一度も|^ない$|^しない$|never|not at all|just looking"],
    ),
    ("重要さ", [r"^(critical|essential|extremely)", r"^(very|highly)", r"^important|^useful|^relevant", r"^(somewhat|moderately|fairly|quite|nice)", r"^(slightly|a little)", r"^not |^un"]),
    ("よさ", [r"^excellent", r"^very good", r"^good", r"^fair|^average|^ok", r"^poor|^bad", r"^very (poor|bad)|^terrible"]),
    ("程度", [r"^大$|^高$|^強$|^上$|^高い|^high$|^large$|^l$", r"^中$|^medium$|^middle$|^m$", r"^小$|^低$|^弱$|^下$|^低い|^low$|^small$|^s$"]),
    ("学校", [r"^(乳幼児|幼児|未就学)", r"^小学", r"^中学", r"^高校|^高等学校|^高卒", r"^専門|^専修", r"^短大|^短期大学|^高専|^高等専門", r"^大学(?!院)|^大卒", r"^大学院"]),
    ("婚姻", [r"^未婚|^独身", r"^既婚|^結婚", r"離別|離婚", r"死別"]),
    ("曜日", [rf"^{day}(曜日?)?$" for day in "月火水木金土日"]),
    ("平日・休日", [r"^平日", r"^土曜", r"^(日曜|休日|土日|祝)"]),
    ("月", [rf"^{month}月$" for month in range(1, 13)]),
    ("時間帯", [r"^早朝", r"^朝", r"^午前", r"^(昼|正午|お昼)", r"^午後", r"^夕", r"^夜", r"^深夜"]),
    ("旬", [r"^上旬", r"^中旬", r"^下旬"]),
    ("季節", [r"^春", r"^夏", r"^秋", r"^冬"]),
    ("地方", [r"^北海道", r"^東北", r"^(北?関東|首都圏)", r"^(北陸|甲信越|北信越)", r"^(中部|東海)", r"^(近畿|関西)", r"^中国", r"^四国", r"^(九州|九州・?沖縄)", r"^沖縄"]),
]  # fmt: skip
OTHER = re.compile(
    r"^その他([（(:：、\s].*)?$|^そのほか([（(].*)?$|^others?([\s:(（,].*)?$|^上記以外", re.IGNORECASE
)
TAILS = [
    re.compile(r"^その他|^そのほか|^others?\b|^上記以外", re.IGNORECASE),
    re.compile(
        r"^(特に)?(ない|なし|ありません|無し)[。]?$|^特に.*(ない|なし|ありません)|([当あ]てはまる|該当する)?(もの|項目|こと)(は|が)?(ない|なし|ありません)|^該当(施設)?(なし|しない)|"
        r"^選択(肢)?なし|^(いず|ど)れも.*(ない|ません)|^none\b|^n/?a$|^not applicable",
        re.IGNORECASE,
    ),
    re.compile(r"^(よく|まだ)?([分わ]から(ない|ず|ん)|[分わ]かりません)|覚えて(い)?ない|^不明|判断できない|don.?t know|not sure|^unsure|can.?t say", re.IGNORECASE),
    re.compile(r"答え(たく|られ)?(ない|ません)|回答(したく|し|でき)(ない|ません)|^無回答|^未回答|prefer not|^秘密|decline|no answer", re.IGNORECASE),
]  # fmt: skip


def tail_rank(label: str) -> int:
    """0 for an ordinary choice; その他 1, 特になし 2, わからない 3, 答えたくない 4: they stand last, in this order."""
    return next((rank for rank, pattern in reversed(list(enumerate(TAILS, 1))) if pattern.search(label)), 0)


def is_other(label: str) -> bool:
    """その他, その他（具体的に）, Other: the choice beside which people write their own words."""
    return bool(OTHER.search(label.strip()))


def order_by_sequence(labels: list[str]) -> tuple[list[str], str] | None:
    """(labels in order, name of the sequence) when each label is another step of one sequence."""
    for name, patterns in SEQUENCES:
        steps = {label: _step(fold(label), patterns) for label in labels}
        if None not in steps.values() and len(set(steps.values())) == len(labels) >= 2:
            return sorted(labels, key=lambda label: steps[label]), name
    return None


def _step(text: str, patterns: list[str]) -> int | None:
    return next((at for at, pattern in enumerate(patterns) if re.search(pattern, text)), None)


def order_by_prefecture(labels: list[str]) -> list[str] | None:
    """Prefectures in the official order, then what is none (海外); None unless nine in ten are prefectures."""
    names = {label: _prefecture(label) for label in labels}
    known = [label for label in labels if names[label] is not None]
    if (
        len(known) < 2
        or len(known) < 0.9 * len(labels)
        or len({names[label] for label in known}) < len(known)
    ):
        return None
    return sorted(known, key=lambda label: names[label]) + [label for label in labels if names[label] is None]


def _prefecture(label: str) -> int | None:
    plain = fold(label)
    return next(
        (at for at, name in enumerate(PREFECTURES) if plain in (name, name.rstrip("都府県") or name)), None
    )
