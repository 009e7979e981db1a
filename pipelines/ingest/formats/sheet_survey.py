"""What a workbook's files say of its cells beside their values.

How numbers are shown, how far the cells reach, and which cells have no value that could
be read: formulas that no program has computed yet, and errors.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from pipelines.ingest.formats.number_formats import (
    MAIN,
    Shown,
    find_sheet_parts,
    find_styles,
)

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

# Row and column, from zero.
Place = tuple[int, int]


@dataclass(slots=True)
class Survey:
    """One sheet.

    ``shown`` has the cells with percents or fixed decimals. ``height`` and ``width``
    reach from the sheet's first cell to the last with a value. ``without_value`` has
    the cells whose formula is not computed, or ends in an error.
    """

    shown: dict[Place, Shown] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    without_value: list[Place] = field(default_factory=list)


def survey_sheets(path: Path) -> dict[str, Survey]:
    """Look through every sheet of a workbook, in a stream; return what was found.

    Raises:
        etree.XMLSyntaxError: a part of the workbook is no XML.
    """
    with zipfile.ZipFile(path) as archive:
        styles = find_styles(archive)
        surveys = {}
        for name, part in find_sheet_parts(archive):
            with archive.open(part) as file:
                surveys[name] = _survey(file, styles)
        return surveys


def _survey(file: IO[bytes], styles: dict[str, Shown]) -> Survey:
    survey = Survey()
    for place, cell in _cells(file):
        row, column = place
        if shown := styles.get(cell.get("s", "0")):
            survey.shown[place] = shown
        value = cell.findtext(f"{MAIN}v")
        if value or cell.find(f"{MAIN}is") is not None:
            survey.height = max(survey.height, row + 1)
            survey.width = max(survey.width, column + 1)
        is_text = cell.get("t") == "str"  # a formula may well compute an empty text
        is_formula = cell.find(f"{MAIN}f") is not None
        if cell.get("t") == "e" or (is_formula and not value and not is_text):
            survey.without_value.append(place)
    return survey


def _cells(file: IO[bytes]) -> Iterator[tuple[Place, etree._Element]]:
    """Pass on cells with their places; one that names none follows the one before."""
    tags = (f"{MAIN}row", f"{MAIN}c")
    steps = etree.iterparse(
        file,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    row, column = -1, -1
    for event, element in steps:
        is_row = element.tag == tags[0]
        if event == "start" and is_row:
            number = element.get("r", "")
            row, column = (int(number) - 1 if number.isdecimal() else row + 1), -1
        elif event == "end" and not is_row:
            named = _PLACE.fullmatch(element.get("r", ""))
            place = (
                (int(named[2]) - 1, _column(named[1])) if named else (row, column + 1)
            )
            column = place[1]
            yield place, element
        elif event == "end":
            _forget(element)


def _forget(row: etree._Element) -> None:
    """Free a row that is done with, and what is left of those before it."""
    row.clear()
    while row.getprevious() is not None:
        del row.getparent()[0]


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1
