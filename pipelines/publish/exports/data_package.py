"""``datapackage.json``: what lies in a release, by the Data Package standard.

Every Parquet and CSV file with its size and hash, the meaning, type and unit of each
column, keys and references, the documents that the figures are from, and the licences.
See https://specs.frictionlessdata.io/data-package/.
"""

import json
import re
from pathlib import Path
from typing import Any

from duckdb import BinderException, CatalogException, DuckDBPyConnection

from pipelines.durable_files import hash_file
from pipelines.publish.exports.csv_files import GUARD
from pipelines.publish.exports.published_tables import (
    MART,
    Column,
    PublishedTable,
    export_query,
    published_tables,
)
from pipelines.publish.layout import DATA_PACKAGE
from pipelines.publish.site.words import safe_url
from pipelines.publish.stamp import Stamp
from pipelines.schema import load_schema

Json = dict[str, Any]

_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "UBIGINT": "integer",
}

#: Licences that attributions name with the address of their text.
_LICENCE = re.compile(
    r"\bCC[- ](?P<kind>BY(?:-SA|-NC|-ND)*|0)[- ](?P<version>\d\.\d)\s*"
    r"\((?P<path>https?://[^)\s]+)\)"
)

_CODE_LICENCE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0: the code, and the words that describe the columns",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}


def write_data_package(
    connection: DuckDBPyConnection, folder: Path, stamp: Stamp
) -> None:
    """Describe the Parquet and CSV files of a folder, which are all written by now."""
    tables = published_tables(connection)
    nulls = _columns_with_nulls(connection, folder, tables)
    documents = _documents(connection)
    package = {
        "name": "scopebook",
        "title": "Scopebook: companies' climate disclosures",
        "description": (
            "Every figure with the page on which it was printed, every stated change "
            "recomputed. Figures are facts and are given with their source; documents "
            "are credited under sources, with the licence of those that have one."
        ),
        "version": stamp.code_version,
        "created": stamp.created_at.isoformat(timespec="seconds"),
        "release": stamp.name,
        "keywords": ["ESG", "GHG Protocol", "greenhouse gas", "climate disclosure"],
        "licenses": [_CODE_LICENCE, *_licences(documents)],
        "sources": [_source(document) for document in documents],
        "resources": [
            *(_parquet(folder, table, tables, nulls) for table in tables),
            *(
                _csv(folder, table, nulls)
                for table in tables
                if table.name.startswith(MART)
            ),
        ],
    }
    text = json.dumps(package, indent=1, ensure_ascii=False)
    (folder / DATA_PACKAGE).write_text(f"{text}\n", encoding="utf-8")


def _parquet(
    folder: Path,
    table: PublishedTable,
    tables: list[PublishedTable],
    nulls: set[tuple[str, str]],
) -> Json:
    schema = _schema(table, nulls)
    references = _references(table, tables)
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "description": table.meaning,
        **_file(folder, table.parquet_path),
        # A file to the validator of Frictionless, which takes a list in Parquet, and a
        # null among whole numbers, for an error. The schema holds all the same.
        "type": "file",
        "profile": "data-resource",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _csv(folder: Path, table: PublishedTable, nulls: set[tuple[str, str]]) -> Json:
    return {
        "name": f"{table.name}_csv",
        "description": f"{table.meaning} {GUARD}".strip(),
        **_file(folder, table.csv_path),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {**_schema(table, nulls), "missingValues": [""]},
    }


def _file(folder: Path, path: str) -> Json:
    return {
        "path": path,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{hash_file(folder / path)}",
    }


def _schema(table: PublishedTable, nulls: set[tuple[str, str]]) -> Json:
    schema: Json = {"fields": [_field(column) for column in table.columns]}
    if table.grain and not any((table.name, name) in nulls for name in table.grain):
        schema["primaryKey"] = list(table.grain)
    return schema


def _field(column: Column) -> Json:
    field: Json = {"name": column.name, "type": _field_type(column)}
    if column.meaning:
        field["description"] = column.meaning
    if column.unit:
        field["unit"] = column.unit
    return field


def _field_type(column: Column) -> str:
    if column.is_nested:
        return "array" if column.data_type.endswith("]") else "object"
    if column.data_type.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(column.data_type, "string")


def _references(table: PublishedTable, tables: list[PublishedTable]) -> list[Json]:
    """Name the columns that refer to another file of the package, and to which."""
    schema = load_schema().get(table.name)
    names = {each.name: {column.name for column in each.columns} for each in tables}
    return [
        {
            "fields": list(columns),
            "reference": {
                "resource": "" if target == table.name else target,
                "fields": list(target_columns),
            },
        }
        for columns, (target, target_columns) in (
            schema.references.items() if schema else ()
        )
        if names[table.name].issuperset(columns)
        and names.get(target, set()).issuperset(target_columns)
    ]


def _columns_with_nulls(
    connection: DuckDBPyConnection, folder: Path, tables: list[PublishedTable]
) -> set[tuple[str, str]]:
    """Name the columns, each after its table, that are null in some row."""
    files = {str(folder / table.parquet_path): table.name for table in tables}
    if not files:
        return set()
    rows = connection.execute(
        export_query("parquet_nulls"), {"files": list(files)}
    ).fetchall()
    return {(files[file], column) for file, column in rows}


def _documents(connection: DuckDBPyConnection) -> list[Json]:
    try:
        answer = connection.execute(export_query("package_sources"))
    except (CatalogException, BinderException):
        # A database without documents has nobody to credit.
        return []
    names = [name for name, *_ in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _source(document: Json) -> Json:
    """Credit a document; ``path`` is its address on the web, if it has one."""
    source = {
        "title": document["title"] or document["path"],
        "path": safe_url(document["url"]) or document["path"],
        "document": document["path"],
        "sha256": document["document_id"],
        "publisher": document["publisher"],
        "attribution": document["attribution"],
    }
    return {name: told for name, told in source.items() if told is not None}


def _licences(documents: list[Json]) -> list[Json]:
    """Read the licences of documents, each once, out of their attributions."""
    licences: dict[str, Json] = {}
    for document in documents:
        found = _LICENCE.search(document["attribution"] or "")
        if found:
            name = f"CC-{found['kind']}-{found['version']}"
            title = f"{name.replace('-', ' ')}: {document['attribution']}"
            licences.setdefault(
                title, {"name": name, "title": title, "path": found["path"]}
            )
    return list(licences.values())
