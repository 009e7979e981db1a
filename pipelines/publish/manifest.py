"""``manifest.json``: all that lies in a release, and all that it was made from.

With it a release can be checked file by file, held against another, and made again.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipelines.durable_files import hash_file
from pipelines.publish.contents import TableContent, hash_contents, read_query
from pipelines.publish.layout import DATABASE, MANIFEST
from pipelines.publish.stamp import Stamp
from pipelines.settings import PROJECT_FOLDER

#: What the oldest clients that are still around can read: BI tools, browsers.
STORAGE_VERSION = "v1.4.0"

#: The tables that hold what people wrote beside the documents.
_LISTS = {
    "catalogue": "raw_document",
    "corrections": "raw_correction",
    "reviews": "raw_review",
}


def write_manifest(
    connection: DuckDBPyConnection,
    folder: Path,
    stamp: Stamp,
    contents: Mapping[str, TableContent],
) -> None:
    """Say what lies in a folder; the connection is to the working database."""
    files = {
        str(path.relative_to(folder)): {
            "bytes": path.stat().st_size,
            "sha256": hash_file(path),
        }
        for path in release_files(folder)
    }
    manifest = {
        "release": stamp.name,
        "run_id": stamp.run_id,
        "created_at": stamp.created_at.isoformat(timespec="seconds"),
        "code_version": stamp.code_version,
        "code_commit": code_commit(),
        "duckdb_version": version("duckdb"),
        "content_hash": hash_contents(contents),
        "settings": _settings(connection),
        "inputs": _inputs(connection, contents),
        "file": {
            "name": DATABASE,
            "storage_version": STORAGE_VERSION,
            **files[DATABASE],
        },
        "files": files,
        "tables": {
            table: {"rows": content.rows, "content_hash": content.content_hash}
            for table, content in contents.items()
        },
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def release_files(folder: Path) -> list[Path]:
    """List all files below a folder, by their paths."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def code_version() -> str:
    """The version of the code that makes a release."""
    return version("scopebook")


def code_commit() -> str | None:
    """The commit of the code, ``-dirty`` if files differ; none outside a checkout."""
    git = shutil.which("git")
    if git is None or not (PROJECT_FOLDER / ".git").exists():
        return None
    answer = subprocess.run(  # noqa: S603  (our own arguments)
        [git, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
        cwd=PROJECT_FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() or None


def _settings(connection: DuckDBPyConnection) -> dict[str, Any]:
    answer = connection.execute(read_query("release_settings"))
    [row] = answer.fetchall()
    names = [name for name, *_ in answer.description or ()]
    return dict(zip(names, row, strict=True))


def _inputs(
    connection: DuckDBPyConnection, contents: Mapping[str, TableContent]
) -> dict[str, Any]:
    """Say what a release was made from: the documents, and the hash of every list."""
    references = {
        table: content
        for table, content in contents.items()
        if table.startswith("reference_")
    }
    lists = {
        name: contents[table].content_hash
        for name, table in _LISTS.items()
        if table in contents
    }
    return {
        "documents": _documents(connection) if "raw_document" in contents else [],
        **lists,
        "reference_lists": hash_contents(references),
    }


def _documents(connection: DuckDBPyConnection) -> list[dict[str, Any]]:
    answer = connection.execute(read_query("input_documents"))
    names = [name for name, *_ in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
