"""What the pages say is true: queries run, and pages made from data are up to date."""

import re

import pytest

from docs.images import draw_bus_matrix, draw_entities, draw_flow
from docs.images.star_schema import Reference, list_references, read_entities
from docs.write_tables import PAGES
from pipelines.schema import TableSchema, load_schema
from tests.conftest import PROJECT_FOLDER
from tests.pipeline.conftest import scopebook

DOCS = PROJECT_FOLDER / "docs"
README = (PROJECT_FOLDER / "README.md").read_text(encoding="utf-8")
PICTURES = (draw_flow, draw_entities, draw_bus_matrix)
QUERIES = re.findall(r"```sql\n(.*?)```", README, flags=re.DOTALL)


def test_there_are_queries_to_start_with():
    assert len(QUERIES) >= 5


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("from")[1])
def test_a_query_of_the_readme_has_an_answer(query, ask):
    assert ask(query) != []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_data_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.TARGET.name)
def test_a_picture_shows_the_tables_that_there_are(picture):
    assert picture.TARGET.read_text(encoding="utf-8") == picture.compose()


@pytest.mark.parametrize("name", [picture.TARGET.name for picture in PICTURES])
def test_every_picture_is_shown(name):
    pages = [README, *(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))]

    assert any(f"images/{name})" in page for page in pages)


def test_every_table_is_described():
    described = re.findall(
        r"^### `(.+)`$", (DOCS / "tables.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert sorted(described) == sorted(load_schema())


def test_the_matrix_has_every_fact_and_metric():
    matrix = draw_bus_matrix.compose()

    assert [name for name in read_entities() if f">{name}<" not in matrix] == []


@pytest.mark.parametrize("name", read_entities())
def test_what_a_picture_shows_can_be_joined(name, ask):
    declared = {
        (columns[-1], table)
        for columns, (table, _) in load_schema()[name].references.items()
    }
    for reference in read_entities()[name].references:
        if (reference.column, reference.table) not in declared:
            key = ", ".join(load_schema()[reference.table].grain)
            dangling = (
                f"select {key} from {name} anti join {reference.table} using ({key}) "
                f"where {name}.{reference.column} is not null"
            )
            assert ask(dangling) == []


def test_a_table_refers_to_what_it_declares_and_to_dimensions_whose_key_it_has():
    dimensions = [
        TableSchema("dim_company", "Companies.", ("company_id",)),
        TableSchema("dim_site", "Sites of companies.", ("company_id", "site_id")),
        TableSchema("dim_scope", "Scopes.", ("scope",)),
    ]
    fact = TableSchema(
        "fact_leak",
        "Leaks.",
        grain=("leak_id", "company_id"),
        required=("site_id",),
        references={("company_id",): ("dim_company", ("company_id",))},
    )

    assert list_references(fact, dimensions) == [
        Reference("company_id", "dim_company", is_of_grain=True),
        Reference("site_id", "dim_site", is_of_grain=False),
    ]


@pytest.mark.parametrize(
    "command", ["run", "extract", "review", "quarantine", "sql", "trace", "dev"]
)
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
