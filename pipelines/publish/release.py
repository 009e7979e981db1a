"""Releases: the working database as readers get it, whole and never changed again.

A release is written aside, checked, renamed to its final name, and only then does
``current`` point at it. Readers see the old whole release or the new whole release.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.durable_files import (
    UNFINISHED,
    clear_unfinished,
    remove_folder,
    seal,
    swap_link,
    sync,
    written_aside,
)
from pipelines.errors import ReleaseError
from pipelines.publish.contents import (
    TableContent,
    hash_contents,
    read_checksums,
    read_contents,
)
from pipelines.publish.exports import WRITERS
from pipelines.publish.layout import (
    DATABASE,
    NAMES,
    current_link,
    releases_folder,
)
from pipelines.publish.manifest import (
    STORAGE_VERSION,
    code_version,
    release_files,
    write_manifest,
)
from pipelines.publish.quoting import quoted_name, quoted_text
from pipelines.publish.stamp import Stamp
from pipelines.working_database import all_compression


@dataclass(frozen=True)
class Release:
    """A release under its final name, and what its tables hold."""

    folder: Path
    run_id: str
    created_at: datetime
    contents: Mapping[str, TableContent]

    @property
    def name(self) -> str:
        """The release's name; names sort by time."""
        return self.folder.name

    @property
    def content_hash(self) -> str:
        """The hash of what the release says, whenever it was written."""
        return hash_contents(self.contents)

    @property
    def row_count(self) -> int:
        """The rows of all tables together."""
        return sum(content.rows for content in self.contents.values())


def publish_release(
    connection: duckdb.DuckDBPyConnection,
    warehouse_folder: Path,
    run_id: str,
    releases_kept: int = 3,
) -> Release:
    """Publish the database that a connection is in, and let ``current`` point at it.

    Raises:
        ReleaseError: the release could not be written; ``current`` is as it was.
    """
    releases = releases_folder(warehouse_folder)
    current = current_link(warehouse_folder)
    with _release_errors(warehouse_folder):
        releases.mkdir(parents=True, exist_ok=True)
        clear_unfinished(releases)
        clear_unfinished(current.parent)
        _require_link(current)
        release = _write_release(connection, releases, run_id)
        before = current.readlink().name if current.is_symlink() else None
        swap_link(current, release.folder)
    _prune(releases, release.name, before, releases_kept)
    return release


def _write_release(
    connection: duckdb.DuckDBPyConnection, releases: Path, run_id: str
) -> Release:
    created_at = datetime.now(UTC)
    release = Release(
        folder=releases / f"{created_at:%Y%m%dT%H%M%SZ}-{run_id[:8]}",
        run_id=run_id,
        created_at=created_at,
        contents=read_contents(connection),
    )
    stamp = Stamp(release.name, run_id, created_at, code_version())
    with written_aside(release.folder) as aside:
        _copy_database(connection, aside / DATABASE)
        _verify(aside / DATABASE, read_checksums(connection))
        _write_exports(connection, aside, stamp)
        write_manifest(connection, aside, stamp, release.contents)
        _seal_all(aside)
    return release


def _copy_database(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Copy a whole database into a new file that has no write-ahead log."""
    [source] = connection.execute("select current_database()").fetchall()[0]
    connection.execute(
        f"attach {quoted_text(file)} as release (storage_version '{STORAGE_VERSION}')"
    )
    try:
        with all_compression(connection):
            connection.execute(f"copy from database {quoted_name(source)} to release")
            connection.execute("checkpoint release")
    finally:
        connection.execute("detach release")


def _verify(file: Path, checksums: Mapping[str, tuple]) -> None:
    """Read a release as its readers will, and hold it against what was copied."""
    with duckdb.connect(file, read_only=True) as connection:
        copied = read_checksums(connection)
    beside = [path.name for path in file.parent.iterdir() if path != file]
    if copied != checksums or beside:
        different = sorted(
            table
            for table in {*copied, *checksums}
            if copied.get(table) != checksums.get(table)
        )
        message = (
            f"{file}: the copy is not what was copied: {different or beside}. "
            "Readers still have the release before. Run again."
        )
        raise ReleaseError(message)


def _write_exports(
    connection: duckdb.DuckDBPyConnection, folder: Path, stamp: Stamp
) -> None:
    """Write all other files from the copy, in as much memory as the run may take."""
    [(memory_limit,)] = connection.execute(
        "select current_setting('memory_limit')"
    ).fetchall()
    with (
        TemporaryDirectory(dir=folder.parent, suffix=UNFINISHED) as spill,
        duckdb.connect(
            folder / DATABASE,
            read_only=True,
            config={"memory_limit": memory_limit, "temp_directory": spill},
        ) as copy,
    ):
        for write in WRITERS:
            write(copy, folder, stamp)


def _seal_all(folder: Path) -> None:
    """Make every file read-only, and wait until the disk holds files and folders."""
    for file in release_files(folder):
        seal(file)
    for below in folder.rglob("*"):
        if below.is_dir():
            sync(below)


def _require_link(current: Path) -> None:
    if current.exists() and not current.is_symlink():
        message = (
            f"{current}: is a folder or a file, and should be a link to a release. "
            "Move it away and run again."
        )
        raise ReleaseError(message)


def _prune(
    releases: Path, current: str, before: str | None, releases_kept: int
) -> None:
    """Keep the newest releases: the current one first, then the one before it.

    Several stay, because a reader that is just opening one must not lose it. One that
    cannot be removed now is tried again at the next publish. Where the clock went back,
    releases bear a later time than the current one, and are the oldest all the same.
    """
    names = {folder.name for folder in releases.glob(NAMES)}
    newest = sorted(
        names,
        key=lambda name: (name == current, name == before, name < current, name),
        reverse=True,
    )
    for name in newest[releases_kept:]:
        with suppress(OSError):
            remove_folder(releases / name)


@contextmanager
def _release_errors(warehouse_folder: Path) -> Iterator[None]:
    """Say what became of a release that could not be written."""
    try:
        yield
    except OSError as error:
        message = (
            f"{error.filename or releases_folder(warehouse_folder)}: "
            f"the release could not be written ({error.strerror or error}). Readers "
            "still have the release before. Make room or give rights, and run again."
        )
        raise ReleaseError(message) from error
    except duckdb.Error as error:
        message = (
            f"{releases_folder(warehouse_folder)}: the release could not be written "
            f"({error}). Readers still have the release before. Run again."
        )
        raise ReleaseError(message) from error
