"""Publishes a release to PostgreSQL, and says what now stands there."""

from pathlib import Path

from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.text import hanging, printable
from pipelines.errors import ReleaseError, SettingsError
from pipelines.publish.layout import DATABASE, releases_folder
from pipelines.publish.snapshot import current_release


def print_publication(
    warehouse_folder: Path, url: str | None, schema: str, name: str | None, wait: float
) -> None:
    """Publish the current release, or the one of a name, to the server of a URL.

    Raises:
        SettingsError: no URL is given, or it is none.
        NothingPublishedError: there is no release yet.
        ReleaseError: there is none of that name, or it could not be published.
    """
    from pipelines.publish.postgres.address import EXAMPLE, read_address
    from pipelines.publish.postgres.publication import publish_to_postgres

    if not url:
        message = (
            f"Say where to publish: --to {EXAMPLE}, or the variable "
            "SCOPEBOOK_POSTGRES, which keeps the password out of the list of processes."
        )
        raise SettingsError(message)
    release = _release(warehouse_folder, name)
    address = read_address(url)
    console = open_console()
    with console.status(printable(f"publishing to {address}")):
        published = publish_to_postgres(release, address, schema, wait)
    told = {
        "release": published.release,
        "published": f"{published.tables} tables, {published.rows:,} rows "
        f"in {published.seconds:.1f} s",
        "schema": f"{published.schema} of {address}",
    }
    for label, value in told.items():
        console.print(Text(f"{label:<11}{hanging(value, 11)}"), soft_wrap=True)
    for note in published.notes:
        console.print(Text(f"warning: {hanging(note, 9)}"), soft_wrap=True)


def _release(warehouse_folder: Path, name: str | None) -> Path:
    if name is None:
        return current_release(warehouse_folder)
    releases = releases_folder(warehouse_folder)
    kept = sorted(file.parent.name for file in releases.glob(f"[!.]*/{DATABASE}"))
    if name not in kept:
        message = (
            f"{releases}: there is no release {name}. "
            f"Name one of those that are kept: {', '.join(kept) or 'none'}."
        )
        raise ReleaseError(message)
    return releases / name
