"""Suspected duplicates: the same MA as a joined column and as 0/1 columns, verified cell by cell; twins of a column."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from helpers.draft.answers import rows_by_choice
from helpers.draft.columns import Column
from helpers.draft.flags import chosen_mask
from helpers.draft.model import Guess, LeftOut
from helpers.findings import Findings, Place


@dataclass
class Comparison:
    """A joined question against 0/1 columns of the same names: which agree in every row, which in how many do not."""

    same: list[Column] = field(default_factory=list)
    different: dict[str, int] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)


def settle_joined(
    guesses: list[Guess], place: Place, findings: Findings
) -> tuple[list[Guess], list[LeftOut]]:
    """Guesses in which each MA stands once, and the columns left out for it."""
    flags = [guess for guess in guesses if _is_flags(guess)]
    dropped: list[Guess] = []
    left: list[LeftOut] = []
    for joined in [
        guess
        for guess in guesses
        if guess.type == "MA" and "separator" in guess.question and "items" not in guess.question
    ]:
        twin = _find_twin(joined, [guess for guess in flags if guess not in dropped])
        if twin is None:
            continue
        compared = compare(joined, [column for guess in flags for column in _named(guess, joined)])
        loser = _settle(joined, twin, compared)
        dropped.append(loser)
        left += _leave_out(joined, loser, compared, place, findings)
    return [guess for guess in guesses if guess not in dropped], left


def _is_flags(guess: Guess) -> bool:
    return guess.type == "MA" and "columns" in guess.question and "codes" not in guess.question


def _named(guess: Guess, joined: Guess) -> list[tuple[str, Column]]:
    """(choice, column) of the 0/1 columns that have the name of a choice of the joined question."""
    pairs = zip(guess.question["columns"], guess.columns, strict=False)
    return [(choice, column) for choice, column in pairs if choice in joined.question["choices"]]


def _find_twin(joined: Guess, flags: list[Guess]) -> Guess | None:
    """The row of 0/1 columns, the nearest behind or before, most of whose answered names are choices and agree."""
    for guess in sorted(flags, key=lambda guess: (abs(guess.position - joined.position), guess.position)):
        named = _named(guess, joined)
        chosen = [choice for choice, n in guess.counts.items() if n]
        if (
            len(named) >= 2
            and len(named) >= 0.5 * len(chosen)
            and len(compare(joined, named).same) >= len(named) / 2
        ):
            return guess
    return None


def compare(joined: Guess, named: list[tuple[str, Column]]) -> Comparison:
    """Row by row, for every choice that has a 0/1 column."""
    result, rows = Comparison(), rows_by_choice(joined)
    for choice, column in named:
        unlike = int((rows[choice] != chosen_mask(column, choice)).sum())
        if unlike:
            result.different[choice] = unlike
        else:
            result.same.append(column)
    names = {choice for choice, _ in named}
    result.unnamed = [choice for choice in joined.question["choices"] if choice not in names]
    return result


def _settle(joined: Guess, twin: Guess, compared: Comparison) -> Guess:
    """The guess that goes: the joined one where its 0/1 columns say all that it says, else the 0/1 columns."""
    columns = set(twin.question["columns"])
    complete = set(joined.question["choices"]) <= columns and not compared.different
    if complete and "other_text" not in twin.question:
        name = joined.columns[0].name
        twin.reasons.append(
            f"「{name}」にも同じ回答が並ぶ。{joined.columns[0].rows}行の{len(compared.same)}選択肢すべてで一致したので、区切りの迷いが無いこの列を使う。"
        )
        twin.question["text"] = twin.question.get("text") or name
        return joined
    rest = [
        choice
        for choice in twin.question["columns"]
        if choice not in joined.question["choices"] and not twin.counts.get(choice)
    ]
    order = list(twin.question["columns"])
    joined.question["choices"] = _merge_order(order, joined.question["choices"], rest)
    joined.counts = {choice: joined.counts.get(choice, 0) for choice in joined.question["choices"]}
    said = f"同じ設問の 0/1 の列が{len(columns)}列ある。{joined.columns[0].rows}行を照らすと{len(compared.same)}列は全行で一致した。"
    said += f"0/1 の列が無い選択肢「{'」「'.join(compared.unnamed)}」があるので、" if compared.unnamed else ""
    said += _tell_different(compared)
    joined.reasons.append(said + "並んだほうの列を使う。")
    if rest:
        joined.reasons.append(
            f"0/1 の列だけにある「{'」「'.join(rest)}」（誰も選んでいない）も選択肢に加えた。"
        )
    return twin


def _tell_different(compared: Comparison) -> str:
    told = [f"「{choice}」は{n}行" for choice, n in compared.different.items()]
    return f"一致しない列がある（{'、'.join(told)}。別の設問と共用の列らしい）ので、" if told else ""


def _merge_order(order: list[str], choices: list[str], rest: list[str]) -> list[str]:
    """The order of the 0/1 columns where it has the choice; what it lacks stays behind its neighbour."""
    merged = [choice for choice in order if choice in choices or choice in rest]
    for at, choice in enumerate(choices):
        if choice not in merged:
            before = choices[at - 1] if at else None
            merged.insert(merged.index(before) + 1 if before in merged else 0, choice)
    return merged


def _leave_out(
    joined: Guess, loser: Guess, compared: Comparison, place: Place, findings: Findings
) -> list[LeftOut]:
    kept = "並んだ列" if loser is not joined else "0/1 の列"
    said = (
        f"「{joined.columns[0].name}」と同じ複数回答の 0/1 の列"
        if loser is not joined
        else "0/1 の列と同じ複数回答を並べた列"
    )
    message = f"同じ複数回答が、並んだ列と 0/1 の列の両方にあります（{len(compared.same)}列が全行で一致）。{kept}を使いました。"
    message += "".join(f"「{choice}」は{n}行で違います。" for choice, n in compared.different.items())
    where = Place(place.file, place.sheet, None, joined.columns[0].name)
    severity = "warning" if compared.different else "info"
    given = "、".join(column.name for column in loser.columns)
    findings.add(
        "duplicate-question",
        severity,
        where,
        message,
        given=given,
        remedy="下書きの理由を読み、使うほうを確かめてください。",
    )
    words = {column.name: _words_in(column) for column in loser.columns}
    return [LeftOut(column.name, f"{said}。{words[column.name]}") for column in loser.columns]


def _words_in(column: Column) -> str:
    """What a 0/1 column holds besides its marks."""
    words = [label for label in column.labels if label not in ("0", "1")]
    return (
        f"書いた言葉も入っている（{'、'.join(words[:3])}）。"
        if len(words) > 0 and "0" in column.labels
        else ""
    )


def map_labels(one: Column, other: Column) -> dict[str, str] | None:
    """Label of `one` -> the only label of `other` that stands beside it; None where there are two, or a blank."""
    both = (one.codes >= 0) & (other.codes >= 0)
    if (one.is_answered & ~both).any():
        return None
    pairs = np.unique(one.codes[both].astype(np.int64) * len(other.labels) + other.codes[both])
    if len(pairs) != len(one.labels):
        return None
    return {one.labels[pair // len(other.labels)]: other.labels[pair % len(other.labels)] for pair in pairs}
