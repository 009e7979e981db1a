"""Of the numbers in tables the totals are kept: by their labels, else by their sums."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.numbers import read_number
from pipelines.ingest.understanding.choice import Candidate, choose
from pipelines.ingest.understanding.tables import read_tables

Chosen = list[tuple[str, str | None, int]]


@pytest.fixture
def chosen(flattened: Callable[..., Page]) -> Callable[..., Chosen]:
    """Choose among the numbers of pages; scope, period, value of the sure ones."""

    def candidates(page: Page) -> list[Candidate]:
        return [
            Candidate(
                page.number,
                part,
                read_number(part.value.text),
                part.confidence,
                part.reasons,
            )
            for part in read_tables(page)
        ]

    def chosen(*texts: str, least: float = 0.5) -> Chosen:
        pages = [
            flattened(text, str(number)) for number, text in enumerate(texts, start=1)
        ]
        found = choose([each for page in pages for each in candidates(page)])
        return [
            (each.part.subject.scope, each.part.period, int(each.number.value or 0))
            for each in found
            if each.confidence >= least
        ]

    return chosen


Choose = Callable[..., Chosen]


def test_the_row_of_the_scope_is_kept_and_its_sources_are_not(chosen: Choose) -> None:
    text = """
GHG emissions (t CO2e) 2021
Scope 1 14,207
Scope 1 natural gas 10,000
Scope 1 vehicle fuel 4,207
"""

    assert chosen(text, least=0) == [("scope_1", "FY2021", 14207)]


def test_the_only_row_of_a_scope_stands_for_it(chosen: Choose) -> None:
    text = "GHG emissions (t CO2e) 2021\nScope 1 diesel engines 14,207\n"

    assert chosen(text) == [("scope_1", "FY2021", 14207)]


def test_the_sum_of_the_other_rows_is_the_total(chosen: Choose) -> None:
    text = """
GHG emissions (t CO2e) 2021 2020
Scope 1 natural gas 10,000 11,000
Scope 1 vehicle fuel 4,207 4,318
Scope 1 burnt fuels 14,207 15,318
"""

    assert chosen(text) == [("scope_1", "FY2021", 14207), ("scope_1", "FY2020", 15318)]


def test_rows_of_which_none_is_the_sum_tell_no_total(chosen: Choose) -> None:
    text = """
GHG emissions (t CO2e) 2021
Scope 1 natural gas 10,000
Scope 1 vehicle fuel 4,207
Scope 1 cooling agents 207
"""

    assert chosen(text, least=0) == []


def test_a_site_never_stands_for_the_company(chosen: Choose) -> None:
    text = "GHG emissions (t CO2e) 2021\nScope 1 of which Hamburg plant 14,207\n"

    assert chosen(text, least=0) == []


@pytest.mark.parametrize(
    ("rows", "scope"),
    [
        (
            "Scope 1 14,207\nScope 2 8,113\nScope 3 120,440\nTotal emissions 142,760",
            "scope_1_2_3_unspecified",
        ),
        (
            "Scope 1 14,207\nScope 2 (market-based) 8,113\nTotal emissions 22,320",
            "scope_1_2_market",
        ),
        (
            "Scope 1 14,207\nScope 2 (location-based) 8,113\n"
            "Scope 2 (market-based) 2,051\nTotal emissions 16,258",
            "scope_1_2_market",
        ),
    ],
)
def test_a_total_is_of_the_scopes_that_it_is_the_sum_of(
    rows: str, scope: str, chosen: Choose
) -> None:
    found = chosen(f"GHG emissions (t CO2e) 2021\n{rows}\n")

    assert found[-1][0] == scope


def test_a_total_that_is_no_sum_keeps_its_scopes_open(chosen: Choose) -> None:
    text = "GHG emissions (t CO2e) 2021\nScope 1 14,207\nTotal emissions 99,000\n"

    assert ("scope_unspecified", "FY2021", 99000) in chosen(text, least=0)


def test_rows_of_a_page_that_contradict_each_other_are_not_both_kept(
    chosen: Choose,
) -> None:
    text = """
GHG emissions (t CO2e) 2021
Scope 1 14,207
Scope 1 emissions 15,000
"""

    assert len(chosen(text, least=0)) == 2
    assert len(chosen(text)) == 1


def test_the_same_number_on_two_pages_is_kept_twice_here(chosen: Choose) -> None:
    text = "GHG emissions (t CO2e) 2021\nScope 1 14,207\n"

    assert chosen(text, text) == [("scope_1", "FY2021", 14207)] * 2
