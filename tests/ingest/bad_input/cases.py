"""Bad input of every kind: what it is, how it is made, and what becomes of it.

The tests hold Scopebook to this list, and docs/bad-input.md is written from it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipelines.ingest.intake import Status
from pipelines.ingest.workers import Limits
from tests.ingest.bad_input.made_files import (
    CSV_TABLE,
    FIGURE,
    HEADER,
    SENTENCE,
    TABLE,
    changed,
    fact,
    page,
    pdf,
    pdf_of_one_page,
    sheet,
    with_rows,
    workbook,
    xbrl,
)

LIMITS = Limits(seconds=60)
SHEET_1 = "xl/worksheets/sheet1.xml"
MANY = 1_000_000
CELL = 10_000_000


class BadInput(NamedTuple):
    """One case.

    ``make`` returns the bytes of ``file``, or makes the file at the path that it is
    given. ``says`` is the reason in audit_document; an ellipsis stands for what is left
    out. ``values`` are the figures that are read, as printed, and ``held``
    what is said of those among them that go to quarantine. ``meanwhile`` happens while
    the file is read.
    """

    kind: str
    what: str
    file: str
    make: Callable[[Path], str | bytes | None]
    status: Status
    says: str | None = None
    values: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    limits: Limits = LIMITS
    meanwhile: Callable[[Path], None] | None = None


class BadRow(NamedTuple):
    """A row of the catalogue that describes nothing, and what is said of it."""

    what: str
    row: str
    says: str


class BadList(NamedTuple):
    """A file beside the documents that stops the run, and the start of what is said."""

    what: str
    content: bytes
    says: str


def link_to(target: str) -> Callable[[Path], None]:
    """Return what makes a link; the target is seen from the link's folder."""
    return lambda path: path.symlink_to(target)


def sparse(start: bytes, size: int) -> Callable[[Path], None]:
    """Return what makes a file that says to be very large, and takes no room."""

    def make(path: Path) -> None:
        path.write_bytes(start)
        os.truncate(path, size)

    return make


def hidden_copy(path: Path) -> None:
    """Write a sheet, and the same bytes again under another name beside it."""
    path.write_text(sheet(7.5), encoding="utf-8")
    path.with_name(f"a-{path.name}").write_text(sheet(7.5), encoding="utf-8")


SHEETS = "Figure sheets"
TABLES = "CSV tables"
TEXTS = "Text files"
PAGES = "Web pages"
BOOKS = "Workbooks"
PDFS = "PDFs"
JSONS = "JSON"
FILES = "Files and paths"

CASES = (
    BadInput(
        SHEETS,
        "an empty file",
        "sheet.csv",
        lambda _: b"",
        "unreadable",
        says="sheet.csv is empty. …",
    ),
    BadInput(
        SHEETS,
        "a header only",
        "sheet.csv",
        lambda _: HEADER,
        "read",
        says="sheet.csv: holds a header and no rows.",
    ),
    BadInput(
        SHEETS,
        "a column missing",
        "sheet.csv",
        lambda _: "measure,value\npue,1.2\n",
        "unreadable",
        says="sheet.csv lacks the column period in its header (line 1). …",
    ),
    BadInput(
        SHEETS,
        "a column twice",
        "sheet.csv",
        lambda _: "measure,period,value,value\npue,FY2024,1.2,1.3\n",
        "unreadable",
        says=(
            "sheet.csv has the column value twice in its header (line 1). "
            "Keep one of each."
        ),
    ),
    BadInput(
        SHEETS,
        "a column that is not known",
        "sheet.csv",
        lambda _: "measure,period,value,colour\npue,FY2024,1.2,red\n",
        "read",
        says="sheet.csv: column 'colour' is not read.",
        values=("1.2",),
    ),
    BadInput(
        SHEETS,
        "semicolons for commas",
        "sheet.csv",
        lambda _: sheet(1).replace(",", ";"),
        "unreadable",
        says=(
            "sheet.csv has semicolons between its cells (line 1). Save it as "
            "CSV with commas between the cells."
        ),
    ),
    BadInput(
        SHEETS,
        "a byte order mark",
        "sheet.csv",
        lambda _: b"\xef\xbb\xbf" + sheet(1.2).encode(),
        "read",
        values=("1.2",),
    ),
    BadInput(
        SHEETS,
        "UTF-16",
        "sheet.csv",
        lambda _: b"\xff\xfe" + sheet(1).encode("utf-16-le"),
        "unreadable",
        says=(
            "sheet.csv is written in UTF-16. Save the sheet as 'CSV UTF-8' "
            "and run again."
        ),
    ),
    BadInput(
        SHEETS,
        "Latin-1",
        "sheet.csv",
        lambda _: sheet(1).replace("tCO2e", "Tonnen für 1").encode("latin-1"),
        "unreadable",
        says=(
            "sheet.csv is not UTF-8: line 2, byte 78 is 0xfc. Save the sheet "
            "as 'CSV UTF-8' and run again."
        ),
    ),
    BadInput(
        SHEETS,
        "a NUL byte",
        "sheet.csv",
        lambda _: sheet("1\0" + "2"),
        "unreadable",
        says=(
            "sheet.csv holds a NUL byte (line 2, byte 69): it is not text. "
            "Save the sheet as 'CSV UTF-8' and run again."
        ),
    ),
    BadInput(
        SHEETS,
        "ragged rows",
        "sheet.csv",
        lambda _: (
            HEADER + "pue,,FY2023,1.3\nwater,,FY2024,13,249,m3\npue,,FY2024,1.2,\n"
        ),
        "read",
        values=("1.3", "13", "1.2"),
        held=(
            "line 2 has 4 cells where 5 are expected",
            (
                "line 3 has 6 cells where 5 are expected; left over: m3; a cell "
                "that holds a comma needs quotation marks"
            ),
        ),
    ),
    BadInput(
        SHEETS,
        "a quotation mark that nothing closes",
        "sheet.csv",
        lambda _: sheet(1, '"2', 3),
        "unreadable",
        says=(
            "sheet.csv cannot be parted into cells from line 3 on: unexpected"
            " end of data. Close every quotation mark, and double those "
            'inside a cell ("").'
        ),
    ),
    BadInput(
        SHEETS,
        "a cell of 10 MB",
        "sheet.csv",
        lambda _: sheet(1, "9" * CELL),
        "unreadable",
        says=(
            "sheet.csv cannot be parted into cells from line 3 on: field "
            "larger than field limit (131072). Close every quotation mark, "
            'and double those inside a cell ("").'
        ),
    ),
    BadInput(
        SHEETS,
        "a million empty rows between two figures",
        "sheet.csv",
        lambda _: sheet(1.3) + ",,,,\n" * MANY + sheet(1.2).removeprefix(HEADER),
        "read",
        values=("1.3", "1.2"),
    ),
    BadInput(
        SHEETS,
        "a formula as text",
        "sheet.csv",
        lambda _: sheet("=SUM(A1:A3)", 1.2),
        "read",
        values=("=SUM(A1:A3)", "1.2"),
        held=(
            (
                "'=SUM(A1:A3)': 'SUMAA' is not known as part of a number; a unit "
                "belongs in the unit column"
            ),
        ),
    ),
    BadInput(
        TABLES,
        "semicolons, and decimal commas",
        "table.csv",
        lambda _: "GHG emissions (t CO2e);2023;2022\nScope 1;12345,5;23456,5\n",
        "read",
        values=("12345,5", "23456,5"),
    ),
    BadInput(
        TABLES,
        "UTF-16",
        "table.csv",
        lambda _: b"\xff\xfe" + CSV_TABLE.encode("utf-16-le"),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        TABLES,
        "Latin-1",
        "table.csv",
        lambda _: f"Die Zahlen für Österreich\n{CSV_TABLE}".encode("latin-1"),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        TABLES,
        "a NUL byte within a number",
        "table.csv",
        lambda _: CSV_TABLE.replace("345", "\0" + "345"),
        "unreadable",
        says=(
            "table.csv holds a NUL byte (line 2): it is not text. Save it as "
            "UTF-8 and add that file."
        ),
    ),
    BadInput(
        TABLES,
        "ragged rows",
        "table.csv",
        lambda _: f"{CSV_TABLE}Scope 2 (location-based),777\n",
        "read",
        values=("12345", "23456", "777"),
    ),
    BadInput(
        TABLES,
        "a cell of 10 MB",
        "table.csv",
        lambda _: f"{CSV_TABLE}{'9' * CELL},1,2\n",
        "unreadable",
        says=(
            "table.csv has a line of more than 5,000,000 bytes (3). End its "
            "lines with line breaks."
        ),
    ),
    BadInput(
        TABLES,
        "a cell of 100,000 letters without a blank",
        "table.csv",
        lambda _: f"{CSV_TABLE}{'x' * 100_000},not,told\n",
        "read",
        says=(
            "table.csv: more than 2,000 characters without a blank are not "
            "read (line 3)."
        ),
        values=("12345", "23456"),
    ),
    BadInput(
        TABLES,
        "a million empty rows",
        "table.csv",
        lambda _: CSV_TABLE + ",,\n" * MANY,
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        TEXTS,
        "an empty file",
        "text.txt",
        lambda _: b"",
        "unreadable",
        says="text.txt is empty. Fetch it again from where it was published.",
    ),
    BadInput(
        TEXTS,
        "a byte order mark",
        "text.txt",
        lambda _: b"\xef\xbb\xbf" + SENTENCE.encode(),
        "read",
        values=("12,345",),
    ),
    BadInput(
        TEXTS,
        "UTF-16 without its mark",
        "text.txt",
        lambda _: SENTENCE.encode("utf-16-le"),
        "read",
        values=("12,345",),
    ),
    BadInput(
        TEXTS,
        "Latin-1",
        "text.txt",
        lambda _: f"{SENTENCE} São Paulo, Zürich, Malmö.".encode("latin-1"),
        "read",
        values=("12,345",),
    ),
    BadInput(
        TEXTS,
        "a NUL byte within a number",
        "text.txt",
        lambda _: SENTENCE.replace(",345", "\0" + "345"),
        "unreadable",
        says=(
            "text.txt holds a NUL byte (line 1): it is not text. Save it as "
            "UTF-8 and add that file."
        ),
    ),
    BadInput(
        TEXTS,
        "bytes that are no text",
        "text.txt",
        lambda _: bytes(range(128, 256)) * 100,
        "unreadable",
        says=(
            "text.txt is in no encoding that can be told. Save it as UTF-8 "
            "and add that file."
        ),
    ),
    BadInput(
        TEXTS,
        "a line of 10 MB",
        "text.txt",
        lambda _: f"{SENTENCE}\n{'x' * CELL}",
        "unreadable",
        says=(
            "text.txt has a line of more than 5,000,000 bytes (2). End its "
            "lines with line breaks."
        ),
    ),
    BadInput(
        TEXTS,
        "a picture written as letters",
        "text.md",
        lambda _: (
            f"{SENTENCE}\n\n![Chart](data:image/png;base64,{'iVBORw' * 50_000})\n"
        ),
        "read",
        says=(
            "text.md: more than 2,000 characters without a blank are not read (page 1)."
        ),
        values=("12,345",),
    ),
    BadInput(
        TEXTS,
        "a PDF",
        "text.txt",
        lambda _: pdf(SENTENCE),
        "unreadable",
        says="text.txt is a PDF, not .txt. Give it the ending of its kind.",
    ),
    BadInput(
        PAGES,
        "an empty file",
        "page.html",
        lambda _: b"",
        "unreadable",
        says="page.html is empty. Fetch it again from where it was published.",
    ),
    BadInput(
        PAGES,
        "a page that its scripts would write",
        "page.html",
        lambda _: "<html><body><script>show()</script></body></html>",
        "unreadable",
        says=(
            "page.html shows no text without its scripts. Save the whole page"
            " from a browser, or as PDF, and add that file."
        ),
    ),
    BadInput(
        PAGES,
        "a page of more than 50 MB",
        "page.html",
        sparse(page().encode(), 51_000_000),
        "unreadable",
        says="page.html has more than 50 MB. Part it, and add the parts.",
    ),
    BadInput(
        PAGES,
        "11 MB of blanks before the figures",
        "page.html",
        lambda _: page().replace("<h1>", f"<p>words{' ' * 11_000_000}</p><h1>"),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        PAGES,
        "a cell of 100,000 letters with blanks",
        "page.html",
        lambda _: page().replace("Scope 1", f"Scope 1 {'word ' * 20_000}"),
        "read",
        says=(
            "page.html: cells of more than 10,000 characters are read as "
            "text, not as part of their table (table 1, row 2). page.html: no"
            " figures were found in it."
        ),
    ),
    BadInput(
        PAGES,
        "300 elements within each other",
        "page.html",
        lambda _: f"{'<div>' * 300}{page()}{'</div>' * 300}",
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        PAGES,
        "100,000 elements within each other",
        "page.html",
        lambda _: page().replace("<h1>", "<div>" * 100_000),
        "unreadable",
        says=(
            "page.html is nested too deep: elements within elements, hundreds"
            " of times. Save the page as PDF and add that file."
        ),
    ),
    BadInput(
        PAGES,
        "entities of its own (an XML bomb)",
        "page.xhtml",
        lambda _: (
            f'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{page("&b;")}'
        ),
        "unreadable",
        says=(
            "page.xhtml declares entities of its own. Save the page from a "
            "browser and add that file."
        ),
    ),
    BadInput(
        PAGES,
        "entities of its own, in UTF-16",
        "page.html",
        lambda _: f'\ufeff<!DOCTYPE html [<!ENTITY a "ha">]>{page()}'.encode(
            "utf-16-le"
        ),
        "unreadable",
        says=(
            "page.html declares entities of its own. Save the page from a "
            "browser and add that file."
        ),
    ),
    BadInput(
        PAGES,
        "NUL bytes",
        "page.html",
        lambda _: page().replace("Scope", "Sc\0ope"),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        PAGES,
        "a page that takes longer than it may (3 seconds here, 120 otherwise)",
        "page.html",
        lambda _: page(
            f"<table><tr>{'<td rowspan=1000>a' * 900}</tr>{'<tr><td>1' * 1000}</table>"
        ),
        "unreadable",
        says=(
            "page.html was not read within 3 seconds. Save it anew, or part "
            "it, and add the result."
        ),
        limits=Limits(seconds=3),
    ),
    BadInput(
        BOOKS,
        "an empty file",
        "book.xlsx",
        lambda _: b"",
        "unreadable",
        says="book.xlsx is empty. Fetch it again from where it was published.",
    ),
    BadInput(
        BOOKS,
        "a workbook without cells",
        "book.xlsx",
        lambda _: workbook([]),
        "unreadable",
        says="book.xlsx holds no cells. Add the workbook with its figures.",
    ),
    BadInput(
        BOOKS,
        "a header only",
        "book.xlsx",
        lambda _: workbook(TABLE[0]),
        "read",
        says="book.xlsx: no figures were found in it.",
    ),
    BadInput(
        BOOKS,
        "a formula that was never computed",
        "book.xlsx",
        lambda _: workbook(*TABLE, ["Scope 2, market-based", "=B2*2", 7]),
        "read",
        says=(
            'book.xlsx: formulas without a value in sheet "GHG", not read: '
            "B3. Open it in a spreadsheet program, mend the errors, and save "
            "it."
        ),
        values=("12345", "23456", "7"),
    ),
    BadInput(
        BOOKS,
        "a formula that ends in an error",
        "book.xlsx",
        lambda _: workbook(*TABLE, ["Scope 2, market-based", "#REF!", "#N/A"]),
        "read",
        says=(
            'book.xlsx: formulas without a value in sheet "GHG", not read: '
            "B3, C3. Open it in a spreadsheet program, mend the errors, and "
            "save it."
        ),
        values=("12345", "23456"),
    ),
    BadInput(
        BOOKS,
        "merged cells",
        "book.xlsx",
        lambda _: workbook(
            ["GHG emissions in tonnes of CO2e"],
            ["", 2023, 2022],
            TABLE[1],
            fill=lambda cells: cells.merge_cells("A1:C1"),
        ),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        BOOKS,
        "dates as numbers",
        "book.xlsx",
        lambda _: workbook(["GHG emissions (t CO2e)", 45291, 44926], TABLE[1]),
        "read",
        says=(
            'book.xlsx: sheet "GHG", row 1: its numbers are days a year '
            "apart, and are read as dates. Format them as dates if they are."
        ),
        values=("12345", "23456"),
    ),
    BadInput(
        BOOKS,
        "a million empty rows",
        "book.xlsx",
        lambda _: changed(
            workbook(),
            SHEET_1,
            with_rows(b"".join(b'<row r="%d"/>' % (3 + row) for row in range(MANY))),
        ),
        "read",
        values=("12345", "23456"),
    ),
    BadInput(
        BOOKS,
        "a word in the last cell of the sheet",
        "book.xlsx",
        lambda _: workbook(fill=lambda cells: cells.cell(1_048_576, 16_384, "x")),
        "unreadable",
        says=(
            "book.xlsx reaches over more than 3,000,000 cells by the sheet "
            '"GHG", whose last is XFD1048576. Delete what lies far from the '
            "figures, or part it."
        ),
    ),
    BadInput(
        BOOKS,
        "a cell of 10 MB",
        "book.xlsx",
        lambda _: workbook(*TABLE, [os.urandom(CELL // 2).hex()]),
        "read",
        says=(
            "book.xlsx: more than 2,000 characters without a blank are not "
            'read (text; sheet "GHG", A3).'
        ),
        values=("12345", "23456"),
    ),
    BadInput(
        BOOKS,
        "a spreadsheet bomb: 300 MB of blanks, packed",
        "book.xlsx",
        lambda _: changed(workbook(), SHEET_1, lambda xml: xml + b" " * 300_000_000),
        "unreadable",
        says=(
            "book.xlsx unpacks from … to … bytes. Save it "
            "anew with a spreadsheet program and add that file."
        ),
    ),
    BadInput(
        BOOKS,
        "entities of its own (an XML bomb)",
        "book.xlsx",
        lambda _: changed(
            workbook(),
            "xl/workbook.xml",
            lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml,
        ),
        "unreadable",
        says=(
            "book.xlsx declares entities in xl/workbook.xml. Save it anew "
            "with a spreadsheet program and add that file."
        ),
    ),
    BadInput(
        BOOKS,
        "a truncated file",
        "book.xlsx",
        lambda _: workbook()[:-200],
        "unreadable",
        says=(
            "book.xlsx is a broken .xlsx file (File is not a zip file). Fetch"
            " it again from where it was published."
        ),
    ),
    BadInput(
        BOOKS,
        "a damaged sheet",
        "book.xlsx",
        lambda _: changed(workbook(), SHEET_1, lambda xml: xml[:-40]),
        "unreadable",
        says=(
            "book.xlsx is a broken .xlsx file (…). Fetch it again from where it was "
            "published."
        ),
    ),
    BadInput(
        BOOKS,
        "an encrypted workbook",
        "book.xlsx",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,
        "unreadable",
        says=(
            "book.xlsx is encrypted, or an Excel file of the old kind. Save "
            "it as .xlsx without a password and add that file."
        ),
    ),
    BadInput(
        PDFS,
        "an empty file",
        "report.pdf",
        lambda _: b"",
        "unreadable",
        says="report.pdf is empty. Fetch it again from where it was published.",
    ),
    BadInput(
        PDFS,
        "an encrypted PDF",
        "report.pdf",
        lambda _: pdf(SENTENCE, is_encrypted=True),
        "unreadable",
        says=("report.pdf is encrypted. Save it without a password and add that file."),
    ),
    BadInput(
        PDFS,
        "a truncated PDF",
        "report.pdf",
        lambda _: pdf(*[SENTENCE] * 5)[:-1000],
        "unreadable",
        says=(
            "report.pdf is not a whole PDF. Fetch it again from where it was published."
        ),
    ),
    BadInput(
        PDFS,
        "a PDF of pictures",
        "report.pdf",
        lambda _: pdf("", ""),
        "unreadable",
        says=(
            "report.pdf has no text layer: its pages are pictures. Have its "
            "text recognised (for example with OCRmyPDF) and add the result."
        ),
    ),
    BadInput(
        PDFS,
        "a page without text",
        "report.pdf",
        lambda _: pdf(SENTENCE, ""),
        "read",
        says="report.pdf: no text on page 2; pictures are not read.",
        values=("12,345",),
    ),
    BadInput(
        PDFS,
        "a PDF of a terabyte",
        "report.pdf",
        sparse(b"%PDF-1.7\n", 10**12),
        "unreadable",
        says="report.pdf has more than 200 MB. Part it, and add the parts.",
    ),
    BadInput(
        PDFS,
        "a PDF of 100,000 pages",
        "report.pdf",
        lambda _: pdf_of_one_page(100_000),
        "unreadable",
        says=(
            "report.pdf has 100,000 pages, more than 5,000. Part it, and add "
            "the parts with figures."
        ),
    ),
    BadInput(
        PDFS,
        "a web page that says why there is no PDF",
        "report.pdf",
        lambda _: "<html><body>Not found</body></html>",
        "unreadable",
        says=(
            "report.pdf is not a PDF but a web page. Fetch it again from "
            "where it was published."
        ),
    ),
    BadInput(
        JSONS,
        "a truncated file",
        "figures.json",
        lambda _: f"[{FIGURE}",
        "unreadable",
        says=(
            "figures.json is not JSON: Expecting ',' delimiter (line 1, column 73). …"
        ),
    ),
    BadInput(
        JSONS,
        "a key twice",
        "figures.json",
        lambda _: f'[{{"value": "1.3", {FIGURE[1:]}, {FIGURE}]',
        "read",
        values=("", "1.2"),
        held=("figure 1 has more than one value as its value",),
    ),
    BadInput(
        JSONS,
        "a number in place of a figure",
        "figures.json",
        lambda _: f"[{FIGURE}, 5]",
        "read",
        values=("1.2", "5"),
        held=("figure 2 is no object with the keys of a figure",),
    ),
    BadInput(
        JSONS,
        "a value of 10 MB",
        "figures.json",
        lambda _: f"[{FIGURE.replace('1.2', '9' * CELL)}, {FIGURE}]",
        "read",
        values=("", "1.2"),
        held=("figure 1 has more than 131,072 characters as its value",),
    ),
    BadInput(
        JSONS,
        "an xBRL fact of 20 MB",
        "facts.json",
        lambda _: xbrl(f'"f1": {fact("9" * 2 * CELL)}, "f2": {fact("7")}'),
        "read",
        values=("", "7"),
        held=("fact f1 has more than 131,072 characters as its value",),
    ),
    BadInput(
        JSONS,
        "an xBRL fact twice",
        "facts.json",
        lambda _: xbrl(f'"f1": {fact("5")}, "f1": {fact("6")}, "f2": {fact("7")}'),
        "read",
        says="facts.json: fact f1 stands there twice, and is not read.",
        values=("7",),
    ),
    BadInput(
        JSONS,
        "100,000 lists within each other",
        "figures.json",
        lambda _: "[" * 100_000,
        "unreadable",
        says="figures.json is nested too deep to be figures. …",
    ),
    BadInput(
        FILES,
        "a name with quotes and signs",
        'o\'brien "2024"; $(drop) [a]*?.csv',
        lambda _: sheet(1.2),
        "read",
        values=("1.2",),
    ),
    BadInput(
        FILES,
        "a name with a line break",
        "two\nlines.csv",
        lambda _: sheet(1.4),
        "read",
        values=("1.4",),
    ),
    BadInput(
        FILES,
        "a name in Latin-1, of an empty file",
        os.fsdecode(b"r\xe9sum\xe9.csv"),
        lambda _: b"",
        "unreadable",
        says="r\\udce9sum\\udce9.csv is empty. …",
    ),
    BadInput(
        FILES,
        "a file of a kind that is not read",
        "report.docx",
        lambda _: b"PK\x03\x04",
        "no_reader",
        says=(
            "There is no reader for files .docx, only for .csv, .htm, .html, "
            ".json, .md, .pdf, .txt, .xhtml, .xlsx."
        ),
    ),
    BadInput(
        FILES,
        "a link out of the reports folder (`../`)",
        "link.csv",
        link_to("../../outside.csv"),
        "unreadable",
        says=(
            "The link leaves the reports folder. Put a copy of the document "
            "in its place."
        ),
    ),
    BadInput(
        FILES,
        "a link to itself",
        "link.csv",
        link_to("link.csv"),
        "unreadable",
        says=("This is not a regular file. Put the document itself in its place."),
    ),
    BadInput(
        FILES,
        "a link to a folder",
        "link",
        link_to("."),
        "unreadable",
        says=(
            "A linked folder is not followed. Move the documents into the company's."
        ),
    ),
    BadInput(
        FILES,
        "a pipe",
        "pipe.csv",
        lambda path: os.mkfifo(path),
        "unreadable",
        says=("This is not a regular file. Put the document itself in its place."),
    ),
    BadInput(
        FILES,
        "two documents with the same bytes (or one under two names)",
        "copy.csv",
        hidden_copy,
        "duplicate",
        says="The same bytes as …, which is read in its place.",
    ),
    BadInput(
        FILES,
        "a link to another document (one under two names)",
        "link.csv",
        link_to("good.csv"),
        "duplicate",
        says="The same bytes as …, which is read in its place.",
    ),
    BadInput(
        FILES,
        "a file that changes while it is read",
        "changing.csv",
        lambda _: sheet(2.1),
        "unreadable",
        says=("changing.csv changed while it was read. Run again when it is whole."),
        meanwhile=lambda path: path.write_text(sheet(2.3)),
    ),
    BadInput(
        FILES,
        "a file that is removed while it is read",
        "leaving.csv",
        lambda _: sheet(2.2),
        "unreadable",
        says=(
            "The file cannot be opened: No such file or directory. Put it "
            "back, and run again."
        ),
        meanwhile=lambda path: path.unlink(),
    ),
)

ROWS = (
    BadRow(
        "a path that leads out",
        "../outside.csv,Acme",
        (
            "../outside.csv leads out of the reports folder, and describes "
            "nothing. Write the path as it is below that folder."
        ),
    ),
    BadRow(
        "a path from the root",
        "/etc/passwd,Acme",
        (
            "/etc/passwd leads out of the reports folder, and describes "
            "nothing. Write the path as it is below that folder."
        ),
    ),
    BadRow(
        "a document that is not there",
        "acme/gone.csv,Acme",
        "there is no document acme/gone.csv.",
    ),
    BadRow("no path", ",Acme", "names no path, and describes nothing. Fill it in."),
)

LISTS = (
    BadList(
        "an empty catalogue",
        b"",
        (
            "…catalogue.csv: the first line must name each column once, and "
            "the column path among them. The columns are path, company, "
            "title, publisher, source_kind, published_on, language, url, "
            "attribution, quotes, with commas between."
        ),
    ),
    BadList(
        "a column twice",
        b"path,company,company\n",
        (
            "…catalogue.csv: the first line must name each column once, and "
            "the column path among them. The columns are path, company, "
            "title, publisher, source_kind, published_on, language, url, "
            "attribution, quotes, with commas between."
        ),
    ),
    BadList(
        "semicolons for commas",
        b"path;company\n",
        (
            "…catalogue.csv: the first line must name each column once, and "
            "the column path among them. The columns are path, company, "
            "title, publisher, source_kind, published_on, language, url, "
            "attribution, quotes, with commas between."
        ),
    ),
    BadList(
        "Latin-1",
        "path,company\na/b.csv,Nestlé\n".encode("latin-1"),
        ("…catalogue.csv, line 2: not UTF-8. Save the sheet as 'CSV UTF-8'."),
    ),
    BadList(
        "too many cells in a row",
        b"path,company\na/b.csv,Acme, Inc.\n",
        (
            "…catalogue.csv, line 2: 3 cells where the header names 2. A cell"
            " that holds a comma needs quotation marks."
        ),
    ),
    BadList(
        "a document twice",
        b"path\na/b.csv\n./a/b.csv\n",
        ("…catalogue.csv: lines 2 and 3 both describe ./a/b.csv. Keep one of them."),
    ),
)
