"""Columns that are no question: ids, timestamps, personal data, weights."""

from __future__ import annotations

import re
import unicodedata

from helpers.draft.columns import Column
from helpers.draft.dates import is_date_column
from helpers.draft.flags import is_flag
from helpers.draft.headers import OPEN_ENDED
from helpers.raw.forms import PART_BY_PART
from helpers.raw.names import fold_width

ID = (
    r"(回答|回答者|サンプル|調査|モニター|会員|受付|申請|整理|管理|票|通し|シリアル|個体|対象者)?(id|no\.?|番号|ナンバー|コード)",
    r"(respondent|response|submission|participant|sample|subject|record|case|user|member|collector)?[ _]?(id|no\.?|number|key)",
    r"(id|sampleid|sid|uid|mid|no\.?|#|serial|token|連番|通番|uuid|index|key)",
)
TIMES = (
    r"(タイムスタンプ|timestamp|time stamp)",
    r"(回答|送信|開始|完了|終了|登録|申請|受付|入力|最終変更|最終更新|回答開始|回答完了|回答終了)(日時|時刻|日付|日|時間)(\(.*\))?",
    r"(start|end|completion|submit|submitted|submission|last modified|recorded|created|answer)[ _]?(at|date|time|datestamp)?",
    r"(start|end|recorded|submit|answer|response)(ed)?[ _]?date",
)
PREFERRED = (r"タイムスタンプ|timestamp", r"完了|completion|回答日|送信|submit|end|recorded|申請|受付")
PERSONAL = (
    r"(e[- ]?)?(メール|mail)( ?(アドレス|address))?(\(.*\))?|(e[- ]?)?メールアドレス.*",
    r"(お|ご)?(氏名|名前|なまえ|芳名)(\(.*\))?|(ご)?担当者(の)?(お|ご)?(氏名|名前|名)|フリガナ|ふりがな|フルネーム|ニックネーム",
    r"(first|last|full|user|your)?[ _]?name|ユーザー名|username",
    r"(お|ご)?(電話番号|電話|連絡先|携帯電話|携帯番号|携帯|fax|tel|phone)(番号)?(\(.*\))?|(ご)?住所(\(.*\))?|郵便番号|番地|phone number|address",
    r"ip([ _]?(address|アドレス))?|ua|user[ _]?agent|ユーザーエージェント|ブラウザ|cookie|端末(id|情報)?|生年月日|date of birth|birthday",
    r"(会員|モニター|個人)(id|番号)|マイナンバー",
)
REPEATED = r"(お|ご)?(電話|連絡先|携帯|fax|tel|phone|住所|郵便番号|番地|address|端末|ブラウザ|生年月日).*"
OTHERS = r"(custom data \d+|collector( ?id)?|コレクター ?id|スコア|score|ステータス|status|user language|distributionchannel|progress|duration.*|回答時間|回答所要時間|所要時間|finished)"
WEIGHT = r"(ウェイト|ウエイト|ウェート|weight|weights|wt|wgt|wb|重み|拡大係数|補正係数|集計ウェイト|ウェイト値|ウェイト係数|補正ウェイト)(\d*|値)?"
CONTENT = {
    "メールアドレス": re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    "電話番号": re.compile(r"0\d{1,4}[-(]?\d{1,4}[-)]?\d{3,4}"),
    "IP アドレス": re.compile(r"\d{1,3}(\.\d{1,3}){3}"),
    "郵便番号": re.compile(r"〒?\d{3}-\d{4}"),
}


def plain_name(name: str) -> str:
    """NFKC, lower case, single blanks, without number ("1. 氏名"), mark (必須) or level above ("ID / Response")."""
    parts = [part for part in name.split(PART_BY_PART) if part not in OPEN_ENDED] or [name]
    folded = " ".join(unicodedata.normalize("NFKC", parts[-1]).split()).lower()
    folded = re.sub(r"[(\[【]?(必須|任意)[)\]】]?|[*※]", "", folded).strip()
    return re.sub(r"^(q|問|設問)?\d{1,3}[.．:：、)\s]\s*", "", folded)


def _matches(name: str, patterns: tuple[str, ...] | str) -> bool:
    patterns = (patterns,) if isinstance(patterns, str) else patterns
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def is_unique(column: Column) -> bool:
    """Every row has a value, and no two the same."""
    return column.answered == column.rows == len(column.labels)


def is_identifier(column: Column) -> bool:
    """Named like an id, and mostly distinct."""
    return _matches(plain_name(column.name), ID) and len(column.labels) >= 0.9 * column.answered


def is_timestamp(column: Column) -> bool:
    """Named like the time of answering, and dates."""
    return _matches(plain_name(column.name), TIMES) and (not column.answered or is_date_column(column))


def personal_kind(column: Column) -> str:
    """What makes a column personal data (the kind of data or its name), or ""."""
    name = plain_name(column.name)
    if _matches(name, PERSONAL) and not _is_answer(column, name):
        return "列名"
    for kind, pattern in CONTENT.items():
        if not any(pattern.fullmatch(label) for label in column.labels[:20]):
            continue
        hits = sum(
            int(n) for label, n in zip(column.labels, column.counts, strict=True) if pattern.fullmatch(label)
        )
        if column.answered and hits >= 0.8 * column.answered:
            return kind
    return ""


def _is_answer(column: Column, name: str) -> bool:
    """A choice of that name (電話 as a 0/1 column, or below a heading), or few values many times (住所: 市内, 市外)."""
    few = len(column.labels) <= 12 and column.answered >= 3 * len(column.labels)
    short = max((len(label) for label in column.labels), default=0) <= 30
    if is_flag(column, name) and column.labels:
        return True
    return few and short and (PART_BY_PART in column.name or _matches(name, REPEATED))


def is_weight(column: Column) -> bool:
    """Named like a weight, with a positive number in every row."""
    named = _matches(re.sub(r"[\s_]", "", plain_name(column.name)), WEIGHT)
    whole = column.answered == column.rows and column.numeric_share == 1
    return named and whole and min(column.numbers.values(), default=0) > 0


def is_technical(column: Column) -> bool:
    """What the tool writes beside the answers (ステータス, スコア, Custom Data 1)."""
    return _matches(plain_name(column.name), OTHERS)


def prefer_timestamp(columns: list[Column]) -> Column:
    """Of several, the time of sending, else the first."""
    for pattern in PREFERRED:
        for column in columns:
            if re.search(pattern, fold_width(column.name).lower()):
                return column
    return columns[0]
