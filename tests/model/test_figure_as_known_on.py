"""A fact as it was known on a day, first reported and last restated: three answers."""

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def answers(model):
    """Ask for the amounts of one fact in each of the three ways."""

    def answers(documents, *figures):
        rows_of = model(
            raw_document=[
                document(name, published_text=date, source_kind=kind, publisher=kind)
                for name, (date, kind) in documents.items()
            ],
            raw_figure=list(figures),
        )
        return lambda question: [row["amount"] for row in rows_of(f"from {question}")]

    return answers


def test_a_restated_figure_has_three_answers(answers):
    ask = answers(
        {
            "first": ("2023-07-01", "issuer_report"),
            "second": ("2024-07-01", "issuer_report"),
            "third": ("2025-07-01", "issuer_report"),
        },
        figure("71.27", document_id="first", unit_text="million tons"),
        figure("70.74", document_id="second", unit_text="million tons"),
        figure("70.10", document_id="third", unit_text="million tons"),
    )

    assert ask("figure_as_known_on('2023-06-30')") == []
    assert ask("figure_as_known_on('2023-07-01')") == [71270000]
    assert ask("figure_as_known_on('2024-12-31')") == [70740000]
    assert ask("figure_as_known_on(date '2026-01-01')") == [70100000]
    assert ask("figure_as_first_reported") == [71270000]
    assert ask("figure_as_last_restated") == [70100000]


def test_press_is_believed_until_the_issuer_speaks(answers):
    ask = answers(
        {"press": ("2023-07", "press"), "report": ("2024-07", "issuer_report")},
        figure("71", document_id="press"),
        figure("70", document_id="report"),
    )

    assert ask("figure_as_known_on('2023-12-31')") == [71]
    assert ask("figure_as_known_on('2024-12-31')") == [70]
    assert ask("figure_as_first_reported") == [71]


def test_on_one_day_the_issuer_goes_first(answers):
    ask = answers(
        {"press": ("2024-07-01", "press"), "report": ("2024-07-01", "issuer_report")},
        figure("71", document_id="press"),
        figure("70", document_id="report"),
    )

    assert ask("figure_as_first_reported") == [70]


def test_the_more_precise_of_two_that_agree_was_known(answers):
    ask = answers(
        {"a": ("2024", "issuer_report"), "b": ("2024", "issuer_report")},
        figure("33.34", document_id="a", unit_text="million tons"),
        figure("33338000", document_id="b"),
    )

    assert ask("figure_as_known_on('2025-01-01')") == [33338000]


def test_a_document_without_a_date_is_known_on_no_day(answers):
    ask = answers({"a": (None, "issuer_report")}, figure("5", document_id="a"))

    assert ask("figure_as_known_on('2099-01-01')") == []
    assert ask("figure_as_first_reported") == [5]
