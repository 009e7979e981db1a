"""A company's revenue, to set its emissions against, and all that is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.formats.plain_text import open_text
from pipelines.ingest.understanding.document import understand
from pipelines.ingest.understanding.revenue import REVENUE, is_revenue

Drawn = Callable[..., Page]
Understood = Callable[..., list[tuple[object, ...]]]

EMISSIONS = """
GHG emissions (t CO2e)              2023       2022
Scope 1                           14,207     15,318
"""
NO_FIGURES = sorted((Path(__file__).parent / "no_figures").glob("*.txt"))


def _revenue(figures: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Take year, value and unit of the revenue among figures."""
    return [(*figure[2:],) for figure in figures if figure[0] == REVENUE]


@pytest.mark.parametrize(
    "label",
    [
        "Revenue",
        "Total revenue (EUR million)",
        "Consolidated net sales, US$m",
        "Net sales of the Group in fiscal 2023 (CHF million)",
        "Revenues 1)",
        "Turnover (£m)",
        "Ricavi netti consolidati (migliaia di euro)",
        "Fatturato totale",
        "Konzernumsatz (Mio. €)",
        "Umsatzerlöse in TEUR",
        "营业收入（亿元）".translate(str.maketrans("（）", "()")),
        "集团总收入 (人民币百万元)",
        "売上高 (百万円)",
    ],
)
def test_labels_of_revenue(label: str) -> None:
    assert is_revenue(label)


@pytest.mark.parametrize(
    "label",
    [
        "GHG emissions per revenue",
        "Emission intensity (t CO2e/RMB million revenue)",
        "Scope 1 per EUR million of revenue",
        "Revenue from the sale of carbon credits (EUR million)",
        "Revenue per employee (EUR)",
        "Revenue growth",
        "% of revenue",
        "Share of revenue (%)",
        "Green revenue (EUR million)",
        "Taxonomy-eligible turnover (EUR million)",
        "Employee turnover",
        "Turnover rate",
        "Cost of sales (EUR million)",
        "Sales (thousand tonnes)",
        "Other revenue (EUR million)",
        "Deferred revenue (USD million)",
        "Revenue in Asia (USD million)",
        "Revenue target (EUR million)",
        "Revenue (previously reported)",
        "Operating income (EUR million)",
        "Capital expenditure (EUR million)",
        "Altri ricavi",
        "Umsatzrendite",
        "其他收入 (百万元)",
        "单位收入碳排放",
        "营业外收入",
    ],
)
def test_labels_that_only_speak_of_revenue(label: str) -> None:
    assert not is_revenue(label)


ROWS = {
    "unit in the label": (
        "Revenue (EUR million)              5,312      4,987",
        [("FY2023", 5312, "million EUR"), ("FY2022", 4987, "million EUR")],
    ),
    "unit beside the label": (
        "Net sales             TEUR     5,312,400  4,987,100",
        [("FY2023", 5312400, "thousand EUR"), ("FY2022", 4987100, "thousand EUR")],
    ),
    "unit behind each number": (
        "Total revenue                US$5.31bn  US$4.99bn",
        [("FY2023", 5.31, "billion USD"), ("FY2022", 4.99, "billion USD")],
    ),
    "currency before each number": (
        "Total revenue                  RMB 5.31bn  RMB 4.99bn",
        [("FY2023", 5.31, "billion CNY"), ("FY2022", 4.99, "billion CNY")],
    ),
    "unit behind the numbers": (
        "Sales                              5,312      4,987   CHF million",
        [("FY2023", 5312, "million CHF"), ("FY2022", 4987, "million CHF")],
    ),
    "in full": (
        "Revenue in EUR        5,312,400,000   4,987,100,000",
        [("FY2023", 5312400000, "EUR"), ("FY2022", 4987100000, "EUR")],
    ),
    "not disclosed for a year": (
        "Revenue (EUR million)              5,312        n/a",
        [("FY2023", 5312, "million EUR"), ("FY2022", None, "million EUR")],
    ),
    "in Chinese": (
        "营业收入（亿元）                  5,312      4,987",
        [
            ("FY2023", 5312, "hundred million CNY"),
            ("FY2022", 4987, "hundred million CNY"),
        ],
    ),
    "in Chinese, with its currency": (
        "总收入           人民币百万元      5,312      4,987",
        [("FY2023", 5312, "million CNY"), ("FY2022", 4987, "million CNY")],
    ),
    "no currency": ("Revenue                  5,312      4,987", []),
    "no currency, in millions": ("Revenue (in millions)   5,312     4,987", []),
    "two currencies": ("Revenue                  EUR 5,312   USD 4,987", []),
    "a currency without units": ("Revenue (SEK million)    5,312   4,987", []),
    "too small for a currency in full": ("Revenue (EUR)     5,312      4,987", []),
    "per tonne": ("Revenue per tonne (EUR million)         5,312     4,987", []),
    "staff": ("Employee turnover                       12%       11%", []),
    "carbon credits": ("Revenue from carbon credits (EUR million)   5    4", []),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_revenue_below_emissions(
    name: str, laid_out: Drawn, understood: Understood
) -> None:
    row, expected = ROWS[name]
    figures = understood(laid_out(EMISSIONS + row))

    assert _revenue(figures) == expected
    assert figures[:2] == understood(laid_out(EMISSIONS))


@pytest.mark.parametrize("name", ROWS)
def test_the_same_row_flattened_to_a_line(
    name: str, flattened: Drawn, understood: Understood
) -> None:
    row, expected = ROWS[name]
    lines = [" ".join(line.split()) for line in (EMISSIONS + row).splitlines()]

    assert _revenue(understood(flattened("\n".join(lines)))) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Total revenue RMB 5,312 million RMB 4,987 million",
            [("FY2023", 5312, "million CNY"), ("FY2022", 4987, "million CNY")],
        ),
        (
            "Revenue\n(EUR million)\n5,312\n4,987",
            [("FY2023", 5312, "million EUR"), ("FY2022", 4987, "million EUR")],
        ),
        (
            "Revenue (EUR million)\n5,312\n4,987",
            [("FY2023", 5312, "million EUR"), ("FY2022", 4987, "million EUR")],
        ),
        (
            "营业收入：5,312亿元 4,987亿元",
            [
                ("FY2023", 5312, "hundred million CNY"),
                ("FY2022", 4987, "hundred million CNY"),
            ],
        ),
        ("per EUR 1 million revenues 2.7 3.1", []),
        ("Scope 1 per EUR million revenue 2.7 3.1", []),
        ("Revenue rose to EUR 5,312 million from EUR 4,987 million", []),
        ("In 2023 our revenue was EUR 5,312 million.", []),
    ],
)
def test_a_flattened_line(
    flattened: Drawn,
    understood: Understood,
    line: str,
    expected: list[tuple[object, ...]],
) -> None:
    assert _revenue(understood(flattened(EMISSIONS + line))) == expected


HEADED = {
    "unit above the table": (
        """
Key figures (EUR million)           2023       2022
Revenue                            5,312      4,987
""",
        ["million EUR"] * 2,
    ),
    "currency in the row, multiplier above": (
        """
In millions, except per share       2023       2022
Net sales                         €5,312     €4,987
""",
        ["million EUR"] * 2,
    ),
    "in Italian": (
        """
(migliaia di euro)                  2023       2022
Ricavi delle vendite               5.312      4.987
""",
        ["thousand EUR"] * 2,
    ),
    "in German": (
        """
Kennzahlen in Mio. €                2023       2022
Umsatzerlöse                       5.312      4.987
""",
        ["million EUR"] * 2,
    ),
    "two currencies above": (
        """
                               RMB million   US$ million
Year                                2023          2022
Revenue                            5,312           748
""",
        [],
    ),
    "unit of a table above": (
        """
Balance sheet (EUR million)         2023       2022
Total assets                       9,100      8,800
Staff                               2023       2022
Turnover                             512        487
""",
        [],
    ),
    "unit of an intensity above": (
        """
Key figures                         2023       2022
Energy intensity (MWh per EUR million)
Sales                              5,312      4,987
""",
        [],
    ),
}


@pytest.mark.parametrize("name", HEADED)
def test_a_unit_above_the_row(
    name: str, laid_out: Drawn, understood: Understood
) -> None:
    drawing, units = HEADED[name]
    figures = understood(laid_out(EMISSIONS), laid_out(drawing, "2"))

    assert [unit for *_, unit in _revenue(figures)] == units


@pytest.mark.parametrize(("lines", "years"), [(2, ["FY2023"]), (12, [])])
def test_a_lone_year_far_above_is_not_that_of_the_revenue(
    flattened: Drawn, understood: Understood, lines: int, years: list[str]
) -> None:
    address = "Our offices are open to visitors\n" * lines
    page = flattened(f"Key figures 2023\n{address}Revenue: 5,312,000,000 €", "2")

    assert [
        year for year, *_ in _revenue(understood(flattened(EMISSIONS), page))
    ] == years


def test_years_across_or_down_read_alike(
    laid_out: Drawn, understood: Understood
) -> None:
    down = """
Year    Scope 1 (t CO2e)    Scope 2 (t CO2e)    Revenue (USD million)
2023              14,207               8,113                    5,312
2022              15,318               8,420                    4,987
"""

    figures = understood(laid_out(down))

    assert _revenue(figures) == [
        ("FY2023", 5312, "million USD"),
        ("FY2022", 4987, "million USD"),
    ]
    assert [figure[1:4] for figure in figures if figure[0] != REVENUE] == [
        ("scope_1", "FY2023", 14207),
        ("scope_2_unspecified", "FY2023", 8113),
        ("scope_1", "FY2022", 15318),
        ("scope_2_unspecified", "FY2022", 8420),
    ]


def test_a_column_of_revenue_before_the_scopes_shifts_none(
    understood: Understood,
) -> None:
    lines = (
        ("Year", "Net sales (EUR m)", "Scope 1 (t CO2e)", "Scope 2 (t CO2e)"),
        ("2023", "5312", "14207", "8113"),
        ("2022", "4987", "15318", "8420"),
    )
    rows = tuple(
        Row(tuple(Cell(text, at, at + 1.0) for at, text in enumerate(line)), "line 1")
        for line in lines
    )

    figures = understood(Page(None, rows=rows, is_laid_out=True))

    assert sorted((*figure[1:4],) for figure in figures) == [
        ("not_applicable", "FY2022", 4987),
        ("not_applicable", "FY2023", 5312),
        ("scope_1", "FY2022", 15318),
        ("scope_1", "FY2023", 14207),
        ("scope_2_unspecified", "FY2022", 8420),
        ("scope_2_unspecified", "FY2023", 8113),
    ]


def test_intensities_stay_intensities(laid_out: Drawn, understood: Understood) -> None:
    page = laid_out(
        EMISSIONS
        + """
Scope 1 (t CO2e per million EUR)     2.7        3.1
Revenue (EUR million)              5,312      4,987
"""
    )

    assert [figure[0] for figure in understood(page)] == [
        "ghg_emissions_gross",
        "ghg_emissions_gross",
        "ghg_intensity_revenue",
        "ghg_intensity_revenue",
        "revenue",
        "revenue",
    ]


def test_the_largest_revenue_of_a_year_is_the_company_s(
    laid_out: Drawn, understood: Understood
) -> None:
    segments = """
Europe (EUR million)                2023       2022
Revenue                            3,100      2,900
Asia (EUR million)                  2023       2022
Revenue                            2,212      2,087
"""
    group = """
Revenue (EUR billion)               2023       2022
Revenue                              5.3        5.0
"""

    figures = understood(
        laid_out(EMISSIONS), laid_out(segments, "2"), laid_out(group, "3")
    )

    assert _revenue(figures) == [
        ("FY2023", 5.3, "billion EUR"),
        ("FY2022", 5.0, "billion EUR"),
    ]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("", ["million USD", "million USD"]),
        ("All amounts are in Australian dollars.", []),
    ],
)
def test_a_dollar_is_the_one_that_the_document_names(
    laid_out: Drawn,
    flattened: Drawn,
    understood: Understood,
    words: str,
    units: list[str],
) -> None:
    page = laid_out(f"{EMISSIONS}Revenue ($ million)       5,312      4,987")

    figures = understood(page, flattened(words, "2"))

    assert [unit for *_, unit in _revenue(figures)] == units


def test_the_sign_that_was_taken_for_a_currency_is_told(laid_out: Drawn) -> None:
    page = laid_out(f"{EMISSIONS}Revenue ($ million)       5,312      4,987")

    *_, figure = understand(Content((page,))).figures

    assert (figure.value_text, figure.unit_text) == ("4,987", "$ million")
    assert "'$' read as USD" in figure.number.reasons
    assert figure.row.measure_text == "Revenue ($ million)"


ALONE = """
Consolidated income statement (EUR million)      2023       2022
Revenue                                         5,312      4,987
Cost of sales                                 (3,201)    (3,022)
Number of employees                            12,400     12,100
"""


def test_revenue_is_left_out_where_nothing_can_be_set_against_it(
    laid_out: Drawn, understood: Understood
) -> None:
    energy = """
                                                 2023       2022
Energy consumption (MWh)                       88,120     90,033
"""

    assert _revenue(understood(laid_out(ALONE))) == []
    assert len(_revenue(understood(laid_out(ALONE), laid_out(energy, "2")))) == 2


@pytest.mark.parametrize("page", NO_FIGURES, ids=lambda page: page.stem)
def test_a_page_without_emissions_yields_no_revenue(page: Path) -> None:
    figures = understand(open_text(page)).figures

    assert [each for each in figures if each.row.measure_term == REVENUE] == []
