"""Likert scales: the level of a label from its stem (満足, 思う ...), its adverb and its negation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.draft.bands import fold

NEUTRAL = re.compile(
    r"^どちら(と|で)も(いえ|言え|い|な|思わ)*(ない|ません|いえない|言えない|いえません|言えません)?|^どちらともいえない|^(ごく)?(普通|ふつう)|^中立|^(特に)?変わらない|"
    r"^かわらない|^(あまり)?変化(は)?(ない|なし)|^同じ(くらい|程度)?$|^neither|^neutral|^average$|^(about )?the same|^no change|^okay$|^ok$|^undecided"
)
# (stem, favourable, unfavourable); the first that holds all labels is taken, unfavourable is tried first.
STEMS = [
    ("満足", r"満足", r"不満|満足(して|では|で)?(い)?(ない|ません|なかった)"),
    (
        "思う",
        r"思(う|います|った|いました|っている)|そうだ$|その通り",
        r"思(わない|いません|わなかった|っていない)|そうではない|そうでない",
    ),
    ("感じる", r"感じ(る|ます|た|ました|ている)", r"感じ(ない|ません|なかった|ていない)"),
    ("当てはまる", r"[当あ]てはま(る|ります|った)", r"[当あ]てはま(らない|りません|らなかった)"),
    ("賛成", r"賛成", r"反対"),
    (
        "重要",
        r"重要|大切|必要|重視",
        r"(重要|大切|必要|重視)(で|では|じゃ|と|して|し)?(は)?(い)?(ない|ありません)|不要|不必要",
    ),
    (
        "良い",
        r"(良|よ|い)(い|かった|く|好)|良好|優れ|改善",
        r"悪(い|かった|く|化)|(良|よ)く(ない|なかった)|劣",
    ),
    ("増減", r"増(え|加|やし)|上が|伸び", r"減(っ|少|らし|る)|下が"),
    ("高低", r"高(い|かった|ま)", r"低(い|かった|下)"),
    ("多少", r"多(い|かった)", r"少な(い|かった)"),
    ("知る", r"知って|知り", r"知ら(ない|なかった)"),
    (
        "関心",
        r"(関心|興味)(が)?(ある|あり|あった|持)|^関心$",
        r"(関心|興味)(が|は)?(ない|なし|なかった|ありません)|無関心",
    ),
    (
        "理解",
        r"(理解|把握)(でき|し)(る|た|てい|ます)|[分わ]か(る|った|りやす)",
        r"理解(でき|し)(な|ていな|ません)|[分わ]か(らな|りにく|りづら)",
    ),
    (
        "役立つ",
        r"役(に)?立(つ|った|ち|ちました)|参考にな(る|った|りました)",
        r"(役(に)?立|参考になら|参考にはなら)(たな|ちませ|な)",
    ),
    ("やすい", r"(し|り|い|き|み)?やす(い|かった)", r"(にく|づら|がた)(い|かった)"),
    ("意向", r"たい(と思う|です)?(?!.*ない)", r"たくない|たくありません|たいと(は)?思わない"),
    ("好き", r"好き", r"嫌い"),
    ("安心", r"安心|安全", r"不安|危険|心配"),
    ("適切", r"適切|妥当|適当", r"不適切|妥当でない|不適当"),
    ("期待", r"期待(以上|通り|どおり|する|し)", r"期待(外れ|はずれ|以下|しない|していない)"),
    ("できる", r"でき(る|た|て)", r"でき(な|て(い)?な|ません)"),
    ("ある", r"(ある|あり|あった|あります)$", r"(ない|なし|なかった|ありません)$"),
    (
        "する",
        r"(する|した|している|します|しました|しています)$",
        r"し(ない|なかった|ていない|ません|ていません)$",
    ),
    ("satisfied", r"satisfied", r"dissatisfied|unsatisfied|not (at all |very )?satisfied"),
    ("agree", r"agree", r"disagree"),
    ("likely", r"likely", r"unlikely|not (at all |very )?likely"),
    ("important", r"important|essential|critical", r"unimportant|not (at all |very )?important"),
    ("easy", r"easy", r"difficult|hard"),
    ("good", r"good|excellent", r"poor|bad|terrible"),
    ("useful", r"useful|helpful", r"useless|not (at all |very )?(useful|helpful)|unhelpful"),
    ("interested", r"interested", r"uninterested|not (at all |very )?interested"),
    ("familiar", r"familiar", r"unfamiliar|not (at all |very )?familiar"),
    ("confident", r"confident", r"not (at all |very )?confident"),
]
STRONG = r"とても|非常に|大変|たいへん|極めて|大いに|すごく|最も|強く|ぜひ|是非|必ず|よく|十分|完全に|大きく|絶対|大満足|大賛成|大反対|very|extremely|strongly|completely|totally|excellent|terrible|definitely|essential|critical"
FAIRLY = r"かなり|相当|quite|mostly"
WEAK = r"やや|まあ|どちらかと[い言]えば|どちらかというと|ある程度|多少|少し|すこし|わりと|割と|比較的|概ね|おおむね|だいたい|機会があれば|いずれ|somewhat|slightly|a little|fairly|moderately|rather|probably"
LITTLE = r"あまり|それほど|さほど|そんなに|not very|not so"
NONE = r"全く|まったく|全然|一切|絶対|少しも|決して|ちっとも|not at all|at all"
SCARCELY = r"ほとんど|めったに|hardly|barely"
MOST_LEVELS = 5
MIRRORS = [("満足", "不満"), ("賛成", "反対"), ("良い", "悪い"), ("よい", "悪い"), ("高い", "低い"), ("dissatisfied", "satisfied"), ("disagree", "agree"), ("unlikely", "likely")]  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """Labels from the most favourable, each with its level; `off` are choices outside the scale; `added` nobody chose."""

    stem: str
    levels: dict[str, float]
    off: list[str]
    added: list[str]

    @property
    def is_bipolar(self) -> bool:
        """Whether it has a favourable and an unfavourable or neutral side, of three levels at least."""
        values = self.levels.values()
        return len(self.levels) >= 3 and max(values) > 0 and min(values) < 0

    @property
    def scores(self) -> dict[str, int]:
        """The most favourable level gets the highest score, the last gets 1."""
        return {label: len(self.levels) - at for at, label in enumerate(self.levels)}


def read_scale(labels: list[str], known: frozenset[str] = frozenset()) -> Scale | None:
    """The scale that the labels are levels of, or None; at most one in four labels may lie outside it.

    `known` are labels of other questions: a level that nobody chose here is added when it stands there or mirrors one here.
    """
    best = max((_fit(labels, stem) for stem in STEMS), key=lambda scale: len(scale.levels), default=None)
    if best is None or len(best.levels) < 2 or len(best.off) > len(labels) / 4:
        return None
    if len(best.off) and len(best.levels) < 3:
        return None
    return _complete(best, known)


def _fit(labels: list[str], stem: tuple[str, str, str]) -> Scale:
    levels = {label: level for label in labels if (level := read_level(label, stem)) is not None}
    polar = [level for label, level in levels.items() if level]
    if not polar or len(set(levels.values())) < len(levels):
        return Scale(stem[0], {}, labels, [])
    ordered = dict(sorted(levels.items(), key=lambda item: -item[1]))
    return Scale(stem[0], ordered, [label for label in labels if label not in levels], [])


def read_level(label: str, stem: tuple[str, str, str]) -> float | None:
    """とても満足 3, 満足 2, やや満足 1, 普通 0, やや不満 -1, 不満 -2, 非常に不満 -3; None when it is none of the stem."""
    text = fold(label)
    if NEUTRAL.search(text):
        return 0
    bad = re.search(stem[2], text)
    if not bad and not re.search(stem[1], text):
        return None
    if not bad:
        return (
            3
            if re.search(STRONG, text)
            else 2.5
            if re.search(FAIRLY, text)
            else 1
            if re.search(WEAK, text)
            else 2
        )
    if re.search(NONE, text):
        return -4
    if re.search(LITTLE, text) or re.search(WEAK, text):
        return -1
    return -3 if re.search(STRONG, text) else -2.5 if re.search(f"{FAIRLY}|{SCARCELY}", text) else -2


def _complete(scale: Scale, known: frozenset[str]) -> Scale:
    """With the levels that nobody chose: とても不満 beside とても満足, where that makes five or seven levels at most."""
    stem = next(stem for stem in STEMS if stem[0] == scale.stem)
    added = _find_missing(scale.levels, stem)
    if added and 0 not in scale.levels.values():
        neutral = [label for label in sorted(known - set(scale.levels)) if read_level(label, stem) == 0]
        added |= {label: 0 for label in neutral[:1]}
    levels = scale.levels | added
    if not added or len(levels) > (MOST_LEVELS if len(scale.levels) <= MOST_LEVELS else 7):
        return scale
    return Scale(scale.stem, dict(sorted(levels.items(), key=lambda item: -item[1])), scale.off, [*added])


def _find_missing(levels: dict[str, float], stem: tuple[str, str, str]) -> dict[str, float]:
    """Mirrors of the levels, where these have two sides or a middle."""
    values = set(levels.values())
    two_sided = 0 in values or min(values) < 0 < max(values)
    if len(levels) < 3 or not two_sided:
        return {}
    mirrors = {mirror: level for label, level in levels.items() if (mirror := _mirror(label))}
    return {
        mirror: -level
        for mirror, level in mirrors.items()
        if -level not in values and read_level(mirror, stem) == -level
    }


def _mirror(label: str) -> str:
    for one, other in MIRRORS:
        if one in label:
            return label.replace(one, other)
        if other in label:
            return label.replace(other, one)
    return ""
