"""Numbers with stray spaces in them, in tables and sentences."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.torn_numbers import closed_up, without_torn

Make = Callable[..., Page]
Understood = Callable[..., list[tuple[object, ...]]]
Gross = Callable[..., list[tuple[object, ...]]]


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("118,10 0", "118,100"),
        ("118,1 00", "118,100"),
        ("Scope 3 1,05 1 1,072", "Scope 3 1,051 1,072"),
        ("2 , 697, 55 4", "2,697,554"),
        ("12,345,67\u00a08", "12,345,678"),
    ],
)
def test_a_group_that_a_space_has_torn_is_made_whole(printed: str, whole: str) -> None:
    assert closed_up(Page("1", printed)).text == whole


@pytest.mark.parametrize(
    "printed",
    [
        "107,452 117,956",
        "118,10 01",
        "118,10 0,5",
        "1,05 1,072",
        "118,10  0",
        "categories 1,10 5",
        "Scope 1,2 45",
        "3.118,10 0",
    ],
)
def test_what_is_no_torn_number_stays(printed: str) -> None:
    assert closed_up(Page("1", printed)).text == printed
    assert without_torn(printed) == printed


def test_a_stray_space_in_a_line_makes_no_further_number(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    page = flattened(
        "Greenhouse gas emissions (t CO2e) 2020 2021 2022 2023\n"
        "Scope 1 107,452 117,956 118,10 0 123,704\n"
    )

    assert understood(page) == gross(
        "scope_1", FY2020=107452, FY2021=117956, FY2022=118100, FY2023=123704
    )


def test_a_stray_space_in_a_cell_makes_no_further_number(
    laid_out: Make, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
        Emissions (t CO2e)   2022      2023      2024
        Scope 3              118,10 0  117,204   109,88 7
    """)

    assert understood(page) == gross(
        "scope_3", FY2022=118100, FY2023=117204, FY2024=109887
    )


def test_decimal_commas_before_a_number_are_no_torn_number(
    laid_out: Make, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
        Emissioni (t CO2e)   2023
        Scope 1              1.201,44
        Scope 3              118,10 2
    """)

    assert understood(page)[0] == gross("scope_1", FY2023=1201.44)[0]
    assert 118102.0 not in [row[3] for row in understood(page)]
