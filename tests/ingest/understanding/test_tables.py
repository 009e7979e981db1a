"""Small pages with tables, as drawn and as flattened: exactly what they give."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Cell, Page, Row

Drawn = Callable[..., Page]
Understood = Callable[..., list[tuple[object, ...]]]
Gross = Callable[..., list[tuple[object, ...]]]

LOCATION, MARKET = "scope_2_location", "scope_2_market"
SCOPE_2 = "scope_2_unspecified"
THOUSAND = "thousand metric tons CO2e"
PER_REVENUE = "ghg_intensity_revenue"


def _flat(drawing: str) -> str:
    """Take the gaps between the cells of a drawing away, as a text layer does."""
    return "\n".join(" ".join(line.split()) for line in drawing.splitlines())


TWO_YEARS = """
GHG emissions (t CO2e)              2021       2020
Scope 1                           14,207     15,318
Scope 2 (location-based)           8,113      8,420
Scope 2 (market-based)             2,051      3,307
Scope 3                          120,440    118,322
"""
ASCENDING = """
GHG emissions               Unit        2020       2021
Scope 1                   t CO2e      15,318     14,207
Scope 2 (location-based)  t CO2e       8,420      8,113
"""
UNIT_IN_LABELS = """
                                         2021       2020
Scope 1 (t CO2e)                       14,207     15,318
Scope 2, market-based (t CO2e)          2,051      3,307
"""
HEADER_ON_ROWS = """
                         Our carbon footprint
                         Fiscal year ended 31 March
                           2021        2020
                          tCO2e       tCO2e
Scope 1                  14,207      15,318
Scope 2                   8,113       8,420
"""
WITH_CHANGES = """
In tonnes CO2e             2021        2020     Change
Scope 1                  14,207      15,318      -7.3%
Scope 2                   8,113       8,420      -3.6%
"""
WITH_DIFFERENCES = """
In tonnes CO2e             2021        2020     Change
Scope 1                  14,207      15,318     -1,111
Scope 2                   8,113       8,420       -307
"""
WITH_NOTES = """
GHG emissions (t CO2e)    Note     2021       2020
Scope 1                      4   14,207     15,318
Scope 2                      5    8,113      8,420
"""
WITH_MARKS = """
GHG emissions (t CO2e)           2021¹       2020
Scope 11                       14,207*     15,318
Scope 2 (location-based)2       8,113²      8,420
Scope 3³                      120,440    118,322¹
"""
WITH_PARTS = """
GHG emissions (t CO2e)              2021       2020
Scope 1                           14,207     15,318
Natural gas                       10,000     11,000
Vehicle fuel                       4,207      4,318
Scope 2                            8,113      8,420
District heating                     113        120
"""
SECTION_TOTAL = """
GHG emissions (t CO2e)              2021       2020
Scope 1
Natural gas                       10,000     11,000
Vehicle fuel                       4,207      4,318
Total                             14,207     15,318
"""
SUM_OF_ROWS = """
GHG emissions (t CO2e)              2021       2020
Scope 1 – natural gas             10,000     11,000
Scope 1 – vehicle fuel             4,207      4,318
Scope 1 – burnt fuels             14,207     15,318
"""
TOTAL_BY_SUM = """
GHG emissions (t CO2e)              2021       2020
Scope 1                           14,207     15,318
Scope 2                            8,113      8,420
Scope 3                          120,440    118,322
Total emissions                  142,760    142,060
"""
OTHER_ROWS = """
GHG emissions (t CO2e)                         2021       2020
Scope 1                                      14,207     15,318
Scope 1 intensity (t CO2e per million EUR)     12.1       13.5
Scope 1 target                               13,000     14,000
Scope 1 (previously reported)                14,300     15,400
NOx emissions (t)                               120        130
Scope 1 per employee                            2.1        2.2
Revenue (EUR million)                         1,170      1,134
"""
METHOD_BELOW = """
GHG emissions (t CO2e)              2021       2020
Scope 1                           14,207     15,318
Scope 2
(location-based)                   8,113      8,420
Scope 2
(market-based)                     2,051      3,307
"""
FOUR_YEARS = """
Greenhouse gas emissions (thousand tonnes CO2e)
                     2018      2019      2020      2021
Scope 1             150.3     142.1     139.4     131.0
Scope 2              90.1      80.2      77.7      70.5
"""
FINANCIAL_YEARS = """
Emissions (tCO2e)     FY19/20    FY20/21    FY21/22
Scope 1                14,207     15,318     16,020
"""
SPLIT_YEARS = """
Emissions (t CO2e)     2018/2019    2017/2018
Scope 1                    1,207        1,318
"""
CATEGORIES = """
Scope 3 emissions (t CO2e)             2021       2020
Purchased goods and services         80,000     79,000
Business travel                       1,440      1,322
Total Scope 3                       120,440    118,322
"""
UNITS_IN_CELLS = """
GHG emissions                 2021              2020
Scope 1               14,207 tCO2e      15,318 tCO2e
Scope 2                8,113 tCO2e       8,420 tCO2e
"""
BASE_YEAR = """
GHG emissions (t CO2e)     2015 (base year)       2020       2021
Scope 1                              20,000     15,318     14,207
"""


def _scopes_1_and_2(gross: Gross) -> list[tuple[object, ...]]:
    return [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        *gross(SCOPE_2, FY2021=8113, FY2020=8420),
    ]


EXPECTED: dict[str, tuple[str, Callable[[Gross], list[tuple[object, ...]]]]] = {
    "years descending, unit above": (
        TWO_YEARS,
        lambda gross: [
            *gross("scope_1", FY2021=14207, FY2020=15318),
            *gross(LOCATION, FY2021=8113, FY2020=8420),
            *gross(MARKET, FY2021=2051, FY2020=3307),
            *gross("scope_3", FY2021=120440, FY2020=118322),
        ],
    ),
    "years ascending, unit in a column of its own": (
        ASCENDING,
        lambda gross: [
            *gross("scope_1", FY2020=15318, FY2021=14207),
            *gross(LOCATION, FY2020=8420, FY2021=8113),
        ],
    ),
    "unit in the labels": (
        UNIT_IN_LABELS,
        lambda gross: [
            *gross("scope_1", FY2021=14207, FY2020=15318),
            *gross(MARKET, FY2021=2051, FY2020=3307),
        ],
    ),
    "header on several rows": (HEADER_ON_ROWS, _scopes_1_and_2),
    "changes in percent": (WITH_CHANGES, _scopes_1_and_2),
    "changes in tonnes": (WITH_DIFFERENCES, _scopes_1_and_2),
    "notes": (WITH_NOTES, _scopes_1_and_2),
    "footnote marks": (
        WITH_MARKS,
        lambda gross: [
            *gross("scope_1", FY2021=14207, FY2020=15318),
            *gross(LOCATION, FY2021=8113, FY2020=8420),
            *gross("scope_3", FY2021=120440, FY2020=118322),
        ],
    ),
    "parts below their scope": (WITH_PARTS, _scopes_1_and_2),
    "total of a section": (
        SECTION_TOTAL,
        lambda gross: gross("scope_1", FY2021=14207, FY2020=15318),
    ),
    "total by its sum": (
        SUM_OF_ROWS,
        lambda gross: gross("scope_1", FY2021=14207, FY2020=15318),
    ),
    "scopes of a total by its sum": (
        TOTAL_BY_SUM,
        lambda gross: [
            *_scopes_1_and_2(gross),
            *gross("scope_3", FY2021=120440, FY2020=118322),
            *gross("scope_1_2_3_unspecified", FY2021=142760, FY2020=142060),
        ],
    ),
    "rows of other things": (
        OTHER_ROWS,
        lambda gross: [
            *gross("scope_1", FY2021=14207, FY2020=15318),
            (PER_REVENUE, "scope_1", "FY2021", 12.1, "tCO2e/million EUR"),
            (PER_REVENUE, "scope_1", "FY2020", 13.5, "tCO2e/million EUR"),
            ("revenue", "not_applicable", "FY2021", 1170, "million EUR"),
            ("revenue", "not_applicable", "FY2020", 1134, "million EUR"),
        ],
    ),
    "method in a second row": (
        METHOD_BELOW,
        lambda gross: [
            *gross("scope_1", FY2021=14207, FY2020=15318),
            *gross(LOCATION, FY2021=8113, FY2020=8420),
            *gross(MARKET, FY2021=2051, FY2020=3307),
        ],
    ),
    "four years in thousands": (
        FOUR_YEARS,
        lambda gross: [
            *gross(
                "scope_1",
                THOUSAND,
                FY2018=150.3,
                FY2019=142.1,
                FY2020=139.4,
                FY2021=131,
            ),
            *gross(
                SCOPE_2, THOUSAND, FY2018=90.1, FY2019=80.2, FY2020=77.7, FY2021=70.5
            ),
        ],
    ),
    "financial years": (
        FINANCIAL_YEARS,
        lambda gross: gross("scope_1", FY2020=14207, FY2021=15318, FY2022=16020),
    ),
    "years over two calendar years": (
        SPLIT_YEARS,
        lambda gross: gross("scope_1", FY2019=1207, FY2018=1318),
    ),
    "categories of Scope 3": (
        CATEGORIES,
        lambda gross: [
            *gross("scope_3_category_1", FY2021=80000, FY2020=79000),
            *gross("scope_3_category_6", FY2021=1440, FY2020=1322),
            *gross("scope_3", FY2021=120440, FY2020=118322),
        ],
    ),
    "units in the cells": (UNITS_IN_CELLS, _scopes_1_and_2),
    "base year": (
        BASE_YEAR,
        lambda gross: gross("scope_1", FY2015=20000, FY2020=15318, FY2021=14207),
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_as_drawn(
    name: str, laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    drawing, expected = EXPECTED[name]

    assert understood(laid_out(drawing)) == expected(gross)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_same_table_flattened_to_lines(
    name: str, flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    drawing, expected = EXPECTED[name]

    assert understood(flattened(_flat(drawing))) == expected(gross)


def test_the_day_of_the_accounts_is_no_column(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
As of December 31 2022 2021 2020
Scope 1 – Direct GHG emissions t CO 2e 41,906 39,580 39,604
Scope 2 – Indirect GHG emissions (location-based) t CO 2e 12,004 12,950 13,871
""")

    assert understood(page) == [
        *gross("scope_1", FY2022=41906, FY2021=39580, FY2020=39604),
        *gross(LOCATION, FY2022=12004, FY2021=12950, FY2020=13871),
    ]


def test_scopes_head_the_columns_and_years_the_rows(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
t CO2e        Scope 1       Scope 2       Scope 3
2019           16,021         9,004       131,009
2020           15,318         8,420       118,322
""")

    assert understood(page) == [
        *gross("scope_1", FY2019=16021),
        *gross(SCOPE_2, FY2019=9004),
        *gross("scope_3", FY2019=131009),
        *gross("scope_1", FY2020=15318),
        *gross(SCOPE_2, FY2020=8420),
        *gross("scope_3", FY2020=118322),
    ]


def test_years_stand_over_the_scopes(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
                           2021                    2020
                    Scope 1    Scope 2      Scope 1     Scope 2
Emissions (tCO2e)    14,207      8,113       15,318       8,420
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207),
        *gross(SCOPE_2, FY2021=8113),
        *gross("scope_1", FY2020=15318),
        *gross(SCOPE_2, FY2020=8420),
    ]


def test_a_year_that_is_missing_on_a_page_is_told_by_place(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
GHG emissions (t CO2e)      2019       2020       2021
Scope 1                   16,021     15,318     14,207
Scope 3                  118,322               120,440
""")

    assert understood(page) == [
        *gross("scope_1", FY2019=16021, FY2020=15318, FY2021=14207),
        *gross("scope_3", FY2019=118322, FY2021=120440),
    ]


def test_a_sign_for_nothing_keeps_its_column(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
GHG emissions (t CO2e) 2021 2020 2019
Scope 1 14,207 15,318 –
Scope 3 120,440 n/a n/a
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207, FY2020=15318, FY2019=None),
        *gross("scope_3", FY2021=120440, FY2020=None, FY2019=None),
    ]


def test_each_cell_on_a_line_of_its_own(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    lines = "GHG emissions (t CO2e)|2021|2020|Scope 1|14,207|15,318|Scope 2|8,113|8,420"

    page = flattened(lines.replace("|", "\n"))

    assert understood(page) == _scopes_1_and_2(gross)


def test_sites_never_add_up_to_the_company(
    laid_out: Drawn, understood: Understood
) -> None:
    page = laid_out("""
Scope 1 emissions (t CO2e)      2021       2020
Hamburg plant                  4,207      4,318
Lyon plant                     6,000      7,000
Austin plant                   4,000      4,500
""")

    assert understood(page) == []


def test_a_scope_without_a_unit_needs_review(
    laid_out: Drawn, understood: Understood
) -> None:
    page = laid_out("""
Emissions        2021       2020
Scope 1        14,207     15,318
""")

    assert understood(page) == []


def test_the_numbers_along_an_axis_are_no_figures(
    laid_out: Drawn, understood: Understood
) -> None:
    page = laid_out("""
Scope 1 emissions (t CO2e)
20,000
15,000
10,000
 5,000
     0
           2019     2020     2021
""")

    assert understood(page) == []


def test_energy_stands_beside_emissions(
    flattened: Drawn, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
2021 2020
Scope 1 (t CO2e) 14,207 15,318
Energy consumption (GWh) 612 590
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        ("energy_consumption", "not_applicable", "FY2021", 612, "GWh"),
        ("energy_consumption", "not_applicable", "FY2020", 590, "GWh"),
    ]


def test_rows_of_one_table_never_head_those_of_another(
    understood: Understood,
) -> None:
    header = Row((Cell("GHG emissions (t CO2e)", 0, 1), Cell("2021", 1, 2)), "row 1", 0)
    row = Row((Cell("Scope 1", 0, 1), Cell("14,207", 1, 2)), "row 2", 1)

    assert understood(Page("1", rows=(header, row), is_laid_out=True)) == []


def test_cells_of_a_sheet_are_read_by_their_columns(
    understood: Understood, gross: Gross
) -> None:
    grid = [
        ("GHG emissions", "Unit", "2020", "2021"),
        ("Scope 1", "t CO2e", "15318", "14207"),
        ("Scope 3", "t CO2e", "", "120440"),
    ]
    rows = tuple(
        Row(
            tuple(
                Cell(text, column, column + 1, f"{'ABCD'[column]}{number}")
                for column, text in enumerate(texts)
                if text
            ),
            'sheet "GHG"',
        )
        for number, texts in enumerate(grid, start=1)
    )

    assert understood(Page("GHG", rows=rows, is_laid_out=True)) == [
        *gross("scope_1", FY2020=15318, FY2021=14207),
        *gross("scope_3", FY2021=120440),
    ]


def test_of_parts_in_columns_the_group_is_kept(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
2021, t CO2e          Retail     Logistics      Group
Scope 1                4,207        10,000     14,207
Scope 2                1,113         7,000      8,113
""")

    assert understood(page) == [
        *gross("scope_1", FY2021=14207),
        *gross(SCOPE_2, FY2021=8113),
    ]


def test_a_target_in_a_column_is_no_figure(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
GHG emissions (t CO2e)       2020       2021     Target 2030
Scope 1                    15,318     14,207          10,000
""")

    assert understood(page) == gross("scope_1", FY2020=15318, FY2021=14207)


def test_the_number_of_a_note_is_no_figure(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
GHG emissions (t CO2e)    Note      2019       2020       2021
Scope 1                      4    16,021     15,318     14,207
Scope 3                      5              118,322    120,440
""")

    assert understood(page) == [
        *gross("scope_1", FY2019=16021, FY2020=15318, FY2021=14207),
        *gross("scope_3", FY2020=118322, FY2021=120440),
    ]


def test_a_source_below_the_heading_of_a_scope_is_not_the_scope(
    laid_out: Drawn, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
GHG emissions (t CO2e)                 2021       2020
Scope 2
Electricity                           8,000      8,300
District heating                        113        120
Total                                 8,113      8,420
""")

    assert understood(page) == gross(SCOPE_2, FY2021=8113, FY2020=8420)


@pytest.mark.parametrize(
    "text",
    [
        "单位：吨二氧化碳当量 2021年 2020年\n范围一 14,207 15,318\n",
        "t CO2e 2021 2020\nScope 1 (fuel combustion) 14,207 15,318\n"
        "of which natural gas 10,000 11,000\nof which vehicles 4,207 4,318\n",
        "t CO2e 2021 2020 2030 target\nDirect emissions (Scope 1),\n"
        "all gases 14,207 15,318 7,000\n",
        "t CO2e F21 F20\nScope 1 14,207 15,318\n",
    ],
)
def test_flattened_tables_of_awkward_print_are_read(
    flattened: Drawn, understood: Understood, gross: Gross, text: str
) -> None:
    found = understood(flattened(text))

    assert found == gross("scope_1", FY2021=14207, FY2020=15318)
