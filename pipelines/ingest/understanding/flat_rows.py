"""Puts rows together again that a text layer has taken apart.

Some text layers put every cell on a line of its own, break a label over lines, or leave
the mark of a footnote at the end of a label and the numbers on the next line.
"""

import re

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.mentions import plain, vocabulary
from pipelines.ingest.understanding.scopes import find_scopes

_LONE_NUMBER = re.compile(
    r"[(−–-]?\s?\d[\d.,'\s\u00a0]*%?\)?[*¹²³⁴⁵⁶⁷⁸⁹]*|[-–—]|n/?[ad]\.?", re.IGNORECASE
)
_SPACED = re.compile(r"[(−–-]?\s?\d{1,3}(?: \d{3})*(?:[.,]\d+)?\s?%?\)?")
_YEAR = re.compile(r"(?:FY)?\s?(?:19|20)\d\d")
_ENDS_WITH_MARK = re.compile(r"(?P<words>.*(?:[^\W\d_]|\)))\s(?P<mark>[1-9]\d?)\s*")
_BEGINS_WITH_NUMBER = re.compile(r"\s*(?:\([^()\d]*\)\s*)?\d")
_LONGEST_LABEL = 140
_MOST_CELLS = 12


def rows_of_text(text: str) -> list[Row]:
    """Return the lines of a text as rows of one cell, with broken rows put together."""
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    lines = _without_marks(lines)
    lines = _with_cells_joined(lines)
    return [
        Row((Cell(line, 0.0, float(len(line))),), f"line {number}")
        for number, line in lines
    ]


def joined(rows: list[Row]) -> list[Row]:
    """Join a row that ends with 'and' or 'Scope' to the next, which goes on with it."""
    kept: list[Row] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last and last.table == row.table and _goes_on(last):
            kept[-1] = Row(_glued(last.cells, row.cells), last.place, last.table)
        else:
            kept.append(row)
    return kept


def _without_marks(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Drop a footnote mark behind a label whose numbers stand on the next line."""
    kept = list(lines)
    for place in range(len(lines) - 1):
        number, line = lines[place]
        found = _ENDS_WITH_MARK.fullmatch(line)
        is_mark = found and len(find_scopes(line)) == len(find_scopes(found["words"]))
        if found and is_mark and _BEGINS_WITH_NUMBER.match(lines[place + 1][1]):
            kept[place] = (number, found["words"])
    return kept


def _with_cells_joined(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Append lines that hold one number each to the label above them."""
    kept: list[tuple[int, str]] = []
    count = 0
    for number, line in lines:
        if kept and _is_cell(line) and _takes_cells(kept[-1][1], count):
            first, label = kept[-1]
            kept[-1] = (first, f"{label.rstrip()} {line.strip()}")
            count += 1
        else:
            kept.append((number, line))
            count = 0
    return kept


def _is_cell(line: str) -> bool:
    text = plain(line).strip()
    is_number = bool(_LONE_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)
    return is_number and (" " not in text or bool(_SPACED.fullmatch(text)))


def _takes_cells(label: str, count: int) -> bool:
    """Only words can be a label; numbers may follow numbers that were appended."""
    if count:
        return count < _MOST_CELLS
    if _YEAR.fullmatch(label.strip()):
        return True
    has_words = any(map(str.isalpha, label))
    return has_words and len(label) <= _LONGEST_LABEL and not re.search(r"\d{3}", label)


def _goes_on(row: Row) -> bool:
    text = row.cells[-1].text.rstrip() if row.cells else ""
    if len(row.cells) > 1 or not text:
        return False
    last_word = text.split()[-1].casefold()
    return last_word in vocabulary("line_ends") or last_word.endswith(
        ("scope", "scopes")
    )


def _glued(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> tuple[Cell, ...]:
    *before, last = above
    first, *others = below
    words = Cell(
        f"{last.text.rstrip()} {first.text}",
        min(last.left, first.left),
        max(last.right, first.right),
        last.place,
    )
    return (*before, words, *others)
