"""The correspondence of two codebooks: drafted by the program, settled by what an analyst has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.names import suggest
from helpers.years.choices import combine, read_pairs, write_pairs
from helpers.years.likeness import fold_text
from helpers.years.links import (
    JOINT,
    NO,
    TYPE,
    WHOLE,
    WORDS,
    YES,
    Link,
    build_frame,
)
from helpers.years.matching import kind_of
from helpers.years.rules import covers_all, draft_links, follow_bases

EDITED = ("status", "comparable", "choices")  # what a person decides in a row


def draft_correspondence(old_codebook: dict, new_codebook: dict) -> pd.DataFrame:
    """df_by_question_pair: one row a question of either year, for an analyst to check and confirm.

    | question | question_text | previous_question | previous_text | status     | comparable | reason |
    |----------|---------------|-------------------|---------------|------------|------------|--------|
    | Q8       | 困りごとや…   | Q8                | 困ったときに… | 文言変更・選択肢変更 | 不可 | 設問文が変わった。… |

    | choices              | score (Float64, 0-1) | confirmed_by | note |
    |----------------------|----------------------|--------------|------|
    | オンラインの相談 ← （なし） | 0.21          |              |      |

    The later year's questions in their order, then the dropped ones; `*` for the survey as a whole, first, where
    its respondents or its mode changed. `choices` holds what does not go by the same label, guesses included:
    one pair a line, 60代以上 ← 60代 + 70代以上.
    """
    return links_frame(follow_bases(draft_links(old_codebook, new_codebook), new_codebook))


def links_frame(links: Sequence[Link]) -> pd.DataFrame:
    """The same of links that are at hand."""
    return build_frame(links, lambda link: write_pairs(combine(link.pairs, link.guesses)))


@dataclass(frozen=True)
class _Desk:
    """Two codebooks, the file that relates them, and where to tell what is wrong with it."""

    old: dict[str, dict]
    new: dict[str, dict]
    place: Place
    findings: Findings

    def tell(self, rule: str, severity: str, row: int, column: str, message: str, **details: str) -> None:
        place = Place(self.place.file, self.place.sheet, row, column)
        self.findings.add(rule, severity, place, message, **details)


def settle_links(
    old: dict, new: dict, given: pd.DataFrame | None, place: Place, findings: Findings
) -> list[Link]:
    """The links that count: rows of `given` (df_by_question_pair) that somebody confirmed, the draft for the rest.

    A row that cannot hold (unknown question, a wording that has changed since, unknown choices) is a finding, and
    the draft takes its place. A row without `confirmed_by` decides nothing.
    """
    desk = _Desk(*({q["id"]: q for q in book["questions"]} for book in (old, new)), place, findings)
    rows = [] if given is None else _usable_rows(desk, given)
    confirmed = [(row, cells) for row, cells in rows if cells["confirmed_by"]]
    fixed = [(cells["question"], cells["previous_question"]) for _, cells in confirmed]
    links = draft_links(old, new, [pair for pair in fixed if WHOLE not in pair])
    for row, cells in confirmed:
        links = [_settle(desk, link, row, cells) if _is_of(cells, link) else link for link in links]
    links = follow_bases(links, new)
    if len(confirmed) < len(rows):
        drafted = [*links, *follow_bases(draft_links(old, new), new)]
        _check_unused(desk, drafted, [(row, cells) for row, cells in rows if not cells["confirmed_by"]])
    return links


def _is_of(cells: dict[str, str], link: Link) -> bool:
    return (cells["question"], cells["previous_question"]) == (link.question, link.previous)


def _usable_rows(desk: _Desk, given: pd.DataFrame) -> list[tuple[int, dict[str, str]]]:
    """(row in the file, cells without outer blanks) of rows that name questions there are, each once."""
    rows, seen = [], set()
    for row, record in zip(
        given.index, given.drop(columns="score").fillna("").to_dict("records"), strict=True
    ):
        cells = {column: text.strip() for column, text in record.items()}
        if not (cells["question"] or cells["previous_question"]):
            desk.tell(
                "missing-value", "error", int(row), "question", "設問 id がありません。この行は使いません。"
            )
        elif _is_known(desk, int(row), cells) and _is_first(desk, int(row), cells, seen):
            rows.append((int(row), cells))
    return rows


def _is_known(desk: _Desk, row: int, cells: dict[str, str]) -> bool:
    unknown = [
        (column, cells[column], known)
        for column, known in (("question", desk.new), ("previous_question", desk.old))
        if cells[column] and cells[column] != WHOLE and cells[column] not in known
    ]
    for column, name, known in unknown:
        message = "この id の設問は調査票にありません。この行は使いません。"
        details = {"given": name, "allowed": "、".join(known), "remedy": suggest(name, known)}
        desk.tell("unknown-question", "error", row, column, message, **details)
    return not unknown


def _is_first(desk: _Desk, row: int, cells: dict[str, str], seen: set[tuple[str, str]]) -> bool:
    """Every question of either year stands in one row."""
    names = {(column, cells[column]) for column in ("question", "previous_question") if cells[column]}
    for column, name in sorted(names & seen):
        message = "同じ設問が二つの行にあります。後の行は使いません。"
        desk.tell(
            "duplicate-question", "error", row, column, message, given=name, remedy="行を一つにしてください。"
        )
    taken = bool(names & seen)
    seen |= names
    return not taken


def _settle(desk: _Desk, link: Link, row: int, cells: dict[str, str]) -> Link:
    """The link as confirmed, or the draft where it was confirmed for other wordings or choices."""
    if not _is_current(desk, link, row, cells):
        return link
    pairs = _confirmed_pairs(desk, link, row, cells)
    if pairs is None:
        return link
    status, drafted_reason = tuple(filter(None, cells["status"].split(JOINT))) or link.status, link.reason
    link = replace(link, pairs=pairs, guesses=(), status=status, confirmed_by=cells["confirmed_by"],
                   comparable=cells["comparable"] or link.comparable, note=cells["note"])  # fmt: skip
    if cells["comparable"]:  # once it is confirmed, what the draft asked to confirm is not printed
        drafted = cells["reason"] == drafted_reason
        link = replace(link, reason=link.what if drafted else cells["reason"])
    return _within_reason(desk, link, row)


def _check_unused(desk: _Desk, drafted: Sequence[Link], rows: Sequence[tuple[int, dict[str, str]]]) -> None:
    """A finding for each row that nobody confirmed and that says something else than a draft."""
    known: dict[tuple[str, str], list[dict[str, str]]] = {}
    for link, record in zip(drafted, links_frame(drafted).to_dict("records"), strict=True):
        known.setdefault((link.question, link.previous), []).append(record)
    for row, cells in rows:
        drafts = known.get((cells["question"], cells["previous_question"]), [])
        if any(all(cells[c] in ("", draft[c]) for c in EDITED) for draft in drafts):
            continue
        given = "、".join(f"{column}：{cells[column]}" for column in EDITED if cells[column])
        message = "確認者（confirmed_by）が空欄のため、書き換えた内容は使わず、案のままにします。"
        remedy = "確かめたら confirmed_by に名前を書いてください。"
        desk.tell("not-confirmed", "warning", row, "confirmed_by", message, given=given, remedy=remedy)


def _is_current(desk: _Desk, link: Link, row: int, cells: dict[str, str]) -> bool:
    """Whether the wordings that were confirmed are those of the codebooks."""
    texts = {"question_text": link.text, "previous_text": link.previous_text}
    changed = [c for c, text in texts.items() if cells[c] and fold_text(cells[c]) != fold_text(text)]
    for column in changed:
        message = "確認した設問文が、調査票の設問文と違います。確認は無効とし、案を使います。"
        remedy = "調査票と比べ直して、設問文と判断を書き直してください。"
        details = {"given": cells[column], "allowed": texts[column], "remedy": remedy}
        desk.tell("outdated-confirmation", "error", row, column, message, **details)
    return not changed


def _confirmed_pairs(desk: _Desk, link: Link, row: int, cells: dict[str, str]):
    new = [choice for pair in link.pairs for choice in pair.new]
    old = [choice for pair in link.pairs for choice in pair.old]
    pairs, faults = read_pairs(cells["choices"], new, old)
    for line in faults:
        message = "選択肢の対応を読めません。確認は無効とし、案を使います。"
        allowed = f"この年度：{'、'.join(new)}／前の年度：{'、'.join(old)}"
        remedy = "一行に一組「この年度の選択肢 ← 前の年度の選択肢」の形で、選択肢を一度ずつ書いてください。"
        desk.tell(
            "unknown-choice", "error", row, "choices", message, given=line, allowed=allowed, remedy=remedy
        )
    return None if faults else combine(link.pairs, pairs)


def _within_reason(desk: _Desk, link: Link, row: int) -> Link:
    """Two types cannot be subtracted, whoever confirms it; what the choices leave open is told."""
    before, after = desk.old.get(link.previous), desk.new.get(link.question)
    if before is None or after is None or link.comparable == NO:
        return link
    if kind_of(before) != kind_of(after):
        message = (
            f"{WORDS[TYPE]}ため、比べられません（{before['type']}→{after['type']}）。不可として扱います。"
        )
        desk.tell("not-comparable", "error", row, "comparable", message, given=link.comparable, allowed=NO)
        return replace(link, comparable=NO, reason=f"{WORDS[TYPE]}（{before['type']}→{after['type']}）")
    if kind_of(after) == "SA" and not covers_all(link.pairs) and link.comparable == YES:
        message = "単数回答に、対応の決まっていない選択肢があります。対応のある選択肢だけを比べます。"
        alone = "、".join(
            choice for pair in link.pairs if not pair.is_whole for choice in pair.new + pair.old
        )
        remedy = "choices に対応を書くか、comparable を 条件付き か 不可 にしてください。"
        desk.tell("choices-left-open", "warning", row, "choices", message, given=alone, remedy=remedy)
    return link


def check_confirmed(links: Sequence[Link], title: str, place: Place, findings: Findings, there: bool) -> None:
    """One finding a survey for what nobody has confirmed yet: the draft is used, and marked so in print."""
    open_ones = [link.question or link.previous for link in links if link.is_draft]
    if open_ones:
        message = f"{title}：前の年度との対応を確かめていない設問があります。案を使い、【案】と印字します。"
        remedy = "対応表の判断を確かめ、confirmed_by に名前を書いてください。"
        if not there:
            remedy = f"casebook codebook compare で案を書き出し、{place.file} に置いて、" + remedy
        findings.add(
            "correspondence-draft", "warning", place, message, given="、".join(open_ones), remedy=remedy
        )
