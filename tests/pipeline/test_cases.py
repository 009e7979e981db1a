"""The cases that the field gets wrong, on the bundled reports, from document to query.

Every case has a number, which its tests bear: `-k case_13` runs those of one case.

1 a reduction is not a fall. 2 a level told as a growth. 3 net and gross, market and
location. 4 a unit column wrong by a million. 5 a break is no restatement. 6 gross less
offsets. 7 a calendar year. 8 two precisions. 9 Chinese units. 10 a dash is no zero.
11 like names. 12 a parent's targets. 13 restatements. 14 two boundaries. 15 two
channels. 16 parts and totals. 17 both Scope 2 methods in one sum. 18 numbers as text.
19 tons of several kinds.

What the bundled reports do not hold, and more of every kind, is in
test_case_variants.py.
"""

from datetime import date
from decimal import Decimal

import pytest

AT_SHELL = "company_id = 'shell' and measure = 'ghg_emissions_gross'"
AT_MICROSOFT = "company_id = 'microsoft' and measure = 'ghg_emissions_gross'"


def changes(ask, measure, scope, org_unit="group"):
    """The changes in percent of a series of Alibaba, to a decimal, by year."""
    return {
        year: (change.quantize(Decimal("0.1")) if change is not None else None)
        for year, change in ask(
            "select fiscal_year, change_pct from metric_change "
            f"where company_id = 'alibaba-group' and org_unit_id = '{org_unit}' "
            f"and measure = '{measure}' and scope = '{scope}' and vintage = 'latest'"
        )
    }


def test_case_01_a_reduction_that_grew_is_not_a_fall_of_emissions(ask):
    assert ask(
        "select fiscal_year, amount_tco2e::bigint from fact_emissions "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        "and measure = 'emission_reductions' order by all"
    ) == [(2022, 619944), (2023, 1419000), (2024, 2320000)]
    assert changes(ask, "emission_reductions", "scope_1_2_unspecified") == {
        2023: Decimal("128.9"),
        2024: Decimal("63.5"),
    }
    assert ask(
        "select fiscal_year, amount::bigint from metric_level "
        "where company_id = 'alibaba-group' and measure = 'ghg_emissions_net' "
        "and scope = 'scope_1_2_market' and fiscal_year > 2022 order by all"
    ) == [(2023, 4681066), (2024, 4449171)]
    assert changes(ask, "ghg_emissions_net", "scope_1_2_market") == {
        2023: Decimal("-12.9"),
        2024: Decimal("-5.0"),
    }


def test_case_01_all_four_claims_are_confirmed_each_on_its_own_measure(ask):
    assert ask(
        "select distinct measure, fiscal_year, claimed_change::double, verdict "
        "from metric_claim_check where company_id = 'alibaba-group' "
        "and measure in ('emission_reductions', 'ghg_emissions_net') order by all"
    ) == [
        ("emission_reductions", 2023, 128.9, "confirmed"),
        ("emission_reductions", 2024, 63.5, "confirmed"),
        ("ghg_emissions_net", 2023, -12.9, "confirmed"),
        ("ghg_emissions_net", 2024, -5.0, "confirmed"),
    ]


def test_case_01_the_growth_of_the_reduction_is_no_change_of_the_emissions(ask):
    assert ask(
        "select verdict, cause, finding from metric_claim_check "
        "where company_id = 'alibaba-group' and measure = 'ghg_emissions_gross' "
        "and claimed_change = 63.5"
    ) == [
        (
            "unverifiable",
            "another_measure",
            "It equals the change of emission_reductions, scope_1_2_unspecified.",
        )
    ]


def test_case_02_a_level_told_as_a_growth_is_named_as_such(ask):
    assert ask(
        "select distinct verdict, cause, finding from metric_claim_check "
        "where measure = 'clean_electricity_consumption' and claimed_change = 53.9 "
        "and org_unit_id = 'alibaba-cloud-own-data-centers'"
    ) == [
        (
            "unverifiable",
            "level_told_as_growth",
            "It equals the share of the year before.",
        )
    ]


def test_case_02_the_share_itself_is_known_of_every_year(ask):
    assert ask(
        "select fiscal_year, amount::double from fact_indicator "
        "where measure = 'clean_electricity_share' "
        "and org_unit_id = 'alibaba-cloud-own-data-centers' order by all"
    ) == [(2022, 21.6), (2023, 53.9), (2024, 56.0)]


def test_case_03_gross_net_and_both_methods_have_each_their_own_amount(ask):
    assert ask(
        "select measure, scope, fiscal_year, amount::bigint from metric_level "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        "and fiscal_year > 2022 and scope in ('scope_1_2_market', 'scope_1_2_location')"
        " order by all"
    ) == [
        ("ghg_emissions_gross", "scope_1_2_location", 2023, 6070819),
        ("ghg_emissions_gross", "scope_1_2_location", 2024, 6740499),
        ("ghg_emissions_gross", "scope_1_2_market", 2023, 4685024),
        ("ghg_emissions_gross", "scope_1_2_market", 2024, 4450566),
        ("ghg_emissions_net", "scope_1_2_market", 2023, 4681066),
        ("ghg_emissions_net", "scope_1_2_market", 2024, 4449171),
    ]


@pytest.mark.parametrize("vintage", ["latest", "one_document"])
def test_case_03_the_headline_and_the_other_method_stand_side_by_side(ask, vintage):
    assert ask(
        "select measure, scope, round(change_pct, 1)::double from metric_change "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        f"and fiscal_year = 2024 and vintage = '{vintage}' "
        "and scope in ('scope_1_2_market', 'scope_1_2_location') order by all"
    ) == [
        ("ghg_emissions_gross", "scope_1_2_location", 11.0),
        ("ghg_emissions_gross", "scope_1_2_market", -5.0),
        ("ghg_emissions_net", "scope_1_2_market", -5.0),
    ]


def test_case_03_both_changes_are_in_the_one_table_for_reports(ask):
    assert ask(
        "select metric, scope, round(amount, 1)::double from metric_value "
        "where metric_kind = 'change_pct' and company_id = 'alibaba-group' "
        "and org_unit_id = 'group' and fiscal_year = 2024 and scope in "
        "('scope_1_2_market', 'scope_1_2_location') order by all"
    ) == [
        ("ghg_emissions_gross_change_pct", "scope_1_2_location", 11.0),
        ("ghg_emissions_gross_change_pct", "scope_1_2_market", -5.0),
        ("ghg_emissions_net_change_pct", "scope_1_2_market", -5.0),
    ]


def test_case_04_one_string_means_two_things(ask):
    assert ask(
        "select company_id, value_text, amount::bigint from fact_figure "
        "where unit_text in ('MtCO2e', 'Mt CO2e') and ("
        "value_text = '13,249,439' "
        "or (company_id = 'bp' and value_text = '49.2') "
        "or (company_id = 'totalenergies' and value_text = '32')) order by all"
    ) == [
        ("alibaba-group", "13,249,439", 13249439),
        ("bp", "49.2", 49200000),
        ("totalenergies", "32", 32000000),
    ]


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
        (
            "boeing/2023-sustainability-report.csv",
            "Tons CO2e",
            "short_tonCO2e",
            "document",
        ),
    ],
)
def test_case_04_a_unit_that_can_mean_two_is_decided_and_says_how(
    ask, path, unit_text, unit, decided_by
):
    [(found_unit, found_decided_by, reason)] = ask(
        "select distinct unit, unit_decided_by, unit_reason "
        "from fact_figure inner join dim_document using (document_id) "
        f"where path = '{path}' and unit_text = '{unit_text}'"
    )

    assert (found_unit, found_decided_by) == (unit, decided_by)
    assert unit_text in reason


def test_case_04_a_unit_that_cannot_be_right_is_in_quarantine(ask):
    assert ask(
        "select value_text, unit_text, expectations from quarantine_figure "
        "where unit_text like 'megaton%' order by all"
    ) == [
        ("4.445 juta", "megaton karbon dioksida", ["amount_is_possible"]),
        ("7.877.000", "megaton CO2", ["amount_is_possible"]),
    ]


@pytest.mark.parametrize("vintage", ["latest", "one_document"])
def test_case_05_a_break_in_the_series_is_flagged_on_the_change(ask, vintage):
    assert ask(
        "select fiscal_year, prior_amount::bigint, amount::bigint, is_series_break "
        "from metric_change where company_id = 'alibaba-group' "
        "and measure = 'ghg_emissions_gross' and scope = 'scope_1' "
        f"and vintage = '{vintage}' order by all"
    ) == [(2023, 926779, 928939, False), (2024, 928939, 718491, True)]


def test_case_05_the_break_has_its_reason_and_is_no_restatement(ask):
    [(reason,)] = ask(
        "select series_break_reason from fact_emissions "
        "where company_id = 'alibaba-group' and measure = 'ghg_emissions_gross' "
        "and scope = 'scope_1' and is_series_break"
    )

    assert "activity data" in reason
    assert (
        ask(
            "select * from fact_restatement where company_id = 'alibaba-group' "
            "and scope = 'scope_1'"
        )
        == []
    )


def test_case_05_a_break_ends_what_may_be_compounded(ask):
    assert (
        ask(
            "select * from metric_growth where company_id = 'alibaba-group' "
            "and measure = 'ghg_emissions_gross' and scope = 'scope_1'"
        )
        == []
    )


def test_case_06_gross_less_offsets_is_net_to_the_tonne(ask):
    assert ask(
        "with printed as (from fact_emissions where company_id = 'alibaba-group' "
        "and org_unit_id = 'group' and scope like 'scope_1_2_3_%') "
        "select gross.fiscal_year, gross.amount_tco2e::bigint, "
        "offsets.amount_tco2e::bigint, net.amount_tco2e::bigint "
        "from printed as gross inner join printed as offsets using (fiscal_year) "
        "inner join printed as net using (fiscal_year) "
        "where gross.measure = 'ghg_emissions_gross' "
        "and offsets.measure = 'carbon_offsets' "
        "and net.measure = 'ghg_emissions_net' order by all"
    ) == [
        (2023, 12362994, 119352, 12243642),
        (2024, 12316292, 243663, 12072629),
    ]


def test_case_06_the_subtraction_is_checked_and_agrees(ask):
    assert ask(
        "select fiscal_year, reported_tco2e::bigint, computed_tco2e::bigint, "
        "difference_tco2e::bigint, verdict, computed_by from metric_total "
        "where company_id = 'alibaba-group' and total_of = 'offsets' "
        "and scope = 'scope_1_2_3_market' and reported_tco2e is not null order by all"
    ) == [
        (2023, 12243642, 12243642, 0, "agrees", "Gross less offsets"),
        (2024, 12072629, 12072629, 0, "agrees", "Gross less offsets"),
    ]


def test_case_07_the_first_inventory_covers_a_calendar_year(ask):
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
    assert ask(
        "select reported_tco2e::bigint, computed_tco2e::bigint, verdict "
        "from metric_total where company_id = 'alibaba-group' and fiscal_year = 2020 "
        "and scope = 'scope_1_2_3_unspecified'"
    ) == [(9514000, 9514000, "agrees")]


def test_case_07_later_years_end_in_march_and_are_not_compared_with_it(ask):
    assert ask(
        "select distinct period_start, period_end from fact_emissions "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        "and measure = 'ghg_emissions_gross' and fiscal_year > 2020 order by all"
    ) == [(date(year - 1, 4, 1), date(year, 3, 31)) for year in (2022, 2023, 2024)]
    assert (
        ask(
            "select * from metric_change where company_id = 'alibaba-group' "
            "and prior_fiscal_year in (2020, 2021)"
        )
        == []
    )
    assert (
        ask(
            "select * from metric_growth where company_id = 'alibaba-group' "
            "and base_fiscal_year = 2020"
        )
        == []
    )


@pytest.mark.parametrize(
    ("org_unit", "measure", "finer", "coarser"),
    [
        ("group", "avoided_emissions", 33338000, 33340000),
        ("alibaba-cloud", "avoided_emissions", 9884000, 9880000),
        ("cainiao", "cardboard_boxes_reused", 47558000, 47600000),
    ],
)
def test_case_08_of_two_precisions_the_finer_is_kept(
    ask, org_unit, measure, finer, coarser
):
    of_2024 = (
        f"company_id = 'alibaba-group' and org_unit_id = '{org_unit}' "
        f"and measure = '{measure}' and fiscal_year = 2024"
    )
    assert ask(
        "select amount::bigint, source_count, agreeing_source_count, is_restated "
        f"from fact_best_figure where {of_2024}"
    ) == [(finer, 3, 3, False)]
    assert ask(
        "select distinct kind, amount::bigint, compared_amount::bigint "
        f"from fact_variant where {of_2024}"
    ) == [("precision", coarser, finer)]


def test_case_08_13_249_million_and_13_249_439_tonnes_agree(ask):
    assert ask(
        "select value_text, amount::bigint, low < 13249439 and 13249439 < high "
        "from fact_figure where company_id = 'alibaba-group' and fiscal_year = 2022 "
        "and measure = 'ghg_emissions_gross' and scope like 'scope_1_2_3_%' "
        "order by all"
    ) == [
        ("13,249 juta", 13249000, True),
        ("13,249,439", 13249439, True),
        ("13.249", 13249000, True),
        ("1324.9", 13249000, True),
    ]
    assert ask(
        "select amount_tco2e::bigint from fact_emissions "
        "where company_id = 'alibaba-group' and fiscal_year = 2022 "
        "and measure = 'ghg_emissions_gross' and scope = 'scope_1_2_3_market'"
    ) == [(13249439,)]


def test_case_08_no_precision_is_a_restatement(ask):
    assert (
        ask("select * from fact_restatement where company_id = 'alibaba-group'") == []
    )


def test_case_09_chinese_numbers_and_units_are_exact(ask):
    assert ask(
        "select distinct value_text, unit_text, amount::double, canonical_unit "
        "from fact_figure where value_text in ('468.1', '16.1亿', '5,920.8') "
        "order by all"
    ) == [
        ("16.1亿", "千瓦时", 1610000.0, "MWh"),
        ("468.1", "万吨", 4681000.0, "tCO2e"),
        ("5,920.8", "万吨", 59208000.0, "tCO2e"),
    ]
    assert ask(
        "select prior_amount::bigint, amount::bigint, round(change_pct, 1)::double "
        "from metric_change where company_id = 'alibaba-group' "
        "and measure = 'avoided_emissions' and org_unit_id = 'group' "
        "and fiscal_year = 2025"
    ) == [(33338000, 59208000, 77.6)]


def test_case_10_a_dash_is_not_a_zero(ask):
    assert ask(
        "select scope, measure, value_text, value_kind, amount from fact_figure "
        "where company_id = 'alibaba-group' and fiscal_year = 2022 "
        "and value_text in ('/', '0') order by all"
    ) == [
        ("scope_1_2_3_unspecified", "carbon_offsets", "0", "zero", 0),
        ("scope_2_location", "ghg_emissions_gross", "/", "not_disclosed", None),
    ]


def test_case_10_what_is_not_disclosed_is_no_fact_and_has_no_change(ask):
    location_2022 = (
        "company_id = 'alibaba-group' and fiscal_year = 2022 "
        "and scope like '%_location'"
    )
    assert ask(f"select * from fact_emissions where {location_2022}") == []
    assert ask(f"select * from metric_level where {location_2022}") == []
    assert (
        ask(
            "select * from metric_change where company_id = 'alibaba-group' "
            "and prior_fiscal_year = 2022 and scope like '%_location'"
        )
        == []
    )


def test_case_11_packaging_of_two_methods_is_two_measures(ask):
    assert ask(
        "select measure, fiscal_year, amount::bigint from fact_resource "
        "where measure like 'packaging%' order by all"
    ) == [
        ("packaging_material_reduced", 2023, 184000),
        ("packaging_material_saved", 2024, 101000),
    ]


def test_case_11_the_shares_of_the_group_and_of_its_data_centres_are_two(ask):
    assert ask(
        "select org_unit_id, amount::double from fact_indicator "
        "where measure = 'clean_electricity_share' and fiscal_year = 2024 "
        "and org_unit_id <> 'cainiao' order by all"
    ) == [("alibaba-cloud-own-data-centers", 56.0), ("group", 39.0)]


def test_case_11_trips_and_vehicles_are_two_measures(ask):
    assert ask(
        "select measure, fiscal_year, amount::double from fact_indicator "
        "where measure like 'new_energy%' and amount in (33, 99) order by all"
    ) == [
        ("new_energy_vehicle_share", 2023, 33.0),
        ("new_energy_vehicle_share", 2024, 99.0),
        ("new_energy_vehicle_trip_share", 2024, 99.0),
    ]


@pytest.mark.parametrize("table", ["metric_change", "metric_growth"])
def test_case_11_no_change_is_computed_across_them(ask, table):
    assert (
        ask(
            f"select * from {table} where measure like 'packaging%' "
            "or measure like 'new_energy%' "
            "or (measure = 'clean_electricity_share' and org_unit_id = 'group')"
        )
        == []
    )


def test_case_12_a_parents_target_in_a_subsidiarys_report_is_the_parents(ask):
    assert ask(
        "select fact_figure.org_unit_id, measure, fiscal_year, amount::bigint "
        "from fact_figure inner join dim_document using (document_id) "
        "where path like '%alibaba-health%' and measure like 'target%' order by all"
    ) == [
        ("group", "target_cumulative_avoided_emissions", 2035, 1500000000),
        ("group", "target_intensity_reduction", 2030, 50),
    ]
    assert ask("select * from fact_target where org_unit_id = 'alibaba-health'") == []


def test_case_12_two_reports_with_one_target_have_one_target(ask):
    assert ask(
        "select measure, amount::bigint, source_count from fact_target "
        "where company_id = 'alibaba-group' and org_unit_id = 'group' "
        "and amount in (1500000000, 50) order by all"
    ) == [
        ("target_cumulative_avoided_emissions", 1500000000, 3),
        ("target_intensity_reduction", 50, 2),
    ]


@pytest.mark.parametrize(
    ("company", "scope", "year", "prior", "amount"),
    [
        ("amazon", "scope_1_2_3_unspecified", 2022, 71270000, 70740000),
        ("microsoft", "scope_1_2_3_market", 2017, 11128000, 10909000),
        ("microsoft", "scope_1_2_3_market", 2018, 11947000, 12027000),
        ("microsoft", "scope_1_2_3_market", 2019, 11751000, 11859000),
        ("microsoft", "scope_1_2_3_market", 2020, 11164000, 11585000),
        ("nestle", "scope_3", 2021, 115830000, 98750000),
        ("shell", "scope_2_market", 2020, 9000000, 8000000),
    ],
)
def test_case_13_a_restatement_says_what_was_stated_before(
    ask, company, scope, year, prior, amount
):
    assert ask(
        "select kind, prior_scope, prior_amount::bigint, amount::bigint, "
        "difference::bigint from fact_restatement "
        f"where company_id = '{company}' and scope = '{scope}' and fiscal_year = {year}"
    ) == [("restated", scope, prior, amount, amount - prior)]


def test_case_13_a_restatement_that_names_the_method_says_so(ask):
    assert ask(
        "select kind, prior_scope, scope, prior_amount::bigint, amount::bigint "
        "from fact_restatement where company_id = 'bp' and fiscal_year = 2022"
    ) == [
        (
            "method_stated_since",
            "scope_2_unspecified",
            "scope_2_market",
            1500000,
            1400000,
        )
    ]


def test_case_13_the_scopes_1_and_2_of_microsoft_are_unchanged(ask):
    parts = "scope in ('scope_1', 'scope_2_location', 'scope_2_market')"
    assert ask(f"select * from fact_restatement where {AT_MICROSOFT} and {parts}") == []
    assert ask(
        "select count(*), bool_or(is_restated), min(source_count), max(spread_pct) "
        f"from fact_best_figure where {AT_MICROSOFT} and {parts} "
        "and fiscal_year between 2017 and 2020"
    ) == [(12, False, 3, 0)]


# What was known, first reported, and last restated: a line of SQL each.
@pytest.mark.parametrize(
    ("fact", "day", "known", "first", "last"),
    [
        (
            "company_id = 'amazon' and fiscal_year = 2022 "
            "and scope = 'scope_1_2_3_unspecified' and unit = 'tCO2e'",
            "2023-12-31",
            71270000,
            71270000,
            70740000,
        ),
        (
            "company_id = 'microsoft' and fiscal_year = 2017 "
            "and scope = 'scope_1_2_3_market'",
            "2021-12-31",
            11128000,
            11128000,
            10909000,
        ),
        (
            "company_id = 'nestle' and fiscal_year = 2021 and scope = 'scope_3'",
            "2024-12-30",
            115830000,
            115830000,
            98750000,
        ),
        (
            f"{AT_SHELL} and fiscal_year = 2020 and scope = 'scope_2_market' "
            "and boundary = 'operational_control'",
            "2022-12-31",
            8000000,
            9000000,
            8000000,
        ),
    ],
)
def test_case_13_known_on_a_day_first_reported_and_last_restated(
    ask, fact, day, known, first, last
):
    view = f"figure_as_known_on('{day}')"
    assert ask(f"select amount::bigint from {view} where {fact}") == [(known,)]
    view = "figure_as_first_reported"
    assert ask(f"select amount::bigint from {view} where {fact}") == [(first,)]
    view = "figure_as_last_restated"
    assert ask(f"select amount::bigint from {view} where {fact}") == [(last,)]


def test_case_13_before_the_first_report_nothing_is_known(ask):
    assert (
        ask(
            "from figure_as_known_on('2023-06-30') where company_id = 'amazon' "
            "and fiscal_year = 2022"
        )
        == []
    )


def test_case_14_two_boundaries_are_two_facts(ask):
    assert ask(
        "select company_id, boundary, amount_tco2e::bigint from fact_emissions "
        "where scope = 'scope_1' and ((company_id = 'shell' and fiscal_year = 2021) "
        "or (company_id = 'bp' and fiscal_year = 2023)) order by all"
    ) == [
        ("bp", "equity_share", 31900000),
        ("bp", "operational_control", 31100000),
        ("shell", "equity_share", 91000000),
        ("shell", "operational_control", 60000000),
    ]


def test_case_14_what_is_told_apart_is_told_why(ask):
    assert ask(
        "select company_id, kind, amount::bigint, compared_amount::bigint, boundary, "
        "compared_boundary from fact_variant "
        "where scope = 'scope_1' and ((company_id = 'shell' and fiscal_year = 2021) "
        "or (company_id = 'bp' and fiscal_year = 2023)) order by all"
    ) == [
        (
            "bp",
            "boundary",
            31100000,
            31900000,
            "operational_control",
            "equity_share",
        ),
        (
            "shell",
            "boundary",
            60000000,
            91000000,
            "operational_control",
            "equity_share",
        ),
    ]


def test_case_14_nothing_is_derived_from_two_boundaries(ask):
    assert (
        ask(
            "with used as (select metric_id, unnest(figure_ids) as figure_id "
            "from metric_value) "
            "select metric_id from used inner join fact_figure using (figure_id) "
            "group by metric_id having count(distinct boundary) > 1"
        )
        == []
    )


def test_case_15_what_an_aggregator_says_is_kept_beside_the_issuer(ask):
    assert ask(
        "select kind, amount::bigint, compared_amount::bigint, path "
        "from fact_variant inner join dim_document using (document_id) "
        "where fact_variant.company_id = 'axa' and scope = 'scope_3' "
        "and fiscal_year = 2019"
    ) == [("channel", 90584, 258541, "carbon-gap/profit-and-emissions-database.csv")]


def test_case_15_the_spread_is_shown(ask):
    axa = "company_id = 'axa' and scope = 'scope_3' and fiscal_year = 2019"
    assert ask(
        "select amount::bigint, choice, source_count, agreeing_source_count, "
        f"round(spread_pct, 1)::double from fact_best_figure where {axa}"
    ) == [(258541, "source", 3, 2, 65.0)]
    assert ask(
        "select round(amount, 1)::double, unit from metric_value "
        f"where metric_kind = 'spread_pct' and {axa}"
    ) == [(65.0, "%")]


def test_case_16_a_total_that_misses_its_parts_is_reported(ask):
    assert ask(
        "select reported_tco2e::bigint, computed_tco2e::bigint, "
        "difference_tco2e::bigint, missing_tco2e::bigint, finding from metric_total "
        "where company_id = 'apple' and fiscal_year = 2023 and verdict = 'disagrees'"
    ) == [
        (
            16100000,
            16038600,
            61400,
            6300,
            "The printed total is 61,400 tCO2e more than its parts add up to.",
        )
    ]


def test_case_16_a_difference_that_rounding_explains_is_none(ask):
    assert ask(
        "select reported_tco2e::bigint, computed_tco2e::bigint, missing_tco2e, verdict "
        "from metric_total where company_id = 'microsoft' "
        "and scope = 'scope_1_2_3_market' and reported_tco2e <> computed_tco2e "
        "order by all"
    ) == [
        (10909000, 10908518, None, "agrees"),
        (11585000, 11585294, None, "agrees"),
        (11859000, 11859376, None, "agrees"),
        (12027000, 12027337, None, "agrees"),
        (14073000, 14072639, None, "agrees"),
    ]


def test_case_17_a_sum_of_both_methods_is_found_and_named(ask):
    assert ask(
        "select path, reported_tco2e::bigint, location_sum_tco2e::bigint, "
        "market_sum_tco2e::bigint, double_sum_tco2e::bigint "
        "from metric_double_count inner join dim_document using (document_id) "
        "where metric_double_count.company_id = 'microsoft'"
    ) == [
        (
            "carbon-gap/profit-and-emissions-database.csv",
            3832938,
            3557518,
            275420,
            3832938,
        )
    ]


@pytest.mark.parametrize("company", ["microsoft", "mastercard"])
def test_case_17_it_is_kept_as_a_figure_and_in_no_metric(ask, company):
    [(figure_id,)] = ask(
        "select figure_id from metric_double_count inner join fact_figure "
        f"using (figure_id) where fact_figure.company_id = '{company}'"
    )

    used = f"list_contains(figure_ids, '{figure_id}')"
    for table in ("metric_level", "metric_change", "metric_share", "metric_value"):
        assert ask(f"select * from {table} where {used}") == []
    assert (
        ask(
            "select * from metric_total where is_level "
            f"and list_contains(figure_ids || part_figure_ids, '{figure_id}')"
        )
        == []
    )


@pytest.mark.parametrize(
    ("path", "value_text", "amount"),
    [
        ("apple/2024-environmental-progress-report.csv", "-324,1008", 324100),
        ("microsoft/2021-environmental-sustainability-report.csv", "118,10 0", 118100),
        ("hindustan-unilever/fy2023-24-brsr.csv", "2,20,234", 220234),
        ("ntpc/2017-18-sustainability-report.csv", "22,80,61,009", 228061009),
        ("basf/2023-annual-report.csv", "2.547c", 2547000),
        ("engie/2024-integrated-report.csv", "24,5", 24500000),
    ],
)
def test_case_18_a_number_is_what_the_page_means(ask, path, value_text, amount):
    assert ask(
        "select amount::bigint, confidence < 1, len(reasons) > 0 from fact_figure "
        "inner join dim_document using (document_id) "
        f"where path = '{path}' and value_text = '{value_text}'"
    ) == [(amount, True, True)]


@pytest.mark.parametrize(
    ("company", "unit_text", "unit", "value_text", "amount"),
    [
        ("boeing", "Tons CO2e", "short_tonCO2e", "708,000", 642287),
        ("samsung-electronics", "1,000 tonnes CO₂e", "ktCO2e", "7,604", 7604000),
        ("samsung-electronics", "1,000 tonnes CO2e", "ktCO2e", "7,604", 7604000),
        ("amazon", "MMT CO2e", "MtCO2e", "13.32", 13320000),
        ("amazon", "mmt CO₂e", "MtCO2e", "12.11", 12110000),
        ("microsoft", "mtCO2e", "tCO2e", "107,452", 107452),
    ],
)
def test_case_19_a_ton_is_what_the_document_means(
    ask, company, unit_text, unit, value_text, amount
):
    assert ask(
        "select unit, round(amount)::bigint, bool_and(unit_reason <> '') "
        f"from fact_figure where company_id = '{company}' "
        f"and unit_text = '{unit_text}' and value_text = '{value_text}' group by all"
    ) == [(unit, amount, True)]
