"""shell: notebooks run in this process look as those of ipykernel do, and know nothing of one another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from runner_cases import METADATA

from helpers.errors import ExportError
from helpers.notebooks import clean, execute
from helpers.shell import open_shell

CELLS = [
    'print("一")\nprint("二")\n3',
    'import sys\nprint("誤", file=sys.stderr)\nprint("出")\nprint("続", file=sys.stderr)',
    'print("前")\ndisplay({"k": 1})\nprint("後", end="")\n"値"',
    "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(figsize=(1, 1))\naxes.plot([0, 1])\nprint('図の後')",
    "plt.figure(figsize=(1, 1))\nplt.plot([1, 2]);",
    "len(_), __, _3, Out[3], sorted(Out), In[4], len(In)",
    "import asyncio\nawait asyncio.sleep(0)\nasync def give():\n    return 5\nawait give()",
    'from IPython.display import HTML, Markdown, clear_output\ndisplay(HTML("<b>x</b>"))\nMarkdown("*y*")',
    '6;\n"没";',
    "",
    'handle = display("a", display_id=True)\nhandle.update("b")',
    'print("没")\nclear_output()\nprint("残")',
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "pd.DataFrame({f'column {n}': ['long enough'] for n in range(25)})",
    "%matplotlib inline\n%precision 2\n3.14159",
    "__name__, sys.stdout.encoding, sys.stdout.isatty(), plt.get_backend()",
    "import os\nPath = os.path\nos.path.basename(os.getcwd()), p",
]
FAILING = ["def f(n):\n    return 1 / n", "print('前')\nf(0)", "'never'"]
PARAMETERIZED = """
import sys, nbformat
from nbclient import NotebookClient
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
for name in sys.argv[1:]:
    notebook = parameterize_notebook(load_notebook_node(name), {"p": 2})
    NotebookClient(notebook, kernel_name="python3", allow_errors=name == "failing.ipynb").execute()
    nbformat.write(notebook, f"client_{name}")
"""


def write_source(path: Path, sources: list[str], **tags: list[str]) -> Path:
    cells = [new_markdown_cell("# 題"), new_code_cell("p = 1", metadata={"tags": ["parameters"]})]
    nbformat.write(
        new_notebook(cells=cells + [new_code_cell(source) for source in sources], metadata=METADATA), path
    )
    return path


def read_clean(path: Path) -> bytes:
    return nbformat.writes(clean(nbformat.read(path, as_version=4))).encode("utf-8")


@pytest.fixture(scope="module")
def shell():
    with open_shell() as shell:
        yield shell


@pytest.fixture(scope="module")
def executed(tmp_path_factory, shell) -> Path:
    """Each notebook by the shell (twice), by plain papermill and by nbclient."""
    folder = tmp_path_factory.mktemp("parity")
    good, failing = (
        write_source(folder / "good.ipynb", CELLS),
        write_source(folder / "failing.ipynb", FAILING),
    )
    for number in (1, 2):
        execute(good, folder / f"shell{number}_good.ipynb", {"p": 2}, shell)
        with pytest.raises(
            ExportError, match=r"failing.ipynb の \[4\] 番のセルで止まりました：ZeroDivisionError"
        ):
            execute(failing, folder / f"shell{number}_failing.ipynb", {"p": 2}, shell)
    for path in (good, failing):
        arguments = [path.name, f"papermill_{path.name}", "-p", "p", "2", "--no-progress-bar"]
        command = [sys.executable, "-m", "papermill", *arguments]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        assert (done.returncode == 0) is (path == good), done.stderr
    command = [sys.executable, "-c", PARAMETERIZED, good.name]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=True)
    return folder


@pytest.mark.parametrize("other", ["shell2_good", "papermill_good", "client_good"])
def test_same_notebook_as_from_a_kernel_of_its_own(executed, other):
    """Streams, display and its updates, figures, Out and _, top-level await, empty cells, magics, logging."""
    ours, theirs = (
        nbformat.read(executed / f"{name}.ipynb", as_version=4) for name in ("shell1_good", other)
    )
    clean(ours), clean(theirs)
    for one, two in zip(ours.cells, theirs.cells, strict=True):
        assert one == two
    assert read_clean(executed / "shell1_good.ipynb") == read_clean(executed / f"{other}.ipynb")


def without_colours(path: Path) -> str:
    """A kernel colours the source lines of a traceback otherwise; the text is the same."""
    notebook = clean(nbformat.read(path, as_version=4))
    return re.sub(r"(\\u001b|\x1b)\[[0-9;]*m", "", nbformat.writes(notebook))


@pytest.mark.parametrize("other", ["shell2_failing", "papermill_failing"])
def test_same_notebook_where_a_cell_fails(executed, other):
    """Also where the cell is tagged raises-exception: papermill stops all the same."""
    assert without_colours(executed / "shell1_failing.ipynb") == without_colours(executed / f"{other}.ipynb")


def test_outputs_are_what_they_should_be(executed):
    """By hand, so that all four cannot be wrong together."""
    cells = [
        cell
        for cell in nbformat.read(executed / "shell1_good.ipynb", as_version=4).cells
        if cell.cell_type == "code"
    ]
    shown = [[output.output_type for output in cell.outputs] for cell in cells[2:6]]
    assert shown == [
        ["stream", "execute_result"],
        ["stream", "stream"],
        ["stream", "display_data", "stream", "execute_result"],
        ["stream", "display_data"],
    ]
    assert cells[2].outputs[0].text == "一\n二\n"
    assert [(output.name, output.text) for output in cells[3].outputs] == [
        ("stdout", "出\n"),
        ("stderr", "誤\n続\n"),
    ]
    assert "image/png" in cells[5].outputs[1].data
    assert cells[8].outputs[0].data["text/plain"] == "5"
    assert [cell.execution_count for cell in cells] == [*range(1, 12), None, *range(12, 19)]


LEAVE = """
import matplotlib.pyplot as plt
import os, sys, warnings
import pandas as pd
left = 5
plt.figure()
plt.rcParams["font.size"] = 33
pd.set_option("display.max_rows", 3)
os.environ["CASEBOOK_LEFT"] = "1"
del os.environ["PATH"]
os.chdir(os.path.sep)
sys.path.insert(0, "left")
warnings.filterwarnings("ignore", message="left")
get_ipython().user_ns["left_too"] = 1
"a result"
"""


def run(shell, source: str) -> str:
    outputs, _, succeeded = shell.run(source)
    assert succeeded, outputs
    return outputs[-1].data["text/plain"]


def test_a_notebook_sees_nothing_of_the_one_before(shell, tmp_path):
    """Names, results, numbers, figures, folder, and settings of Python, matplotlib and pandas."""
    before = os.environ["PATH"], list(sys.path), Path.cwd()
    execute(write_source(tmp_path / "a.ipynb", [LEAVE]), tmp_path / "b.ipynb", {}, shell)
    assert Path.cwd() == before[2]
    shell.clear()
    assert (os.environ.get("PATH"), sys.path) == before[:2]
    assert "CASEBOOK_LEFT" not in os.environ
    assert "left" not in str(warnings.filters)
    assert (
        run(shell, "'left' in globals(), 'left_too' in globals(), '_' in globals(), Out, len(In)")
        == "(False, False, False, {}, 2)"
    )
    assert (
        run(shell, "import matplotlib.pyplot as plt\nplt.get_fignums(), plt.rcParams['font.size']")
        == "([], 10.0)"
    )
    assert run(shell, "import pandas as pd\npd.get_option('display.max_rows')") == "60"
    assert shell.execution_count == 4


def test_loaded_modules_stay(shell):
    """That is what a warm worker is for; what a notebook writes into a module stays with it."""
    run(shell, "import colorsys\ncolorsys.left = 1\n1")
    shell.clear()
    assert run(shell, "import colorsys\ncolorsys.left") == "1"
    del sys.modules["colorsys"]


def test_error_is_kept_with_its_name(shell):
    outputs, _, succeeded = shell.run("1 / 0")
    assert (succeeded, outputs[0].ename, outputs[0].evalue) == (
        False,
        "ZeroDivisionError",
        "division by zero",
    )


def test_what_was_there_is_put_back():
    main, hook, path = sys.modules["__main__"], sys.displayhook, list(sys.path)
    script = "import sys; m = sys.modules['__main__']; h = sys.displayhook\nfrom helpers.shell import open_shell\nwith open_shell() as s:\n    s.run('1')\nassert (m, h) == (sys.modules['__main__'], sys.displayhook)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    assert (main, hook, path) == (sys.modules["__main__"], sys.displayhook, sys.path)
