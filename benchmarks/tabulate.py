"""Crosstabs of a large survey: `tabulate` against a loop of pandas.crosstab and against polars.

80 questions (60 single, 20 multiple answers of 8 choices) of 100,000 respondents by 20 of them (5 choices each: 100
columns). Each side is a process of its own, run alternately; it reads nothing, makes the same answers from the same
seed, and reports how long the tabulation took and how much memory it added. All sides have to give the same counts.

All start from single answers as texts. The others are given multiple answers as 0/1 columns, ours as sets of labels.
ours: codes, counts, shares, Wilson intervals, z tests with letters, chi-square, one long frame. The others only count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import psutil
from rounds import print_ratio, print_versions, python

CHOICES = tuple(f"選択肢{number}" for number in range(8))
GROUPS = tuple(f"区分{number}" for number in range(5))
BLANK = 0.05
Counts = dict[tuple[str, str], np.ndarray]  # question, banner -> choices x groups


def draw_codes(respondents: int) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Question -> position of the choice (-1 blank) of SA, bool (respondents x choices) of MA; B1 ... are the banners."""
    rng = np.random.default_rng(1)
    single = {f"S{n}": (CHOICES, rng.integers(0, 8, respondents)) for n in range(1, 41)}
    single |= {f"B{n}": (GROUPS, rng.integers(0, 5, respondents)) for n in range(1, 21)}
    blank = {name: rng.random(respondents) < BLANK for name in single}
    codes = {name: np.where(blank[name], -1, held) for name, (_, held) in single.items()}
    return codes, {f"M{n}": rng.random((respondents, 8)) < 0.3 for n in range(1, 21)}


def labels_of(name: str) -> tuple[str, ...]:
    return GROUPS if name.startswith("B") else CHOICES


def list_pairs(single: dict, multiple: dict) -> list[tuple[str, str]]:
    banners = [name for name in single if name.startswith("B")]
    return [
        (question, banner) for question in (*single, *multiple) for banner in banners if question != banner
    ]


def prepare_ours(single: dict, multiple: dict) -> object:
    """A SurveyInput, as the reader of raw inputs gives it."""
    from helpers.raw import SurveyInput

    columns = {}
    for name, held in single.items():
        columns[name] = pd.Series(np.append(np.array(labels_of(name), object), None)[held], dtype="string")
    every = [tuple(c for n, c in enumerate(CHOICES) if code >> n & 1) or pd.NA for code in range(256)]
    patterns = np.empty(256, object)
    patterns[:] = every
    for name, held in multiple.items():
        columns[name] = pd.Series(patterns[held @ (1 << np.arange(8))], dtype="object")
    questions = [
        {"id": name, "text": name, "type": "MA" if name in multiple else "SA", "column": name, "choices": list(labels_of(name))}
        for name in columns
    ]  # fmt: skip
    return SurveyInput("survey", {"title": "調査", "questions": questions}, pd.DataFrame(columns))


def count_ours(survey: object, pairs: list[tuple[str, str]]) -> object:
    from helpers.tabulate import code_survey, tabulate

    return tabulate(code_survey(survey), list(dict.fromkeys(banner for _, banner in pairs)))


def read_ours(frame: pd.DataFrame) -> Counts:
    held = frame[(frame["kind"] == "choice") & frame["banner_choice"].isin(GROUPS)]
    return {
        key: part["n"].to_numpy(dtype=int).reshape(len(GROUPS), -1).T
        for key, part in held.groupby(["question", "banner"], sort=False)
    }


def prepare_pandas(single: dict, multiple: dict) -> dict[str, object]:
    """Categories for single answers and a bool column for each choice: what pandas counts fastest."""
    data: dict[str, object] = {
        name: pd.Categorical.from_codes(held, labels_of(name)) for name, held in single.items()
    }
    return data | {name: pd.DataFrame(held, columns=list(CHOICES)) for name, held in multiple.items()}


def count_pandas(data: dict[str, object], pairs: list[tuple[str, str]]) -> dict:
    """SA by crosstab; MA, which crosstab cannot count at once, choice by choice. Categories are made once: faster."""
    data = {
        name: held if isinstance(held, pd.DataFrame) else held.astype(pd.CategoricalDtype(labels_of(name)))
        for name, held in data.items()
    }
    done = {}
    for question, banner in pairs:
        held = data[question]
        if isinstance(held, pd.DataFrame):
            done[question, banner] = [pd.crosstab(held[choice], data[banner]) for choice in CHOICES]
        else:
            done[question, banner] = pd.crosstab(held, data[banner])
    return done


def read_pandas(done: dict) -> Counts:
    return {
        key: np.array([one.loc[True].to_numpy() for one in held])
        if isinstance(held, list)
        else held.to_numpy()
        for key, held in done.items()
    }


def prepare_polars(single: dict, multiple: dict) -> object:
    import polars as pl

    columns = {}
    for name, held in single.items():
        labels = np.append(np.array(labels_of(name), object), None)
        columns[name] = pl.Series(labels[held].tolist(), dtype=pl.String)
    for name, held in multiple.items():
        columns |= {f"{name}|{choice}": pl.Series(held[:, n]) for n, choice in enumerate(CHOICES)}
    return pl.DataFrame(columns)


def count_polars(frame: object, pairs: list[tuple[str, str]]) -> dict:
    """One group_by a banner, all questions in it: the fastest of five ways that were tried. Enums are made once."""
    import polars as pl

    single = dict.fromkeys(name for pair in pairs for name in pair if not name.startswith("M"))
    frame = frame.with_columns(pl.col(name).cast(pl.Enum(labels_of(name))) for name in single)
    done = {}
    for banner in dict.fromkeys(banner for _, banner in pairs):
        asked = [question for question, other in pairs if other == banner]
        sums = [pl.col(f"{q}|{choice}").sum() for q in asked if q.startswith("M") for choice in CHOICES]
        values = [pl.col(q).drop_nulls().value_counts(sort=False) for q in asked if not q.startswith("M")]
        done[banner] = frame.filter(pl.col(banner).is_not_null()).group_by(banner).agg(sums + values)
    return done


def read_polars(done: dict) -> Counts:
    found: Counts = {}
    for banner, frame in done.items():
        for row in frame.iter_rows(named=True):
            column = GROUPS.index(row[banner])
            for name, held in row.items():
                question, _, choice = name.partition("|")
                if question == banner:
                    continue
                table = found.setdefault(
                    (question, banner), np.zeros((len(labels_of(question)), len(GROUPS)), int)
                )
                given = {choice: held} if choice else {each[question]: each["count"] for each in held}
                for label, n in given.items():
                    table[labels_of(question).index(label), column] = n
    return found


SIDES: dict[str, tuple[Callable, Callable, Callable]] = {
    "ours": (prepare_ours, count_ours, read_ours),
    "pandas": (prepare_pandas, count_pandas, read_pandas),
    "polars": (prepare_polars, count_polars, read_polars),
}


def watch_memory(process: psutil.Process, peak: list[int], stop: threading.Event) -> None:
    while not stop.wait(0.005):
        peak[0] = max(peak[0], process.memory_info().rss)


def run_side(name: str, respondents: int) -> dict:
    """Seconds and peak of additional MB of one side, and a hash of all its counts."""
    prepare, count, read = SIDES[name]
    single, multiple = draw_codes(respondents)
    pairs, data = list_pairs(single, multiple), prepare(single, multiple)
    small = draw_codes(50)
    count(prepare(*small), list_pairs(*small)[:2])  # imports are paid before the clock runs
    process, stop = psutil.Process(), threading.Event()
    before = process.memory_info().rss
    peak = [before]
    watcher = threading.Thread(target=watch_memory, args=(process, peak, stop))
    watcher.start()
    start = time.perf_counter()
    done = count(data, pairs)
    seconds = time.perf_counter() - start
    stop.set()
    watcher.join()
    counts = read(done)
    digest = hashlib.sha256(
        b"".join(np.ascontiguousarray(counts[key], dtype="<i8").tobytes() for key in pairs)
    )
    return {
        "seconds": seconds,
        "mb": (peak[0] - before) / 2**20,
        "digest": digest.hexdigest(),
        "tables": len(pairs),
    }


def run_process(name: str, respondents: int) -> dict:
    command = python(__file__, "--side", name, "--respondents", respondents)
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds after the warm-up (3)")
    parser.add_argument("--respondents", type=int, default=100_000)
    parser.add_argument("--side", choices=SIDES)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(run_side(given.side, given.respondents)))
        return
    rounds: dict[str, list[dict]] = {name: [] for name in SIDES}
    for number in range(given.rounds + 1):
        for name in SIDES:
            taken = run_process(name, given.respondents)
            if number:
                rounds[name].append(taken)
        print(f"round {number}" if number else "warm-up", flush=True)
    print_results(rounds)


def print_results(rounds: dict[str, list[dict]]) -> None:
    print("\n| side | median s | least | most | peak MB |\n|---|---|---|---|---|")
    for name, held in rounds.items():
        seconds = [taken["seconds"] for taken in held]
        memory = statistics.median(taken["mb"] for taken in held)
        print(
            f"| {name} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} | {memory:.0f} |"
        )
    seconds = {name: [taken["seconds"] for taken in held] for name, held in rounds.items()}
    for other in ("pandas", "polars"):
        print_ratio(seconds, "ours", other, 1)
    digests = {taken["digest"] for held in rounds.values() for taken in held}
    tables = next(iter(rounds.values()))[0]["tables"]
    print(f"\n\n{tables} tables: {'all counts equal' if len(digests) == 1 else 'COUNTS DIFFER'}", end="")
    print_versions("numpy", "pandas", "polars")


if __name__ == "__main__":
    main()
