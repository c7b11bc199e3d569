"""The choices of a question in a sensible order, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.draft.bands import order_by_band, order_by_prefix, order_by_rate
from helpers.draft.scales import Scale, read_scale
from helpers.draft.sequences import order_by_prefecture, order_by_sequence, tail_rank

MOST = 300  # labels


@dataclass(frozen=True)
class Order:
    """Choices in order; `kind` is the rule (scale, sequence, rate, prefix, band, prefecture, number, count)."""

    choices: list[str]
    kind: str
    reason: str
    scale: Scale | None = None
    checks: list[str] = field(default_factory=list)
    name: str = ""


def order_choices(tally: dict[str, int], known: frozenset[str] = frozenset()) -> Order:
    """The order of the labels of `tally` (label -> answers, the most frequent first)."""
    labels = list(tally)
    found = _ordered(labels, known) if len(labels) <= MOST else Order(labels, "count", "回答の多い順")
    if found is None:
        found = _ordered_without_tail(labels, known)
    rest = [label for label in labels if label not in found.choices]
    tail = sorted(rest, key=tail_rank)
    reason = found.reason + (f"。「{'」「'.join(tail)}」は最後" if tail else "")
    return Order([*found.choices, *tail], found.kind, reason, found.scale, found.checks, found.name)


def _ordered_without_tail(labels: list[str], known: frozenset[str]) -> Order:
    """What has an order once その他, 特になし, わからない and 答えたくない are set aside, the last of them first."""
    for lowest in (4, 3, 1):
        ordinary = [label for label in labels if not tail_rank(label) or tail_rank(label) < lowest]
        if len(ordinary) < len(labels) and (found := _ordered(ordinary, known)):
            return found
    return Order([label for label in labels if not tail_rank(label)], "count", "回答の多い順")


def _ordered(labels: list[str], known: frozenset[str]) -> Order | None:
    if found := order_by_sequence(labels):
        return Order(found[0], "sequence", f"「{found[1]}」の決まった順", name=found[1])
    if found := order_by_prefix(labels):
        return Order(found, "prefix", "選択肢の頭に付いた番号の順")
    if found := order_by_rate(labels):
        return Order(found, "rate", "頻度の高い順", name="頻度")
    if found := order_by_band(labels):
        return Order(found, "band", "数の小さい順（階級・回数・年代）")
    if found := order_by_prefecture(labels):
        return Order(found, "prefecture", "都道府県の公式の順（全国地方公共団体コード）")
    scale = read_scale(labels, known)
    return _scale_order(scale) if scale else None


def _scale_order(scale: Scale) -> Order:
    choices = [*scale.levels, *sorted(scale.off, key=tail_rank)]
    reason = "段階尺度の、肯定的なほうからの順"
    reason += f"。「{'」「'.join(scale.off)}」は尺度の外なので後ろ" if scale.off else ""
    added = "」「".join(label for label in choices if label in scale.added)
    checks = [f"「{added}」は回答に無いが、尺度の対として加えた。調査票に無ければ消す。"] if added else []
    return Order(choices, "scale", reason, scale, checks)
