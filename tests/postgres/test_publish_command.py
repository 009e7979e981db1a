"""`scopebook publish`, and the asset that does the same in a run."""

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.publish.postgres_asset import load_postgres_release
from pipelines.warehouse import Warehouse
from tests.postgres.conftest import TABLES, write_release
from tests.postgres.server import PASSWORD, QUOTED_PASSWORD


@pytest.fixture
def warehouse_folder(tmp_path):
    """A warehouse with two releases, of which the later one is current."""
    folder = tmp_path / "warehouse"
    releases = folder / "published" / "releases"
    for word, rows in (("first", 1), ("second", 2)):
        release = write_release(releases, TABLES.format(word=word, rows=rows), word)
    (folder / "published" / "current").symlink_to(release)
    return folder


@pytest.fixture
def command(warehouse_folder, server, database):
    """Call the command with the test's database in the variable."""
    configured = server.url(database, "publisher")

    def command(*arguments, url=configured):
        variables = {"SCOPEBOOK_POSTGRES": url}
        called = ["publish", "--warehouse", str(warehouse_folder), *arguments]
        result = CliRunner().invoke(app, called, env=variables)
        assert PASSWORD not in result.output
        assert QUOTED_PASSWORD not in result.output
        return result

    return command


def test_the_current_release_is_published(command, ask, server, database):
    result = command()

    assert result.exit_code == 0, result.output
    release, published, schema = result.output.splitlines()
    assert release.split() == ["release", "second"]
    assert published.startswith("published  6 tables, 8 rows in ")
    assert schema == (
        f"schema     scopebook of postgresql://publisher@127.0.0.1:{server.port}"
        f"/{database}"
    )
    assert ask("select name from scopebook.release") == [("second",)]


def test_an_earlier_release_is_published_by_its_name(command, ask):
    assert command("--release", "first", "--schema", "esg_old").exit_code == 0
    assert ask("select name from esg_old.release") == [("first",)]


def test_a_release_that_is_not_kept_is_refused_with_those_that_are(command):
    result = command("--release", "third")

    assert result.exit_code == 1
    assert "no release third. Name one of those that are kept: first, second." in (
        result.output
    )


def test_without_a_url_the_two_ways_to_give_it_are_told(command):
    result = command(url="")

    assert result.exit_code == 1
    assert "--to postgresql://user:password@host:5432/database" in result.output
    assert "SCOPEBOOK_POSTGRES" in result.output


def test_a_failure_ends_with_1_and_names_host_and_database(command, server, database):
    url = server.url(database, "outsider")
    result = command("--to", url)

    assert result.exit_code == 1
    assert f"outsider@127.0.0.1:{server.port}/{database}: this user" in result.output


def test_the_asset_publishes_the_current_release(
    warehouse_folder, server, database, ask, capfd
):
    asset = load_postgres_release(server.url(database, "publisher"))
    result = dg.materialize(
        [asset], resources={"warehouse": Warehouse(folder=str(warehouse_folder))}
    )

    [event] = result.get_asset_materialization_events()
    metadata = {
        name: value.value for name, value in event.materialization.metadata.items()
    }
    assert metadata.pop("seconds") > 0
    assert metadata == {
        "server": f"postgresql://publisher@127.0.0.1:{server.port}/{database}",
        "schema": "scopebook",
        "release": "second",
        "tables": 6,
        "dagster/row_count": 8,
    }
    assert ask("select name from scopebook.release") == [("second",)]
    assert QUOTED_PASSWORD not in "".join(capfd.readouterr())


def test_the_asset_comes_after_the_snapshot():
    [spec] = load_postgres_release("postgresql://db/esg").specs

    assert (spec.key.to_user_string(), spec.group_name) == (
        "postgres_release",
        "publish",
    )
    assert [dep.asset_key.to_user_string() for dep in spec.deps] == [
        "published_snapshot"
    ]
    assert "postgres" in spec.kinds
