"""Dimensions are conformed: they have all that is referred to, and what is unknown."""

from datetime import date

import pytest

from tests.model.printed import document, figure


def test_a_company_that_no_list_has_is_provisional_with_a_suggestion(model):
    rows_of = model(
        raw_document=[
            document(company_text="Microsof"),
            document("b", company_text="Quux"),
        ],
        raw_figure=[figure("5"), figure("6", document_id="b")],
    )

    assert [
        (row["company_id"], row["is_provisional"], row["suggested_company_id"])
        for row in rows_of("from dim_company where not is_listed order by company_id")
    ] == [("microsof", True, "microsoft"), ("quux", True, None)]
    # Nothing is merged by itself.
    assert {row["company_id"] for row in rows_of("from fact_figure")} == {
        "microsof",
        "quux",
    }


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("dim_company", "company_id = 'unknown'"),
        ("dim_org_unit", "company_id = 'unknown' and org_unit_id = 'unknown'"),
        ("dim_measure", "measure = 'unknown'"),
        ("dim_scope", "scope = 'unknown'"),
        ("dim_unit_of_measure", "unit = 'unknown'"),
        ("dim_fiscal_year", "company_id = 'unknown' and fiscal_year = 0"),
    ],
)
def test_every_dimension_has_a_row_for_what_is_unknown(model, table, key):
    rows_of = model(raw_document=[document()], raw_figure=[figure("5")])

    assert len(rows_of(f"from {table} where {key}")) == 1


def test_org_units_roll_up_to_the_group(model):
    rows_of = model(
        raw_document=[document(company_text="Alibaba")],
        raw_figure=[figure("5", org_unit_text="Alibaba Cloud data centres")],
    )

    assert [
        (row["org_unit_id"], row["depth"], row["path"])
        for row in rows_of(
            "from dim_org_unit where company_id = 'alibaba-group' "
            "and (org_unit_id = 'group' or starts_with(org_unit_id, 'alibaba-cloud')) "
            "and org_unit_id not like '%-own-%' and org_unit_id not like '%-leased-%' "
            "order by depth"
        )
    ] == [
        ("group", 0, "group"),
        ("alibaba-cloud", 1, "group/alibaba-cloud"),
        (
            "alibaba-cloud-data-centers",
            2,
            "group/alibaba-cloud/alibaba-cloud-data-centers",
        ),
    ]


def test_categories_roll_up_to_scope_3(model):
    rows_of = model(raw_document=[document()], raw_figure=[figure("5")])

    [scope_3] = rows_of("from dim_scope where scope = 'scope_3'")
    categories = rows_of("from dim_scope where parent_scope = 'scope_3'")
    assert sorted(scope_3["parts"]) == sorted(row["scope"] for row in categories)
    assert len(categories) == 15


def test_a_fiscal_year_has_its_days(model):
    rows_of = model(
        raw_document=[document(company_text="Alibaba")], raw_figure=[figure("5")]
    )

    [row] = rows_of(
        "from dim_fiscal_year where company_id = 'alibaba-group' and fiscal_year = 2024"
    )
    assert (row["label"], row["period_start"], row["period_end"]) == (
        "FY2024",
        date(2023, 4, 1),
        date(2024, 3, 31),
    )


@pytest.mark.parametrize("name", ["Unknown", "UNKNOWN", "unknown"])
def test_nobody_is_called_unknown(model, name):
    rows_of = model(
        raw_document=[document(company_text=name)],
        raw_figure=[figure("5", org_unit_text=name, period_text="FY0000")],
    )

    for table, key in [
        ("dim_company", "company_id"),
        ("dim_org_unit", "company_id, org_unit_id"),
        ("dim_fiscal_year", "company_id, fiscal_year"),
    ]:
        assert (
            rows_of(f"select {key} from {table} group by all having count(*) > 1") == []
        )
    [row] = rows_of("from stg_figure")
    assert row["company_id"] is None
