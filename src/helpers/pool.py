"""Builds spread over warm worker processes: one build's failure, crash or time-out never stops the others."""

from __future__ import annotations

import os
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.case import Volume
from helpers.crew import Task, Worker
from helpers.errors import ExportError
from helpers.findings import Finding
from helpers.fingerprint import hash_code
from helpers.handoff import replace_file
from helpers.plan import Item
from helpers.steps import Target, parameters_of, prepared_for

TIME_OUT = 1800  # seconds a build
PATIENCE = 0.5  # seconds of waiting at a stretch: on Windows Ctrl-C is heard only in between
MEMORY = 2000  # megabytes; a worker that holds more is replaced after its build
Listen = Callable[
    [Item, str, float | None], None
]  # what is being built, name of a step, its seconds when done


@dataclass(frozen=True)
class Outcome:
    """How one build ended; `message` is empty where it succeeded. The log tells the rest."""

    item: Item
    seconds: float
    message: str
    findings: list[Finding]
    log: Path
    pages: int = 0
    ran: Sequence[str] = ()
    memory: int = 0  # megabytes that the worker held afterwards

    @property
    def failed(self) -> bool:
        return bool(self.message)


def _locks(target: Target) -> set[str]:
    """The locks that a build of `target` takes."""
    return {str(held) for held in (target, *prepared_for(target))}


class Pool:
    """At most `size` workers of one project; a context, at whose end none is left, whatever happened."""

    def __init__(
        self,
        root: Path,
        size: int,
        *,
        time_out: float = TIME_OUT,
        memory: int = MEMORY,
        force: bool = False,
        wait: float = 0,
    ) -> None:
        self.root, self.size, self.time_out, self.memory = root, size, time_out, memory
        self.options = {"force": force, "wait": wait}
        self.events: queue.Queue[tuple[Worker, dict]] = queue.Queue()
        self.workers: list[Worker] = []
        self.started = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self.workers):
            self._dismiss(worker)

    def run(self, items: Sequence[Item], listen: Listen) -> Iterator[Outcome]:
        """Outcomes as they come; a volume waits until nothing else is at work."""
        waiting = deque(items)
        while waiting or self._busy():
            self._hand_out(waiting)
            yield from self._hear(listen)

    def _busy(self) -> list[Worker]:
        return [worker for worker in self.workers if worker.task]

    def _hand_out(self, waiting: deque[Item]) -> None:
        while len(self._busy()) < self.size and (item := self._choose(waiting)):
            waiting.remove(item)
            task = Task(item, time.monotonic() + self.time_out)
            self._idle_worker().give(task, self.options)

    def _choose(self, waiting: deque[Item]) -> Item | None:
        """The first whose locks are free: a build also prepares the year before, or all years."""
        taken = {name for worker in self._busy() for name in _locks(worker.task.item.target)}
        for item in waiting:
            if isinstance(item.target, Volume):
                return None if self._busy() else item
            if taken.isdisjoint(_locks(item.target)):
                return item
        return None

    def _idle_worker(self) -> Worker:
        """One that waits with the helpers as they are now, or a new one: never stale helpers."""
        code = hash_code()
        for worker in [worker for worker in self.workers if worker.task is None]:
            if worker.code == code and worker.process.poll() is None:
                return worker
            self._dismiss(worker)
        self.started += 1
        log = self.root / "reports" / "logs" / f"worker-{os.getpid()}-{self.started}.log"
        try:
            self.workers.append(Worker(self.root, self.events, log, code))
        except OSError as error:
            raise ExportError(
                f"{log.parent} に書けません（{error.strerror}）。権限と空き容量を確かめてください。"
            ) from error
        return self.workers[-1]

    def _dismiss(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.stop()
        if worker.log.exists() and not worker.log.stat().st_size:
            worker.log.unlink()

    def _hear(self, listen: Listen) -> Iterator[Outcome]:
        """Wait for one message, or for the time-out of the build that is nearest to it."""
        nearest = min(self._busy(), key=lambda worker: worker.task.deadline)
        patience = nearest.task.deadline - time.monotonic()
        try:
            worker, message = self.events.get(timeout=min(max(patience, 0), PATIENCE))
        except queue.Empty:
            if patience <= 0:
                yield self._give_up(nearest, f"時間切れです（{self.time_out:g}秒）。--timeout で延ばせます。")
            return
        if message["event"] == "ready":
            worker.code = message["code"]
        elif worker.task is not None:  # else it has been dismissed
            yield from self._understand(worker, message, listen)

    def _understand(self, worker: Worker, message: dict, listen: Listen) -> Iterator[Outcome]:
        task, event = worker.task, message["event"]
        if event == "step":
            if message["seconds"] is not None:
                task.steps.append(f"{message['name']} {message['seconds']:.2f}秒")
            listen(task.item, message["name"], message["seconds"])
        elif event == "ended":
            status = worker.process.wait()
            yield self._give_up(
                worker, f"作業プロセスが途中で終わりました（終了コード {status}、{worker.log}）。"
            )
        elif event in ("built", "failed"):
            worker.task = None
            if message["memory"] > self.memory:
                self._dismiss(worker)
            yield self._conclude(task, message)

    def _give_up(self, worker: Worker, message: str) -> Outcome:
        task = worker.task
        self.workers.remove(worker)
        worker.stop()
        worker.task = None  # what it still says of its end is of no interest
        return self._conclude(task, {"event": "failed", "message": message, "findings": [], "trace": ""})

    def _conclude(self, task: Task, message: dict) -> Outcome:
        findings = [Finding.from_dict(finding) for finding in message["findings"]]
        name = "_".join(map(str, parameters_of(task.item.target).values()))
        outcome = Outcome(
            task.item,
            time.monotonic() - task.started,
            message.get("message", ""),
            findings,
            self.root / "reports" / "logs" / f"{name}.log",
            message.get("pages", 0),
            message.get("ran", ()),
            message.get("memory", 0),
        )
        _write_log(outcome, task, message.get("trace", ""))
        return outcome


def _write_log(outcome: Outcome, task: Task, trace: str) -> None:
    """What was built and why, every step with its seconds, how it ended, all findings, the trace of a failure."""
    state = "失敗" if outcome.failed else "できた"
    lines = [
        f"{task.item.target}：{task.item.why}",
        *task.steps,
        f"{state}（{outcome.seconds:.1f}秒）",
        outcome.message,
        *map(str, outcome.findings),
        trace,
    ]
    with suppress(ExportError):  # a log that cannot be written must not stop the run
        replace_file(outcome.log, "\n".join(filter(None, lines)) + "\n")
