"""Rows in their parts: which digits are numbers, and which label they follow."""

import pytest

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.runs import PartedRow, part_row, settle_glued


def _part(*cells: str) -> PartedRow:
    """Part a row of cells that stand a hundred points apart."""
    return part_row(
        Row(
            tuple(
                Cell(text, place * 100.0, place * 100.0 + 90)
                for place, text in enumerate(cells)
            ),
            "line 1",
        )
    )


def _runs(*cells: str) -> list[tuple[str, list[str]]]:
    return [
        (run.label.strip(), [value.text for value in settle_glued(run.values)])
        for run in _part(*cells).runs
    ]


def _values(row: PartedRow) -> list[str]:
    return [value.text for run in row.runs for value in run.values]


def test_two_labels_on_one_line_are_two_runs() -> None:
    assert _runs("Scope 1 (t CO2e) 35,418 37,102 Scope 2 12,001 11,900") == [
        ("Scope 1 (t CO2e)", ["35,418", "37,102"]),
        ("Scope 2", ["12,001", "11,900"]),
    ]


def test_cells_and_one_line_are_parted_alike() -> None:
    assert _runs("Scope 1 (t CO2e)", "35,418", "37,102") == _runs(
        "Scope 1 (t CO2e) 35,418 37,102"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Scope 12 35,418 37,102",
        "Scope 1(1) 35,418(2) 37,102",
        "Scope 1¹ 35,418² 37,102*",
        "Scope 1 [3] 35,418 37,102",
        "Scope 1 305-1 35,418 37,102",
        "GRI 305-1 Scope 1 35,418 37,102",
        "Scope 1 CO2 35,418 37,102",
        "Scope 1 (see note 14) 35,418 37,102",
        "Scope 1 emissions3 35,418 37,102",
        "Scope 1, ISO 14064 35,418 37,102",
        "1) Scope 1 35,418 37,102",
    ],
)
def test_marks_references_and_digits_of_names_are_no_numbers(line: str) -> None:
    assert [values for _, values in _runs(line)] == [["35,418", "37,102"]]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("1,234,567 1.234.567,8 1'234", ["1,234,567", "1.234.567,8", "1'234"]),
        ("14\u00a0207 15\u202f318", ["14\u00a0207", "15\u202f318"]),
        ("31 , 204 29, 117", ["31,204", "29,117"]),
        ("0 0.4 12", ["0", "0.4", "12"]),
    ],
)
def test_numbers_with_marks_of_every_kind_stay_whole(
    printed: str, numbers: list[str]
) -> None:
    assert _runs(f"Scope 1 {printed}") == [("Scope 1", numbers)]


def test_spaces_part_thousands_within_a_cell() -> None:
    assert _runs("Scope 1", "14 207", "1 015 318") == [
        ("Scope 1", ["14\u2009207", "1\u2009015\u2009318"])
    ]


def test_a_mark_that_is_glued_before_a_number_comes_off_by_its_neighbour() -> None:
    assert _runs("Scope 3 1246,935 247,110") == [("Scope 3", ["246,935", "247,110"])]
    assert _runs("Scope 3 1246,935 6,820") == [("Scope 3", ["6,935", "6,820"])]


def test_signs_percentages_and_missing_values() -> None:
    (run,) = _part("Change", "(1,204)", "-12", "-7.3%", "n/a", "–").runs

    assert [
        (value.text, value.is_negative, value.is_percent, value.is_none)
        for value in run.values
    ] == [
        ("1,204", True, False, False),
        ("12", True, False, False),
        ("7.3", True, True, False),
        ("n/a", False, False, True),
        ("–", False, False, True),
    ]


def test_a_dash_between_words_is_no_value() -> None:
    assert _runs("Scope 1 – direct 14,207 15,318") == [
        ("Scope 1 – direct", ["14,207", "15,318"])
    ]


def test_a_unit_behind_a_number_belongs_to_it() -> None:
    (run,) = _part("Energy 120 GWh 130 GWh").runs

    assert [value.unit.term for value in run.values if value.unit] == ["GWh", "GWh"]
    assert run.label.strip() == "Energy"


def test_a_unit_before_the_numbers_belongs_to_the_label() -> None:
    (run,) = _part("Scope 1", "t CO2e", "14,207").runs

    assert run.unit is not None
    assert run.unit.term == "metric tons CO2e"


def test_the_number_of_a_line_is_left_out() -> None:
    assert _runs("11 Use of sold products 331.5 340.2") == [
        ("Use of sold products", ["331.5", "340.2"])
    ]


def test_words_behind_the_last_number_are_a_remark() -> None:
    (run,) = _part("Scope 2 14,207 15,318 market-based").runs

    assert run.after.strip() == "market-based"


def test_years_head_columns_with_the_words_before_them() -> None:
    row = _part("FY2021 restated FY2020 Change")

    assert _values(row) == []
    assert [(head.term, head.before.strip()) for head in row.heads] == [
        ("FY2021", ""),
        ("FY2020", "restated"),
    ]
    assert row.after_heads.strip() == "Change"


def test_the_day_of_a_date_is_no_number() -> None:
    assert _values(_part("As of December 31 2022 2021 2020")) == []
    assert _values(_part("Year ended 31 March 2021")) == []


def test_values_lie_where_they_are_printed() -> None:
    (run,) = _part("Scope 1", "14,207", "15,318").runs

    assert [value.left // 100 for value in run.values] == [1, 2]


def test_cells_that_have_a_name_pass_it_on() -> None:
    row = Row((Cell("Scope 1", 0, 1), Cell("14,207", 1, 2, "B7")), 'sheet "GHG"')

    assert [value.place for value in part_row(row).runs[0].values] == ["B7"]
