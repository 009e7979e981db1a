"""Whole documents of a page or a few: each figure once, in order, and no others."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Content, Page
from pipelines.ingest.understanding.document import understand

Make = Callable[..., Page]
Understood = Callable[..., list[tuple[object, ...]]]
Gross = Callable[..., list[tuple[object, ...]]]

TABLE = "GHG emissions (t CO2e) 2021 2020\nScope 1 14,207 15,318\n"
SCOPE_2 = "scope_2_unspecified"
THOUSAND = "thousand metric tons CO2e"


def _places(*pages: Page) -> list[tuple[int, str | None, str | None]]:
    return [
        (each.row.ordinal, each.row.page, each.row.locator)
        for each in understand(Content(pages)).figures
    ]


def test_the_same_figure_on_two_pages_is_one_with_two_places(flattened: Make) -> None:
    again = flattened("Key figures 2021\nScope 1 emissions (t CO2e) 14,207\n", "41")

    assert _places(flattened(TABLE, "3"), again) == [
        (1, "3", "line 2; page 41, line 2"),
        (2, "3", "line 2"),
    ]


def test_a_rounded_restatement_in_a_sentence_is_the_same_figure(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    told = flattened(
        "In 2021 our Scope 1 emissions were approximately 14,200 tonnes of CO2e.\n",
        "41",
    )

    assert understood(flattened(TABLE, "3"), told) == gross(
        "scope_1", FY2021=14207, FY2020=15318
    )
    assert _places(flattened(TABLE, "3"), told)[0] == (
        1,
        "3",
        "line 2; page 41, line 1",
    )


def test_another_number_in_a_sentence_is_another_figure(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    told = flattened(
        "In 2021 our Scope 3 emissions were 120,440 tonnes of CO2e.\n", "41"
    )

    assert understood(flattened(TABLE, "3"), told) == [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        *gross("scope_3", FY2021=120440),
    ]


def test_the_same_document_is_understood_in_the_same_way(flattened: Make) -> None:
    content = Content(
        (
            flattened(TABLE, "3"),
            flattened("Scope 2 emissions fell by 5 % to 8,113 t CO2e in 2021.\n", "4"),
        )
    )

    first, second = understand(content), understand(content)

    assert first.figures == second.figures
    assert first.claims == second.claims


def test_ordinals_follow_the_pages_and_are_never_used_twice(flattened: Make) -> None:
    document = understand(
        Content(
            (
                flattened("In 2021 our Scope 3 emissions were 99 tonnes of CO2e.", "1"),
                flattened(TABLE, "2"),
            )
        )
    )

    assert [(each.row.ordinal, each.row.page) for each in document.figures] == [
        (1, "1"),
        (2, "2"),
        (3, "2"),
    ]


def test_a_figure_says_why_it_was_read(flattened: Make) -> None:
    figure, _ = understand(Content((flattened(TABLE),))).figures

    assert figure.number.reasons
    assert figure.value_text == "14,207"
    assert figure.unit_text == "t CO2e"
    assert figure.row.context == "Scope 1 14,207 15,318"


def test_the_context_stays_short(flattened: Make) -> None:
    row = f"Scope 1 {'as calculated by the factors of the grid ' * 4}14,207 15,318"

    document = understand(
        Content((flattened(f"GHG emissions (t CO2e) 2021 2020\n{row}\n{row * 3}\n"),))
    )

    assert all(len(each.row.context or "") <= 300 for each in document.figures)


@pytest.mark.parametrize(
    ("title", "period"),
    [("Sustainability Report 2021", "FY2021"), ("Annual Report 2018/19", "FY2019")],
)
def test_without_a_year_of_its_own_a_figure_is_of_the_documents_year(
    title: str, period: str, flattened: Make
) -> None:
    page = flattened("GHG emissions (t CO2e)\nScope 1 14,207\n")

    (figure,) = understand(Content((page,), title=title)).figures

    assert figure.row.period_term == period
    assert "year that the document is of" in figure.number.reasons


def test_a_document_says_what_it_is(flattened: Make) -> None:
    content = Content(
        (flattened("© 2022"), flattened(TABLE, "2")), warnings=["page 3 is a picture"]
    )

    document = understand(content)

    assert document.page_count == 2
    assert document.dated_text == "2022"
    assert document.warnings == ["page 3 is a picture"]


def test_the_date_that_a_format_carries_counts_first(flattened: Make) -> None:
    content = Content((flattened("© 2022"),), dated="2021-07-31")

    assert understand(content).dated_text == "2021-07-31"


def test_each_page_tells_its_own_decimal_mark(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    italian = "Emissioni (tCO2e) 2019\nScope 1 12.734\nSpesa 1.234.567,80 euro\n"
    english = "Emissions (ktCO2e) 2018\nScope 1 12.731\nCost 1,234,567.80 euros\n"

    assert understood(flattened(italian, "1"), flattened(english, "2")) == [
        *gross("scope_1", FY2019=12734),
        *gross("scope_1", "kt CO2e", FY2018=12.731),
    ]


def test_a_point_parts_thousands_in_an_italian_table(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
Emissioni di gas serra (tonnellate di CO2e) 2019 2018
Emissioni dirette (Scope 1) 12.734 13.005
Emissioni indirette (Scope 2) 2.734 3.121
Consumo di energia (MWh) 45.678,5 47.011,2
""")

    assert understood(page) == [
        *gross("scope_1", FY2019=12734, FY2018=13005),
        *gross(SCOPE_2, FY2019=2734, FY2018=3121),
        ("energy_consumption", "not_applicable", "FY2019", 45678.5, "MWh"),
        ("energy_consumption", "not_applicable", "FY2018", 47011.2, "MWh"),
    ]


LANGUAGES = {
    "Italian, by scopes": """
Emissioni GHG (tCO2eq) 2021 2020
Ambito 1 14.207 15.318
Ambito 2 8.113 8.420
""",
    "Italian, by words": """
Emissioni (tonnellate di CO2 equivalente) 2021 2020
Emissioni dirette 14.207 15.318
Emissioni indirette 8.113 8.420
""",
    "Italian, with dates": """
Emissioni GHG u.m. 31.12.2021 31.12.2020 Variazione %
Scopo 1 tCO2eq 14.207 15.318 -7,3%
Scopo 2 tCO2eq 8.113 8.420 -3,6%
""",
    "German, by scopes": """
THG-Emissionen (t CO2e) 2021 2020
Scope 1 14.207 15.318
Scope 2 8.113 8.420
""",
    "German, by words": """
Treibhausgasemissionen in t CO2-Äquivalenten 2021 2020
Direkte Emissionen 14.207 15.318
Indirekte Emissionen 8.113 8.420
""",
    "Chinese, by scopes": """
温室气体排放（吨二氧化碳当量） 2021年 2020年
范围一 14,207 15,318
范围二 8,113 8,420
""",
    "Chinese, by words": """
温室气体排放（吨二氧化碳当量） 2021年 2020年
直接排放 14,207 15,318
间接排放 8,113 8,420
""",
    "French, with spaces": """
Émissions de GES (t CO2 éq.) 2021 2020
Périmètre 1 14 207 15 318
Périmètre 2 8 113 8 420
""",
    "French, with thin spaces": """
Émissions de gaz à effet de serre (t CO2e) 2021 2020
Scope 1 14\u202f207 15\u202f318
Scope 2 8\u202f113 8\u202f420
""",
    "Spanish": """
Emisiones de GEI (toneladas de CO2) 2021 2020
Alcance 1 14.207 15.318
Alcance 2 8.113 8.420
""",
    "Swedish": """
Växthusgasutsläpp (ton CO2e) 2021 2020
Scope 1 14 207 15 318
Scope 2 8 113 8 420
""",
    "Japanese": """
温室効果ガス排出量 (t-CO2) 2021年度 2020年度
スコープ1 14,207 15,318
スコープ2 8,113 8,420
""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_in_many_languages(
    language: str, flattened: Make, understood: Understood, gross: Gross
) -> None:
    assert understood(flattened(LANGUAGES[language])) == [
        *gross("scope_1", FY2021=14207, FY2020=15318),
        *gross(SCOPE_2, FY2021=8113, FY2020=8420),
    ]


def test_german_decimals_in_thousands(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    page = flattened("""
Treibhausgasemissionen (Tsd. t CO2e) 2020 2021
Direkte Emissionen (Scope 1) 14,2 13,9
Sonstige indirekte Emissionen (Scope 3) 120,4 118,8
""")

    assert understood(page) == [
        *gross("scope_1", THOUSAND, FY2020=14.2, FY2021=13.9),
        *gross("scope_3", THOUSAND, FY2020=120.4, FY2021=118.8),
    ]


def test_an_ambiguous_spelling_of_the_unit_is_passed_on_as_printed(
    flattened: Make, understood: Understood, gross: Gross
) -> None:
    page = flattened("GHG emissions (MT CO2e) 2021 2020\nScope 1 14,207 15,318\n")

    assert understood(page) == gross("scope_1", "MT CO2e", FY2021=14207, FY2020=15318)


@pytest.mark.parametrize("text", ["", "   \n\n", "Chapter 3", "2021"])
def test_an_empty_page_states_nothing(text: str, flattened: Make) -> None:
    document = understand(Content((flattened(text),)))

    assert document.figures == []
    assert document.claims == []


def test_a_document_without_pages_states_nothing() -> None:
    document = understand(Content(()))

    assert (document.figures, document.page_count) == ([], 0)


FINANCE = {
    "income statement": """
Consolidated income statement (EUR million)      2021       2020
Revenue                                       1,234.5    1,111.2
Cost of sales                                 (804.3)    (755.0)
Energy costs                                     98.1       87.7
Net profit                                        120         98
Dividend per share (EUR)                         1.20       1.10
""",
    "balance sheet with emission rights": """
Consolidated balance sheet (EUR thousand)   Note   31.12.2021   31.12.2020
Property, plant and equipment                  4      120,440      118,322
Emission rights                                5        8,113        8,420
Trade receivables                              6       31,204       29,117
Total assets                                          142,760      142,060
""",
    "provisions for allowances": """
EUR thousand                                       2021       2020
Provision for CO2 emission allowances             1,204      1,110
Purchased emission certificates (EUA)               830        720
Scope of consolidation, number of companies          31         29
""",
    "prices": """
Market prices                          2021       2020
CO2 price (EUR/t)                      53.6       24.8
Electricity price (EUR/MWh)            96.9       30.5
Natural gas (EUR/MWh)                  46.8        9.4
""",
}


@pytest.mark.parametrize("name", FINANCE)
def test_tables_of_money_hold_no_figures(
    name: str, laid_out: Make, flattened: Make
) -> None:
    drawn = laid_out(FINANCE[name])
    flat = flattened(
        "\n".join(" ".join(row.split()) for row in FINANCE[name].split("\n"))
    )

    assert understand(Content((drawn,))).figures == []
    assert understand(Content((flat,))).figures == []


@pytest.mark.parametrize("unit", ["million tonnes CO2e", "MtCO2e", "Mt CO2e"])
def test_three_decimals_of_a_million_are_no_thousands(
    laid_out: Make, understood: Understood, unit: str
) -> None:
    page = laid_out(f"""
        Emissions in {unit:<21}  2023    2024
        Scope 1                             12.518  12.123
        Scope 3                              3.503   3.210
    """)

    assert [row[3] for row in understood(page)] == [12.518, 12.123, 3.503, 3.210]


def test_the_other_reading_of_a_point_in_millions_is_kept(laid_out: Make) -> None:
    page = laid_out("""
        Emissions in million tonnes CO2e   2023    2024
        Scope 1                            12.518  12.123
    """)

    numbers = [each.number for each in understand(Content((page,))).figures]
    assert [float(each.alternative_value or 0) for each in numbers] == [12518, 12123]


@pytest.mark.parametrize(
    ("row", "other", "values"),
    [
        ("1.250   987", "", [1250, 987]),
        ("12.518  12.123", "Energia elettrica 45.678,5 MWh", [12518, 12123]),
        ("12.518  12.123", "Totale 12.345.678 MWh", [12518, 12123]),
    ],
)
def test_points_in_thousands_part_thousands_where_other_numbers_say_so(
    laid_out: Make, understood: Understood, row: str, other: str, values: list[float]
) -> None:
    table = laid_out(f"""
        Emissions in thousand tonnes CO2e   2023    2024
        Scope 1                             {row}
    """)

    pages = (table, Page("2", other)) if other else (table,)
    assert [each[3] for each in understood(*pages)] == values


def test_points_in_tonnes_part_thousands(
    laid_out: Make, understood: Understood, gross: Gross
) -> None:
    page = laid_out("""
        Emissions (t CO2e)   2023    2024
        Scope 1              12.518  12.123
    """)

    assert understood(page) == gross("scope_1", FY2023=12518, FY2024=12123)


def test_three_decimals_of_a_million_in_a_sentence_are_no_thousands(
    flattened: Make, understood: Understood
) -> None:
    page = flattened(
        "In 2023 our Scope 1 emissions were 12.518 million tonnes of CO2e.\n"
        "In 2022 we emitted 12.713 Mt CO2e of Scope 1 and bought no offsets.\n"
    )

    assert sorted(each[2:4] for each in understood(page)) == [
        ("FY2022", 12.713),
        ("FY2023", 12518000),
    ]
