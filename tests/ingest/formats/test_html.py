"""Web pages: paragraphs, tables, and what a reader does not see."""

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats.html import open_html
from tests.ingest.formats.conftest import words


@pytest.fixture
def open_page(make_file):
    """Return a function that opens a web page with some body."""

    def open_(body, head=""):
        html = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
        return open_html(make_file("report.html", html))

    return open_


def test_paragraphs_and_items_are_parted_by_an_empty_line(open_page):
    (page,) = open_page(
        "<h1>Klima &amp; Energie</h1><p>We emitted\n <b>5</b> t&nbsp;CO<sub>2</sub>e."
        "<br>Less than before.</p><ul><li>One<li>Two</ul>"
    ).pages

    assert page.text.split("\n\n") == [
        "Klima & Energie",
        "We emitted 5 t CO2e.\nLess than before.",
        "One",
        "Two",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = 'Scope 1: 5'</script>",
        "<style>p { color: red }</style>",
        "<nav>Scope 1: 5</nav>",
        "<!-- Scope 1: 5 -->",
        "<p hidden>Scope 1: 5</p>",
        '<div style="display: none"><p>Scope 1: 5</p></div>',
        "<ix:header>Scope 1: 5</ix:header>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(open_page, hidden):
    (page,) = open_page(f"<p>before</p>{hidden}<p>after</p>").pages

    assert page.text == "before\n\nafter"


def test_cells_that_reach_over_columns_and_rows(open_page):
    (page,) = open_page(
        "<table><tr><th rowspan=2>Indicator<th colspan=2>Year</tr>"
        "<tr><th>2022<th>2023</tr>"
        "<tr><td rowspan=2>Scope 2<td rowspan=2>1,234<td>5</tr><tr><td>7</tr></table>"
    ).pages

    assert page.is_laid_out
    assert words(page.rows) == [
        ["Indicator", "Year"],
        ["Indicator", "2022", "2023"],
        ["Scope 2", "1,234", "5"],
        ["Scope 2", "7"],
    ]
    assert [(cell.left, cell.right) for cell in page.rows[0].cells] == [(0, 1), (1, 3)]
    assert page.rows[3].cells[-1].left == 2
    assert page.rows[3].place == "table 1, row 4"


def test_tables_are_in_rows_and_not_in_the_text(open_page):
    (page,) = open_page(
        "<h2>GHG emissions (t CO2e)</h2>"
        "<table><caption>By scope</caption><tr><td>Scope 1<td>10</tr></table>"
        "<p>" + "A long paragraph that names no unit. " * 9 + "</p>"
        "<table><tr><td>Water<td>3</tr></table>"
    ).pages

    assert [(row.table, row.place, words([row])[0]) for row in page.rows] == [
        (1, "table 1, heading", ["GHG emissions (t CO2e)"]),
        (1, "table 1, caption", ["By scope"]),
        (1, "table 1, row 1", ["Scope 1", "10"]),
        (2, "table 2, row 1", ["Water", "3"]),
    ]
    assert "Scope 1" not in page.text


def test_a_table_that_only_places_things_is_text(open_page):
    (page,) = open_page(
        "<table><tr><td><p>Left.</p><table><tr><td>Scope 1<td>10</tr></table></td>"
        "<td><p>Right.</p></td></tr></table>"
    ).pages

    assert page.text == "Left.\n\nRight."
    assert ["Scope 1", "10"] in words(page.rows)


def test_a_raised_mark_does_not_run_into_its_number(open_page):
    (page,) = open_page(
        "<p>10<sup>3</sup> m<sup>3</sup></p>"
        "<table><tr><td>Scope 1<td>5,557,615<sup> 5 </sup></tr></table>"
    ).pages

    assert page.text == "10³ m³"
    assert words(page.rows)[-1] == ["Scope 1", "5,557,615⁵"]


def test_spans_that_are_no_numbers_count_as_one(open_page):
    (page,) = open_page("<table><tr><td colspan=x rowspan=-1>a<td>b</tr></table>").pages

    assert [(cell.left, cell.right) for cell in page.rows[0].cells] == [(0, 1), (1, 2)]


def test_what_a_page_says_of_itself(open_page):
    content = open_page(
        "<p>text</p>",
        head="<title>Our\n report</title>"
        '<meta property="article:published_time" content="2024-05-06T08:00">',
    )

    assert (content.title, content.dated) == ("Our report", "2024-05-06")


def test_a_page_without_words_of_its_encoding_is_told_by_its_bytes(make_file):
    html = "<html><body><p>Abfälle und Größe über alles hinaus, für Jahre."

    (page,) = open_html(make_file("report.html", html.encode("cp1252"))).pages

    assert page.text.startswith("Abfälle und Größe")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("iso-8859-1", "cp1252"), ("gb2312", "gb2312")]
)
def test_a_page_is_read_in_the_encoding_that_it_declares(make_file, declared, encoding):
    text = "“é”" if encoding == "cp1252" else "排放"
    html = f'<html><head><meta charset="{declared}"></head><p>{text}'

    (page,) = open_html(make_file("report.html", html.encode(encoding))).pages

    assert page.text == text


def test_a_page_that_shows_nothing_is_refused(open_page):
    with pytest.raises(UnreadableDocumentError, match=r"report\.html shows no text"):
        open_page("<div id=app></div><script>render()</script>")


def test_a_file_without_a_page_is_refused(make_file):
    with pytest.raises(UnreadableDocumentError, match=r"report\.html holds no page"):
        open_html(make_file("report.html", "   "))
