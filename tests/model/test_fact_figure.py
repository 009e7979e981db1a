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
