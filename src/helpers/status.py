"""How every case stands: what has been received, what changed since the last build, and what that build found.

Light on purpose, as it is asked for often: nothing is read but hashes, the last run.json, and of text
whether anything stands in it.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from helpers.case import Case, known_cases
from helpers.contract import (
    CHAPTERS,
    COMMENT,
    DECISIONS,
    DOCUMENTS,
    RESPONSE_ENDINGS,
    TABLE_ENDINGS,
    TABLES,
    WORKBOOK,
)
from helpers.findings import SEVERITY_LABELS
from helpers.fingerprint import digest, hash_inputs

SHARED = "data/raw/shared/"
OPTIONAL = ("carry_over", "pins", *DECISIONS)
NEEDED_DOCUMENTS = ("case.yaml", *(f"{name}.yaml" for name in DOCUMENTS if name not in OPTIONAL))
NEEDED_TABLES = tuple(name for name in TABLES if name not in OPTIONAL)
ANSWERS = (*(f"responses.{end}" for end in RESPONSE_ENDINGS), *(f"aggregates.{end}" for end in TABLE_ENDINGS))
EMPTY = digest(b"")
HEADER_ROWS = re.compile(r"^header_rows:\s*([0-9]+)", re.MULTILINE)
NOT_BUILT, CURRENT, OUTDATED = "未作成", "最新", "要更新"
HEADINGS = ("事例", "資料", "変更", *SEVERITY_LABELS.values(), "報告書")
RIGHT = range(1, 7)  # columns of numbers
FindReason = Callable[[Case], str]  # why a report must be made again; "" where it is up to date


@dataclass(frozen=True)
class CaseStatus:
    """One case. `findings` counts by severity (None: never built), `why` the report must be made again ("": it is
    up to date); changes are names in the raw folder, or `shared/…`.
    """

    case: Case
    received: int
    missing: tuple[str, ...]
    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    findings: dict[str, int] | None = None
    listed: tuple[dict, ...] = field(default=(), repr=False)
    why: str = ""

    @property
    def expected(self) -> int:
        return self.received + len(self.missing)

    @property
    def changes(self) -> int:
        return len(self.changed) + len(self.new) + len(self.removed)

    @property
    def state(self) -> str:
        if self.findings is None:
            return NOT_BUILT
        return OUTDATED if self.why else CURRENT


def read_status(
    root: Path, cases: Iterable[Case] | None = None, find_reason: FindReason | None = None
) -> list[CaseStatus]:
    """The status of these cases (default: all), in order of municipality and year.

    `find_reason` knows more than the inputs (helpers.plan: program, outputs); without it, a report is up to date
    when no input has changed since it was made.
    """
    if cases is None:
        cases = [Case(slug, year, root) for slug, years in known_cases(root).items() for year in years]
    return [_read_case(case, find_reason) for case in cases]


def _read_case(case: Case, find_reason: FindReason | None) -> CaseStatus:
    now, prefix = hash_inputs(case), f"{case.raw.relative_to(case.root).as_posix()}/"
    filled = [name for name, sha in now.items() if name.startswith(prefix) and sha != EMPTY]
    missing, received = _missing({name.removeprefix(prefix) for name in filled}, case.raw)
    record = _read_record(case.reports / "run.json")
    if record is None:
        return CaseStatus(case, received, missing)
    before = {name: sha for name, sha in record["inputs"].items() if name.startswith((prefix, SHARED))}
    changes = {
        "changed": [name for name in now if name in before and before[name] != now[name]],
        "new": [name for name in now if name not in before],
        "removed": [name for name in before if name not in now],
    }
    named = {kind: tuple(_short(name, prefix) for name in sorted(names)) for kind, names in changes.items()}
    why = find_reason(case) if find_reason else "資料が変わった" if any(named.values()) else ""
    counts = dict(Counter(finding["severity"] for finding in record["findings"]))
    return CaseStatus(
        case, received, missing, **named, findings=counts, listed=tuple(record["findings"]), why=why
    )


def _short(name: str, prefix: str) -> str:
    return name.removeprefix(prefix).removeprefix("data/raw/")


def _read_record(path: Path) -> dict | None:
    """run.json of the last build; None where there is none that can be read."""
    try:
        record = json.loads(path.read_bytes())
        return {"inputs": dict(record["inputs"]), "findings": list(record["findings"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _missing(files: set[str], folder: Path) -> tuple[tuple[str, ...], int]:
    """Expected inputs that are not there, and how many are; a table may be a sheet of inputs.xlsx.

    `files` are those that hold anything. A chapter of which only the headings are there is not written yet.
    """
    missing = [name for name in NEEDED_DOCUMENTS if name not in files]
    if WORKBOOK not in files:
        missing += [f"{name}.csv" for name in NEEDED_TABLES if not {f"{name}.csv", f"{name}.xlsx"} & files]
    surveys = sorted(
        {name.split("/")[1] for name in files if name.startswith("surveys/") and name.count("/") > 1}
    )
    missing += ["surveys/"] if not surveys else []
    missing += [f"surveys/{name}/responses.csv" for name in surveys if not _is_answered(files, folder, name)]
    chapters = [f"chapters/{stem}.md" for stem in CHAPTERS]
    missing += [name for name in chapters if name not in files or not _is_written(folder / name)]
    expected = len(NEEDED_DOCUMENTS) + len(NEEDED_TABLES) + max(len(surveys), 1) + len(CHAPTERS)
    return tuple(missing), expected - len(missing)


def _is_answered(files: set[str], folder: Path, survey: str) -> bool:
    """A table of headings only, as a new year begins with, is no answer."""
    there = [name for name in ANSWERS if f"surveys/{survey}/{name}" in files]
    return any(name != "responses.csv" or _has_rows(folder / "surveys" / survey) for name in there)


def _has_rows(survey: Path) -> bool:
    """Whether a row follows the header rows; a table that cannot be read is there (its fault is a finding)."""
    book = survey / "survey.yaml"
    try:
        text = book.read_text(encoding="utf-8", errors="replace") if book.is_file() else ""
        headers = int(match[1]) if (match := HEADER_ROWS.search(text)) else 1
        with open(survey / "responses.csv", encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = (row for row in csv.reader(file) if any(map(str.strip, row)))
            return next(islice(rows, headers, None), None) is not None
    except (OSError, csv.Error):
        return True


def _is_written(chapter: Path) -> bool:
    text = re.sub(COMMENT, "", chapter.read_text(encoding="utf-8", errors="replace"))
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def render_status(statuses: Sequence[CaseStatus]) -> str:
    """One line a case, aligned (a full-width character takes two columns), and a summary."""
    if not statuses:
        return "事例がまだありません。casebook new MUNICIPALITY FISCAL_YEAR で始めてください。"
    rows = [HEADINGS, *map(_row, statuses)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(_padded(row, widths)).rstrip() for row in rows]
    counts = Counter(status.state for status in statuses)
    states = "、".join(
        f"{state} {counts[state]}件" for state in (CURRENT, OUTDATED, NOT_BUILT) if counts[state]
    )
    return "\n".join(
        [
            *lines,
            "",
            f"{len(statuses)}件：{states}",
            "資料は「受け取った数/求める数」、変更と指摘は前回の報告書から。",
        ]
    )


def _row(status: CaseStatus) -> tuple[str, ...]:
    counted = [
        str(status.findings.get(name, 0)) if status.findings is not None else "-" for name in SEVERITY_LABELS
    ]
    changes = str(status.changes) if status.findings is not None else "-"
    return (str(status.case), f"{status.received}/{status.expected}", changes, *counted, status.state)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    blanks = [" " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
    return [
        blank + text if column in RIGHT else text + blank
        for column, (text, blank) in enumerate(zip(row, blanks, strict=True))
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in text)


def render_case_status(status: CaseStatus) -> str:
    """Everything about one case: what is missing, what changed, and the last build's findings (参考 only counted)."""
    lines = [f"{status.case}：{status.state}（資料 {status.received}/{status.expected}）"]
    lines += [f"要更新の理由：{status.why}"] if status.why else []
    for label, names in [
        ("まだ無い資料・文章", status.missing), ("変わったファイル", status.changed),
        ("増えたファイル", status.new), ("無くなったファイル", status.removed),
    ]:  # fmt: skip
        lines += [f"{label}（{len(names)}）", *(f"  {name}" for name in names)] if names else []
    if status.findings is None:
        return "\n".join([*lines, f"casebook run {status.case} で報告書を作ると、指摘が並びます。"])
    counts = "、".join(
        f"{label} {status.findings[name]}件"
        for name, label in SEVERITY_LABELS.items()
        if status.findings.get(name)
    )
    lines.append(f"前回の報告書の指摘：{counts or 'なし'}")
    lines += [f"  {_told(finding)}" for finding in status.listed if finding["severity"] != "info"]
    return "\n".join(lines)


def _told(finding: dict) -> str:
    from helpers.findings import Finding

    return str(Finding.from_dict(finding))
