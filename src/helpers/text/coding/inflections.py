"""IPADIC's inflected forms by its types of inflection, as they stand in Janome's dictionary (mecab-ipadic-2.7.0).

`語->活用形` asks for one of these names. A form that no word, or not this word, can have in IPADIC is refused.
"""

from __future__ import annotations

from helpers.text.dictionaries import normalise

_COMMON = "基本形 未然形 連用形 仮定形"
_MODERN = f"{_COMMON} 未然ウ接続 仮定縮約1"
_GODAN = f"{_MODERN} 命令e 連用タ接続"
_ADJECTIVE = "ガル接続 仮定形 仮定縮約1 仮定縮約2 体言接続 命令e 基本形 文語基本形 未然ウ接続 未然ヌ接続 連用ゴザイ接続 連用タ接続 連用テ接続"
_KAHEN = f"{_MODERN} 体言接続特殊 体言接続特殊2 命令i 命令yo"
_NIDAN = f"{_COMMON} 体言接続 命令yo"
_YODAN = f"{_COMMON} 命令e"
_TABLE = {
    "カ変・クル": _KAHEN,
    "カ変・来ル": _KAHEN,
    "サ変・−スル": "仮定形 仮定縮約1 命令ro 命令yo 基本形 文語基本形 未然ウ接続 未然レル接続 未然形",
    "サ変・−ズル": "仮定形 仮定縮約1 命令yo 基本形 文語基本形 未然ウ接続 未然形",
    "サ変・スル": f"{_MODERN} 体言接続特殊 体言接続特殊2 命令i 命令ro 命令yo 文語基本形 未然ヌ接続 未然レル接続",
    "ラ変": f"{_COMMON} 体言接続 命令e",
    "一段": f"{_MODERN} 体言接続特殊 命令ro 命令yo",
    "一段・クレル": f"{_MODERN} 命令e 命令ro 命令yo 未然特殊",
    "一段・得ル": "仮定形 基本形",
    "上二・ダ行": f"{_NIDAN} 現代基本形",
    "上二・ハ行": _NIDAN,
    "下二・カ行": _NIDAN,
    "下二・ガ行": _NIDAN,
    "下二・タ行": _NIDAN,
    "下二・ダ行": _NIDAN,
    "下二・ハ行": _NIDAN,
    "下二・マ行": _NIDAN,
    "下二・得": f"{_NIDAN} 未然ウ接続",
    "不変化型": "基本形",
    "五段・カ行イ音便": _GODAN,
    "五段・カ行促音便": _GODAN,
    "五段・カ行促音便ユク": f"{_MODERN} 命令e",
    "五段・ガ行": _GODAN,
    "五段・サ行": f"{_MODERN} 命令e",
    "五段・タ行": _GODAN,
    "五段・ナ行": _GODAN,
    "五段・バ行": _GODAN,
    "五段・マ行": _GODAN,
    "五段・ラ行": f"{_GODAN} 体言接続特殊 体言接続特殊2 未然特殊",
    "五段・ラ行アル": f"{_GODAN} 体言接続特殊",
    "五段・ラ行特殊": f"{_GODAN} 命令i 未然特殊",
    "五段・ワ行ウ音便": f"{_COMMON} 未然ウ接続 命令e 連用タ接続",
    "五段・ワ行促音便": f"{_COMMON} 未然ウ接続 命令e 連用タ接続",
    "四段・サ行": _YODAN,
    "四段・タ行": _YODAN,
    "四段・ハ行": _YODAN,
    "四段・バ行": _YODAN,
    "形容詞・アウオ段": _ADJECTIVE,
    "形容詞・イイ": "基本形 基本形-促音便",
    "形容詞・イ段": _ADJECTIVE,
    "文語・キ": "体言接続 命令e 基本形",
    "文語・ケリ": "体言接続 基本形",
    "文語・ゴトシ": "体言接続 基本形 連用形",
    "文語・ナリ": "仮定形 体言接続 命令e 基本形 未然形",
    "文語・ベシ": f"{_COMMON} 体言接続",
    "文語・マジ": "仮定形 体言接続 基本形 連用形",
    "文語・リ": "体言接続 基本形",
    "文語・ル": f"{_COMMON} 体言接続 命令e 命令yo",
    "特殊・ジャ": "基本形 未然形 連用形",
    "特殊・タ": "仮定形 基本形 未然形",
    "特殊・タイ": "ガル接続 仮定形 仮定縮約1 仮定縮約2 体言接続 基本形 文語基本形 未然ウ接続 未然ヌ接続 連用ゴザイ接続 連用タ接続 連用テ接続 音便基本形",
    "特殊・ダ": f"{_COMMON} 体言接続 命令e 連用タ接続",
    "特殊・デス": "基本形 未然形 連用形",
    "特殊・ナイ": f"{_ADJECTIVE} 連用デ接続 音便基本形",
    "特殊・ヌ": "仮定形 体言接続 基本形 文語基本形 連用ニ接続 連用形",
    "特殊・マス": "仮定形 命令e 命令i 基本形 未然ウ接続 未然形 連用形",
    "特殊・ヤ": "基本形 未然形 連用形",
}
FORMS_BY_TYPE = {normalise(kind): frozenset(forms.split()) for kind, forms in _TABLE.items()}
FORMS = tuple(sorted(frozenset().union(*FORMS_BY_TYPE.values())))
