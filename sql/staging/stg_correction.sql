-- What people put right, by the figures and claims that stand where each line says.
-- Grain: one row per line of the corrections and figure or claim that it meets.
--
-- A line meets what has at its place, in its field, the words that it calls wrong: as
-- printed, or as the reader understood them. It has a row of its own where it meets
-- nothing, because the mistake is no longer in the document or never was; that stops
-- the run. Measure, period and number tell figures of one place apart; a number names
-- the change beside it too. Where several lines speak of one field, the last counts.

with

corrections as (
    select * from raw_correction
    where problem is null
),

documents as (
    select
        document_id,
        path
    from raw_document
),

placed as (
    select
        corrections.*,
        documents.document_id
    from corrections
    inner join documents on corrections.document = documents.path
),

figures as (
    select raw_figure.*
    from raw_figure
    semi join placed on raw_figure.document_id = placed.document_id
),

claims as (
    select
        raw_claim.*,
        figures.value_text
    from raw_claim
    semi join placed on raw_claim.document_id = placed.document_id
    left join figures on raw_claim.figure_id = figures.figure_id
),

statements as (
    select
        figure_id as statement_id,
        document_id,
        page,
        locator,
        measure_text,
        measure_term,
        period_text,
        period_term,
        value_text as number_text,
        null as figure_number_text,
        unnest([
            { 'field': 'value', 'text': value_text, 'term': null },
            { 'field': 'unit', 'text': unit_text, 'term': unit_term },
            { 'field': 'company', 'text': company_text, 'term': null },
            { 'field': 'org_unit', 'text': org_unit_text, 'term': org_unit_term },
            { 'field': 'measure', 'text': measure_text, 'term': measure_term },
            { 'field': 'scope', 'text': scope_text, 'term': scope_term },
            { 'field': 'boundary', 'text': boundary_text, 'term': null },
            { 'field': 'period', 'text': period_text, 'term': period_term },
            { 'field': 'period_start', 'text': period_start_text, 'term': null },
            { 'field': 'period_end', 'text': period_end_text, 'term': null },
            { 'field': 'basis', 'text': basis_text, 'term': null }
        ]) as printed
    from figures
    union all
    select
        claim_id as statement_id,
        document_id,
        page,
        locator,
        measure_text,
        measure_term,
        period_text,
        period_term,
        change_text as number_text,
        value_text as figure_number_text,
        unnest([
            { 'field': 'change', 'text': change_text, 'term': null },
            { 'field': 'change_unit', 'text': change_unit_text, 'term': null },
            { 'field': 'company', 'text': company_text, 'term': null },
            { 'field': 'org_unit', 'text': org_unit_text, 'term': org_unit_term },
            { 'field': 'measure', 'text': measure_text, 'term': measure_term },
            { 'field': 'scope', 'text': scope_text, 'term': scope_term },
            { 'field': 'boundary', 'text': boundary_text, 'term': null },
            { 'field': 'period', 'text': period_text, 'term': period_term },
            { 'field': 'period_start', 'text': period_start_text, 'term': null },
            { 'field': 'period_end', 'text': period_end_text, 'term': null },
            { 'field': 'basis', 'text': basis_text, 'term': null }
        ]) as printed
    from claims
),

found as (
    select
        placed.line,
        statements.statement_id,
        statements.printed.text as words,
        (
            placed.printed is not distinct from statements.printed.text
            or coalesce(placed.printed = statements.printed.term, false)
        ) as is_met
    from placed
    inner join statements
        on
            placed.document_id = statements.document_id
            and placed.field = statements.printed.field
            and placed.page is not distinct from statements.page
            and (
                placed.locator is not distinct from statements.locator
                or list_has_any(
                    string_split(placed.locator, '; '),
                    string_split(statements.locator, '; ')
                )
            )
    where
        (
            placed.measure is null
            or placed.measure in (statements.measure_text, statements.measure_term)
        )
        and (
            placed.period is null
            or placed.period in (statements.period_text, statements.period_term)
        )
        and (
            placed.value is null
            or placed.value in (statements.number_text, statements.figure_number_text)
        )
),

met as (
    select * from found
    where is_met
),

standing as (
    select
        line,
        string_agg(distinct coalesce(words, 'nothing'), ', ') as words
    from found
    group by line
),

joined as (
    select
        corrections.*,
        met.statement_id,
        case
            when met.statement_id is not null then null
            when placed.document_id is null
                then 'No document of this path is read. Correct the path.'
            when standing.line is null
                then
                    'Nothing that can be corrected so is printed at that place. Look '
                    || 'where it stands now.'
            else format(
                'The {} there is printed as {}. Where the document was mended, remove '
                || 'the line.', corrections.field, standing.words
            )
        end as finding
    from corrections
    left join placed on corrections.line = placed.line
    left join met on corrections.line = met.line
    left join standing on corrections.line = standing.line
)

select
    line,
    statement_id,
    document,
    page,
    locator,
    field,
    printed,
    corrected,
    corrected_value,
    corrected_low,
    corrected_high,
    corrected_kind,
    format(
        '{} corrected from {} to {} by {} on {}: {} ({})',
        field,
        coalesce(printed, 'nothing'),
        corrected,
        corrected_by,
        corrected_on,
        reason,
        source
    ) as told,
    finding,
    statement_id is not null
    and line = max(line) over (partition by statement_id, field) as is_latest
from joined
