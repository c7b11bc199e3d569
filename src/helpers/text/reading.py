"""How to read the tables of words, concordances and collocations: plain sentences in Japanese, without markup."""

from __future__ import annotations

import pandas as pd

from helpers.numerals import number_text


def describe_words(df_by_word: pd.DataFrame, units: int, unit: str = "回答") -> str:
    """The most frequent word, and how many words occur once; `units`: how many there are of `unit` (a label)."""
    if df_by_word.empty:
        return "数えた語はありません。"
    top = df_by_word.iloc[0]
    once = int((df_by_word["tf"] == 1).sum())
    share = f"（{number_text(100 * int(top['df']) / units)}%）" if units else ""
    return (
        f"{len(df_by_word):,}種の語が、のべ{int(df_by_word['tf'].sum()):,}回現れた。"
        f"最も多いのは「{top['base_form']}」で、{int(top['tf']):,}回、{units:,}{unit}のうち{int(top['df']):,}{unit}{share}。"
        f"1回だけの語が{once:,}種ある。TF は現れた回数、DF はその語を含む{unit}の数で、"
        "TF に比べて DF が小さい語は、少数が繰り返し使っている。"
    )


def describe_groups(df_by_group_word: pd.DataFrame) -> str:
    """The sizes of the groups, and what their shares are of."""
    if df_by_group_word.empty:
        return "比べる区分か、数えた語がありません。"
    sizes = df_by_group_word.drop_duplicates("group")
    named = "、".join(f"{row.group} n={row.units:,}" for row in sizes.itertuples())
    small = [row.group for row in sizes.itertuples() if row.units < 30]
    warning = f"n が30に満たない区分（{'、'.join(small)}）は参考値。" if small else ""
    return (
        f"区分ごとの語の数（{named}）。人数も書いた量も区分によって違うため、回数そのものではなく、"
        f"1,000語あたりの回数か、その語を使った割合（%）で比べる。{warning}"
    )


def describe_kwic(df_by_hit: pd.DataFrame) -> str:
    """How often the node was found, in how many texts."""
    if df_by_hit.empty:
        return (
            "その語は見つかりませんでした。基本形で書いたか、一語として分けられているかを確かめてください。"
        )
    texts = df_by_hit["document"].nunique()
    return (
        f"{len(df_by_hit):,}か所、{texts:,}件の文章に現れた。中央の語の左右を縦に読むと、何と一緒に、"
        "どのような意味で使われているかが分かる。"
    )


def describe_collocations(df_by_collocate: pd.DataFrame) -> str:
    """The strongest collocate, and where it stands."""
    if df_by_collocate.empty:
        return "前後5語に、数える語はありませんでした。"
    top = df_by_collocate.iloc[0]
    left, right = int(top["total_left"]), int(top["total_right"])
    side = "左右に同じだけ" if left == right else "主に左（前）に" if left > right else "主に右（後）に"
    return (
        f"最も結び付きの強い語は「{top['base_form']}」で、前後5語に{int(top['total']):,}回、{side}現れた。"
        "スコアは、近くに現れるほど重く数えた回数。MI は珍しい語を、t は多い語を高くするので、"
        "回数の少ない語（5回未満など）の MI だけで判断しない。"
    )


def describe_compounds(df_by_compound: pd.DataFrame) -> str:
    """What the candidates are for."""
    if df_by_compound.empty:
        return "2回以上現れた複合名詞はありませんでした。"
    top = df_by_compound.iloc[0]
    return (
        f"複合名詞の候補は{len(df_by_compound):,}種。上位は「{top['term']}」（{int(top['frequency']):,}回）。"
        "一語として数えたいものだけをユーザー辞書に加える。登録すると、ほかの分け方の数も変わる。"
    )
