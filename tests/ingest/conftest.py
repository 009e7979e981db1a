"""What the tests of ingest share: a folder of reports, and its intake."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import duckdb
import pytest

from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.intake import IngestSummary, ingest_documents


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Make an empty folder of reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(reports: Path) -> ReportArchive:
    return ReportArchive(folder=str(reports))


@pytest.fixture
def put(reports: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the reports folder."""

    def put(relative: str, content: str | bytes) -> Path:
        path = reports / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse that lives as long as the test."""
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def raw_folder(tmp_path: Path) -> Path:
    return tmp_path / "warehouse" / "raw"


@pytest.fixture
def ingest(
    archive: ReportArchive, connection: duckdb.DuckDBPyConnection, raw_folder: Path
) -> Callable[[], IngestSummary]:
    """Take in the reports; runs are called run-1, run-2 and so on."""
    runs = count(1)
    return lambda: ingest_documents(
        archive, connection, raw_folder, f"run-{next(runs)}"
    )
