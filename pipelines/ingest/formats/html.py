"""Opens web pages: their paragraphs as text, their tables as rows of cells."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.formats.marks import mark_text
from pipelines.ingest.formats.plain_text import decode
from pipelines.ingest.formats.spans import Grid, free_columns, is_label

DROPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "svg",
        "iframe",
        "select",
        "option",
        "button",
        "head",
        "ix:header",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ix:nonfraction",
        "ix:nonnumeric",
        "ix:continuation",
        "ix:fraction",
    ]
)
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[translate(@name,'DATE','date')='date']/@content",
    "//meta[contains(@name,'dcterms.date') or contains(@name,'DC.date')]/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time/@datetime",
)
MOST_COLUMNS = 1000
LONGEST_TITLE = 200
HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def open_html(path: Path) -> Content:
    """Open a web page that was saved as a file.

    Raises:
        UnreadableDocumentError: it is no web page, or its encoding cannot be told.
    """
    root = _parse(path)
    page = _Page()
    body = root.find("body")
    try:
        _walk(root if body is None else body, page)
    except RecursionError as error:
        raise _too_deep(path) from error
    page.end_block()
    if not page.blocks and not page.rows:
        message = (
            f"{path.name} shows no text without its scripts. "
            "Save the whole page from a browser, or as PDF, and add that file."
        )
        raise UnreadableDocumentError(message)
    text = "\n\n".join(page.blocks)
    return Content(
        pages=(Page(None, text, tuple(page.rows), is_laid_out=True),),
        title=_title(root),
        dated=_dated(root),
    )


@dataclass(slots=True)
class _Page:
    """What was found so far; ``line`` gathers the text of the block that is open."""

    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    table_count: int = 0

    def end_block(self) -> None:
        text = _plain("".join(self.line))
        self.line.clear()
        if text:
            self.blocks.append(text)


def _parse(path: Path) -> HtmlElement:
    content = path.read_bytes()
    text = decode(content, _declared(content[:HEAD]))
    if text is None:
        message = (
            f"{path.name} is in no encoding that can be told. "
            "Save it as UTF-8 and add that file."
        )
        raise UnreadableDocumentError(message)
    # The usual limits of the parser would end a page early without a word; how large a
    # page may be has been looked at before.
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    # Browsers leave NUL bytes out; the parser would end the page at the first.
    content = text.replace("\0", "").encode("utf-8", errors="replace")
    try:
        root = document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        message = (
            f"{path.name} holds no page. Save it from a browser and add that file."
        )
        raise UnreadableDocumentError(message) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise _too_deep(path)
    return root


def _too_deep(path: Path) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"{path.name} is nested too deep: elements within elements, hundreds of times. "
        "Save the page as PDF and add that file."
    )


def _declared(head: bytes) -> str | None:
    """Return the encoding that a page declares, if Python knows it."""
    found = _CHARSET.search(head)
    name = found[1].decode("ascii").lower() if found else ""
    try:
        # Browsers take the one for the other, as most pages mean it.
        return codecs.lookup({"iso-8859-1": "cp1252"}.get(name, name)).name
    except LookupError:
        return None


def _walk(element: HtmlElement, page: _Page) -> None:
    """Take the text and the tables of an element, in their order."""
    tag = element.tag
    if not isinstance(tag, str) or tag in DROPPED or _is_hidden(element):
        return
    if tag == "table" and _is_data(element):
        page.end_block()
        _take_table(element, page)
        return
    if tag == "br":
        page.line.append("\n")
        return
    is_block = tag not in INLINE
    if is_block:
        page.end_block()
    if tag == "sup":
        page.line.append(_raised(element))
    else:
        _walk_inside(element, page)
    if is_block:
        page.end_block()


def _walk_inside(element: HtmlElement, page: _Page) -> None:
    page.line.append(_collapsed(element.text))
    for child in element:
        _walk(child, page)
        page.line.append(_collapsed(child.tail))


def _raised(element: HtmlElement) -> str:
    return mark_text(_plain(_inner_text(element)))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrib or "display:none" in style


def _is_data(table: HtmlElement) -> bool:
    """Tell a table of data from one that only puts a page's parts side by side."""
    if table.find(".//table") is not None:
        return False
    return any(len(row) > 1 for row in table.iter("tr"))


def _take_table(table: HtmlElement, page: _Page) -> None:
    page.table_count += 1
    number = page.table_count
    rows = list(_table_rows(table, number))
    width = max((row.cells[-1].right for row in rows), default=1.0)
    for place, text in _headings(table, page):
        title = (Cell(text, 0.0, width),)
        page.rows.append(Row(title, f"table {number}, {place}", number))
    page.rows += rows


def _headings(table: HtmlElement, page: _Page) -> Iterator[tuple[str, str]]:
    """Pass on the words above a table: they often name its unit or its year."""
    if page.blocks and len(page.blocks[-1]) <= LONGEST_TITLE:
        yield "heading", page.blocks[-1].replace("\n", " ")
    caption = table.find("caption")
    if caption is not None and (text := _plain(_inner_text(caption))):
        yield "caption", text


def _table_rows(table: HtmlElement, number: int) -> Iterator[Row]:
    grid = Grid()
    for count, row in enumerate(table.iter("tr"), start=1):
        taken = grid.next_row()
        cells = [cell for cell in taken if is_label(cell)]
        for element in row.iterchildren("td", "th"):
            left = next(free_columns(taken))
            right = min(left + _span(element, "colspan"), MOST_COLUMNS)
            text = _plain(_inner_text(element)).replace("\n", " ")
            cell = Cell(text, float(left), float(max(right, left + 1)))
            taken.append(cell)
            grid.add(cell, _span(element, "rowspan"))
            if text:
                cells.append(cell)
        if cells:
            cells.sort(key=lambda each: each.left)
            yield Row(tuple(cells), f"table {number}, row {count}", number)


def _span(element: HtmlElement, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(max(int(text), 1), MOST_COLUMNS) if text.isdecimal() else 1


def _inner_text(element: HtmlElement) -> str:
    """Return the text inside an element, blocks in it on lines of their own."""
    inside = _Page()
    _walk_inside(element, inside)
    inside.end_block()
    return "\n".join(inside.blocks)


def _collapsed(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _title(root: HtmlElement) -> str | None:
    return _plain(root.findtext(".//title") or "").replace("\n", " ") or None


def _dated(root: HtmlElement) -> str | None:
    for path in DATES:
        for text in root.xpath(path):
            if date := _DATE.match(str(text).strip()):
                return date[0]
    return None
