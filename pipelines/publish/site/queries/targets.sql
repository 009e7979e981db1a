-- Targets and how far they are reached, the ones that can be measured first.
-- Grain: one row per target.

select
    company_id,
    org_unit_id,
    org_unit,
    measure_name,
    target_kind,
    scope_name,
    base_fiscal_year,
    target_fiscal_year,
    target_amount,
    target_unit,
    aimed_amount,
    latest_fiscal_year,
    latest_amount,
    measured_unit,
    progress_pct,
    required_pct,
    is_on_track,
    gap,
    document_id,
    page,
    locator,
    value_text,
    unit_text,
    basis_text
from mart_progress
order by
    company_id asc,
    progress_pct is null asc,
    target_fiscal_year asc,
    target_figure_id asc
