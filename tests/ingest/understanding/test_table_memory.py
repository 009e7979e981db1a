"""What stood above a row goes on to count, until something else takes its place."""

from collections.abc import Callable

from pipelines.ingest.content import Page

Drawn = Callable[..., Page]
Understood = Callable[..., list[tuple[object, ...]]]
Gross = Callable[..., list[tuple[object, ...]]]

LOCATION, MARKET = "scope_2_location", "scope_2_market"


def test_a_later_header_takes_the_place_of_scopes_over_columns(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
t CO2e                  Scope 1      Scope 2
2020                     15,318        8,420

Energy                     2021         2020
Energy consumption (GWh)    612          590
""")

    assert understood(page) == [
        *gross("scope_1", FY2020=15318),
        *gross("scope_2_unspecified", FY2020=8420),
        ("energy_consumption", "not_applicable", "FY2021", 612, "GWh"),
        ("energy_consumption", "not_applicable", "FY2020", 590, "GWh"),
    ]


def test_a_later_header_takes_the_place_of_an_earlier_one(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
GHG emissions (t CO2e) 2021 2020
Scope 1 14,207 15,318
GHG emissions (kt CO2e) 2018 2019
Scope 3 120 118
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        *gross("scope_3", "kt CO2e", FY2018=120, FY2019=118),
    ]


def test_methods_head_columns(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
2021                    Location-based      Market-based
Scope 2 (t CO2e)                 8,113             2,051
""")

    assert understood(page) == [
        *gross(LOCATION, FY2021=8113),
        *gross(MARKET, FY2021=2051),
    ]


def test_a_label_begins_in_the_row_above(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
GHG emissions (t CO2e) 2021 2020
Scope 2 emissions of purchased
power, market-based 2,051 3,307
Scope 2 losses, market-based 51 63
""")

    assert understood(page) == gross(MARKET, FY2021=2051, FY2020=3307)


def test_the_unit_of_a_total_holds_for_the_rows_below(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
2021 2020
Scope 1 (t CO2e) 14,207 15,318
Scope 3 120,440 118,322
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        *gross("scope_3", FY2021=120440, FY2020=118322),
    ]


def test_the_unit_of_energy_does_not_hold_for_emissions(
    flattened: Drawn, understood: Understood
) -> None:
    page = flattened("""
2021 2020
Energy consumption (GWh) 612 590
Scope 1 14,207 15,318
""")

    assert [row[0] for row in understood(page)] == ["energy_consumption"] * 2


def test_a_heading_of_intensities_ends_with_the_next_heading(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
2021 2020
GHG intensity (t CO2e per million EUR)
Scope 1 12.1 13.5
GHG emissions (t CO2e)
Scope 1 14,207 15,318
""")

    assert understood(page) == gross("scope_1", FY2021=14207, FY2020=15318)


def test_a_year_above_the_table_holds_where_no_column_has_one(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
Greenhouse gas emissions of the whole group in the fiscal year 2021
Scope 1 (t CO2e) 14,207
Scope 3 (t CO2e) 120,440
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207),
        *gross("scope_3", FY2021=120440),
    ]
