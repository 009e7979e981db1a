"""Data Docs of a run: what every suite expected and found, as pages without a network.

The pages are those of Great Expectations, rendered by it; only the frame is ours,
because upstream's loads styles and scripts from the Internet. They lie under
``audit/`` of the warehouse, in a folder for each run.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from pipelines.validate.suite_runs import Outcome
from pipelines.validate.suites import Suite

if TYPE_CHECKING:
    from great_expectations.core import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.expectations import Expectation
    from great_expectations.render import RenderedSectionContent
    from great_expectations.render.view import DefaultJinjaPageView

#: Pages of so many runs stay; what they say stays in audit_expectation.
RUNS_KEPT = 10

_TEMPLATES = Path(__file__).parent / "pages"
_SUITES = """
    select
        suite as name,
        count(*) as expectations,
        max(checked) as checked,
        list(
            format('{}: {:,} ({})', expectation, failed, severity) order by expectation
        ) filter (failed > 0) as failures
    from audit_expectation
    where run_id = ?
    group by suite
    order by suite
"""


def write_data_docs(
    connection: DuckDBPyConnection,
    warehouse: Path,
    run_id: str,
    suites: Iterable[Suite],
    outcomes: Sequence[Outcome],
) -> Path:
    """Write a page for each suite, and the index of all that the run has recorded.

    Returns the index. Call it after ``record_outcomes``.
    """
    folder = warehouse / "audit" / run_id
    folder.mkdir(parents=True, exist_ok=True)
    view = _page_view()
    ordered = sorted(suites, key=attrgetter("name"))
    for name, parts in groupby(ordered, key=attrgetter("name")):
        expectations = [each for part in parts for each in part.expectations]
        of_suite = {each.expectation: each for each in outcomes if each.suite == name}
        page = _render_page(view, name, expectations, of_suite)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    index = folder / "index.html"
    index.write_text(_render_index(view, connection, run_id), encoding="utf-8")
    _prune(folder.parent)
    return index


def _page_view() -> "DefaultJinjaPageView":
    from great_expectations.render.view import DefaultJinjaPageView

    return DefaultJinjaPageView(custom_views_directory=str(_TEMPLATES))


def _render_page(
    view: "DefaultJinjaPageView",
    name: str,
    expectations: Iterable["Expectation"],
    outcomes: Mapping[str, Outcome],
) -> str:
    from great_expectations.render.renderer.page_renderer import (
        ValidationResultsPageRenderer,
    )

    results = [
        _result(expectation, outcomes[(expectation.meta or {})["name"]])
        for expectation in expectations
    ]
    document = ValidationResultsPageRenderer(run_info_at_end=True).render(
        _suite_result(name, results)
    )
    failures = [outcome for outcome in outcomes.values() if not outcome.has_passed]
    # The first and the last section are of upstream's stores, versions and batches,
    # which say nothing here.
    document.sections = [
        *document.sections[1:-1],
        *(_examples(failure) for failure in failures),
    ]
    held = len(outcomes) - len(failures)
    told = f"{held} of {len(outcomes)} expectations hold."
    return view.render(
        document, template="audit_page.j2", suite_name=name, summary=told
    )


def _result(
    expectation: "Expectation", outcome: Outcome
) -> "ExpectationValidationResult":
    from great_expectations.core import ExpectationValidationResult

    share = 100 * outcome.failed / outcome.checked if outcome.checked else 0
    return ExpectationValidationResult(
        success=outcome.has_passed,
        expectation_config=expectation.configuration,
        result={
            "observed_value": outcome.failed,
            "element_count": outcome.checked,
            "unexpected_count": outcome.failed,
            "unexpected_percent": share,
        },
    )


def _suite_result(
    name: str, results: list["ExpectationValidationResult"]
) -> "ExpectationSuiteValidationResult":
    from great_expectations.core import ExpectationSuiteValidationResult

    held = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=held == len(results),
        results=results,
        suite_name=name,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": held,
            "unsuccessful_expectations": len(results) - held,
            "success_percent": 100 * held / len(results) if results else None,
        },
        meta={},
    )


def _examples(failure: Outcome) -> "RenderedSectionContent":
    """The first rows that failed an expectation, as a table of upstream's."""
    from great_expectations.render import (
        RenderedHeaderContent,
        RenderedSectionContent,
        RenderedTableContent,
    )

    columns = list(dict.fromkeys(name for row in failure.examples for name in row))
    return RenderedSectionContent(
        section_name=failure.expectation,
        content_blocks=[
            RenderedHeaderContent(
                header=f"{failure.expectation}: {failure.failed:,} of "
                f"{failure.checked:,} failed ({failure.severity})"
            ),
            RenderedTableContent(
                header_row=[_told(column) for column in columns],
                table=[
                    [_told(row.get(column, "")) for column in columns]
                    for row in failure.examples
                ],
            ),
        ],
    )


def _told(value: Any) -> dict[str, Any]:  # noqa: ANN401  (a cell of any type)
    # A template with a parameter, because upstream escapes parameters and no text.
    return {
        "content_block_type": "string_template",
        "string_template": {"template": "$value", "params": {"value": str(value)}},
    }


def _render_index(
    view: "DefaultJinjaPageView", connection: DuckDBPyConnection, run_id: str
) -> str:
    found = connection.execute(_SUITES, [run_id])
    names = [column[0] for column in found.description or []]
    suites = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for suite in suites:
        suite["failures"] = suite["failures"] or []
    template = view.env.get_template("audit_index.j2")
    return template.render(run_id=run_id, suites=suites)


def _prune(folder: Path) -> None:
    runs = sorted(folder.iterdir(), key=lambda run: run.stat().st_mtime, reverse=True)
    for run in runs[RUNS_KEPT:]:
        shutil.rmtree(run)
