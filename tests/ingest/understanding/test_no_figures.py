"""Pages that speak of emissions and print numbers, but no emissions of the company."""

from pathlib import Path

import pytest

from pipelines.ingest.formats.plain_text import open_text
from pipelines.ingest.understanding.document import understand
from tests.ingest.understanding.conftest import SURE

PAGES = sorted((Path(__file__).parent / "no_figures").glob("*.txt"))
EMISSIONS = {
    "ghg_emissions_gross",
    "ghg_emissions_net",
    "emission_reductions",
    "avoided_emissions",
    "carbon_offsets",
}


def test_there_are_pages_in_four_languages():
    assert len(PAGES) >= 25
    assert {page.name[:2] for page in PAGES} == {"de", "en", "it", "zh"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_without_emissions_yields_none(page):
    read = [
        (figure.row.measure_term, figure.value_text, figure.row.context)
        for figure in understand(open_text(page)).figures
        if figure.row.measure_term in EMISSIONS
        and float(figure.number.confidence) >= SURE
    ]

    assert read == []
