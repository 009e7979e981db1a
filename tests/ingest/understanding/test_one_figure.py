"""One figure of what is stated several times, in the order of the pages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.ingest.numbers import read_number
from pipelines.ingest.printed import PrintedFigure, PrintedRow, StatedChange
from pipelines.ingest.understanding.one_figure import merge_figures
from pipelines.ingest.understanding.prose import Statement


def _figure(
    value: str = "14207",
    page: str | None = "1",
    locator: str = "line 2",
    unit: str = "metric tons CO2e",
    **terms: str,
) -> PrintedFigure:
    row = PrintedRow(
        0,
        page=page,
        locator=locator,
        measure_term="ghg_emissions_gross",
        scope_term="scope_1",
        period_term="FY2021",
    )
    return PrintedFigure(
        row._replace(**terms), read_number(value), value, None
    )._replace(unit_term=unit)


def _change(page: str = "1") -> StatedChange:
    return StatedChange(PrintedRow(0, page=page), read_number("5"), "5", "%")


def _places(figures: list[PrintedFigure]) -> list[tuple[str | None, str | None]]:
    return [(each.row.page, each.row.locator) for each in figures]


def test_a_figure_on_two_pages_is_one_with_both_places() -> None:
    figures, _ = merge_figures([_figure(), _figure(page="41", locator="line 7")], [])

    assert _places(figures) == [("1", "line 2; page 41, line 7")]


def test_a_figure_twice_on_a_page_names_the_page_once() -> None:
    figures, _ = merge_figures([_figure(), _figure(locator="line 7"), _figure()], [])

    assert _places(figures) == [("1", "line 2; line 7")]


def test_a_rounded_statement_in_a_sentence_is_the_same_figure() -> None:
    stated = Statement(_figure("14,200", page="3", locator="line 9"), None)

    (figure,), _ = merge_figures([_figure("14,207")], [stated])

    assert figure.number.value == 14207
    assert figure.row.locator == "line 2; page 3, line 9"


def test_the_more_precise_number_stands_where_the_first_one_did() -> None:
    (figure,), _ = merge_figures([_figure("14,200"), _figure("14,207", page="3")], [])

    assert figure.number.value == 14207
    assert figure.row.page == "1"


def test_the_surer_reading_gives_its_confidence() -> None:
    sure = _figure()
    unsure = sure._replace(number=replace(sure.number, confidence=Decimal("0.30")))

    (figure,), _ = merge_figures([unsure, sure], [])

    assert figure.number.confidence == sure.number.confidence


@pytest.mark.parametrize(
    "other",
    [
        _figure("15318"),
        _figure(period_term="FY2020"),
        _figure(scope_term="scope_3"),
        _figure(measure_term="ghg_emissions_net"),
        _figure(org_unit_term="Hamburg plant"),
        _figure(unit="kt CO2e"),
    ],
)
def test_what_differs_in_value_or_subject_stays_apart(other: PrintedFigure) -> None:
    figures, _ = merge_figures([_figure(), other], [])

    assert len(figures) == 2


@pytest.mark.parametrize("unit", ["tonnes", "t CO2e", "metric tons of CO2 equivalent"])
def test_a_unit_may_be_spelled_in_two_ways(unit: str) -> None:
    figures, _ = merge_figures([_figure(), _figure(unit=unit)], [])

    assert len(figures) == 1


def test_figures_are_numbered_in_the_order_of_pages() -> None:
    figures, _ = merge_figures(
        [
            _figure("30", page="10"),
            _figure("20", page="2"),
            _figure("10", page="1"),
        ],
        [],
    )

    assert [(each.row.ordinal, each.row.page) for each in figures] == [
        (1, "1"),
        (2, "2"),
        (3, "10"),
    ]


def test_a_change_stays_with_the_figure_that_its_sentence_states() -> None:
    stated = Statement(_figure(page="3"), _change(page="3"))

    figures, claims = merge_figures([_figure()], [stated])

    assert [each.row.ordinal for each in figures] == [1]
    assert [(each.row.ordinal, each.has_figure) for each in claims] == [(1, True)]


def test_a_change_without_a_figure_stands_alone() -> None:
    figures, claims = merge_figures([_figure()], [Statement(None, _change(page="2"))])

    assert [each.row.ordinal for each in figures] == [1]
    assert [(each.row.ordinal, each.has_figure) for each in claims] == [(2, False)]
