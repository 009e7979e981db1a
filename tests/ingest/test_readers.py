"""Which reader reads a file."""

import pytest

from pipelines.ingest.readers import reader_for


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("report.pdf", "pdf"),
        ("report.PDF", "pdf"),
        ("page.htm", "html"),
        ("data.xlsx", "spreadsheet"),
        ("notes.md", "plain_text"),
        ("facts.json", "json_facts"),
    ],
)
def test_the_ending_tells_the_reader(tmp_path, name, reader):
    assert reader_for(tmp_path / name).name == reader


@pytest.mark.parametrize("name", ["report.docx", "report", "report.pdf.bak"])
def test_other_endings_have_no_reader(tmp_path, name):
    assert reader_for(tmp_path / name) is None


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (b"measure,period,value\n", "figure_sheet"),
        (b"\xef\xbb\xbfMeasure, Period ,VALUE\n", "figure_sheet"),
        (b"\n\nmeasure,period,value\n", "figure_sheet"),
        (b"measure;period;value\n", "figure_sheet"),
        ("measure,period,value\n".encode("utf-16"), "figure_sheet"),
        (b"measure,period,amount\n", "figure_sheet"),
        (b"", "figure_sheet"),
        (b"indicator,unit,2022,2023\n", "csv_table"),
        (b"measure;2022;2023\n", "csv_table"),
        (b"GHG emissions in tonnes\n\nmeasure,period,value\n", "csv_table"),
    ],
)
def test_the_header_of_a_csv_file_tells_its_reader(tmp_path, content, reader):
    path = tmp_path / "data.csv"
    path.write_bytes(content)

    assert reader_for(path).name == reader


def test_a_csv_file_that_is_not_there_is_a_figure_sheet(tmp_path):
    assert reader_for(tmp_path / "data.csv").name == "figure_sheet"


def test_a_document_without_figures_is_told(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Our board met in spring.", encoding="utf-8")

    document = reader_for(path).read(path)

    assert document.warnings == ["notes.txt: no figures were found in it."]
