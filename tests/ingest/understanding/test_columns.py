"""Which column a number stands in: by place, else by count."""

from collections.abc import Callable

import pytest

from pipelines.ingest.understanding.columns import Aligned, align
from pipelines.ingest.understanding.headers import find_header
from pipelines.ingest.understanding.runs import PartedRow

Parted = Callable[[str], list[PartedRow]]


@pytest.fixture
def aligned(parted: Parted) -> Callable[..., list[Aligned]]:
    """Align the numbers of the last row below the header in the others."""

    def aligned(drawing: str, is_laid_out: bool) -> list[Aligned]:
        *above, row = parted(drawing)
        values = [value for run in row.runs for value in run.values]
        return align(values, find_header(above, first=0), is_laid_out)

    return aligned


def _terms(places: list[Aligned]) -> list[str | None]:
    return ["other" if each.is_other else each.term for each in places]


Align = Callable[..., list[Aligned]]


def test_as_many_numbers_as_years_are_matched_in_order(aligned: Align) -> None:
    places = aligned("Emissions 2021 2020\nScope 1 14,207 15,318", is_laid_out=False)

    assert _terms(places) == ["FY2021", "FY2020"]
    assert all(each.confidence > 0.9 for each in places)


def test_a_gap_on_a_page_is_told_by_place(aligned: Align) -> None:
    places = aligned(
        """
Emissions      2019       2020       2021
Scope 1      14,207                15,318
""",
        is_laid_out=True,
    )

    assert _terms(places) == ["FY2019", "FY2021"]


def test_a_number_far_from_every_heading_is_of_something_else(
    aligned: Align,
) -> None:
    places = aligned(
        """
Emissions    Note      2018      2019      2020      2021
Scope 1         4                        16,021    15,318
""",
        is_laid_out=True,
    )

    assert _terms(places) == ["other", "FY2020", "FY2021"]


@pytest.mark.parametrize(
    ("header", "terms"),
    [
        ("2019 2020 2021", ["FY2020", "FY2021"]),
        ("2021 2020 2019", ["FY2021", "FY2020"]),
    ],
)
def test_fewer_numbers_than_years_are_taken_for_the_latest(
    header: str, terms: list[str], aligned: Align
) -> None:
    places = aligned(f"Emissions {header}\nScope 1 14,207 15,318", is_laid_out=False)

    assert _terms(places) == terms
    assert all(0.5 <= each.confidence < 0.8 for each in places)


def test_numbers_of_notes_are_left_out(aligned: Align) -> None:
    before = aligned("t CO2e 2021 2020\nScope 1 4 14,207 15,318", is_laid_out=False)
    behind = aligned("t CO2e 2021 2020\nScope 1 14,207 15,318 4", is_laid_out=False)

    assert _terms(before) == ["other", "FY2021", "FY2020"]
    assert _terms(behind) == ["FY2021", "FY2020", "other"]


def test_percentages_beside_the_years_are_changes(aligned: Align) -> None:
    places = aligned("2021 2020\nScope 1 14,207 15,318 -7.3%", is_laid_out=False)

    assert _terms(places) == ["FY2021", "FY2020", "other"]


def test_a_difference_behind_the_years_is_known_by_its_sum(aligned: Align) -> None:
    places = aligned("2021 2020\nScope 1 14,207 15,318 -1,111", is_laid_out=False)

    assert _terms(places) == ["FY2021", "FY2020", "other"]


def test_more_numbers_than_headings_need_review(aligned: Align) -> None:
    places = aligned("2021 2020\nScope 1 14,207 15,318 16,021", is_laid_out=False)

    assert all(each.confidence < 0.5 for each in places if not each.is_other)


def test_one_number_without_a_header_has_no_column(aligned: Align) -> None:
    assert aligned("Emissions\nScope 1 14,207", is_laid_out=False) == [Aligned(None)]


def test_several_numbers_without_a_header_are_doubtful(aligned: Align) -> None:
    places = aligned("Emissions\nScope 1 14,207 15,318", is_laid_out=False)

    assert _terms(places) == [None, None]
    assert all(each.confidence < 1 for each in places)
