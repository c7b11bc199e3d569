"""Tokenizing free answers: a new Janome for every answer, one shared Janome, this project, fugashi with ipadic.

    .venv/bin/python benchmarks/tokens.py                    # about 15 minutes
    .venv/bin/python benchmarks/tokens.py --answers 100 1000 --peer OTHER/bin/python

Every side is a process of its own that has the answers in memory and pandas imported before its clock starts; the
clock stops when surface, part of speech, inflection, base form and readings of every token are in memory. Loading
the tokenizer counts. "ours" is what `tokenize_texts` does on its own (engine "auto"), without kept tokens, on a
machine that has compiled the engine before; "ours, first" is the very first time; "ours, kept" finds all in a cache.
`--peer`: the interpreter with fugashi and ipadic (group `bench`), where it is not this one.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from rounds import PROJECT, print_versions

from helpers.text import Dictionaries
from helpers.text.dictionaries import decode

SIDES = ("naive", "janome", "ours, first", "ours", "ours, kept", "fugashi")
NAIVE = 20  # answers that the naive side tokenizes; the time is multiplied
ONCE = 50_000  # from so many answers on, Janome runs one round only
MEGABYTE = 1024 * 1024


def make_answers(count: int) -> list[str]:
    """`count` different answers of one to four sentences out of the project's raw tables, the same every time."""
    sentences, chance, answers = list(read_sentences()), random.Random(count), dict[str, None]()
    while len(answers) < count:
        answers["".join(chance.sample(sentences, chance.choice((1, 1, 2, 2, 3, 4))))] = None
    return list(answers)


def read_sentences() -> dict[str, None]:
    sentences: dict[str, None] = {}
    for path in sorted((PROJECT / "data" / "raw").rglob("*.csv")):
        for cell in (cell for row in csv.reader(io.StringIO(decode(path.read_bytes()))) for cell in row):
            if sum("\u3040" <= sign <= "\u309f" for sign in cell) >= 5:
                sentences |= dict.fromkeys(f"{part}。" for part in cell.split("。") if len(part) > 5)
    return sentences


def tokenize_naive(texts: Sequence[str], cache: Path) -> int:
    from janome.tokenizer import Tokenizer

    return sum(len(list(map(str, Tokenizer().tokenize(text)))) for text in texts[:NAIVE])


def tokenize_shared(texts: Sequence[str], cache: Path) -> int:
    from helpers.text.store import tokenize_texts

    return len(tokenize_texts(texts, Dictionaries(), engine="janome"))


def tokenize_ours(texts: Sequence[str], cache: Path) -> int:
    from helpers.text.store import tokenize_texts

    return len(tokenize_texts(texts, Dictionaries()))


def prepare(texts: Sequence[str], cache: Path) -> int:
    """Have the engine compiled and the texts kept, once for all rounds."""
    from helpers.text.store import tokenize_texts

    return len(tokenize_texts(texts, Dictionaries(), engine="fast", cache=cache))


def tokenize_kept(texts: Sequence[str], cache: Path) -> int:
    from helpers.text.store import tokenize_texts

    return len(tokenize_texts(texts, Dictionaries(), cache=cache))


def tokenize_with_fugashi(texts: Sequence[str], cache: Path) -> int:
    import fugashi
    import ipadic

    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)
    return len([(token.surface, token.feature) for text in texts for token in tagger(text)])


TOKENIZERS = {
    **{"prepare": prepare, "naive": tokenize_naive},
    "janome": tokenize_shared,
    **dict.fromkeys(("ours, first", "ours"), tokenize_ours),
    **{"ours, kept": tokenize_kept, "fugashi": tokenize_with_fugashi},
}


def run_child(side: str, file: Path, cache: Path) -> None:
    """What one process does: prints seconds, tokens, and by how much its memory grew at the most."""
    import pandas as pd

    texts = json.loads(file.read_text(encoding="utf-8"))
    pd.Series(["warm"], dtype="str")
    before, start = psutil.Process().memory_info().rss, time.perf_counter()
    tokens = TOKENIZERS[side](texts, cache)
    seconds = time.perf_counter() - start
    scale = len(texts) / min(NAIVE, len(texts)) if side == "naive" else 1
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
    print(json.dumps({"seconds": seconds * scale, "tokens": tokens, "memory": growth / MEGABYTE}))


def run_side(side: str, file: Path, folder: Path, peer: str) -> dict:
    """One process of one side; ends the benchmark if it fails."""
    kept = folder / "first" / str(time.monotonic_ns()) if side == "ours, first" else folder / "compiled"
    cache = folder / f"{file.stem}.parquet"
    command = [peer if side == "fugashi" else sys.executable, __file__, "--side", side, str(file), str(cache)]
    done = subprocess.run(
        command, env=os.environ | {"CASEBOOK_CACHE": str(kept)}, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(f"{side}\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def measure(count: int, rounds: int, folder: Path, peer: str) -> dict[str, list[dict]]:
    """Side -> what each of its processes told; A, B, ..., A, B, ..."""
    answers, file = make_answers(count), folder / f"{count}.json"
    text = json.dumps(answers, ensure_ascii=False)
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"\n### {count:,} answers, {sum(map(len, answers)) / count:.0f} characters each", flush=True)
    run_side("prepare", file, folder, peer)
    told: dict[str, list[dict]] = {side: [] for side in SIDES}
    for number in range(rounds):
        for side in SIDES:
            if number == 0 or (side != "ours, first" and (side != "janome" or count < ONCE)):
                told[side].append(run_side(side, file, folder, peer))
    return told


def print_table(told: dict[str, list[dict]]) -> None:
    """Median seconds, how many times as fast as shared Janome and as fugashi, most memory."""
    seconds = {side: statistics.median(one["seconds"] for one in all_) for side, all_ in told.items()}
    print(
        "\n| side | median s | shared Janome / it | fugashi / it | memory MB | tokens |\n|---|---|---|---|---|---|"
    )
    for side, all_ in told.items():
        ratios = (f"{seconds[other] / seconds[side]:.2f}" for other in ("janome", "fugashi"))
        cells = (*ratios, f"{max(one['memory'] for one in all_):.0f}", f"{all_[0]['tokens']:,}")
        name = f"{side} (from {NAIVE} answers)" if side == "naive" else side
        print(f"| {name} | {seconds[side]:.3f} | {' | '.join(cells)} |", flush=True)


def print_growth(memory: dict[int, float], sizes: dict[int, int]) -> None:
    """How memory and text grow from one number of answers to the next."""
    print("\n| answers | text characters | memory of ours MB | bytes a character more |\n|---|---|---|---|")
    last: tuple[float, int] | None = None
    for count, most in memory.items():
        more = f"{(most - last[0]) * MEGABYTE / (sizes[count] - last[1]):.0f}" if last else ""
        print(f"| {count:,} | {sizes[count]:,} | {most:.0f} | {more} |")
        last = (most, sizes[count])


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answers", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", default=sys.executable, help="interpreter with fugashi and ipadic")
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    if arguments.side:
        side, file, cache = arguments.side
        run_child(side, Path(file), Path(cache))
        return
    memory, sizes = {}, {}
    with tempfile.TemporaryDirectory() as name:
        for count in arguments.answers:
            told = measure(count, arguments.rounds, Path(name), arguments.peer)
            print_table(told)
            memory[count] = max(one["memory"] for one in told["ours"])
            sizes[count] = sum(map(len, make_answers(count)))
    print_growth(memory, sizes)
    print_versions("janome", "numba", "llvmlite", "pandas", "pyarrow")


if __name__ == "__main__":
    main()
