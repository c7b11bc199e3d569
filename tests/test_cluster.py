"""cluster and hand: the same reports on a Dask cluster of separate processes, whatever happens to one of them."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from raw_cases import FILES, build_case

from helpers import cluster as module
from helpers import hand
from helpers.building import WAIT
from helpers.case import Case, Volume
from helpers.cluster import Cluster
from helpers.fingerprint import Fingerprints, hash_folder
from helpers.hand import ClusterError
from helpers.plan import Item
from helpers.pool import Pool
from helpers.publish import fetch_report, make_published_plan
from helpers.steps import CHAIN
from helpers.storage import Store

PROJECT = Path(__file__).resolve().parents[1]
BROKEN = {"case.yaml": "municipality: [\n"}


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """Two worker processes of one thread each, with nannies that start a killed one anew."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        processes=True,
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        local_directory=str(tmp_path_factory.mktemp("dask")),
    ) as cluster:
        yield cluster.scheduler_address


def build_project(root: Path) -> Path:
    for name in ("notebooks", "data/raw/shared"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copyfile(PROJECT / "pyproject.toml", root / "pyproject.toml")
    return root


def build_tiny(root: Path, slug: str, changes: dict | None = None) -> Case:
    """The tiny case under another name."""
    own = {"case.yaml": FILES["case.yaml"].replace("minato_no_mori", slug)}
    built, case = build_case(root, own | (changes or {})), Case(slug, 2023, root)
    case.raw.parent.mkdir(parents=True, exist_ok=True)
    built.raw.rename(case.raw)
    built.raw.parent.rmdir()
    return case


def items(*cases) -> list[Item]:
    return [Item(case, "初回") for case in cases]


def quiet(*_: object) -> None:
    """No progress."""


def report(case: Case) -> dict[str, str]:
    return hash_folder(case.reports)


def build_processes(cluster: Cluster) -> list[psutil.Process]:
    """What the Dask workers have started to build with."""
    workers = [psutil.Process(pid) for pid in cluster.client.run(os.getpid).values()]
    children = [child for worker in workers for child in worker.children()]
    return [child for child in children if "helpers.worker" in child.cmdline()]


def still_alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return psutil.wait_procs(processes, timeout=10)[1]


@pytest.fixture(scope="module")
def local(tmp_path_factory) -> dict[str, dict[str, str]]:
    """What a Pool on this machine makes of the two tiny cases."""
    root = build_project(tmp_path_factory.mktemp("local"))
    cases = [build_tiny(root, "kita"), build_tiny(root, "minami")]
    with Pool(root, 1) as pool:
        assert [outcome.message for outcome in pool.run(items(*cases), quiet)] == ["", ""]
    return {case.municipality: report(case) for case in cases}


def test_shared_folder_same_bytes_and_a_failure_stops_nothing(dask, local, tmp_path):
    root = build_project(tmp_path)
    good = [build_tiny(root, "kita"), build_tiny(root, "minami")]
    bad = build_tiny(root, "higashi", BROKEN)
    steps = []
    with Cluster(dask, root) as cluster:
        assert cluster.size == 2
        told = {
            outcome.item.target: outcome
            for outcome in cluster.run(items(bad, *good), lambda *step: steps.append(step))
        }
    assert {case.municipality: report(case) for case in good} == local
    assert [told[case].message for case in good] == ["", ""]
    assert "case.yaml" in told[bad].message
    assert not bad.reports.exists()
    assert "失敗" in told[bad].log.read_text(encoding="utf-8")
    assert {len(told[case].ran) for case in good} == {len(CHAIN)}
    assert told[good[0]].pages > 3
    assert {item.target for item, _, _ in steps} == {bad, *good}


def test_stores_fresh_workers_fetch_build_and_publish(dask, local, tmp_path):
    root = build_project(tmp_path / "project")
    case = build_tiny(root, "kita")
    raw, reports = ((tmp_path / name).as_uri() for name in ("raw", "reports"))
    shutil.copytree(root / "data" / "raw", tmp_path / "raw")
    with Cluster(dask, root, raw=raw, reports=reports) as cluster:
        (outcome,) = cluster.run(items(case), quiet)
        assert outcome.message == ""
    assert not case.reports.exists()
    fetch_report(case, Store(reports), tmp_path / "fetched")
    assert hash_folder(tmp_path / "fetched") == local["kita"]
    (item,) = make_published_plan([case], Fingerprints(root), Store(reports))
    assert item.why == ""


def test_killed_worker_in_mid_run_is_made_up_for_elsewhere(dask, local, tmp_path):
    root = build_project(tmp_path)
    case = build_tiny(root, "kita")
    killed, orphans = [], []
    with Cluster(dask, root) as cluster:

        def kill(_: Item, name: str, seconds: float | None) -> None:
            """The Dask worker that is at it, as soon as it has begun its second notebook."""
            if not killed and name.endswith(CHAIN[1]) and seconds is None:
                (busy,) = [address for address, keys in cluster.client.processing().items() if keys]
                killed.append(psutil.Process(cluster.client.run(os.getpid, workers=[busy])[busy]))
                orphans.extend(build_processes(cluster))
                killed[0].kill()

        (outcome,) = cluster.run(items(case), kill)
        assert len(orphans) == 1
        assert still_alive([*killed, *orphans]) == []
    assert outcome.message == ""
    assert report(case) == local["kita"]
    assert CHAIN[0] not in " ".join(outcome.ran)  # the work went on where it had stopped


def test_broken_off_run_leaves_no_build_behind(dask, tmp_path):
    root = build_project(tmp_path)
    case, started = build_tiny(root, "kita"), []
    with pytest.raises(KeyboardInterrupt), Cluster(dask, root) as cluster:

        def interrupt(*_: object) -> None:
            started.extend(build_processes(cluster))
            raise KeyboardInterrupt

        list(cluster.run(items(case), interrupt))
    assert len(started) == 1
    assert still_alive(started) == []
    assert not case.reports.exists()
    with Cluster(dask, root) as cluster:
        assert [outcome.message for outcome in cluster.run(items(case), quiet)] == [""]


def test_workers_with_another_program_are_refused(dask, tmp_path, monkeypatch):
    monkeypatch.setattr(hand, "describe_program", lambda: "another")
    order = Cluster(dask, tmp_path).order
    monkeypatch.undo()
    cluster = Cluster(dask, tmp_path)
    cluster.order = order
    with pytest.raises(ClusterError, match=r"tcp://.*のプログラムが、こちらと違います.*uv sync"), cluster:
        pass


def test_worker_that_joins_later_with_another_program_builds_nothing(tmp_path):
    order = replace(Cluster("tcp://127.0.0.1:9", tmp_path).order, program="another")
    told = hand.build_one(order, {"municipality": "koto", "fiscal_year": 2023}, "初回")
    assert "依頼した側と違います" in told["message"]


def test_error_of_any_kind_is_told_in_its_words(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    order = Cluster("tcp://127.0.0.1:9", tmp_path).order

    def build(error: Exception) -> dict:
        monkeypatch.setattr(hand, "_build", lambda *_: (_ for _ in ()).throw(error))
        return hand.build_one(order, {"municipality": "koto", "fiscal_year": 2023}, "初回")

    told = build(PermissionError(13, "Permission denied", "pyproject.toml"))
    assert "読み書きできませんでした（Permission denied：pyproject.toml）" in told["message"]
    assert "Traceback" in told["log"]
    assert build(KeyError("raw"))["message"] == "KeyError: 'raw'"
    with pytest.raises(distributed.Reschedule):
        build(distributed.Reschedule())


def test_build_waits_for_the_lock_of_the_build_before(tmp_path):
    order = Cluster("tcp://127.0.0.1:9", tmp_path).order
    assert hand.Hand().take(tmp_path, order).options["wait"] == WAIT


def test_unreachable_scheduler_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ClusterError, match="つながりません"), Cluster(address, tmp_path):
        pass


def test_one_store_without_the_other_and_a_volume_with_stores_are_refused(tmp_path):
    with pytest.raises(ClusterError, match="両方"):
        Cluster("tcp://127.0.0.1:9", tmp_path, raw="s3://bucket/raw")
    cluster = Cluster("tcp://127.0.0.1:9", tmp_path, raw="s3://bucket/raw", reports="s3://bucket/reports")
    with pytest.raises(ClusterError, match="事例集"):
        list(cluster.run(items(Volume(2023, tmp_path)), quiet))
