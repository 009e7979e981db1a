"""Which mark stands before decimals, told from the other numbers of a page."""

import pytest

from pipelines.ingest.understanding.number_style import (
    in_line_with,
    is_in_multiples,
    number_style,
    plain_size,
    style_of_page,
    without_groups,
)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Scope 1 12.734 13.005", "points"),
        ("Scope 1,2 12.734 13.005", "points"),
        ("Scope 1 12.734 13.005 8,5", ","),
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
    assert number_style("12.734 13.005 14.120 15.300; in English 1,234") == "points"


@pytest.mark.parametrize(
    ("text", "of_document", "style"),
    [
        ("Scope 1 12.734", ",", ","),
        ("Scope 1 12.734", ".", "points"),
        ("Scope 1 12,734", ",", "."),
        ("Scope 1 812", ".", "."),
    ],
)
def test_a_page_that_does_not_tell_is_written_as_its_document(
    text: str, of_document: str, style: str
) -> None:
    assert style_of_page(text, of_document) == style


@pytest.mark.parametrize(
    ("words", "is_scaled"),
    [
        ("12.518 million metric tons", True),
        ("12.518 Mt CO2e", True),
        ("12.518 万吨", True),
        ("12.518 MT", False),
        ("12.518 tonnes", False),
        ("12.518 Tsd. t thousand metric tons", False),
    ],
)
def test_thousands_and_millions_of_a_unit_are_told(words: str, is_scaled: bool) -> None:
    assert is_in_multiples(words) is is_scaled


def test_a_lone_point_in_millions_is_left() -> None:
    assert without_groups("12.518", "points", is_scaled=True) == "12.518"
    assert without_groups("12.518", ",", is_scaled=True) == "12518"


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
        ("2.734", "points", "2734"),
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
