"""Printed words become companies, org units, measures, scopes and periods."""

from datetime import date

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def meaning(model):
    """What a figure's words mean, in a document of a company with a March year end."""

    def meaning(company="Alibaba Group", **words):
        rows_of = model(
            raw_document=[document(company_text=company)],
            raw_figure=[figure(**words)],
        )
        [row] = rows_of("from stg_printed_figure")
        return row

    return meaning


@pytest.mark.parametrize(
    ("printed", "kind", "fiscal_year", "start", "end"),
    [
        ("FY2024", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("FY24", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("2024", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/24", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("FY2023-24", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/2024", "fiscal_year", 2024, date(2023, 4, 1), date(2024, 3, 31)),
        ("CY2020", "calendar_year", 2020, date(2020, 1, 1), date(2020, 12, 31)),
        ("2022H1", "part_year", 2022, date(2022, 1, 1), date(2022, 6, 30)),
        ("2022 Q4", "part_year", 2022, date(2022, 10, 1), date(2022, 12, 31)),
        ("as of 2024-03-31", "instant", 2024, None, date(2024, 3, 31)),
        ("cumulative", "unknown", None, None, None),
        (None, "unknown", None, None, None),
    ],
)
def test_a_printed_period_becomes_days(meaning, printed, kind, fiscal_year, start, end):
    row = meaning(period_text=printed)

    assert (
        row["period_kind"],
        row["fiscal_year"],
        row["period_start"],
        row["period_end"],
    ) == (kind, fiscal_year, start, end)


def test_printed_days_win_over_the_label(meaning):
    row = meaning(
        period_text="Oct22-Sep23",
        period_start_text="2022-10-01",
        period_end_text="2023-09-30",
    )

    assert (row["period_kind"], row["fiscal_year"]) == ("other_year", 2023)
    assert row["period_start"] == date(2022, 10, 1)


def test_a_company_without_a_known_year_end_reports_by_calendar_year(meaning):
    row = meaning(company="Nobody Listed Ltd", period_text="FY2024")

    assert row["company_id"] == "nobody-listed-ltd"
    assert row["period_end"] == date(2024, 12, 31)


def test_a_target_has_a_year_and_no_beginning(meaning):
    row = meaning(measure_text="target_net_zero", period_text="FY2031")

    assert (row["period_kind"], row["fiscal_year"], row["period_start"]) == (
        "target",
        2031,
        None,
    )


@pytest.mark.parametrize(
    ("printed", "scope"),
    [
        ("1", "scope_1"),
        ("Scope 2 (market-based)", "scope_2_market"),
        ("scope_2_location", "scope_2_location"),
        ("2", "scope_2_unspecified"),
        ("Scopes 1 and 2", "scope_1_2_unspecified"),
        ("1+2 market-based", "scope_1_2_market"),
        ("1+2+3", "scope_1_2_3_unspecified"),
        ("3 category 11", "scope_3_category_11"),
        ("Scope 3+", "scope_3_plus"),
        ("own operations", "scope_1_2_unspecified"),
        ("Scope 4", None),
        (None, "scope_unspecified"),
    ],
)
def test_a_printed_scope_is_one_of_the_protocol(meaning, printed, scope):
    assert meaning(scope_text=printed)["scope"] == scope


def test_a_measure_without_scopes_has_none(meaning):
    row = meaning(measure_text="Power usage effectiveness", scope_text=None)

    assert (row["measure"], row["scope"]) == ("pue", "not_applicable")


def test_an_unknown_measure_stays_unknown(meaning):
    assert meaning(measure_text="Happiness")["measure"] is None


@pytest.mark.parametrize(
    ("printed", "org_unit_id"),
    [
        (None, "group"),
        ("the company", "group"),
        ("Alibaba Cloud", "alibaba-cloud"),
        ("ALIBABA  CLOUD", "alibaba-cloud"),
        ("Hangzhou Campus 7", "hangzhou-campus-7"),
    ],
)
def test_an_org_unit_has_one_name(meaning, printed, org_unit_id):
    assert meaning(org_unit_text=printed)["org_unit_id"] == org_unit_id


def test_a_row_may_name_another_company_than_its_document(meaning):
    assert meaning(company_text="BP")["company_id"] == "bp"


@pytest.mark.parametrize(
    ("printed", "boundary"),
    [(None, "unspecified"), ("Equity share", "equity_share"), ("whole world", None)],
)
def test_the_boundary_is_as_printed_or_the_companys_own(meaning, printed, boundary):
    row = meaning(company="Acme", boundary_text=printed)

    assert row["boundary"] == boundary


@pytest.mark.parametrize(
    ("company", "known", "term", "fiscal_year"),
    [
        # Alibaba's fiscal years end on 31 March.
        ("Alibaba", "2024-07-30", "latest year", 2024),
        ("Alibaba", "2024-07-30", "year before", 2023),
        ("Alibaba", "2024-03-31", "latest year", 2024),
        ("Alibaba", "2024-03-30", "latest year", 2023),
        ("Alibaba", "2024-02", "latest year", 2023),
        ("Acme", "2024-07-30", "latest year", 2023),
        ("Acme", "2024", "latest year", 2024),
        ("Acme", None, "latest year", None),
        ("Acme", None, "year before", None),
    ],
)
def test_a_relative_year_is_told_from_the_day_of_the_document(
    model, company, known, term, fiscal_year
):
    rows_of = model(
        raw_document=[document(company_text=company, published_text=known)],
        raw_figure=[figure(period_text="the past fiscal year", period_term=term)],
    )

    [row] = rows_of("from stg_printed_figure")
    assert row["fiscal_year"] == fiscal_year
    assert row["period_kind"] == ("unknown" if fiscal_year is None else "fiscal_year")


def test_a_relative_year_of_an_undated_catalogue_is_told_from_the_documents_own_date(
    model,
):
    rows_of = model(
        raw_document=[document(published_text=None, dated_text="2025-01-15")],
        raw_figure=[figure(period_term="latest year")],
    )

    assert [row["fiscal_year"] for row in rows_of("from stg_printed_figure")] == [2024]
