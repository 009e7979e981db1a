"""What stands in PostgreSQL: the release's rows, with types, keys and comments."""

import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pytest
import sqlalchemy as sa

from pipelines.publish.postgres.definitions import read_definitions
from pipelines.schema import load_column_meanings, load_schema
from tests.postgres.conftest import write_release
from tests.postgres.server import PASSWORD

TYPES = """
    create table audit_run as
    select
        'r_1' as run_id,
        timestamp '2026-01-02 03:04:05.678901' as started_at,
        12345678901 as documents_read;
    create table metric_sample as
    select
        unnest(['m_1', 'm_2']) as metric_id,
        unnest([['f_1', 'f,"2'], ['f_3']]) as figure_ids,
        unnest([-12345678901234567890.123456789, null])::decimal(29, 9) as amount,
        unnest([0.1::double, null]) as weight,
        unnest([date '2024-02-29', null]) as period_end,
        unnest([2024, null]) as fiscal_year,
        unnest([true, false]) as is_listed,
        unnest(['a' || chr(0) || 'Ünï "x"', '']) as note;
    create table fact_claim (claim_id varchar);
    create table raw_figure as select 1 as i;
    create view mart_sample as select 'c_1' as claim_id, 'Acme' as name;
"""


@pytest.fixture(scope="module")
def every_table(tmp_path_factory, empty_warehouse):
    """A release with every table that there is, and no rows but the references."""
    release = write_release(tmp_path_factory.mktemp("every"), "select 1")
    [source] = empty_warehouse.execute("select current_database()").fetchone()
    file = release / "scopebook.duckdb"
    empty_warehouse.execute(f"attach '{file}' as release")
    empty_warehouse.execute(f"copy from database {source} to release")
    empty_warehouse.execute("detach release")
    return release


@pytest.fixture
def inspector(server, database):
    url = server.url(database).replace("postgresql:", "postgresql+psycopg:")
    return sa.inspect(sa.create_engine(url, poolclass=sa.NullPool))


def test_every_value_arrives_as_what_it_is(publish, tmp_path, ask):
    published = publish(write_release(tmp_path, TYPES))

    assert ask("select * from scopebook.metric_sample order by 1") == [
        (
            "m_1",
            ["f_1", 'f,"2'],
            Decimal("-12345678901234567890.123456789"),
            0.1,
            date(2024, 2, 29),
            2024,
            True,
            'aÜnï "x"',
        ),
        ("m_2", ["f_3"], None, None, None, None, False, ""),
    ]
    assert ask("select * from scopebook.audit_run") == [
        ("r_1", datetime(2026, 1, 2, 3, 4, 5, 678901, UTC), 12345678901)
    ]
    assert ask("select * from scopebook.mart_sample") == [("c_1", "Acme")]
    assert ask("select * from scopebook.fact_claim") == []
    assert (published.tables, published.rows) == (4, 4)
    assert ask("select to_regclass('scopebook.raw_figure')") == [(None,)]


def test_columns_have_the_types_of_the_release(publish, tmp_path, ask):
    publish(write_release(tmp_path, TYPES))

    assert ask(
        """
        select attname, format_type(atttypid, atttypmod)
        from pg_attribute
        where
            attnum > 0
            and attrelid in (
                'scopebook.metric_sample'::regclass, 'scopebook.audit_run'::regclass
            )
        order by attrelid::regclass::text, attnum
        """
    ) == [
        ("run_id", "text"),
        ("started_at", "timestamp with time zone"),
        ("documents_read", "bigint"),
        ("metric_id", "text"),
        ("figure_ids", "text[]"),
        ("amount", "numeric(29,9)"),
        ("weight", "double precision"),
        ("period_end", "date"),
        ("fiscal_year", "integer"),
        ("is_listed", "boolean"),
        ("note", "text"),
    ]


def test_keys_references_and_meanings_are_those_of_the_schema(
    publish, every_table, empty_warehouse, inspector
):
    publish(every_table)
    tables = read_definitions(empty_warehouse)
    schemas, meanings = load_schema(), load_column_meanings()

    assert {*inspector.get_table_names("scopebook")} == {
        "release",
        *(table.name for table in tables),
    }
    assert {"dim_company", "mart_emissions", "audit_run"} <= {t.name for t in tables}
    for table in tables:
        schema, where = schemas[table.name], {"schema": "scopebook"}
        key = inspector.get_pk_constraint(table.name, **where)["constrained_columns"]
        unique = [
            tuple(index["column_names"])
            for index in inspector.get_indexes(table.name, **where)
            if index["unique"]
        ]
        references = {
            tuple(reference["constrained_columns"]): (
                reference["referred_table"],
                tuple(reference["referred_columns"]),
            )
            for reference in inspector.get_foreign_keys(table.name, **where)
        }
        columns = inspector.get_columns(table.name, **where)

        assert (tuple(key) or unique[0]) == schema.grain
        assert bool(key) == (not schema.optional)
        assert references == dict(schema.references)
        assert {column["name"]: column["comment"] for column in columns} == {
            column: meanings[column] for column in table.columns
        }
        assert {c["name"] for c in columns if not c["nullable"]} == {
            *schema.required,
            *key,
        }
        comment = inspector.get_table_comment(table.name, **where)["text"]
        assert comment == schema.meaning


def test_an_optional_part_of_a_key_is_a_value_like_others(publish, tmp_path):
    from pipelines.errors import ReleaseError

    offsets = """
        create table metric_offset as
        select
            'acme' as company_id, 'group' as org_unit_id, 'u' as boundary,
            'gross' as family, null::date as period_start,
            date '2024-12-31' as period_end, 'i' as inventory_id, 1 as amount
        from range(2)
    """
    with pytest.raises(ReleaseError, match="is duplicated"):
        publish(write_release(tmp_path, offsets))


def test_what_is_joined_and_filtered_has_an_index(publish, releases, inspector):
    publish(releases[0])

    assert {
        tuple(index["column_names"])
        for index in inspector.get_indexes("fact_figure", schema="scopebook")
    } == {("company_id", "fiscal_year"), ("company_id", "org_unit_id"), ("measure",)}


def test_the_planner_knows_the_tables(publish, releases, ask):
    publish(releases[0])

    assert ask(
        "select reltuples from pg_class where oid = 'scopebook.fact_figure'::regclass"
    ) == [(300,)]


def test_psql_shows_columns_and_their_meanings(publish, releases, server, database):
    publish(releases[0])
    shown = subprocess.run(
        ["psql", "-X", server.url(database), "-c", r"\d+ scopebook.dim_company"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert load_column_meanings()["company_id"] in shown
    assert '"dim_company_pkey" PRIMARY KEY, btree (company_id)' in shown
    assert 'TABLE "scopebook.fact_figure" CONSTRAINT' in shown


def test_the_release_says_which_it_is(publish, releases, ask):
    publish(releases[0])

    assert ask("select * from scopebook.release") == [
        ("first", datetime(2026, 1, 1, tzinfo=UTC), "0.1.0", "c0ffee")
    ]
    assert ask("select obj_description('scopebook'::regnamespace, 'pg_namespace')") == [
        ("Scopebook release first",)
    ]


def test_the_reader_role_reads_within_limits_and_writes_nothing(
    publish, releases, ask, server, database
):
    publish(releases[0], schema="esg")
    ask(f"alter role esg_reader login password '{PASSWORD}'")
    publish(releases[1], schema="esg")
    try:
        with psycopg.connect(
            server.url(database, "esg_reader"), autocommit=True
        ) as reader:
            shown = [
                reader.execute(f"show {limit}").fetchone()[0]
                for limit in (
                    "statement_timeout",
                    "idle_in_transaction_session_timeout",
                    "default_transaction_read_only",
                )
            ]
            word = reader.execute("select name from dim_company").fetchone()
            reader.execute("set default_transaction_read_only = off")
            for statement in (
                "delete from esg.dim_company",
                "drop table esg.dim_company",
                "create table esg.mine (i int)",
                "create schema mine",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    reader.execute(statement)
    finally:
        ask("drop owned by esg_reader")
        ask("drop role esg_reader")

    assert (shown, word) == (["1min", "1min", "on"], ("second",))


def test_a_publisher_who_may_create_no_role_is_told_what_to_do(publish, releases, ask):
    published = publish(releases[0], "modest", schema="quiet")
    [note] = published.notes
    assert "`create role quiet_reader`" in note
    assert ask("select count(*) from quiet.fact_figure") == [(300,)]

    ask("create role quiet_reader")
    try:
        assert publish(releases[1], "modest", schema="quiet").notes == ()
        assert ask(
            "select has_table_privilege('quiet_reader', 'quiet.fact_figure', 'select')"
        ) == [(True,)]
    finally:
        ask("drop owned by quiet_reader")
        ask("drop role quiet_reader")
