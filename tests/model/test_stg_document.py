"""Whose document it is, and when it was known, told by the best that says so."""

from datetime import date

import pytest

from tests.model.printed import document


@pytest.fixture
def staged(model):
    """Stage one document; None is what nobody told."""

    def staged(**told):
        bare = {"company_text": None, "published_text": None, "folder_name": "inbox"}
        rows_of = model(raw_document=[document(**bare | told)])
        [row] = rows_of("from stg_document")
        return row

    return staged


@pytest.mark.parametrize(
    ("told", "company_id", "source"),
    [
        (
            {"company_text": "BP", "folder_name": "alibaba", "issuer_text": "Shell"},
            "bp",
            "catalogue",
        ),
        (
            {"folder_name": "alibaba", "issuer_text": "Shell"},
            "alibaba-group",
            "folder",
        ),
        ({"folder_name": "coca-cola", "issuer_text": "Shell"}, "coca-cola", "folder"),
        ({"folder_name": "Coca-Cola"}, "coca-cola", "folder"),
        ({"issuer_text": "Shell"}, "shell", "document"),
        ({"issuer_text": "Omega Mills"}, "omega-mills", "document"),
        ({"folder_name": "Omega AG"}, "omega-ag", "folder_name"),
        ({"folder_name": None}, None, None),
    ],
)
def test_the_company_is_told_by_the_surest_source(staged, told, company_id, source):
    row = staged(**told)

    assert (row["company_id"], row["company_source"]) == (company_id, source)


@pytest.mark.parametrize(
    ("published", "dated", "known_from", "dated_on"),
    [
        ("2024-07-30", "2025", date(2024, 7, 30), date(2024, 7, 30)),
        ("2024-07", None, date(2024, 7, 31), date(2024, 7, 31)),
        (None, "2024", None, date(2024, 12, 31)),
        (None, "2024-02", None, date(2024, 2, 29)),
        (None, None, None, None),
    ],
)
def test_a_date_is_the_last_day_that_it_may_mean(
    staged, published, dated, known_from, dated_on
):
    row = staged(published_text=published, dated_text=dated)

    assert (row["known_from"], row["dated_on"]) == (known_from, dated_on)
