"""What a Dask worker process does for a run: one report at a time, in a build process that it keeps warm.

`helpers.cluster` sends the names of these functions and their arguments; the program itself is installed there.
"""

from __future__ import annotations

import atexit
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.building import WAIT
from helpers.case import Case, Years, open_target
from helpers.errors import CasebookError
from helpers.fingerprint import digest, hash_code, versions
from helpers.mirror import Kit, folders_of, mirror_raw, unpack_kit
from helpers.plan import Item
from helpers.pool import Outcome, Pool
from helpers.publish import Publishing
from helpers.storage import Store, need
from helpers.worker import REMEDY

UPDATE = (
    "どの計算機にも、同じ版の casebook と同じパッケージを入れてください（uv sync --frozen --extra scale）。"
)


class ClusterError(CasebookError):
    """A Dask cluster that cannot be reached, or whose workers are not as this program."""


@dataclass(frozen=True)
class Order:
    """What all builds of one run have in common. With `raw` and `reports` they use these stores, else `root`."""

    run: str
    program: str
    root: str
    raw: str
    reports: str
    kit: Kit
    pool: dict[str, Any]  # options of the Pool


@dataclass
class Hand:
    """What this process keeps between two builds: its warm pool, for which project and options, and for which run."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    pool: Pool | None = None
    made_for: tuple = ()
    run: str = ""
    ended: str = ""

    def take(self, root: Path, order: Order) -> Pool:
        wanted = (root, *order.pool.items())
        if self.pool is None or self.made_for != wanted:
            self.put_down()
            self.pool, self.made_for = Pool(root, 1, wait=WAIT, **order.pool), wanted
        return self.pool

    def put_down(self) -> None:
        if self.pool:
            self.pool.__exit__()
        self.pool = None


HAND = Hand()
atexit.register(HAND.put_down)


def describe_program() -> str:
    """Equal on two machines that make equal reports."""
    return digest(repr((hash_code(), sorted(versions().items()))))


def topic_of(run: str) -> str:
    """Where the steps of a run are told."""
    return f"casebook-{run}"


def hand_over(order: Order) -> Order:
    """A task of its own, so that Dask brings the order once to each worker, also to one that joins later."""
    return order


def end_run(run: str) -> None:
    """Break off what is being built for this run, and let the warm build process go."""
    if HAND.run != run:
        return
    HAND.ended = run
    for worker in list(HAND.pool.workers) if HAND.pool else []:
        worker.process.kill()
    if HAND.lock.acquire(timeout=5):
        HAND.put_down()
        HAND.lock.release()


def build_one(order: Order, parameters: dict[str, str | int], why: str) -> dict:
    """Build one report; how it ended, as plain values (fields of Outcome, `log` being its text)."""
    started = time.monotonic()
    with HAND.lock:
        if HAND.ended == order.run:
            return failure("中断しました。")
        HAND.run = order.run
        try:
            outcome = _build(order, parameters, why)
        except CasebookError as error:
            return failure(f"{error}") | {"seconds": time.monotonic() - started}
        except need("distributed").Reschedule:  # for Dask: it gives the build to another worker
            raise
        except Exception as error:  # of whatever kind: whoever waits for the report is told its words
            HAND.put_down()  # it may be in mid-build
            return _explain(error) | {"seconds": time.monotonic() - started}
    log = outcome.log.read_text(encoding="utf-8") if outcome.log.is_file() else ""
    findings = [finding.to_dict() for finding in outcome.findings]
    values = {name: getattr(outcome, name) for name in ("message", "pages", "ran", "memory")}
    return values | {"findings": findings, "seconds": time.monotonic() - started, "log": log}


def failure(message: str) -> dict:
    """What build_one gives for a report that came to nothing."""
    return {"message": message, "findings": [], "seconds": 0.0, "log": f"{message}\n"}


def _explain(error: Exception) -> dict:
    """The failure that an error outside the build process is, as helpers.worker tells one inside; its trace in the log."""
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError):
        message = f"作業プロセスがファイルを読み書きできませんでした（{error.strerror}：{error.filename or ''}）。{REMEDY}"
    return failure(message) | {"log": "\n".join([message, *traceback.format_exception(error)])}


def _build(order: Order, parameters: dict[str, str | int], why: str) -> Outcome:
    if order.program != describe_program():
        raise ClusterError(f"この作業プロセスのプログラムは、依頼した側と違います。{UPDATE}")
    worker = need("distributed").get_worker()
    root = _prepare(order, parameters, Path(worker.local_directory)) if order.raw else Path(order.root)
    target = open_target(parameters, root)

    def tell(_: Item, name: str, seconds: float | None) -> None:
        worker.log_event(topic_of(order.run), {"parameters": parameters, "name": name, "seconds": seconds})

    pool = HAND.take(root, order)
    makers = Publishing(pool, Store(order.reports)) if order.reports else pool
    (outcome,) = makers.run([Item(target, why)], tell)
    return outcome


def _prepare(order: Order, parameters: dict[str, str | int], folder: Path) -> Path:
    """This process's workspace, with the raw inputs of one report as they are now."""
    root = folder / f"casebook-{digest(order.raw)[:12]}"
    unpack_kit(order.kit, root)
    target = Case(**parameters, root=root) if "fiscal_year" in parameters else Years(**parameters, root=root)
    mirror_raw(Store(order.raw), root, folders_of(target))
    return root
