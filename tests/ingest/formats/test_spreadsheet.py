"""Workbooks: sheets, merged cells, and values as they show."""

import datetime

import openpyxl
import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats.spreadsheet import open_spreadsheet
from tests.ingest.formats.conftest import words


@pytest.fixture
def open_book(tmp_path):
    """Return a function that opens a workbook after it was filled."""

    def open_(fill):
        book = openpyxl.Workbook()
        fill(book)
        book.save(tmp_path / "report.xlsx")
        return open_spreadsheet(tmp_path / "report.xlsx").pages

    return open_


def one_sheet(cells, merged=(), formats=()):
    """Return what fills the first sheet."""

    def fill(book):
        sheet = book.active
        sheet.title = "GHG"
        for place, value in cells.items():
            sheet[place] = value
        for area in merged:
            sheet.merge_cells(area)
        for place, code in dict(formats).items():
            sheet[place].number_format = code

    return fill


def test_cells_have_their_places(open_book):
    (page,) = open_book(one_sheet({"A1": "Scope 1", "D1": 30953, "AA14": "t CO2e"}))

    assert page.is_laid_out
    assert [(row.place, *cell) for row in page.rows for cell in row.cells] == [
        ('sheet "GHG"', "Scope 1", 0, 1, "A1"),
        ('sheet "GHG"', "30953", 3, 4, "D1"),
        ('sheet "GHG"', "t CO2e", 26, 27, "AA14"),
    ]


def test_merged_cells_reach_over_their_columns_and_rows(open_book):
    (page,) = open_book(
        one_sheet(
            {"A1": "Tonnes", "A2": "Scope 2", "B2": 1, "B3": 2, "C2": 9},
            merged=["A1:C1", "A2:A3", "C2:C3"],
        )
    )

    assert words(page.rows) == [["Tonnes"], ["Scope 2", "1", "9"], ["Scope 2", "2"]]
    assert (page.rows[0].cells[0].left, page.rows[0].cells[0].right) == (0, 3)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "#,##0.0", "1234.5"),
        (5.5, "0.00", "5.50"),
        (1234, "#,##0.00", "1234.00"),
        (5.123, '0.00" Mt"_);(0.00)', "5.1230"),
        (5.5, "0.00,,", "5.5"),
        (5.5, "0.##", "5.5"),
        (5.5, "0.00E+00", "5.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (12345678901234, "General", "12345678901234"),
        (-3.0, "General", "-3"),
        (1.234, "General", "1.2340"),
        (0.635, "0.0%", "63.5%"),
        (0.63, "0%", "63%"),
        (0.5, '0.0" %"', "0.5"),
        (datetime.date(2023, 12, 31), "yyyy-mm-dd", "2023-12-31"),
        (
            datetime.datetime(2023, 12, 31, 8, 30),
            "yyyy-mm-dd hh:mm",
            "2023-12-31 08:30:00",
        ),
        (True, "General", "TRUE"),
        ("  a \n b ", "General", "a b"),
    ],
)
def test_values_are_written_as_they_show(open_book, value, number_format, text):
    (page,) = open_book(one_sheet({"B2": value}, formats={"B2": number_format}))

    assert words(page.rows) == [[text]]


def test_every_sheet_is_read_even_a_hidden_one(open_book):
    def fill(book):
        book.active["A1"] = "first"
        hidden = book.create_sheet("Data")
        hidden["A1"] = "second"
        hidden.sheet_state = "hidden"

    assert [words(page.rows) for page in open_book(fill)] == [[["first"]], [["second"]]]


def test_long_notes_are_text_as_well(open_book):
    note = "All figures are of the financial control boundary and were assured. " * 3
    (page,) = open_book(one_sheet({"A1": "GHG emissions", "A2": note}))

    assert page.text == note.strip()


def test_an_empty_workbook_is_refused(open_book):
    with pytest.raises(UnreadableDocumentError, match=r"report\.xlsx holds no cells"):
        open_book(one_sheet({}))


def test_a_broken_workbook_is_refused(make_file):
    path = make_file("report.xlsx", b"PK\x03\x04 and nothing more")

    with pytest.raises(UnreadableDocumentError, match=r"report\.xlsx is a broken"):
        open_spreadsheet(path)
