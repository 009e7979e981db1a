"""Years of figures in sentences that compare one year with another."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.prose import read_prose

Read = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Scope 1 emissions fell by 65% to 1,305 tonnes, down from 3,728 tonnes in "
            "2018.",
            [("FY2020", 1305), ("FY2018", 3728)],
        ),
        (
            "Scope 1 emissions rose to 950 tonnes, compared with 900 tonnes in 2018.",
            [("FY2020", 950), ("FY2018", 900)],
        ),
        (
            "Our emissions (Scopes 1 and 2) totalled 620 t CO2e, 5% less than in 2018 "
            "(653 t CO2e).",
            [("FY2020", 620), ("FY2018", 653)],
        ),
        (
            "Our Scope 1 emissions were 48 tonnes of CO2e (2019: 51 tonnes) and our "
            "Scope 2 emissions, calculated with the location-based method, were 102 "
            "tonnes (2019: 110 tonnes).",
            [("FY2020", 48), ("FY2019", 51), ("FY2020", 102), ("FY2019", 110)],
        ),
        (
            "Scope 1 emissions were 4,118 (2019: 4,402) t CO2e.",
            [("FY2020", 4118), ("FY2019", 4402)],
        ),
        (
            "Die direkten Emissionen (Scope 1) beliefen sich auf 123 Tonnen CO2e "
            "(Vorjahr: 130).",
            [("FY2020", 123), ("FY2019", 130)],
        ),
        (
            "Le emissioni dirette (Scope 1) sono state pari a 224 tonnellate di CO2e, "
            "in calo del 9% rispetto al 2019 (246 tonnellate).",
            [("FY2020", 224), ("FY2019", 246)],
        ),
        (
            "Scope 1 emissions fell slightly compared to 2018 (97 tonnes in 2020 "
            "compared to 99 tonnes in 2018).",
            [("FY2020", 97), ("FY2018", 99)],
        ),
        (
            "The 2018 figures were audited. Our Scope 3 emissions are estimated to be "
            "14 tonnes CO2e.",
            [("FY2020", 14)],
        ),
        (
            "In 2018, we had begun. Our Scope 3 emissions were 14 tonnes CO2e.",
            [("FY2018", 14)],
        ),
    ],
)
def test_figures_of_a_comparison_have_years_of_their_own(
    text: str, expected: list[tuple[str, int]]
) -> None:
    page = Page("1", f"In 2020 we made progress again. {text}")

    found = [
        (each.figure.row.period_term, int(each.figure.number.value))
        for each in read_prose(page).statements
        if each.figure
    ]

    assert found == expected


def test_a_year_stated_before_a_list_holds_for_its_bullets(figures: Read) -> None:
    text = (
        "We have examined the following figures for the year ended 31 December 2021:\n"
        "• Our Scope 1 emissions: 4,400 tonnes CO2e\n"
        "• Our Scope 2 emissions (market-based): 5,500 tonnes CO2e\n"
    )

    assert [row[2:] for row in figures(text)] == [
        ("scope_1", "FY2021", "4400 metric tons CO2e"),
        ("scope_2_market", "FY2021", "5500 metric tons CO2e"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il personale del Gruppo al 31 dicembre conta 2518 dipendenti.",
        "At 31 December 2020 the Group had 2518 employees.",
    ],
)
def test_days_of_dates_count_nobody(text: str, figures: Read) -> None:
    assert [(row[1], row[4]) for row in figures(text)] == [
        ("employees", "2518 items"),
    ]
