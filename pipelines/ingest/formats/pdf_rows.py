"""The lines of a PDF page made into rows of cells.

The words of a line become cells where the gap between them is wider than a space. What
the words mean is read elsewhere; the one exception are numbers, as only they tell a
thousands space from the gap between two columns.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.formats.marks import mark_text
from pipelines.ingest.formats.pdf_layout import GLUED_GAP, Line, Word

# In ems, the height of the font that a word is set in.
NUMBER_GAP = 0.45
CELL_GAP = 0.6
USUAL_SPACE = 0.28
WIDEST_SPACE = 1.1
WIDEST_JUSTIFIED = 2.5

SPACES_PER_CELL_GAP = 1.7
EVEN_SPACES = 1.6
MOST_WRAPPED = 5
WIDEST_LEADING = 1.5
APART = 1.15
MIDDLE = 1.5
WIDEST_LABEL = 0.75  # of its row; a line of prose leaves room for a page number only

_NUMBER = re.compile(r"[(+\-–−<>~≈$€£¥]*\d(?:[\d.,'’]*\d)?[%)¹²³⁴-⁹⁽⁾]*")
_VALUE = re.compile(
    r"[(+\-–−<>~≈$€£¥ ]*\d[\d.,'’ ]*[%)¹²³⁴-⁹⁽⁾ ]*|[-–—]|n\.?\s?/?[adsm]\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d[¹²³⁴-⁹]*")
_GROUPS = re.compile(r"[(+\-–−<>~≈$€£¥]*\d{1,3}(?: \d{3})*")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[%)¹²³⁴-⁹⁽⁾]*")


class _Draft(NamedTuple):
    """A row with the line that it stands on."""

    number: int
    baseline: float
    size: float
    cells: tuple[Cell, ...]


def find_rows(
    lines: Iterable[Line], raised: set[int], *, first: int = 1, table: int = 0
) -> Iterator[Row]:
    """Part each line into cells; ``first`` is the number of the first line."""
    drafts = [
        _Draft(number, line.baseline, line.words[0].size, tuple(_cells(line, raised)))
        for number, line in enumerate(lines, start=first)
    ]
    for draft in _join_wrapped(drafts):
        yield Row(draft.cells, f"line {draft.number}", table)


def _cells(line: Line, raised: set[int]) -> Iterator[Cell]:
    words = [
        word._replace(text=mark_text(word.text)) if word.numbers[0] in raised else word
        for word in line.words
    ]
    limit = _cell_gap(words, line.size)
    text, left, right = words[0].text, words[0].left, words[0].right
    for last, word in pairwise(words):
        gap = (word.left - last.right) / max(last.size, word.size)
        if _is_next_cell(text, word.text, gap, limit):
            yield Cell(text, left, right)
            text, left, right = word.text, word.left, word.right
            continue
        is_glued = gap <= GLUED_GAP and not word.is_after_space
        text = f"{text}{'' if is_glued else ' '}{word.text}"
        right = max(right, word.right)
    yield Cell(text, left, right)


def _cell_gap(words: list[Word], size: float) -> float:
    """Return how many ems the cells of this line are apart, at least.

    Justified lines have wide spaces all along.
    """
    gaps = [
        gap
        for last, word in pairwise(words)
        if (gap := (word.left - last.right) / size) > GLUED_GAP
        and not (_NUMBER.fullmatch(last.text) and _NUMBER.fullmatch(word.text))
    ]
    if len(gaps) > 2 and max(gaps) < min(EVEN_SPACES * min(gaps), WIDEST_JUSTIFIED):
        return WIDEST_JUSTIFIED
    spaces = [gap for gap in gaps if gap < WIDEST_SPACE]
    usual = median(spaces) if len(spaces) > 2 else USUAL_SPACE
    return min(max(CELL_GAP, SPACES_PER_CELL_GAP * usual), WIDEST_SPACE)


def _is_next_cell(text: str, word: str, gap: float, limit: float) -> bool:
    """Tell whether a word begins a new cell; gaps are in ems."""
    if gap > limit:
        return True
    if gap <= GLUED_GAP or not _NUMBER.fullmatch(word):
        return False
    if not _NUMBER.fullmatch(text.rsplit(" ", 1)[-1]):
        return False
    return gap > NUMBER_GAP or not (
        _GROUP.fullmatch(word) and _GROUPS.fullmatch(_trailing_number(text))
    )


def _trailing_number(text: str) -> str:
    words = text.split(" ")
    first = len(words)
    while first and _NUMBER.fullmatch(words[first - 1]):
        first -= 1
    return " ".join(words[first:])


def _join_wrapped(drafts: list[_Draft]) -> Iterator[_Draft]:
    """Join the lines of a table row whose label or unit runs over several lines.

    Such a row has one line with values, and stands further from its neighbours than
    its lines do from each other.
    """
    joined: dict[int, _Draft] = {}
    taken: set[int] = set()
    values = [_value_cells(draft) for draft in drafts]
    for at, cells in enumerate(values):
        if cells and (members := _wrapped(drafts, values, at, taken)):
            taken.update(members)
            joined[at] = _joined([drafts[each] for each in members], drafts[at], cells)
    for at, draft in enumerate(drafts):
        if at in joined:
            yield joined[at]
        elif at not in taken:
            yield draft


def _value_cells(draft: _Draft) -> tuple[Cell, ...]:
    cells = tuple(cell for cell in draft.cells if _VALUE.fullmatch(cell.text))
    if all(_YEAR.fullmatch(cell.text) for cell in cells):
        return ()
    return cells


def _wrapped(
    drafts: list[_Draft],
    values: list[tuple[Cell, ...]],
    at: int,
    taken: set[int],
) -> range | None:
    """Return the largest group of lines around a line that make one row, if any."""
    above = _reach(drafts, values, at, -1, taken)
    below = _reach(drafts, values, at, 1, taken)
    groups = (
        range(at - up, at + down + 1)
        for up in range(above + 1)
        for down in range(below + 1)
        if up or down
    )
    for group in sorted(groups, key=len, reverse=True):
        if _stands_apart(drafts, group, at):
            return group
    return None


def _reach(
    drafts: list[_Draft],
    values: list[tuple[Cell, ...]],
    at: int,
    step: int,
    taken: set[int],
) -> int:
    """Count the lines next to a line that may belong to its row."""
    count = 0
    while count < MOST_WRAPPED:
        there = at + step * (count + 1)
        if not 0 <= there < len(drafts) or values[there] or there in taken:
            break
        if not _may_belong(drafts[there], drafts[at], values[at]):
            break
        count += 1
    return count


def _may_belong(draft: _Draft, row: _Draft, values: tuple[Cell, ...]) -> bool:
    """Tell whether a line holds words only where the row holds words."""
    left = min(draft.cells[0].left, row.cells[0].left)
    widest = WIDEST_LABEL * (values[-1].right - left)
    return (
        abs(draft.size - row.size) < 0.2 * row.size
        and all(cell.right - cell.left < widest for cell in draft.cells)
        and not any(_YEAR.fullmatch(cell.text) for cell in draft.cells)
        and draft.cells[0].left < values[0].left
        and not any(
            cell.right > value.left and value.right > cell.left
            for cell in draft.cells
            for value in values
        )
    )


def _stands_apart(drafts: list[_Draft], group: range, at: int) -> bool:
    """Tell whether a group's lines are nearer to each other than to other lines.

    Values alone may stand half way between two lines of their label.
    """
    is_labelled = _has_label(drafts[at])
    lines = [each for each in group if each != at or is_labelled]
    leadings = [_drop(drafts, one, other) for one, other in pairwise(lines)]
    widest, size = max(leadings, default=0.0), drafts[at].size
    if not is_labelled and len(group) == 3 and at == group.start + 1:
        above, below = _drop(drafts, at - 1, at), _drop(drafts, at, at + 1)
        if max(above, below) < min(MIDDLE * min(above, below), size):
            return True
    around = [
        _drop(drafts, one, one + 1)
        for one in (group.start - 1, group.stop - 1)
        if one >= 0 and one + 1 < len(drafts)
    ]
    return (
        0 < widest <= WIDEST_LEADING * size
        and min(around, default=widest * APART) >= widest * APART
    )


def _drop(drafts: list[_Draft], one: int, other: int) -> float:
    return drafts[one].baseline - drafts[other].baseline


def _has_label(draft: _Draft) -> bool:
    return not _VALUE.fullmatch(draft.cells[0].text)


def _joined(members: list[_Draft], row: _Draft, values: tuple[Cell, ...]) -> _Draft:
    """Join the words that stand above each other, and keep the values."""
    words: list[Cell] = []
    for member in members:
        for cell in member.cells:
            if cell not in values:
                _add_words(words, cell)
    cells = sorted([*words, *values], key=lambda cell: cell.left)
    return row._replace(cells=tuple(cells))


def _add_words(words: list[Cell], cell: Cell) -> None:
    for at, above in enumerate(words):
        if cell.left < above.right and above.left < cell.right:
            words[at] = Cell(
                above.text + ("" if above.text.endswith("-") else " ") + cell.text,
                min(above.left, cell.left),
                max(above.right, cell.right),
            )
            return
    words.append(cell)
