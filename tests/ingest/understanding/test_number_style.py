"""Which mark stands before decimals, told from the other numbers of a page."""

import pytest

from pipelines.ingest.understanding.number_style import (
    in_line_with,
    number_style,
    plain_size,
    without_groups,
)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Scope 1 12.734 13.005", ","),
        ("Consumi 45.678,5 MWh", ","),
        ("un calo del 3,5 % e del 4,5 %", ","),
        ("Totale 1.234.567", ","),
        ("Scope 1 12,734 13,005", "."),
        ("Revenue 1,234.5", "."),
        ("down 3.5% and 4.5%", "."),
        ("Total 1,234,567", "."),
        ("12 sites in 13 countries", None),
        ("", None),
    ],
)
def test_numbers_without_doubt_tell_the_decimal_mark(
    text: str, style: str | None
) -> None:
    assert number_style(text) == style


def test_one_odd_number_does_not_turn_a_page() -> None:
    assert number_style("12.734 13.005 14.120 15.300; in English 1,234") == ","


@pytest.mark.parametrize(
    ("text", "style", "kept"),
    [
        ("2.734", ",", "2734"),
        ("2.734,5", ",", "2734,5"),
        ("1.234.567", ",", "1234567"),
        ("2,734", ".", "2734"),
        ("2,734.5", ".", "2734.5"),
        ("2.734", ".", "2.734"),
        ("2,734", ",", "2,734"),
        ("2.734", None, "2.734"),
    ],
)
def test_only_the_marks_of_thousands_are_left_out(
    text: str, style: str | None, kept: str
) -> None:
    assert without_groups(text, style) == kept


@pytest.mark.parametrize(
    ("text", "neighbours", "kept"),
    [
        ("2.734", (13005.0, 12734.0), "2734"),
        ("2,734", (3100.0,), "2734"),
        ("2.734", (2.9, 3.1), "2.734"),
        ("2.734", (), "2.734"),
        ("12.73", (1300.0,), "12.73"),
    ],
)
def test_a_number_is_read_in_the_size_of_its_neighbours(
    text: str, neighbours: tuple[float, ...], kept: str
) -> None:
    assert in_line_with(text, neighbours) == kept


def test_the_size_of_a_number_leaves_its_decimals_out() -> None:
    assert plain_size("1,234.5") == 1234
    assert plain_size("2.734") == 2734
    assert plain_size("n/a") is None
