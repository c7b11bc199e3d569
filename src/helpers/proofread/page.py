"""校閲結果: findings as one self-contained page in the look of the report, and as the output of a notebook cell.

Errors and warnings by rule, each with its passage in context, the other places and what to do; style grouped and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from helpers.export.page import render_cover, render_part, wrap_page
from helpers.proofread.checked import Checked, describe_counts
from helpers.proofread.document import Document
from helpers.proofread.found import Found, Passage
from helpers.proofread.registry import RULES, SEVERITIES
from helpers.proofread.render import PLACES, group_style, one_line
from helpers.tables import render_rows

TITLE = "校閲結果"
AROUND = 60  # characters of context on either side of a passage
INTRODUCTIONS = {
    "error": "文書の中で、または暦や計算と食い違うところ。どちらが正しいかを確かめて直す。",
    "warning": "人が見て判断するところ。正しければそのままでよい。",
    "style": "表記のゆれ。多い書き方にそろえる。",
}
NOTHING = Markup("<p>指摘はない。</p>")
STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def render_page(results: Sequence[Checked], title: str = TITLE) -> str:
    """One HTML page; nothing is loaded from outside."""
    return wrap_page(title, render_body(results, title), STYLE)


def render_body(results: Sequence[Checked], title: str = TITLE, for_notebook: bool = False) -> str:
    """What stands in the page; in a notebook with its own style and without a cover."""
    parts = [
        part for number, result in enumerate(results, 1) for part in _parts(result, number, len(results) > 1)
    ]
    if for_notebook:
        said = Markup("<p>{}</p>").format(f"指摘：{describe_counts(results)}")
        return str(
            Markup('<style>{}</style><div class="proofread">{}{}</div>').format(
                Markup(STYLE), said, Markup("\n").join(parts)
            )
        )
    return str(Markup("\n").join([_cover(results, title), *parts]))


def _cover(results: Sequence[Checked], title: str) -> Markup:
    characters = sum(result.document.characters for result in results)
    files = "、".join(Path(result.document.file).name for result in results)
    facts = {"文書": files, "字数": f"{characters:,}字", "指摘": describe_counts(results)}
    return render_cover("校閲", title, facts)


def _parts(result: Checked, number: int, several: bool) -> Iterable[Markup]:
    """The parts of one document; with several documents each heading names its own."""
    name = f"{Path(result.document.file).name}：" if several else ""
    if several and not result.found:
        yield render_part(f"{number}", f"{name}指摘なし", NOTHING)
        return
    for severity, label in SEVERITIES.items():
        found = result.of(severity)
        listed = (
            _style(found) if severity == "style" else _by_rule(result.document, found, f"{number}-{severity}")
        )
        heading = f"{name}{label}（{len(found):,}件）"
        intro = Markup('<p class="note">{}</p>').format(INTRODUCTIONS[severity])
        yield render_part(f"{number}-{severity}", heading, intro, listed if found else NOTHING)
    if result.allowed:
        yield render_part(
            f"{number}-allowed", f"{name}承認済み（{len(result.allowed):,}件）", _allowed(result.allowed)
        )


def _by_rule(document: Document, found: Sequence[Found], anchor: str) -> Markup:
    ordered = sorted(found, key=lambda item: item.rule)  # stable: places stay in their order
    sections = []
    for number, (rule, same) in enumerate(groupby(ordered, key=lambda item: item.rule), 1):
        items = [_found(document, item) for item in same]
        heading = f"{_title(rule)}（{len(items)}件）"
        sections.append(
            Markup('<section class="part" id="rule-{}-{}"><h3>{}</h3>\n{}</section>').format(
                anchor, number, heading, Markup("\n").join(items)
            )
        )
    return Markup("\n").join(sections)


def _title(rule: str) -> str:
    return RULES[rule].title if rule in RULES else rule


def _found(document: Document, item: Found) -> Markup:
    """A finding: what is wrong, the passage in context, the other places, what to do."""
    told = [Markup('<p class="conclusion">{}</p>').format(item.message), _quote(document, item.at)]
    if item.related:
        told.append(Markup('<p class="note">照らし合わせた箇所</p>'))
        told += [_quote(document, passage) for passage in item.related]
    if item.suggestion:
        told.append(Markup("<p>対応：{}</p>").format(item.suggestion))
    return Markup('<div class="finding">{}</div>').format(Markup("\n").join(told))


def _quote(document: Document, passage: Passage) -> Markup:
    """The passage marked, with what stands around it and the heading above."""
    place = f"{passage.path} {passage.line}行 {passage.column}字目" if passage.path else f"{passage.line}行"
    if not passage.quote:
        return Markup('<p class="note">{}</p>').format(place)
    if passage.span is None:
        return _held(passage)
    block = document.blocks[passage.span.block]
    place = "　".join([place, *block.section[-1:]])
    start, end = passage.span.start, passage.span.end
    before, marked, after = block.text[:start], block.text[start:end], block.text[end:]
    before = ("…" if len(before) > AROUND else "") + before[-AROUND:]
    after = after[:AROUND] + ("…" if len(after) > AROUND else "")
    text = Markup("{}<mark>{}</mark>{}").format(one_line(before), one_line(marked), one_line(after))
    return Markup('<blockquote><p>{}</p><p class="note">{}</p></blockquote>').format(text, place)


def _held(passage: Passage) -> Markup:
    """What the case holds, with its input."""
    place = f"資料 {passage.path} {passage.line}行" if passage.line else f"資料 {passage.path}"
    return Markup('<blockquote><p><mark>{}</mark></p><p class="note">{}</p></blockquote>').format(
        one_line(passage.quote), place
    )


def _style(found: Sequence[Found]) -> Markup:
    rows = [
        (_title(same[0].rule), same[0].message, len(same), _places(same), same[0].suggestion)
        for same in group_style(found)
    ]
    return (
        render_rows(("規則", "指摘", "件数", "箇所", "対応"), rows, (14, 32, 7, 29, 18), kind="list")
        if rows
        else Markup()
    )


def _places(same: Sequence[Found]) -> str:
    told = "、".join(f"{_line(item)}「{one_line(item.quote)}」" for item in same[:PLACES])
    return told + (f" ほか{len(same) - PLACES}か所" if len(same) > PLACES else "")


def _line(item: Found) -> str:
    where = item.path.rpartition(" ")[2] if " p." in item.path else ""
    return f"{where} {item.line}行".strip()


def _allowed(found: Sequence[Found]) -> Markup:
    rows = [
        (_title(item.rule), one_line(item.quote), item.message, *(item.suppressed.get(key, "") for key in ("reason", "decided_by", "date", "record")))
        for item in found
    ]  # fmt: skip
    labels = ("規則", "引用", "指摘", "理由", "決めた人", "日付", "記録")
    return render_rows(labels, rows, (12, 18, 22, 20, 8, 9, 11), kind="list")
