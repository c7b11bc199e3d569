"""What a report costs on a Dask cluster with stores: CPU, memory, disk and bytes; for 1,741 municipalities x 5 years."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import distributed
import psutil
from rounds import PROJECT, print_versions

from helpers.case import Case, known_cases
from helpers.cluster import Cluster
from helpers.fingerprint import Fingerprints
from helpers.mirror import open_workspace
from helpers.plan import Item
from helpers.publish import make_published_plan
from helpers.storage import Store

sys.path.insert(0, str(PROJECT / "tests"))
from fiction import build_towns

YEAR = 2023
REPORTS = 1741 * 5
FLEETS = (2, 16, 64)  # workers for which the whole is extrapolated
MB = 10**6


@dataclass(frozen=True)
class Cost:
    """Of one run: seconds of the whole, CPU seconds, the median report's seconds, most memory of a worker at a time (MB)."""

    workers: int
    reports: int
    wall: float
    cpu: float
    median: float
    memory: float


def prepare(root: Path, cases: int) -> list[Case]:
    """A project whose raw inputs are Koto and fictional towns."""
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    for name in ("shared", "koto/2023"):
        shutil.copytree(PROJECT / "data" / "raw" / name, root / "data" / "raw" / name)
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, root / name)
    build_towns(root, cases - 1)
    return [Case(slug, YEAR, root) for slug in known_cases(root)]


def family(cluster: distributed.LocalCluster) -> list[list[psutil.Process]]:
    """Of each Dask worker: itself and its build process with all that it has started."""
    workers = [psutil.Process(worker.pid) for worker in cluster.workers.values()]
    return [[worker, *worker.children(recursive=True)] for worker in workers]


def read_cpu(cluster: distributed.LocalCluster) -> float:
    return sum(sum(process.cpu_times()[:4]) for members in family(cluster) for process in members)


@contextmanager
def watched_memory(cluster: distributed.LocalCluster) -> Iterator[list[float]]:
    """Collects the memory of the largest worker, ten times a second."""
    seen, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            try:
                held = (sum(process.memory_info().rss for process in members) for members in family(cluster))
                seen.append(max(held) / MB)
            except psutil.NoSuchProcess:
                continue

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def run(cases: list[Case], workers: int, raw: str, reports: str, folder: Path) -> Cost:
    """Every case on new workers with empty workspaces, published to an empty store."""
    with (
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=str(folder),
        ) as dask,
        Cluster(dask.scheduler_address, cases[0].root, raw=raw, reports=reports) as cluster,
        watched_memory(dask) as memory,
    ):
        before, started = read_cpu(dask), time.perf_counter()
        outcomes = list(cluster.run([Item(case, "benchmark") for case in cases], lambda *_: None))
        wall, cpu = time.perf_counter() - started, read_cpu(dask) - before
        say_disk(folder, len(cases), workers)
    if failed := [outcome for outcome in outcomes if outcome.failed]:
        raise SystemExit("\n".join(f"{outcome.item.target}: {outcome.message}" for outcome in failed))
    later = [outcome.seconds for outcome in outcomes[workers:]]
    return Cost(workers, len(cases), wall, cpu, statistics.median(later), max(memory))


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def say_disk(folder: Path, cases: int, workers: int) -> None:
    """Before the workers end: their workspaces go with them."""
    print(f"{workers} workers: workspaces {size_of(folder) / MB / cases:.2f} MB a report", flush=True)


def say(cost: Cost) -> None:
    print(
        f"{cost.workers} workers, {cost.reports} reports: {cost.wall:.1f} s in all; a report {cost.median:.2f} s (median, "
        f"workers warm), CPU {cost.cpu / cost.reports:.2f} s; a worker at most {cost.memory:.0f} MB",
        flush=True,
    )


def say_plan(root: Path, raw: Path, reports: str, cases: list[Case]) -> float:
    """Seconds a report of a run with nothing to do, on a machine that has mirrored before."""
    open_workspace(root, raw.as_uri())
    started = time.perf_counter()
    workspace = open_workspace(root, raw.as_uri())
    here = [Case(case.municipality, case.fiscal_year, workspace) for case in cases]
    items = make_published_plan(here, Fingerprints(workspace), Store(reports))
    if any(item.why for item in items):
        raise SystemExit(f"published, yet not up to date: {items}")
    seconds = (time.perf_counter() - started) / len(cases)
    print(f"nothing to do: {seconds * 1000:.1f} ms a report (mirror, hashes, plan; store in a local folder)")
    return seconds


def extrapolate(cost: Cost, raw: int, published: int, plan: float) -> None:
    """Straight lines: reports do not depend on one another, and a warm worker's report costs the same every time."""
    print(f"{REPORTS} reports: CPU {REPORTS * cost.cpu / cost.reports / 3600:.1f} h")
    for fleet in FLEETS:
        print(f"  {fleet} workers of this kind: {REPORTS * cost.median / fleet / 3600:.1f} h")
    print(
        f"  raw {REPORTS * raw / 10**9:.1f} GB, published {REPORTS * published / 10**9:.1f} GB, plan {REPORTS * plan:.0f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        here, root = Path(folder), Path(folder) / "project"
        root.mkdir()
        cases, raw = prepare(root, count), Path(folder) / "raw"
        (root / "data" / "raw").rename(raw)
        (root / "data" / "raw").mkdir()
        costs = []
        for workers in (1, 2):
            reports = here / f"reports-{workers}"
            costs.append(run(cases, workers, raw.as_uri(), reports.as_uri(), here / f"dask-{workers}"))
            say(costs[-1])
        one, two = costs
        print(f"2 workers: {one.wall / two.wall / 2:.2f} of ideal")
        given, published = size_of(raw) // count, size_of(reports) // count
        print(f"a report: raw {given / MB:.2f} MB, published {published / MB:.2f} MB")
        extrapolate(two, given, published, say_plan(root, raw, reports.as_uri(), cases))
    print_versions("casebook", "distributed", "fsspec", "papermill")


if __name__ == "__main__":
    main()
