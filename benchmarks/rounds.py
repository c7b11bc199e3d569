"""What the benchmarks share: a copied project, sides run alternately as whole processes, medians and ratios."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
COPIED = ("pyproject.toml", "notebooks", "data/raw")
Side = Sequence[Sequence[str]]  # the commands of one side, run one after the other


def copy_project(folder: Path) -> Path:
    """What a run reads, copied into `folder`, so that the project's own reports stay as they are."""
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, target)
    return folder


def python(*arguments: object) -> list[str]:
    """A command that runs this interpreter."""
    return [sys.executable, *map(str, arguments)]


def run_side(side: Side, environment: dict[str, str]) -> float:
    """Seconds that the commands take, their processes' start and end included; ends the benchmark if one fails."""
    start = time.perf_counter()
    for command in side:
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, encoding="utf-8")
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def measure(sides: dict[str, Side], rounds: int, environment: dict[str, str]) -> dict[str, list[float]]:
    """Name of a side -> seconds a round. One round is A, B, ...; the first one only warms up and is not kept."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            taken = run_side(side, environment)
            if number:
                seconds[name].append(taken)
        print(f"round {number}" if number else "warm-up", flush=True)
    return seconds


def print_table(seconds: dict[str, list[float]]) -> None:
    """Median, least and most of each side, as a Markdown table."""
    print("\n| side | median s | least | most |\n|---|---|---|---|")
    for name, taken in seconds.items():
        print(f"| {name} | {statistics.median(taken):.2f} | {min(taken):.2f} | {max(taken):.2f} |")


def print_ratio(seconds: dict[str, list[float]], one: str, other: str, at_most: float) -> None:
    """Median of `one` over median of `other`, beside what is asked for."""
    ratio = statistics.median(seconds[one]) / statistics.median(seconds[other])
    print(f"\n{one} / {other} = {ratio:.2f} (asked for: at most {at_most:g})", end="")


def print_versions(*packages: str) -> None:
    """The machine and the versions that the numbers belong to."""
    known = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in packages)]
    print(f"\n\n{platform.system()} {platform.machine()}, {os.cpu_count()} cores; {', '.join(known)}")


def read_rounds(description: str | None) -> int:
    """`--rounds N` from the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=int, default=7, help="rounds after the warm-up (7)")
    return parser.parse_args().rounds
