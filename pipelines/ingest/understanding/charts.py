"""Leaves out the numbers along the axes of charts, which are no figures.

The labels of an axis stand below one another with equal steps between them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from pipelines.ingest.content import Cell, Row

_FEWEST = 4
_SAME_PLACE = 3.0
_NUMBER = re.compile(r"-?\d[\d.,\s]*%?")


def without_axes(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without the cells that label an axis; empty rows are left out."""
    rows = list(rows)
    axis = _axis_cells(rows)
    if not axis:
        return rows
    kept = []
    for number, row in enumerate(rows):
        cells = tuple(
            cell for place, cell in enumerate(row.cells) if (number, place) not in axis
        )
        if cells:
            kept.append(row._replace(cells=cells))
    return kept


def _axis_cells(rows: list[Row]) -> set[tuple[int, int]]:
    columns = defaultdict[float, list[tuple[int, int, float]]](list)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            size = _size(cell)
            if size is not None:
                edge = round(cell.right / _SAME_PLACE)
                columns[edge].append((number, place, size))
    return {
        (number, place)
        for column in columns.values()
        for run in _even_runs(column)
        for number, place, _ in run
    }


def _even_runs(
    column: list[tuple[int, int, float]],
) -> Iterable[list[tuple[int, int, float]]]:
    """Pass on the runs of numbers that fall or rise by equal steps."""
    run = column[:1]
    for entry in column[1:]:
        step = entry[2] - run[-1][2]
        is_even = len(run) == 1 or abs(step - (run[-1][2] - run[-2][2])) < 1e-6
        if step and is_even:
            run.append(entry)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [run[-1], entry] if step else [entry]
    if len(run) >= _FEWEST:
        yield run


def _size(cell: Cell) -> float | None:
    """Return the number that a cell holds alone; its marks only part digits."""
    text = cell.text.strip()
    if not _NUMBER.fullmatch(text) or re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    digits = re.sub(r"[^\d-]", "", text)
    return float(digits) if digits.strip("-") else None
