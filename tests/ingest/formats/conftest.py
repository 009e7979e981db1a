"""Documents of each format, made as their programs make them."""

from typing import NamedTuple

import pytest
from fpdf import FPDF


class Text(NamedTuple):
    """Some text on a page: its place in points from the top left, and its size."""

    x: float
    y: float
    text: str
    size: float = 10
    angle: float = 0


def new_pdf(*pages):
    """Lay out pages of texts, in Helvetica."""
    pdf = FPDF(unit="pt", format="A4")
    for texts in pages:
        pdf.add_page()
        for text in texts:
            pdf.set_font("Helvetica", size=text.size)
            with pdf.rotation(text.angle, text.x, text.y):
                pdf.text(text.x, text.y, text.text)
    return pdf


@pytest.fixture
def make_pdf(tmp_path):
    """Return a function that writes a PDF of pages of texts and returns its path."""

    def make(*pages):
        path = tmp_path / "report.pdf"
        new_pdf(*pages).output(str(path))
        return path

    return make


@pytest.fixture
def make_file(tmp_path):
    """Return a function that writes a file and returns its path."""

    def make(name, content):
        path = tmp_path / name
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        return path

    return make


def words(rows):
    """Return the words of each row, cell by cell."""
    return [[cell.text for cell in row.cells] for row in rows]
