"""PDFs: the lines of cells that a person sees on a page, and its text."""

import pytest
from fpdf.enums import EncryptionMethod

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats import pdf
from pipelines.ingest.formats.pdf import open_pdf
from tests.ingest.formats.conftest import Text, new_pdf, words


def open_rows(make_pdf, *texts):
    """Return the words of the cells of a page that names emissions."""
    heading = Text(50, 40, "Emissions 2023")
    (page,) = open_pdf(make_pdf([heading, *texts])).pages
    assert page.is_laid_out
    return words(page.rows)[1:]


def test_numbers_of_neighbouring_columns_are_cells_of_their_own(make_pdf):
    assert open_rows(
        make_pdf,
        Text(50, 100, "Scope 1, direct"),
        Text(150, 100, "t CO2e"),
        Text(200, 100, "30,953"),
        Text(236, 100, "28,699"),
        Text(272, 100, "28,714"),
    ) == [["Scope 1, direct", "t CO2e", "30,953", "28,699", "28,714"]]


def test_a_thousands_space_stays_in_its_number(make_pdf):
    assert open_rows(
        make_pdf, Text(50, 100, "Scope 1"), Text(150, 100, "1 234 567 8 900 2019 2018")
    ) == [["Scope 1", "1 234 567", "8 900", "2019", "2018"]]


def test_a_sentence_is_one_cell(make_pdf):
    sentence = "In 2023 we emitted 1,234 tonnes, of which 12 by ships."

    assert open_rows(make_pdf, Text(50, 100, sentence)) == [[sentence]]


def test_a_sentence_with_wide_spaces_is_one_cell(make_pdf):
    apart = [
        Text(50, 100, "from"),
        Text(82, 100, "operation"),
        Text(137, 100, "of"),
        Text(157, 100, "plant"),
        Text(191, 100, "and"),
    ]

    assert open_rows(make_pdf, *apart) == [["from operation of plant and"]]


def test_a_footnote_mark_does_not_run_into_its_number(make_pdf):
    assert open_rows(
        make_pdf,
        Text(50, 100, "5,557,615"),
        Text(94.7, 96, "5", size=6),
        Text(150, 100, "6%"),
        Text(165, 96, "(1)", size=6),
    ) == [["5,557,615⁵", "6%⁽¹⁾"]]


def test_a_small_figure_below_the_line_is_part_of_its_word(make_pdf):
    assert open_rows(
        make_pdf,
        Text(50, 100, "t CO"),
        Text(70.7, 102, "2", size=6),
        Text(74.2, 100, "e"),
    ) == [["t CO2e"]]


def test_a_text_that_is_drawn_twice_is_read_once(make_pdf):
    content = open_pdf(
        make_pdf(
            [
                Text(50, 100, "Gr"),
                Text(50.2, 100, "Greenhouse gas"),
                Text(50.4, 100.1, "Greenhouse gas"),
                Text(200, 100, "1,100"),
                Text(200.2, 100, "1,100"),
            ]
        )
    )

    assert words(content.pages[0].rows) == [["Greenhouse gas", "1,100"]]
    assert content.pages[0].text.split() == ["Greenhouse", "gas", "1,100"]


def test_letters_that_repeat_are_all_kept(make_pdf):
    assert open_rows(make_pdf, Text(50, 100, "Killing illness 1111 llll")) == [
        ["Killing illness 1111 llll"]
    ]


def test_turned_text_is_a_table_of_its_own(make_pdf):
    (page,) = open_pdf(
        make_pdf(
            [
                Text(50, 100, "Emissions in tonnes of CO2e"),
                Text(300, 400, "Scope 2", angle=90),
                Text(320, 400, "1,262", angle=90),
            ]
        )
    ).pages

    assert [(row.table, row.place, *row.cells[0][:1]) for row in page.rows] == [
        (0, "line 1", "Emissions in tonnes of CO2e"),
        (1, "line 2", "Scope 2"),
        (1, "line 3", "1,262"),
    ]


def test_a_slanting_watermark_is_in_no_row(make_pdf):
    texts = [Text(50, 100, "Scope 1: 10"), Text(200, 300, "DRAFT", size=40, angle=45)]

    (page,) = open_pdf(make_pdf(texts)).pages

    assert words(page.rows) == [["Scope 1: 10"]]


def test_a_label_on_two_lines_has_the_values_between_them(make_pdf):
    assert open_rows(
        make_pdf,
        Text(50, 80, "Scope 1"),
        Text(200, 80, "70"),
        Text(50, 100, "Scope 2 (million tonnes"),
        Text(200, 106, "10"),
        Text(230, 106, "11"),
        Text(50, 112, "CO2 equivalent)"),
        Text(50, 132, "Scope 3"),
        Text(200, 132, "576"),
    ) == [
        ["Scope 1", "70"],
        ["Scope 2 (million tonnes CO2 equivalent)", "10", "11"],
        ["Scope 3", "576"],
    ]


def test_rows_at_even_distances_are_not_joined(make_pdf):
    assert open_rows(
        make_pdf,
        Text(50, 100, "Scope 1"),
        Text(50, 112, "Gas"),
        Text(200, 112, "10"),
        Text(50, 124, "Oil"),
        Text(200, 124, "20"),
    ) == [["Scope 1"], ["Gas", "10"], ["Oil", "20"]]


def test_a_page_number_beside_a_sentence_is_a_row_of_its_own(make_pdf):
    sentence = "Concerning the selection of paper and of water we verify that they are"
    assert open_rows(
        make_pdf,
        Text(50, 100, sentence),
        Text(50, 112, "made of waste."),
        Text(400, 118, "15"),
    ) == [[sentence], ["made of waste."], ["15"]]


def test_paragraphs_are_parted_by_an_empty_line(make_pdf):
    lines = [Text(50, 100 + 12 * line, f"Emissions {line},") for line in range(4)]
    (page,) = open_pdf(make_pdf([*lines, Text(40, 170, "The next")])).pages

    assert page.text.split("\n\n") == [
        "Emissions 0,\nEmissions 1,\nEmissions 2,\nEmissions 3,",
        "The next",
    ]


def test_a_page_without_a_word_of_the_field_has_text_only(make_pdf):
    first, second = open_pdf(
        make_pdf(
            [Text(50, 100, "Our board met 7 times.")], [Text(50, 100, "Scope 1: 7 t")]
        )
    ).pages

    assert (first.number, first.text, first.rows) == ("1", "Our board met 7 times.", ())
    assert (second.number, words(second.rows)) == ("2", [["Scope 1: 7 t"]])


def test_what_a_pdf_says_of_itself(tmp_path):
    report = new_pdf([Text(50, 100, "Scope 1: 7 t")], [])
    report.set_title("Sustainability 2023")
    report.output(str(tmp_path / "report.pdf"))

    content = open_pdf(tmp_path / "report.pdf")

    assert content.title == "Sustainability 2023"
    assert len(content.dated.split("-")) == 3
    assert content.warnings == ["report.pdf: no text on page 2; pictures are not read."]


def test_a_scanned_pdf_is_refused_with_its_remedy(make_pdf):
    with pytest.raises(
        UnreadableDocumentError,
        match=r"report\.pdf has no text layer.*OCRmyPDF",
    ):
        open_pdf(make_pdf([], []))


def test_an_encrypted_pdf_is_refused(tmp_path):
    report = new_pdf([Text(50, 100, "Scope 1: 7 t")])
    report.set_encryption("owner", "reader", encryption_method=EncryptionMethod.AES_128)
    report.output(str(tmp_path / "report.pdf"))

    with pytest.raises(UnreadableDocumentError, match=r"report\.pdf is encrypted"):
        open_pdf(tmp_path / "report.pdf")


def test_a_broken_pdf_is_refused(make_file):
    path = make_file("report.pdf", b"%PDF-1.7\nnothing more")

    with pytest.raises(
        UnreadableDocumentError, match=r"report\.pdf is not a whole PDF"
    ):
        open_pdf(path)


def test_a_page_with_too_much_on_it_keeps_its_text(make_pdf, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_GLYPHS", 50)

    content = open_pdf(make_pdf([Text(50, 100, "Scope 1 emissions: 7 t " * 3)]))

    assert (content.pages[0].text[:9], content.pages[0].rows) == ("Scope 1 e", ())
    assert content.warnings == ["report.pdf: too much on page 1 to read its tables."]
