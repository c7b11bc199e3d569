"""One word in several spellings: a table of words for which official writing has one, the majority of the document wins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.variants import find_places, tell_variants
from helpers.proofread.registry import Context, Remark, rule

SOURCE = (
    "「公用文における漢字使用等について」（平成22年内閣訓令第1号）、「公用文作成の考え方」（令和4年建議）Ⅰ-1〜3、"
    "「送り仮名の付け方」"
)
# One group a line: spellings, each "label" or "label=pattern"; a * where official writing has the first of them.
NOUNS = """
*取組=取組(?![みむんめまも]) 取組み=取組み(?!ま|た) 取り組み=取り組み(?!ま|た|、|つつ|なが|や|続|始|き)
*打合せ 打ち合わせ 打合わせ
*申込み 申し込み=申し込み(?!ま) 申込=申込(?![み者書用期先])
*問合せ 問い合わせ=問い合わせ(?![た、]) 問合わせ
*話合い 話し合い
*組合せ 組み合わせ=組み合わせ(?![たて、る])
*取扱い 取り扱い=取り扱い(?!ま)
*引継ぎ 引き継ぎ=引き継ぎ(?!ま|、)
仕組み=仕組み 仕組=仕組(?!み)
*手続=手続(?!き) 手続き
声掛け 声かけ 声がけ 声懸け
呼び掛け 呼びかけ
見直し 見なおし
一人暮らし 独り暮らし ひとり暮らし 一人ぐらし
子供=子供(?![一-龠]) 子ども=子ども(?![一-龠]) こども=(?<![ぁ-ん])こども(?![一-龠])
*障害者=障害(?=[者児](?![施福総基差支虐雇])) 障がい者=障がい(?=[者児]) 障碍者=障碍
孤独・孤立 孤独孤立 孤立・孤独=孤立[・や]孤独
参画意向 参加意向 関与意向
プラットフォーム プラットホーム
ウェブサイト Webサイト WEBサイト=WEBサイト Ｗｅｂサイト
ウェブ=ウェブ(?!サイト) Web=(?<![A-Za-z])Web(?!サイト|[a-z]) WEB=(?<![A-Za-z])WEB(?!サイト|[A-Z])
"""
VERBS = """
取り組む=取り組[むんめもま] 取組む=取組[むんめもま]
*行う=行(?:う|わ|い(?=ま|、|た|、)|え|おう) おこなう=おこな[うわいえおっ]
*つながる=つなが[らりるれっ] 繋がる=繋が[らりるれっ]
*つなぐ=つな(?:ぐ|ぎ|い[でだ]|げ) 繋ぐ=繋(?:ぐ|ぎ|い[でだ]|げ)
*目指す=目指[すしせそさ] めざす=めざ[すしせそさ]
*関わる=関わ[らりるっ] かかわる=かかわ[らりるっ] 係わる=係わ[らりるっ]
支え合う=支え合[いうわっ] 支えあう=支えあ[いうわっ] ささえあう=ささえあ[いうわっ] 支合う=支合[いうわっ]
*ください=ください 下さい
*いただく=[てで]いただ[きくけいか]|ご?[一-龠]{2}いただ[きくけいか] 頂く=[てで]頂[きくけいか]|[ご御][一-龠]{2}頂[きくけいか]
*分かる=分か(?:[らりるっ]|れば) わかる=わか[らりるれっ] 判る=判[らりるれっ] 解る=解[らりるれっ](?!け)
*できる=でき[るたてなまれ] 出来る=出来[るたてなまれ]
*ほしい=てほしい 欲しい=て欲しい
横ぐしを通す=横(?:ぐし|串)を通[しすさ] 横ぐしを刺す=横(?:ぐし|串)を刺[しすさ]
*ていく=[てで]い[くきかけ](?![ぁ-ん]*[一-龠]方) て行く=[てで]行[くきかけ](?=[。、こもたとのべ])
*てくる=(?:て|(?<=ん)で)(?:くる|きた|きて) て来る=(?:て|(?<=ん)で)(?:来る|来た|来て)
"""
FORMAL = """
*こと=(?<=[るたいう])こと(?![ぁ-ん]?ば) 事=(?<=[るたいう])事(?![一-龠])
*とき=(?<=[るたい])とき(?!お) 時=(?<=[るたい])時(?![一-龠])
*ため=(?<=[るたの])ため 為=(?<=[るたの])為(?![一-龠])
上で=(?<=[るた])上で うえで=(?<=[るた])うえで
中で=(?<=[るい])中で なかで=(?<=[るい])なかで
方=(?<=[るたい])方(?=[はがのをにへと、]) かた=(?<=[るたい])かた(?=[はがのをにへと、])
*とともに=とともに と共に=と共に
に係る=に係る にかかる=(?<=[一-龠」)])にかかる(?=[一-龠])
に当たって=に当た[っり] にあたって=にあた[っり]
*ほか=のほか(?=[、に]) 他=の他(?=[、に])
"""
ADVERBS = """
更に=更に さらに
*特に=特に とくに
*既に=既に すでに
*全て=全て すべて 総て=総て
*様々=様々 さまざま
*併せて=併せて あわせて 合わせて=(?<=[、。])合わせて
*おおむね 概ね
*あらかじめ 予め
初めて=初めて はじめて
良い=(?<![一-龠])良い(?=[とのだで。事]) よい=(?<=[がもはで])よい(?=[とのだで。事])
*又は=又は または
*及び=及び および
*並びに=並びに ならびに
*ただし=ただし 但し
*したがって=(?<![一-龠に])したがって 従って=(?<![一-龠に])従って
*なお=(?<=。)なお 尚=(?<=。)尚
"""


def _compile(table: str) -> list[list[tuple[str, re.Pattern[str]]]]:
    return [[_read(item) for item in line.split(" ")] for line in table.strip().split("\n")]


def _read(item: str) -> tuple[str, re.Pattern[str]]:
    label, _, pattern = item.partition("=")
    return label, re.compile(pattern or re.escape(label.lstrip("*")))


GROUPS = {
    "noun": _compile(NOUNS),
    "verb": _compile(VERBS),
    "formal": _compile(FORMAL),
    "adverb": _compile(ADVERBS),
}


def _check(document: Document, kind: str) -> Iterator[Remark]:
    for group in GROUPS[kind]:
        places = {label.lstrip("*"): found for label, found in find_places(document, group).items()}
        first = group[0][0]
        yield from tell_variants(places, [first[1:]] if first.startswith("*") else [])


@rule("style-noun", "style", "名詞の書き方が混ざっている", SOURCE)
def check_nouns(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-noun", "取組を進め、取組を続けた。取組みの整理。課題に取り組み、進めた。")
    ['書き方が混ざっています：「取組」2か所、「取組み」1か所。']
    >>> told("style-noun", "取組を進め、課題に取り組みます。子ども家庭支援課と、こども未来部。")
    []
    """
    yield from _check(document, "noun")


@rule("style-verb", "style", "動詞の書き方が混ざっている", SOURCE)
def check_verbs(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-verb", "会を行う。話合いを行い、調査をおこなった。")
    ['書き方が混ざっています：「行う」2か所、「おこなう」1か所。']
    >>> told("style-verb", "会を行う。町へ行った。人がつながり、体制づくりを目指す。")
    []
    """
    yield from _check(document, "verb")


@rule("style-formal", "style", "形式名詞などの漢字と仮名が混ざっている", SOURCE)
def check_formal(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-formal", "感じることが多い。行うことがある。感じる事が度々ある。")
    ['書き方が混ざっています：「こと」2か所、「事」1か所。']
    >>> told("style-formal", "感じることが多い。重要な事業である。行う時間がない。")
    []
    """
    yield from _check(document, "formal")


@rule("style-adverb", "style", "副詞・接続詞の漢字と仮名が混ざっている", SOURCE)
def check_adverbs(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("style-adverb", "すべて行う。すべての人に、全てを伝える。")
    ['書き方が混ざっています：「すべて」2か所、「全て」1か所。公用文では「全て」。']
    >>> told("style-adverb", "更に進める。更なる普及。したがって、法律に従って進める。")
    []
    """
    yield from _check(document, "adverb")
