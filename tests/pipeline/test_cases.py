"""Cases that the field gets wrong, on the bundled reports, from sheet to snapshot."""

from datetime import date
from decimal import Decimal

import pytest


def changes(ask, measure, scope, org_unit="group"):
    return {
        year: (change.quantize(Decimal("0.1")) if change is not None else None)
        for year, change in ask(
            "select fiscal_year, change_pct from metric_change "
            f"where company_id = 'alibaba-group' and org_unit_id = '{org_unit}' "
            f"and measure = '{measure}' and scope = '{scope}'"
        )
    }


def verdicts(ask, where):
    return set(ask(f"select verdict, cause from metric_claim_check where {where}"))


def test_a_reduction_that_grew_is_not_a_fall_of_emissions(ask):
    assert changes(ask, "emission_reductions", "scope_1_2_unspecified") == {
        2023: Decimal("128.9"),
        2024: Decimal("63.5"),
    }
    assert changes(ask, "ghg_emissions_net", "scope_1_2_market") == {
        2023: Decimal("-12.9"),
        2024: Decimal("-5.0"),
    }
    assert ask(
        "select distinct measure, fiscal_year, claimed_change_pct::double, verdict "
        "from metric_claim_check where company_id = 'alibaba-group' and ("
        "measure = 'emission_reductions' or measure = 'ghg_emissions_net') "
        "order by all"
    ) == [
        ("emission_reductions", 2023, 128.9, "confirmed"),
        ("emission_reductions", 2024, 63.5, "confirmed"),
        ("ghg_emissions_net", 2023, -12.9, "confirmed"),
        ("ghg_emissions_net", 2024, -5.0, "confirmed"),
    ]


def test_a_level_told_as_a_growth_is_named_as_such(ask):
    assert verdicts(
        ask,
        "measure = 'clean_electricity_consumption' and claimed_change_pct = 53.9",
    ) == {("unverifiable", "equals the share of the year before")}
    assert ask(
        "select fiscal_year, amount::double from fact_indicator "
        "where measure = 'clean_electricity_share' "
        "and org_unit_id = 'alibaba-cloud-own-data-centers' order by all"
    ) == [(2022, 21.6), (2023, 53.9), (2024, 56.0)]


def test_the_headline_and_the_other_method_stand_side_by_side(ask):
    assert ask(
        "select measure, scope, fiscal_year, amount_tco2e::bigint from metric_total "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        "and fiscal_year = 2024 and scope in ('scope_1_2_market', 'scope_1_2_location')"
        " order by all"
    ) == [
        ("ghg_emissions_gross", "scope_1_2_location", 2024, 6740499),
        ("ghg_emissions_gross", "scope_1_2_market", 2024, 4450566),
        ("ghg_emissions_net", "scope_1_2_market", 2024, 4449171),
    ]
    location = changes(ask, "ghg_emissions_gross", "scope_1_2_location")
    assert location == {2024: Decimal("11.0")}


@pytest.mark.parametrize(
    ("path", "unit_text", "unit", "decided_by"),
    [
        ("alibaba-group/2024-esg-report.csv", "MtCO2e", "tCO2e", "limit"),
        ("bp/2023-sustainability-report.csv", "MtCO2e", "MtCO2e", "symbol"),
        (
            "totalenergies/2024-sustainability-and-climate-progress-report.csv",
            "Mt CO2e",
            "MtCO2e",
            "symbol",
        ),
        ("engie/2021-integrated-report.csv", "mt CO2 eq", "MtCO2e", "series"),
        ("boeing/2023-sustainability-report.csv", "Tons CO2e", "short_tonCO2e", None),
    ],
)
def test_a_unit_that_is_wrong_by_a_million_is_decided_and_says_how(
    ask, path, unit_text, unit, decided_by
):
    [(found_unit, found_decided_by, reason)] = ask(
        "select distinct unit, unit_decided_by, unit_reason "
        "from fact_figure inner join dim_document using (document_id) "
        f"where path = '{path}' and unit_text = '{unit_text}'"
    )

    assert (found_unit, found_decided_by) == (unit, decided_by or "document")
    assert unit_text in reason


def test_a_unit_that_cannot_be_right_is_in_quarantine(ask):
    assert ask(
        "select value_text, unit_text, expectations from quarantine_figure "
        "where unit_text like 'megaton%' order by all"
    ) == [
        ("4.445 juta", "megaton karbon dioksida", ["amount_is_possible"]),
        ("7.877.000", "megaton CO2", ["amount_is_possible"]),
    ]


def test_gross_less_offsets_is_net_to_the_tonne(ask):
    assert ask(
        "select fiscal_year, reported_tco2e::bigint, computed_tco2e::bigint, verdict "
        "from metric_total where company_id = 'alibaba-group' "
        "and measure = 'ghg_emissions_net' and scope = 'scope_1_2_3_market' "
        "and verdict = 'agrees' order by all"
    ) == [
        (2023, 12243642, 12243642, "agrees"),
        (2024, 12072629, 12072629, "agrees"),
    ]
    assert ask(
        "select fiscal_year, amount::bigint from metric_total_candidate "
        "where company_id = 'alibaba-group' and measure = 'ghg_emissions_net' "
        "and scope = 'scope_1_2_3_market' and rule = 9 order by all"
    ) == [(2022, 13249439), (2023, 12243642), (2024, 12072629)]


def test_a_calendar_year_is_not_a_march_year(ask):
    assert ask(
        "select scope, period_start, period_end, amount_tco2e::bigint "
        "from fact_emissions where company_id = 'alibaba-group' "
        "and fiscal_year = 2020 order by all"
    ) == [
        (scope, date(2020, 1, 1), date(2020, 12, 31), amount)
        for scope, amount in [
            ("scope_1", 510000),
            ("scope_1_2_3_unspecified", 9514000),
            ("scope_2_unspecified", 3710000),
            ("scope_3", 5294000),
        ]
    ]
    assert (
        ask(
            "select * from metric_change where company_id = 'alibaba-group' "
            "and prior_fiscal_year = 2020"
        )
        == []
    )


@pytest.mark.parametrize(
    ("org_unit", "measure", "year", "amount", "documents"),
    [
        ("group", "avoided_emissions", 2024, 33338000, 3),
        ("alibaba-cloud", "avoided_emissions", 2024, 9884000, 3),
        ("cainiao", "cardboard_boxes_reused", 2024, 47558000, 3),
    ],
)
def test_of_two_precisions_the_finer_is_kept_and_neither_is_a_restatement(
    ask, org_unit, measure, year, amount, documents
):
    assert ask(
        "select amount::bigint, agreeing_source_count, is_restated "
        "from fact_best_figure where company_id = 'alibaba-group' "
        f"and org_unit_id = '{org_unit}' and measure = '{measure}' "
        f"and fiscal_year = {year}"
    ) == [(amount, documents, False)]
    assert (
        ask("select * from fact_restatement where company_id = 'alibaba-group'") == []
    )


def test_chinese_numbers_and_units_are_exact(ask):
    assert ask(
        "select distinct value_text, unit_text, amount::double, canonical_unit "
        "from fact_figure where value_text in ('468.1', '16.1亿', '5,920.8') "
        "order by all"
    ) == [
        ("16.1亿", "千瓦时", 1610000.0, "MWh"),
        ("468.1", "万吨", 4681000.0, "tCO2e"),
        ("5,920.8", "万吨", 59208000.0, "tCO2e"),
    ]
    assert changes(ask, "avoided_emissions", "scope_3_plus")[2025] == Decimal("77.6")


def test_a_dash_is_not_a_zero(ask):
    assert ask(
        "select scope, value_text, value_kind, amount from fact_figure "
        "where company_id = 'alibaba-group' and fiscal_year = 2022 "
        "and value_text in ('/', '0') order by all"
    ) == [
        ("scope_1_2_3_unspecified", "0", "zero", 0),
        ("scope_2_location", "/", "not_disclosed", None),
    ]
    assert (
        ask(
            "select * from fact_emissions where company_id = 'alibaba-group' "
            "and fiscal_year = 2022 and scope = 'scope_2_location'"
        )
        == []
    )


def test_things_with_like_names_are_never_compared(ask):
    assert ask(
        "select measure, fiscal_year, amount::bigint from fact_resource "
        "where measure like 'packaging%' order by all"
    ) == [
        ("packaging_material_reduced", 2023, 184000),
        ("packaging_material_saved", 2024, 101000),
    ]
    assert ask(
        "select org_unit_id, fiscal_year, amount::double from fact_indicator "
        "where measure = 'clean_electricity_share' and fiscal_year = 2024 order by all"
    ) == [
        ("alibaba-cloud-own-data-centers", 2024, 56.0),
        ("cainiao", 2024, 54.1),
        ("group", 2024, 39.0),
    ]
    assert (
        ask(
            "select * from metric_change where measure like 'packaging%' "
            "or measure like 'new_energy%' "
            "or (measure = 'clean_electricity_share' and org_unit_id = 'group')"
        )
        == []
    )


def test_a_break_in_the_series_is_flagged_and_is_no_restatement(ask):
    assert ask(
        "select fiscal_year, amount::bigint, is_series_break from metric_change "
        "where company_id = 'alibaba-group' and measure = 'ghg_emissions_gross' "
        "and scope = 'scope_1' order by all"
    ) == [(2023, 928939, False), (2024, 718491, True)]


def test_a_parents_target_in_a_subsidiarys_report_is_the_parents(ask):
    assert ask(
        "select distinct org_unit_id from fact_figure "
        "inner join dim_document using (document_id) "
        "where path like '%alibaba-health%' and measure like 'target%'"
    ) == [("group",)]
