"""What the reader understood wins over the words as printed, which stay beside it."""

import pytest

from tests.model.printed import document, figure

PRINTED = {
    "org_unit_text": "its cloud arm",
    "measure_text": "pollution",
    "scope_text": "direct",
    "period_text": "last year",
    "unit_text": "tonnes each",
}


@pytest.fixture
def staged(model):
    """Stage one figure."""

    def staged(**words):
        rows_of = model(
            raw_document=[document(company_text="Alibaba")],
            raw_figure=[figure("5", **words)],
        )
        [row] = rows_of(
            "select * from stg_worded_figure as words inner join stg_figure as figures "
            "on words.figure_id = figures.figure_id"
        )
        return row

    return staged


def test_terms_win_over_the_words_as_printed(staged):
    row = staged(
        **PRINTED,
        org_unit_term="Alibaba Cloud",
        measure_term="ghg_emissions_gross",
        scope_term="scope_2_market",
        period_term="FY2024",
        unit_term="kt CO2e",
    )

    assert {name: row[name] for name in PRINTED} == PRINTED
    understood = ("org_unit_id", "measure", "scope", "fiscal_year", "amount")
    assert {name: row[name] for name in understood} == {
        "org_unit_id": "alibaba-cloud",
        "measure": "ghg_emissions_gross",
        "scope": "scope_2_market",
        "fiscal_year": 2024,
        "amount": 5000,
    }


def test_printed_words_speak_for_themselves_where_there_is_no_term(staged):
    row = staged(scope_text="1", period_text="FY2024", unit_term="t")

    assert (row["measure"], row["scope"], row["amount"]) == (
        "ghg_emissions_gross",
        "scope_1",
        5,
    )


def test_a_part_that_no_list_knows_has_the_name_that_is_understood(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[figure("5", org_unit_text="the mill", org_unit_term="Mill 3")],
    )

    assert rows_of(
        "select org_unit_id, name from dim_org_unit where org_unit_id like 'mill%'"
    ) == [{"org_unit_id": "mill-3", "name": "Mill 3"}]


@pytest.mark.parametrize(
    ("term", "printed"), [(None, "tonnes"), ("t CO2e", "tonnes each")]
)
def test_the_same_figure_in_the_same_place_is_a_copy_however_it_is_worded(
    model, term, printed
):
    place = {"page": "3", "locator": "line 4"}
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("5", **place, unit_text="t CO2e" if term else printed),
            figure("5", **place, unit_text=printed, unit_term=term),
        ],
    )

    assert [
        row["occurrence"] for row in rows_of("from stg_figure order by ordinal")
    ] == [1, 2]
