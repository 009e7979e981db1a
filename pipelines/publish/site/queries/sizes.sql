-- How much the release holds.
-- Grain: one row.

select
    (select count(*) from dim_document) as document_count,
    (select count(*) from fact_figure) as figure_count,
    (
        (select count(*) from quarantine_figure)
        + (select count(*) from quarantine_claim)
    ) as quarantine_count
