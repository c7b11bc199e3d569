"""What was done, in sentences for the reader of the tables: bases, weights, tests, intervals, what was left out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.numerals import number_text
from helpers.tabulate.banner import NEST
from helpers.tabulate.settings import Settings

CORRECTED = {
    "bonferroni": "同じ選択肢・同じ集計軸の中で検定した組の数だけp値を大きくするボンフェローニ法で補正した",
    "holm": "同じ選択肢・同じ集計軸の中で検定した組について、p値をホルム法で補正した",
    "none": "検定を繰り返すことによる補正はしていない（偶然の差が有意とされやすい）",
}


def describe_method(settings: Settings, frame: pd.DataFrame) -> list[str]:
    """Sentences on what the frame of `tabulate` holds, and on nothing that it does not."""
    return [*_base(frame), *_weights(frame), *_numbers(frame), *_intervals(frame), *_tests(settings, frame),
            *_suppression(frame)]  # fmt: skip


def _base(frame: pd.DataFrame) -> Iterator[str]:
    answered = frame["base_note"].str.contains("この設問に答えた人", regex=False)
    yield "割合（%）は、集計軸の区分ごとの基数（n）を100とする割合である。丸めずに計算し、表示のときだけ四捨五入する。"
    if not answered.all():
        yield "基数は、その設問を尋ねた回答者の数で、無回答・不明・秘匿を含む。非該当（尋ねていない人）は含まない。"
    if answered.any():
        which = "" if answered.all() else "（基数の説明に「答えた人」とある設問）"
        yield f"基数は、その設問に答えた回答者の数で、無回答・不明・秘匿を含まない{which}。"
    if (frame["type"] == "MA").any():
        yield "複数回答の割合は回答者の数に対するもので、合計は100%を超えることがある。"
    if (frame["banner"] != "").any():
        yield "集計軸の設問を尋ねていない回答者は、その軸のどの区分にも入らない（全体には入る）。"


def _weights(frame: pd.DataFrame) -> Iterator[str]:
    if isinstance(frame["n"].dtype, pd.Float64Dtype):
        yield "件数・基数・割合・平均は、回答者ごとのウエイトを掛けて集計した。ウエイトを掛けない件数も別の列に残した。"
        yield "検定と信頼区間には、実効の基数（ウエイトの和の2乗÷2乗の和、Kish 1965）を使った。"


def _numbers(frame: pd.DataFrame) -> Iterator[str]:
    held = set(frame["statistic"])
    weighted = isinstance(frame["n"].dtype, pd.Float64Dtype)
    if "mean" in held:
        yield "平均・標準偏差・中央値・四分位は、数を答えた人（点数のある選択肢を選んだ人）について求めた。"
        yield (
            "ウエイト付きの標準偏差は、ウエイトが等しければn-1で割る形になる不偏の式（GNU Scientific Library）、"
            "中央値・四分位は、値の小さい順に足したウエイトが半分（4分の1、4分の3）に達する値とした（SAS PCTLDEF=5）。"
            if weighted
            else "標準偏差はn-1で割り、四分位はExcelのQUARTILE.INCと同じ補間による（Hyndman and Fan 1996のtype 7）。"
        )
    if "top2" in held:
        yield "上位2（top2）と下位2（bottom2）は、点数の高い（低い）ほうから二つの段階を選んだ人の割合である。"
    if "nps" in held:
        yield "NPSは、9～10の推奨者の割合から0～6の批判者の割合を引いた値で、答えた人を100とする（Reichheld 2003）。"
    if "score" in held:
        yield "順位の得点は、1位にk点（kは尋ねた順位の数）、以下1点ずつ減らし、挙げなければ0点とした、答えた人の平均である。"


def _intervals(frame: pd.DataFrame) -> Iterator[str]:
    if frame["lower"].notna().any():
        yield "割合の95%信頼区間はウィルソンの方法（Wilson 1927）による。単純無作為抽出を仮定する。"


def _tests(settings: Settings, frame: pd.DataFrame) -> Iterator[str]:
    level = number_text(100 * settings.level).removesuffix(".0")
    if (frame["letter"] != "").any():
        yield (
            f"区分の間の割合の差は、合併した比率による両側のz検定（連続修正なし）で調べた（有意水準{level}%）。"
            "期待度数に5未満のものがある組は、フィッシャーの正確検定による（ウエイト付きでは検定しない）。"
        )
        yield (
            "英字は、その区分が有意に高いと認められた相手の区分を示す。"
            f"{CORRECTED[settings.correction]}。"
            "全体、無回答などの区分、互いに重なる複数回答の集計軸の区分、基数が1以下の区分、割合が0%か100%の区分は検定しない。"
        )
        if frame["banner"].str.contains(NEST, regex=False).any():
            yield "入れ子の集計軸では、上の段が同じ区分どうしだけを比べた。"
        if frame["statistic"].isin(["mean", "nps", "score"]).any():
            yield "平均（NPSと順位の得点を含む）の差は、分散が等しいと仮定しないウェルチのt検定による（両側、補正は同じ）。"
    if (frame["statistic"] == "chi2").any():
        yield (
            "集計軸との関連は、無回答・不明・秘匿を除いた表のピアソンのカイ2乗検定による（イエーツの修正なし）。"
            "複数回答は選択肢ごとに調べた。期待度数が5未満のますが2割を超える表のp値は目安である（Cochran 1954）。"
        )


def _suppression(frame: pd.DataFrame) -> Iterator[str]:
    if not frame["suppressed"].any():
        return
    yield (
        "回答者を特定できるおそれのある小さい数と、引き算でそれが分かる数は秘匿した。複数回答の選択肢は、"
        "選んだ人と選ばなかった人のどちらが少なくても秘匿した。秘匿した数のある区分の平均など、秘匿した数のある表の検定結果も秘匿した。"
    )
    yield (
        "秘匿は設問と集計軸の組ごとに確かめている。集計軸どうし、設問どうし、過去の公表物と突き合わせて分かること、"
        "複数回答の選択肢どうしの関係（どれかは選ばれているなど）から狭められることまでは防げない。"
        "公表する前に、出す表をそろえて見直す必要がある。"
    )
    if frame["base_note"].str.contains("この設問に答えた人", regex=False).any():
        yield "答えた人を基数とする設問の無回答・不明・秘匿の数は、基数から分かるため、秘匿の対象としていない。"
