"""A figure sheet is read to the last row, and what is wrong with it is told."""

from decimal import Decimal

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.figure_sheet import FigureSheetReader
from pipelines.ingest.printed import PrintedRow
from pipelines.ingest.readers import READERS, reader_for

HEADER = "measure,period,value,unit"


@pytest.fixture
def read(tmp_path):
    """Read a sheet of the given lines, or bytes."""

    def read(*lines):
        path = tmp_path / "sheet.csv"
        if isinstance(lines[0], bytes):
            path.write_bytes(b"".join(lines))
        else:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return FigureSheetReader().read(path)

    return read


def test_a_row_is_read_with_its_place_and_its_words(read):
    document = read(
        "page,locator,company,org_unit,measure,scope,boundary,period,period_start,"
        "period_end,value,unit,change,change_unit,basis,series_break,note",
        "55,table 2,Acme Ltd,Cloud,ghg_emissions_net,1+2,equity share,FY2024,"
        '2023-04-01,2024-03-31,"4,450,566",tCO2e,-5.0,percent,year on year,'
        "new method,audited",
    )

    [figure], [claim] = document.figures, document.claims
    assert figure.row == claim.row
    assert figure.row == PrintedRow(
        ordinal=1,
        page="55",
        locator="table 2",
        context=(
            "ghg_emissions_net, 1+2, Cloud, FY2024: 4,450,566 tCO2e; "
            "-5.0 percent year on year"
        ),
        company_text="Acme Ltd",
        org_unit_text="Cloud",
        measure_text="ghg_emissions_net",
        scope_text="1+2",
        boundary_text="equity share",
        period_text="FY2024",
        period_start_text="2023-04-01",
        period_end_text="2024-03-31",
        basis_text="year on year",
        note="audited",
        reading_problem=None,
    )
    assert (figure.value_text, figure.unit_text) == ("4,450,566", "tCO2e")
    assert figure.number.value == Decimal(4_450_566)
    assert figure.series_break_text == "new method"
    assert (claim.change_text, claim.change_unit_text) == ("-5.0", "percent")
    assert claim.change.value == Decimal("-5.0")
    assert claim.has_figure
    assert document.warnings == []


def test_columns_may_be_missing_empty_or_in_any_order(read):
    document = read("value,note,period,measure", "1.5,,FY2024,pue")

    [figure] = document.figures
    assert figure.number.value == Decimal("1.5")
    assert figure.row.measure_text == "pue"
    assert (figure.row.note, figure.unit_text, figure.row.page) == (None, None, None)
    assert document.claims == []


def test_a_row_without_a_locator_is_found_by_its_number(read):
    document = read(HEADER, "pue,FY2023,1.3,", "pue,FY2024,1.2,")

    assert [(f.row.ordinal, f.row.locator) for f in document.figures] == [
        (1, "row 1"),
        (2, "row 2"),
    ]


def test_blank_rows_are_skipped_and_still_counted(read):
    document = read(HEADER, "", "pue,FY2023,1.3,", " ,,,", "pue,FY2024,1.2,")

    assert [figure.row.ordinal for figure in document.figures] == [2, 4]


def test_a_change_without_a_value_is_a_claim_alone(read):
    document = read("measure,period,value,change", "pue,FY2024,,63.5")

    [claim] = document.claims
    assert document.figures == []
    assert (claim.has_figure, claim.change.value) == (False, Decimal("63.5"))
    assert claim.change_unit_text == "%"


def test_a_row_with_neither_value_nor_change_is_kept_as_unreadable(read):
    [figure] = read(HEADER, "pue,FY2024,,ratio").figures

    assert (figure.number.kind, figure.value_text) == ("unreadable", None)
    assert figure.number.reasons == ("no value is printed",)
    assert figure.row.reading_problem is None


@pytest.mark.parametrize(
    ("change", "unit", "value", "read_unit"),
    [
        ("-5.0", "", "-5.0", "%"),
        ("5.0%", "", "5.0", "%"),
        ("3.2", "percentage points", "3.2", "percentage points"),
        ("3.2 percentage points", "", "3.2", "percentage points"),
        ("3.2个百分点", "", "3.2", "percentage points"),
    ],
)
def test_points_are_told_from_percent(read, change, unit, value, read_unit):
    document = read(
        "measure,period,value,change,change_unit", f"pue,FY2024,,{change},{unit}"
    )

    [claim] = document.claims
    assert (claim.change.value, claim.change_unit_text) == (Decimal(value), read_unit)
    assert claim.change_text == change


def test_a_dash_and_a_text_in_place_of_a_number_are_kept(read):
    document = read(HEADER, "pue,FY2023,/,", "pue,FY2024,halving,")

    assert [(f.value_text, f.number.kind) for f in document.figures] == [
        ("/", "not_disclosed"),
        ("halving", "unreadable"),
    ]


def test_a_short_row_is_kept_with_what_is_wrong(read):
    [_, short] = read(HEADER, "pue,FY2023,1.3,ratio", "pue,FY2024,1.2").figures

    assert short.number.value == Decimal("1.2")
    assert short.row.reading_problem == ("line 3 has 3 cells where 4 are expected")


def test_a_long_row_is_kept_with_the_cells_left_over(read):
    [figure] = read(HEADER, "ghg_emissions,FY2024,13,249,439,tons").figures

    assert figure.value_text == "13"
    assert figure.row.reading_problem == (
        "line 2 has 6 cells where 4 are expected; left over: 439 | tons; "
        "a cell that holds a comma needs quotation marks"
    )


def test_a_problem_names_the_line_on_which_the_row_starts(read):
    [_, ragged] = read(
        "measure,period,value,note",
        'pue,FY2023,1.3,"two\nlines"',
        "pue,FY2024,1.2",
    ).figures

    assert ragged.row.reading_problem == "line 4 has 3 cells where 4 are expected"
    assert ragged.row.ordinal == 2


def test_the_header_may_be_spelled_like_a_title(read):
    [figure] = read("Measure,Period,Value,Org unit", "pue,FY2024,1.2,Cloud").figures

    assert figure.row.org_unit_text == "Cloud"


def test_unknown_and_unnamed_columns_are_warned_of(read):
    document = read(f"{HEADER},colour,", "pue,FY2024,1.2,ratio,red,x")

    assert document.warnings == [
        "sheet.csv: column 'colour' is not read.",
        "sheet.csv: column number 6, which has no name, is not read.",
    ]
    assert len(document.figures) == 1


def test_columns_without_a_name_are_not_taken_for_one_named_twice(read):
    document = read(f"{HEADER},,", "pue,FY2024,1.2,ratio,,")

    assert [figure.row.reading_problem for figure in document.figures] == [None]
    assert len(document.warnings) == 2


def test_a_header_alone_is_warned_of(read):
    document = read(HEADER)

    assert (document.figures, document.claims) == ([], [])
    assert document.warnings == ["sheet.csv: holds a header and no rows."]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ending_are_read(read, ending):
    text = ending.join([HEADER, "能耗,FY2024,1.2,比率", ""])
    [figure] = read(b"\xef\xbb\xbf" + text.encode()).figures

    assert (figure.row.measure_text, figure.unit_text) == ("能耗", "比率")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "sheet.csv is empty. A figure sheet is a CSV file in UTF-8"),
        (b"\n", "lacks the column measure and period and value in its header (line 1)"),
        (b"measure,value\n", "lacks the column period in its header (line 1)"),
        (b"measure,value\n", "measure, period, value, and where known page, locator"),
        (b"measure,period,value,Unit,unit\n", "has the column unit twice"),
        (b"measure;period;value\n", "has semicolons between its cells (line 1). Save"),
        (b"measure\tperiod\tvalue\n", "has tabs between its cells"),
        (b"measure,period,value\npue,1,\xe9\n", "line 2, byte 28 is 0xe9. Save"),
        (b"measure,period,value\npue,1,2\0\n", "holds a NUL byte (line 2, byte 29)"),
        ("measure,period,value".encode("utf-16"), "is written in UTF-16. Save"),
        (b'measure,period,value\npue,1,2\npue,"1,2\n', "from line 3 on"),
        (b'measure,period,value\npue,"1"x,2\n', "Close every quotation mark"),
        (b"measure,period,value\npue,1," + b"9" * 200_000, "field larger than"),
        (b"measure,period,value\n" + b"9999999," * 200_000, "in the row of line 2"),
    ],
)
def test_what_is_no_figure_sheet_is_refused_with_the_remedy(read, content, message):
    with pytest.raises(UnreadableDocumentError) as error:
        read(content)

    assert message in str(error.value)
    assert str(error.value).startswith("sheet.csv")


def test_rows_before_a_broken_quotation_are_not_taken_as_the_whole(read):
    with pytest.raises(UnreadableDocumentError):
        read(HEADER, "pue,FY2023,1.3,", 'pue,FY2024,"1.2,', "pue,FY2025,1.1,")


def test_files_are_read_by_the_reader_of_their_kind(tmp_path):
    assert reader_for(tmp_path / "Sheet.CSV") is READERS[0]
    assert reader_for(tmp_path / "report.pages") is None
    assert reader_for(tmp_path / "csv") is None


@pytest.mark.parametrize(
    ("others", "value", "alternative"),
    [
        (('"1.201,4"',), 9649, "9.649"),
        (("12.345.678",), 9649, "9.649"),
        (('"0,5"', '"88,2"'), 9649, "9.649"),
        (('"1,201.4"',), "9.649", 9649),
        (("8.702",), "9.649", 9649),
        ((), "9.649", 9649),
    ],
)
def test_a_point_is_read_as_the_other_values_of_the_sheet_have_it(
    read, others, value, alternative
):
    rows = [f"water,FY2023,{other},m3" for other in others]
    document = read(HEADER, "ghg_emissions_gross,FY2024,9.649,tonnellate", *rows)

    number = document.figures[0].number
    assert number.value == Decimal(value)
    assert number.alternative_value == Decimal(alternative)


def test_a_torn_number_does_not_make_decimal_commas_of_a_sheet(read):
    document = read(HEADER, 'water,FY2024,"118,10 0",m3', 'water,FY2023,"1,234",m3')

    assert [each.number.value for each in document.figures] == [118100, 1234]
