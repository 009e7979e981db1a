"""fact_figure holds every accepted figure, and from when until when it was known."""

from datetime import date

from tests.model.printed import document, figure


def test_a_figure_is_known_until_its_source_states_it_anew(model):
    rows_of = model(
        raw_document=[
            document("first", published_text="2024-07"),
            document("second", published_text="2025-07-15"),
            document("elsewhere", source_kind="press", published_text="2025"),
        ],
        raw_figure=[
            figure("1", document_id="first"),
            figure("2", document_id="second"),
            figure("3", document_id="elsewhere"),
        ],
    )

    assert [
        (row["amount"], row["known_from"], row["known_to"], row["is_current"])
        for row in rows_of("from fact_figure order by amount")
    ] == [
        (1, date(2024, 7, 31), date(2025, 7, 15), False),
        (2, date(2025, 7, 15), None, True),
        (3, date(2025, 12, 31), None, True),
    ]


def test_keys_are_those_of_the_words_that_they_stand_for(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("1"),
            figure("2", org_unit_text="Foundry", boundary_text="equity share"),
            figure("3", measure_text="pue", scope_text=None, unit_text="ratio"),
            figure("4", period_text=None, period_end_text="2024-06-30"),
            figure(
                "50",
                measure_text="target_emission_reduction",
                unit_text="%",
                period_text="FY2030",
            ),
            figure(None, scope_text="3", unit_text=None),
        ],
    )

    rows = rows_of(
        """
        select
            *,
            series_key(company_id, org_unit_id, boundary, measure, scope) as series,
            fact_key(
                series_id,
                period_key(period_start, period_end),
                word_key('unit', canonical_unit)
            ) as fact
        from fact_figure
        """
    )
    assert [(row["series_id"], row["fact_id"]) for row in rows] == [
        (row["series"], row["fact"]) for row in rows
    ]
    assert len({row["series_id"] for row in rows}) == 5
    assert len({row["fact_id"] for row in rows}) == 6


def test_a_figure_that_is_not_disclosed_is_kept_without_an_amount(model):
    rows_of = model(
        raw_document=[document()], raw_figure=[figure(None, value_text="/")]
    )

    [row] = rows_of("from fact_figure")
    assert (row["value_text"], row["value_kind"], row["amount"]) == (
        "/",
        "not_disclosed",
        None,
    )
    assert rows_of("from fact_emissions") == []


def test_a_quarantined_figure_is_not_accepted(model):
    bad = figure("1")
    rows_of = model(
        raw_document=[document()],
        raw_figure=[bad],
        quarantine_figure=[{"figure_id": bad["figure_id"]}],
    )

    assert rows_of("from fact_figure") == []
