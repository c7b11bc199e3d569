"""A worker process: waits warm for one build after another, told and telling by one line of JSON each.

    in:  {"parameters": {"municipality": "koto", "fiscal_year": 2023}, "force": false, "wait": 0}
    out: {"event": "ready", "code": "…"}
         {"event": "step", "name": "koto 2023 01_prepare", "seconds": null}        before, and then with seconds
         {"event": "built", "pages": 32, "findings": [...], "ran": [...], "memory": 310}      memory in MB
         {"event": "failed", "message": "…", "findings": [...], "trace": "…", "memory": 310}

Ends at once when its input ends: whoever started it is gone, and nothing may be left behind.
"""

from __future__ import annotations

import gc
import json
import os
import queue
import sys
import threading
import traceback
from pathlib import Path
from typing import TextIO

from helpers.case import find_root, open_target
from helpers.errors import CasebookError
from helpers.fingerprint import hash_code

END = None
REMEDY = "空き容量と権限を確かめて、もう一度実行してください。"


def main() -> None:
    tell = Teller(_take_over_output())
    code = hash_code()  # before anything heavy is loaded: what is loaded now is what this hash says
    orders: queue.Queue[str | None] = queue.Queue()
    at_work = threading.Event()
    threading.Thread(target=_listen, args=(_take_over_input(), orders, at_work), daemon=True).start()

    from helpers.shell import open_shell

    tell(event="ready", code=code)
    root = find_root()
    sys.path.insert(0, str(root / "notebooks"))  # as a kernel that works in that folder has it
    with open_shell() as shell:
        for number, line in enumerate(iter(orders.get, END)):
            message = _carry_out(json.loads(line), root, shell, code, tell)
            at_work.clear()
            tell(**message, memory=_memory())
            if number == 0:  # the imports stay: the collector need not go through them for every notebook
                gc.collect()
                gc.freeze()


def _take_over_input() -> TextIO:
    """The pipe from the one who started us; a notebook that asks for input finds none."""
    pipe = os.fdopen(os.dup(0), encoding="utf-8")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    return pipe


def _take_over_output() -> TextIO:
    """The pipe to the one who started us; whatever else is printed goes to the error output."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n", buffering=1)
    os.dup2(2, 1)
    return pipe


class Teller:
    """Tells one thing: one line."""

    def __init__(self, pipe: TextIO) -> None:
        self.pipe = pipe

    def __call__(self, **message: object) -> None:
        self.pipe.write(json.dumps(message) + "\n")
        self.pipe.flush()

    def step(self, name: str, seconds: float | None) -> None:
        self(event="step", name=name, seconds=seconds)


def _listen(pipe: TextIO, orders: queue.Queue, at_work: threading.Event) -> None:
    for line in pipe:
        at_work.set()
        orders.put(line)
    orders.put(END)
    if at_work.is_set():
        os._exit(1)


def _carry_out(order: dict, root: Path, shell, code: str, tell: Teller) -> dict:
    from helpers.run import build

    try:
        target = open_target(order["parameters"], root)
        options = {"force": order["force"], "wait": order.get("wait", 0)}
        record = build(target, shell, code, progress=tell.step, **options)
    except CasebookError as error:
        return _failure(error, f"{error}", list(error.findings))
    except OSError as error:
        return _failure(
            error,
            f"ファイルを読み書きできませんでした（{error.strerror}：{error.filename or ''}）。{REMEDY}",
            [],
        )
    except Exception as error:  # one build's failure, of whatever kind, must not end the others
        return _failure(error, f"{type(error).__name__}: {error}", [])
    return {"event": "built", **{name: record[name] for name in ("pages", "findings", "ran")}}


def _failure(error: Exception, message: str, findings: list) -> dict:
    said = "\n".join([message, *getattr(error, "__notes__", [])])
    return {
        "event": "failed",
        "message": said,
        "findings": [finding.to_dict() for finding in findings],
        "trace": "".join(traceback.format_exception(error)),
    }


def _memory() -> int:
    """Megabytes that this process holds."""
    import psutil

    return psutil.Process().memory_info().rss // 2**20


if __name__ == "__main__":
    main()
