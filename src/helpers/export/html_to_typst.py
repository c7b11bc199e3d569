"""HTML -> Typst: one walk over the `<main>` of a report, one function of typst/report.typ a kind of element.

pandoc was tried first: its HTML reader drops paragraph classes, `<th>` in `<tbody>`, `<aside>`, `<details>`,
so it would need a pass over the HTML before it and a Lua filter after it; this walk does both in one place.
"""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from helpers.export.labels import label_of, target_of
from helpers.export.markup import escape, quote
from helpers.export.table_grid import GridCell, block_rules, column_sizes, grid_cells, may_split, tint_of

Clean = Callable[[str, Tag], str]
Picture = Callable[[Tag], str]
DROPPED = "nav, .screen-only, script, style, template, button"
HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "sup": "super", "sub": "sub"}
PARAGRAPHS = ("conclusion", "source", "note", "lead", "draft", "slot-label")
BOXES = ("column", "slot-box", "qa", "quotes", "step")
TABLE_KINDS = ("form", "data", "list", "survey")
SHORT_ROWS = 300  # characters up to which rows (one, or several joined by a rowspan) stay on one page
BLOCKS = set(HEADINGS) | set(
    "p ul ol li dl dt dd table figure figcaption img blockquote hr pre "  # noqa: SIM905 - one a word, not one a line
    "main section article aside header footer div address details summary".split()
)


def _first_class(element: Tag, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in element.get("class", [])), "")


class TypstWriter:
    """Writes the body; `targets` then maps each id of the HTML to the Typst label that stands for it.

    `clean(text, parent)` replaces what cannot be printed; `picture(img)` gives the file name of a picture.
    `page` names a chapter of a volume (`no-03-koto`): its cover is an opening, its headings are one level lower.
    """

    def __init__(self, clean: Clean, picture: Picture, page: str = ""):
        self.clean, self.picture, self.page = clean, picture, page
        self.targets: dict[str, str] = {}
        self._waiting: list[str] = []  # ids of sections whose heading has not come yet

    def write(self, html: str) -> str:
        soup = BeautifulSoup(html, "html.parser")
        main = soup.find("main") or soup
        for element in main.select(DROPPED):
            element.decompose()
        for element in main.select(":is(h1, h2, h3, h4, h5, h6, thead, figcaption) [id]"):
            del element["id"]  # what is printed twice (contents, repeated header) cannot carry a label
        if self.page:
            title = main.select_one("header.cover h1")
            return f"#chapter[{self._content(title) if title else ''}][\n{self._flow(main)}\n]"
        return self._flow(main)

    # --- labels ---

    def _label(self, element: Tag) -> str:
        """`#label("id")` for the element just before it, once an id."""
        name = label_of(self.page, element["id"]) if element.get("id") else ""
        if not name or name in self.targets:
            return ""
        self.targets[name] = name
        return f"#label({quote(name)})"

    def _anchor(self, element: Tag) -> str:
        label = self._label(element)
        return f"#metadata(none){label}" if label else ""

    # --- text and blocks ---

    def _flow(self, parent: Tag) -> str:
        """The children of an element: blocks as they are, inline content between them as paragraphs."""
        parts: list[tuple[bool, str]] = []
        run = ""
        for child in parent.children:
            if isinstance(child, Tag) and child.name in BLOCKS:
                parts += [(False, run), (True, self._block(child))]
                run = ""
            else:
                run += self._inline(child)
        parts = [(is_block, text) for is_block, text in [*parts, (False, run)] if text.strip()]
        if len(parts) == 1:
            return parts[0][1].strip()
        return "\n\n".join(text if is_block else f"#par[{text.strip()}]" for is_block, text in parts)

    def _inline(self, node: PageElement) -> str:
        if isinstance(node, Comment):
            return ""
        if isinstance(node, NavigableString):
            return escape(self.clean(str(node), node.parent))
        if node.name == "br":
            return "#linebreak()"
        if node.name == "img":
            return f"#box({self._image(node, 'image.with(height: 1.2em)')})"
        content = "".join(self._inline(child) for child in node.children)
        return self._anchor(node) + self._styled(node, content)

    def _styled(self, node: Tag, content: str) -> str:
        href = node.get("href", "")
        if node.name == "a" and href.startswith(("https://", "http://", "mailto:")):
            return f"#link({quote(href)})[{content}]"
        if node.name == "a" and href:
            return f"#goto({quote(target_of(self.page, href))})[{content}]"
        if node.name in INLINE:
            return f"#{INLINE[node.name]}[{content}]"
        return f"#mark[{content}]" if "mark" in node.get("class", []) else content

    def _content(self, element: Tag) -> str:
        return "".join(self._inline(child) for child in element.children).strip()

    def _block(self, element: Tag) -> str:
        if element.name in HEADINGS:
            return self._heading(element)
        if element.name == "header" and "cover" in element.get("class", []):
            return self._cover(element)
        if element.name in ("section", "aside", "article", "div") and element.find(list(HEADINGS)):
            self._waiting += [element["id"]] if element.get("id") else []
            return self._container(element)
        if element.name == "figure":
            return self._figure(element)
        return self._anchor(element) + self._plain_block(element)

    def _plain_block(self, element: Tag) -> str:
        match element.name:
            case "img":
                kind = _first_class(element.parent, ("diagram", "tall")) or "picture"
                return f"#{self._image(element, kind)}"
            case "p" if element.find("img"):
                return self._flow(element)
            case "p":
                return f"#{_first_class(element, PARAGRAPHS) or 'par'}[{self._content(element)}]"
            case "table":
                return self._table(element)
            case "ul" | "ol":
                return self._list(element)
            case "dl":
                return self._terms(element)
            case "blockquote":
                return f"#quote(block: true)[{self._flow(element)}]"
            case "details":
                return f"#details[{self._flow(element)}]"
            case "summary":
                return f"#small-title[{self._content(element)}]"
            case "hr":
                return "#rule"
        return self._container(element)

    def _container(self, element: Tag) -> str:
        box = _first_class(element, BOXES)
        return f"#{box}[{self._flow(element)}]" if box else self._flow(element)

    def _heading(self, element: Tag) -> str:
        text = f"#heading(level: {HEADINGS[element.name] + bool(self.page)})[{self._content(element)}]"
        if not element.get("id") and self._waiting:
            element["id"] = self._waiting[0]
        label = self._label(element)
        for name in self._waiting:
            self.targets.setdefault(label_of(self.page, name), label_of(self.page, element["id"]))
        self._waiting.clear()
        return text + label

    def _list(self, element: Tag) -> str:
        items = element.find_all("li", recursive=False)
        name = "list" if element.name == "ul" else f"enum.with(start: {int(element.get('start', 1))})"
        written = f"#{name}({', '.join(f'[{self._anchor(item)}{self._flow(item)}]' for item in items)})"
        below = element.find_next_sibling()
        keeps = below is not None and "evidence-line" in below.get("class", [])
        return f"#block(sticky: true)[{written}]" if keeps else written

    def _pairs(self, element: Tag) -> list[tuple[str, str]]:
        """The (dt, dd) of a dl; a dt with several dd keeps them as paragraphs of one."""
        pairs: list[tuple[str, str]] = []
        for item in element.find_all(["dt", "dd"]):
            text = self._anchor(item) + self._flow(item)
            if item.name == "dt":
                pairs.append((text, ""))
            elif pairs:
                term, described = pairs[-1]
                pairs[-1] = (term, f"{described}\n\n{text}" if described else text)
        return pairs

    def _terms(self, element: Tag) -> str:
        return (
            "#terms(" + ", ".join(f"terms.item[{term}][{text}]" for term, text in self._pairs(element)) + ")"
        )

    # --- cover, figures, tables ---

    def _cover(self, element: Tag) -> str:
        def part(selector: str) -> str:
            found = element.select_one(selector)
            return f"[{self._content(found)}]" if found else "none"

        facts = element.select_one("dl")
        rows = "".join(f"([{term}], [{text}])," for term, text in (self._pairs(facts) if facts else []))
        names = {"series": ".series", "name": "h1", "subtitle": ".subtitle", "note": ".cover-note"}
        given = f"{', '.join(f'{key}: {part(css)}' for key, css in names.items())}, facts: ({rows})"
        if self.page:
            self.targets[self.page] = self.page
            return f"#opening({given}, label({quote(self.page)}))"
        return f"#cover({given}{', depth: 1' if 'volume' in element['class'] else ''})"

    def _figure(self, element: Tag) -> str:
        """`caption` above, then what the figure holds; only a long `figure.table` may split over pages."""
        caption = element.find("figcaption", recursive=False)
        caption = caption.extract() if caption else None
        title = f"[{self._content(caption)}]" if caption else "none"
        splits = "true" if may_split(element) else "false"
        room = "#room-for-rows\n" if splits == "true" and element.select_one("table.survey") else ""
        return f"{room}#exhibit({title}, splits: {splits})[{self._flow(element)}]{self._label(element)}"

    def _image(self, element: Tag, function: str) -> str:
        alt = self.clean(element.get("alt", "").strip(), element)
        return f"{function}({quote(self.picture(element))}, alt: {quote(alt) if alt else 'none'})"

    def _table(self, element: Tag) -> str:
        kind = _first_class(element, TABLE_KINDS) or "list"
        caption = element.find("caption")
        title = f"#small-title[{self._content(caption)}]\n" if caption else ""
        cells, columns = grid_cells(element)
        head = [self._cell(cell, kind) for cell in cells if cell.in_head]
        body = [self._cell(cell, kind) for cell in cells if not cell.in_head]
        rows = ([f"table.header({', '.join(head)})"] if head else []) + body + block_rules(element)
        sizes = f"({', '.join(column_sizes(element, cells, columns))},)"
        function = f"survey({sizes}" if kind == "survey" else f"ledger({quote(kind)}, {sizes}"
        return f"{title}#{function},\n  " + ",\n  ".join(rows) + ")"

    def _cell(self, cell: GridCell, kind: str) -> str:
        """Only the head, and in a form every `<th>`, is set as a label."""
        element = cell.element
        is_label = cell.in_head or (element.name == "th" and kind == "form")
        place = f"x: {cell.x}, y: {cell.y}, colspan: {cell.colspan}, rowspan: {cell.rowspan}"
        align = ", align: right" if "num" in element.get("class", []) else ""
        align = align or (", align: center" if cell.in_head and cell.colspan > 1 else "")
        if cell.in_head and kind == "survey":
            align = f"{align or ', align: left'} + bottom"
        keep = ", breakable: false" if cell.rows_length() < SHORT_ROWS else ""
        anchors = (self._anchor(element.parent) if cell.opens_row else "") + self._anchor(element)
        tint = tint_of(element)
        function = "label-cell" if is_label else f"tinted.with({quote(tint)})" if tint else "table.cell"
        return f"{function}({place}{align}{keep})[{anchors}{self._flow(element)}]"
