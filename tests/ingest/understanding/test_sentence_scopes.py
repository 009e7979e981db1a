"""Scopes in sentences: before, behind and in turn; methods, categories, brackets."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.prose import read_prose

Read = Callable[..., list[tuple[str, ...]]]
Cells = list[tuple[str, str, int]]


@pytest.fixture
def cells() -> Callable[[str], Cells]:
    """Read the scope, the period and the amount of a text's figures, all of them."""

    def cells(text: str, style: str | None = None) -> Cells:
        statements = read_prose(Page("1", text), style=style).statements
        return [
            (row.scope_term, row.period_term, int(each.figure.number.value))
            for each in statements
            if each.figure and (row := each.figure.row)
        ]

    return cells


def test_parts_of_a_total_name_their_scopes_behind_the_amounts(figures: Read) -> None:
    text = (
        "In fiscal year 2021, Borea Devices' total greenhouse gas emissions amounted "
        "to 150,500 tonnes of CO2e, of which 30,100 tonnes were direct (Scope 1) "
        "emissions from natural gas, boilers and vans, and 50,200 tonnes were "
        "indirect (Scope 2) emissions from purchased electricity, calculated according "
        "to the market-based method. Using the location-based method, Scope 2 "
        "emissions would have been 70,700 tonnes. Relevant Scope 3 emissions, mainly "
        "from business travel and upstream logistics, came to 70,200 tonnes."
    )

    assert [row[2:] for row in figures(text)] == [
        ("scope_1_2_3_market", "FY2021", "150500 metric tons CO2e"),
        ("scope_1", "FY2021", "30100 metric tons"),
        ("scope_2_market", "FY2021", "50200 metric tons"),
        ("scope_2_location", "FY2021", "70700 metric tons"),
        ("scope_3", "FY2021", "70200 metric tons"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We emitted 9,500 tonnes of CO2e in 2020, of which 4,000 tonnes Scope 1 "
            "and 5,500 tonnes Scope 2.",
            [
                ("scope_1_2_unspecified", 9500),
                ("scope_1", 4000),
                ("scope_2_unspecified", 5500),
            ],
        ),
        (
            "We emitted 45,000 tonnes of CO2e in 2020 (Scope 1: 12,000; Scope 2: "
            "33,000).",
            [
                ("scope_1_2_unspecified", 45000),
                ("scope_1", 12000),
                ("scope_2_unspecified", 33000),
            ],
        ),
        (
            "Von den 84.300 Tonnen CO2e im Jahr 2020 entfielen 30.100 Tonnen auf "
            "Scope 1 und 54.200 Tonnen auf Scope 2.",
            [("scope_1", 30100), ("scope_2_unspecified", 54200)],
        ),
        (
            "Di queste, 30.100 tonnellate di CO2e nel 2020 sono emissioni dirette "
            "(Scope 1) e 54.200 tonnellate emissioni indirette (Scope 2).",
            [("scope_1", 30100), ("scope_2_unspecified", 54200)],
        ),
        (
            "Scope 1: 12,345 tCO2e; Scope 2 (market-based): 2,345 tCO2e; Scope 3: 1.2 "
            "million tCO2e, all of them for 2020.",
            [("scope_1", 12345), ("scope_2_market", 2345), ("scope_3", 1200000)],
        ),
    ],
)
def test_lists_of_scopes(
    text: str, expected: list[tuple[str, int]], cells: Callable[..., Cells]
) -> None:
    style = "," if "." in text.split("CO2e")[0] else None

    found = cells(text, style)

    assert [(scope, amount) for scope, _, amount in found] == expected
    assert {period for _, period, _ in found} == {"FY2020"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scope 1 and 2 emissions were 44 and 23 tonnes respectively.", [44, 23]),
        ("Our Scope 1 and 2 emissions were 44 and 23 tonnes of CO2e.", [44, 23]),
        (
            "Scope 1, 2 and 3 emissions were 10, 20 and 30 kt CO2e, respectively.",
            [10, 20, 30],
        ),
        (
            "Scope 1 and Scope 2 emissions were 12 and 30 tonnes of CO2e, respectively "
            "(2018: 13 and 33 tonnes).",
            [12, 30, 13, 33],
        ),
    ],
)
def test_scopes_and_amounts_in_turn(
    text: str, expected: list[int], cells: Callable[..., Cells]
) -> None:
    found = cells(f"In 2019 we went on. {text}")
    scopes = ["scope_1", "scope_2_unspecified", "scope_3"]

    assert [amount for _, _, amount in found] == expected
    if len(expected) == 4:
        assert [scope for scope, _, _ in found] == scopes[:2] * 2
        assert [year for _, year, _ in found] == ["FY2019"] * 2 + ["FY2018"] * 2
    else:
        assert [scope for scope, _, _ in found] == scopes[: len(expected)]


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        (
            "Le emissioni indirette (Scope 2) ammontano a 74.300 tonnellate secondo il "
            "metodo location-based e a 11.750 tonnellate secondo il metodo "
            "market-based.",
            ["location", "market"],
        ),
        (
            "Die indirekten Emissionen (Scope 2) lagen nach dem marktbasierten Ansatz "
            "bei 4.210 t CO2e und nach dem standortbasierten Ansatz bei 8.420 t CO2e.",
            ["market", "location"],
        ),
        (
            "Our Scope 2 emissions were 1,200 t CO2e (location-based) and 300 t CO2e "
            "(market-based).",
            ["location", "market"],
        ),
        (
            "Based on the location-based approach, our indirect emissions (Scope 2) "
            "would be 812 tonnes of CO2e.",
            ["location"],
        ),
        (
            "Scope 2 emissions were 120 tonnes in 2021 and 130 tonnes in 2020 "
            "(market-based).",
            ["market", "market"],
        ),
        (
            "Scope 2 emissions, calculated with the location-based method, were 82,330 "
            "tonnes (2019: 90,871 tonnes).",
            ["location", "location"],
        ),
        ("Our market-based Scope 2 emissions were 300 tonnes of CO2e.", ["market"]),
    ],
)
def test_each_amount_has_its_method(
    text: str, methods: list[str], figures: Read
) -> None:
    assert [row[2] for row in figures(text)] == [f"scope_2_{each}" for each in methods]


@pytest.mark.parametrize(
    ("what", "scope"),
    [
        (" from business travel", "scope_3_category_6"),
        (", mainly from business travel,", "scope_3"),
        (", primarily business travel,", "scope_3"),
        (" including business travel", "scope_3"),
        (" (such as business travel)", "scope_3"),
        (" from business travel and employee commuting", "scope_3"),
    ],
)
def test_what_scope_3_is_mainly_made_of_does_not_narrow_it(
    what: str, scope: str, figures: Read
) -> None:
    text = f"Scope 3 emissions{what} were 3,300 tonnes CO2e in 2021."

    assert [row[2] for row in figures(text)] == [scope]


def test_a_number_in_brackets_is_of_the_noun_before_it(figures: Read) -> None:
    text = (
        "The main parts of Scope 3 were packaging (700,000 tonnes) and upstream "
        "transport (90,000 tonnes) in 2021."
    )

    assert [row[2] for row in figures(text)] == ["scope_3_category_4"]


def test_what_would_be_without_a_method_is_no_figure(figures: Read) -> None:
    text = "With that fuel our Scope 1 emissions would have been 900 tonnes of CO2e."

    assert figures(text) == []


def test_a_plan_goes_on_behind_and_to(figures: Read) -> None:
    text = (
        "We aim to spend less, and to stay below 40,000 tonnes of CO2e in our own "
        "operations from 2028 on."
    )

    assert figures(text) == []
