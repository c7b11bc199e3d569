"""What every section builder works with: the materials of the case, the numbering of 図表, prose and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.dates import fiscal_year_label
from helpers.facts import FactStore
from helpers.figures.store import StoredPicture
from helpers.findings import Findings
from helpers.ledger import find_absent
from helpers.prose import Passage, Prose, evidence_link, read_passages
from helpers.raw import RawInputs
from helpers.tables import render_figure
from helpers.years.read import PreviousYear

LAST_CIRCLED = 20
EVIDENCE_SCOPES = ("breakthrough", "carry_over")


def circled(number: int) -> str:
    """1 -> ①, 20 -> ⑳; there is none beyond: 21 -> (21)."""
    return chr(ord("①") + number - 1) if number <= LAST_CIRCLED else f"({number})"


@dataclass(frozen=True)
class Section:
    """One printed part: an anchor and its HTML. Shown as HTML in JupyterLab and exported as it is."""

    id: str
    html: Markup

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": str(self.html), "text/plain": f"<Section {self.id}>"}


class Exhibits:
    """Numbers the 図表 of a document in printed order; a document's materials are one."""

    numbered: list[str]
    pictures: Mapping[str, StoredPicture]

    def figure(
        self, kind: str, anchor: str, caption: str, body: Markup, source: str = "", notes: Sequence[str] = ()
    ) -> Markup:
        """A numbered 図表 with caption, source and notes; every one of the document is made here."""
        self.numbered.append(caption)
        return render_figure(len(self.numbered), kind, anchor, caption, body, source, notes)

    def picture(
        self,
        name: str,
        caption: str,
        source: str,
        notes: Sequence[str] = (),
        table: Any = "",
        kind: str = "chart",
    ) -> Markup:
        """A drawn figure with the table behind it; a note where there were no data to draw it from."""
        if name not in self.pictures:
            return missing(f"図「{caption}」のデータ")
        image = Markup(self.pictures[name].to_img_tag())
        return self.figure(kind, name, caption, image + table, source, notes)


@dataclass
class Materials(Exhibits):
    """Everything that the builders read; `numbered` and `cited` grow while the parts are built, in printed order.

    `themes` maps a scope (`breakthrough`, `carry_over`, `answers`) to (df_by_theme, df_by_remark_theme).
    `results` is df_by_question_choice of the simple tabulation, published shares included; `crosstabs` the same with
    statistics, nets and banners, of the surveys whose responses were received.
    """

    raw: RawInputs
    facts: FactStore
    results: pd.DataFrame
    crosstabs: pd.DataFrame
    remarks: pd.DataFrame
    themes: dict[str, tuple[pd.DataFrame, pd.DataFrame]]
    quotes: pd.DataFrame
    pictures: dict[str, StoredPicture]
    findings: Findings = field(default_factory=Findings)
    previous: PreviousYear | None = None
    numbered: list[str] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    prose: Prose = field(init=False)

    def __post_init__(self) -> None:
        texts = dict(zip(self.remarks["remark_id"], self.remarks["text"], strict=True))
        self.prose = Prose(self.facts, texts, self.findings, self.cited, find_absent(self.raw))

    @property
    def name(self) -> str:
        return self.raw.settings["municipality"]["name"]

    @property
    def title(self) -> str:
        """No. 3　江東区; the name alone where the chapter has no number yet."""
        number = (self.raw.settings.get("chapter") or {}).get("number")
        return f"No. {number}　{self.name}" if number else self.name

    @property
    def subtitle(self) -> str:
        """令和5年度　地方版連携プラットフォーム形成の取組."""
        return f"{fiscal_year_label(self.raw.case.fiscal_year)}　地方版連携プラットフォーム形成の取組"

    def passages(self, stem: str) -> list[Passage]:
        return read_passages(self.raw.chapters, stem)

    def text(self, file: str, path: tuple, value: Any) -> Markup:
        """Prose held in a YAML file, with references replaced; `path` finds its line."""
        return self.prose.render(str(value or ""), self.raw.yaml_place(file, *path))

    def texts(self, file: str, path: tuple, values: Iterable[Any] | None) -> list[Markup]:
        return [self.text(file, (*path, number), value) for number, value in enumerate(values or [])]

    def theme_row(self, theme: str) -> pd.Series | None:
        """The row of df_by_theme of a breakthrough or carry-over theme; None where no remark is of it."""
        for scope in EVIDENCE_SCOPES:
            frame = self.themes[scope][0]
            found = frame[frame["theme"] == theme]
            if len(found):
                return found.iloc[0]
        return None

    def remark_links(self, remark_ids: Iterable[str]) -> Markup:
        return Markup("、").join(map(self.remark_link, remark_ids))

    def remark_link(self, remark_id: str) -> Markup:
        self.cited.add(remark_id)
        return evidence_link(remark_id)


def stack(*parts: Markup) -> Markup:
    """Parts one below the other; empty ones leave no trace."""
    return Markup("\n").join(part for part in parts if part)


def missing(what: str) -> Markup:
    """What a section says when its input has not been received."""
    return Markup('<p class="note">資料未受領：{}がまだない。</p>').format(what)


def unwritten(what: str) -> Markup:
    """What a section says when the analyst has not written it yet."""
    return Markup('<p class="note">未執筆：{}の文章はまだない。</p>').format(what)


def mark(label: str) -> Markup:
    return Markup('<span class="mark">{}</span>').format(label)
