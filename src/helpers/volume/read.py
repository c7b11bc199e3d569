"""The chapters of a volume: which municipalities, in which order, and whose finished report can be bound."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from helpers.case import Case, Volume
from helpers.errors import MissingStep
from helpers.findings import Findings, Place
from helpers.raw.desk import Desk
from helpers.raw.fiscal_years import FiscalYear, read_fiscal_year
from helpers.sections.overview import division_name
from helpers.tables import render_figure
from helpers.years.read import Year, read_year

SOURCE = "各自治体の章"  # of every 図表 of the front matter
NOT_WRITTEN, REFUSED = "未作成", "作り直しが必要"
REBUILD = "この事例の報告書を作り直してから、もう一度事例集を作ってください。"


@dataclass(frozen=True)
class Chapter:
    """One municipality of the volume.

    `settings` is its case.yaml ({} where it cannot be used), `record` its run.json, `html` its finished report (None
    where there is none that can be bound, `state` then says why), `year` what its notebooks handed on (None where
    they have not been run).
    """

    case: Case
    settings: dict
    record: dict = field(default_factory=dict)
    html: Path | None = None
    state: str = ""
    year: Year | None = None

    @property
    def number(self) -> int | None:
        return (self.settings.get("chapter") or {}).get("number")

    @property
    def name(self) -> str:
        """江東区; the folder's name where case.yaml cannot be used."""
        return (self.settings.get("municipality") or {}).get("name") or self.case.municipality

    @property
    def division(self) -> str:
        return division_name(self.settings)

    @property
    def title(self) -> str:
        """No. 3　江東区."""
        return f"No. {self.number}　{self.name}" if self.number else self.name

    @property
    def page(self) -> str:
        """no-03-koto: file name and label of the chapter."""
        return f"no-{self.number:02d}-{self.case.municipality}" if self.number else self.case.municipality

    def link(self, text: str = "", anchor: str = "") -> Markup:
        """`text` (the title, if none is given) as a link to the chapter; text alone where it is not in the volume."""
        if not self.html:
            return Markup("{}").format(text or self.title)
        target = f"{self.page}.html" + (f"#{anchor}" if anchor else "")
        return Markup('<a href="{}">{}</a>').format(target, text or self.title)


@dataclass
class VolumeMaterials:
    """Everything that the parts of a volume are built of; `numbered` and `findings` grow while they are built."""

    volume: Volume
    fiscal_year: FiscalYear
    chapters: list[Chapter]
    findings: Findings
    numbered: list[str] = field(default_factory=list)

    def figure(self, anchor: str, caption: str, body: Markup, *notes: str) -> Markup:
        """A numbered 図表 of the front matter; those of the chapters keep their own numbers."""
        self.numbered.append(caption)
        return render_figure(len(self.numbered), "table", anchor, caption, body, SOURCE, notes)


def read_volume(volume: Volume) -> VolumeMaterials:
    """The chapters in printed order with what they are compared by; what is missing is a finding, never an error."""
    findings = Findings()
    year = read_fiscal_year(volume.shared, volume.fiscal_year, findings)
    chapters = [_with_year(chapter, findings) for chapter in list_chapters(volume, findings)]
    return VolumeMaterials(volume, year, chapters, findings)


def list_chapters(volume: Volume, findings: Findings) -> list[Chapter]:
    """The chapters by their number, those without one last; the reports are checked, their contents not yet read."""
    chapters = [_read_chapter(case, findings) for case in volume.cases]
    _check_numbers(chapters, findings)
    return sorted(chapters, key=lambda c: (c.number is None, c.number or 0, c.case.municipality))


def _read_chapter(case: Case, findings: Findings) -> Chapter:
    settings = Desk(case).read_document("case.yaml", "case")
    if not settings:
        place = _place(case.raw / "case.yaml", case)
        message = "使えない記載があり、自治体名と番号が分かりません。"
        findings.add("bad-case", "error", place, message, remedy="01_prepare の指摘に従って直してください。")
    if not (case.reports / "report.html").is_file() or not (case.reports / "run.json").is_file():
        place, message = (
            _place(case.reports / "report.html", case),
            "報告書がまだありません。目次に「未作成」と印字します。",
        )
        findings.add(
            "no-report", "warning", place, message, remedy=f"casebook run {case} を実行してください。"
        )
        return Chapter(case, settings, state=NOT_WRITTEN)
    return _check_report(case, settings, findings)


def _check_report(case: Case, settings: dict, findings: Findings) -> Chapter:
    """A report whose bytes are not those that its run.json names is torn, or was edited: it is not bound."""
    html, run = case.reports / "report.html", case.reports / "run.json"
    try:
        record = json.loads(run.read_text(encoding="utf-8"))
        stated = record["outputs"]["report.html"]
    except (ValueError, KeyError, TypeError):
        findings.add(
            "torn-report",
            "error",
            _place(run, case),
            "作成の記録として読めません。収録しません。",
            remedy=REBUILD,
        )
        return Chapter(case, settings, state=REFUSED)
    given = hashlib.sha256(html.read_bytes()).hexdigest()
    if given != stated:
        message = (
            "作成時の記録（run.json）と中身が違います。途中で切れたか、書き換えられたため、収録しません。"
        )
        details = {"given": given[:12], "allowed": stated[:12], "remedy": REBUILD}
        findings.add("torn-report", "error", _place(html, case), message, **details)
        return Chapter(case, settings, record, state=REFUSED)
    return Chapter(case, settings, record, html)


def _with_year(chapter: Chapter, findings: Findings) -> Chapter:
    """The chapter with what its notebooks handed on, if that is what its report was built of."""
    case = chapter.case
    try:
        year = read_year(case)
    except MissingStep as error:
        message = f"比較の元になる結果がありません（{error}）。この自治体の値は「－」と印字します。"
        findings.add("not-compared", "warning", _place(case.processed, case), message, remedy=REBUILD)
        return chapter
    own = case.raw.relative_to(case.root).as_posix() + "/"
    stated = {name: value for name, value in chapter.record.get("inputs", {}).items() if name.startswith(own)}
    given = {name: value for name, value in year.raw.hashes.items() if name.startswith(own)}
    if chapter.html and stated != given:
        changed = "、".join(sorted({name.removeprefix(own) for name, _ in stated.items() ^ given.items()}))
        message = "報告書を作った後に入力が変わっています。章と比較の値が食い違うおそれがあります。"
        findings.add(
            "stale-report", "error", _place(chapter.html, case), message, given=changed, remedy=REBUILD
        )
    return Chapter(case, chapter.settings, chapter.record, chapter.html, chapter.state, year)


def _check_numbers(chapters: list[Chapter], findings: Findings) -> None:
    """Each chapter has a number of its own."""
    held: dict[int, str] = {}
    for chapter in chapters:
        place = _place(chapter.case.raw / "case.yaml", chapter.case)
        place = Place(place.file, column="chapter.number")
        if not chapter.number:
            message, remedy = "事例集での番号がありません。最後に置きます。", "番号を書き加えてください。"
            findings.add("no-number", "warning", place, message, remedy=remedy)
        elif chapter.number in held:
            message = f"番号が {held[chapter.number]} と同じです。"
            given, remedy = str(chapter.number), "どちらかの番号を直してください。"
            findings.add("double-number", "error", place, message, given=given, remedy=remedy)
        else:
            held[chapter.number] = chapter.name


def _place(path: Path, case: Case) -> Place:
    return Place(path.relative_to(case.root).as_posix())
