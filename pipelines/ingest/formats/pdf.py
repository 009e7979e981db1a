"""Opens PDFs: the text of every page and, where figures may stand, its lines of cells.

Places of glyphs take most of the time, so only pages that name something of the field
are laid out; the others keep their text.
"""

import ctypes
import re
from collections.abc import Iterator
from functools import cache
from math import hypot
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Content, Page, Row
from pipelines.ingest.formats.marks import mark_text
from pipelines.ingest.formats.pdf_layout import (
    Glyph,
    Word,
    drop_doubles,
    find_lines,
    find_words,
    paragraph_ends,
    quarter_turns,
    turned,
)
from pipelines.ingest.formats.pdf_rows import find_rows
from pipelines.ingest.understanding.mentions import vocabulary_rows

MOST_GLYPHS = 60_000
MOST_PAGES = 5_000
BLANKS = frozenset(" \t\r\n\xa0\u2002\u2003\u2009\u202f\u3000")
_DIGIT = re.compile(r"\d")
_BREAKS = re.compile(r"\n[ \t]*\n\s*")
_SIGNS = str.maketrans(
    {chr(code): normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
    | {chr(code): normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
    | {chr(code): " " for code in range(0xE000, 0xF900)}  # drawn as a font pleases
    | {"\xa0": " ", "\xad": "-", "\0": " ", "\r": None}
    | dict.fromkeys("\x02\ufffe", "-\n")  # the hyphen at the end of a line
)
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def open_pdf(path: Path) -> Content:
    """Open a PDF.

    Raises:
        UnreadableDocumentError: it is encrypted, broken, without any text, or has more
            pages than any report.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        _refuse(path, error)
    with document:
        if len(document) > MOST_PAGES:
            message = (
                f"{path.name} has {len(document):,} pages, more than {MOST_PAGES:,}. "
                "Part it, and add the parts with figures."
            )
            raise UnreadableDocumentError(message)
        pages = tuple(_open_page(document, number) for number in range(len(document)))
        metadata = document.get_metadata_dict(skip_empty=True)
    empty = [str(page.number) for page in pages if not page.text.strip()]
    if len(empty) == len(pages):
        message = (
            f"{path.name} has no text layer: its pages are pictures. "
            "Have its text recognised (for example with OCRmyPDF) and add the result."
        )
        raise UnreadableDocumentError(message)
    return Content(
        pages=pages,
        title=metadata.get("Title"),
        dated=_date(metadata.get("CreationDate", "")),
        warnings=_warnings(path, pages, empty),
    )


def _refuse(path: Path, error: pypdfium2.PdfiumError) -> NoReturn:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        problem = "is encrypted."
        remedy = "Save it without a password and add that file."
    else:
        problem = "is not a whole PDF."
        remedy = "Fetch it again from where it was published."
    message = f"{path.name} {problem} {remedy}"
    raise UnreadableDocumentError(message) from error


def _date(text: str) -> str | None:
    parts = _DATE.match(text)
    return "-".join(filter(None, parts.groups())) if parts else None


def _warnings(path: Path, pages: tuple[Page, ...], empty: list[str]) -> list[str]:
    crowded = [str(page.number) for page in pages if len(page.text) > MOST_GLYPHS]
    warnings = []
    if empty:
        warnings.append(f"no text on page {', '.join(empty)}; pictures are not read.")
    if crowded:
        warnings.append(f"too much on page {', '.join(crowded)} to read its tables.")
    return [f"{path.name}: {warning}" for warning in warnings]


def _open_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    number = str(index + 1)
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(number)
    text_page = page.get_textpage()
    try:
        text = _clean(text_page.get_text_range(errors="replace"))
        if not _may_hold_figures(text) or text_page.count_chars() > MOST_GLYPHS:
            return Page(number, text)
        return _lay_out(number, text_page, page.get_bbox())
    finally:
        text_page.close()
        page.close()


def _may_hold_figures(text: str) -> bool:
    words = _page_words()
    return words.search(text.casefold()) is not None and _DIGIT.search(text) is not None


@cache
def _page_words() -> re.Pattern[str]:
    words = [re.escape(row["words"]) for row in vocabulary_rows("page_words")]
    return re.compile("|".join(words))


def _lay_out(
    number: str,
    text_page: pypdfium2.PdfTextPage,
    box: tuple[float, float, float, float],
) -> Page:
    codes = (
        pdfium.FPDFText_GetUnicode(text_page.raw, index)
        for index in range(text_page.count_chars())
    )
    characters = [_SIGNS.get(code, chr(code)) or "\r" for code in codes]
    drawn = list(_glyphs(text_page, characters, box))
    glyphs = drop_doubles(drawn)
    rows: list[Row] = []
    raised: set[int] = set()
    words: list[Word] = []
    line_count = 0
    for table, turn in enumerate(_directions(glyphs)):
        turned_words = find_words(glyph for glyph in glyphs if glyph.turn == turn)
        words += turned_words
        lines, marks = find_lines(turned_words)
        raised |= marks
        rows += find_rows(lines, marks, first=line_count + 1, table=table)
        line_count += len(lines)
    hidden = {glyph.number for glyph in drawn} - {glyph.number for glyph in glyphs}
    if hidden:
        hidden |= _breaks_within(words)
    text = _text(characters, glyphs, hidden, raised)
    return Page(number, text, tuple(rows), is_laid_out=True)


def _glyphs(
    text_page: pypdfium2.PdfTextPage,
    characters: list[str],
    page_box: tuple[float, float, float, float],
) -> Iterator[Glyph]:
    """Pass on the glyphs that can be seen on the page, and the blanks among them."""
    raw = text_page.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    to_x, to_y, to_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    get_origin, get_box = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    get_size, get_angle = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetCharAngle
    left, bottom, right, top = page_box
    sizes: dict[tuple[float, float], float] = {}
    for index, character in enumerate(characters):
        is_blank = character in BLANKS
        if is_blank and pdfium.FPDFText_IsGenerated(raw, index):
            continue
        get_origin(raw, index, to_x, to_y)
        get_box(raw, index, to_box)
        turn = quarter_turns(get_angle(raw, index))
        if turn is None or not (left <= x.value <= right and bottom <= y.value <= top):
            continue
        start, end, baseline, height = _span(turn, x.value, y.value, box)
        font = get_size(raw, index), height
        if font not in sizes:
            sizes[font] = font[0] * _scale(raw, index) or 1.0
        text = " " if is_blank else character.rstrip("\n")
        yield Glyph(index, text, start, end, baseline, sizes[font], turn)


def _span(
    turn: int, x: float, y: float, box: pdfium.FS_RECTF
) -> tuple[float, float, float, float]:
    """Return a glyph's start, end, baseline and height, as if its line ran right."""
    left, right, bottom, top = box.left, box.right, box.bottom, box.top
    if turn == 0:
        return x, x + right - left, y, top - bottom
    one, other = turned(turn, left, bottom)[0], turned(turn, right, top)[0]
    height = right - left if turn % 2 else top - bottom
    return min(one, other), max(one, other), turned(turn, x, y)[1], height


def _scale(raw: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    return hypot(matrix.c, matrix.d)


def _directions(glyphs: list[Glyph]) -> list[int]:
    """Return the directions that lines run in, that of most glyphs first."""
    turns = [glyph.turn for glyph in glyphs]
    return sorted(set(turns), key=lambda turn: (-turns.count(turn), turn))


def _breaks_within(words: list[Word]) -> set[int]:
    """Return the places within words that are none of their glyphs."""
    return {
        index
        for word in words
        for index in set(range(word.numbers[0], word.numbers[-1])) - set(word.numbers)
    }


def _text(
    characters: list[str], glyphs: list[Glyph], hidden: set[int], raised: set[int]
) -> str:
    """Write the characters as they follow each other, without the hidden ones."""
    ends = paragraph_ends(glyphs)
    written = []
    for index, character in enumerate(characters):
        if index not in hidden:
            written.append(mark_text(character) if index in raised else character)
        if index in ends:
            written.append("\n\n")
    return _clean("".join(written))


def _clean(text: str) -> str:
    """Write one line a line, with the signs that a reader would type."""
    return _BREAKS.sub("\n\n", text.translate(_SIGNS))
