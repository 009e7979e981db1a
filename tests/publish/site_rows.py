"""The rows of a small release to make pages of, and in them what no page must run."""

from datetime import UTC, datetime

import duckdb

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.publish.stamp import Stamp

STAMP = Stamp("20260101T000000Z-1a2b3c4d", "run", datetime(2026, 1, 1, tzinfo=UTC), "1")

HOSTILE = "</script><script>window.hacked = 1</script><b onclick='x'>\"&"

ROWS = """
    create macro company_ids() as table
    select 'plain-' || i as company_id, 'Plain ' || i as name from range(60) as n (i)
    union all
    values ('acme', $hostile), ('../../Évil', 'Beyond');

    -- The reference lists name companies of which nothing is stated here.
    delete from dim_fiscal_year;
    insert into dim_company by name
    select company_id, name, '12-31' as fiscal_year_end,
        false as is_fiscal_year_end_assumed, 'operational_control' as boundary,
        false as is_provisional
    from company_ids();
    insert into dim_org_unit by name
    select company_id, 'group' as org_unit_id, name from company_ids();
    insert into dim_fiscal_year by name
    select company_id, year as fiscal_year, 'FY' || year as label,
        make_date(year, 1, 1) as period_start, make_date(year, 12, 31) as period_end
    from company_ids(), (values (2021), (2022), (2023)) as years (year);
    insert into dim_document by name
    select 'd_' || company_id as document_id, company_id, $hostile as title,
        $hostile as publisher, 'issuer_report' as source_kind, 1 as source_rank,
        company_id || '/report.pdf' as path, date '2024-03-01' as known_from,
        if(
            company_id = 'acme',
            'javascript:window.hacked = 1',
            'https://example.org/report.pdf?a=1&b="2"'
        ) as url,
        'CC BY 4.0 ' || $hostile as attribution, 6 as figure_count, 0 as claim_count
    from company_ids();

    insert into fact_figure by name
    select
        'f_' || company_id || '_' || scope || '_' || fiscal_year as figure_id,
        row_number() over () as fact_id, 'd_' || company_id as document_id, company_id,
        'group' as org_unit_id, 'operational_control' as boundary,
        'ghg_emissions_gross' as measure, scope, fiscal_year, period_start, period_end,
        'year' as period_kind, amount, amount - 500 as low, amount + 500 as high,
        'tCO2e' as canonical_unit, 1 as source_rank, date '2024-03-01' as known_from,
        'fact_emissions' as fact_table, '12-13' as page, 'table 2' as locator,
        $hostile as context, (amount // 1000) || $hostile as value_text,
        'kt' || $hostile as unit_text, 'As printed.' as unit_reason, 1.00 as confidence,
        fiscal_year = 2023 and scope = 'scope_1' as is_series_break,
        if(is_series_break, $hostile, null) as series_break_reason
    from dim_fiscal_year
    cross join (
        values ('scope_1', 5000), ('scope_2_market', 20000)
    ) as scopes (scope, size)
    cross join lateral (select size * (fiscal_year - 2020) as amount);
    insert into fact_emissions by name
    select fact_id, company_id, org_unit_id, boundary, measure, scope, fiscal_year,
        period_start, period_end, amount as amount_tco2e, low as low_tco2e,
        high as high_tco2e, figure_id, document_id, 'only_statement' as choice,
        'It is the only statement.' as choice_reason, 1 as source_count,
        1 as agreeing_source_count, 0 as spread_pct, false as is_restated,
        is_series_break, series_break_reason
    from fact_figure;
    insert into metric_level by name
    select company_id, org_unit_id, boundary, measure, scope, fiscal_year, period_kind,
        period_start, period_end, amount, low, high, 'tCO2e' as unit,
        'printed' as origin, document_id, is_series_break, [figure_id] as figure_ids
    from fact_figure
    union all by name
    select company_id, 'group' as org_unit_id, 'operational_control' as boundary,
        'ghg_emissions_gross' as measure, 'scope_1_2_market' as scope, fiscal_year,
        any_value(period_start) as period_start, any_value(period_end) as period_end,
        sum(amount) as amount, sum(low) as low, sum(high) as high, 'tCO2e' as unit,
        'computed' as origin, false as is_series_break, list(figure_id) as figure_ids
    from fact_figure
    group by company_id, fiscal_year;

    insert into fact_claim by name
    select 'c_' || verdict as claim_id, 'd_acme' as document_id, 'acme' as company_id,
        'group' as org_unit_id, 'operational_control' as boundary,
        'ghg_emissions_gross' as measure, 'scope_1' as scope, 2022 as fiscal_year,
        'relative' as change_kind, '14' as page, 'line 3' as locator,
        $hostile as context, '-5' || $hostile as change_text, '%' as change_unit_text
    from (
        values ('confirmed'), ('contradicted'), ('unverifiable')
    ) as verdicts (verdict);
    insert into metric_claim_check by name
    select claim_id, claim_id[3:] as verdict, -5 as claimed_change,
        100 as recomputed_change, 2021 as prior_fiscal_year,
        'no_cause_found' as cause, 'No cause was found.' as finding,
        ['f_acme_scope_1_2022', 'f_acme_scope_1_2021'] as figure_ids
    from fact_claim;
    insert into fact_restatement by name
    select 'f_acme_scope_1_2023' as figure_id, 'f_acme_scope_1_2022' as prior_figure_id,
        'restated' as kind, 'acme' as company_id, 'group' as org_unit_id,
        'ghg_emissions_gross' as measure, 'scope_1' as scope, 2022 as fiscal_year,
        'tCO2e' as unit, 10000 as prior_amount, 15000 as amount, 50 as difference_pct,
        'd_acme' as prior_document_id, 'd_acme' as document_id,
        date '2023-03-01' as prior_known_from, date '2024-03-01' as known_from;
    insert into metric_target_progress by name
    select 'f_acme_scope_1_2023' as target_figure_id, 'acme' as company_id,
        'group' as org_unit_id, 'ghg_emissions_gross' as measure,
        'reduction' as target_kind, 'scope_1' as scope, 2021 as base_fiscal_year,
        2030 as target_fiscal_year, 50 as target_amount, '%' as target_unit,
        2023 as latest_fiscal_year, 15000 as latest_amount, 12.5 as progress_pct,
        22.2 as required_pct, false as is_on_track, 'd_acme' as document_id;
    insert into quarantine_figure by name
    select 'f_q' as figure_id, 'd_acme' as document_id, $hostile as value_text,
        $hostile as context, ['unit_is_known'] as expectations,
        'The unit is not known.' as explanation;

    insert into audit_run by name
    select 'run' as run_id, timestamp '2026-01-01 02:00:00' as started_at,
        timestamp '2026-01-01 02:01:00' as ended_at, 'published' as status,
        60 as documents_read, 2 as documents_unchanged, '1' as code_version;
    insert into audit_document by name
    select 'run' as run_id, $hostile as path, 'failed' as status,
        'It is no PDF. Save it anew.' as reason;
    insert into audit_expectation by name
    select 'run' as run_id, 'fact_sample_suite' as suite,
        'expectation_' || i as expectation, 'fact_sample' as table_name,
        if(i < 3, 'warning', 'critical') as severity, 10 as checked,
        if(i < 3, i + 1, 0) as failed, $hostile as examples,
        'Numbers hold.' as description
    from range(12) as n (i);
"""


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of a release in an empty database, and put the rows into them."""
    create_empty_warehouse(connection)
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    connection.execute(ROWS.replace("$hostile", quoted))
