"""The bundled documents of every format: all that they state, and nothing else."""

from itertools import chain

import pytest

from docs.write_reports import compose_reports
from tests.conftest import PROJECT_FOLDER

REPORTS = PROJECT_FOLDER / "reports"
WRITTEN_HERE = "publisher = 'Scopebook'"

S1, S2_LOCATION, S2_MARKET = "scope_1", "scope_2_location", "scope_2_market"
S2, S3 = "scope_2_unspecified", "scope_3"
ALL_LOCATION, ALL_MARKET = "scope_1_2_3_location", "scope_1_2_3_market"

#: Gross emissions in tCO2e by scope, from the first year to the last.
EMISSIONS = {
    "meta/2019-2023-emissions.pdf": (
        range(2019, 2024),
        {
            S1: (44000, 29000, 55173, 66934, 48952),
            S2_MARKET: (208000, 9000, 2487, 273, 1658),
            S3: (4078000, 5091000, 5772583, 8466264, 7445621),
            ALL_MARKET: (4330000, 5129000, 5830244, 8533471, 7496232),
            ALL_LOCATION: (6295000, 8559000, 10163476, 14007222, 14067104),
        },
    ),
    "amazon/2019-2023-carbon-footprint.xlsx": (
        range(2019, 2024),
        {
            S1: (5760000, 9620000, 12110000, 13320000, 14270000),
            S2_MARKET: (5500000, 5270000, 4070000, 3140000, 2790000),
            S3: (39910000, 45750000, 55360000, 54280000, 51760000),
            ALL_MARKET: (51170000, 60640000, 71540000, 70740000, 68820000),
        },
    ),
    "microsoft/fy2017-2021-emissions.html": (
        range(2017, 2022),
        {
            S1: (107452, 99008, 117956, 118100, 123704),
            S2_LOCATION: (2697554, 2946043, 3557518, 4102445, 4745197),
            S2_MARKET: (139066, 183329, 275420, 228194, 163935),
            S3: (10662000, 11745000, 11466000, 11239000, 13785000),
            ALL_MARKET: (10909000, 12027000, 11859000, 11585000, 14073000),
        },
    ),
    "siemens/gj2023-2024-emissionen.md": (
        range(2023, 2025),
        {
            S1: (387000, 347000),
            S2_MARKET: (163000, 94000),
            S3: (488976000, 416758000),
        },
    ),
    "samsung-electronics/2021-2023-emissions.csv": (
        range(2021, 2024),
        {
            S1: (7604000, 5972000, 3733000),
            S2_MARKET: (9796000, 9081000, 9558000),
            S2_LOCATION: (12566000, 13920000, 14570000),
            S3: (123235000, 124715000, 119730000),
        },
    ),
    "qantas/fy2021-2023-emissions.json": (
        range(2021, 2024),
        {
            S1: (3236753, 4734407, 9720687),
            S2: (64983, 64894, 62462),
            S3: (218276, 459788, 3182594),
        },
    ),
    "axa/2019-2023-emissions.json": (
        (2019, 2022, 2023),
        {
            S1: (33617, 21382, 21598),
            S2_MARKET: (59232, 37172, 30712),
            S3: (258541, 185354, 169296),
        },
    ),
}
#: What is stated besides: measure, scope, year, amount.
BESIDES = {
    "meta/2019-2023-emissions.pdf": [("ghg_emissions_net", ALL_MARKET, 2023, 7443182)],
}

GROUP, CLOUD, OWN_DATA_CENTERS = (
    "group",
    "alibaba-cloud",
    "alibaba-cloud-own-data-centers",
)
NO_SCOPE, OWN, SCOPE_3_PLUS = "not_applicable", "scope_1_2_unspecified", "scope_3_plus"
DIGESTS = {
    "alibaba-group/2024-07-press-digest.txt": [
        (GROUP, "emission_reductions", OWN, 2024, 2320000.0),
        (GROUP, "ghg_emissions_gross", OWN, 2024, 4450000.0),
        (GROUP, "avoided_emissions", SCOPE_3_PLUS, 2024, 33340000.0),
        (CLOUD, "avoided_emissions", SCOPE_3_PLUS, 2024, 9880000.0),
        (OWN_DATA_CENTERS, "clean_electricity_share", NO_SCOPE, 2024, 56.0),
        ("cainiao", "cardboard_boxes_reused", NO_SCOPE, 2024, 47600000.0),
        ("cainiao", "packaging_material_saved", NO_SCOPE, 2024, 101000.0),
        (CLOUD, "open_source_models", NO_SCOPE, 2024, 3800.0),
        ("dingtalk", "organisations_using_ai", NO_SCOPE, 2024, 2200000.0),
        (GROUP, "target_carbon_neutrality", OWN, 2030, 2030.0),
    ],
    "alibaba-group/2023-07-press-digest.md": [
        (GROUP, "ghg_emissions_net", OWN, 2023, 4681000.0),
        (GROUP, "emission_reductions", OWN, 2023, 1419000.0),
        (GROUP, "avoided_emissions", SCOPE_3_PLUS, 2023, 22907000.0),
        (OWN_DATA_CENTERS, "clean_electricity_share", NO_SCOPE, 2023, 53.9),
        (OWN_DATA_CENTERS, "pue", NO_SCOPE, 2023, 1.215),
    ],
}
CLAIMS = {
    "alibaba-group/2024-07-press-digest.txt": [
        (GROUP, "emission_reductions", 63.5, "confirmed"),
        (GROUP, "ghg_emissions_gross", -5.0, "confirmed"),
        (GROUP, "avoided_emissions", 45.5, "confirmed"),
        (CLOUD, "avoided_emissions", 44.0, "unverifiable"),
        (OWN_DATA_CENTERS, "clean_electricity_consumption", 53.9, "unverifiable"),
    ],
    "alibaba-group/2023-07-press-digest.md": [
        (GROUP, "ghg_emissions_net", -12.9, "confirmed"),
        (GROUP, "emission_reductions", 128.9, "confirmed"),
    ],
}


@pytest.mark.parametrize("path", EMISSIONS)
def test_the_figures_of_a_table_are_those_that_it_prints(ask, path):
    years, series = EMISSIONS[path]
    printed = [
        ("ghg_emissions_gross", scope, year, amount)
        for scope, amounts in series.items()
        for year, amount in zip(years, amounts, strict=True)
    ]

    assert ask(
        "select measure, scope, fiscal_year, amount::double from fact_figure "
        "inner join dim_document using (document_id) "
        f"where path = '{path}' order by all"
    ) == sorted([*printed, *BESIDES.get(path, [])])


@pytest.mark.parametrize("path", DIGESTS)
def test_the_figures_of_a_digest_are_those_that_it_states(ask, path):
    assert ask(
        "select org_unit_id, measure, scope, fiscal_year, amount::double "
        "from fact_figure inner join dim_document using (document_id) "
        f"where path = '{path}' order by all"
    ) == sorted(DIGESTS[path])


@pytest.mark.parametrize("path", CLAIMS)
def test_the_changes_of_a_digest_are_those_that_it_states(ask, path):
    assert ask(
        "select "
        "checks.org_unit_id, checks.measure, claimed_change::double, verdict "
        "from metric_claim_check as checks "
        "inner join fact_claim using (claim_id) "
        "inner join dim_document on fact_claim.document_id = dim_document.document_id "
        f"where path = '{path}' order by all"
    ) == sorted(CLAIMS[path])


def test_there_is_a_document_of_every_format(ask):
    assert ask(
        f"select distinct reader from dim_document where {WRITTEN_HERE} order by all"
    ) == [
        ("csv_table",),
        ("html",),
        ("json_facts",),
        ("pdf",),
        ("plain_text",),
        ("spreadsheet",),
    ]


def test_nothing_of_them_is_in_quarantine(ask):
    assert (
        ask(
            "select path, value_text from quarantine_figure "
            f"inner join dim_document using (document_id) where {WRITTEN_HERE}"
        )
        == []
    )


def test_every_figure_says_where_it_stands(ask):
    assert (
        ask(
            "select path from fact_figure inner join dim_document using (document_id) "
            f"where {WRITTEN_HERE} and (locator is null or context is null "
            "or (page is null and reader in ('pdf', 'plain_text')))"
        )
        == []
    )


def test_a_figure_that_stands_on_two_pages_has_both_places(ask):
    assert ask(
        "select page, locator from fact_figure "
        "inner join dim_document using (document_id) "
        "where path = 'meta/2019-2023-emissions.pdf' "
        "and scope = 'scope_1' and fiscal_year = 2023"
    ) == [("1", "line 4; page 2, line 3")]


def test_they_contradict_nothing_that_is_known(ask):
    names = [
        "company_id",
        "org_unit_id",
        "boundary",
        "measure",
        "scope",
        "period_start",
        "period_end",
    ]
    same = " and ".join(f"f.{name} is not distinct from b.{name}" for name in names)
    assert (
        ask(
            "select path, f.measure, f.scope, f.amount, b.amount from fact_figure as f "
            "inner join dim_document as d on f.document_id = d.document_id "
            f"inner join fact_best_figure as b on {same} "
            f"where {WRITTEN_HERE} and (f.low > b.high or b.low > f.high)"
        )
        == []
    )


@pytest.mark.parametrize("path", compose_reports())
def test_a_document_that_is_no_text_is_what_its_script_writes(path):
    assert (REPORTS / path).read_bytes() == compose_reports()[path]


def test_all_documents_are_told_of_here(ask):
    assert ask(
        f"select path from dim_document where {WRITTEN_HERE} order by all"
    ) == sorted((path,) for path in chain(EMISSIONS, DIGESTS))
