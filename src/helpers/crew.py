"""The worker processes as their supervisor sees them: started, given an order, heard, ended with all they started."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.plan import Item
from helpers.steps import parameters_of


@dataclass
class Task:
    """A build that a worker is at."""

    item: Item
    deadline: float
    started: float = field(default_factory=time.monotonic)
    steps: list[str] = field(default_factory=list)


class Worker:
    """A process of `helpers.worker` and the thread that hears what it tells."""

    def __init__(self, root: Path, events: queue.Queue, log: Path, code: str) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.task: Task | None = None
        self.code, self.log = code, log
        with open(log, "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "helpers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                env=os.environ | {"CASEBOOK_ROOT": str(root)},
                **_on_its_own(),
            )
        threading.Thread(target=self._listen, args=(events,), daemon=True).start()

    def _listen(self, events: queue.Queue) -> None:
        with self.process.stdout as told, suppress(ValueError):  # a line that its end has cut off
            for line in told:
                events.put((self, json.loads(line)))
        events.put((self, {"event": "ended"}))

    def give(self, task: Task, options: dict) -> None:
        """`options` are `force` and `wait` of helpers.run.build."""
        self.task = task
        order = {"parameters": parameters_of(task.item.target), **options}
        with suppress(OSError):  # one that has died meanwhile will be heard to have ended
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()

    def stop(self) -> None:
        """End it: an idle one by closing its input, one that is at work with all that it has started."""
        if self.task is not None:
            _kill_tree(self.process.pid)
        with suppress(OSError):
            self.process.stdin.close()
        self.process.wait()


def _on_its_own() -> dict[str, Any]:
    """Ctrl-C is for the supervisor, which ends its workers itself."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _kill_tree(pid: int) -> None:
    import psutil

    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue


def count_workers(memory: int) -> int:
    """One a core, but no more than the memory that is free now can hold; `memory` in megabytes each."""
    import psutil

    free = psutil.virtual_memory().available // 2**20
    return max(1, min(os.cpu_count() or 1, free // memory))
