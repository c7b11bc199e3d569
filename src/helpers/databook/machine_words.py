"""The words of the machine-readable tables: codes, special symbols, and what each column is (rules L3-02, -03, -04, -08)."""

from __future__ import annotations

from dataclasses import dataclass

NONE, TOTAL = "none", "total"
ENCODING, BOM, NEWLINE, DELIMITER = "UTF-8", "yes", "CRLF", "comma"

# (variable, code, label): codes that are the same in every survey
FIXED_CODES = (
    ("question_type", "SA", "単数回答"), ("question_type", "MA", "複数回答"), ("question_type", "SCALE", "尺度"),
    ("question_type", "NUM", "数値"), ("question_type", "NPS", "推奨度（NPS）"), ("question_type", "RANK", "順位"),
    ("question_type", "DATE", "日付"), ("question_type", "FA", "自由記述"),
    ("row_kind", "choice", "選択肢"), ("row_kind", "net", "選択肢のまとめ（いずれかを選んだ）"),
    ("row_kind", "mark", "無回答・不明・秘匿"), ("row_kind", "statistic", "統計量・検定"),
    ("status", "observed", "数値あり"), ("status", "suppressed", "秘匿"), ("status", "no_base", "尋ねた人がいない"),
    ("status", "unavailable", "計算できない・公表されていない"),
    ("yes_no", "yes", "はい"), ("yes_no", "no", "いいえ"),
    ("percent_base", "asked", "尋ねた人を基数とする"), ("percent_base", "answered", "答えた人を基数とする"),
    ("banner_code", TOTAL, "全体"), ("choice_code", NONE, "該当なし"),
)  # fmt: skip
STATISTICS = {
    "count": "件数と割合", "mean": "平均", "sd": "標準偏差", "median": "中央値", "min": "最小値", "max": "最大値",
    "q1": "第1四分位数", "q3": "第3四分位数", "top2": "上位2項目の割合", "bottom2": "下位2項目の割合", "nps": "NPS",
    "promoters": "推奨者の割合", "passives": "中立者の割合", "detractors": "批判者の割合", "score": "得点",
    "mean_rank": "平均順位", "answered": "答えた人の数", "chi2": "ピアソンのカイ二乗", "cramers_v": "クラメールのV",
}  # fmt: skip
MARK_CODES = {"無回答": "no_answer", "不明": "unreadable", "秘匿": "suppressed", "非該当": "not_applicable"}

# (symbol, label, where, meaning)
SYMBOLS = (
    ("blank", "空欄", "machine", "その行に当てはまる数値がない。0 ではない。理由は同じ行の status にある。"),
    ("0", "ゼロ", "machine", "数えた結果が 0（該当者がいない）。"),
    ("none", "該当なし", "machine", "その行に当てはまる項目がない（統計量の行の選択肢など）。"),
    ("total", "全体", "machine", "クロス集計の列ではなく、全体。"),
    ("suppressed", "秘匿", "machine", "個人が識別されるおそれがあるため、数値を伏せた。"),
    ("no_base", "尋ねた人がいない", "machine", "基数が 0 のため割合がない。"),
    ("unavailable", "計算できない", "machine", "人数が足りない、又は公表されていないため、数値がない。"),
    ("no_answer", "無回答", "machine", "尋ねたが、答えがなかった。"),
    ("unreadable", "不明", "machine", "答えはあったが、選択肢又は数値として読めなかった。"),
    ("not_applicable", "非該当", "machine", "質問の対象ではないため、尋ねていない。基数に含めない。"),
    ("'", "アポストロフィ", "machine", "CSV の文字列の先頭にあるときは、表計算ソフトが数式と取り違えないための印。データではない。"),
    ("〓", "げた記号", "machine", "書けない制御文字を置き換えた印。"),
    ("秘匿", "秘匿", "printed", "個人が識別されるおそれがあるため、数値を伏せた。"),
    ("不明", "不明", "printed", "公表されていない、又は読めなかった。"),
    ("-", "ハイフン", "printed", "該当者がいない。"),
    ("0.0", "ゼロ（小数第1位）", "printed", "該当者はいるが、表示の単位に満たない。"),
    ("*", "アスタリスク", "printed", "n が小さいため参考値。"),
    ("※", "米印", "printed", "尋ねていない。"),
    ("▲▲", "黒三角2つ", "printed", "全体より大きい（差の段階が上）。"),
    ("▲", "黒三角", "printed", "全体より大きい。"),
    ("▽", "白三角", "printed", "全体より小さい。"),
    ("▽▽", "白三角2つ", "printed", "全体より小さい（差の段階が上）。"),
)  # fmt: skip
# 都道府県の標準地域コード（総務省）の順: 01000 北海道 ... 47000 沖縄県
PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
AREA_CODES = {name: f"{number:02}000" for number, name in enumerate(PREFECTURES, 1)}


@dataclass(frozen=True)
class Column:
    """One column of a machine-readable table: its Japanese name, kind, unit, and the codes it may hold.

    `kind`: code (a value of the code table or an id), text, integer, number. `codes` names the variable of the code
    table. `blank` says what an empty cell means, "none" where there are no empty cells.
    """

    name: str
    label: str
    kind: str
    meaning: str
    unit: str = NONE
    codes: str = NONE
    blank: str = NONE


SURVEY = Column("survey", "調査", "code", "調査のID。about の survey と同じ。")
QUESTION = Column("question", "質問", "code", "質問のID。questions の question と同じ。")
NUMBER_BLANK = "当てはまる数値がない（status を参照）"
UNWEIGHTED_BLANK = "数値がない（status を参照）、又は重みを使っていない"


def _numbers(*columns: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, label, "number", meaning, unit, blank=NUMBER_BLANK)
        for name, label, unit, meaning in columns
    )


RESULTS = (
    SURVEY,
    QUESTION,
    Column("question_type", "質問の種類", "code", "質問の種類。", codes="question_type"),
    Column("row_kind", "行の種類", "code", "選択肢、まとめ、無回答など、統計量の別。", codes="row_kind"),
    Column("choice_code", "選択肢コード", "code", "選択肢のコード。", codes="choice_code"),
    Column("choice_label", "選択肢", "text", "選択肢の文言。統計量の行では該当なし。"),
    Column("statistic", "統計量", "code", "件数と割合の行は count。", codes="statistic"),
    Column("banner", "集計の軸", "code", "クロス集計の軸の質問ID。入れ子は * でつなぐ。全体は total。"),
    Column("banner_code", "軸の選択肢コード", "code", "軸の選択肢のコード。全体は total。", codes="banner_code"),
    Column("banner_label", "軸の選択肢", "text", "軸の選択肢の文言。"),
    Column("banner_letter", "列の記号", "code", "有意差の検定に使う列の記号。significance を参照。"),
    Column("status", "数値の状態", "code", "数値があるか、ないならばその理由。", codes="status"),
    *_numbers(
        ("n", "件数", "回答者数", "選んだ回答者の数。重みがあれば重み付き。"),
        ("base", "基数", "回答者数", "割合の分母。重みがあれば重み付き。"),
        ("percent", "割合", "％（0から100）", "100×n÷base。丸めていない。"),
        ("value", "統計量の値", "統計量による（questions の unit、割合は％、検定は無名数）", "統計量の値。丸めていない。"),
        ("difference", "全体との差", "ポイント又は統計量の単位", "この行の割合（値）から全体の割合（値）を引いた差。"),
        ("ci_lower", "95％信頼区間の下限", "％（0から100）", "割合のウィルソンの信頼区間。"),
        ("ci_upper", "95％信頼区間の上限", "％（0から100）", "割合のウィルソンの信頼区間。"),
        ("p_value", "有意確率", "確率（0から1）", "検定の有意確率。"),
        ("degrees_of_freedom", "自由度", "無名数", "検定の自由度。"),
    ),
    Column("n_unweighted", "件数（重みなし）", "integer", "重みを付けない回答者の数。", "回答者数", blank=UNWEIGHTED_BLANK),
    Column("base_unweighted", "基数（重みなし）", "integer", "重みを付けない基数。", "回答者数", blank=UNWEIGHTED_BLANK),
    Column("base_effective", "有効標本サイズ", "number", "キッシュの有効標本サイズ。", "回答者数", blank=UNWEIGHTED_BLANK),
    Column("synthetic", "合成データ", "code", "実際の回答ではない値を含むか。", codes="yes_no"),
)  # fmt: skip
SIGNIFICANCE = (
    SURVEY, QUESTION,
    Column("row_kind", "行の種類", "code", "results と同じ。", codes="row_kind"),
    Column("choice_code", "選択肢コード", "code", "results と同じ。", codes="choice_code"),
    Column("statistic", "統計量", "code", "results と同じ。", codes="statistic"),
    Column("banner", "集計の軸", "code", "results と同じ。"),
    Column("banner_code", "軸の選択肢コード", "code", "有意に高い列。", codes="banner_code"),
    Column("banner_letter", "列の記号", "code", "有意に高い列の記号。"),
    Column("lower_code", "低い列のコード", "code", "比べて低い列。", codes="banner_code"),
    Column("lower_letter", "低い列の記号", "code", "比べて低い列の記号。"),
)  # fmt: skip
QUESTIONS = (
    SURVEY, QUESTION,
    Column("matrix", "マトリクスの質問", "code", "マトリクスの項目なら元の質問のID、ほかは none。"),
    Column("item", "マトリクスの項目", "text", "項目の文言、ほかは none。"),
    Column("question_text", "質問文", "text", "質問の文言。"),
    Column("question_type", "質問の種類", "code", "質問の種類。", codes="question_type"),
    Column("unit", "単位", "text", "答え又は統計量の単位。選択肢の質問では none。"),
    Column("base_condition", "対象の条件", "text", "尋ねた人の条件。全員なら none。"),
    Column("percent_base", "割合の基数", "code", "尋ねた人か、答えた人か。", codes="percent_base"),
    Column("base_note", "基数の説明", "text", "誰に尋ねたか。"),
    Column("choices", "選択肢の数", "integer", "コード表にある選択肢の数。", "個"),
    Column("derived", "派生した質問", "code", "ほかの質問の答えから作ったか。", codes="yes_no"),
    Column("synthetic", "合成データ", "code", "実際の回答ではない値を含むか。", codes="yes_no"),
    Column("source", "出典", "text", "元のファイルと列。"),
)  # fmt: skip
CODES = (
    Column("variable", "変数", "code", "コードを使う列の名前（columns の codes）。"),
    Column("question", "質問又は軸", "code", "choice_code と banner_code では質問のID又は軸、ほかは none。"),
    Column("code", "コード", "code", "データに書かれる値。"),
    Column("label", "名称", "text", "コードの表す選択肢又は区分。"),
    Column(
        "area_code",
        "標準地域コード",
        "code",
        "名称が都道府県の正式名称なら、その標準地域コード（5桁）。ほかは none。",
    ),
    Column("sort_order", "並び順", "integer", "質問又は変数の中の順番。", "番目"),
)
SYMBOL_COLUMNS = (
    Column("symbol", "記号", "text", "値又は記号。"),
    Column("label", "名称", "text", "記号の呼び名。"),
    Column("used_in", "使う所", "code", "machine は機械可読データ、printed は印刷用の表。"),
    Column("meaning", "意味", "text", "記号の意味。"),
)
COLUMN_COLUMNS = (
    Column("table_name", "表", "code", "表（CSV のファイル、Excel のシート）の名前。"),
    Column("column_name", "列", "code", "列の物理名。"),
    Column("label", "列の名称", "text", "列の日本語の名前。"),
    Column("data_type", "型", "code", "code、text、integer、number のどれか。"),
    Column("unit", "単位", "text", "数値の単位。数値でなければ none。"),
    Column("codes", "コード表の変数", "code", "codes の variable。コードでなければ none。"),
    Column("blank_meaning", "空欄の意味", "text", "空欄の意味。空欄がなければ none。"),
    Column("meaning", "定義", "text", "列の定義。"),
)
HISTORY = (
    Column("fiscal_year", "年度", "text", "変更のあった年度（西暦。4月から翌年3月）。分からなければ none。"),
    Column("question", "質問", "code", "変更のあった質問のID。表の形式の変更は none。"),
    Column("change", "変更", "text", "変更の内容。"),
    Column("note", "備考", "text", "補足。なければ none。"),
)
ABOUT = (
    Column("item", "項目", "code", "項目の物理名。"),
    Column("label", "項目の名称", "text", "項目の日本語の名前。"),
    Column("value", "内容", "text", "項目の内容。なければ none。"),
)
TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "results": ("集計結果（縦持ち）", RESULTS),
    "significance": ("有意差（列の組ごと）", SIGNIFICANCE),
    "questions": ("質問の一覧", QUESTIONS),
    "codes": ("コード表", CODES),
    "symbols": ("特殊な値と記号の定義", SYMBOL_COLUMNS),
    "columns": ("列の定義", COLUMN_COLUMNS),
    "history": ("変更の履歴", HISTORY),
    "about": ("調査とデータの説明", ABOUT),
}
