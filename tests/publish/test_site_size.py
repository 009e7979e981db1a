"""With two thousand companies the site is written soon, and no page is too large."""

import time

import duckdb

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.publish.site import write_site
from tests.publish.site_rows import STAMP

COMPANIES = 2_000
MOST_BYTES = 2_000_000
MOST_SECONDS = 60

ROWS = f"""
    delete from dim_fiscal_year;
    insert into dim_company by name
    select 'company-' || i as company_id, 'Company number ' || i || ' Holdings' as name,
        false as is_fiscal_year_end_assumed, 'operational_control' as boundary,
        false as is_provisional
    from range({COMPANIES}) as n (i);
    insert into dim_org_unit by name
    select company_id, 'group' as org_unit_id, name from dim_company;
    insert into dim_fiscal_year by name
    select company_id, year as fiscal_year, 'FY' || year as label,
        make_date(year, 1, 1) as period_start, make_date(year, 12, 31) as period_end
    from dim_company, range(2019, 2024) as years (year)
    where company_id like 'company-%';
    insert into dim_document by name
    select 'd_' || company_id as document_id, company_id,
        'Sustainability report of ' || name as title, name as publisher,
        'issuer_report' as source_kind, 1 as source_rank,
        date '2024-03-01' as known_from,
        company_id || '/2023-report.pdf' as path, 5 as figure_count, 0 as claim_count,
        'https://example.org/' || company_id || '/2023-report.pdf' as url
    from dim_company;
    insert into fact_figure by name
    select 'f_' || md5(company_id || scope || fiscal_year)[:20] as figure_id,
        row_number() over () as fact_id, 'd_' || company_id as document_id, company_id,
        'group' as org_unit_id, 'operational_control' as boundary,
        'ghg_emissions_gross' as measure, scope, fiscal_year, period_start, period_end,
        'year' as period_kind, 1234567 as amount, 1234566.5 as low, 1234567.5 as high,
        'tCO2e' as canonical_unit, date '2024-03-01' as known_from,
        'fact_emissions' as fact_table, '63' as page, 'table 2, row 4' as locator,
        'The words that stand around the figure on its page' as context,
        '1,234,567' as value_text, 'tCO2e' as unit_text, 1.00 as confidence
    from dim_fiscal_year,
        (values ('scope_1'), ('scope_2_market'), ('scope_3')) as scopes (scope);
    insert into fact_emissions by name
    select fact_id, company_id, org_unit_id, boundary, measure, scope, fiscal_year,
        period_start, period_end, amount as amount_tco2e, low as low_tco2e,
        high as high_tco2e, figure_id, document_id, 1 as source_count,
        1 as agreeing_source_count, 'It is the only statement.' as choice_reason,
        false as is_restated, false as is_series_break
    from fact_figure;
    insert into metric_level by name
    select company_id, org_unit_id, boundary, measure, scope, fiscal_year, period_kind,
        period_start, period_end, amount, low, high, 'tCO2e' as unit,
        'printed' as origin, document_id, false as is_series_break,
        [figure_id] as figure_ids
    from fact_figure;
"""


def test_two_thousand_companies_make_no_large_page(tmp_path):
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        connection.execute(ROWS)
        start = time.process_time()
        write_site(connection, tmp_path, STAMP)
        seconds = time.process_time() - start

    sizes = {file: file.stat().st_size for file in tmp_path.rglob("*.html")}
    assert len(sizes) == COMPANIES + 3
    assert max(sizes.values()) < MOST_BYTES
    assert seconds < MOST_SECONDS
