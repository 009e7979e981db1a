"""The bundled reports come out whole: each figure a fact, or in quarantine with why."""

import csv

import pytest

from pipelines.ingest.figure_sheet import is_figure_sheet
from tests.conftest import PROJECT_FOLDER
from tests.pipeline.conftest import content_hash, scopebook

REPORTS = PROJECT_FOLDER / "reports"


@pytest.mark.parametrize(
    ("org_unit", "measure", "scope", "year", "amount"),
    [
        ("group", "ghg_emissions_net", "scope_1_2_market", 2024, 4449000),
        ("group", "ghg_emissions_net", "scope_1_2_3_market", 2024, 12072629),
        ("group", "emission_reductions", "scope_1_2_unspecified", 2022, 619944),
        ("group", "emission_reductions", "scope_1_2_unspecified", 2023, 1419000),
        ("group", "emission_reductions", "scope_1_2_unspecified", 2024, 2320000),
        ("group", "ghg_emissions_gross", "scope_2_location", 2023, 5141880),
        ("group", "ghg_emissions_gross", "scope_2_location", 2024, 6022008),
        ("group", "avoided_emissions", "scope_3_plus", 2023, 22907000),
        ("group", "avoided_emissions", "scope_3_plus", 2024, 33338000),
        ("group", "avoided_emissions", "scope_3_plus", 2025, 59208000),
        ("alibaba-cloud", "avoided_emissions", "scope_3_plus", 2024, 9884000),
    ],
)
def test_a_fact_is_what_was_printed(ask, org_unit, measure, scope, year, amount):
    assert ask(
        "select amount_tco2e::bigint from fact_emissions "
        f"where company_id = 'alibaba-group' and org_unit_id = '{org_unit}' "
        f"and measure = '{measure}' and scope = '{scope}' and fiscal_year = {year}"
    ) == [(amount,)]


def test_printed_and_computed_net_emissions_agree(ask):
    assert ask(
        "select fiscal_year, total_of, reported_tco2e::bigint, computed_tco2e::bigint, "
        "verdict, is_level from metric_total where company_id = 'alibaba-group' "
        "and measure = 'ghg_emissions_net' and scope = 'scope_1_2_market' order by all"
    ) == [
        (2022, "offsets", None, 5372017, "computed_only", True),
        (2023, "offsets", None, 4681066, "computed_only", False),
        (2023, "scopes", None, 4681066, "computed_only", True),
        (2024, "scopes", 4449000, 4449171, "agrees", True),
    ]


def test_the_change_of_the_reduction_has_its_interval(ask):
    [(low, change, high)] = ask(
        "select change_pct_low, change_pct, change_pct_high from metric_change "
        "where company_id = 'alibaba-group' and measure = 'emission_reductions' "
        "and fiscal_year = 2024 and vintage = 'latest'"
    )

    assert 63.1 <= low < 63.5 < high <= 63.9
    assert round(change, 1) == pytest.approx(63.5)


def test_stated_changes_are_checked(ask):
    assert ask(
        "select distinct claimed_change::double from metric_claim_check "
        "where verdict = 'confirmed' and company_id = 'alibaba-group' order by all"
    ) == [(-12.9,), (-7.0,), (-5.7,), (-5.0,), (45.5,), (63.5,), (77.6,), (128.9,)]


def test_every_row_of_every_sheet_is_a_figure_or_a_claim(ask):
    figures, claims = 0, 0
    for path in filter(is_figure_sheet, REPORTS.glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                claims += bool(row.get("change"))
                figures += bool(row["value"]) or not row.get("change")

    assert ask(
        "with sheets as (select document_id from dim_document "
        "where reader = 'figure_sheet') "
        "select "
        "(select count(*) from fact_figure semi join sheets using (document_id)), "
        "(select count(*) from quarantine_figure), "
        "(select count(*) from fact_claim semi join sheets using (document_id)), "
        "(select count(*) from quarantine_claim)"
    ) == [(figures - 8, 8, claims, 0)]


def test_what_is_in_quarantine_says_why(ask):
    assert ask(
        "select value_text, expectations from quarantine_figure order by all"
    ) == [
        ("4.445 juta", ["amount_is_possible"]),
        ("400 billion+", ["period_is_known"]),
        ("7.877.000", ["amount_is_possible"]),
        ("85.5", ["period_is_known"]),
        ("halving", ["value_is_a_number"]),
        ("持续下降", ["value_is_a_number"]),
        ("持续下降", ["value_is_a_number"]),
        ("超过一半", ["value_is_a_number"]),
    ]


def test_a_figure_keeps_the_page_and_the_print(ask):
    assert ask(
        "select path, page, value_text, unit_text from fact_emissions "
        "inner join fact_figure using (figure_id) "
        "inner join dim_document on fact_figure.document_id = dim_document.document_id "
        "where fact_emissions.company_id = 'alibaba-group' "
        "and fact_emissions.measure = 'ghg_emissions_net' "
        "and fact_emissions.scope = 'scope_1_2_3_market' "
        "and fact_emissions.fiscal_year = 2024"
    ) == [("alibaba-group/2024-esg-report.csv", "170", "12,072,629", "MtCO2e")]


def test_every_bundled_document_is_catalogued_and_its_company_listed(ask):
    assert ask("select path from dim_document where not is_catalogued") == []
    assert (
        ask(
            "select company_id from dim_company where not is_listed "
            "and company_id <> 'carbon-gap'"
        )
        == []
    )


def test_the_aggregator_is_attributed(ask):
    [(attribution,)] = ask(
        "select attribution from dim_document where path like 'carbon-gap/%'"
    )

    assert "CC BY 4.0" in attribution
    assert "Carbon Gap" in attribution


def test_location_and_market_are_never_added_up(ask):
    assert (
        ask(
            "select totals.scope from metric_total as totals "
            "inner join fact_figure as figures "
            "on list_contains(totals.part_figure_ids, figures.figure_id) "
            "group by totals.inventory_id, totals.measure, totals.scope, "
            "totals.total_of "
            "having count(distinct figures.scope) filter ("
            "where figures.scope like 'scope_2%' "
            "and figures.measure <> 'carbon_offsets') > 1"
        )
        == []
    )


def test_the_same_reports_make_the_same_release_and_read_nothing_again(
    bundled_warehouse,
):
    before = content_hash(bundled_warehouse)

    result = scopebook("run", "--reports", REPORTS, "--warehouse", bundled_warehouse)

    assert result.exit_code == 0
    assert "0 read, 89 unchanged" in result.output
    assert content_hash(bundled_warehouse) == before
