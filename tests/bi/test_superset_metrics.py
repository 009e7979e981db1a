"""What the dashboard's charts show: nothing counted twice, only the last run."""

import pytest

from tests.bi.chart_queries import read_assets, read_chart_query

CHARTS = read_assets("charts")

#: One company whose scopes are stated apart, by both methods, and as a sum: 1 + 2 + 3.
FACTS = [
    ("scope_1", "part", "group", 1_000_000, True, True),
    ("scope_2", "part", "group", 2_000_000, True, False),
    ("scope_2", "part", "group", 5_000_000, False, True),
    ("scope_3", "part", "group", 3_000_000, True, True),
    ("scope_1_2_3", "total", "group", 6_000_000, False, False),
    ("scope_1", "part", "cloud", 400_000, False, False),
]


@pytest.fixture
def show(warehouse_rows):
    """Put rows in the place of a table or view, and ask what a chart shows of them."""

    def show(chart, **tables):
        for table, rows in tables.items():
            kind = warehouse_rows.execute(
                "select table_type from information_schema.tables where table_name = ?",
                [table],
            ).fetchone()[0]
            warehouse_rows.execute(
                f"create temp table given as select * from {table} limit 0"
            )
            for row in rows:
                names, places = ", ".join(row), ", ".join("?" for _ in row)
                warehouse_rows.execute(
                    f"insert into given ({names}) values ({places})", [*row.values()]
                )
            warehouse_rows.execute(f"drop {kind.split()[-1]} {table}")
            warehouse_rows.execute(f"create table {table} as select * from given")
            warehouse_rows.execute("drop table given")
        return warehouse_rows.sql(read_chart_query(CHARTS[chart]).statement).fetchall()

    return show


def emissions():
    return [
        {
            "company_id": "a",
            "company": "A",
            "org_unit_id": unit,
            "org_unit": unit,
            "measure": "ghg_emissions_gross",
            "measure_name": "Gross GHG emissions",
            "fiscal_year": 2024,
            "scope_family": family,
            "scope_level": level,
            "scope_name": family,
            "amount_tco2e": amount,
            "is_in_total_market": market,
            "is_in_total_location": location,
        }
        for family, level, unit, amount, market, location in FACTS
    ]


def test_emissions_by_scope_count_every_emission_once(show):
    assert show("emissions_by_scope", mart_emissions=emissions()) == [
        ("Scope 1", 2024, 1.0),
        ("Scope 2", 2024, 2.0),
        ("Scope 3", 2024, 3.0),
    ]


def test_the_total_of_a_company_is_the_sum_of_its_scopes(show):
    assert show("emissions_by_company", mart_emissions=emissions()) == [
        ("A", 2024, 6.0)
    ]


def test_totals_are_right_also_where_a_chart_filters_nothing(show, warehouse_rows):
    show("emissions_by_scope", mart_emissions=emissions())
    metrics = ", ".join(
        measured["expression"]
        for measured in read_assets("datasets")["mart_emissions"]["metrics"]
        if measured["metric_name"].startswith("emissions_")
    )

    assert warehouse_rows.sql(f"select {metrics} from mart_emissions").fetchall() == [
        (6.0, 9.0)
    ]


def test_parts_of_a_company_are_shown_and_not_added(show):
    parts = [row for row in emissions() if row["org_unit_id"] == "cloud"]
    assert [row[-1] for row in show("emissions_by_org_unit", mart_emissions=parts)] == [
        400_000
    ]


def test_two_facts_in_one_cell_show_no_amount(show):
    part = next(row for row in emissions() if row["org_unit_id"] == "cloud")
    two = [part, part | {"boundary": "equity_share"}]
    assert [row[-1] for row in show("emissions_by_org_unit", mart_emissions=two)] == [
        None
    ]


def test_falls_and_rises_are_like_for_like_of_one_vintage(show):
    change = {
        "company_id": "a",
        "org_unit_id": "group",
        "measure": "ghg_emissions_gross",
        "scope_name": "Scope 1",
        "scope_level": "part",
        "vintage": "latest",
        "change_pct": -5,
        "is_like_for_like": True,
        "is_series_break": False,
    }
    assert show(
        "falls_and_rises",
        mart_changes=[
            change,
            change | {"change_pct": 7},
            change | {"change_pct": 0},
            change | {"vintage": "one_document"},
            change | {"is_series_break": True},
            change | {"is_like_for_like": False},
            change | {"org_unit_id": "cloud"},
        ],
    ) == [("Scope 1", 1, 1)]


def test_expectations_are_those_of_the_last_run(show):
    assert show(
        "expectations",
        audit_run=[
            {"run_id": "old", "started_at": "2026-01-01"},
            {"run_id": "new", "started_at": "2026-01-02"},
        ],
        audit_expectation=[
            {"run_id": "old", "severity": "warning", "failed": 3},
            {"run_id": "new", "severity": "warning", "failed": 0},
            {"run_id": "new", "severity": "warning", "failed": 2},
        ],
    ) == [("warning", 1, 1)]
