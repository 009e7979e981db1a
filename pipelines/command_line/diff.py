"""Prints what differs between two releases, and why."""

import sys
from pathlib import Path

from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.rows import print_csv, print_json, print_table
from pipelines.command_line.text import hanging, json_text
from pipelines.publish.difference import Difference, compare_releases, find_releases


def print_diff(
    warehouse_folder: Path,
    names: list[str],
    output_format: OutputFormat,
    limit: int,
    memory_mb: int,
) -> None:
    """Compare two releases; print the counts first, and then what differs.

    CSV is the rows alone. JSON is one object with the counts and the rows.

    Raises:
        NothingPublishedError: there are no two releases.
        ReleaseError: a release is unknown or cannot be read.
    """
    old, new = find_releases(warehouse_folder, names)
    with compare_releases(old, new, memory_mb) as difference:
        match output_format:
            case OutputFormat.TABLE:
                _print_tables(difference, limit)
            case OutputFormat.CSV:
                print_csv(difference.rows())
            case OutputFormat.JSON:
                _print_json(difference)


def _print_tables(difference: Difference, limit: int) -> None:
    console = open_console()
    lines = [f"old  {difference.old}", f"new  {difference.new}", *difference.causes]
    lines += [f"not compared: {lacking}" for lacking in difference.not_compared]
    for line in lines:
        console.print(Text(hanging(line, 5)), soft_wrap=True)
    count = difference.count
    if count == 0:
        console.print("Both say the same.")
        return
    print_table(difference.summary(), limit=count)
    print_table(difference.rows_told(), limit)


def _print_json(difference: Difference) -> None:
    head = {
        "old": difference.old,
        "new": difference.new,
        "causes": difference.causes,
        "not_compared": difference.not_compared,
    }
    # The lists are written as they are read: there may be a million rows.
    sys.stdout.write(json_text(head).removesuffix("}"))
    sys.stdout.write(', "summary": ')
    print_json(difference.summary())
    sys.stdout.write(', "differences": ')
    print_json(difference.rows())
    sys.stdout.write("}\n")
