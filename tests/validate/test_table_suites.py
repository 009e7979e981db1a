"""What is expected of dimensions, facts and metrics holds until something breaks it."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from pipelines.schema import load_schema
from pipelines.validate.last_release import COMPARED
from pipelines.validate.quarantine import QUARANTINES
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import guarded_tables, load_suite

TABLES = guarded_tables(load_schema())

FIGURE_IN_QUARANTINE = """
    insert into quarantine_figure by name
    select
        figure_id, document_id, company_id, org_unit_id, measure, scope, fiscal_year,
        ['unit_is_known'] as expectations, 'Why.' as explanation
    from fact_figure where figure_id = 'one-24';
"""
CLAIM_IN_QUARANTINE = """
    insert into quarantine_claim by name
    select
        claim_id, document_id, company_id, org_unit_id, measure, scope, fiscal_year,
        ['period_is_known'] as expectations, 'Why.' as explanation
    from fact_claim where claim_id = 'fall-24';
"""
IN_QUARANTINE = {
    "quarantine_figure": FIGURE_IN_QUARANTINE,
    "quarantine_claim": CLAIM_IN_QUARANTINE,
}


def last_rows(table, where):
    """The statement that gives the last release some rows of this run's table."""
    columns = ", ".join(COMPARED[table])
    return (
        f"insert into last_release.{table} select {columns} from {table} where {where};"
    )


# What the last release had of one document, to be said otherwise there.
LAST_DOCUMENT = last_rows("dim_document", "document_id = 'report-2024'")
LAST_FIGURE = LAST_DOCUMENT + last_rows("fact_figure", "figure_id = 'one-24'")
LAST_CLAIM = LAST_DOCUMENT + last_rows("fact_claim", "claim_id = 'fall-24'")

# Of each table: what is done to it, and the one expectation that this breaks.
BREAKAGES = {
    **{
        table: [
            (insert + "update self set expectations = []", "failures_are_told"),
            (insert + "update self set explanation = null", "failures_are_told"),
        ]
        for table, insert in IN_QUARANTINE.items()
    },
    "dim_company": [
        ("delete from self where company_id = 'unknown'", "unknown_row_exists"),
        (
            "update self set is_provisional = true where company_id = 'alphabet'",
            "listed_or_provisional",
        ),
        ("update self set is_provisional = null", "listed_or_provisional"),
        (
            "update self set suggested_company_id = company_id "
            "where company_id = 'microsof'",
            "suggestions_are_listed",
        ),
        (
            "update self set suggestion_score = null where company_id = 'microsof'",
            "suggestions_are_listed",
        ),
        (
            "update self set suggestion_score = 1.5 where company_id = 'microsof'",
            "suggestions_are_listed",
        ),
        (
            "update self set suggested_company_id = null where company_id = 'microsof'",
            "suggestions_are_listed",
        ),
        (
            "update self set suggested_company_id = 'alphabet', suggestion_score = 0.9 "
            "where company_id = 'apple'",
            "suggestions_are_listed",
        ),
    ],
    "dim_scope": [
        ("delete from self where scope = 'unknown'", "unknown_row_exists"),
        (
            "update self set parent_scope = null where scope = 'scope_3_category_1'",
            "categories_are_of_a_part",
        ),
        (
            "update self set parent_scope = 'scope_1_2_3_market' "
            "where scope = 'scope_3_category_1'",
            "categories_are_of_a_part",
        ),
        (
            "update self set parent_scope = 'scope_3' where scope = 'scope_1'",
            "categories_are_of_a_part",
        ),
        (
            "update self set parts = [] where scope = 'scope_1_2_market'",
            "totals_have_parts",
        ),
        (
            "update self set parts = ['scope_1', 'scope_two'] "
            "where scope = 'scope_1_2_market'",
            "totals_have_parts",
        ),
        (
            "update self set parts = ['scope_1', 'scope_2_location', 'scope_2_market'] "
            "where scope = 'scope_1_2_market'",
            "methods_are_never_added",
        ),
    ],
    "dim_metric": [
        (
            "update self set defined_in = 'metric_pue' where metric_kind = 'level'",
            "defined_in_is_a_table",
        ),
        (
            "update self set suffix = '_change' where metric_kind = 'change_pct'",
            "suffixes_tell_kinds_apart",
        ),
    ],
    "dim_unit_of_measure": [
        ("delete from self where unit = 'unknown'", "unknown_row_exists"),
        ("update self set factor = -1 where unit = 'ktCO2e'", "factors_are_positive"),
        (
            "update self set canonical_unit = 'ktCO2e' where unit = 'MtCO2e'",
            "canonical_units_are_their_own",
        ),
    ],
    "dim_measure": [
        ("delete from self where measure = 'unknown'", "unknown_row_exists"),
        (
            "update self set lowest_plausible = 10 where measure = 'pue'",
            "limits_leave_room",
        ),
        (
            "update self set fact_table = 'fact_pue' where measure = 'pue'",
            "fact_table_is_one_of_ours",
        ),
    ],
    "dim_org_unit": [
        (
            "update self set parent_org_unit_id = 'sold' "
            "where org_unit_id = 'alibaba-cloud'",
            "parents_exist",
        ),
        (
            "update self set parent_org_unit_id = org_unit_id "
            "where org_unit_id = 'alibaba-cloud'",
            "parents_exist",
        ),
        (
            "update self set path = org_unit_id where org_unit_id = 'alibaba-cloud'",
            "paths_lead_from_the_group",
        ),
        (
            "update self set depth = 1 where org_unit_id = 'group'",
            "paths_lead_from_the_group",
        ),
        (
            "update self set depth = null where org_unit_id = 'alibaba-cloud'",
            "paths_lead_from_the_group",
        ),
        (
            "delete from self where company_id = 'acme'",
            "every_company_has_org_unit_group_and_unknown",
        ),
        (
            "delete from self where org_unit_id = 'unknown' and company_id = 'acme'",
            "every_company_has_org_unit_group_and_unknown",
        ),
    ],
    "dim_document": [
        (
            "update self set path = 'acme/report.csv', known_from = "
            "if(document_id = 'report-2023', date '2020-06-30', date '2021-06-30') "
            "where source_kind = 'issuer_report'",
            "yearly_reports_are_current",
        ),
        (
            "update self set known_from = '2999-12-31' "
            "where document_id = 'press-2024'",
            "documents_are_out",
        ),
        (
            "update self set title = 'Report 2025 on the way to 2030', "
            "known_from = '2024-12-31' where document_id = 'press-2024'",
            "titles_are_not_of_later_years",
        ),
        (
            "update self set path = 'acme/2024.csv' where document_id = 'report-2023'; "
            "update self set known_from = '2023-12-31' "
            "where document_id = 'report-2023'",
            "titles_are_not_of_later_years",
        ),
        *(
            (
                f"{LAST_DOCUMENT} update last_release.dim_document set {otherwise}",
                "documents_are_those_of_the_last_release",
            )
            for otherwise in (
                "known_from = known_from - 366",
                "known_from = null",
                "source_kind = 'press'",
                "company_id = 'unknown'",
            )
        ),
    ],
    "dim_fiscal_year": [
        (
            "update self set period_start = period_start + 40",
            "years_last_twelve_months",
        ),
        (
            "update self set fiscal_year = fiscal_year + 1 where fiscal_year > 0",
            "years_last_twelve_months",
        ),
        (
            "delete from self where fiscal_year = 0 and company_id = 'acme'",
            "every_company_has_fiscal_year_0",
        ),
    ],
    "fact_figure": [
        (
            "update dim_document set company_id = 'microsof' "
            "where document_id = 'report-2023'",
            "companies_are_the_documents",
        ),
        (
            "update self set known_from = '2026-01-31', known_to = null, "
            "is_current = true where document_id = 'report-2024'",
            "reports_are_of_the_year_before",
        ),
        (
            "update self set amount = 109.5, low = 109.5, high = 109.5 "
            "where figure_id = 'one-22'",
            "decimals_are_of_the_whole_table",
        ),
        *(
            (
                f"{LAST_FIGURE} update last_release.fact_figure set {otherwise}",
                "figures_are_those_of_the_last_release",
            )
            for otherwise in (
                "amount = 91",
                "amount = null, value_kind = 'not_disclosed'",
                "scope = 'scope_3'",
                "measure = 'ghg_emissions_net'",
                "org_unit_id = 'foundry'",
                "period_end = period_end - 366, fiscal_year = 2023",
            )
        ),
        (
            "update audit_run set figures_accepted = 1.06 * figures_accepted",
            "few_figures_are_lost",
        ),
        (
            "update self set known_from = '2024-12-30' where figure_id = 'one-24'",
            "periods_are_over_when_published",
        ),
        (
            "update self set fiscal_year = 2017, period_start = '2017-01-01', "
            "period_end = '2017-12-31', fact_id = -1 where figure_id = 'water-24'; "
            "insert into dim_fiscal_year by name "
            "select * replace (2017 as fiscal_year, date '2017-01-01' as period_start, "
            "date '2017-12-31' as period_end) from dim_fiscal_year "
            "where company_id = 'acme' and fiscal_year = 2024",
            "years_are_of_one_time",
        ),
        (
            "update self set scope = 'scope_2_unspecified', series_id = -1, "
            "fact_id = -1 where figure_id = 'one-23'",
            "rows_of_a_table_have_no_gaps",
        ),
        (
            "delete from self where figure_id = 'one-24'",
            "figures_are_all_accounted_for",
        ),
        (
            "insert into quarantine_figure (figure_id, document_id) "
            "values ('one-24', 'report-2024')",
            "figures_are_all_accounted_for",
        ),
        (
            "insert into self by name select * replace ('made-up' as figure_id) "
            "from self limit 1",
            "figures_are_all_accounted_for",
        ),
        (
            "update self set document_id = 'report-2023' where figure_id = 'one-24'",
            "figures_are_all_accounted_for",
        ),
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set low = null, high = null", "interval_holds_amount"),
        (
            "update self set period_start = period_end + 1",
            "periods_are_in_order",
        ),
        (
            "update self set fiscal_year = 2023 where figure_id = 'one-24'",
            "periods_are_in_order",
        ),
        # As if the same number were made of other words.
        (
            "update self set boundary = 'equity_share' where figure_id = 'one-22'",
            "one_series_id_is_one_series",
        ),
        (
            "update self set canonical_unit = 'MWh' where figure_id = 'old-one-23'",
            "one_fact_id_is_one_fact",
        ),
        (
            "update self set value_kind = 'not_disclosed' where figure_id = 'one-24'",
            "numbers_have_amounts",
        ),
        (
            "update self set amount = null where figure_id = 'one-24'",
            "numbers_have_amounts",
        ),
        (
            "update self set known_to = known_from where known_to is not null",
            "vintages_are_in_order",
        ),
        ("update self set is_current = not is_current", "vintages_are_in_order"),
    ],
    "fact_best_figure": [
        (
            "update self set measure = 'ghg_emissions_net' "
            "where figure_id = 'equity-one-24'",
            "net_emissions_have_their_gross",
        ),
        (
            "update audit_distribution set median = 1000 * median",
            "amounts_are_of_the_size_of_last_time",
        ),
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set period_end = period_end + 366", "periods_are_in_order"),
        ("update self set source_count = 0", "sources_are_counted"),
        (
            "update self set boundary = 'equity_share' where figure_id = 'two-24'",
            "one_inventory_id_is_one_inventory",
        ),
        (
            "delete from self where figure_id = 'one-24'",
            "every_fact_has_one_statement",
        ),
        (
            "insert into self by name select * replace ('kgCO2e' as canonical_unit) "
            "from self where figure_id = 'one-24'",
            "every_fact_has_one_statement",
        ),
        (
            "update self set choice = 'guess' where figure_id = 'one-24'",
            "choice_is_known",
        ),
        (
            "update self set choice = 'only_statement' where figure_id = 'one-24'",
            "choice_fits_the_counts",
        ),
        (
            "update self set statement_count = 1 where figure_id = 'one-24'",
            "choice_fits_the_counts",
        ),
        ("delete from fact_energy", "every_fact_is_in_its_table"),
        (
            "update self set fact_table = 'fact_pue' where measure = 'pue'",
            "every_fact_is_in_its_table",
        ),
    ],
    "fact_claim": [
        ("delete from self", "claims_are_all_accounted_for"),
        (
            "insert into quarantine_claim (claim_id, document_id) "
            "values ('fall-24', 'report-2024')",
            "claims_are_all_accounted_for",
        ),
        ("update self set change_high = change - 1", "interval_holds_change"),
        ("update self set figure_id = 'made-up'", "figure_is_kept"),
        (
            "update self set scope = 'scope_1', measure = 'ghg_emissions_gross', "
            "change = -12, change_low = -12.5, change_high = -11.5, "
            "fiscal_year = 2024 where claim_id = 'rise-24'",
            "stated_changes_agree",
        ),
        (
            f"{LAST_CLAIM} update last_release.fact_claim set change = 10",
            "claims_are_those_of_the_last_release",
        ),
        (
            f"{LAST_CLAIM} update last_release.fact_claim set change_kind = 'points'",
            "claims_are_those_of_the_last_release",
        ),
    ],
    "fact_emissions": [
        (
            "update self set amount_tco2e = 91, low_tco2e = 91, high_tco2e = 91 "
            "where org_unit_id = 'foundry'",
            "parts_are_not_greater_than_the_group",
        ),
        (
            "update self set measure = 'pue' where figure_id = 'one-24'",
            "measures_belong_here",
        ),
        (
            "update self set high_tco2e = amount_tco2e - 1",
            "interval_holds_amount_tco2e",
        ),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set source_count = 0", "sources_are_counted"),
        ("update self set agreeing_source_count = 9", "sources_are_counted"),
        ("update self set spread_pct = -1", "sources_are_counted"),
        (
            "update self set amount_tco2e = -1, low_tco2e = -1",
            "amounts_are_not_negative",
        ),
        (
            "update self set scope = 'scope_3_plus' where figure_id = 'one-24'",
            "scopes_are_of_the_inventory",
        ),
        (
            "update self set scope = 'not_applicable' where figure_id = 'one-24'",
            "scopes_are_of_the_inventory",
        ),
    ],
    **{
        table: [
            (
                "update self set measure = 'carbon_offsets' "
                "where measure = (select min(measure) from self)",
                "measures_belong_here",
            ),
            ("update self set high = amount - 1", "interval_holds_amount"),
            ("update self set period_start = period_end + 1", "periods_are_in_order"),
            ("update self set source_count = 0", "sources_are_counted"),
        ]
        for table in (
            "fact_energy",
            "fact_resource",
            "fact_intensity",
            "fact_indicator",
        )
    },
    "fact_restatement": [
        (
            "update self set kind = 'corrected' where kind = 'restated'",
            "kind_is_known",
        ),
        (
            "update self set kind = 'restated' where kind = 'method_stated_since'",
            "kind_fits_the_scopes",
        ),
        (
            "update self set kind = 'method_stated_since' where kind = 'restated'",
            "kind_fits_the_scopes",
        ),
        ("update self set difference = -difference", "statements_differ"),
        ("update self set amount = prior_amount, difference = 0", "statements_differ"),
        ("update self set known_from = prior_known_from", "vintages_are_in_order"),
    ],
    "fact_variant": [
        ("update self set kind = 'press' where kind = 'channel'", "kind_is_known"),
        *[
            (
                f"update self set kind = '{kind}' where kind = '{right_kind}'",
                "kind_fits_the_statements",
            )
            for kind, right_kind in [
                ("precision", "channel"),
                ("channel", "precision"),
                ("boundary", "method"),
                ("method", "boundary"),
                ("channel", "boundary"),
            ]
        ],
        (
            "update self set compared_boundary = 'equity_share' where kind = 'method'",
            "kind_fits_the_statements",
        ),
        (
            "update self set compared_scope = 'scope_3' where kind = 'boundary'",
            "kind_fits_the_statements",
        ),
        (
            "update self set difference = -difference",
            "difference_is_amount_less_compared",
        ),
        (
            "update self set difference_pct = -difference_pct",
            "difference_is_amount_less_compared",
        ),
    ],
    "fact_target": [
        ("update self set high = amount - 1", "interval_holds_amount"),
        (
            "update self set base_fiscal_year = target_fiscal_year",
            "base_year_comes_first",
        ),
    ],
    "metric_offset": [
        ("update self set amount = -1, low = -1", "offsets_are_not_negative"),
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set figure_ids = ['made-up']", "figures_are_named"),
    ],
    "metric_total_candidate": [
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_double_count": [
        (
            "update self set double_sum_tco2e = double_sum_tco2e + 1",
            "both_methods_are_added",
        ),
        (
            "update self set market_sum_tco2e = market_sum_tco2e + 1",
            "both_methods_are_added",
        ),
        (
            "update self set part_figure_ids = ['one-24', 'two-24']",
            "both_methods_are_added",
        ),
        (
            "update self set reported_tco2e = market_sum_tco2e",
            "printed_sum_is_of_neither_method",
        ),
        (
            "update self set reported_tco2e = location_sum_tco2e",
            "printed_sum_is_of_neither_method",
        ),
        (
            "update self set part_figure_ids = part_figure_ids || ['made-up']",
            "figures_are_named",
        ),
    ],
    "metric_total": [
        (
            "update self set verdict = 'agreed' where verdict = 'agrees'",
            "verdict_is_known",
        ),
        (
            "update self set verdict = 'computed_only' where verdict = 'agrees'",
            "verdict_fits_the_amounts",
        ),
        (
            "update self set computed_tco2e = null, difference_tco2e = null "
            "where verdict = 'agrees'",
            "verdict_fits_the_amounts",
        ),
        (
            "update self set amount_tco2e = 1, low_tco2e = 1",
            "amount_is_printed_or_computed",
        ),
        (
            "update self set difference_tco2e = difference_tco2e + 1",
            "difference_is_printed_less_computed",
        ),
        *[
            (f"update self set missing_tco2e = {missing}", "what_is_missing_is_told")
            for missing in [
                "null where verdict = 'disagrees'",
                "null where verdict = 'incomplete'",
                "null where verdict = 'double_counted'",
                "0 where verdict = 'agrees'",
                "-missing_tco2e",
                "difference_tco2e * 2 where verdict = 'disagrees'",
            ]
        ],
        (
            "update self set is_level = true where verdict = 'double_counted'",
            "one_row_is_the_level",
        ),
        (
            "insert into self by name select * replace ('offsets' as total_of) "
            "from self where is_level and verdict = 'agrees'",
            "one_row_is_the_level",
        ),
        (
            "update self set total_of = 'org_units' where total_of = 'categories'",
            "one_row_is_the_level",
        ),
        ("update self set low_tco2e = amount_tco2e + 1", "interval_holds_amount_tco2e"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_level": [
        ("update self set origin = 'guessed'", "origin_is_known"),
        (
            "update self set origin = 'computed' where origin = 'printed'",
            "origin_fits_the_figures",
        ),
        (
            "update self set origin = 'printed' where origin = 'computed'",
            "origin_fits_the_figures",
        ),
        (
            "insert into self by name "
            "select * replace ('scope_1_2_unspecified' as scope, ['sum-both-24'] "
            "as figure_ids) from self where figure_ids = ['sum-24']",
            "double_counts_are_left_out",
        ),
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
        ("update self set figure_ids = null", "figures_are_named"),
        (
            "update self set figure_ids = ['one-24', 'made-up'] "
            "where origin = 'computed'",
            "figures_are_named",
        ),
    ],
    "metric_change": [
        (
            """
            update self set
                amount = 100 * amount,
                change_amount = 100 * amount - prior_amount,
                change_amount_low = 99 * amount + change_amount_low,
                change_amount_high = 99 * amount + change_amount_high,
                change_pct = 100 * (100 * amount - prior_amount) / prior_amount,
                change_pct_low = null,
                change_pct_high = null
            where vintage = 'latest' and scope = 'scope_1'
            """,
            "amounts_are_continuous",
        ),
        (
            "update self set vintage = 'newest' where vintage = 'latest'",
            "vintage_is_known",
        ),
        (
            "update self set document_id = null where is_like_for_like",
            "like_for_like_names_its_document",
        ),
        (
            "update self set is_like_for_like = false where vintage = 'latest'",
            "like_for_like_names_its_document",
        ),
        (
            "update self set is_like_for_like = false, document_id = null "
            "where vintage = 'one_document'",
            "like_for_like_names_its_document",
        ),
        (
            "update self set prior_period_end = prior_period_end - 1",
            "periods_adjoin",
        ),
        (
            "update self set change_amount = change_amount - 1, "
            "change_amount_low = change_amount - 1",
            "change_is_amount_less_prior",
        ),
        (
            "update self set change_amount_high = change_amount - 1",
            "interval_holds_change_amount",
        ),
        (
            "update self set change_pct = 10, change_pct_high = 11",
            "percent_has_the_sign_of_the_change",
        ),
        (
            "update self set change_pct_high = change_pct - 1",
            "interval_holds_change_pct",
        ),
        ("update self set fiscal_year = 1999", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_growth": [
        ("update self set year_count = 1", "years_are_in_order"),
        ("update self set base_fiscal_year = fiscal_year", "years_are_in_order"),
        (
            "update self set year_count = 1, base_fiscal_year = fiscal_year - 1",
            "years_are_in_order",
        ),
        (
            "update self set compound_change_pct = -compound_change_pct, "
            "compound_change_pct_low = -100, compound_change_pct_high = 100",
            "pace_has_the_sign_of_the_rise",
        ),
        ("update self set base_amount = 0", "pace_has_the_sign_of_the_rise"),
        (
            "update self set compound_change_pct_low = 100",
            "interval_holds_compound_change_pct",
        ),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_share": [
        ("update self set whole_amount = whole_amount * 2", "share_is_amount_of_whole"),
        (
            "update self set amount = -amount, share_pct = -share_pct, "
            "share_pct_low = -100",
            "share_is_amount_of_whole",
        ),
        (
            "update self set amount = 2 * whole_amount, share_pct = 200, "
            "share_pct_low = 199, share_pct_high = 201 "
            "where metric_kind <> 'share_of_emissions'",
            "parts_fit_into_the_whole",
        ),
        ("update self set share_pct_high = share_pct - 1", "interval_holds_share_pct"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_intensity": [
        ("update self set revenue = revenue * 2", "amount_is_emissions_by_revenue"),
        (
            "update self set revenue = -revenue, amount = -amount, low = -amount",
            "amount_is_emissions_by_revenue",
        ),
        ("update self set unit = 'tCO2e/million'", "unit_says_per_what"),
        ("update self set high = amount - 1", "interval_holds_amount"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_claim_basis": [
        (
            "update self set vintage = 'newest' where vintage = 'latest'",
            "vintage_is_known",
        ),
        ("update self set is_current = not is_current", "years_are_those_of_the_claim"),
        (
            "update self set period_end = period_end - 1 where not is_current",
            "years_are_those_of_the_claim",
        ),
        ("update self set low = amount + 1", "interval_holds_amount"),
        (
            "update self set figure_ids = figure_ids || ['made-up']",
            "figures_are_named",
        ),
    ],
    "metric_claim_comparison": [
        (
            "update self set vintage = 'newest' where vintage = 'latest'",
            "vintage_is_known",
        ),
        ("update self set matches = not matches", "matches_fits_the_intervals"),
        (
            "update self set recomputed_change = recomputed_high + 1",
            "interval_holds_recomputed_change",
        ),
        (
            "update self set figure_ids = figure_ids || ['made-up']",
            "figures_are_named",
        ),
    ],
    "metric_claim_alternative": [
        ("update self set cause = 'sign'", "cause_is_known"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_claim_mistake": [
        ("update self set cause = 'mischief' where cause = 'sign'", "cause_is_known"),
        ("update self set claim_id = 'fall-24'", "nothing_confirms_the_claim"),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
    "metric_claim_check": [
        (
            "update self set claim_id = 'made-up' where claim_id = 'fall-24'",
            "every_claim_is_judged_once",
        ),
        ("delete from self", "every_claim_is_judged_once"),
        (
            "update self set verdict = 'true' where claim_id = 'fall-24'",
            "verdict_is_known",
        ),
        ("update self set cause = 'mischief' where cause = 'sign'", "cause_is_known"),
        (
            "update self set verdict = 'contradicted', cause = 'no_cause_found', "
            "finding = 'No cause was found.' where claim_id = 'fall-24'",
            "verdict_fits_the_intervals",
        ),
        (
            "update self set recomputed_low = 5, recomputed_high = 6 "
            "where claim_id = 'fall-24'",
            "verdict_fits_the_intervals",
        ),
        (
            "update self set recomputed_low = null where claim_id = 'fall-24'",
            "verdict_fits_the_intervals",
        ),
        (
            "update self set figure_ids = [] where verdict = 'contradicted'",
            "verdict_names_its_figures",
        ),
        (
            "update self set figure_ids = ['one-24'] where verdict = 'unverifiable'",
            "verdict_names_its_figures",
        ),
        *[
            (f"update self set {change}", "doubt_has_a_cause")
            for change in [
                "cause = null, finding = null where verdict = 'contradicted'",
                "cause = 'sign', finding = 'Why.' where verdict = 'confirmed'",
                "finding = null where verdict = 'contradicted'",
                "cause = 'no_figure' where verdict = 'contradicted'",
                "cause = 'not_computable' where verdict = 'contradicted'",
                "cause = 'no_cause_found' where verdict = 'unverifiable'",
            ]
        ],
        *[
            (
                f"update self set {change} where implied_prior_amount is not null",
                "implied_prior_amount_is_judged",
            )
            for change in [
                "implied_prior_low = implied_prior_amount + 1",
                "implied_prior_high = null",
                "implied_prior_unit = null",
                "implied_prior_verdict = null",
                "implied_prior_verdict = 'likely'",
                "implied_prior_verdict = 'supported'",
                "implied_prior_figure_ids = ['one-24']",
                "implied_prior_amount = null",
            ]
        ],
    ],
    "metric_target_progress": [
        (
            "update self set aimed_amount = aimed_amount + 1, "
            "distance_to_target = distance_to_target - 1 "
            "where target_kind = 'reduction'",
            "aim_fits_the_target",
        ),
        (
            "update self set base_amount = null where target_kind = 'reduction'",
            "aim_fits_the_target",
        ),
        (
            "update self set target_amount = target_amount - 1 "
            "where target_kind = 'level'",
            "aim_fits_the_target",
        ),
        (
            "update self set distance_to_target = distance_to_target + 1",
            "distance_leads_to_the_aim",
        ),
        (
            "update self set progress_pct = progress_pct + 100, is_on_track = true "
            "where target_kind = 'reduction'",
            "progress_fits_the_distance",
        ),
        (
            "update self set progress_pct = 101 where target_kind = 'level'",
            "progress_fits_the_distance",
        ),
        (
            "update self set latest_fiscal_year = base_fiscal_year",
            "latest_year_lies_on_the_way",
        ),
        (
            "update self set target_fiscal_year = 2023",
            "latest_year_lies_on_the_way",
        ),
        ("update self set is_on_track = not is_on_track", "on_track_or_a_gap"),
        ("update self set gap = null", "on_track_or_a_gap"),
        ("update self set gap = 'none' where gap is null", "on_track_or_a_gap"),
    ],
    "metric_value": [
        (
            "update self set metric_id = replace(metric_id, 'acme', 'acne') "
            "where company_id = 'acme'",
            "ids_begin_with_whom_they_are_of",
        ),
        (
            "update self set org_unit_id = 'group' where org_unit_id = 'foundry'",
            "ids_begin_with_whom_they_are_of",
        ),
        ("update self set figure_ids = []", "figures_are_named"),
    ],
}
BREAKAGES["fact_energy"].append(
    ("update self set amount = -1, low = -1", "amounts_are_not_negative")
)
BREAKAGES["fact_resource"].append(
    ("update self set amount = -1, low = -1", "amounts_are_not_negative")
)
BREAKAGES["fact_intensity"].append(
    ("update self set unit = 'million'", "unit_says_per_what")
)
# What breaks one of these breaks the other of necessity.
BOUND_TOGETHER = {
    ("metric_claim_check", "verdict_is_known"): {
        "verdict_fits_the_intervals",
        "doubt_has_a_cause",
    },
    ("metric_claim_check", "every_claim_is_judged_once"): {"references_exist"},
}
CASES = [
    (table, statement, expectation)
    for table, breakages in BREAKAGES.items()
    for statement, expectation in breakages
]


def broken(connection, table):
    """The names of the expectations that a table does not meet."""
    suite = load_suite(table, load_schema()[table])
    outcomes = run_suites(connection, [suite])
    return {each.expectation for each in outcomes if not each.has_passed}


def own_expectations(table):
    """The names of the expectations in a table's own module."""
    name = f"pipelines.validate.{table}"
    module = import_module(name) if find_spec(name) else None
    return {each.meta["name"] for each in getattr(module, "expectations", [])}


def test_everything_holds_of_a_sound_warehouse(sound):
    suites = [load_suite(table, load_schema()[table]) for table in TABLES]
    outcomes = run_suites(sound, suites)

    assert [each for each in outcomes if not each.has_passed] == []
    # Where everything holds, nothing is in quarantine.
    assert {each.table for each in outcomes if each.checked == 0} == {*QUARANTINES}


@pytest.mark.parametrize(("table", "statement", "expectation"), CASES)
def test_what_breaks_a_table_is_named(sound, table, statement, expectation):
    sound.execute(statement.replace("self", table))

    names = broken(sound, table)
    assert expectation in names
    assert names - {expectation} <= BOUND_TOGETHER.get((table, expectation), set())


@pytest.mark.parametrize("table", TABLES)
def test_every_expectation_of_a_table_is_broken_above(table):
    assert own_expectations(table) == {
        expectation for _, expectation in BREAKAGES.get(table, [])
    }


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("fact_target", "update fact_target set base_fiscal_year = 2100"),
        (
            "metric_share",
            "update metric_share set amount = 2 * whole_amount, share_pct = 200, "
            "share_pct_low = 199, share_pct_high = 201",
        ),
    ],
)
def test_what_companies_print_only_warns(sound, table, statement):
    sound.execute(statement)
    suite = load_suite(table, load_schema()[table])

    assert {
        each.severity for each in run_suites(sound, [suite]) if not each.has_passed
    } == {"warning"}


@pytest.mark.parametrize("table", IN_QUARANTINE)
@pytest.mark.parametrize("column", ["document_id", "company_id", "measure", "scope"])
def test_what_is_in_quarantine_joins_like_a_fact(sound, table, column):
    sound.execute(IN_QUARANTINE[table])
    assert broken(sound, table) == set()

    unknown = ("company_id", "org_unit_id", "measure", "scope")
    words = ", ".join(f"{key} = 'unknown'" for key in unknown)
    sound.execute(f"update {table} set {words}, fiscal_year = 0")
    assert broken(sound, table) == set()

    sound.execute(f"update {table} set {column} = 'made-up'")
    assert "references_exist" in broken(sound, table)


@pytest.mark.parametrize("table", TABLES)
def test_every_expectation_has_one_name_and_says_why(table):
    expectations = load_suite(table, load_schema()[table]).expectations
    names = [each.meta["name"] for each in expectations]

    assert len(names) == len(set(names))
    assert all(each.description.endswith(".") for each in expectations)
