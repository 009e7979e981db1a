"""What may be added up in a BI tool is marked, so that every emission counts once."""

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def counted(model):
    """The scopes that make up the company's total, by Scope 2 method, and the sums."""

    def counted(*figures):
        rows_of = model(raw_document=[document()], raw_figure=list(figures))
        return {
            method: (
                sorted(
                    row["scope"]
                    for row in rows_of(
                        f"from mart_emissions where is_in_total_{method}"
                    )
                ),
                rows_of(
                    "select coalesce(sum(amount_tco2e), 0) as total "
                    f"from mart_emissions where is_in_total_{method}"
                )[0]["total"],
            )
            for method in ("market", "location")
        }

    return counted


def printed(**amounts):
    """Figures by their scope's words, which are keys here."""
    words = {
        "one": "1",
        "two": "2",
        "market": "2 market-based",
        "location": "2 location-based",
        "three": "3",
        "goods": "scope_3_category_1",
        "travel": "scope_3_category_6",
        "one_two": "1+2",
        "one_two_market": "1+2 market-based",
        "all_market": "1+2+3 market-based",
    }
    return [
        figure(str(amount), scope_text=words[name]) for name, amount in amounts.items()
    ]


@pytest.mark.parametrize(
    ("amounts", "market", "location"),
    [
        # Each method's Scope 2 by itself, and no sum beside its parts.
        (
            {
                "one": 10,
                "market": 2,
                "location": 5,
                "three": 100,
                "one_two_market": 12,
                "all_market": 112,
            },
            (["scope_1", "scope_2_market", "scope_3"], 112),
            (["scope_1", "scope_2_location", "scope_3"], 115),
        ),
        # A method that is not named stands for either.
        (
            {"one": 10, "two": 5},
            (["scope_1", "scope_2_unspecified"], 15),
            (["scope_1", "scope_2_unspecified"], 15),
        ),
        (
            {"one": 10, "two": 5, "market": 2},
            (["scope_1", "scope_2_market"], 12),
            (["scope_1", "scope_2_unspecified"], 15),
        ),
        # Categories make Scope 3 where it is not told.
        (
            {"one": 10, "goods": 40, "travel": 3},
            (["scope_1", "scope_3_category_1", "scope_3_category_6"], 53),
            (["scope_1", "scope_3_category_1", "scope_3_category_6"], 53),
        ),
        ({"three": 50, "goods": 40}, (["scope_3"], 50), (["scope_3"], 50)),
        # A sum stands for parts that are not all told.
        (
            {"one": 10, "one_two": 15, "three": 100},
            (["scope_1_2_unspecified", "scope_3"], 115),
            (["scope_1_2_unspecified", "scope_3"], 115),
        ),
        (
            {"one": 10, "one_two_market": 12},
            (["scope_1_2_market"], 12),
            (["scope_1"], 10),
        ),
        (
            {"one": 10, "market": 2, "all_market": 112, "goods": 40},
            (["scope_1_2_3_market"], 112),
            (["scope_1", "scope_3_category_1"], 50),
        ),
    ],
)
def test_the_total_of_a_company_counts_everything_once(
    counted, amounts, market, location
):
    assert counted(*printed(**amounts)) == {"market": market, "location": location}


def test_parts_of_the_company_and_other_measures_are_not_in_its_total(counted):
    found = counted(
        *printed(one=10),
        figure("4", scope_text="1", org_unit_text="Foundry"),
        figure("9", scope_text="1", measure_text="ghg_emissions_net"),
        figure("3", scope_text="1", measure_text="emission_reductions"),
    )

    assert found["market"] == (["scope_1"], 10)


def test_of_two_boundaries_one_is_counted(counted):
    found = counted(
        *printed(one=10, market=2),
        figure("7", scope_text="1", boundary_text="equity share"),
    )

    assert found["market"] == (["scope_1", "scope_2_market"], 12)


def test_a_row_says_in_names_what_it_is_and_where_it_is_printed(model):
    rows_of = model(
        raw_document=[document(url="https://acme.example/report")],
        raw_figure=[
            figure("1.5", unit_text="million tons", page="7", locator="table 2, row 1")
        ],
    )
    [row] = rows_of("from mart_emissions")

    assert {
        name: row[name]
        for name in (
            "company",
            "org_unit",
            "measure_name",
            "scope_name",
            "fiscal_year_label",
            "amount_tco2e",
            "value_text",
            "unit_text",
            "document_title",
            "document_path",
            "url",
            "page",
            "locator",
        )
    } == {
        "company": "Acme",
        "org_unit": "Acme",
        "measure_name": "Gross GHG emissions",
        "scope_name": "Scope 1",
        "fiscal_year_label": "FY2024",
        "amount_tco2e": 1500000,
        "value_text": "1.5",
        "unit_text": "million tons",
        "document_title": "report",
        "document_path": "acme/report.csv",
        "url": "https://acme.example/report",
        "page": "7",
        "locator": "table 2, row 1",
    }
