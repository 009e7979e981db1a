"""Publishes a release to PostgreSQL: load it aside, wait for readers, swap it in."""

import json
import re
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.errors import ReleaseError, SettingsError
from pipelines.publish.layout import DATABASE, MANIFEST
from pipelines.publish.postgres.address import PostgresAddress
from pipelines.publish.postgres.definitions import read_definitions
from pipelines.publish.postgres.loading import load_tables
from pipelines.publish.postgres.reader_role import grant_reading
from pipelines.publish.postgres.session import Session, open_session, read_query
from pipelines.publish.postgres.swap import (
    await_snapshots,
    drop_schema,
    previous_schema,
    swap_in,
)
from pipelines.publish.quoting import quoted_name, quoted_text

#: The first that has unique keys in which nulls are equal.
OLDEST_SERVER = 15

#: Seconds to wait for readers: more than the limits of the reader role let them take.
WAIT_SECONDS = 120.0

#: What DuckDB may take to answer the views of a release.
_MEMORY = "600MB"


@dataclass(frozen=True)
class Publication:
    """What now stands in the database, and what the administrator should know."""

    address: PostgresAddress
    schema: str
    release: str
    tables: int
    rows: int
    seconds: float
    notes: tuple[str, ...]


def publish_to_postgres(
    release: Path, address: PostgresAddress, schema: str, wait: float = WAIT_SECONDS
) -> Publication:
    """Publish the release in a folder as a schema, in the place of the one before.

    Readers are waited for, up to ``wait`` seconds, and never cut off.

    Raises:
        SettingsError: the schema cannot have that name, or a library is missing.
        ReleaseError: it could not be published; what was there before still is.
    """
    _require_name(schema)
    started = time.monotonic()
    manifest = _read_manifest(release)
    staged = f"{schema}_next_{secrets.token_hex(4)}"
    with _open_release(release) as source, open_session(address) as session:
        tables = read_definitions(source)
        _take_turn(session, schema)
        _require_standing(session, schema)
        _clear(session, schema, wait)
        session.execute(f"create schema {quoted_name(staged)}")
        rows = load_tables(session, staged, source, tables)
        _state_release(session, staged, manifest)
        note = grant_reading(session, schema, staged)
        session.commit()
        with _removed_on_failure(session, staged):
            await_snapshots(session, schema, wait)
            swap_in(session, schema, staged, wait)
    return Publication(
        address=address,
        schema=schema,
        release=manifest["release"],
        tables=len(tables),
        rows=rows,
        seconds=time.monotonic() - started,
        notes=(note,) if note else (),
    )


def _require_name(schema: str) -> None:
    is_name = re.fullmatch(r"[a-z][a-z0-9_]{0,39}", schema)
    is_taken = re.search(
        r"^(public$|pg_|information_schema$)|_previous$|_next_", schema
    )
    if not is_name or is_taken:
        message = (
            f"{schema!r} cannot be the schema: it is a name of its own, of up to 40 "
            "letters a to z, digits and _, for example scopebook."
        )
        raise SettingsError(message)


def _read_manifest(release: Path) -> dict[str, str]:
    file = release / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        names = ("release", "created_at", "code_version", "content_hash")
        return {name: manifest[name] for name in names}
    except (OSError, ValueError, KeyError) as error:
        message = (
            f"{file}: cannot be read ({type(error).__name__}). "
            "Publish a new release with `scopebook run`."
        )
        raise ReleaseError(message) from error


@contextmanager
def _open_release(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    file = release / DATABASE
    with tempfile.TemporaryDirectory(prefix="scopebook-") as spilled:
        try:
            connection = duckdb.connect(
                file,
                read_only=True,
                config={"memory_limit": _MEMORY, "temp_directory": spilled},
            )
        except duckdb.Error as error:
            message = (
                f"{file}: cannot be opened ({error}). "
                "Publish a new release with `scopebook run`."
            )
            raise ReleaseError(message) from error
        with connection:
            yield connection


def _take_turn(session: Session, schema: str) -> None:
    """Be the only one that publishes to the schema, until the session ends."""
    [(is_free,)] = session.asked("take_turn", [schema])
    if not is_free:
        holders = session.asked("turn_holder", [schema])
        session.rollback()
        told = ", ".join(str(pid) for (pid,) in holders) or "just ended"
        message = (
            f"{session.address}: another publish to schema {schema} is under way "
            f"(session {told}). Wait for it, and publish again."
        )
        raise ReleaseError(message)
    session.commit()


def _require_standing(session: Session, schema: str) -> None:
    """See beforehand what would stop the publish after the load."""
    [(version, is_standby, may_create, is_owner, is_there, is_ours)] = session.asked(
        "standing", [schema]
    )
    problem = None
    if version < OLDEST_SERVER * 10_000:
        problem = (
            f"this server is PostgreSQL {version // 10_000}. "
            f"Publish to version {OLDEST_SERVER} or later."
        )
    elif is_standby:
        problem = "this server is a standby. Name the primary one."
    elif not may_create:
        problem = (
            "this user may not create schemas. Let an administrator run `grant create "
            "on database ... to ...`; see docs/postgres.md."
        )
    elif is_there and not is_ours:
        problem = (
            f"schema {schema} is not Scopebook's, and would be replaced. "
            "Name another one with --schema."
        )
    elif not is_owner:
        problem = (
            f"schema {schema} belongs to another user. Publish as that user, or let it "
            f"run `alter schema {schema} owner to ...`."
        )
    else:
        problem = _dependents(session, schema)
    session.rollback()
    if problem:
        raise ReleaseError(f"{session.address}: {problem}")


def _dependents(session: Session, schema: str) -> str | None:
    names = [
        name
        for (name,) in session.asked("dependents", [schema, previous_schema(schema)])
    ]
    if not names:
        return None
    return (
        f"{', '.join(names)} would keep to the old tables of schema {schema}. Drop it, "
        "publish, and create it anew; or make it a function, which looks names up when "
        "it is called."
    )


def _clear(session: Session, schema: str, wait: float) -> None:
    """Remove what dead runs left, and the release before the current one."""
    unfinished = re.compile(rf"{schema}_next_[0-9a-f]{{8}}")
    names = [name for (name,) in session.asked("schemas", [f"{schema}_"])]
    session.rollback()
    for name in names:
        if name == previous_schema(schema) or unfinished.fullmatch(name):
            drop_schema(session, name, wait)


def _state_release(session: Session, schema: str, manifest: dict[str, str]) -> None:
    """Say in the schema itself which release it is."""
    session.execute(f"set local search_path = {quoted_name(schema)}")
    for statement in read_query("release_table").split(";"):
        session.execute(statement)
    session.execute(read_query("release_row"), list(manifest.values()))
    told = quoted_text(f"Scopebook release {manifest['release']}")
    session.execute(f"comment on schema {quoted_name(schema)} is {told}")


@contextmanager
def _removed_on_failure(session: Session, staged: str) -> Iterator[None]:
    """Leave nothing of a schema that could not be swapped in."""
    try:
        yield
    except BaseException:
        # Where the connection is lost, the next publish clears it.
        with suppress(Exception):
            session.rollback()
            session.execute(f"drop schema if exists {quoted_name(staged)} cascade")
            session.commit()
        raise
