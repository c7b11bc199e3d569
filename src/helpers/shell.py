"""An IPython shell in this very process that keeps what cells show: notebooks run without a kernel process.

Same shell, formatters and tracebacks as ipykernel's, without its sockets: third-party imports are paid once for all
notebooks and their export, no cell waits for a message, and nothing is left when the process ends.
"""

from __future__ import annotations

import io
import os
import platform
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import takewhile

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config

# What ipykernel says of its language (messaging protocol, kernel_info).
LANGUAGE = {
    "name": "python",
    "version": platform.python_version(),
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}
SETTINGS = Config({"HistoryManager": {"enabled": False}, "NotebookShell": {"colors": "neutral"}})
COLUMNS = 20  # of a frame's text, as pandas has it in a kernel
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as ipykernel does


class ResultHook(DisplayHook):
    """The value of a cell's last line, as the cell's result."""

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def finish_displayhook(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        count = self.prompt_count
        self.shell.keep(
            new_output("execute_result", format_dict, metadata=md_dict or {}, execution_count=count)
        )


class OutputPublisher(DisplayPublisher):
    """What `display()` shows."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **_) -> None:
        known = self.shell.displayed.setdefault((transient or {}).get("display_id"), [])
        if update:
            for output in known:
                output.update(from_dict({"data": data, "metadata": metadata or {}}))
            return
        self.shell.keep(new_output("display_data", data, metadata=metadata or {}))
        known.append(self.shell.outputs[-1])

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class NotebookShell(InteractiveShell):
    """One for the process: `run` a cell, `clear` between notebooks."""

    displayhook_class = Type(ResultHook)
    display_pub_class = Type(OutputPublisher)
    kernel = None  # pandas takes a shell that has one for a notebook's, not a terminal's

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.outputs: list[NotebookNode] = []
        self.displayed: dict[str | None, list[NotebookNode]] = {}  # by display id, for `update_display`
        self.met = dict(os.environ), list(sys.path), warnings.filters[:]

    def keep(self, output: NotebookNode) -> None:
        self.outputs.append(output)

    def run(self, source: str) -> tuple[list[NotebookNode], int, bool]:
        """Outputs, execution count, and whether the cell ran through."""
        self.outputs = []
        with redirect_stdout(Stream(self, "stdout")), redirect_stderr(Stream(self, "stderr")):
            result = self.run_cell(source, store_history=True)
        return self.outputs, result.execution_count, result.success

    def clear(self) -> None:
        """Empty the namespace, close figures, count cells from 1, undo settings: each notebook meets a new session.

        What stays is what is loaded: modules, and what a notebook has written into them.
        """
        if figures := sys.modules.get("matplotlib._pylab_helpers"):
            figures.Gcf.destroy_all()
        self.reset(new_session=True)
        self._undo_settings()
        self.outputs, self.displayed = [], {}

    def _undo_settings(self) -> None:
        environment, sys.path[:], warnings.filters[:] = self.met
        os.environ.clear()
        os.environ.update(environment)
        self.display_formatter.formatters["text/plain"].float_precision = ""
        if matplotlib := sys.modules.get("matplotlib"):
            matplotlib.rc_file_defaults()
        if pandas := sys.modules.get("pandas"):
            pandas.reset_option(r"^display\.")
            pandas.set_option("display.max_columns", COLUMNS)

    def enable_gui(self, gui: str | None = None) -> None:
        """%matplotlib asks for an event loop; there is none to start here."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.keep(new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb))


class Stream(io.TextIOBase):
    """Printed text, gathered into one output as long as nothing else is shown in between, stdout before stderr."""

    encoding = "UTF-8"

    def __init__(self, shell: NotebookShell, name: str) -> None:
        self.shell, self.name = shell, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        shown = self.shell.outputs
        since = len(shown) - len(list(takewhile(_is_stream, reversed(shown))))
        names = [output.name for output in shown[since:]]
        if self.name in names:
            shown[since + names.index(self.name)].text += text
        elif text:
            at = since if self.name == "stdout" else len(shown)
            shown.insert(at, new_output("stream", name=self.name, text=text))
        return len(text)


def _is_stream(output: NotebookNode) -> bool:
    return output.output_type == "stream"


@contextmanager
def open_shell() -> Iterator[NotebookShell]:
    """The process's shell; what IPython puts in its place (`__main__`, hooks) is put back at the end."""
    main, hook, path = sys.modules["__main__"], sys.displayhook, list(sys.path)
    shell = NotebookShell.instance(config=SETTINGS)
    try:
        yield shell
    finally:
        NotebookShell.clear_instance()
        sys.modules["__main__"], sys.displayhook, sys.path[:] = main, hook, path
