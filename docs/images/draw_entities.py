"""Draws docs/images/entities.svg: the facts that others refer to, and those others.

Keys and references are read from sql/schema.toml. Lines are drawn where a picture can
bear them: from the facts that others refer to, to their dimensions, and to those facts
from the others. What the others refer to besides is a dot in its colour.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations_with_replacement
from pathlib import Path

from docs.images.star_schema import Entity, read_entities, referred_to

TARGET = Path(__file__).with_name("entities.svg")

LINE, TRACK, BETWEEN, MARGIN, CHARACTER = 15, 9, 16, 18, 7
INK, PALE, LINE_COLOUR = "#1c2b33", "#51636d", "#8aa0ab"
FILLS = {"dim": "#e3eef7", "fact": "#f6f0dc", "metric": "#efe6f5"}
MONO = 'font-family="Menlo, Consolas, monospace" font-size="11.5"'
COLOURS = (
    "#3b74b8",
    "#d9822b",
    "#3f9153",
    "#c94f4f",
    "#8a5fb0",
    "#1f9c98",
    "#8d6748",
    "#b3961a",
    "#c75f96",
    "#66757f",
    "#5b6ee1",
    "#7d9a2c",
)
HUB_COLOURS = (INK, "#a3195b", "#2b6b5f", "#7a4a00")

Alike = tuple[Entity, ...]


@dataclass(frozen=True)
class Box:
    """A table, or several that differ in nothing but their name, at its place."""

    tables: Alike
    left: int
    top: int
    width: int

    @property
    def table(self) -> Entity:
        """The first of its tables; the others differ from it in nothing shown."""
        return self.tables[0]

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def head(self) -> int:
        """How high its names stand."""
        return LINE * len(self.tables) + 10

    def middle(self, column: str) -> int:
        """How far down a column stands."""
        return self.top + self.head + LINE * self.table.columns.index(column) + 12

    @property
    def key(self) -> int:
        """How far down the column stands by which others lead here."""
        return self.middle(self.table.grain[-1])


@dataclass(frozen=True)
class Picture:
    """All boxes: the dimensions, and three columns of facts and metrics.

    The facts that others refer to are the first in the first of the three.
    """

    dimensions: list[Box]
    first: list[Box]
    second: list[Box]
    third: list[Box]
    top: int
    bottom: int

    @property
    def boxes(self) -> list[Box]:
        """Every box."""
        return [*self.dimensions, *self.first, *self.second, *self.third]

    @property
    def hubs(self) -> list[Box]:
        """The facts that others refer to."""
        return [box for box in self.first if box.table.name in referred_to()]

    def colour(self, target: Box) -> str:
        """The colour of a dimension or a hub, and of what refers to it."""
        if target.table.is_dimension:
            return COLOURS[self.dimensions.index(target) % len(COLOURS)]
        return HUB_COLOURS[self.hubs.index(target) % len(HUB_COLOURS)]

    def colours_of(self, tables: Iterable[str]) -> list[str]:
        """The colours of those tables that others refer to."""
        boxes = {box.table.name: box for box in (*self.dimensions, *self.hubs)}
        return [self.colour(boxes[table]) for table in tables if table in boxes]


def main() -> None:
    """Write the picture."""
    TARGET.write_text(compose(), encoding="utf-8")


def compose() -> str:
    """Draw the dimensions, the facts that others refer to, and those others."""
    picture = arrange()
    width = max(box.right for box in picture.boxes) + MARGIN
    height = picture.bottom + 48
    shapes = [
        *draw_titles(picture),
        *draw_lines_between_dimensions(picture),
        *draw_lines_to_dimensions(picture),
        *draw_lines_to_hubs(picture),
        *(shape for box in picture.boxes for shape in draw_box(box, picture)),
        *draw_legend(picture.dimensions[0].left, picture.bottom + 26),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="12" fill="{INK}" role="img">\n'
        "<title>Facts, their dimensions, and what refers to them</title>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def arrange() -> Picture:
    """Give every box its place, in four columns with room for lines between them."""
    entities = read_entities()
    targets = [entities[name] for name in referred_to()]
    dimensions = [(each,) for each in targets if each.is_dimension]
    hubs = [(each,) for each in targets if not each.is_dimension]
    around = alike(
        each
        for each in entities.values()
        if (each,) not in hubs and refer((each,), hubs)
    )
    columns = [dimensions, *in_three(hubs, around)]
    top = 46 + TRACK * len(hubs)
    bottom = top + max(map(tall, columns))
    width = 50 + CHARACTER * max(
        len(name)
        for groups in columns
        for (table, *_) in groups
        for name in table.columns
    )
    gaps = [
        MARGIN + 14 + TRACK * count_aims(dimensions, dimensions),
        44 + TRACK * count_aims(dimensions, hubs),
        *[38 + TRACK * len(hubs)] * 2,
    ]
    placed, left = [], 0
    for groups, gap in zip(columns, gaps, strict=True):
        placed.append(place(groups, left + gap, top, bottom, width))
        left += gap + width
    return Picture(*placed, top, bottom)


def refer(tables: Alike, targets: Iterable[Alike]) -> bool:
    """Tell whether a table refers to any of some others."""
    aims = {reference.table for reference in tables[0].references}
    return any(target.name in aims for (target,) in targets)


def count_aims(targets: Iterable[Alike], tables: Sequence[Alike]) -> int:
    """Count those targets to which any of the tables refers."""
    return sum(any(refer(each, [target]) for each in tables) for target in targets)


def alike(tables: Iterable[Entity]) -> list[Alike]:
    """Put tables together that have the same key and refer to the same."""
    found: dict[tuple[object, ...], list[Entity]] = {}
    for table in tables:
        found.setdefault((table.grain, table.references), []).append(table)
    return [tuple(each) for each in found.values()]


def in_three(hubs: list[Alike], around: list[Alike]) -> list[list[Alike]]:
    """Part the tables into columns so that the tallest is as low as can be."""
    every = [*hubs, *around]
    ends = range(len(hubs), len(every) + 1)
    ways = [
        [every[:first], every[first:second], every[second:]]
        for first, second in combinations_with_replacement(ends, 2)
    ]
    return min(ways, key=lambda columns: max(map(tall, columns)))


def tall(groups: Sequence[Alike]) -> int:
    """How much height a column of tables needs."""
    return sum(height_of(group) + BETWEEN for group in groups)


def height_of(group: Alike) -> int:
    """How high the box of a table is."""
    return LINE * (len(group) + len(group[0].columns)) + 18


def place(
    groups: Sequence[Alike], left: int, top: int, bottom: int, width: int
) -> list[Box]:
    """Spread the boxes of one column over the height of the picture."""
    space = (bottom - top - tall(groups)) // (len(groups) + 1)
    boxes = []
    for group in groups:
        top += space
        boxes.append(Box(group, left, top, width))
        top += height_of(group) + BETWEEN
    return boxes


def draw_titles(picture: Picture) -> list[str]:
    """Say what stands in each column."""
    titles = ((picture.dimensions, "Dimensions"), (picture.first, "Facts and metrics"))
    return [
        f'<text x="{boxes[0].left}" y="30" font-size="13" font-weight="bold">'
        f"{title}</text>"
        for boxes, title in titles
        if boxes
    ]


def draw_lines_between_dimensions(picture: Picture) -> list[str]:
    """Draw the lines left of the dimensions: some refer to others."""
    shapes = []
    for track, target in enumerate(aims(picture.dimensions, picture.dimensions)):
        trunk = target.left - 14 - TRACK * track
        for box, y in rows_leading_to(target, picture.dimensions):
            way = f"M{box.left} {y} H{trunk} V{target.key} H{target.left}"
            shapes += [
                draw_line(way, picture.colour(target)),
                draw_foot(box.left, y, -1),
                draw_bar(target.left, target.key, -1),
            ]
    return shapes


def draw_lines_to_dimensions(picture: Picture) -> list[str]:
    """Draw the lines from the hubs, on one track for each dimension."""
    shapes = []
    for track, target in enumerate(aims(picture.dimensions, picture.hubs)):
        trunk = target.right + 18 + TRACK * track
        for box, y in rows_leading_to(target, picture.hubs):
            way = f"M{box.left} {y} H{trunk} V{target.key} H{target.right}"
            shapes += [
                draw_line(way, picture.colour(target)),
                draw_foot(box.left, y, -1),
                draw_bar(target.right, target.key, 1),
            ]
    return shapes


def draw_lines_to_hubs(picture: Picture) -> list[str]:
    """Draw the lines from all others; those of the third column go over the second."""
    shapes = []
    for track, target in enumerate(picture.hubs):
        trunk = target.right + 18 + TRACK * track
        over = picture.top - 8 - TRACK * track
        end = f"H{trunk} V{target.key} H{target.right}"
        colour = picture.colour(target)
        for box, y in rows_leading_to(target, picture.first):
            shapes += [draw_line(f"M{box.right} {y} {end}", colour)]
            shapes += [draw_foot(box.right, y, 1)]
        for box, y in rows_leading_to(target, picture.second):
            shapes += [draw_line(f"M{box.left} {y} {end}", colour)]
            shapes += [draw_foot(box.left, y, -1)]
        for box, y in rows_leading_to(target, picture.third):
            down = box.left - 18 - TRACK * track
            way = f"M{box.left} {y} H{down} V{over} {end}"
            shapes += [draw_line(way, colour), draw_foot(box.left, y, -1)]
        shapes.append(draw_bar(target.right, target.key, 1))
    return shapes


def aims(targets: Iterable[Box], boxes: Sequence[Box]) -> list[Box]:
    """List those targets to which any of the boxes refers; each has its own track."""
    return [target for target in targets if any(rows_leading_to(target, boxes))]


def rows_leading_to(target: Box, boxes: Iterable[Box]) -> Iterator[tuple[Box, int]]:
    """Find the columns that refer to a table, each with how far down it stands."""
    for box in boxes:
        for reference in box.table.references:
            if reference.table == target.table.name:
                yield box, box.middle(reference.column)


def draw_box(box: Box, picture: Picture) -> list[str]:
    """Draw a table: its names above its key and what else refers to another table."""
    fill = FILLS[box.table.name.split("_")[0]]
    names = [
        f'<text x="{box.left + 10}" y="{box.top + 18 + LINE * place}" {MONO} '
        f'font-weight="bold">{escape(each.name)}</text>'
        for place, each in enumerate(box.tables)
    ]
    return [
        f'<rect x="{box.left}" y="{box.top}" width="{box.width}" '
        f'height="{height_of(box.tables)}" rx="6" fill="#ffffff" '
        f'stroke="{LINE_COLOUR}"/>',
        f'<path d="M{box.left} {box.top + box.head} v{6 - box.head} q0 -6 6 -6 '
        f'h{box.width - 12} q6 0 6 6 v{box.head - 6} z" fill="{fill}" '
        f'stroke="{LINE_COLOUR}"/>',
        *names,
        *draw_dots(box, box.top + 14, picture.colours_of([box.table.name])),
        *(
            shape
            for column in box.table.columns
            for shape in draw_column(box, column, picture)
        ),
    ]


def draw_column(box: Box, column: str, picture: Picture) -> list[str]:
    """Draw a column: a key where it is part of the key, and a dot where it leads."""
    y = box.middle(column)
    is_key = column in box.table.grain
    targets = [reference.table for reference in box.table.references_of(column)]
    return [
        *([draw_key(box.left + 10, y)] if is_key else []),
        f'<text x="{box.left + 28}" y="{y + 4}" {MONO} '
        f'fill="{INK if is_key else PALE}">{escape(column)}</text>',
        *draw_dots(box, y, picture.colours_of(targets)),
    ]


def draw_dots(box: Box, y: int, colours: Iterable[str]) -> list[str]:
    """Draw the signs of what a column refers to at the right of a table."""
    return [
        draw_dot(box.right - 14 - 12 * place, y, colour)
        for place, colour in enumerate(colours)
    ]


def draw_line(way: str, colour: str) -> str:
    """Draw a line between two tables."""
    # Lines share their tracks: drawn smooth, they would come out of different weight.
    return (
        f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="1.4" '
        'shape-rendering="crispEdges"/>'
    )


def draw_foot(x: int, y: int, side: int) -> str:
    """Draw the crow's foot at the table of which many rows refer to one."""
    return (
        f'<path d="M{x} {y - 4} L{x + 9 * side} {y} L{x} {y + 4}" fill="none" '
        f'stroke="{INK}" stroke-width="1.2"/>'
    )


def draw_bar(x: int, y: int, side: int) -> str:
    """Draw the bar at the table of which there is one row."""
    return f'<path d="M{x + 6 * side} {y - 5} v10" stroke="{INK}" stroke-width="1.4"/>'


def draw_dot(x: int, y: int, colour: str) -> str:
    """Draw the sign of a table that others refer to."""
    return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'


def draw_key(x: int, y: int) -> str:
    """Draw the sign of a key."""
    return (
        f'<path d="M{x + 6} {y} h7 m-2 0 v3" stroke="{INK}" stroke-width="1.4" '
        f'fill="none"/><circle cx="{x + 3}" cy="{y}" r="3" fill="none" '
        f'stroke="{INK}" stroke-width="1.4"/>'
    )


def draw_legend(x: int, y: int) -> list[str]:
    """Say what the signs are."""
    return [
        draw_key(x, y),
        f'<text x="{x + 20}" y="{y + 4}">key: one row for each</text>',
        draw_line(f"M{x + 172} {y} h34", INK),
        draw_foot(x + 172, y, 1),
        draw_bar(x + 206, y, -1),
        f'<text x="{x + 214}" y="{y + 4}">many rows refer to one</text>',
        *(draw_dot(x + 372 + 11 * n, y, COLOURS[n]) for n in range(3)),
        f'<text x="{x + 406}" y="{y + 4}">refers to the table of that colour</text>',
    ]


if __name__ == "__main__":
    main()
