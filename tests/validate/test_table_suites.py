"""What is expected of dimensions, facts and metrics holds until something breaks it."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from pipelines.schema import load_schema
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import guarded_tables, load_suite

TABLES = guarded_tables(load_schema())

# Of each table: what is done to it, and the one expectation that this breaks.
BREAKAGES = {
    "dim_unit_of_measure": [
        ("update self set factor = -1 where unit = 'ktCO2e'", "factors_are_positive"),
        (
            "update self set canonical_unit = 'ktCO2e' where unit = 'MtCO2e'",
            "canonical_units_are_their_own",
        ),
    ],
    "dim_measure": [
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
        ("delete from self where company_id = 'acme'", "every_company_has_its_group"),
    ],
    "dim_fiscal_year": [
        (
            "update self set period_start = period_start + 40",
            "years_last_twelve_months",
        ),
        ("update self set fiscal_year = fiscal_year + 1", "years_last_twelve_months"),
    ],
    "fact_figure": [
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
        ("update self set org_unit_id = 'sold'", "org_units_exist"),
        (
            "update self set period_start = period_end + 1",
            "periods_are_in_order",
        ),
        ("update self set fiscal_year = 1999", "periods_are_in_order"),
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
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set org_unit_id = 'sold'", "org_units_exist"),
        ("update self set fiscal_year = 1999", "periods_are_in_order"),
        ("update self set source_count = 0", "sources_are_counted"),
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
        ("update self set org_unit_id = 'sold'", "org_units_exist"),
        ("update self set figure_id = 'made-up'", "figure_is_kept"),
    ],
    "fact_emissions": [
        ("update self set measure = 'pue'", "measures_belong_here"),
        ("update self set org_unit_id = 'sold'", "org_units_exist"),
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
            ("update self set measure = 'carbon_offsets'", "measures_belong_here"),
            ("update self set org_unit_id = 'sold'", "org_units_exist"),
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
        ("update self set difference = -difference", "statements_differ"),
        ("update self set amount = prior_amount, difference = 0", "statements_differ"),
        ("update self set known_from = prior_known_from", "vintages_are_in_order"),
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
    "metric_total": [
        (
            "update self set verdict = 'agreed' where verdict = 'agrees'",
            "verdict_is_known",
        ),
        ("update self set verdict = 'computed_only'", "verdict_fits_the_amounts"),
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
            "update self set difference_tco2e = computed_tco2e - reported_tco2e + 1",
            "difference_is_printed_less_computed",
        ),
        ("update self set low_tco2e = amount_tco2e + 1", "interval_holds_amount_tco2e"),
        ("update self set fiscal_year = 1999", "periods_are_in_order"),
    ],
    "metric_level": [
        ("update self set origin = 'guessed'", "origin_is_known"),
        ("update self set low = amount + 1", "interval_holds_amount"),
        ("update self set period_start = period_end + 1", "periods_are_in_order"),
        ("update self set figure_ids = []", "figures_are_named"),
        ("update self set figure_ids = null", "figures_are_named"),
        ("update self set figure_ids = ['one-24', 'made-up']", "figures_are_named"),
    ],
    "metric_change": [
        (
            "update self set prior_period_end = prior_period_end - 1",
            "periods_adjoin",
        ),
        (
            "update self set change_amount = change_amount - 1",
            "change_is_amount_less_prior",
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
    "metric_claim_check": [
        ("update self set claim_id = 'made-up'", "every_claim_is_judged_once"),
        ("delete from self", "every_claim_is_judged_once"),
        (
            "update self set verdict = 'contradicted', cause = 'no cause found'",
            "verdict_fits_the_intervals",
        ),
        (
            "update self set recomputed_low_pct = 5, recomputed_high_pct = 6",
            "verdict_fits_the_intervals",
        ),
        ("update self set recomputed_low_pct = null", "verdict_fits_the_intervals"),
        ("update self set cause = 'none'", "doubt_has_a_cause"),
    ],
    "metric_value": [("update self set figure_ids = []", "figures_are_named")],
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
BREAKAGES["metric_claim_check"].append(
    ("update self set verdict = 'true'", "verdict_is_known")
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
    assert [each.table for each in outcomes if each.checked == 0] == []


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


def test_a_later_base_year_only_warns(sound):
    sound.execute("update fact_target set base_fiscal_year = 2100")
    suite = load_suite("fact_target", load_schema()["fact_target"])

    assert {
        each.severity for each in run_suites(sound, [suite]) if not each.has_passed
    } == {"warning"}


@pytest.mark.parametrize("table", TABLES)
def test_every_expectation_has_one_name_and_says_why(table):
    expectations = load_suite(table, load_schema()[table]).expectations
    names = [each.meta["name"] for each in expectations]

    assert len(names) == len(set(names))
    assert all(each.description.endswith(".") for each in expectations)
