"""Columns that say the same as another one: 04.福井駅前 and 福井駅前, 生まれ年 and 年齢; and those that follow from another."""

from __future__ import annotations

import re

from helpers.draft.answers import map_labels
from helpers.draft.bands import order_by_band, strip_prefix
from helpers.draft.columns import Column
from helpers.draft.dates import YEAR_FIRST
from helpers.draft.model import Guess, LeftOut
from helpers.findings import Findings, Place
from helpers.raw.names import fold_width

CLOSED = ("SA", "SCALE", "NUM")
FEWEST = 20


def settle_twins(guesses: list[Guess], place: Place, findings: Findings) -> tuple[list[Guess], list[LeftOut]]:
    """Guesses without the second of two columns that map one to one; what only follows from another is noted."""
    dropped: list[Guess] = []
    left: list[LeftOut] = []
    single = [guess for guess in guesses if len(guess.columns) == 1 and guess.type in CLOSED]
    for at, one in enumerate(single):
        for other in single[at + 1 :]:
            if one in dropped or other in dropped or not _may_be_twins(one.columns[0], other.columns[0]):
                continue
            mapping = map_labels(one.columns[0], other.columns[0])
            if (
                mapping
                and len(set(mapping.values())) == len(mapping)
                and (loser := _settle(one, other, mapping))
            ):
                dropped.append(loser)
                left.append(_leave_out(one if loser is other else other, loser, place, findings))
    kept = [guess for guess in guesses if guess not in dropped]
    _note_derived([guess for guess in single if guess not in dropped], place, findings)
    return kept, left


def _may_be_twins(one: Column, other: Column) -> bool:
    if len(one.labels) != len(other.labels) or len(one.labels) < 3 or one.answered != other.answered:
        return False
    return one.answered >= max(FEWEST, 2 * len(one.labels)) and sorted(one.counts) == sorted(other.counts)


def _settle(one: Guess, other: Guess, mapping: dict[str, str]) -> Guess | None:
    """The guess that goes: the labels with ordinals (they order the plain ones), the year of birth beside the age."""
    if all(label == to for label, to in mapping.items()):
        one.reasons.append(f"「{other.columns[0].name}」と値がどの行でも同じ。")
        return other
    if one.type == other.type == "SA" and "codes" not in one.question | other.question:
        if all(strip_prefix(label) == to for label, to in mapping.items()):
            return _take_order(other, one, {to: label for label, to in mapping.items()})
        if all(strip_prefix(to) == label for label, to in mapping.items()):
            return _take_order(one, other, mapping)
    if one.type == other.type == "NUM" and _is_year_and_age(one.columns[0], other.columns[0]):
        year, kept = (one, other) if max(one.columns[0].numbers.values()) >= 1900 else (other, one)
        kept.reasons.append(f"「{year.columns[0].name}」と一対一に対応する（一方から計算できる）。")
        return year
    one.checks.append(f"「{other.columns[0].name}」と値が一対一に対応する。同じ内容なら一方を消す。")
    other.checks.append(f"「{one.columns[0].name}」と値が一対一に対応する。同じ内容なら一方を消す。")
    return None


def _is_year_and_age(one: Column, other: Column) -> bool:
    """One holds years of our time, the other at most 120 of anything."""
    low, high = sorted((one, other), key=lambda column: max(column.numbers.values()))
    return (
        max(low.numbers.values()) <= 120
        and min(high.numbers.values()) >= 1900
        and max(high.numbers.values()) <= 2100
    )


def _take_order(kept: Guess, loser: Guess, to_numbered: dict[str, str]) -> Guess:
    """Choices without their ordinals, in the order of the ordinals."""
    order = {label: at for at, label in enumerate(loser.question["choices"])}
    kept.question["choices"] = sorted(kept.question["choices"], key=lambda label: order[to_numbered[label]])
    kept.reasons[:] = [
        f"値が{len(order)}種類にまとまるので単数回答。選択肢は、番号の付いた列「{loser.columns[0].name}」の番号の順。"
    ]
    kept.checks[:] = [check for check in kept.checks if "1人だけの値" not in check]
    return loser


def _leave_out(kept: Guess, loser: Guess, place: Place, findings: Findings) -> LeftOut:
    name, stays = loser.columns[0].name, kept.columns[0].name
    message = f"「{stays}」と値が一対一に対応します。「{stays}」だけを設問にしました。"
    where = Place(place.file, place.sheet, None, name)
    findings.add(
        "duplicate-question", "info", where, message, remedy="別の設問なら、下書きに加えてください。"
    )
    return LeftOut(name, f"「{stays}」と一対一に対応する")


def _note_derived(guesses: list[Guess], place: Place, findings: Findings) -> None:
    """Bands that follow from a number (年代 from 年齢), groups that follow from finer ones (地域 from 市町村)."""
    for coarse in [guess for guess in guesses if guess.type == "SA" and len(guess.columns[0].labels) >= 2]:
        for fine in guesses:
            if fine is coarse or not _is_coarser(coarse.columns[0], fine.columns[0]):
                continue
            if map_labels(fine.columns[0], coarse.columns[0]) is None:
                continue
            name = fine.columns[0].name
            if fine.type == "NUM" and order_by_band(list(coarse.columns[0].labels)):
                message = f"「{name}」から作れる階級です。どちらも設問にしました。"
                where = Place(place.file, place.sheet, None, coarse.columns[0].name)
                findings.add(
                    "derived-column", "info", where, message, remedy="要らないほうを消してください。"
                )
                coarse.reasons.append(f"「{name}」の階級と一致する（年齢と年代のような組）。")
                fine.has_bands = True
                break
            if fine.type == "SA":
                coarse.reasons.append(f"「{name}」の値ごとに一つに決まるので、その上位の区分らしい。")
                break


def _is_coarser(coarse: Column, fine: Column) -> bool:
    few = len(coarse.labels) < len(fine.labels) and 3 * len(fine.labels) <= fine.answered
    return (
        few
        and fine.answered >= FEWEST
        and fine.answered == coarse.answered
        and max(coarse.counts) < 0.9 * coarse.answered
    )


def month_of_timestamp(column: Column, timestamp: Column | None) -> bool:
    """Whether a column is the month of the time of answering: 4月 beside 2022-04-28 20:56:22."""
    months = {
        label: re.fullmatch(r"(\d{1,2})月|(\d{4})[-/年](\d{1,2})月?", fold_width(label))
        for label in column.labels
    }
    if timestamp is None or not months or not all(months.values()):
        return False
    mapping = map_labels(timestamp, column)
    if mapping is None:
        return False
    found = {time: YEAR_FIRST.fullmatch(fold_width(time)) for time in mapping}
    return all(
        found[time] and int(found[time][2]) == int(months[to][1] or months[to][3])
        for time, to in mapping.items()
    )
