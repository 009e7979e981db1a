"""metric_value is one long table: a row per metric, with the figures behind it."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


def test_levels_and_changes_are_metrics_with_their_figures(model):
    prior = figure("1419000", measure_text="emission_reductions", period_text="FY2023")
    current = figure("2320000", measure_text="emission_reductions")
    rows_of = model(raw_document=[document()], raw_figure=[prior, current])

    assert [
        (row["metric_id"], row["amount"], row["unit"], row["figure_ids"])
        for row in rows_of(
            "from metric_value where fiscal_year = 2024 "
            "and metric_kind in ('level', 'change', 'change_pct') order by all"
        )
    ] == [
        (
            "acme/group/2024/emission_reductions/scope_1/unspecified",
            2320000,
            "tCO2e",
            [current["figure_id"]],
        ),
        (
            "acme/group/2024/emission_reductions_change/scope_1/unspecified",
            901000,
            "tCO2e",
            [prior["figure_id"], current["figure_id"]],
        ),
        (
            "acme/group/2024/emission_reductions_change_pct/scope_1/unspecified",
            Decimal("63.4954"),
            "%",
            [prior["figure_id"], current["figure_id"]],
        ),
    ]


def test_boundaries_are_told_apart_by_name(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("60", boundary_text="operational control"),
            figure("91", boundary_text="equity share"),
        ],
    )

    names = [row["metric_id"] for row in rows_of("from metric_value")]
    assert len(set(names)) == 2
    assert {name.split("/")[5] for name in names} == {
        "operational_control",
        "equity_share",
    }


def names(rows_of):
    return [row["metric_id"] for row in rows_of("from metric_value")]


@pytest.mark.parametrize(
    "figures",
    [
        [
            figure("50", scope_text="1+2", measure_text="emission_reductions"),
            figure("60", scope_text="1+2 market", measure_text="emission_reductions"),
            figure("200", scope_text="1+2 market-based"),
        ],
        [
            figure("5", period_start_text="2023-12-31", period_end_text="2024-12-28"),
            figure("6"),
        ],
        [
            figure("5", period_text="as of 2024-12-31", scope_text="2"),
            figure("6", scope_text="2"),
        ],
        [
            figure(value, measure_text="revenue", scope_text=None, unit_text=unit)
            for value, unit in [("5", "million USD"), ("6", "million EUR")]
        ],
    ],
    ids=["two reductions", "52 weeks", "a day", "two currencies"],
)
def test_no_two_metrics_have_one_name(model, figures):
    rows_of = model(raw_document=[document()], raw_figure=figures)

    assert len(names(rows_of)) == len(set(names(rows_of))) > 0


def test_a_name_does_not_depend_on_what_else_is_there(model):
    one = names(model(raw_document=[document()], raw_figure=[figure("5")]))
    both = names(
        model(
            raw_document=[document()],
            raw_figure=[figure("5"), figure("9", boundary_text="equity share")],
        )
    )

    assert set(one) < set(both)
