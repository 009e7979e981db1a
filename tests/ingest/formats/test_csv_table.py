"""CSV files with tables as companies publish them."""

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats.csv_table import open_csv
from tests.ingest.formats.conftest import words

TABLE = [["Indicator", "Unit", "2022", "2023"], ["Scope 1", "t CO2e", "1", "2"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(make_file, delimiter):
    lines = "\r\n".join(delimiter.join(cells) for cells in TABLE)

    (page,) = open_csv(make_file("data.csv", lines)).pages

    assert page.is_laid_out
    assert words(page.rows) == TABLE


def test_decimal_commas_do_not_part_cells(make_file):
    lines = "Kennzahl;2022;2023\nAbfälle;1,5;2,5\nWasser;3,0;4,0\n"

    (page,) = open_csv(make_file("data.csv", lines.encode("cp1252"))).pages

    assert words(page.rows)[1] == ["Abfälle", "1,5", "2,5"]


def test_rows_say_their_line_and_empty_cells_are_left_out(make_file):
    (page,) = open_csv(make_file("data.csv", 'Title\n\n"Scope 1, direct",,5\n')).pages

    assert [(row.place, words([row])[0]) for row in page.rows] == [
        ("line 1", ["Title"]),
        ("line 3", ["Scope 1, direct", "5"]),
    ]
    assert [(cell.left, cell.right) for cell in page.rows[1].cells] == [(0, 1), (2, 3)]


def test_a_cell_without_an_end_is_refused(make_file):
    path = make_file("data.csv", 'a,b\n"' + "x" * 200_000)

    with pytest.raises(UnreadableDocumentError, match=r"data\.csv cannot be parted"):
        open_csv(path)
