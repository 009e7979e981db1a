"""Packs the assets into the file that Superset imports, for one connection.

``python -m bi.superset.bundle scopebook.zip --uri URI`` packs them for a server that
runs elsewhere: upload the file on its page Dashboards. Without ``--uri`` they read the
current release of a warehouse on this machine.
"""

import argparse
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import yaml

from bi.superset.write_datasets import ASSETS
from pipelines.publish.layout import DATABASE, current_link
from pipelines.publish.snapshot import current_release


def main() -> None:
    """Write the file that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, help="the file to write, .zip")
    parser.add_argument("--warehouse", type=Path, default=Path("warehouse"))
    parser.add_argument(
        "--uri", help="SQLAlchemy address, such as postgresql+psycopg2:…"
    )
    parser.add_argument("--schema", help="main for DuckDB, scopebook for PostgreSQL")
    given = parser.parse_args()
    uri = given.uri or release_uri(given.warehouse)
    write_bundle(given.bundle, uri, given.schema or default_schema(uri))


def release_uri(warehouse: Path) -> str:
    """Return the address of whatever release is current, now and later.

    Raises:
        NothingPublishedError: there is none yet.
    """
    current_release(warehouse)
    file = (current_link(warehouse) / DATABASE).absolute()
    return f"duckdb:///{file}?access_mode=read_only"


def default_schema(uri: str) -> str:
    """Return the schema in which a server of this kind holds the tables."""
    return "scopebook" if uri.startswith("postgresql") else "main"


def write_bundle(bundle: Path, uri: str, schema: str) -> None:
    """Write the assets, with connection and schema put in."""
    with ZipFile(bundle, "w", ZIP_DEFLATED) as archive:
        for file in sorted(ASSETS.rglob("*.yaml")):
            path = file.relative_to(ASSETS)
            asset = yaml.safe_load(file.read_text(encoding="utf-8"))
            if path.parts[0] == "databases":
                asset["sqlalchemy_uri"] = uri
            elif path.parts[0] == "datasets":
                asset["schema"] = schema
            archive.writestr(f"scopebook/{path}", yaml.safe_dump(asset))


if __name__ == "__main__":
    main()
