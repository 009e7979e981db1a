-- What a person decided about a handful of doubtful figures of the first companies.
-- Grain: one row per review.

with

doubtful as (
    select
        figure.*,
        document.folder_name || '/' || document.file_name as path
    from figure
    inner join document on figure.document_id = document.document_id
    where
        getvariable('first_company') = 0
        and figure.confidence between 0.05 and 0.49
        and starts_with(figure.period_text, 'FY')
        and not figure.is_target
    order by figure.figure_id asc
    limit 12
)

select
    1 + row_number() over (order by figure_id asc)::integer as line,
    path as document,
    page,
    locator,
    measure,
    coalesce(scope, 'not_applicable') as scope,
    'FY' || fiscal_year as period,
    value_text as value,
    if(row_key % 3 = 0, 'reject', 'accept') as decision,
    'A. Reviewer' as reviewer,
    '2026-03-02' as reviewed_on,
    if(row_key % 3 = 0, 'stands in another column', null) as note
from doubtful
