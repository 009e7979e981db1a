"""What differs between two releases, and why: figures, claims, facts and metrics.

Both databases are read side by side, in one pass of SQL over all of their rows. What a
release of an older layout lacks is not compared, and that is told.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipelines.errors import NothingPublishedError, ReleaseError
from pipelines.publish.contents import read_query
from pipelines.publish.layout import (
    DATABASE,
    MANIFEST,
    NAMES,
    current_link,
    releases_folder,
)
from pipelines.publish.quoting import quoted_name, quoted_text

#: The suffix of the tables that name what is compared.
_COLUMNS = "_columns"

_STEPS = ("difference_documents", "difference_figures", "difference_claims")


@dataclass(frozen=True)
class Difference:
    """Two compared releases; the rows are in the table ``difference``.

    ``causes`` says what may have changed figures everywhere: code, settings, lists.
    ``not_compared`` names the tables and columns that one of the two lacks.
    """

    connection: duckdb.DuckDBPyConnection
    old: str
    new: str
    causes: tuple[str, ...]
    not_compared: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things differ."""
        return self.connection.table("difference").shape[0]

    def summary(self) -> duckdb.DuckDBPyConnection:
        """Count what differs, by kind, change and reason."""
        return self.connection.execute(read_query("difference_summary"))

    def rows(self) -> duckdb.DuckDBPyConnection:
        """Give all that differs, a row each."""
        return self.connection.execute(read_query("difference_rows"))

    def rows_told(self) -> duckdb.DuckDBPyConnection:
        """Give the same rows in the few columns that a person reads."""
        return self.connection.execute(read_query("difference_rows_told"))


def find_releases(warehouse_folder: Path, names: list[str]) -> tuple[Path, Path]:
    """Return the folders of two releases: the older and the newer, as they are named.

    A release is named by its name or its folder. Without a name these are the last two,
    with one it is that one and the current release.

    Raises:
        NothingPublishedError: there are no two releases to compare.
        ReleaseError: a release of this name is not there.
    """
    known = sorted(releases_folder(warehouse_folder).glob(NAMES))
    if len(names) > 1:
        old, new = (_find(warehouse_folder, name, known) for name in names)
        return old, new
    if len(names) == 1:
        old = _find(warehouse_folder, names[0], known)
        return old, _find(warehouse_folder, str(current_link(warehouse_folder)), known)
    if len(known) < 2:
        there = "there is 1 release" if known else "there are no releases"
        message = (
            f"{warehouse_folder}: {there}, and comparing takes "
            "two. Run `scopebook run` again, or name the folder of another release."
        )
        raise NothingPublishedError(message)
    return known[-2], known[-1]


def _find(warehouse_folder: Path, name: str, known: list[Path]) -> Path:
    for folder in (releases_folder(warehouse_folder) / name, Path(name).expanduser()):
        if (folder / DATABASE).is_file():
            return folder.resolve()
    told = ", ".join(folder.name for folder in known) or "none"
    message = (
        f"{name}: no release has this name, and no folder with a {DATABASE} either. "
        f"Releases in {warehouse_folder}: {told}."
    )
    raise ReleaseError(message)


@contextmanager
def compare_releases(
    old: Path, new: Path, memory_mb: int = 600
) -> Iterator[Difference]:
    """Compare two release folders; both are only read.

    Raises:
        ReleaseError: one of them cannot be read.
    """
    with TemporaryDirectory() as spill, duckdb.connect() as connection:
        connection.execute("set python_enable_replacements = false")
        connection.execute("set enable_progress_bar = false")
        connection.execute(f"set memory_limit = '{memory_mb}MB'")
        connection.execute(f"set temp_directory = {quoted_text(spill)}")
        manifests = {"old": _attach(connection, "old", old)}
        manifests["new"] = _attach(connection, "new", new)
        try:
            not_compared = _take_sides(connection, old.name, new.name)
            causes = _compare(connection, **manifests, same_layout=not not_compared)
        except duckdb.Error as error:
            message = (
                f"{old.name} and {new.name}: these two cannot be compared: {error}. "
                "Was one of them changed by another program?"
            )
            raise ReleaseError(message) from error
        yield Difference(connection, old.name, new.name, causes, not_compared)


def _attach(
    connection: duckdb.DuckDBPyConnection, side: str, folder: Path
) -> dict[str, Any]:
    """Open a release to be read, and return what its manifest says."""
    try:
        connection.execute(
            f"attach {quoted_text(folder / DATABASE)} as {side}_release (read_only)"
        )
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (duckdb.Error, OSError, ValueError) as error:
        message = (
            f"{folder}: this release cannot be read: {error}. Compare another one."
        )
        raise ReleaseError(message) from error
    return dict(manifest)


def _take_sides(
    connection: duckdb.DuckDBPyConnection, old_name: str, new_name: str
) -> tuple[str, ...]:
    """Make views of what both releases have; return what one of them lacks."""
    connection.execute(read_query("difference_columns"))
    connection.execute(read_query("difference_macros"))
    lacking: list[str] = []
    wanted = _columns(connection, "temp")
    sides = {side: _columns(connection, f"{side}_release") for side in ("old", "new")}
    names = {"old": old_name, "new": new_name}
    for template in sorted(wanted):
        if not template.endswith(_COLUMNS):
            continue
        table = template.removesuffix(_COLUMNS)
        shared = list(wanted[template])
        for side, columns in sides.items():
            missing = [name for name in shared if name not in columns.get(table, ())]
            if missing:
                whole = table not in columns
                told = table if whole else f"{table}.{', '.join(missing)}"
                lacking.append(f"{told} (not in {names[side]})")
            shared = [name for name in shared if name not in missing]
        for side in sides:
            _make_view(connection, side, table, shared)
    return tuple(lacking)


def _make_view(
    connection: duckdb.DuckDBPyConnection, side: str, table: str, shared: list[str]
) -> None:
    statement = f"create temporary view {side}_{table} as from {table}{_COLUMNS}"
    if shared:
        asked = ", ".join(map(quoted_name, shared))
        source = f"{side}_release.main.{quoted_name(table)}"
        statement += f" union all by name select {asked} from {source}"
    connection.execute(statement)


def _columns(
    connection: duckdb.DuckDBPyConnection, database: str
) -> dict[str, list[str]]:
    rows = connection.execute(
        read_query("database_columns"), {"database_name": database}
    ).fetchall()
    columns: dict[str, list[str]] = {}
    for table, column in rows:
        columns.setdefault(table, []).append(column)
    return columns


def _compare(
    connection: duckdb.DuckDBPyConnection,
    old: dict[str, Any],
    new: dict[str, Any],
    same_layout: bool,
) -> tuple[str, ...]:
    """Fill the table ``difference``; return what changed for all figures at once."""
    thresholds = {
        "old_threshold": old.get("settings", {}).get("review_threshold"),
        "new_threshold": new.get("settings", {}).get("review_threshold"),
    }
    for step in _STEPS:
        connection.execute(read_query(step))
    connection.execute(read_query("difference_statements"), thresholds)
    code, lists = _code_changes(old, new), _list_changes(old, new)
    model_reason = {
        (True, False): "code_version",
        (False, True): "reference_list",
        (True, True): "code_version_or_reference_list",
    }.get((bool(code) or not same_layout, bool(lists)))
    connection.execute(read_query("difference"), {"model_reason": model_reason})
    settings = _told("review threshold", *thresholds.values())
    return (*code, *lists, *settings)


def _code_changes(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    changes = _told("code version", old.get("code_version"), new.get("code_version"))
    if "code_commit" in old and "code_commit" in new:
        changes += _told("code commit", old["code_commit"], new["code_commit"])
    return changes


def _list_changes(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Name the reference lists that do not say the same in both releases."""
    tables = sorted({*old.get("tables", {}), *new.get("tables", {})})
    changed = [
        table
        for table in tables
        if table.startswith("reference_")
        and _content(old, table) != _content(new, table)
    ]
    return [f"reference lists: {', '.join(changed)}"] if changed else []


def _content(manifest: dict[str, Any], table: str) -> str | None:
    hashed = manifest.get("tables", {}).get(table, {}).get("content_hash")
    return None if hashed is None else str(hashed)


def _told(what: str, old: object, new: object) -> list[str]:
    return [] if old == new else [f"{what}: {old or 'unknown'} → {new or 'unknown'}"]
