"""Rows that a text layer took apart, put together again."""

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.flat_rows import joined, rows_of_text


def _lines(text: str) -> list[tuple[str, str]]:
    return [(row.cells[0].text, row.place) for row in rows_of_text(text)]


def test_lines_keep_their_place_and_empty_ones_are_left_out() -> None:
    assert _lines("GHG emissions\n\nScope 1 14,207 15,318\n") == [
        ("GHG emissions", "line 1"),
        ("Scope 1 14,207 15,318", "line 3"),
    ]


def test_cells_on_lines_of_their_own_join_the_label_above() -> None:
    assert _lines("Scope 1\n14,207\n15,318*\nn/a\nScope 2\n8,113\n–") == [
        ("Scope 1 14,207 15,318* n/a", "line 1"),
        ("Scope 2 8,113 –", "line 5"),
    ]


def test_years_on_lines_of_their_own_are_no_cells() -> None:
    assert _lines("GHG emissions\n2021\nFY 2020") == [
        ("GHG emissions", "line 1"),
        ("2021", "line 2"),
        ("FY 2020", "line 3"),
    ]


def test_a_row_that_has_its_numbers_takes_no_more() -> None:
    assert _lines("Scope 1 14,207 15,318\n12") == [
        ("Scope 1 14,207 15,318", "line 1"),
        ("12", "line 2"),
    ]


def test_a_mark_before_numbers_on_the_next_line_is_dropped() -> None:
    (row, *_) = _lines("Emissions of our vehicles 3\n(direct) 14,207 15,318")

    assert row == ("Emissions of our vehicles", "line 1")


def test_the_number_of_a_scope_is_no_mark() -> None:
    (row, *_) = _lines("Emissions of Scope 1\n(direct) 14,207 15,318")

    assert row == ("Emissions of Scope 1", "line 1")


def _row(text: str, table: int = 0) -> Row:
    return Row((Cell(text, 0.0, 100.0),), text, table)


def _joined(*rows: Row) -> list[str]:
    return ["|".join(cell.text for cell in row.cells) for row in joined(list(rows))]


def test_a_row_that_ends_open_goes_on_in_the_next() -> None:
    assert _joined(_row("Total of Scope 1 and"), _row("Scope 2 12,000")) == [
        "Total of Scope 1 and Scope 2 12,000"
    ]
    assert _joined(_row("Emissions, Scope"), _row("1 12,000")) == [
        "Emissions, Scope 1 12,000"
    ]


def test_rows_of_two_tables_are_never_joined() -> None:
    assert _joined(_row("Scope 1 and"), _row("Scope 2 12,000", table=1)) == [
        "Scope 1 and",
        "Scope 2 12,000",
    ]


def test_a_row_that_ends_closed_stays_alone() -> None:
    assert _joined(_row("GHG emissions"), _row("Scope 2 12,000")) == [
        "GHG emissions",
        "Scope 2 12,000",
    ]


def test_the_joined_row_stands_where_it_begins() -> None:
    (row,) = joined([_row("Scope 1 and"), _row("Scope 2 12,000")])

    assert row.place == "Scope 1 and"
