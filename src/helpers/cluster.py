"""Builds spread over the machines of a Dask cluster: the same as `helpers.pool.Pool`, with Dask's workers as hands.

Each Dask worker process builds one report at a time, in a build process that it keeps warm; start the workers with
one thread each. Without stores, the project folder must be at the same path on every machine. With them, each worker
has a workspace of its own: it fetches the raw inputs of its report, builds, and publishes.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from helpers import hand
from helpers.case import Volume
from helpers.errors import ExportError
from helpers.findings import Finding
from helpers.hand import UPDATE, ClusterError, Order
from helpers.handoff import replace_file
from helpers.mirror import pack_kit
from helpers.plan import Item
from helpers.pool import MEMORY, TIME_OUT, Listen, Outcome
from helpers.steps import parameters_of
from helpers.storage import need

PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker
RETRIES = 2  # times that a build is tried again which broke off outside the program
PULSE = 1  # seconds between two looks at whether the scheduler is still there
LOST = (
    "Dask の作業プロセスが、この報告書を作るたびに途中で終わりました（{status}）。"
    "作業プロセスの記録と、計算機のメモリーを確かめてください。"
)


class Cluster:
    """A Dask cluster as a pool; a context, at whose end nothing of its runs is at work any more.

    Raises ClusterError when the scheduler cannot be reached, has no workers, or one with another program.
    """

    def __init__(
        self,
        address: str,
        root: Path,
        *,
        raw: str = "",
        reports: str = "",
        time_out: float = TIME_OUT,
        memory: int = MEMORY,
        force: bool = False,
    ) -> None:
        if bool(raw) != bool(reports):
            raise ClusterError(
                "--scheduler では、--raw と --reports を両方指定するか、どちらも省いてください。"
            )
        self.address, self.root = address, root
        options = {"time_out": time_out, "memory": memory, "force": force}
        kit = pack_kit(root) if raw else {}
        self.order = Order(uuid4().hex, hand.describe_program(), str(root), raw, reports, kit, options)
        self.heard: queue.Queue[Callable[[Listen], Outcome | None]] = queue.Queue()

    def __enter__(self) -> Cluster:
        distributed = need("distributed")
        try:
            self.client = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"Dask のスケジューラ {self.address} につながりません。アドレスと、動いているかを確かめてください。"
            ) from error
        try:
            self._check_workers()
        except BaseException:
            self.client.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # a worker that is gone has nothing left to end
            self.client.run(hand.end_run, self.order.run, on_error="ignore")
        self.client.close()

    @property
    def size(self) -> int:
        """How many reports are built at the same time: one a worker."""
        return len(self.client.nthreads())

    def _check_workers(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterError(
                f"{self.address} に作業プロセスが一つもありません。dask worker を起動してください。"
            ) from error
        told = self.client.run(hand.describe_program, on_error="return")
        if wrong := [address for address, program in told.items() if program != self.order.program]:
            raise ClusterError(f"作業プロセス {'、'.join(wrong)} のプログラムが、こちらと違います。{UPDATE}")

    def run(self, items: Sequence[Item], listen: Listen) -> Iterator[Outcome]:
        """Outcomes as they come; volumes wait until nothing else is at work."""
        volumes = [item for item in items if isinstance(item.target, Volume)]
        if volumes and self.order.raw:
            raise ClusterError(
                "事例集は、--scheduler と --raw を合わせては作れません。一台で実行してください。"
            )
        yield from self._run([item for item in items if item not in volumes], listen)
        yield from self._run(volumes, listen)

    def _run(self, items: Sequence[Item], listen: Listen) -> Iterator[Outcome]:
        by_parameters = {str(parameters_of(item.target)): item for item in items}
        topic = hand.topic_of(self.order.run)
        self.client.subscribe_topic(topic, lambda event: self._hear_step(event[1], by_parameters))
        order = self._submit(hand.hand_over, self.order, key="order")
        futures = [self._give(order, item) for item in items]
        try:
            waiting = len(futures)
            while waiting:
                if outcome := self._hear(listen):
                    waiting -= 1
                    yield outcome
        finally:
            self.client.cancel([order, *futures], force=True)
            self.client.unsubscribe_topic(topic)

    def _give(self, order, item: Item):
        parameters = parameters_of(item.target)
        name = "-".join(map(str, parameters.values()))
        future = self._submit(hand.build_one, order, parameters, item.why, key=name)
        future.add_done_callback(lambda done: self.heard.put(lambda _: self._conclude(item, done)))
        return future

    def _submit(self, function: Callable, *arguments: object, key: str):
        """A task under a key that no other run has: nothing is taken from an earlier one."""
        key = f"casebook-{key}-{uuid4().hex}"
        return self.client.submit(function, *arguments, key=key, pure=False, retries=RETRIES)

    def _hear_step(self, event: dict, items: dict[str, Item]) -> None:
        if item := items.get(str(event["parameters"])):
            self.heard.put(lambda listen: listen(item, event["name"], event["seconds"]))

    def _hear(self, listen: Listen) -> Outcome | None:
        """Wait a moment for one thing to be told: a step, or how a build ended."""
        try:
            return self.heard.get(timeout=PULSE)(listen)
        except queue.Empty:
            if self.client.status != "running":
                raise ClusterError(f"Dask のスケジューラ {self.address} との通信が切れました。") from None
            return None

    def _conclude(self, item: Item, future) -> Outcome:
        done = future.status == "finished"
        told = future.result() if done else hand.failure(LOST.format(status=future.status))
        name = "_".join(map(str, parameters_of(item.target).values()))
        log = self.root / "reports" / "logs" / f"{name}.log"
        with suppress(ExportError):  # a log that cannot be written must not stop the run
            replace_file(log, told["log"])
        findings = [Finding.from_dict(finding) for finding in told["findings"]]
        return Outcome(**told | {"item": item, "findings": findings, "log": log})
