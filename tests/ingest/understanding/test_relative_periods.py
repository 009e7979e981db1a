"""Periods told from where the document stands."""

import pytest

from pipelines.ingest.understanding.relative_periods import find_relative_periods


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("in the last fiscal year", ["latest year"]),
        ("over the past year", ["latest year"]),
        ("last year, down 5 % from the previous year", ["latest year", "year before"]),
        ("a year earlier", ["year before"]),
        ("up 4 % year-on-year", ["year on year"]),
        ("im Vorjahr", ["year before"]),
        ("rispetto all'anno precedente", ["year before"]),
        ("上财年同比增长", ["latest year", "year on year"]),
        ("in five years", []),
    ],
)
def test_relative_periods(text: str, terms: list[str]) -> None:
    assert [each.term for each in find_relative_periods(text)] == terms
