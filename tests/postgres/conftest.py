"""What tests of PostgreSQL use: a real server, a database each, and small releases."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import duckdb
import psycopg
import pytest

from pipelines.publish.layout import DATABASE, MANIFEST
from pipelines.publish.postgres.address import read_address
from pipelines.publish.postgres.publication import Publication, publish_to_postgres
from tests.postgres.server import PASSWORD, Server, new_server

#: Tables of each kind, with a word in two of them that tells the release.
TABLES = """
    create table dim_company as select
        'acme' as company_id, '{word}' as name, '12-31' as fiscal_year_end,
        'operational_control' as boundary;
    create table dim_org_unit as
    select 'acme' as company_id, 'group' as org_unit_id, 'Acme' as name;
    create table dim_fiscal_year as
    select 'acme' as company_id, 2024 as fiscal_year, 'FY2024' as label;
    create table dim_measure as
    select 'ghg_emissions_gross' as measure, '{word}' as name;
    create table fact_figure as
    select
        'f_' || i as figure_id,
        'acme' as company_id,
        'group' as org_unit_id,
        'ghg_emissions_gross' as measure,
        2024 as fiscal_year,
        (i * 1234567890.123456)::decimal(28, 6) as amount,
    from range({rows}) as numbers (i);
    create view mart_emissions as
    select
        row_number() over (order by figure_id) as fact_id,
        fact_figure.*,
        dim_company.name as company_name,
    from fact_figure inner join dim_company using (company_id);
    create table raw_figure as select 'f_1' as figure_id;
"""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Run one server for all tests, with a user that publishes and one that may not."""
    with new_server() as server:
        with server.connect() as connection:
            for role in (
                "publisher login createrole",
                "modest login",
                "outsider login",
            ):
                connection.execute(f"create role {role} password '{PASSWORD}'")
        yield server


_NUMBERS = count()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """Make a database in which the users publisher and modest may create schemas."""
    name = f"test_{next(_NUMBERS)}"
    with server.connect() as connection:
        connection.execute(f"create database {name}")
        connection.execute(f"grant create on database {name} to publisher, modest")
    yield name
    with server.connect() as connection:
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def ask(server: Server, database: str) -> Callable[..., list[tuple]]:
    """Ask the test's database as the superuser."""

    def ask(query: str, *parameters: object) -> list[tuple]:
        with server.connect(database) as connection:
            cursor = connection.execute(query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    return ask


@pytest.fixture
def connection(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """Open a session in the test's database, with transactions as people have them."""
    with server.connect(database, autocommit=False) as connection:
        yield connection


def write_release(
    folder: Path, statements: str, name: str = "20260101T000000Z-0"
) -> Path:
    """Write a release of the tables that statements make."""
    release = folder / name
    release.mkdir(parents=True)
    with duckdb.connect(release / DATABASE) as connection:
        connection.execute(statements)
    manifest = {
        "release": name,
        "created_at": "2026-01-01T00:00:00+00:00",
        "code_version": "0.1.0",
        "content_hash": "c0ffee",
    }
    (release / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return release


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two small releases that differ in their word and in their rows."""
    folder = tmp_path_factory.mktemp("releases")
    return [
        write_release(folder, TABLES.format(word=word, rows=rows), word)
        for word, rows in (("first", 300), ("second", 500))
    ]


@pytest.fixture
def publish(server: Server, database: str) -> Callable[..., Publication]:
    """Publish a release to the test's database."""

    def publish(
        release: Path,
        user: str = "publisher",
        schema: str = "scopebook",
        wait: float = 5,
    ) -> Publication:
        address = read_address(server.url(database, user))
        return publish_to_postgres(release, address, schema, wait)

    return publish


@pytest.fixture
def standing(ask: Callable[..., list[tuple]]) -> Callable[[], tuple]:
    """Tell which release readers see, and which schemas there are."""

    def standing() -> tuple:
        schemas = ask(
            "select nspname from pg_namespace "
            "where starts_with(nspname, 'scopebook') order by 1"
        )
        [(word,)] = ask("select name from scopebook.dim_company")
        return word, [name for (name,) in schemas]

    return standing
