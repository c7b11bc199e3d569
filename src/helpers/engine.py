"""The papermill engine that runs a notebook through the chain's one kernel and one client."""

from __future__ import annotations

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

from helpers.kernel import SharedKernel

NAME = "casebook"


class SharedKernelEngine(NBClientEngine):
    """papermill's own engine, except that kernel and client are given: a client of its own would wait anew."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name: str, *, kernel: SharedKernel, **_: object):
        client = PapermillNotebookClient(nb_man, km=kernel.manager, kernel_name=kernel_name, log=logger)
        client.kc = kernel.client
        return client.execute()


papermill_engines.register(NAME, SharedKernelEngine)
