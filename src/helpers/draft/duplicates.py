"""Suspected duplicates: the same MA as a joined column and as 0/1 columns, verified row by row."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.draft.answers import rows_by_choice
from helpers.draft.columns import Column
from helpers.draft.flags import chosen_mask, is_flag
from helpers.draft.model import Guess, LeftOut
from helpers.draft.sequences import tail_rank
from helpers.findings import Findings, Place

Named = list[tuple[str, Column]]


@dataclass
class Comparison:
    """A joined question against 0/1 columns of the same names: those that agree in every row, the rows where others differ."""

    same: dict[str, Column] = field(default_factory=dict)
    different: dict[str, int] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)


def settle_joined(
    guesses: list[Guess], place: Place, findings: Findings
) -> tuple[list[Guess], list[LeftOut]]:
    """Guesses in which each MA stands once, and the columns that are left out for it."""
    flags = [guess for guess in guesses if _is_flags(guess)]
    dropped: list[Guess] = []
    left: list[LeftOut] = []
    for joined in [guess for guess in guesses if _is_joined(guess)]:
        open_flags = [guess for guess in flags if guess not in dropped]
        if twin := _find_twin(joined, open_flags):
            dropped.append(twin)
            compared = compare(joined, [pair for guess in flags for pair in _named(guess, joined)])
            free = {column.name for guess in dropped for column in guess.columns}
            left += _settle(joined, twin, compared, free)
            _tell(joined, twin, compared, place, findings)
    kept = [guess for guess in guesses if guess not in dropped]
    used = {column.name for guess in kept for column in guess.columns}
    return kept, [one for one in left if one.column not in used]


def _is_joined(guess: Guess) -> bool:
    return guess.type == "MA" and "separator" in guess.question and "items" not in guess.question


def _is_flags(guess: Guess) -> bool:
    return guess.type == "MA" and "columns" in guess.question and "codes" not in guess.question


def _named(guess: Guess, joined: Guess) -> Named:
    """(choice, column) of the 0/1 columns that have the name of a choice of the joined question."""
    pairs = zip(guess.question["columns"], guess.columns, strict=False)
    return [(choice, column) for choice, column in pairs if choice in joined.question["choices"]]


def _find_twin(joined: Guess, flags: list[Guess]) -> Guess | None:
    """The nearest row of 0/1 columns, the half of whose names are choices and the half of these agree."""
    for guess in sorted(flags, key=lambda guess: (abs(guess.position - joined.position), guess.position)):
        named = _named(guess, joined)
        chosen = [choice for choice, n in guess.counts.items() if n]
        alike = len(compare(joined, named).same) if len(named) >= 2 else 0
        if len(named) >= 2 and len(named) >= 0.5 * len(chosen) and alike >= len(named) / 2:
            return guess
    return None


def compare(joined: Guess, named: Named) -> Comparison:
    """Row by row, for every choice that has a 0/1 column."""
    result, rows = Comparison(), rows_by_choice(joined)
    for choice, column in named:
        unlike = int((rows[choice] != chosen_mask(column, choice)).sum())
        if unlike:
            result.different[choice] = unlike
        else:
            result.same[choice] = column
    result.unnamed = [choice for choice in joined.question["choices"] if choice not in {c for c, _ in named}]
    return result


def _settle(joined: Guess, twin: Guess, compared: Comparison, free: set[str]) -> list[LeftOut]:
    """The 0/1 columns are read where they say all that the joined column says; else the joined column is."""
    _add_never_chosen(joined, twin)
    held = dict(zip(twin.question["columns"], twin.columns, strict=False)) | compared.same
    choices = joined.question["choices"]
    whole = all(choice in held for choice in choices) and not compared.different
    if whole and all(held[choice].name in free for choice in choices):
        return _read_columns(joined, held, len(compared.same))
    rows = joined.columns[0].rows
    said = f"同じ名前の 0/1 の列が{len(compared.same) + len(compared.different)}列ある。"
    said += f"{rows}行を照らすと{len(compared.same)}列は全行で一致した。" if compared.same else ""
    said += f"0/1 の列が無い選択肢（{'、'.join(compared.unnamed)}）があるので、" if compared.unnamed else ""
    joined.reasons.append(f"{said}{_tell_different(compared)}並んだほうの列を使う。")
    why = f"「{joined.columns[0].name}」と同じ複数回答の 0/1 の列"
    return [LeftOut(column.name, why) for column in twin.columns]


def _read_columns(joined: Guess, held: dict[str, Column], same: int) -> list[LeftOut]:
    """The question over its 0/1 columns; the joined column is left out."""
    name, question = joined.columns[0].name, joined.question
    columns = [held[choice] for choice in question["choices"]]
    for key in ("column", "separator"):
        question.pop(key, None)
    question["columns"] = {
        choice: column.name for choice, column in zip(question["choices"], columns, strict=True)
    }
    joined.reasons[0] = (
        "選択肢ごとに 0/1 の列のある複数回答。選択肢は、並んだ列のセルの中の順（調査票の順）。"
    )
    joined.reasons.append(
        f"「{name}」に同じ回答が並ぶ。{columns[0].rows}行を照らすと{same}列すべてが全行で一致したので、区切りを迷わない 0/1 の列を使う。"
    )
    typed = [column for choice, column in zip(question["choices"], columns, strict=True)
             if choice == question.get("other") and not is_flag(column, choice)]  # fmt: skip
    if typed:
        question["other_text"] = "cell"
        joined.reasons.append(
            f"列「{typed[0].name}」には書いた言葉が入っているので、その他の内容として読む（other_text: cell）。"
        )
    joined.columns = columns
    return [LeftOut(name, f"0/1 の列（{columns[0].name} など）と同じ複数回答を一つのセルに並べた列")]


def _tell_different(compared: Comparison) -> str:
    told = [f"「{choice}」は{n}行" for choice, n in compared.different.items()]
    return f"一致しない列がある（{'、'.join(told)}。別の設問の列らしい）ので、" if told else ""


def _add_never_chosen(joined: Guess, twin: Guess) -> None:
    """Choices that only the 0/1 columns know, as nobody chose them; the order of the 0/1 columns goes before."""
    choices = joined.question["choices"]
    rest = [
        choice for choice in twin.question["columns"] if choice not in choices and not twin.counts.get(choice)
    ]
    merged = [choice for choice in twin.question["columns"] if choice in choices or choice in rest]
    for at, choice in enumerate(choices):
        if choice not in merged:
            before = choices[at - 1] if at else None
            merged.insert(merged.index(before) + 1 if before in merged else 0, choice)
    merged.sort(key=tail_rank)
    joined.question["choices"] = merged
    joined.counts = {choice: joined.counts.get(choice, 0) for choice in merged}
    if rest:
        joined.reasons.append(
            f"0/1 の列だけにある「{'」「'.join(rest)}」（誰も選んでいない）も選択肢に加えた。"
        )


def _tell(joined: Guess, twin: Guess, compared: Comparison, place: Place, findings: Findings) -> None:
    kept = "0/1 の列" if "columns" in joined.question else "並んだ列"
    message = f"同じ複数回答が、並んだ列と 0/1 の列の両方にあります（{len(compared.same)}列が全行で一致）。{kept}を使いました。"
    message += "".join(f"「{choice}」は{n}行で違います。" for choice, n in compared.different.items())
    names = [column.name for column in twin.columns]
    given = "、".join(names[:3]) + (f" など{len(names)}列" if len(names) > 3 else "")
    where = Place(place.file, place.sheet, None, str(joined.question["text"]))
    severity = "warning" if compared.different else "info"
    remedy = "下書きの理由を読み、使うほうを確かめてください。"
    findings.add("duplicate-question", severity, where, message, given=given, remedy=remedy)
