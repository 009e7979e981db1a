"""A printed sum with both Scope 2 methods is found, named, and used no further."""

import pytest

from tests.model.printed import document, figure

LOCATION = {"scope_text": "2 location-based"}
MARKET = {"scope_text": "2 market-based"}


@pytest.fixture
def warehouse(model):
    """Hold an aggregator's figure against those of the issuer."""

    def warehouse(*figures):
        return model(
            raw_document=[
                document(),
                document("sums", source_kind="aggregator", publisher="Sums"),
            ],
            raw_figure=[
                figure("117956"),
                figure("3557518", **LOCATION),
                figure("275420", **MARKET),
                figure("11466000", scope_text="3"),
                *figures,
            ],
        )

    return warehouse


@pytest.mark.parametrize(
    ("scope", "value"),
    [("2", "3832938"), ("1+2", "3950894"), ("1+2+3", "15416894")],
)
def test_a_sum_of_both_methods_is_found(warehouse, scope, value):
    rows_of = warehouse(figure(value, document_id="sums", scope_text=scope))

    [row] = rows_of("from metric_double_count")
    assert (row["document_id"], row["reported_tco2e"]) == ("sums", int(value))
    assert row["double_sum_tco2e"] - row["location_sum_tco2e"] == 275420


def test_rounding_does_not_hide_it(warehouse):
    rows_of = warehouse(
        figure("3.951", document_id="sums", scope_text="1+2", unit_text="million tons")
    )

    [row] = rows_of("from metric_double_count")
    assert row["double_sum_tco2e"] == 3950894


@pytest.mark.parametrize(
    ("scope", "value"),
    [("2", "3557518"), ("2", "275420"), ("1+2", "393376"), ("2", "4")],
)
def test_a_sum_of_one_method_is_none(warehouse, scope, value):
    rows_of = warehouse(figure(value, document_id="sums", scope_text=scope))

    assert rows_of("from metric_double_count") == []


def test_what_is_counted_twice_stays_a_fact_and_is_in_no_metric(warehouse):
    rows_of = warehouse(figure("3832938", document_id="sums", scope_text="2"))
    unstated = "where scope like '%unspecified'"

    assert len(rows_of(f"from fact_emissions {unstated}")) == 1
    assert rows_of(f"from metric_level {unstated}") == []
    assert rows_of(f"from metric_value {unstated}") == []


def test_a_loser_is_found_too(warehouse):
    rows_of = warehouse(
        figure("3600000", scope_text="2"),
        figure("3832938", document_id="sums", scope_text="2"),
    )

    [row] = rows_of("from metric_double_count")
    assert row["document_id"] == "sums"


def test_a_method_that_rounding_hides_is_not_said_to_be_counted_twice(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("3557518", **LOCATION),
            figure("90", **MARKET),
            figure("3.558", scope_text="2", unit_text="million tons"),
        ],
    )

    assert rows_of("from metric_double_count") == []


def test_no_total_is_computed_from_what_is_counted_twice(warehouse):
    rows_of = warehouse(figure("3832938", document_id="sums", scope_text="2"))

    assert (
        rows_of(
            "from metric_total_candidate where scope = 'scope_1_2_unspecified' "
            "and makes_total"
        )
        == []
    )
