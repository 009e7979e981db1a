"""The reference lists fit together: no alias leads nowhere, no unit lacks a source."""

import pytest


def missing(connection, query):
    return [row[0] for row in connection.sql(query).fetchall()]


@pytest.mark.parametrize(
    ("table", "column", "target", "target_column"),
    [
        ("reference_measure_alias", "measure", "reference_measure", "measure"),
        ("reference_scope_alias", "scope", "reference_scope", "scope"),
        ("reference_scope_total", "scope", "reference_scope", "scope"),
        ("reference_scope_total", "part_scope", "reference_scope", "scope"),
        ("reference_measure", "default_scope", "reference_scope", "scope"),
        ("reference_measure", "target_of", "reference_measure", "measure"),
        ("reference_unit_alias", "unit", "reference_unit_of_measure", "unit"),
        ("reference_measure", "quantity", "reference_unit_of_measure", "quantity"),
        ("reference_company_alias", "company_id", "reference_company", "company_id"),
        ("reference_org_unit", "company_id", "reference_company", "company_id"),
        (
            "reference_org_unit",
            "parent_org_unit_id",
            "reference_org_unit",
            "org_unit_id",
        ),
    ],
)
def test_what_a_list_names_is_in_the_other_list(
    empty_warehouse, table, column, target, target_column
):
    assert (
        missing(
            empty_warehouse,
            f"select {column} from {table} where {column} is not null "
            f"and {column} not in (select {target_column} from {target})",
        )
        == []
    )


def test_a_canonical_unit_is_a_unit_with_the_factor_one(empty_warehouse):
    assert (
        missing(
            empty_warehouse,
            "select unit from reference_unit_of_measure "
            "where unit = canonical_unit and factor <> 1",
        )
        == []
    )
    assert (
        missing(
            empty_warehouse,
            "select canonical_unit from reference_unit_of_measure where "
            "canonical_unit not in (select unit from reference_unit_of_measure)",
        )
        == []
    )


def test_every_factor_and_every_limit_has_a_reason(empty_warehouse):
    assert (
        missing(
            empty_warehouse,
            "select unit from reference_unit_of_measure where factor_source is null",
        )
        == []
    )
    assert (
        missing(
            empty_warehouse,
            "select measure from reference_measure "
            "where highest_plausible is not null and limit_reason is null",
        )
        == []
    )


def test_an_alias_reads_one_way_first(empty_warehouse):
    assert (
        missing(
            empty_warehouse,
            "select alias from reference_unit_alias as aliases "
            "inner join reference_unit_of_measure as units "
            "on aliases.unit = units.unit "
            "group by alias, quantity, preference having count(*) > 1",
        )
        == []
    )
