"""One Jupyter kernel for a whole chain of notebooks: started early, emptied between notebooks, always ended."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

ARGUMENTS = ["--IPKernelApp.exec_lines=import helpers.preload; del helpers", "--IPKernelApp.log_level=ERROR"]
CLEAR = "get_ipython().reset(new_session=True)"


class SharedKernel:
    """A context: the kernel starts (and imports) at once in the background and is ended on leaving, whatever happens.

    It works in the notebooks folder of `root`, as one that JupyterLab starts does, and knows `root` as the project.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.manager = AsyncKernelManager(kernel_name="python3")
        self.client: AsyncKernelClient | None = None  # one for all notebooks: each new one would wait anew
        self.connected = False

    def __enter__(self) -> SharedKernel:
        environment = os.environ | {"CASEBOOK_ROOT": str(self.root)}
        run_sync(self.manager.start_kernel)(
            extra_arguments=ARGUMENTS, cwd=str(self.root / "notebooks"), env=environment
        )
        self.client = self.manager.client()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.connected:
            self.client.stop_channels()
        run_sync(self.manager.shutdown_kernel)(now=True)

    def clear(self) -> None:
        """Empty the namespace and start counting cells from 1, so that each notebook meets a new session.

        The first call waits until the kernel is there. Raises RuntimeError when the kernel is dead, queue.Empty
        when it does not answer.
        """
        run_sync(self._reset if self.connected else self._connect)()

    async def _connect(self) -> None:
        self.client.start_channels()
        self.client.allow_stdin = False
        await self.client.wait_for_ready(timeout=120)
        self.connected = True

    async def _reset(self) -> None:
        request = self.client.execute(CLEAR, silent=True)
        while (await self.client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != request:
            continue
