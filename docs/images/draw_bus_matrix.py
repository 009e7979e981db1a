"""Draws docs/images/bus-matrix.svg: which fact and metric refers to which dimension.

It is Kimball's picture of a warehouse: two tables with dots in one column can be set
beside each other by what that column stands for. All is read from sql/schema.toml.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from docs.images.star_schema import Entity, read_entities, referred_to

TARGET = Path(__file__).with_name("bus-matrix.svg")

LEFT, CELL, LINE, SECTION_HEAD, BETWEEN = 16, 40, 22, 30, 8
CHARACTER = 7
INK, PALE, LINE_COLOUR = "#1c2b33", "#51636d", "#8aa0ab"
SECTIONS = {"fact_": ("Facts", "#f6f0dc"), "metric_": ("Metrics", "#efe6f5")}
MONO = 'font-family="Menlo, Consolas, monospace" font-size="11.5"'


@dataclass(frozen=True)
class Matrix:
    """The columns of the matrix, its lines by kind, and where they stand."""

    targets: tuple[str, ...]
    sections: dict[str, list[Entity]]

    @property
    def tables(self) -> list[Entity]:
        """The tables of all lines."""
        return [table for tables in self.sections.values() for table in tables]

    @property
    def top(self) -> int:
        """Where the lines begin: the columns' names stand aslant above them."""
        return round(max(map(len, self.targets)) * CHARACTER * 0.77) + 28

    @property
    def rest(self) -> int:
        """Where the other columns of the key are named, right of all dots."""
        return self.middle(self.targets[-1]) + CELL

    @property
    def width(self) -> int:
        """How wide the picture is."""
        longest = max(len(other_columns(table)) for table in self.tables)
        return self.rest + max(longest, 24) * CHARACTER + 2 * LEFT

    def middle(self, target: str) -> int:
        """Where the dots of a column are; facts stand a little apart."""
        names = max(len(table.name) for table in self.tables) * CHARACTER
        apart = 0 if read_entities()[target].is_dimension else CELL // 2
        return LEFT + 40 + names + CELL * self.targets.index(target) + apart


def main() -> None:
    """Write the picture."""
    TARGET.write_text(compose(), encoding="utf-8")


def compose() -> str:
    """Draw a line for each fact and metric, and a column for what they refer to."""
    entities = read_entities()
    matrix = Matrix(
        targets=tuple(referred_to()),
        sections={
            prefix: [each for name, each in entities.items() if name.startswith(prefix)]
            for prefix in SECTIONS
        },
    )
    shapes, bottom = [], matrix.top
    for prefix, tables in matrix.sections.items():
        shapes += draw_section(matrix, bottom, *SECTIONS[prefix], tables)
        bottom += SECTION_HEAD + LINE * len(tables) + BETWEEN
    shapes = [*draw_heads(matrix, bottom), *shapes, *draw_legend(bottom + 16)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{matrix.width}" '
        f'height="{bottom + 36}" viewBox="0 0 {matrix.width} {bottom + 36}" '
        'font-family="Helvetica, Arial, sans-serif" '
        f'font-size="12" fill="{INK}" role="img">\n'
        "<title>Facts and metrics, and the dimensions that they refer to</title>\n"
        f'<rect width="{matrix.width}" height="{bottom + 36}" fill="#ffffff"/>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def other_columns(table: Entity) -> str:
    """Name the columns of a table's key that refer to nothing."""
    return ", ".join(
        column for column in table.grain if not table.references_of(column)
    )


def draw_heads(matrix: Matrix, bottom: int) -> list[str]:
    """Write the names of the columns aslant, above a line for each."""
    heads = [
        f'<path d="M{x} {matrix.top - 6} V{bottom - BETWEEN}" stroke="{LINE_COLOUR}" '
        'stroke-opacity="0.5"/>'
        f'<text transform="translate({x + 2} {matrix.top - 12}) rotate(-50)" {MONO}>'
        f"{escape(target)}</text>"
        for target in matrix.targets
        for x in [matrix.middle(target)]
    ]
    return [
        *heads,
        f'<text x="{matrix.rest}" y="{matrix.top - 12}" fill="{PALE}">'
        "other columns of the key</text>",
    ]


def draw_section(
    matrix: Matrix, top: int, title: str, colour: str, tables: list[Entity]
) -> list[str]:
    """Draw the lines of one kind of table below its title."""
    return [
        f'<rect x="{LEFT}" y="{top}" width="{matrix.width - 2 * LEFT}" '
        f'height="{SECTION_HEAD + LINE * len(tables)}" rx="8" fill="{colour}" '
        f'fill-opacity="0.6" stroke="{LINE_COLOUR}"/>',
        f'<text x="{LEFT + 12}" y="{top + 20}" font-size="13" font-weight="bold">'
        f"{title}</text>",
        *(
            shape
            for place, table in enumerate(tables)
            for shape in draw_table(
                matrix, top + SECTION_HEAD + LINE * place + 8, table
            )
        ),
    ]


def draw_table(matrix: Matrix, y: int, table: Entity) -> list[str]:
    """Draw the dots of one table, and name the columns of its key without a dot."""
    key = {each.table for each in table.references if each.is_of_grain}
    told = {each.table for each in table.references} - key
    return [
        f'<path d="M{LEFT} {y - 11} H{matrix.width - LEFT}" stroke="{LINE_COLOUR}" '
        'stroke-opacity="0.25"/>',
        f'<text x="{LEFT + 12}" y="{y + 4}" {MONO}>{escape(table.name)}</text>',
        *(
            draw_dot(matrix.middle(target), y, is_of_key=target in key)
            for target in matrix.targets
            if target in key | told
        ),
        f'<text x="{matrix.rest}" y="{y + 4}" {MONO} fill="{PALE}">'
        f"{escape(other_columns(table))}</text>",
    ]


def draw_dot(x: int, y: int, *, is_of_key: bool) -> str:
    """Draw a full dot for a part of the key, and a ring for any other reference."""
    fill = INK if is_of_key else "#ffffff"
    return (
        f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{INK}" '
        'stroke-width="1.6"/>'
    )


def draw_legend(y: int) -> list[str]:
    """Say what a dot and a ring are."""
    return [
        draw_dot(LEFT + 17, y, is_of_key=True),
        f'<text x="{LEFT + 30}" y="{y + 4}">refers to it, as part of the key</text>',
        draw_dot(LEFT + 227, y, is_of_key=False),
        f'<text x="{LEFT + 240}" y="{y + 4}">refers to it, beside the key</text>',
    ]


if __name__ == "__main__":
    main()
