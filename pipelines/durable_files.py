"""Writes that survive a crash: what bears its final name is whole, and stays.

Anything unfinished bears a name that ends in ``.unfinished``, so that leftovers of
runs that died can be told from what readers use.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"


@contextmanager
def written_aside(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which gets its name when the block succeeds."""
    aside = folder.with_name(folder.name + UNFINISHED)
    aside.mkdir()
    try:
        yield aside
        sync(aside)
        aside.rename(folder)
        sync(folder.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def seal(file: Path) -> None:
    """Make a file read-only, and wait until the disk holds it."""
    file.chmod(0o444)
    sync(file)


def swap_link(link: Path, target: Path) -> None:
    """Point a link at a target beside it at one stroke: it never points nowhere."""
    aside = link.with_name(link.name + UNFINISHED)
    aside.symlink_to(target.relative_to(link.parent), target_is_directory=True)
    aside.replace(link)
    sync(link.parent)


def sync(path: Path) -> None:
    """Wait until the disk holds a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_folder(folder: Path) -> None:
    """Remove a folder: it is there whole, or bears the name of a leftover."""
    aside = folder.with_name(folder.name + UNFINISHED)
    folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def clear_unfinished(folder: Path) -> None:
    """Remove what runs that died have left in a folder.

    What cannot be removed is in nobody's way, and is tried again the next time.
    """
    for leftover in folder.glob(f"*{UNFINISHED}"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink()


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
