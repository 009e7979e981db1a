"""Which year a document reports on, and when it was out, by its own words."""

import pytest

from pipelines.ingest.understanding.title_years import copyright_year, year_of_document


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Sustainability Report 2020", "FY2020"),
        ("Annual Report 2018/19", "FY2019"),
        ("ESG Report FY23", "FY2023"),
    ],
)
def test_the_title_counts_before_the_pages(title: str, year: str) -> None:
    assert year_of_document(title, ["in 2017", "in 2017", "in 2017"]) == year


@pytest.mark.parametrize(
    "words",
    [
        "Sustainability Report 2019",
        "Bilancio di sostenibilità 2019",
        "Geschäftsbericht 2019",
        "2019年可持续发展报告",
    ],
)
def test_a_year_beside_a_word_for_report_counts_before_others(words: str) -> None:
    assert year_of_document(None, [words, "2021", "Our aims for 2021"]) == "FY2019"


def test_a_year_counts_once_a_page() -> None:
    pages = ["2018 2018 2018 2018", "2019", "2019"]

    assert year_of_document(None, pages) == "FY2019"


def test_of_two_years_named_as_often_the_later_one_is_meant() -> None:
    assert year_of_document(None, ["2019 2020"]) == "FY2020"


def test_a_document_that_names_no_year() -> None:
    assert year_of_document(None, ["Our emissions", ""]) is None


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["© 2021 Acme"], "2021"),
        (["(c) 2020", "Copyright © 2022"], "2022"),
        (["copyright 2019"], "2019"),
        (["Founded in 2021"], None),
    ],
)
def test_a_copyright_notice_tells_when_a_document_was_out(
    texts: list[str], year: str | None
) -> None:
    assert copyright_year(texts) == year
