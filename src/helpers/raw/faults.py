"""What a question of survey.yaml says that cannot be so, told before any answer is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE

MARKS = (NOT_APPLICABLE, SUPPRESSED, UNREADABLE, "無回答")
CELL = "cell"  # other_text: what is no choice is the text of その他
CODED = ("SA", "MA", "SCALE", "RANK", "NPS")
MATRICES = ("SA", "MA", "SCALE", "NUM", "NPS", "DATE", "FA")


@dataclass(frozen=True)
class Fault:
    """One fault: the key it lies in, the words of its finding, and whether the question can still be counted.

    `path` leads from the question to what is wrong; where the question `breaks`, it is set aside, else only what
    stands at `path`.
    """

    path: tuple[str, ...]
    message: str
    given: str
    allowed: str
    rule: str = "bad-form"
    breaks: bool = True


def is_numbered(question: dict) -> bool:
    """Whether `columns` are numbered (1, 2, 3): each cell then holds a choice, not a mark for one."""
    names = question["columns"]
    plain = all(name.isascii() and name.isdigit() for name in names)
    return bool(names) and plain and not set(names) <= set(question["choices"])


def find_faults(question: dict) -> Iterator[Fault]:
    """Every fault of one question as it is written."""
    yield from _find_in_columns(question)
    yield from _find_in_codes(question)
    yield from _find_in_items(question)
    yield from _find_in_other(question)
    yield from find_in_nets(question["nets"], question["choices"], question["type"])
    yield from _find_in_scores(question)
    yield from _find_in_range(question)
    if question["bands"] and question["type"] != "NUM":
        said = "bands は数値（NUM）だけに使えます。ほかの設問は derived に書いてください。"
        yield Fault(("bands",), said, question["type"], "NUM", "bad-bands", breaks=False)
    elif question["bands"]:
        yield from find_in_bands(question["bands"])


def _find_in_columns(question: dict) -> Iterator[Fault]:
    columns, choices, kind = question["columns"], question["choices"], question["type"]
    if not columns:
        return
    if kind not in ("MA", "RANK"):
        yield Fault(("columns",), "columns は複数回答と順位だけに使えます。", kind, "MA、RANK")
    refused = ["column", "separator", *(["codes"] if kind == "RANK" and not is_numbered(question) else [])]
    beside = "、".join(key for key in refused if question[key])
    if beside:
        yield Fault(("columns",), "columns と一緒には書けない項目があります。", beside, "columns だけ")
    if is_numbered(question):
        wanted = [str(number) for number in range(1, len(columns) + 1)]
        if sorted(columns, key=int) != wanted:
            said = "columns の番号が1からの続き番号ではありません。"
            yield Fault(("columns",), said, "、".join(columns), "、".join(wanted))
    else:
        yield from _compare_names(list(columns), choices)
    yield from _find_shared(list(columns.values()), ("columns",), "選択肢")


def _compare_names(columns: list[str], choices: list[str]) -> Iterator[Fault]:
    listed = "、".join(choices)
    for choice in [choice for choice in columns if choice not in choices]:
        yield Fault(("columns",), "columns に、choices に無い選択肢があります。", choice, listed)
    for choice in [choice for choice in choices if choice not in columns]:
        yield Fault(
            ("columns",), "列の決まっていない選択肢があります。", choice, "choices のすべてに一列ずつ"
        )


def _find_shared(used: list[str], path: tuple[str, ...], what: str) -> Iterator[Fault]:
    for column in dict.fromkeys(column for column in used if used.count(column) > 1):
        yield Fault(path, f"一つの列を二つの{what}に使っています。", column, f"{what}ごとに別の列")


def _find_in_codes(question: dict) -> Iterator[Fault]:
    codes, choices, kind = question["codes"], question["choices"], question["type"]
    if codes and kind not in CODED:
        said = "codes は選択肢のある設問だけに使えます。"
        yield Fault(("codes",), said, kind, "、".join(CODED))
    for code, choice in codes.items():
        if choice not in choices:
            yield Fault(("codes",), "codes に、choices に無い選択肢があります。", choice, "、".join(choices))
        elif code in choices and code != choice:
            said = "コードが、別の選択肢の名前と同じです。"
            yield Fault(("codes",), said, code, "選択肢の名前と重ならないコード")


def _find_in_items(question: dict) -> Iterator[Fault]:
    """An item with columns of its own is a question with `columns`."""
    items = question["items"]
    if items and question["type"] not in MATRICES:
        yield Fault(
            ("items",), "この型の設問はマトリクスにできません。", question["type"], "、".join(MATRICES)
        )
    beside = "、".join(key for key in ("column", "columns") if items and question[key])
    if beside:
        yield Fault(("items",), "items と一緒には書けない項目があります。", beside, "items だけ")
    if items and question["other_text"] not in (None, CELL):
        said = "マトリクスの other_text は cell だけです。"
        yield Fault(("other_text",), said, question["other_text"], CELL)
    used = []
    for item, held in items.items():
        if isinstance(held, dict):
            used += held.values()
            own = question | {"columns": {choice: to for choice, to in held.items() if to}}
            for fault in _find_in_columns(own | {"column": None}):
                yield Fault(("items", item), f"「{item}」：{fault.message}", fault.given, fault.allowed)
        else:
            used.append(held)
    yield from _find_shared(used, ("items",), "項目")


def _find_in_other(question: dict) -> Iterator[Fault]:
    other, listed = question["other"], "、".join(question["choices"])
    if other and other not in question["choices"]:
        yield Fault(("other",), "other が choices にありません。", other, listed, "bad-other", breaks=False)
    if question["other_text"] and question["type"] not in ("SA", "MA"):
        said = "other_text は単数回答と複数回答だけに使えます。"
        yield Fault(("other_text",), said, question["type"], "SA、MA", "bad-other", breaks=False)
    elif question["other_text"] == CELL and is_numbered(question):
        said = "番号の列（1、2、3…）では、other_text は列の名前だけです。"
        yield Fault(("other_text",), said, CELL, "その他の内容の列の名前", "bad-other", breaks=False)
    elif question["other_text"] and other not in question["choices"]:
        said = "other_text には、その他の選択肢の名前（other）が要ります。"
        yield Fault(("other_text",), said, other or "", listed, "bad-other", breaks=False)


def find_in_nets(nets: dict, choices: list[str], kind: str) -> Iterator[Fault]:
    """Nets of a question or of a derived one: {name: [choices]}."""
    if nets and kind not in ("SA", "MA", "SCALE"):
        said = "nets は選択肢のある設問だけに使えます。"
        yield Fault(("nets",), said, kind, "SA、MA、SCALE", "bad-nets", breaks=False)
        return
    for label, listed in nets.items():
        path = ("nets", label)
        if label in (*choices, *MARKS):
            said = "nets の名前が、選択肢か決まった印（無回答など）と同じです。"
            yield Fault(path, said, label, "選択肢と重ならない名前", "bad-nets", breaks=False)
            continue
        for choice in [choice for choice in listed if choice not in choices]:
            said = f"「{label}」に、choices に無い選択肢があります。"
            yield Fault(path, said, choice, "、".join(choices), "bad-nets", breaks=False)
        for choice in dict.fromkeys(choice for choice in listed if listed.count(choice) > 1):
            said = f"「{label}」に、同じ選択肢が二度あります。"
            yield Fault(path, said, choice, "一度ずつ", "bad-nets", breaks=False)


def _find_in_scores(question: dict) -> Iterator[Fault]:
    scores, choices = question["scores"], question["choices"]
    if scores and question["type"] != "SCALE":
        said = "scores は段階評価（SCALE）だけに使えます。"
        yield Fault(("scores",), said, question["type"], "SCALE", "bad-scores", breaks=False)
        return
    for choice in [choice for choice in scores if choice not in choices]:
        said = "scores に、choices に無い選択肢があります。"
        yield Fault(("scores", choice), said, choice, "、".join(choices), "bad-scores", breaks=False)
    if scores and not set(scores) & set(choices):
        said = "scores に、点数のある選択肢が一つもありません。"
        yield Fault(("scores",), said, "、".join(scores), "、".join(choices), "bad-scores")


def _find_in_range(question: dict) -> Iterator[Fault]:
    low, high = question["minimum"], question["maximum"]
    for key in ("unit", "minimum", "maximum"):
        if question[key] is not None and question["type"] != "NUM":
            said = f"{key} は数値（NUM）だけに使えます。"
            yield Fault((key,), said, question["type"], "NUM", "bad-range", breaks=False)
    if low is not None and high is not None and low > high:
        said = "minimum が maximum より大きくなっています。どちらも使いません。"
        for key in ("minimum", "maximum"):
            yield Fault((key,), said, f"{low}～{high}", "minimum ≦ maximum", "bad-range", breaks=False)


def find_in_bands(bands: dict) -> Iterator[Fault]:
    """Bands {name: [low, high]}, low <= x < high: none empty, none over another."""
    for label, (low, high) in bands.items():
        if low is not None and high is not None and low >= high:
            said = f"「{label}」の下限が上限より小さくありません。"
            yield _bad_bands(said, f"[{low}, {high}]", "下限 < 上限")
        if label in MARKS:
            yield _bad_bands("階級の名前が、決まった印（無回答など）と同じです。", label, "ほかの名前")
    ordered = sorted(bands.items(), key=lambda band: float("-inf") if band[1][0] is None else band[1][0])
    for (one, (_, high)), (other, (low, _)) in pairwise(ordered):
        if high is None or low is None or low < high:
            said = f"「{one}」と「{other}」が重なっています。"
            yield _bad_bands(
                said, f"{bands[one]}、{bands[other]}", "重ならない階級（上限はその階級に入らない）"
            )


def _bad_bands(message: str, given: str, allowed: str) -> Fault:
    return Fault(("bands",), message, given, allowed, "bad-bands", breaks=False)


def find_in_recode(recode: dict, choices: list[str]) -> Iterator[Fault]:
    """A recode {new: [old, ...]}: every old choice exactly once."""
    used = [choice for listed in recode.values() for choice in listed]
    for label, listed in recode.items():
        for choice in [choice for choice in listed if choice not in choices]:
            said = f"「{label}」に、もとの設問に無い選択肢があります。"
            yield Fault(("recode", label), said, choice, "、".join(choices), "bad-recode")
        if label in MARKS:
            said = "新しい名前が、決まった印（無回答など）と同じです。"
            yield Fault(("recode", label), said, label, "ほかの名前", "bad-recode")
    for choice in dict.fromkeys(choice for choice in used if used.count(choice) > 1):
        said = "同じ選択肢が二つのところにあります。"
        yield Fault(("recode",), said, choice, "一度ずつ", "bad-recode")
    for choice in [choice for choice in choices if choice not in used]:
        said = "どこにも入れていない選択肢があります。"
        yield Fault(("recode",), said, choice, "もとの選択肢のすべて", "bad-recode")
