"""kernel: one kernel for a chain, emptied between notebooks and always ended (a real one is started here)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from jupyter_core.utils import run_sync

from helpers.kernel import SharedKernel


async def ask(kernel: SharedKernel, expression: str) -> tuple[str, int]:
    """(repr of the expression in the kernel or the error's name, its execution count)."""
    request = kernel.client.execute("1", user_expressions={"it": expression})
    while True:
        reply = await kernel.client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == request:
            found = reply["content"]["user_expressions"]["it"]
            return found.get("ename") or found["data"]["text/plain"], reply["content"]["execution_count"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    return tmp_path


def test_kernel_is_preloaded_emptied_and_ended(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    with SharedKernel(Path(root.name)) as kernel:
        kernel.clear()
        assert run_sync(ask)(kernel, "'helpers.materials' in __import__('sys').modules") == ("True", 1)
        folder, _ = run_sync(ask)(kernel, "__import__('os').getcwd()")
        assert Path(ast.literal_eval(folder)).resolve() == (root / "notebooks").resolve()
        known, _ = run_sync(ask)(kernel, "__import__('os').environ['CASEBOOK_ROOT']")
        assert Path(ast.literal_eval(known)) == root.resolve()
        assert run_sync(ask)(kernel, "globals().setdefault('left', 5)") == ("5", 4)
        assert run_sync(ask)(kernel, "left") == ("5", 5)
        kernel.clear()
        assert run_sync(ask)(kernel, "left") == ("NameError", 1)
    assert not run_sync(kernel.manager.is_alive)()


def test_kernel_is_ended_when_the_chain_fails(root):
    with pytest.raises(RuntimeError, match="止まった"), SharedKernel(root) as kernel:
        raise RuntimeError("止まった")
    assert not run_sync(kernel.manager.is_alive)()
