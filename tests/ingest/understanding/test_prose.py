"""Running text: which figures an expert would take from it, and which not."""

from collections.abc import Callable

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.prose import read_prose

Read = Callable[..., list[tuple[str, ...]]]
GROSS, NET = "ghg_emissions_gross", "ghg_emissions_net"


def test_several_scopes_in_one_sentence_have_their_years(figures: Read) -> None:
    text = (
        "All in all the firm emitted 900.5 tonnes of CO2 equivalents in 2021 "
        "(2020: 1,105 tonnes). The total is made of Scope 1 emissions of 200.25 tonnes "
        "(2020: 240 tonnes), Scope 2 emissions of 300.25 tonnes (2020: 365 tonnes), "
        "and Scope 3 emissions of 400 tonnes (2020: 500 tonnes)."
    )

    assert figures(text) == [
        ("group", GROSS, "scope_1_2_3_unspecified", "FY2021", "900.5 metric tons CO2e"),
        ("group", GROSS, "scope_1_2_3_unspecified", "FY2020", "1105 metric tons"),
        ("group", GROSS, "scope_1", "FY2021", "200.25 metric tons"),
        ("group", GROSS, "scope_1", "FY2020", "240 metric tons"),
        ("group", GROSS, "scope_2_unspecified", "FY2021", "300.25 metric tons"),
        ("group", GROSS, "scope_2_unspecified", "FY2020", "365 metric tons"),
        ("group", GROSS, "scope_3", "FY2021", "400 metric tons"),
        ("group", GROSS, "scope_3", "FY2020", "500 metric tons"),
    ]


def test_press_on_amazon(figures: Read, changes: Read) -> None:
    text = (
        "Amazon published its report this week. The retailer emitted 68.82 million "
        "metric tons of carbon dioxide equivalent in 2023, a 3% decrease from 2022, "
        "when it emitted 70.74 million metric tons. Emissions from direct operations "
        "(Scope 1) increased 7% to 14.27 million metric tons, while emissions from "
        "purchased electricity (Scope 2) declined 11% to 2.79 million metric tons and "
        "Scope 3 emissions dropped 5% to 51.76 million metric tons."
    )

    assert figures(text) == [
        (
            "group",
            GROSS,
            "scope_1_2_3_unspecified",
            "FY2023",
            "68820000 metric tons CO2e",
        ),
        ("group", GROSS, "scope_unspecified", "FY2022", "70740000 metric tons"),
        ("group", GROSS, "scope_1", "FY2023", "14270000 metric tons"),
        ("group", GROSS, "scope_2_unspecified", "FY2023", "2790000 metric tons"),
        ("group", GROSS, "scope_3", "FY2023", "51760000 metric tons"),
    ]
    assert [(change[2], change[4]) for change in changes(text)] == [
        ("scope_1_2_3_unspecified", "-3 %"),
        ("scope_1", "7 %"),
        ("scope_2_unspecified", "-11 %"),
        ("scope_3", "-5 %"),
    ]


def test_press_on_bp_with_the_world_beside_it(figures: Read) -> None:
    text = (
        "bp put its operational emissions at 32.1 million tonnes of CO2 equivalent in "
        "2023, compared with 31.9 million tonnes a year earlier. Scope 1 emissions "
        "were 31.1MtCO2e and Scope 2 emissions 1.0MtCO2e on a market basis. Global "
        "energy-related emissions reached 37.4 billion tonnes in 2023, according to "
        "the International Energy Agency."
    )

    assert [row[2:] for row in figures(text)] == [
        ("scope_1_2_unspecified", "FY2023", "32100000 metric tons CO2e"),
        ("scope_1_2_unspecified", "FY2022", "31900000 metric tons"),
        ("scope_1", "FY2023", "31.1 Mt CO2e"),
        ("scope_2_market", "FY2023", "1 Mt CO2e"),
    ]


def test_german(figures: Read, changes: Read) -> None:
    text = (
        "Die BASF-Gruppe legte im Jahr 2023 ihre Zahlen vor. Die Scope-1- und "
        "Scope-2-Emissionen beliefen sich auf 16,9 Millionen Tonnen CO2-Äquivalente "
        "(2022: 18,4 Millionen Tonnen), ein Rückgang um 8,2 % gegenüber dem Vorjahr. "
        "Die Industrie in Deutschland verursachte rund 155 Millionen Tonnen CO2."
    )

    assert [row[1:4] for row in figures(text)] == [
        (GROSS, "scope_1_2_unspecified", "FY2023"),
        (GROSS, "scope_1_2_unspecified", "FY2022"),
    ]
    assert [row[3:] for row in changes(text)] == [("year on year", "-8.2 %")]


def test_italian(figures: Read) -> None:
    text = (
        "Nel 2019 le emissioni dirette di gas serra (Scope 1) del Gruppo sono state "
        "pari a 12.345 tonnellate di CO2 equivalente, in diminuzione del 4,5% rispetto "
        "al 2018. Le emissioni indirette (Scope 2, location-based) ammontano a 8.765 "
        "tCO2e (9.012 tCO2e nel 2018). La Società ha consumato 45.678 MWh di energia "
        "elettrica, di cui il 62% da fonti rinnovabili. Le emissioni dello "
        "stabilimento di Brindisi sono state pari a 1.200 tonnellate."
    )

    assert [row[:4] for row in figures(text)] == [
        ("group", GROSS, "scope_1", "FY2019"),
        ("group", GROSS, "scope_2_location", "FY2019"),
        ("group", GROSS, "scope_2_location", "FY2018"),
        ("group", "electricity_consumption", "not_applicable", "FY2019"),
        ("group", "clean_electricity_share", "not_applicable", "FY2019"),
        ("stabilimento di Brindisi", GROSS, "scope_unspecified", "FY2019"),
    ]


def test_a_document_tells_how_it_writes_thousands() -> None:
    page = Page("1", "Nel 2019 le emissioni Scope 1 sono state pari a 12.345 tCO2e.")

    (statement,) = read_prose(page, style=",").statements

    assert statement.figure
    assert statement.figure.number.value == 12345


def test_chinese(figures: Read, changes: Read) -> None:
    text = (
        "腾讯2022年温室气体排放总量为576.2万吨二氧化碳当量，其中范围1排放1.8万吨，"
        "范围2排放227.2万吨，范围3排放347.2万吨。公司用电量同比增长12%。"
        "2022年全国二氧化碳排放量约为114亿吨。"
    )

    assert [row[2:] for row in figures(text)] == [
        ("scope_1_2_3_unspecified", "FY2022", "5762000 metric tons CO2e"),
        ("scope_1", "FY2022", "18000 metric tons"),
        ("scope_2_unspecified", "FY2022", "2272000 metric tons"),
        ("scope_3", "FY2022", "3472000 metric tons"),
    ]
    assert changes(text) == [
        (
            "group",
            "electricity_consumption",
            "not_applicable",
            "year on year",
            "12 %",
        ),
    ]


def test_a_reduction_is_not_a_fall_of_emissions(figures: Read, changes: Read) -> None:
    text = (
        "Over the last fiscal year Alibaba reduced its carbon emissions by 620,000 "
        "tonnes, a 12.5 percent improvement on the previous year. It stated total "
        "emissions from its own operations of 5.3 million tonnes last year, up 2 "
        "percent from the previous year."
    )

    assert figures(text) == [
        (
            "group",
            "emission_reductions",
            "scope_1_2_unspecified",
            "latest year",
            "620000 metric tons",
        ),
        (
            "group",
            GROSS,
            "scope_1_2_unspecified",
            "latest year",
            "5300000 metric tons",
        ),
    ]
    assert [(row[1], row[4]) for row in changes(text)] == [
        ("emission_reductions", "12.5 %"),
        (GROSS, "2 %"),
    ]


def test_a_part_that_exceeds_the_whole_counts_with_the_reductions_at_others(
    figures: Read,
) -> None:
    text = (
        "Alibaba reduced its carbon emissions by 1.4 million tonnes in 2023. Under "
        "Scope 3+ the company reported a reduction in emissions of 22.9 million "
        "tonnes. Alibaba Cloud has reduced its carbon emissions by 6.9 million tonnes."
    )

    assert [row[:3] for row in figures(text)] == [
        ("group", "emission_reductions", "scope_unspecified"),
        ("group", "avoided_emissions", "scope_3_plus"),
        ("Alibaba Cloud", "avoided_emissions", "scope_3_plus"),
    ]


def test_a_rough_word_gives_way_to_the_number_it_agrees_with() -> None:
    text = (
        "More than half of the electricity used by Alibaba Cloud is renewable.\n\n"
        "Clean electricity accounted for 57 percent of consumption at Alibaba Cloud."
    )

    (statement,) = read_prose(Page("1", text)).statements

    assert statement.figure
    assert statement.figure.value_text == "57"
    assert statement.figure.row.locator == "line 3; line 1"


def test_a_rough_word_alone_needs_review() -> None:
    text = "More than half of the electricity used by the company is renewable."

    (statement,) = read_prose(Page("1", text)).statements

    assert statement.figure
    assert statement.figure.value_text == "More than half"
    assert statement.figure.number.low == 50
    assert statement.figure.number.confidence < 0.5


def test_net_gross_and_offsets_are_told_apart(figures: Read) -> None:
    text = (
        "In 2022 our gross Scope 1 emissions were 345 kt CO2e. We bought carbon "
        "credits to offset 50,000 tonnes CO2e. Net emissions after offsets were 7.9 "
        "million tonnes CO2e."
    )

    assert [row[1] for row in figures(text)] == [GROSS, "carbon_offsets", NET]


def test_energy_water_waste_and_pue(figures: Read) -> None:
    text = (
        "Total energy consumption increased from 590 GWh in 2021 to 612 GWh in 2022. "
        "Water withdrawal fell 3 percent to 412,000 cubic metres. Hazardous waste rose "
        "to 4,800 tonnes. The average PUE was 1.21 in 2022, compared with 1.25 in 2021."
    )

    assert [(row[1], row[3], row[4]) for row in figures(text)] == [
        ("energy_consumption", "FY2021", "590 GWh"),
        ("energy_consumption", "FY2022", "612 GWh"),
        ("water_withdrawal", "FY2022", "412000 m3"),
        ("waste_hazardous", "FY2022", "4800 metric tons"),
        ("pue", "FY2022", "1.21 ratio"),
        ("pue", "FY2021", "1.25 ratio"),
    ]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "In 2023 we made progress. Scope 1 emissions decreased from 6.09 Mt CO2e "
            "in 2021/22 to 6.08 Mt CO2e.",
            ["FY2022", "FY2023"],
        ),
        (
            "Scope 1 emissions dropped 43% to 0.89 million tonnes in 2023 from a 2019 "
            "baseline of 1.57 million tonnes.",
            ["FY2023", "FY2019"],
        ),
        (
            "Scope 1 emissions were 9 tonnes and Scope 3 emissions 12 tonnes in the "
            "year ended 31 March 2023.",
            ["FY2023", "FY2023"],
        ),
        ("Scope 1 emissions were 9 tonnes of CO2e.", ["latest year"]),
    ],
)
def test_each_number_has_its_own_year(
    text: str, periods: list[str], figures: Read
) -> None:
    assert [row[3] for row in figures(text)] == periods


def test_respectively_pairs_scopes_with_amounts(figures: Read) -> None:
    text = (
        "Our Scope 1 and Scope 2 emissions were 12,400 and 33,100 tonnes of CO2e "
        "respectively in FY2021."
    )

    assert [row[2:] for row in figures(text)] == [
        ("scope_1", "FY2021", "12400 metric tons CO2e"),
        ("scope_2_unspecified", "FY2021", "33100 metric tons CO2e"),
    ]


def test_a_category_is_not_the_whole_of_scope_3(figures: Read) -> None:
    text = (
        "In 2023, business travel accounted for 225,700 metric tons of emissions and "
        "employee commuting for 164,100 metric tons."
    )

    assert [row[2] for row in figures(text)] == [
        "scope_3_category_6",
        "scope_3_category_7",
    ]


def test_parts_of_the_company_are_never_the_group(figures: Read) -> None:
    text = (
        "The Hamburg plant emitted 12,000 tonnes of CO2 in 2022. In Brazil, our Scope "
        "1 emissions were 3,400 tonnes. Our subsidiary NorthGrid reported Scope 1 "
        "emissions of 5,100 tonnes."
    )

    assert [row[0] for row in figures(text)] == ["Hamburg plant", "Brazil", "NorthGrid"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The average passenger car emits 4.6 tonnes of CO2 per year.",
        "The aviation industry emitted 915 million tonnes of CO2 in 2019.",
        "The European Union emitted 3.1 billion tonnes of CO2 equivalent in 2023.",
        "Customers saved 12 million tonnes of emissions by using our products.",
        "Each tonne of recycled aluminium avoids 9 tonnes of CO2e.",
        "If all stores switched, we would cut emissions by 2,000 tonnes.",
        "We did not exceed the cap of 25,000 tonnes of CO2 emissions.",
        "Facilities emitting more than 25,000 tonnes of CO2e must report.",
        "Carbon intensity was 12.3 tonnes of CO2e per million euro of revenue.",
        "Per employee, we emitted 2.4 tonnes of CO2e.",
        "A customer in Texas reduced emissions by 1,200 tonnes.",
        "Emissions from natural gas were 700 tonnes.",
        "The savings are equivalent to taking 900,000 cars off the road.",
        "The project is expected to reduce emissions by 30,000 tonnes per year.",
        "Our internal carbon price is 50 euros per tonne of emissions.",
        "For every tonne of cement, 600 kg of CO2 are emitted.",
        "The fund's portfolio companies emitted 12 million tonnes of CO2e in 2022.",
        "By 2035, our Scope 1 emissions will be 3,000 tonnes.",
        "In 2017 emissions of nitrogen oxides were 3.4 tonnes.",
        "1 MWh of electricity consumption equals 3.6 GJ by the conversion factor.",
        "We planted 25,000 trees, which will absorb 500 tonnes of CO2 emissions.",
    ],
)
def test_what_is_no_figure_of_the_company(sentence: str, figures: Read) -> None:
    assert figures(sentence) == []


def test_rows_of_tables_are_not_read_as_sentences(figures: Read) -> None:
    text = (
        "Our emissions in tonnes of CO2e\n"
        "Scope 1 emissions 30,953 28,699 28,714\n"
        "Scope 2 emissions 1,200 1,300\n"
    )

    assert figures(text) == []


def test_lines_taken_by_tables_are_left_out() -> None:
    page = Page("1", "Scope 1 emissions were 12 tonnes of CO2e in 2020.")

    assert read_prose(page, taken_lines=frozenset({1})).statements == []


def test_a_figure_stands_where_its_number_is_printed() -> None:
    page = Page(
        "7",
        "Our direct emissions, as in\nevery year, were re-\ncorded. They comprise\n"
        "Scope 1 emissions of\n12 tonnes of CO2e in 2020.",
    )

    (statement,) = read_prose(page).statements

    assert statement.figure
    assert statement.figure.row.page == "7"
    assert statement.figure.row.locator == "line 5"


def test_the_same_page_gives_the_same_statements() -> None:
    page = Page("1", "Scope 1 emissions were 12 t CO2e in 2020, down 5 % from 2019.")

    assert read_prose(page) == read_prose(page)
