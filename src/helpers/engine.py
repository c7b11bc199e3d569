"""The papermill engine that runs a notebook in this process, cell by cell, in the one shell."""

from __future__ import annotations

from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from helpers.shell import LANGUAGE, NotebookShell

NAME = "casebook"
MAY_FAIL = "raises-exception"  # Jupyter's own tag


class ShellEngine(Engine):
    """papermill prepares, injects the parameters and checks; only the running of the cells is ours."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, shell: NotebookShell, **_: object
    ):
        shell.clear()
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            done = cell.cell_type != "code" or not cell.source.strip() or cls._run(cell, shell)
            if not done:
                nb_man.cell_exception(cell, cell_index=index)
            nb_man.cell_complete(cell, cell_index=index)
            if not done:
                break
        nb_man.nb.metadata["language_info"] = LANGUAGE
        return nb_man.nb

    @staticmethod
    def _run(cell: NotebookNode, shell: NotebookShell) -> bool:
        cell.outputs, cell.execution_count, succeeded = shell.run(cell.source)
        return succeeded or MAY_FAIL in cell.metadata.get("tags", [])


papermill_engines.register(NAME, ShellEngine)
