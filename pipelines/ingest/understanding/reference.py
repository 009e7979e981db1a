"""Reads the reference lists that the understanding shares with the warehouse."""

import csv
from functools import cache
from pathlib import Path

REFERENCE_FOLDER = Path(__file__).parents[3] / "sql" / "reference"


@cache
def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a reference list, 'company' or 'measure'."""
    path = REFERENCE_FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
