"""Records that cannot be written are told with the place and the remedy."""

import pytest
from sqlalchemy import create_engine, text

from pipelines.errors import WarehouseFolderError
from pipelines.instance import record_errors


def fill(database):
    """Write to a SQLite database that has no room for it."""
    with create_engine(f"sqlite:///{database}").connect() as connection:
        connection.execute(text("pragma max_page_count = 2"))
        connection.execute(text("create table event (body varchar)"))
        connection.execute(text("insert into event values (zeroblob(100000))"))


def test_a_full_disk_is_told_in_words(tmp_path):
    with (
        pytest.raises(WarehouseFolderError) as told,
        record_errors(tmp_path),
    ):
        fill(tmp_path / "runs.db")

    assert str(told.value) == (
        f"{tmp_path}/dagster: Dagster's records cannot be written (database or disk is "
        "full). Readers still have the last release. Make room, give rights to the "
        "folder, and run again."
    )


def test_what_is_no_matter_of_records_passes(tmp_path):
    with pytest.raises(ValueError, match="of another kind"), record_errors(tmp_path):
        raise ValueError("of another kind")
