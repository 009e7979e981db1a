"""What heads the columns of a table, on one row or several."""

from collections.abc import Callable

import pytest

from pipelines.ingest.understanding.headers import (
    Header,
    find_header,
    find_scope_columns,
    heads_alone,
    is_beside_the_point,
)
from pipelines.ingest.understanding.runs import PartedRow

Parted = Callable[[str], list[PartedRow]]


def _columns(header: Header | None) -> list[tuple[str | None, str]] | None:
    return header and [(each.term, each.kind) for each in header.columns]


@pytest.mark.parametrize(
    ("drawing", "terms"),
    [
        ("GHG emissions 2021 2020 2019", ["FY2021", "FY2020", "FY2019"]),
        ("GHG emissions    2019    2020", ["FY2019", "FY2020"]),
        ("FY21/22\nFY20/21", ["FY2022", "FY2021"]),
        ("As of December 31 2022 2021 2020", ["FY2022", "FY2021", "FY2020"]),
        ("2018/2019 2017/2018", ["FY2019", "FY2018"]),
        ("FY2020 calculation\nresults\nFY2021 calculation", ["FY2020", "FY2021"]),
        ("2022年 2021年", ["FY2022", "FY2021"]),
        ("GHG emissions    2021", ["FY2021"]),
    ],
)
def test_years_in_order_head_columns(
    drawing: str, terms: list[str], parted: Parted
) -> None:
    header = find_header(parted(drawing), first=0)

    assert _columns(header) == [(term, "value") for term in terms]


@pytest.mark.parametrize(
    "drawing",
    [
        "GHG emissions",
        "Our target is to cut emissions by half by 2030 against 2020",
        "Change 2020",
        "Greenhouse gas emissions rose a good deal more than we had planned in 2021",
    ],
)
def test_other_years_head_nothing(drawing: str, parted: Parted) -> None:
    assert find_header(parted(drawing), first=0) is None


def test_a_change_behind_the_years_is_a_column_of_something_else(
    parted: Parted,
) -> None:
    header = find_header(parted("GHG emissions    2021    2020    Change"), first=0)

    assert _columns(header) == [
        ("FY2021", "value"),
        ("FY2020", "value"),
        (None, "other"),
    ]


def test_a_difference_to_a_year_is_one_column(parted: Parted) -> None:
    header = find_header(parted("2021 2020 Difference to 2020"), first=0)

    assert header is not None
    assert [each.term for each in header.years] == ["FY2021", "FY2020"]


def test_a_target_behind_its_year_is_no_level(parted: Parted) -> None:
    header = find_header(parted("2020    2021    2030 target"), first=0)

    assert header is not None
    assert [each.term for each in header.years] == ["FY2020", "FY2021"]


def test_a_second_block_of_the_same_years_is_of_something_else(
    parted: Parted,
) -> None:
    header = find_header(parted("2021 2020 2021 2020"), first=0)

    assert _columns(header) == [
        ("FY2021", "value"),
        ("FY2020", "value"),
        ("FY2021", "other"),
        ("FY2020", "other"),
    ]


def test_the_last_header_above_the_numbers_counts(parted: Parted) -> None:
    drawing = "Report 2021\nWhat we did, at length and in detail, and why\n2019 2018"

    header = find_header(parted(drawing), first=10)

    assert header is not None
    assert [each.term for each in header.years] == ["FY2019", "FY2018"]
    assert (header.first_row, header.last_row) == (12, 12)


def test_two_scopes_or_more_head_columns(parted: Parted) -> None:
    columns = find_scope_columns(parted("Year    Scope 1    Scope 2 (market-based)"))

    assert [each.scope for each in columns] == ["scope_1", "scope_2_market"]
    assert columns[0].left < columns[1].left


@pytest.mark.parametrize(
    "drawing",
    [
        "Scope 1 emissions",
        "Scope 1: fuels; Scope 2: purchased electricity",
        "Our emissions of Scope 1 are lower than those of Scope 2.",
    ],
)
def test_one_scope_or_a_sentence_heads_no_columns(drawing: str, parted: Parted) -> None:
    assert find_scope_columns(parted(drawing)) == ()


def test_a_lone_year_heads_a_column_where_little_else_stands() -> None:
    assert heads_alone("GHG emissions 2021")
    assert not heads_alone("Base year 2015")
    assert not heads_alone("Greenhouse gas emissions of the group by country in 2021")


def test_years_that_are_compared_with_or_aimed_at_are_beside_the_point() -> None:
    assert is_beside_the_point("Baseline 2015")
    assert is_beside_the_point("Ziel 2030")
    assert not is_beside_the_point("Emissions 2015")
