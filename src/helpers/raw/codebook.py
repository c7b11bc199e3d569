"""survey.yaml against itself and against the columns of the responses: the questions that can be counted."""

from __future__ import annotations

import copy

from helpers.findings import Findings, Place
from helpers.raw.base import ALLOWED, BaseError, parse_base
from helpers.raw.book import NOT_USED, SET_ASIDE, Book
from helpers.raw.expansion import derive_question, expand_question
from helpers.raw.faults import Fault, find_faults, find_in_bands, find_in_nets, find_in_recode
from helpers.raw.files import Sheet
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED
from helpers.raw.names import fold_width, suggest

DICTS = ("columns", "codes", "items", "nets", "scores", "bands", "recode")


def fill_questions(codebook: dict, book: Book) -> list[dict]:
    """The flat list of questions with every key filled in; ids, columns and choices must be distinct.

    A question whose columns, codes or items do not fit its choices is left out, a net or score that does not fit is
    left out of its question; each has a finding.
    """
    listed = [_leave_out_blanks(question) for question in codebook["questions"]]
    questions: list[dict] = []
    for number, question in enumerate(listed):
        path = ("questions", number)
        _check_question(question, path, book)
        sound = _without_faults(question, find_faults(question), path, book)
        if sound is not None:
            _check_choices_of_scale(sound, path, book)
            _append(expand_question(sound), path, questions, book)
    for number, entry in enumerate(codebook["derived"]):
        _derive(_leave_out_blanks(entry), ("derived", number), questions, book)
    return questions


def _leave_out_blanks(entry: dict) -> dict:
    """Without what the schema has set aside."""
    held = {key: entry[key] for key in DICTS if key in entry}
    return entry | {
        key: {name: to for name, to in value.items() if to is not None} for key, value in held.items()
    }


def _check_question(question: dict, path: tuple, book: Book) -> None:
    name, choices = question["id"], question["choices"]
    if not question["text"].strip():
        message = f"{name} の設問文（text）がありません。設問 id だけを印字します。"
        book.add("missing-text", "warning", path, message, remedy="text に書いてください。")
    remedy = "選択肢の名前を変えてください。"
    for choice in dict.fromkeys(
        c for c in choices if choices.count(c) > 1 or c in (NOT_APPLICABLE, SUPPRESSED)
    ):
        message = f"{name} の選択肢が重なるか、決まった印（非該当・秘匿）と同じです。"
        book.add("duplicate-choice", "fatal", path, message, given=choice, remedy=remedy)
    known: dict[str, str] = {}
    for choice in dict.fromkeys(choices):
        if fold_width(choice) in known:
            message = (
                f"{name} に、全角・半角か空白だけが違う選択肢があります（「{known[fold_width(choice)]}」）。"
            )
            book.add("similar-choice", "warning", path, message, given=choice, remedy=remedy)
        known.setdefault(fold_width(choice), choice)


def _check_choices_of_scale(question: dict, path: tuple, book: Book) -> None:
    """Where scores are counted down from the first choice, a choice off the scale would get one too."""
    if question["type"] == "SCALE" and not question["scores"]:
        off = [choice for choice in question["choices"] if _is_off_the_scale(choice)]
        if off:
            message = (
                f"{question['id']} に、段階でない選択肢があるようです。書かれていないので、点数を付けました。"
            )
            remedy = "平均に入れないなら、scores に、段階の選択肢だけの点数を書いてください。"
            book.add("unscaled-choice", "warning", path, message, given="、".join(off), remedy=remedy)


def _is_off_the_scale(choice: str) -> bool:
    words = ("わからない", "分からない", "該当しない", "あてはまらない", "その他", "無回答", "利用していない")
    return any(choice.startswith(word) for word in words)


def _without_faults(entry: dict, faults, path: tuple, book: Book) -> dict | None:
    """The entry without its faulty parts, or None; every fault is told."""
    entry, broken = copy.deepcopy(entry), False
    for fault in list(faults):
        _tell(fault, entry["id"], path, book)
        broken = broken or fault.breaks
        if not fault.breaks:
            _drop(entry, fault.path)
    return None if broken else entry


def _tell(fault: Fault, name: str, path: tuple, book: Book) -> None:
    message = f"{name} の {fault.message}{SET_ASIDE if fault.breaks else NOT_USED}"
    details = {"given": str(fault.given), "allowed": fault.allowed}
    remedy = f"{fault.path[0]} を書き直してください。"
    book.add(fault.rule, "error", (*path, *fault.path), message, remedy=remedy, **details)


def _drop(entry: dict, path: tuple[str, ...]) -> None:
    *above, last = path
    holder = entry[above[0]] if above else entry
    if above:
        holder.pop(last, None)
    else:
        holder[last] = {} if isinstance(holder[last], dict) else None


def _append(expanded: list[dict], path: tuple, questions: list[dict], book: Book) -> None:
    """Ids must be distinct, also those that the program gives (Q10_1, Q5_other, Q3_band)."""
    for question in expanded:
        name = question["id"]
        if name in book.paths:
            given = "" if len(expanded) == 1 else "（マトリクスの項目、その他の内容、階級に付く id を含む）"
            message = f"設問 id「{name}」が二度出てきます{given}。"
            book.add("duplicate-id", "fatal", path, message, remedy="id を一つずつにしてください。")
        book.paths.setdefault(name, path)
        questions.append(question)


def _derive(entry: dict, path: tuple, questions: list[dict], book: Book) -> None:
    source = next((question for question in questions if question["id"] == entry["from"]), None)
    if source is None:
        known = [question["id"] for question in questions]
        message = f"{entry['id']} のもとの設問がありません。{SET_ASIDE}"
        details = {"given": str(entry["from"]), "allowed": "、".join(known)}
        remedy = suggest(str(entry["from"]), known) or "from を確かめてください。"
        book.add("bad-derived", "error", (*path, "from"), message, remedy=remedy, **details)
        return
    sound = _without_faults(entry, _find_in_derived(entry, source), path, book)
    if sound is not None:
        _append([derive_question(source, sound)], path, questions, book)


def _find_in_derived(entry: dict, source: dict):
    kind, recode, bands = source["type"], entry["recode"], entry["bands"]
    if bool(recode) == bool(bands):
        given = "両方" if recode else "なし"
        yield Fault(
            ("from",), "bands か recode のどちらか一つを書いてください。", given, "一つ", "bad-derived"
        )
        return
    if bands and kind not in ("NUM", "NPS"):
        yield Fault(("bands",), "bands のもとは数値の設問だけです。", kind, "NUM、NPS", "bad-bands")
    if recode and kind not in ("SA", "MA", "SCALE"):
        yield Fault(
            ("recode",), "recode のもとは選択肢のある設問だけです。", kind, "SA、MA、SCALE", "bad-recode"
        )
    elif recode:
        yield from find_in_recode(recode, source["choices"])
    for fault in find_in_bands(bands):
        yield Fault(fault.path, fault.message, fault.given, fault.allowed, fault.rule)
    yield from find_in_nets(entry["nets"], list(recode or bands), "MA" if kind == "MA" else "SA")


def columns_of(question: dict) -> list[str]:
    """The columns of the response file that hold a question; a derived one has none of its own."""
    return [] if question["derived"] else list(question["columns"].values()) or [question["column"]]


def check_columns(
    codebook: dict, questions: list[dict], sheet: Sheet, by_row: bool, findings: Findings
) -> list[dict]:
    """The questions whose columns are there; `by_row`: row numbers serve as ids, and no column of ids is looked for."""
    given = list(sheet.frame.columns)
    asked = [column for question in questions for column in columns_of(question)]
    ids, times, weight = (codebook[key] for key in ("id_column", "timestamp_column", "weight"))
    ids = None if by_row else ids
    _check_unread(codebook["unread"], asked, given, sheet.place, findings)
    used = dict.fromkeys(column for column in (ids, times, weight, *asked) if column)
    present, place = set(given), Place(sheet.place.file, sheet.place.sheet, codebook["header_rows"])
    for column in [column for column in used if column not in present]:
        severity = "fatal" if column in (ids, weight) else "error"
        message = f"回答の表に列「{column}」がありません。{SET_ASIDE if column in asked else ''}"
        key = "id_column" if column == ids else "weight" if column == weight else "column か columns"
        remedy = suggest(column, given) + f"survey.yaml の {key} を表の列名に合わせてください。"
        findings.add("missing-column", severity, place, message, allowed="、".join(given), remedy=remedy)
    for column in [column for column in given if column not in used and column not in codebook["unread"]]:
        message = f"列「{column}」は survey.yaml にありません。読みません。"
        remedy = "使う列なら設問を、使わない列なら unread に、survey.yaml に加えてください。"
        findings.add("unknown-column", "warning", place, message, remedy=remedy)
    return [question for question in questions if set(columns_of(question)) <= present]


def _check_unread(
    unread: list[str], asked: list[str], given: list[str], place: Place, findings: Findings
) -> None:
    """A column cannot be both read and unread; one that is not there is probably misspelt."""
    for column in unread:
        if column in asked:
            message, severity = "unread の列を、設問が読んでいます。設問として読みました。", "error"
        elif column not in given:
            message, severity = "unread の列が、回答の表にありません。", "warning"
        else:
            continue
        remedy = suggest(column, given) + "survey.yaml の unread を直してください。"
        findings.add(
            "bad-unread", severity, Place(place.file, place.sheet), message, given=column, remedy=remedy
        )


def check_published(codebook: dict, ids: list[str], book: Book) -> None:
    """`published` must name respondents that are there."""
    known = set(ids)
    for question in [question for question in codebook["questions"] if not question["from"]]:
        for name in [name for name in question["published"] if name not in known]:
            message = f"{question['id']} の published にある回答 id が、回答の表にありません。"
            remedy = suggest(name, sorted(known))
            book.add("unknown-respondent", "error", ("questions",), message, given=name, remedy=remedy)


def parse_bases(questions: list[dict], book: Book) -> dict[str, object]:
    """Question id -> expression tree or None; a question with a bad base, or from one that is left out, is left out."""
    bases: dict[str, object] = {}
    known: dict[str, list[str] | str | None] = {}
    for question in questions:
        name = question["id"]
        if question["matrix"]:
            known.setdefault(
                question["matrix"], f"マトリクスは項目ごとの id（{name} など）で書いてください。"
            )
        if question["from"] and question["from"] not in bases:
            _tell_orphan(question, book)
            continue
        try:
            bases[name] = parse_base(question["base"], known) if _has_own_base(question) else None
            known[name] = _operands(question)
        except BaseError as error:
            message = f"{name} の base を使えません。{error}{SET_ASIDE}"
            details = {"given": question["base"], "allowed": ALLOWED, "remedy": "base を書き直してください。"}
            book.add("bad-base", "error", (*book.paths[name], "base"), message, **details)
    return bases


def _has_own_base(question: dict) -> bool:
    """A derived question repeats the base of its source, and is not held against it again."""
    return bool(question["base"]) and not question["derived"]


def _operands(question: dict) -> list[str] | str | None:
    if question["type"] == "DATE":
        return "日付の設問は条件に使えません。"
    return None if question["type"] in ("NUM", "NPS") else question["choices"]


def _tell_orphan(question: dict, book: Book) -> None:
    path = book.paths[question["id"]]
    if path[0] == "derived":
        message = (
            f"{question['id']} のもとの設問（{question['from']}）を集計しないため、この設問も集計しません。"
        )
        remedy = "もとの設問の指摘を直してください。"
        book.add("bad-derived", "error", (*path, "from"), message, given=question["from"], remedy=remedy)
