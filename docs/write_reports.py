"""Writes the bundled documents that are no text: a PDF and a workbook.

They are in our own words and hold figures that the companies have published; the
catalogue says whom to credit. The same bytes come out every time, on any machine, so
nothing in them is compressed, and no clock is asked.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from fpdf import FPDF
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

REPORTS = Path(__file__).resolve().parents[1] / "reports"
WRITTEN_ON = datetime(2026, 11, 23, tzinfo=UTC)

META_YEARS = ("2019", "2020", "2021", "2022", "2023")
#: Label, footnote mark and figures, as the page prints them.
META_ROWS = (
    ("Scope 1", "", ("44,000", "29,000", "55,173", "66,934", "48,952")),
    ("Scope 2 (market-based)", "1", ("208,000", "9,000", "2,487", "273", "1,658")),
    ("Scope 3", "2", ("4,078,000", "5,091,000", "5,772,583", "8,466,264", "7,445,621")),
    (
        "Total, Scopes 1, 2 and 3 (market-based)",
        "",
        ("4,330,000", "5,129,000", "5,830,244", "8,533,471", "7,496,232"),
    ),
    (
        "Total, Scopes 1, 2 and 3 (location-based)",
        "",
        ("6,295,000", "8,559,000", "10,163,476", "14,007,222", "14,067,104"),
    ),
)
META_NOTES = (
    "1 By the contracts under which the electricity was bought.",
    "2 All categories that the company reports.",
)
META_PROSE = (
    "Meta reports its greenhouse gas emissions for calendar years. In 2023 its Scope 1"
    " emissions were 48,952 metric tons CO2e. Its market-based Scope 2 emissions were"
    " 1,658 metric tons CO2e in the same year.",
    "By far the most lies in the value chain: Scope 3 emissions came to 7,445,621"
    " metric tons CO2e in 2023, after 8,466,264 metric tons CO2e in 2022.",
    "After the removals that it bought, net emissions of Scopes 1, 2 and 3 were"
    " 7,443,182 metric tons CO2e in 2023 (market-based).",
)

AMAZON_YEARS = (2019, 2020, 2021, 2022, 2023)
#: Group, label and figures in million metric tons.
AMAZON_ROWS = (
    ("Direct", "Scope 1", (5.76, 9.62, 12.11, 13.32, 14.27)),
    ("Indirect", "Scope 2 (market-based)", (5.50, 5.27, 4.07, 3.14, 2.79)),
    ("", "Scope 3", (39.91, 45.75, 55.36, 54.28, 51.76)),
    ("All", "Scopes 1, 2 and 3 (market-based)", (51.17, 60.64, 71.54, 70.74, 68.82)),
)

LABEL_WIDTH, FIGURE_WIDTH, ROW_HEIGHT, MARGIN = 70, 22, 8, 16


def main() -> None:
    """Write the documents."""
    for path, content in compose_reports().items():
        (REPORTS / path).write_bytes(content)


def compose_reports() -> dict[str, bytes]:
    """Compose every document that is written here, by its path below the reports."""
    return {
        "amazon/2019-2023-carbon-footprint.xlsx": compose_workbook(),
        "meta/2019-2023-emissions.pdf": compose_pdf(),
    }


def compose_pdf() -> bytes:
    """Compose two pages: a ruled table with footnotes, and paragraphs."""
    pdf = FPDF(format="A4")
    pdf.set_compression(False)
    pdf.set_creation_date(WRITTEN_ON)
    pdf.set_producer("Scopebook")
    pdf.set_title("Meta: greenhouse gas emissions, 2019 to 2023")
    pdf.set_margin(MARGIN)
    pdf.add_page()
    _print_heading(pdf, "Meta: greenhouse gas emissions, 2019 to 2023")
    pdf.multi_cell(0, 6, "Calendar years, metric tons CO2e. Before removals.")
    pdf.ln(4)
    _print_row(pdf, "Metric tons CO2e", "", META_YEARS)
    for label, mark, figures in META_ROWS:
        _print_row(pdf, label, mark, figures)
    pdf.ln(4)
    pdf.set_font("Helvetica", size=8)
    for note in META_NOTES:
        pdf.cell(0, 5, note, new_x="LMARGIN", new_y="NEXT")
    pdf.add_page()
    _print_heading(pdf, "What the figures say")
    for paragraph in META_PROSE:
        pdf.multi_cell(0, 6, paragraph)
        pdf.ln(4)
    return bytes(pdf.output())


def _print_heading(pdf: FPDF, text: str) -> None:
    pdf.set_font("Helvetica", "B", 15)
    pdf.cell(0, 12, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=10)


def _print_row(pdf: FPDF, label: str, mark: str, figures: Sequence[str]) -> None:
    """Print one ruled row; a mark stands small and raised behind its label."""
    pdf.set_font("Helvetica", size=9)
    left, top = pdf.get_x(), pdf.get_y()
    pdf.cell(LABEL_WIDTH, ROW_HEIGHT, label, border=1)
    if mark:
        end = left + pdf.c_margin + pdf.get_string_width(label)
        pdf.set_font("Helvetica", size=6)
        pdf.text(end + 0.3, top + ROW_HEIGHT / 2, mark)
        pdf.set_font("Helvetica", size=9)
    for figure in figures:
        pdf.cell(FIGURE_WIDTH, ROW_HEIGHT, figure, border=1, align="R")
    pdf.ln(ROW_HEIGHT)


def compose_workbook() -> bytes:
    """Compose a workbook: years across under a merged heading, and a sheet of notes."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Emissions"
    _fill_emissions(sheet)
    notes = workbook.create_sheet("Notes")
    notes["A1"] = "Amazon: the figures are those of its report for 2023, page 11."
    notes["A2"] = "Figures are rounded to two decimals, so parts and totals may differ."
    file = BytesIO()
    workbook.save(file)
    return _without_clock(file.getvalue())


def _fill_emissions(sheet: Worksheet) -> None:
    sheet["A1"] = "Amazon: carbon footprint, calendar years"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:G1")
    sheet["C3"] = "Greenhouse gas emissions (million metric tons CO2e)"
    sheet["C3"].alignment = Alignment(horizontal="center")
    sheet.merge_cells("C3:G3")
    for column, year in enumerate(AMAZON_YEARS, start=3):
        sheet.cell(4, column, year).font = Font(bold=True)
    for row, (group, label, figures) in enumerate(AMAZON_ROWS, start=5):
        sheet.cell(row, 1, group or None)
        sheet.cell(row, 2, label)
        for column, figure in enumerate(figures, start=3):
            sheet.cell(row, column, figure).number_format = "0.00"
    sheet.merge_cells("A6:A7")
    line = Side(style="thin")
    for row in sheet["A4:G8"]:
        for cell in row:
            cell.border = Border(bottom=line)
    sheet.column_dimensions["B"].width = 34


def _without_clock(workbook: bytes) -> bytes:
    """Pack a workbook anew, with the day of writing in place of every time in it."""
    told = WRITTEN_ON.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as parts, ZipFile(file, "w") as packed:
        for name in sorted(parts.namelist()):
            content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", told, parts.read(name))
            packed.writestr(ZipInfo(name, WRITTEN_ON.timetuple()[:6]), content)
    return file.getvalue()


if __name__ == "__main__":
    main()
