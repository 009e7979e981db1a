"""Each mart has every row of what it names, once."""

import pytest

MARTS = {
    "mart_emissions": ("fact_emissions", "fact_id"),
    "mart_indicators": (
        "(select * from fact_best_figure where fact_table not in "
        "('fact_emissions', 'fact_target'))",
        "fact_id",
    ),
    "mart_changes": (
        "metric_change",
        "(company_id, org_unit_id, boundary, measure, scope, period_start, "
        "period_end, unit, vintage)",
    ),
    "mart_claims": ("fact_claim", "claim_id"),
    "mart_progress": ("metric_target_progress", "target_figure_id"),
}


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_has_each_row_once(mart, ask):
    source, key = MARTS[mart]

    [(rows, keys, wanted)] = ask(
        f"select (select count(*) from {mart}), "
        f"(select count(distinct {key}) from {mart}), (select count(*) from {source})"
    )
    assert (rows, keys) == (wanted, wanted)
    assert rows > 0


def test_the_total_of_the_bundled_reports_is_the_one_that_is_computed(ask):
    assert ask("""
        select
            round((sum(amount_tco2e) filter (is_in_total_market)) / 1e6, 3),
            round((sum(amount_tco2e) filter (is_in_total_location)) / 1e6, 3)
        from mart_emissions
        where company_id = 'alibaba-group' and fiscal_year = 2024
    """) == [(12.316, 14.606)]
