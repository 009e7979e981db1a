"""Expectations that Great Expectations has not: of rows that must not be, and of time.

Each is a query for the rows that break it. What was before is known from the tables
that runs are audited in, ``audit_run`` and ``audit_distribution``, and from the
catalog ``last_release`` that lies beside them while suites run.
"""

from string import Template
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations import UnexpectedRowsExpectation
from great_expectations.expectations.metadata_types import FailureSeverity


class ExpectNoRows(UnexpectedRowsExpectation):
    """Expect a query to find nothing.

    As the class that it extends, but asked once: that one runs its query for the rows
    as well as for their number, and only a failure needs rows. They are fetched then.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = (
        "unexpected_rows_query.row_count",
    )

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002  (upstream's)
        execution_engine: Any = None,  # noqa: ANN401, ARG002  (upstream's)
    ) -> dict[str, Any]:
        count = metrics["unexpected_rows_query.row_count"]
        return {"success": count == 0, "result": {"observed_value": count}}


class ExpectNoRowsOf(ExpectNoRows):
    """Expect the query of a class, filled with its fields, to find nothing.

    In ``query`` stands ``$name`` for the field of that name.
    """

    query: ClassVar[str]
    unexpected_rows_query: str = ""

    @pydantic.root_validator(pre=True)
    @classmethod
    def _fill_query(cls, values: dict[str, Any]) -> dict[str, Any]:
        fields = {name: field.default for name, field in cls.__fields__.items()}
        filled = Template(cls.query).substitute(fields | values)
        return values | {"unexpected_rows_query": filled}


class ExpectSeriesToBeContinuous(ExpectNoRowsOf):
    """Expect no amount to jump by more than a factor from one year to the next."""

    severity: FailureSeverity = FailureSeverity.WARNING
    factor: float = 10

    query = """
        select
            company_id, org_unit_id, boundary, measure, scope, fiscal_year,
            prior_amount, amount, unit, figure_ids
        from {batch}
        where
            vintage = 'latest'
            and unit <> '%'
            and prior_amount > 0
            and amount > 0
            and greatest(amount, prior_amount) > $factor * least(amount, prior_amount)
    """


class ExpectReportsToBeCurrent(ExpectNoRowsOf):
    """Expect a company that reports every year to have reported within so many months.

    Who reports every year is told by the last two reports of the issuer, where they are
    at most ``months`` apart.
    """

    severity: FailureSeverity = FailureSeverity.WARNING
    months: int = 18

    query = """
        select
            company_id,
            max(known_from) as last_report,
            date_diff('month', max(known_from), current_date) as months_ago
        from (
            select company_id, known_from
            from {batch}
            where source_kind = 'issuer_report' and known_from is not null
            qualify
                dense_rank() over (
                    partition by company_id order by known_from desc
                ) <= 2
        )
        group by company_id
        having
            count(distinct known_from) = 2
            and max(known_from) <= min(known_from) + interval $months months
            and max(known_from) < current_date - interval $months months
    """


class ExpectNoLossOfRows(ExpectNoRowsOf):
    """Expect at most a few percent fewer rows than the last published run had.

    ``counted`` is the column of ``audit_run`` that holds the number of them.
    """

    counted: str
    allowed_pct: float = 5

    query = """
        select
            last.run_id as last_run,
            last.$counted as rows_then,
            now.row_count as rows_now
        from (
            select run_id, $counted from audit_run
            where status = 'published'
            order by ended_at desc
            limit 1
        ) as last
        cross join (select count(*) as row_count from {batch}) as now
        where 100 * now.row_count < (100 - $allowed_pct) * last.$counted
    """


class ExpectDistributionOfLastRun(ExpectNoRowsOf):
    """Expect amounts of each measure to be of the size that they were last time.

    A measure is compared from a dozen facts on (``least_count``). Its median may move
    by ``factor``; a unit that was read otherwise moves it by a thousand.
    """

    severity: FailureSeverity = FailureSeverity.WARNING
    factor: float = 2
    least_count: int = 12

    query = """
        select
            last.measure,
            last.unit,
            last.median as median_then,
            now.median as median_now,
            now.fact_count
        from (
            select * from audit_distribution
            where
                run_id = (
                    select arg_max(run_id, ended_at) from audit_run
                    where status = 'published'
                )
        ) as last
        inner join (
            select
                measure,
                canonical_unit as unit,
                count(*) as fact_count,
                median(amount::double) as median
            from {batch}
            where amount > 0
            group by measure, canonical_unit
        ) as now
            on last.measure = now.measure and last.unit = now.unit
        where
            least(last.fact_count, now.fact_count) >= $least_count
            and greatest(now.median / last.median, last.median / now.median) > $factor
    """


class ExpectStatementsToStay(ExpectNoRowsOf):
    """Expect what the last release said of a document to be said of it still.

    ``statements`` is the table, and ``said`` are its columns that make a statement. A
    document is the same while its path is; what was corrected since may differ.
    """

    severity: FailureSeverity = FailureSeverity.WARNING
    statements: str
    said: str

    query = """
        select documents.path, $said
        from last_release.$statements as statements
        inner join last_release.dim_document as documents
            on statements.document_id = documents.document_id
        where
            documents.path in (select path from dim_document)
            and (documents.path, statements.locator) not in (
                select (corrected_documents.path, corrected.locator)
                from {batch} as corrected
                inner join dim_document as corrected_documents
                    on corrected.document_id = corrected_documents.document_id
                where corrected.correction is not null
            )
        except
        select documents.path, $said
        from {batch} as statements
        inner join dim_document as documents
            on statements.document_id = documents.document_id
    """
