"""From a choice of reports to finished ones: plan, build here or elsewhere, say what came of it. Light until it builds."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.case import find_root
from helpers.choice import write_failed
from helpers.errors import ExportError
from helpers.fingerprint import Fingerprints
from helpers.plan import Item, make_plan
from helpers.steps import VOLUME, Target, chain_of

if TYPE_CHECKING:
    from helpers.cluster import Cluster
    from helpers.pool import Outcome, Pool
    from helpers.publish import Publishing

PAUSE = 0.5  # seconds between two looks at the files that are watched
FILES = {VOLUME: ("index.html", "casebook.pdf")}  # what to open first; else report.html and report.pdf


def open_root(options: Namespace) -> Path:
    """The project, or with `--raw` a workspace of its own into which the raw inputs are fetched."""
    if not options.raw:
        return find_root()
    from helpers.mirror import open_workspace

    return open_workspace(find_root(), options.raw)


def make(targets: Sequence[Target], options: Namespace, root: Path) -> int:
    """Build what is not up to date. Exit status: 0 all is there, 1 something failed."""
    items = _plan(targets, options, root)
    if not any(item.why for item in items):
        names = "、".join(str(item.target) for item in items[:3]) + (" ほか" if len(items) > 3 else "")
        print(f"{names}（{len(items)}件）は最新です。" if items else "作るものはありません。")
        return 0
    with _hands(options, root) as pool:
        return _build(items, pool, root)


def watch(targets: Sequence[Target], options: Namespace, root: Path) -> int:
    """Keep one pool warm and build what has changed, until interrupted; the same inputs are tried once."""
    with _hands(options, root) as pool:
        print(f"{len(targets)}件を見張ります（Ctrl-C で終わります）。", flush=True)
        tried: dict[Target, dict] = {}
        while True:
            prints = Fingerprints(root)
            items = make_plan(
                [target for target in targets if tried.get(target) != prints.of(target)], prints
            )
            tried |= {item.target: prints.of(item.target) for item in items}
            if any(item.why for item in items):
                _build(items, pool, root)
            time.sleep(PAUSE)


def _plan(targets: Sequence[Target], options: Namespace, root: Path) -> list[Item]:
    if not options.reports:
        return make_plan(targets, Fingerprints(root), force=options.force)
    from helpers.publish import make_published_plan
    from helpers.storage import Store

    return make_published_plan(targets, Fingerprints(root), Store(options.reports), force=options.force)


@contextmanager
def _hands(options: Namespace, root: Path) -> Iterator[Pool | Publishing | Cluster]:
    """Who builds: workers of this machine, with `--reports` publishing what they finish, or a Dask cluster."""
    limits = {"time_out": options.timeout, "memory": options.memory, "force": options.force}
    if options.scheduler:
        from helpers.cluster import Cluster

        with Cluster(options.scheduler, root, raw=options.raw, reports=options.reports, **limits) as cluster:
            yield cluster
        return
    from helpers.crew import count_workers
    from helpers.pool import Pool

    with Pool(root, options.workers or count_workers(options.memory), **limits) as pool:
        if options.reports:
            from helpers.publish import Publishing
            from helpers.storage import Store

            yield Publishing(pool, Store(options.reports))
        else:
            yield pool


def _build(items: Sequence[Item], pool: Pool | Publishing | Cluster, root: Path) -> int:
    from helpers.progress import Progress

    progress, outcomes = Progress(items, pool.size), []
    progress.show_plan()
    try:
        for outcome in pool.run(progress.to_do, progress.show_step):
            outcomes.append(outcome)
            progress.show_outcome(outcome)
    finally:
        failed = [outcome.item.target for outcome in outcomes if outcome.failed]
        tried = [outcome.item.target for outcome in outcomes]
        if len(progress.to_do) > 1:
            progress.show_summary(outcomes)
        with suppress(ExportError):  # on a full disk, what came of the run has been said
            write_failed(root, failed, [item.target for item in progress.to_do if item.target not in tried])
    if len(progress.to_do) == 1:
        _show_only(outcomes[0])
    return 1 if failed else 0


def _show_only(outcome: Outcome) -> None:
    """All findings of the only report, and where it is."""
    from helpers.progress import count_findings, show_findings

    show_findings(outcome.findings)
    if outcome.failed:
        print(f"エラー：{outcome.message}\nログ：{outcome.log}", file=sys.stderr)
        return
    seconds, said = f"{outcome.seconds:.1f}秒", count_findings(outcome.findings)
    print(f"できました（{seconds}、PDF {outcome.pages}ページ）。指摘：{said}（run.json に全件）")
    target = outcome.item.target
    for name in (*FILES.get(chain_of(target)[-1], ("report.html", "report.pdf")), "run.json"):
        print(f"  {target.reports / name}")
