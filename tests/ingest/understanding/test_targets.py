"""Targets: whose, of what, by when and against which year."""

import pytest

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.targets import Target, read_targets


def _targets(text: str) -> list[tuple[str, str, str, str | None]]:
    return [_stated(each) for each in read_targets(Clues(text, None))]


def _stated(target: Target) -> tuple[str, str, str, str | None]:
    value = f"{target.number.value:f} {target.unit}"
    return target.measure, target.year.term, value, target.base


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        (
            "The company wants to be carbon neutral by 2030.",
            ("target_carbon_neutrality", "FY2030", "2030 year", None),
        ),
        (
            "We are committed to reaching net zero across our value chain by 2050.",
            ("target_net_zero", "FY2050", "2050 year", None),
        ),
        (
            "We plan to reduce our Scope 1 and 2 emissions by 42 % by 2030 from a 2020 "
            "base year.",
            ("target_emission_reduction", "FY2030", "42 %", "since 2020"),
        ),
        (
            "The group will halve its emissions by 2030 against 2020.",
            ("target_emission_reduction", "FY2030", "50 %", "since 2020"),
        ),
        (
            "It aims to cut the intensity of its emissions by 30 % by 2035.",
            ("target_intensity_reduction", "FY2035", "30 %", None),
        ),
        (
            "By 2025, 100% of our electricity will come from renewable sources.",
            ("target_clean_electricity_share", "FY2025", "100 %", None),
        ),
        (
            "Bis 2030 will der Konzern seine Emissionen um 25 % gegenüber 2018 senken.",
            ("target_emission_reduction", "FY2030", "25 %", "since 2018"),
        ),
        (
            "Il Gruppo punta alla neutralità carbonica entro il 2040.",
            ("target_carbon_neutrality", "FY2040", "2040 year", None),
        ),
        (
            "公司承诺到2030年实现碳中和。",
            ("target_carbon_neutrality", "FY2030", "2030 year", None),
        ),
    ],
)
def test_a_target_is_read(
    sentence: str, target: tuple[str, str, str, str | None]
) -> None:
    assert _targets(sentence) == [target]


def test_a_countrys_target_is_not_the_companys() -> None:
    text = (
        "The company keeps to its pledge to be carbon neutral by 2030 in line with "
        "India's target of net zero emissions by 2070."
    )

    assert [row[0] for row in _targets(text)] == ["target_carbon_neutrality"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Switzerland aims to be climate neutral by 2050.",
        "The company became carbon neutral in 2021.",
        "By the end of 2018, we had realized 50% of our 2025 GHG reduction target.",
        "A court ordered the company to cut its emissions by 45% by 2030.",
        "For example, a coalition wants to put a net-zero ship to sea by 2030.",
    ],
)
def test_what_is_no_target(sentence: str) -> None:
    assert _targets(sentence) == []
