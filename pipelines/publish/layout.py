"""Where a release lies in the warehouse folder, for those who write and who read it."""

from pathlib import Path

DATABASE = "scopebook.duckdb"
MANIFEST = "manifest.json"
DATA_PACKAGE = "datapackage.json"
WORKBOOK = "scopebook.xlsx"

#: Names of releases, such as 20261123T181530Z-1a2b3c4d: nothing else is ever pruned.
NAMES = "????????T??????Z-????????"
PAGE = "site/index.html"


def published_folder(warehouse_folder: Path) -> Path:
    """The folder that readers are given."""
    return warehouse_folder / "published"


def releases_folder(warehouse_folder: Path) -> Path:
    """The folder of all releases that are still kept."""
    return published_folder(warehouse_folder) / "releases"


def current_link(warehouse_folder: Path) -> Path:
    """The link to the folder of the current release."""
    return published_folder(warehouse_folder) / "current"
