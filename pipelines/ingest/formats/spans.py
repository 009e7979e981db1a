"""Cells that reach over several rows or columns, laid out on their grid."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.ingest.content import Cell


class Reaching(NamedTuple):
    """A cell with the rows below that it reaches into."""

    cell: Cell
    rows_left: int


@dataclass(slots=True)
class Grid:
    """The columns that cells of earlier rows still take.

    A label that reaches into a row stands there too; a number does not, as it is one
    figure.
    """

    reaching: list[Reaching] = field(default_factory=list)

    def next_row(self) -> list[Cell]:
        """Begin a row, and return the cells that reach into it."""
        reaching = [each for each in self.reaching if each.rows_left]
        self.reaching = [Reaching(each.cell, each.rows_left - 1) for each in reaching]
        return [each.cell for each in reaching]

    def add(self, cell: Cell, rows: int) -> None:
        """Remember a cell that reaches over some rows, its own included."""
        if rows > 1:
            self.reaching.append(Reaching(cell, rows - 1))


def free_columns(taken: list[Cell]) -> Iterator[int]:
    """Pass on the columns that no cell takes, from left to right."""
    column = 0
    while True:
        holder = next(
            (cell for cell in taken if cell.left <= column < cell.right), None
        )
        if holder is None:
            yield column
            column += 1
        else:
            column = int(holder.right)


def is_label(cell: Cell) -> bool:
    """Tell whether a cell holds words."""
    return any(character.isalpha() for character in cell.text)
