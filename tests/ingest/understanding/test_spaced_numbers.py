"""Numbers parted by spaces, joined to as many as the header has years."""

import pytest

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.runs import Value, part_row
from pipelines.ingest.understanding.spaced_numbers import with_groups_joined


def _values(numbers: str) -> list[Value]:
    (run,) = part_row(Row((Cell(f"Total {numbers}", 0.0, 300.0),), "line 1")).runs
    return run.values


def _joined(numbers: str, years: int, columns: int | None = None) -> list[str]:
    columns = years if columns is None else columns
    return [each.text for each in with_groups_joined(_values(numbers), years, columns)]


@pytest.mark.parametrize(
    ("numbers", "years", "joined"),
    [
        ("12 345 11 890", 2, ["12345", "11890"]),
        ("1 012 345 998 112", 2, ["1012345", "998112"]),
        ("12 345 11 890 10 777", 3, ["12345", "11890", "10777"]),
        ("981 1 012", 2, ["981", "1012"]),
        ("12 345,6 11 890,1", 2, ["12345,6", "11890,1"]),
    ],
)
def test_groups_become_a_number_for_each_year(
    numbers: str, years: int, joined: list[str]
) -> None:
    assert _joined(numbers, years) == joined


@pytest.mark.parametrize(
    ("numbers", "years"),
    [
        ("12 345 11 890", 4),
        ("12 345", 0),
        ("12 34 11 89", 2),
        ("12,345 11,890 10,777", 2),
        ("12 345 – 890", 2),
    ],
)
def test_numbers_that_make_no_groups_stay_as_they_are(numbers: str, years: int) -> None:
    assert _joined(numbers, years) == [each.text for each in _values(numbers)]


def test_a_percentage_is_no_group() -> None:
    assert _joined("12 345 11 890 3.8%", 2) == ["12345", "11890", "3.8"]


def test_a_joined_number_reaches_from_its_first_group_to_its_last() -> None:
    values = _values("12 345 11 890")

    first, second = with_groups_joined(values, 2, 2)

    assert (first.left, first.right) == (values[0].left, values[1].right)
    assert (second.left, second.right) == (values[2].left, values[3].right)
