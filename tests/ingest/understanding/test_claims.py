"""Stated changes: by how much, which way, against when, and of which figure."""

from collections.abc import Callable

import pytest

Read = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Scope 1 emissions fell 5 percent in 2022 from the previous year.", "-5 %"),
        ("Scope 1 emissions increased by 6% compared to 2018.", "6 %"),
        ("We cut our Scope 1 emissions by 7 % compared with 2019.", "-7 %"),
        ("Scope 1 emissions were 12 t CO2e in 2020, down 5 % from 2019.", "-5 %"),
        ("Scope 1 emissions were 12 t CO2e in 2020 (-8 % on 2019).", "-8 %"),
        ("Scope 1 emissions were 12 t CO2e, an increase of 4.5 % on 2019.", "4.5 %"),
        ("Scope 1 emissions were 12 t CO2e, 9% lower than in 2019.", "-9 %"),
        ("Die Scope-1-Emissionen sind 2022 um 12 % gesunken.", "-12 %"),
        ("Le emissioni Scope 1 sono aumentate del 9,9% rispetto al 2018.", "9.9 %"),
        ("范围1温室气体排放量同比下降5%，继续改善。", "-5 %"),
    ],
)
def test_a_change_has_its_sign(sentence: str, change: str, changes: Read) -> None:
    assert [row[4] for row in changes(sentence)] == [change]


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("Scope 1 emissions fell 5 percent from the previous year.", "year on year"),
        ("Scope 1 emissions fell 5 percent year-on-year.", "year on year"),
        ("Scope 1 emissions fell 5 percent since 2015.", "since 2015"),
        ("Scope 1 emissions fell 5 % compared to base year 2018.", "since 2018"),
        ("Scope 1 emissions fell 5 % against a 2016 baseline.", "since 2016"),
    ],
)
def test_a_change_has_its_basis(sentence: str, basis: str, changes: Read) -> None:
    assert [row[3] for row in changes(sentence)] == [basis]


def test_an_absolute_change_leads_to_its_figure(figures: Read, changes: Read) -> None:
    text = "Operational emissions decreased by 0.4 MtCO2e to 1.0 MtCO2e in 2020."

    assert [row[4] for row in figures(text)] == ["1 Mt CO2e"]
    assert [row[4] for row in changes(text)] == ["-0.4 Mt CO2e"]


def test_percentage_points_are_not_percent(figures: Read, changes: Read) -> None:
    text = "The share of renewable electricity rose by 2.1 percentage points to 48.3%."

    assert [row[4] for row in figures(text)] == ["48.3 %"]
    assert [row[4] for row in changes(text)] == ["2.1 percentage points"]


def test_better_is_up_for_reductions_and_down_for_emissions(changes: Read) -> None:
    of_reductions = "We reduced our emissions by 500 t, a 10 percent improvement."
    of_emissions = "Scope 1 emissions were 500 t CO2e, a 10 percent improvement."

    assert [row[4] for row in changes(of_reductions)] == ["10 %"]
    assert [row[4] for row in changes(of_emissions)] == ["-10 %"]


def test_a_growth_without_a_level_is_stated_beside_a_share(
    figures: Read, changes: Read
) -> None:
    text = (
        "Renewable electricity consumption in Alibaba Cloud's self-built data centers "
        "increased by 30.5 percent year-on-year, accounting for 40 percent of its "
        "total electricity consumption."
    )
    unit = "Alibaba Cloud's own data centers"

    assert [(row[0], row[1], row[4]) for row in figures(text)] == [
        (unit, "clean_electricity_share", "40 %"),
    ]
    assert [(row[0], row[1], row[4]) for row in changes(text)] == [
        (unit, "clean_electricity_consumption", "30.5 %"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We aim to cut our Scope 1 emissions by 42 % by 2030.",
        "Renewable electricity made up 100 percent of consumption.",
        "Emissions of nitrogen oxides fell 8 % compared to 2016.",
        "Global emissions fell 5 % in 2020 from 2019.",
        "Emissions per tonne of product fell 5 % from 2019.",
    ],
)
def test_what_is_no_change(sentence: str, changes: Read) -> None:
    assert changes(sentence) == []
