"""The notebooks of the chain: which there are, what parameters they take, how one is executed and cleaned."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode, ValidationError

from helpers.case import Years
from helpers.errors import CasebookError, ExportError, ParameterError
from helpers.steps import CHAIN, PARAMETERS, Target, chain_of, parameters_of

if TYPE_CHECKING:
    from helpers.shell import NotebookShell

PARAMETERS_TAG = "parameters"
KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}  # as JupyterLab has it
BROKEN = (ValueError, TypeError, AttributeError, ValidationError)  # what nbformat says of a file that is none
OWN_ERRORS = {leaf.__name__: leaf for leaf in CasebookError.__subclasses__()}


def read_notebook(path: Path) -> NotebookNode:
    """Raises ParameterError when it is not there or is no notebook."""
    if not path.is_file():
        raise ParameterError(f"ノートブック {path.name} が notebooks フォルダにありません。")
    try:
        return nbformat.read(path, as_version=4)
    except BROKEN as error:
        raise ParameterError(
            f"{path.name} はノートブックとして読めません。保存し直すか、元のファイルに戻してください。"
        ) from error


def parameter_names(notebook: NotebookNode, name: str) -> list[str]:
    """Names assigned in the cell tagged `parameters`, annotated ones included.

    Raises ParameterError unless there is exactly one such cell, which is Python.
    """
    cells = [cell for cell in notebook.cells if PARAMETERS_TAG in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise ParameterError(
            f"{name}.ipynb にタグ「{PARAMETERS_TAG}」のセルが{len(cells)}個あります（1個だけ必要です）。"
        )
    try:
        statements = ast.parse(cells[0].source).body
    except SyntaxError as error:
        raise ParameterError(
            f"{name}.ipynb のタグ「{PARAMETERS_TAG}」のセルの{error.lineno}行目が Python として読めません。"
        ) from error
    names = []
    for statement in statements:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def check_parameters(target: Target) -> None:
    """Raises ParameterError unless each notebook that `target` needs takes just the parameters of the schema.

    papermill only warns of a parameter that a notebook does not know, and overlooks one that is annotated
    (`X: int | None = None`); here the names are read from the code, and the values are of the schema's types.
    """
    given = parameters_of(target)
    names = (*(CHAIN[:3] if isinstance(target, Years) else ()), *chain_of(target))
    for name in names:
        taken = parameter_names(read_notebook(target.root / "notebooks" / f"{name}.ipynb"), name)
        wanted = PARAMETERS[name]
        if set(taken) != set(wanted):
            raise ParameterError(
                f"{name}.ipynb のパラメータは {'、'.join(taken) or '（なし）'} です。"
                f"{'、'.join(wanted)} だけにしてください（多すぎるか、足りません）。"
            )
    for name, value in given.items():
        kind = PARAMETERS[names[-1]][name]
        if type(value) is not kind:
            raise ParameterError(f"{name}「{value}」の型が違います。{kind.__name__} で指定してください。")


def execute(source: Path, target: Path, parameters: dict, shell: NotebookShell) -> NotebookNode:
    """Run one notebook by papermill in the shell of this process and write it, cleaned, to `target`.

    Raises the CasebookError that a cell raised, or ExportError with the cell's own message; the failed notebook
    stays in `target` for inspection.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from helpers import engine

    try:
        notebook = papermill.execute_notebook(
            source,
            target,
            parameters=parameters,
            progress_bar=False,
            cwd=source.parent,
            engine_name=engine.NAME,
            shell=shell,
            request_save_on_cell_execute=False,  # it is written when it is done, or has failed
            kernel_name="python3",
            language="python",  # both said, for a notebook that does not say them itself
        )
    except PapermillExecutionError as error:
        raise _own_error(source, error) from error
    nbformat.write(clean(notebook), target)
    return notebook


def _own_error(source: Path, error: Exception) -> CasebookError:
    """The error that a cell raised: ours as it was, any other with the place where it happened."""
    if error.ename in OWN_ERRORS:
        return OWN_ERRORS[error.ename](error.evalue)
    place = f"{source.name} の [{error.exec_count}] 番のセル"
    return ExportError(f"{place}で止まりました：{error.ename}: {error.evalue}")


def clean(notebook: NotebookNode) -> NotebookNode:
    """Remove what differs from run to run or from editor to editor (times, paths, cell ids); outputs and tags stay."""
    language = notebook.metadata.get("language_info", {})
    notebook.metadata = NotebookNode({"kernelspec": KERNEL, "language_info": language})
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number:02d}"
        tags = cell.metadata.get("tags")
        cell.metadata = NotebookNode({"tags": tags} if tags else {})
    return notebook
