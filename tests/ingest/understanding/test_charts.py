"""The numbers along the axes of charts are no figures."""

from collections.abc import Callable

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.charts import without_axes


def _left(page: Page) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in without_axes(page.rows)]


def test_an_axis_with_equal_steps_is_left_out(laid_out: Callable[..., Page]) -> None:
    page = laid_out("""
Scope 1 emissions (t CO2e)
20,000
15,000      14,207
10,000
 5,000
     0
            2021
""")

    assert _left(page) == [["Scope 1 emissions (t CO2e)"], ["14,207"], ["2021"]]


def test_three_numbers_are_no_axis(laid_out: Callable[..., Page]) -> None:
    page = laid_out("""
300
200
100
""")

    assert _left(page) == [["300"], ["200"], ["100"]]


def test_a_column_with_uneven_steps_stays(laid_out: Callable[..., Page]) -> None:
    page = laid_out("""
Scope 1      14,207
Scope 2       8,113
Scope 3     120,440
Total       142,760
""")

    assert _left(page) == [[cell.text for cell in row.cells] for row in page.rows]


def test_equal_numbers_below_one_another_are_no_axis(
    laid_out: Callable[..., Page],
) -> None:
    page = laid_out("""
Scope 1      500
Scope 2      500
Scope 3      500
Total        500
""")

    assert len(_left(page)) == 4
    assert all(len(row) == 2 for row in _left(page))


def test_years_below_one_another_are_no_axis(laid_out: Callable[..., Page]) -> None:
    page = laid_out("""
2018      500
2019      430
2020      410
2021      300
""")

    assert [row[0] for row in _left(page)] == ["2018", "2019", "2020", "2021"]


def test_an_axis_of_percentages(laid_out: Callable[..., Page]) -> None:
    page = laid_out("""
100%
 75%     Scope 1
 50%
 25%
  0%
""")

    assert _left(page) == [["Scope 1"]]
