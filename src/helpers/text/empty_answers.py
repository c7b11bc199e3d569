"""Answers that say nothing (特になし, わからない, 同上, あああ): counted, not quoted.

The whole answer has to be such a phrase; 「特に困っていることはないが、…」 says something. Blanks, punctuation, width and
case do not count; an answer that asks or wishes says something (「なしの木」, 「居場所がない」).
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

BLANK, NONE, UNKNOWN, SAME, MEANINGLESS = "空欄", "特になし", "わからない", "同上", "意味をなさない"
EMPTY_KINDS = (NONE, UNKNOWN, SAME, MEANINGLESS, BLANK)
WHEN = r"(?:(?:今|いま)の?ところ(?:は)?|現時点で(?:は)?|現状(?:では|は)?|現在(?:は|のところ)?|今(?:は|回は)?|いまは|これといって|私(?:に)?は|自分は|当方(?:は)?|まだ|別に|)"
MUCH = r"(?:特に|とくに|特段|とりたてて|取り立てて|格別|別段|何も|なにも|なんにも|何にも|全く|まったく|一切|ほとんど|あまり|とくには|特には|)"
WHAT = (
    r"(?:(?:その他|ほか|他)?(?:の|に|で)?(?:該当|回答|意見|ご意見|要望|ご要望|希望|感想|質問|提案|問題|困りごと|困っていること|困っている事|困ったこと|"
    r"困った事|悩み|不満|不安|思うこと|思う事|言うこと|伝えたいこと|書くこと|書く事|述べること|記入事項|記載事項|特記事項|コメント|こと|事|もの|心当たり)"
    r"(?:・(?:意見|要望|感想|質問))?(?:など|等)?|)"
)
OF = r"(?:は|が|も|とか|など|等|に|)"
NO = (
    r"(?:なし|無し|ナシ|なにもなし|ない|無い|無|ないです|無いです|ありません|有りません|ございません|御座いません|なく|ないかな|ないと思います|ないと思う|"
    r"見当たりません|見当たらない|ありませんでした|なかったです|なかった|なしで|いません|いない|結構|けっこう|大丈夫|nothing|none|no|na|nil|null|"
    r"nocomment|ノーコメント|無回答|未回答|未記入|無記入|空欄|該当せず|非該当|該当なし|対象外|パス|"
    r"(?:すぐに(?:は)?|咄嗟に(?:は)?|急に(?:は)?)?思い(?:つかない|付かない|つきません|付きません|当たりません|当たらない|当たる(?:もの|こと)(?:は|が)?(?:ない|ありません)|浮かばない|浮かびません))"
)
END = r"(?:です|でした|ですね|ですかね|だ|だよ|ね|かな|のです|んです|と思います|と思う|ということで|になります|とさせていただきます|でお願いします|かと思います|ようです|よ|な|の|)"
NOTHING = re.compile(rf"(?:{WHEN}{MUCH}{WHAT}{OF}{WHEN}{MUCH}{NO}{END}){{1,2}}")
CANNOT = re.compile(
    rf"{WHEN}{MUCH}(?:何を書けばいいか|何と答えればよいか|どう答えてよいか|質問の意味が|意味が|内容が|設問が|よく|あまり|全然|まだ|正直|正直言って|詳しく(?:は)?|詳細は|{WHAT}){OF}"
    r"(?:よく|あまり|全然|まだ|)"
    r"(?:[分判解わ]か(?:らない|りません|らず|んない|りかねます|りかねる|らん)|わからぬ|知らない|知りません|存じません|不明|未定|検討中|判断できない|判断できません|"
    r"答えられない|答えられません|お答えできません|回答できない|回答できません|回答しかねます|答えようがない|何とも言えない|なんとも言えない|何とも言えません|なんとも言えません|"
    rf"どちらとも言えない|どちらともいえない|言えない|言えません|dk|dontknow|idontknow|unknown|ノーコメント){END}"
)
SAME_AS = re.compile(
    r"(?:(?:上記|前記|右|左|上|前)に?(?:と)?(?:同じ|同様|同文)|同上|同前|同左|同右|以下同文|〃|々|前(?:の)?(?:問|設問|回答|質問)(?:と|に)?(?:同じ|同様)|"
    r"(?:上記|前述|先述|上述|既述|先)(?:の|に書いた|で書いた|に述べた|で述べた)?(?:とおり|通り)|(?:上|先|前)に(?:書い|述べ|記載し|記入し)た(?:とおり|通り|こと)?|"
    r"問?q?\d{1,2}(?:-\d{1,2})?(?:の回答)?(?:と|に)(?:同じ|同様)|(?:前回|昨年|去年)(?:の回答)?(?:と|に)(?:同じ|同様))"
    rf"(?:内容|意見|回答|理由)?{END}"
)
ALONE = re.compile(
    r"(?:その他|以上|終わり|おわり|test|テスト|てすと|はい|いいえ|yes|よろしくお願いします|よろしくお願いいたします|お願いします|ok|同意)"
)
PUNCTUATION = frozenset(
    "。、.,．，?？!！ \u3000\n\r\t"
)  # a line or a dash stands for none, these for nothing
REPEATED = re.compile(r"(.{1,3}?)\1{2,}")
KEYBOARD = re.compile(r"(?:asdf\w*|qwer\w*|zxcv\w*|hjkl\w*|abc(?:d(?:ef\w*)?)?|xyz|[0-9]+|[a-z])")


def classify_answer(text: str) -> str:
    """特になし, わからない, 同上, 意味をなさない, 空欄; "" for an answer that says something."""
    if not text.strip():
        return BLANK
    plain = _strip(text)
    if not plain:
        return MEANINGLESS if set(text) <= PUNCTUATION else NONE
    if len(plain) > 40:
        return MEANINGLESS if REPEATED.fullmatch(plain) else ""
    return _classify(plain)


def is_nothing(text: str) -> bool:
    """「特になし」「特にありません。」「-」, blank and the other kinds: an answer that says nothing."""
    return bool(classify_answer(text))


def count_empty_answers(df_by_remark: pd.DataFrame) -> pd.DataFrame:
    """How many answers say nothing, and how.

    df_by_empty_kind (one row a kind, in the order of EMPTY_KINDS, then 内容のある回答; all rows, also with n 0)
    kind     | n     | percent (0-100, of all rows; <NA> without rows) | example (the most frequent wording)
    特になし | 12    | 19.35   | 特になし
    str      | int64 | Float64 | str
    """
    texts = df_by_remark["text"].fillna("").astype(str)
    kinds = texts.map(classify_answer).astype(object)
    rows = []
    for kind in (*EMPTY_KINDS, ""):
        own = texts[kinds == kind].str.strip()
        share = 100 * len(own) / len(texts) if len(texts) else pd.NA
        example = "" if kind in ("", BLANK) or own.empty else own.value_counts().sort_index().idxmax()
        rows.append((kind or "内容のある回答", len(own), share, example))
    return pd.DataFrame(rows, columns=["kind", "n", "percent", "example"]).astype({"percent": "Float64"})


def _strip(text: str) -> str:
    """Letters and digits alone, NFKC, lower case; 〃 and 々 stay, a long vowel mark at the end goes."""
    text = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(character for character in text if character.isalnum() or character in "〃々")
    return plain.rstrip("ー").removesuffix("笑").removesuffix("w") or plain.rstrip("ー")


def _classify(plain: str) -> str:
    if NOTHING.fullmatch(plain):
        return NONE
    if CANNOT.fullmatch(plain):
        return UNKNOWN
    if SAME_AS.fullmatch(plain):
        return SAME
    meaningless = ALONE.fullmatch(plain) or REPEATED.fullmatch(plain) or KEYBOARD.fullmatch(plain)
    return MEANINGLESS if meaningless or (len(plain) == 1 and not re.fullmatch("[一-鿿]", plain)) else ""
