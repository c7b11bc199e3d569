"""The index of bodies and of terms: each with the numbers of the chapters in which it stands."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from helpers.raw.names import fold_width
from helpers.tables import render_rows
from helpers.text import read_dictionaries, read_variants
from helpers.text.dictionaries import normalise
from helpers.text.tokens import open_tokenizer
from helpers.volume.read import Chapter, VolumeMaterials

WITHIN_A_LINE = re.compile(r"</?(?:a|b|data|em|i|small|span|strong|sub|sup)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
BY_READING = "読みの順。読みは辞書から推定した。"
DIVISION = "庁内の部署"
EVERYWHERE, MANY = "全事例", 10  # more numbers than this are not listed for what stands in every chapter


def build_bodies(m: VolumeMaterials) -> Markup:
    """Participants, contractors, divisions and interviewees; a body that stands as several is listed once."""
    found: dict[str, tuple[str, dict[str, None], dict[str, Chapter]]] = {}
    for chapter in (chapter for chapter in m.chapters if chapter.year):
        for key, name, kind in _bodies(chapter):
            _, kinds, chapters = found.setdefault(key, (name, {}, {}))
            kinds[kind] = None
            chapters[chapter.page] = chapter
    if not found:
        return Markup('<p class="note">資料未受領：団体・部署の記載がまだない。</p>')
    rows = [
        (name, "、".join(kinds), _links(m, chapters.values())) for name, kinds, chapters in found.values()
    ]
    table = render_rows(["団体・部署", "区分", "事例の番号"], _by_reading(rows, m), (52, 28, 20), kind="list")
    return m.figure("bodies", "団体・部署の索引", table, BY_READING)


def _bodies(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """(key, printed name, kind); a division is one of its municipality, whatever others are called."""
    named = {fold_width(name): name for name in _divisions(chapter)}
    divisions = {key: name for key, name in named.items() if key}
    for name, kind in [*((name, DIVISION) for name in divisions.values()), *_others(chapter)]:
        key = fold_width(name)
        if key in divisions:
            yield f"{chapter.case.municipality} {key}", f"{divisions[key]}（{chapter.name}）", kind
        elif key:
            yield key, name, kind


def _divisions(chapter: Chapter) -> Iterator[str]:
    """福祉部 長寿応援課: in charge, working together, sitting in the platform."""
    settings = chapter.year.raw.settings
    charge = settings.get("division_in_charge") or {}
    yield " ".join(filter(None, (charge.get("department"), charge.get("division"))))
    for group in settings.get("internal_cooperation") or []:
        for section in group.get("sections") or []:
            pairs = ((section.get("department"), division) for division in section.get("divisions") or [])
            yield from (" ".join(filter(None, pair)) for pair in pairs)
    held = chapter.year.raw.participants
    for row in held[held["side"] == "行政"].fillna("").itertuples():
        yield f"{row.organisation} {row.division}".strip()


def _others(chapter: Chapter) -> Iterator[tuple[str, str]]:
    raw = chapter.year.raw
    members = raw.participants.loc[raw.participants["side"] == "地域", "organisation"].dropna()
    yield from ((name, "PF参加団体") for name in members)
    for project in raw.projects.get("projects") or []:
        yield from ((held.get("name") or "", "発注先") for held in project.get("contractors") or [])
    yield from ((name, "取材先") for name in raw.interviews["interviewee"].dropna())


def build_terms(m: VolumeMaterials) -> Markup:
    """The terms of the shared user dictionary and register that the bound chapters print."""
    spellings = _spellings(m)
    found: dict[str, list[Chapter]] = {}
    for chapter in (chapter for chapter in m.chapters if chapter.html):
        text = read_text(chapter.html)
        for term, words in spellings.items():
            if any(word in text for word in words):
                found.setdefault(term, []).append(chapter)
    if not found:
        return Markup('<p class="note">共有の辞書の語が出てくる章はない。</p>')
    rows = [(term, _links(m, chapters)) for term, chapters in found.items()]
    table = render_rows(["用語", "事例の番号"], _by_reading(rows, m), (40, 60), kind="list")
    note = (
        "用語は、共有の辞書（user_dictionary.csv、organisations.csv）に載るもの。言い換えは一つにまとめた。"
    )
    return m.figure("terms", "用語の索引", table, BY_READING, note)


def _spellings(m: VolumeMaterials) -> Mapping[str, set[str]]:
    """Term -> every spelling that counts as it."""
    dictionaries, problems = read_dictionaries(m.volume.shared)
    variants, more = read_variants(m.volume.shared)
    m.findings.extend([*problems, *more])
    words = [line.split(",")[0] for line in dictionaries.user_words] + list(variants.values())
    spellings: dict[str, set[str]] = {}
    for word in words:
        plain = normalise(word)
        spellings.setdefault(dictionaries.synonyms.get(plain, plain), set()).add(word)
    return spellings


def read_text(path: Path) -> str:
    """What the `<main>` of a report prints, one line a block; pictures are left out."""
    main = path.read_text(encoding="utf-8").partition("<main")[2].partition(">")[2]
    return entities.unescape(TAG.sub("\n", WITHIN_A_LINE.sub("", main)))


def _by_reading(rows: list[tuple], m: VolumeMaterials) -> list[tuple]:
    """The rows in the order of their first cell's reading, as far as the dictionary knows it."""
    tokenizer = open_tokenizer(read_dictionaries(m.volume.shared)[0].user_words)

    def reading(name: str) -> str:
        tokens = tokenizer.tokenize(name)
        return "".join(token.surface if token.reading == "*" else token.reading for token in tokens)

    return sorted(rows, key=lambda row: (reading(row[0]), row[0]))


def _links(m: VolumeMaterials, chapters: Iterable[Chapter]) -> Markup | str:
    """3、12; 全事例 where it stands in every chapter of a volume of many."""
    chapters = list(chapters)
    if len(chapters) == len(m.chapters) > MANY:
        return EVERYWHERE
    return Markup("、").join(chapter.link(str(chapter.number or chapter.name)) for chapter in chapters)
