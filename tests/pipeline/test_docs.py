"""What the pages say is true: queries run, and pages made from data are up to date."""

import re

import pytest

from docs.images.draw_flow import compose as compose_flow
from docs.write_tables import compose_pages
from tests.conftest import PROJECT_FOLDER
from tests.pipeline.conftest import scopebook

DOCS = PROJECT_FOLDER / "docs"
README = (PROJECT_FOLDER / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, flags=re.DOTALL)


def test_there_are_queries_to_start_with():
    assert len(QUERIES) >= 5


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("from")[1])
def test_a_query_of_the_readme_has_an_answer(query, ask):
    assert ask(query) != []


@pytest.mark.parametrize("name", compose_pages())
def test_a_page_made_from_data_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == compose_pages()[name]


def test_the_picture_shows_the_tables_that_there_are():
    flow = (DOCS / "images" / "flow.svg").read_text(encoding="utf-8")

    assert flow == compose_flow()


@pytest.mark.parametrize("command", ["run", "extract", "review", "sql", "trace", "dev"])
def test_every_command_is_told_of(command):
    assert f"scopebook {command}" in README or f"make {command}" in README


def test_the_example_sheet_can_be_read(desk):
    page = (DOCS / "figure-sheets.md").read_text(encoding="utf-8")
    [sheet] = re.findall(r"```csv\n(.*?)```", page, flags=re.DOTALL)
    header, *rows = sheet.strip().splitlines()
    desk.write("acme/2024-report.csv", *rows, header=header)

    assert desk.run().exit_code == 0
    assert desk.query("select value_text from quarantine_figure") == []
    assert desk.query("select count(*) from fact_figure") == [(4,)]


def test_the_metric_of_the_readme_can_be_traced(bundled_warehouse):
    [name] = re.findall(r"scopebook trace (\S+)\n", README)

    result = scopebook("trace", name, "--warehouse", bundled_warehouse)

    assert result.exit_code == 0
    assert "2.320 million tons" in result.output
