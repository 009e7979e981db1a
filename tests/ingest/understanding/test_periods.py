"""Years in printed words: which they are, and which digits are no years."""

import pytest

from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.periods import find_periods, fiscal_year


def _terms(text: str) -> list[str]:
    return [each.term for each in find_periods(plain(text))]


@pytest.mark.parametrize(
    ("printed", "terms"),
    [
        ("2019", ["FY2019"]),
        ("2018/2019", ["FY2019"]),
        ("2018/19", ["FY2019"]),
        ("2018-19", ["FY2019"]),
        ("1999/00", ["FY2000"]),
        ("FY2024", ["FY2024"]),
        ("FY 2024", ["FY2024"]),
        ("FY24", ["FY2024"]),
        ("FY'24", ["FY2024"]),
        ("FY23/24", ["FY2024"]),
        ("FY2023/24", ["FY2024"]),
        ("fiscal 2021", ["FY2021"]),
        ("Geschäftsjahr 2020/21", ["FY2021"]),
        ("GJ 20/21", ["FY2021"]),
        ("esercizio 2019", ["FY2019"]),
        ("2021年", ["FY2021"]),
        ("2021财年", ["FY2021"]),
        ("2020年度", ["FY2020"]),
        ("31.12.2019", ["FY2019"]),
        ("31/12/2019", ["FY2019"]),
        ("31 December 2020", ["FY2020"]),
        ("20172015", ["FY2017", "FY2015"]),
        ("2019¹", ["FY2019"]),
        ("20191)", ["FY2019"]),
        ("2019 (restated)", ["FY2019"]),
        ("As of December 31 2022 2021 2020", ["FY2022", "FY2021", "FY2020"]),
    ],
)
def test_a_year_is_that_in_which_the_companys_year_ends(
    printed: str, terms: list[str]
) -> None:
    assert _terms(printed) == terms


@pytest.mark.parametrize(
    "printed",
    ["CY2020", "calendar year 2020", "Kalenderjahr 2020", "anno solare 2020"],
)
def test_a_calendar_year_is_named_as_such(printed: str) -> None:
    assert _terms(printed) == ["CY2020"]


@pytest.mark.parametrize(
    "printed",
    [
        "2017-2019",
        "2017–2019",
        "2018-22",
        "2020 - 2030",
        "2020/2019 %",
        "2017/2019",
        "2,019",
        "12,019",
        "2019.5",
        "2019%",
        "€2020",
        "#2020",
        "2075",
        "120190",
    ],
)
def test_spans_comparisons_and_amounts_are_no_years(printed: str) -> None:
    assert _terms(printed) == []


def test_a_mention_says_where_the_year_stands() -> None:
    text = "Scope 1 in FY2021 and 2018/19"

    assert [text[each.start : each.end] for each in find_periods(text)] == [
        "FY2021",
        "2018/19",
    ]


def test_the_year_of_a_term() -> None:
    assert fiscal_year("FY2019") == 2019
    assert fiscal_year("as of 2019-12-31") == 2019
    assert fiscal_year("latest year") is None
