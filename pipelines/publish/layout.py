"""Where a release lies in the warehouse folder, for those who write and who read it."""

from pathlib import Path

DATABASE = "scopebook.duckdb"
MANIFEST = "manifest.json"


def published_folder(warehouse_folder: Path) -> Path:
    """The folder that readers are given."""
    return warehouse_folder / "published"


def releases_folder(warehouse_folder: Path) -> Path:
    """The folder of all releases that are still kept."""
    return published_folder(warehouse_folder) / "releases"


def current_link(warehouse_folder: Path) -> Path:
    """The link to the folder of the current release."""
    return published_folder(warehouse_folder) / "current"
