"""One question over all years that asked it: the share of every choice in each, and what changed from year to year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.tabulate import NO_ANSWER
from helpers.years.answers import Answers, Side, answers_of, mean_of, read_side
from helpers.years.chain import Chain
from helpers.years.change import COUNTED, JOINED, compare_pair, compare_question_means, has_means
from helpers.years.composition import with_whole
from helpers.years.likeness import fold_text
from helpers.years.links import Link, Pair, find_link
from helpers.years.matching import kind_of
from helpers.years.read import Year

MEAN = "平均"


@dataclass(frozen=True)
class TrendRow:
    """A choice (or several that were put together, or the mean) over the years of a trend.

    `shares` has a number a year, 0-100 (a mean in its unit), None where the year has none; `changes` one row of
    df_by_question_choice_change a step, None where one of the two years has no such choice; `whole` from first to last.
    """

    label: str
    shares: tuple[float | None, ...]
    changes: tuple[dict | None, ...]
    whole: dict | None = None
    is_mean: bool = False

    @property
    def joined(self) -> list[bool]:
        return [is_compared(change) for change in self.changes]

    @property
    def is_more_than_chance(self) -> bool:
        return any(bool(change["more_than_chance"]) for change in self.changes if is_compared(change))


def is_compared(change: dict | None) -> bool:
    return change is not None and not change["refused"]


@dataclass(frozen=True)
class Trend:
    """`ids` are the question's in each of `years`, oldest first; `bases` the n of each; `links` one a step."""

    survey: str
    title: str
    question: dict
    years: tuple[Year, ...]
    ids: tuple[str, ...]
    links: tuple[Link, ...]
    bases: tuple[float | None, ...]
    rows: tuple[TrendRow, ...]

    @property
    def is_compared(self) -> bool:
        """Whether anything of it may be compared in any step."""
        return any(any(row.joined) for row in self.rows)

    @property
    def is_draft(self) -> bool:
        return any(link.is_draft for link in self.links)


def list_trends(chain: Chain, survey: str) -> Iterator[Trend]:
    """Every question of a survey that two years or more asked and that can be counted, in the latest year's order."""
    held = chain.held(survey)
    answers = {year.number: answers_of(year, survey) for year in held}
    for ids in chain.threads(survey):
        years = tuple(year for year in held if year.number in ids)
        asked = [answers[year.number].question(ids[year.number]) for year in years]
        kinds = {kind_of(question) for question in asked}
        if len(years) > 1 and (kinds <= set(COUNTED) or kinds == {"NUM"}):
            yield _Trends(chain, survey, answers, years, ids).build()


@dataclass(frozen=True)
class _Trends:
    """What the trend of one question is made of."""

    chain: Chain
    survey: str
    answers: dict[int, Answers]
    years: tuple[Year, ...]
    ids: dict[int, str]

    def build(self) -> Trend:
        last = self.years[-1]
        book = self.answers[last.number].codebook
        rows = (*map(self._row, self._labels()), *self._means())
        return Trend(
            self.survey, book.get("short_title") or book["title"],
            self.answers[last.number].question(self.ids[last.number]), self.years,
            tuple(self.ids[year.number] for year in self.years), tuple(self._link(*step) for step in self._steps()),
            tuple(self._base(year) for year in self.years), rows,
        )  # fmt: skip

    def _steps(self) -> list[tuple[Year, Year]]:
        return list(zip(self.years, self.years[1:], strict=False))

    def _link(self, before: Year, after: Year) -> Link:
        links = with_whole(self.chain.links(self.survey, before, after))
        return find_link(links, self.ids[after.number])

    def _base(self, year: Year) -> float | None:
        """Of the first choice, every one of a question has the same; of numbers, those who gave one."""
        answers, name = self.answers[year.number], self.ids[year.number]
        if kind_of(answers.question(name)) in COUNTED:
            return read_side(answers, name, answers.question(name)["choices"][:1]).base
        mean = mean_of(answers, name)
        return None if mean is None else mean.n

    def _labels(self) -> list[dict[int, tuple[str, ...]]]:
        """Fiscal year -> labels there, one a row: the last year's choices, then those that only earlier years had."""
        last = self.years[-1]
        question = self.answers[last.number].question(self.ids[last.number])
        rows = [{last.number: (choice,)} for choice in question["choices"]]
        for year in self.years[-2::-1]:
            for pair in self._link(year, last).pairs:
                rows = _add_pair(rows, pair, year.number, last.number)
        if any(self.answers[y.number].has(self.ids[y.number], NO_ANSWER) for y in self.years):
            rows.append({year.number: (NO_ANSWER,) for year in self.years})
        return rows

    def _row(self, labels: dict[int, tuple[str, ...]]) -> TrendRow:
        changes = tuple(self._change(*step, labels) for step in self._steps())
        whole = self._change(self.years[0], self.years[-1], labels) if len(self.years) > 2 else None
        shares = tuple(self._side(year, labels).percent for year in self.years)
        return TrendRow(JOINED.join(labels[max(labels)]), shares, changes, whole)

    def _side(self, year: Year, labels: dict[int, tuple[str, ...]]) -> Side:
        return read_side(self.answers[year.number], self.ids[year.number], labels.get(year.number, ()))

    def _change(self, before: Year, after: Year, labels: dict[int, tuple[str, ...]]) -> dict | None:
        if not (labels.get(before.number) or labels.get(after.number)):
            return None
        pair = Pair(labels.get(after.number, ()), labels.get(before.number, ()))
        sides = self.answers[before.number], self.answers[after.number]
        return compare_pair(*sides, self._link(before, after), pair)

    def _means(self) -> list[TrendRow]:
        steps = [*self._steps(), (self.years[0], self.years[-1])]
        if not all(
            has_means(self.answers[a.number], self.answers[b.number], self._link(a, b)) for a, b in steps
        ):
            return []
        rows = [
            compare_question_means(self.answers[a.number], self.answers[b.number], self._link(a, b))
            for a, b in steps
        ]
        shares = (rows[0]["value_before"], *(row["value_after"] for row in rows[:-1]))
        return [TrendRow(MEAN, shares, tuple(rows[:-1]), rows[-1] if len(self.years) > 2 else None, True)]


def _add_pair(rows: list[dict], pair: Pair, year: int, last: int) -> list[dict]:
    """The rows with what a pair says of an earlier year; rows whose choices it puts together become one."""
    if not pair.new:
        return _add_gone(rows, pair.old, year)
    named = [row for row in rows if set(row.get(last, ())) & set(pair.new)]
    if not pair.old:
        return rows
    joined = {last: tuple(choice for row in named for choice in row[last])}
    for row in named:
        for number, labels in row.items():
            if number != last:
                joined[number] = tuple(dict.fromkeys((*joined.get(number, ()), *labels)))
    joined[year] = pair.old
    at = rows.index(named[0])
    return [*rows[:at], joined, *(row for row in rows[at + 1 :] if row not in named)]


def _add_gone(rows: list[dict], labels: tuple[str, ...], year: int) -> list[dict]:
    """A choice that the last year has not: beside the same label of another earlier year, else in a row of its own."""
    for choice in labels:
        for row in rows:
            own = row[max(row)]
            if year not in row and len(own) == 1 and fold_text(own[0]) == fold_text(choice):
                row[year] = (choice,)
                break
        else:
            rows = [*rows, {year: (choice,)}]
    return rows
