"""Text files: pages, encodings and line breaks."""

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats.plain_text import open_text


def pages(path):
    return [(page.number, page.text) for page in open_text(path).pages]


def test_a_form_feed_begins_a_page(make_file):
    path = make_file("report.txt", "first\fsecond\nline\f")

    assert pages(path) == [("1", "first"), ("2", "second\nline")]


def test_line_breaks_of_every_system_are_one_sign(make_file):
    assert pages(make_file("report.txt", b"a\r\nb\rc\n")) == [("1", "a\nb\nc\n")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "cp1252"]
)
def test_text_is_read_in_the_encoding_of_its_bytes(make_file, encoding):
    texts = {"gb18030": "公司的温室气体排放总量为一百吨。范围一的排放为二十吨。" * 5}
    text = texts.get(
        encoding, "Die Emissionen sänken über Jahre: größere Abfälle. " * 5
    )

    assert pages(make_file("report.md", text.encode(encoding))) == [("1", text)]


def test_a_damaged_byte_loses_no_other(make_file):
    content = b"Scope 1 was 10 t in 2023. " * 20 + b"\xff\x81 end"

    assert pages(make_file("report.txt", content))[0][1].startswith("Scope 1 was 10 t")


def test_bytes_that_are_no_text_are_refused(make_file):
    path = make_file("report.txt", bytes(range(128, 256)) * 50 + b"\0\x81" * 99)

    with pytest.raises(UnreadableDocumentError, match=r"report\.txt is in no encoding"):
        open_text(path)


def test_a_text_file_has_no_rows(make_file):
    (page,) = open_text(make_file("report.txt", "Scope 1  10  20")).pages

    assert (page.rows, page.is_laid_out) == ((), False)
