"""The current release as readers get it: to be read, and nothing else."""

import json
from pathlib import Path

import duckdb

from pipelines.errors import NothingPublishedError, ReleaseError
from pipelines.publish.layout import DATABASE, MANIFEST, current_link

#: Set at opening: later, a release could no longer be opened, or a setting not be set.
_AT_OPENING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A name in a query must not reach the variables of the program that asks.
    "python_enable_replacements": "false",
    # What does not fit into memory would be written beside the release.
    "temp_directory": "",
}


def current_release(warehouse_folder: Path) -> Path:
    """Return the folder of the current release, not the link to it.

    A release never changes, so a reader that keeps to the folder sees one state.

    Raises:
        NothingPublishedError: there is none.
    """
    release = current_link(warehouse_folder).resolve()
    if not (release / DATABASE).is_file():
        message = (
            f"{warehouse_folder}: nothing is published yet. Make a release with "
            "`scopebook run`, or name the right folder with --warehouse."
        )
        raise NothingPublishedError(message)
    return release


def open_snapshot(
    warehouse_folder: Path, memory_mb: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the current release so that no query can do anything but read it.

    DuckDB takes up to ``memory_mb`` where it is given, and never writes to the disk.

    Raises:
        NothingPublishedError: there is no release.
        ReleaseError: the release is not as it was published.
    """
    release = current_release(warehouse_folder)
    _require_untouched(release)
    at_opening = dict(_AT_OPENING)
    if memory_mb is not None:
        at_opening["memory_limit"] = f"{memory_mb}MB"
    try:
        connection = duckdb.connect(
            release / DATABASE, read_only=True, config=at_opening
        )
        _shut(connection)
    except duckdb.Error as error:
        raise ReleaseError(_damage(release, str(error))) from error
    return connection


def _shut(connection: duckdb.DuckDBPyConnection) -> None:
    """Close the file system to queries, and then the settings.

    The release is open by now, and needs the file system no more. Connections of one
    process share these settings, so a second one finds them locked.
    """
    setting = connection.execute("select current_setting('lock_configuration')")
    if setting.fetchall() == [(True,)]:
        return
    connection.execute("set global timezone = 'UTC'")  # as all times of a release are
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")


def _require_untouched(release: Path) -> None:
    """Refuse a release that another program wrote to, by what shows without reading."""
    database = release / DATABASE
    if (release / f"{DATABASE}.wal").exists():
        raise ReleaseError(_damage(release, "a write-ahead log lies beside it"))
    try:
        manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
        published_size = manifest["file"]["bytes"]
    except (OSError, ValueError, KeyError) as error:
        message = _damage(release, f"its {MANIFEST} cannot be read")
        raise ReleaseError(message) from error
    if database.stat().st_size != published_size:
        raise ReleaseError(_damage(release, "its size is not what was published"))


def _damage(release: Path, what: str) -> str:
    return (
        f"{release}: this release is damaged: {what}. "
        "Publish a new one with `scopebook run`."
    )
