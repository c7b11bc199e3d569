"""crew: no more workers than the machine can hold. Workers at work are tested in test_pool and test_faults."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from helpers import crew
from helpers.crew import count_workers


@pytest.mark.parametrize(
    ("cores", "free", "workers"),
    [(8, 32_000, 8), (8, 9_000, 4), (8, 2_500, 1), (4, 500, 1), (None, 32_000, 1)],
)
def test_one_worker_a_core_as_far_as_the_free_memory_goes(monkeypatch, cores, free, workers):
    monkeypatch.setattr(crew.os, "cpu_count", lambda: cores)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=free * 2**20))
    assert count_workers(2000) == workers
