"""Columns that a text layer wrote one after another, read as far as sums prove them."""

from pipelines.ingest.understanding.column_lists import read_column_lists

Row = tuple[str, str | None, str, str]


def _read(text: str, least: float = 0.5) -> list[Row]:
    return [
        (part.subject.scope, part.period, part.value.text, part.place)
        for part in read_column_lists(text.strip("\n"))
        if part.confidence >= least
    ]


TOTAL_FIRST = """
Total Scope 1 (t CO2e)
Natural gas
Vehicles
8,210
1,940
6,270
2016
7,400
1,300
6,100
2017
7,900
1,500
6,400
2018
"""


def test_the_total_is_what_the_others_add_up_to() -> None:
    assert _read(TOTAL_FIRST) == [
        ("scope_1", "FY2016", "8,210", "line 4"),
        ("scope_1", "FY2017", "7,400", "line 8"),
        ("scope_1", "FY2018", "7,900", "line 12"),
    ]


def test_the_total_may_stand_last() -> None:
    text = """
Natural gas
Vehicles
Total Scope 1 (t CO2e)
1,940 6,270 8,210 2016
1,300 6,100 7,400 2017
1,500 6,400 7,900 2018
"""

    assert _read(text) == [
        ("scope_1", "FY2016", "8,210", "line 4"),
        ("scope_1", "FY2017", "7,400", "line 5"),
        ("scope_1", "FY2018", "7,900", "line 6"),
    ]


def test_one_year_that_does_not_add_up_disproves_the_reading() -> None:
    assert _read(TOTAL_FIRST.replace("7,400", "7,401"), least=0) == []


def test_without_a_unit_nothing_is_read() -> None:
    assert _read(TOTAL_FIRST.replace("(t CO2e)", ""), least=0) == []


def test_without_a_total_of_a_scope_nothing_is_read() -> None:
    text = TOTAL_FIRST.replace("Total Scope 1", "Gas and vehicles")

    assert _read(text, least=0) == []


def test_one_label_spreads_over_the_years_behind_its_numbers() -> None:
    text = "Total Scope 2 (location-based) (t CO2e)\n8,113 8,420 9,004\n2016 2017 2018"

    assert [row[:3] for row in _read(text)] == [
        ("scope_2_location", "FY2016", "8,113"),
        ("scope_2_location", "FY2017", "8,420"),
        ("scope_2_location", "FY2018", "9,004"),
    ]


def test_the_order_of_two_labels_is_a_guess() -> None:
    text = """
Total Scope 2 (location-based) (t CO2e)
Total Scope 2 (market-based)
8,113 2,051 8,420 2,107 9,004 2,300
2016 2017 2018
"""

    assert _read(text) == []
    assert [row[:3] for row in _read(text, least=0)] == [
        ("scope_2_location", "FY2016", "8,113"),
        ("scope_2_location", "FY2017", "8,420"),
        ("scope_2_location", "FY2018", "9,004"),
        ("scope_2_market", "FY2016", "2,051"),
        ("scope_2_market", "FY2017", "2,107"),
        ("scope_2_market", "FY2018", "2,300"),
    ]
