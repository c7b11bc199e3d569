"""What each column of inputs.xlsx is for, in the words that its heading's note shows; and what it may hold."""

from __future__ import annotations

from helpers.raw.schema import TYPE_LABELS, load_schema
from helpers.raw.tables import column_types

SHEETS = {
    "facts": "数値台帳：ほかの表に置き場のない数値・日付・年月",
    "participants": "連携PFの参加者",
    "opinions": "連携PFの会合で出た意見",
    "interviews": "取材した発言",
    "meetings": "打合せの記録",
    "distribution": "広報物の配布先と部数",
    "media": "動画の再生数など、広報の到達数",
    "pins": "引用する回答の指定",
    "codings": "テーマ（コード）の判断の記録",
    "disclosure": "個人に関わる語を伏せるかどうかの判断の記録",
}
NOTES = {
    "facts.id": "本文で {{ id }} と引く名前（英小文字と「.」）。前の年度の名前を使い続ける。",
    "facts.label": "何の数値か。付録C に印字する。",
    "facts.value": "値だけを書く。単位や「約」は unit・prefix の列に書く。",
    "facts.unit": "単位（か所、名）。",
    "facts.prefix": "数の前の語（約）。",
    "facts.suffix": "数の後の語（を超える）。",
    "facts.as_of": "いつの時点の値か。",
    "facts.source": "何から採ったか（資料の名前と箇所）。",
    "facts.note": "覚え書き。印字しない。",
    "participants.side": "地域側か行政側か。",
    "participants.class": "参加者の区分（町会・自治会、区役所など）。platform.yaml の classes と同じ書き方にする。",
    "participants.organisation": "団体の名前。",
    "participants.division": "行政側の部署の名前。case.yaml にある書き方にする。",
    "participants.post": "役職。",
    "opinions.id": "意見の番号（PF-01 から）。一度付けたら変えない。",
    "opinions.meeting": "第何回の会合か。",
    "opinions.speaker_class": "発言者の区分。",
    "opinions.category": "意見の分類（地域の現状について など）。",
    "opinions.remark": "意見の本文。1行に一つ。",
    "interviews.id": "発言の番号（IV-01 から）。一度付けたら変えない。",
    "interviews.interviewee": "取材に応じた団体・部署。",
    "interviews.speaker_class": "発言者の区分（地域、行政）。",
    "interviews.topic": "話題。",
    "interviews.remark": "発言の本文。1行に一つ。",
    "interviews.source": "記録の名前と箇所。",
    "meetings.no": "打合せの番号（1から）。",
    "meetings.date": "打合せの日。",
    "meetings.weekday": "受け取った記録にある曜日。日付との食い違いを見つけるためのもの。",
    "meetings.start": "始まりの時刻。",
    "meetings.end": "終わりの時刻。",
    "meetings.counterpart": "相手の部署・団体。",
    "distribution.group": "配布先の区分（区内各所、区役所内）。検算用の「小計」「合計」の行も書ける。",
    "distribution.place": "配布先。",
    "distribution.sites": "か所数。",
    "distribution.copies_per_site": "1か所あたりの部数。",
    "distribution.copies": "部数（か所数 × 1か所の部数）。",
    "media.id": "本文で {{ media.id }} と引く名前（英小文字と「_」）。",
    "media.channel": "媒体（YouTube、X、区報）。",
    "media.label": "何の数か（再生数、表示）。",
    "media.value": "値だけを書く。",
    "media.unit": "単位（回、件）。",
    "media.as_of": "いつの時点の値か。",
    "media.source": "何から採ったか。",
    "pins.scope": "設問の id（Q18）。",
    "pins.remark": "引用する回答の id（SV-Q18-R001）。",
    "pins.reason": "その回答を選ぶ理由。",
    "pins.decided_by": "決めた人。",
    "codings.remark": "発言の id（SV-Q18-R001）。",
    "codings.code": "テーマの名前。",
    "codings.coder": "判断した人。話し合って決めたら「合議」。",
    "codings.decision": "そのテーマに当たるか。",
    "codings.reason": "なぜそう判断したか。",
    "codings.date": "判断した日。",
    "codings.text_hash": "プログラムが書く照合番号。空欄でよい。",
    "disclosure.remark": "発言の id。どの発言でも同じなら「すべて」。",
    "disclosure.surface": "本文にあるとおりの語。発言の全体なら「全文」。",
    "disclosure.decision": "引用するときに伏せるか。",
    "disclosure.reason": "なぜそう決めたか（本人の了解など）。",
    "disclosure.decided_by": "決めた人。",
    "disclosure.date": "決めた日。",
}
MUST = "必ず書く。"
MAY = "分からなければ空欄のままにする。"


def note_of(table: str, column: str) -> str:
    """何の列か、書き方、必ず要るか: one line each."""
    rule = load_schema(table)["properties"][column]
    form = rule.get("description") or "、".join(rule.get("enum", ()))
    form = form or "、".join(TYPE_LABELS[kind] for kind in column_types(table)[column] if kind != "string")
    required = MUST if column in load_schema(table).get("required", ()) else MAY
    lines = [NOTES.get(f"{table}.{column}", ""), f"書き方：{form}" if form else "", required]
    return "\n".join(line for line in lines if line)
