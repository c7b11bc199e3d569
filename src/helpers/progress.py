"""What a run says on the console: the plan, how far it is, and at the end what came of each report."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence

from helpers.findings import SEVERITY_LABELS, Finding
from helpers.plan import Item
from helpers.pool import Outcome

CLEAR = "\r\x1b[K"  # on a terminal: back to the start of the line, and empty it
SHOWN = 30  # planned reports that are listed one by one


class Progress:
    """One report: its steps as they come. Several: a line for each that is finished, with the time left.

    On a terminal, several also show what each worker is at, in a line that is written over.
    """

    def __init__(self, items: Sequence[Item], workers: int) -> None:
        self.to_do = [item for item in items if item.why]
        self.current = len(items) - len(self.to_do)
        self.workers = max(1, min(workers, len(self.to_do)))
        self.started, self.done = time.monotonic(), 0
        self.at_work: dict[Item, str] = {}

    def show_plan(self) -> None:
        print(f"計画：{len(self.to_do)}件を作ります（最新 {self.current}件、同時に {self.workers}件）。")
        for item in self.to_do[:SHOWN]:
            print(f"  {item.target}：{item.why}")
        if len(self.to_do) > SHOWN:
            print(f"  ほか{len(self.to_do) - SHOWN}件")

    def show_step(self, item: Item, name: str, seconds: float | None) -> None:
        """The label of a step before it starts, its seconds when it is done."""
        if len(self.to_do) == 1:
            label = f"  {name.removeprefix(f'{item.target} ')} … "
            print(label if seconds is None else f"{seconds:.1f}秒\n", end="", flush=True)
        elif sys.stdout.isatty():
            self.at_work[item] = name
            said = f"  作業中：{'、'.join(self.at_work.values())}"
            print(f"{CLEAR}{said[: shutil.get_terminal_size().columns // 2]}", end="", flush=True)

    def show_outcome(self, outcome: Outcome) -> None:
        self.done += 1
        if len(self.to_do) == 1:
            if outcome.failed:
                print("停止")
            return
        if self.at_work.pop(outcome.item, None):
            print(CLEAR, end="")
        said = "失敗" if outcome.failed else f"できた（{outcome.seconds:.1f}秒、{outcome.pages}ページ）"
        width = len(str(len(self.to_do)))
        print(
            f"[{self.done:>{width}}/{len(self.to_do)}] {outcome.item.target} {said}{self._left()}", flush=True
        )

    def _left(self) -> str:
        rest = len(self.to_do) - self.done
        seconds = (time.monotonic() - self.started) / self.done * rest
        return f"　残り約{seconds:.0f}秒" if rest else ""

    def show_summary(self, outcomes: Sequence[Outcome]) -> None:
        """What was made, what failed and why, and where to look."""
        failed = [outcome for outcome in outcomes if outcome.failed]
        made, missing = len(outcomes) - len(failed), len(self.to_do) - len(outcomes)
        rest = f"、未実行 {missing}件" if missing else ""
        seconds = time.monotonic() - self.started
        print(
            f"まとめ：作成 {made}件、最新 {self.current}件、失敗 {len(failed)}件{rest}（{seconds:.1f}秒）。"
            f"ログ：{outcomes[0].log.parent if outcomes else '（なし）'}"
        )
        for outcome in failed:
            first, *more = outcome.message.splitlines()
            print(f"  失敗 {outcome.item.target}：{first}{'…' if more else ''}\n    ログ：{outcome.log}")


def show_findings(findings: Sequence[Finding]) -> None:
    """All but the notes of interest, one a line."""
    for finding in findings:
        if finding.severity != "info":
            print(f"  {finding}")


def count_findings(findings: Sequence[Finding]) -> str:
    """誤り 1件、注意 4件; なし."""
    counts = Counter(finding.severity for finding in findings)
    named = (f"{label} {counts[name]}件" for name, label in SEVERITY_LABELS.items() if counts[name])
    return "、".join(named) or "なし"
