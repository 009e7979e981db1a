"""Makes the files of the cases: small ones in whole, large ones without being kept."""

import io
import zipfile
from collections.abc import Callable, Iterable

import openpyxl
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from openpyxl.worksheet.worksheet import Worksheet

HEADER = "measure,scope,period,value,unit\n"
ROW = "ghg_emissions_gross,scope_1,FY2024,{},tCO2e\n"
TABLE = (("GHG emissions (t CO2e)", 2023, 2022), ("Scope 1", 12345, 23456))
CSV_TABLE = "".join(",".join(map(str, row)) + "\n" for row in TABLE)
SENTENCE = "In 2023, our Scope 1 emissions were 12,345 tonnes CO2e."
FIGURE = '{"measure": "pue", "period": "FY2024", "value": "1.2", "unit": "ratio"}'
PAGE = (
    "<html><body><h1>Emissions</h1><table>"
    + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE
    )
    + "</table>{}</body></html>"
)

Fill = Callable[[Worksheet], None]
Change = Callable[[bytes], bytes]


def xbrl(facts: str) -> str:
    """Write a report in xBRL-JSON of some facts."""
    about = '{"documentType": "https://xbrl.org/2021/xbrl-json"}'
    return f'{{"documentInfo": {about}, "facts": {{{facts}}}}}'


def fact(value: str) -> str:
    """Write a fact in xBRL-JSON."""
    dimensions = (
        '{"concept": "esrs:GrossScope1GreenhouseGasEmissions", '
        '"period": "2024-01-01T00:00:00/2025-01-01T00:00:00", "unit": "utr:tCO2e"}'
    )
    return f'{{"value": "{value}", "decimals": 0, "dimensions": {dimensions}}}'


def sheet(*values: object) -> str:
    """Write a figure sheet of some values."""
    return HEADER + "".join(ROW.format(value) for value in values)


def page(more: str = "") -> str:
    """Write a web page of a table, and more below it."""
    return PAGE.format(more)


def workbook(*rows: Iterable[object], fill: Fill | None = None) -> bytes:
    """Make a workbook of the usual table, or of other rows, and fill it further."""
    book = openpyxl.Workbook()
    worksheet = book.active
    worksheet.title = "GHG"
    for row in rows or TABLE:
        worksheet.append(list(row))
    if fill:
        fill(worksheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(book: bytes, entry: str, change: Change) -> bytes:
    """Change one file within a workbook, as no spreadsheet program would."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            content = old.read(each)
            new.writestr(each, change(content) if each.filename == entry else content)
    return stream.getvalue()


def with_rows(rows: bytes) -> Change:
    """Put rows of XML below those of a sheet."""
    return lambda content: content.replace(b"</sheetData>", rows + b"</sheetData>")


def pdf(*texts: str, is_encrypted: bool = False) -> bytes:
    """Make a PDF of a page for each text."""
    document = FPDF()
    document.set_font("Helvetica", size=10)
    for text in texts:
        document.add_page()
        document.multi_cell(0, text=text)
    if is_encrypted:
        method = EncryptionMethod.AES_128
        document.set_encryption("owner", "reader", encryption_method=method)
    return bytes(document.output())


def pdf_of_one_page(times: int) -> bytes:
    """Make a small PDF that shows the same page very often."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (times, b"3 0 R " * times),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 4\n0000000000 65535 f \n%s"
        b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(content))
    )
