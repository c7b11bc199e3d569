"""Many cases: a warm case against a plain script, 20 cases on 2 workers, nothing changed, one chapter changed, memory."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rounds import PROJECT, print_versions, python, read_rounds, run_side

from helpers.case import Case
from helpers.plan import Item
from helpers.pool import Pool

sys.path.insert(0, str(PROJECT / "tests"))
from fiction import build_towns

HERE = Path(__file__).resolve().parent
YEAR = 2023
CASES, WORKERS = 20, 2
FEW, MANY = 20, 200  # builds after which the memory of a worker is read
CASEBOOK = python("-m", "helpers.cli")
ONE = "town_001"


def prepare(root: Path) -> dict[str, str]:
    """A project of 20 fictional towns; returns the environment in which commands work on it."""
    import shutil

    (root / "data" / "raw").mkdir(parents=True)
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    shutil.copytree(PROJECT / "data" / "raw" / "shared", root / "data" / "raw" / "shared")
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, root / name)
    build_towns(root, CASES)
    return {"CASEBOOK_ROOT": str(root)}


def middle(work: Callable[[], float], rounds: int) -> float:
    return statistics.median(work() for _ in range(rounds))


def say(text: str, one: float, other: float, asked: str) -> None:
    print(f"{text}: {one:.2f} / {other:.2f} s = {one / other:.2f} (asked for: {asked})", flush=True)


def build_warm(root: Path, rounds: int) -> float:
    """Seconds of one forced build in a worker that has built before."""
    item = Item(Case(ONE, YEAR, root), "benchmark")
    with Pool(root, 1, force=True) as pool:
        list(pool.run([item], lambda *_: None))
        return middle(lambda: next(iter(pool.run([item], lambda *_: None))).seconds, rounds)


def compare_warm(root: Path, environment: dict[str, str], rounds: int) -> None:
    plain = [python(HERE / "plain.py", ONE, YEAR, root / "plain")]
    (root / "plain").mkdir()
    run_side(plain, environment)
    script = middle(lambda: run_side(plain, environment), rounds)
    say(
        "one case, warm worker / plain script in a fresh process",
        build_warm(root, rounds),
        script,
        "at most 1.0",
    )


def compare_workers(root: Path, environment: dict[str, str]) -> None:
    """20 cases on 1 and 2 workers, and by ProcessPoolExecutor(2) over papermill: whole processes."""
    one, two = (
        run_side([[*CASEBOOK, "run", "--all", "--force", "--workers", str(n)]], environment)
        for n in (1, WORKERS)
    )
    print(
        f"20 cases: 1 worker {one:.1f} s, {WORKERS} workers {two:.1f} s; "
        f"share of ideal {one / WORKERS / two:.2f} (asked for: at least 0.90)",
        flush=True,
    )
    executor = run_side([python(HERE / "executor.py", root, WORKERS)], environment)
    say("ProcessPoolExecutor(2) over papermill / casebook run, 20 cases", executor, two, "at least 2.5")


def compare_nothing(root: Path, environment: dict[str, str], rounds: int) -> None:
    """A run with nothing to do, and Snakemake's with the same graph: 20 cases, five rules each, same inputs."""
    ours = middle(lambda: run_side([[*CASEBOOK, "run", "--all"]], environment), rounds)
    print(f"nothing to do, 20 cases: {ours:.3f} s (asked for: under 0.3)")
    snakefile = [sys.executable, "-m", "snakemake", "--cores", "2", "--quiet", "--directory", str(root)]
    snakefile += ["--snakefile", str(HERE / "Snakefile")]
    run_side([snakefile], environment)
    theirs = middle(lambda: run_side([snakefile], environment), rounds)
    say("nothing to do: casebook run / snakemake", ours, theirs, "under 0.5")


def compare_chapter(root: Path, environment: dict[str, str], rounds: int) -> None:
    """One changed chapter file in one of the 20 cases against a full case, whole processes; and in a warm worker."""
    full = middle(lambda: run_side([[*CASEBOOK, "run", ONE, "--force"]], environment), rounds)
    chapter = Case(ONE, YEAR, root).raw / "chapters" / "step_01.md"

    def change() -> None:
        with chapter.open("a", encoding="utf-8", newline="\n") as file:
            file.write("- 追記した行。\n")

    def cold() -> float:
        change()
        return run_side([[*CASEBOOK, "run", "--all"]], environment)

    say("one changed chapter / full case, fresh processes", middle(cold, rounds), full, "under 0.25")
    with Pool(root, 1) as pool:

        def warm() -> float:
            change()
            item = Item(Case(ONE, YEAR, root), "benchmark")
            return next(iter(pool.run([item], lambda *_: None))).seconds

        warm()
        say(
            "one changed chapter, warm worker (--watch) / full case in a fresh process",
            middle(warm, rounds),
            full,
            "under 0.25",
        )


def read_memory(root: Path) -> None:
    """Megabytes of one worker after 20 and after 200 builds of the same cases in turn."""
    cases = [Case(f"town_{number:03}", YEAR, root) for number in range(1, CASES + 1)]
    with Pool(root, 1, force=True, memory=10**6) as pool:
        held = [
            outcome.memory
            for _ in range(MANY // CASES)
            for outcome in pool.run([Item(case, "benchmark") for case in cases], lambda *_: None)
        ]
    print(
        f"memory of a worker: {held[0]} MB after 1, {held[FEW - 1]} after {FEW}, {held[-1]} after {MANY} builds"
    )


def main() -> None:
    rounds = read_rounds(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        environment = prepare(root)
        compare_warm(root, environment, rounds)
        compare_workers(root, environment)
        compare_nothing(root, environment, rounds)
        compare_chapter(root, environment, rounds)
        read_memory(root)
    print_versions("casebook", "pandas", "papermill", "nbconvert", "janome", "typst", "snakemake")


if __name__ == "__main__":
    main()
