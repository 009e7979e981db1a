"""How the cells of a workbook show their numbers: as percents, and with which decimals.

A workbook stores 63.5 % as 0.635 and 5.50 as 5.5; the format tells what is printed.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lxml import etree

BUILT_IN = {2: "0.00", 4: "#,##0.00", 9: "0%", 10: "0.00%", 39: "#,##0.00"}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PERCENT = re.compile(r"(?:[.,]([0#?]+))?\s*%")
# No commas behind the digits: such a format shows thousands or millions.
_FIXED = re.compile(r"[#0,?]*0\.(0+)(?![0#,?Ee])")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


class Shown(NamedTuple):
    """How a number is shown."""

    decimals: int
    is_percent: bool


# By sheet, how each cell with such a format is shown, by row and column from zero.
Formats = dict[str, dict[tuple[int, int], Shown]]


def find_formats(path: Path) -> Formats:
    """Find how the cells of every sheet are shown; without styles, nothing is known."""
    with zipfile.ZipFile(path) as archive:
        styles = _styles(archive)
        if not styles:
            return {}
        return {
            name: dict(_formats(archive, part, styles))
            for name, part in _sheet_parts(archive)
        }


def _styles(archive: zipfile.ZipFile) -> dict[int, Shown]:
    """Return how each cell style with percents or fixed decimals shows numbers."""
    root = _parse(archive, "xl/styles.xml")
    if root is None:
        return {}
    codes = BUILT_IN | {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iter(f"{_MAIN}numFmt")
    }
    formats = root.find(f"{_MAIN}cellXfs")
    used = (
        codes.get(int(each.get("numFmtId", "0")), "")
        for each in (() if formats is None else formats)
    )
    shown = ((style, _shown(code)) for style, code in enumerate(used))
    return {style: each for style, each in shown if each}


def _shown(code: str) -> Shown | None:
    """Read a format code; its first part is that of positive numbers."""
    positive = _QUOTED.sub("", code).split(";")[0]
    if percent := _PERCENT.search(positive):
        return Shown(len(percent[1] or ""), is_percent=True)
    fixed = _FIXED.search(positive)
    return Shown(len(fixed[1]), is_percent=False) if fixed else None


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pass on each sheet's name with the file that holds it."""
    workbook = _parse(archive, "xl/workbook.xml")
    relations = _parse(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = str(PurePosixPath("/xl", target)).lstrip("/")
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def _formats(
    archive: zipfile.ZipFile, part: str, styles: dict[int, Shown]
) -> Iterator[tuple[tuple[int, int], Shown]]:
    with archive.open(part) as file:
        cells = etree.iterparse(
            file, tag=f"{_MAIN}c", resolve_entities=False, no_network=True
        )
        for _, cell in cells:
            shown = styles.get(int(cell.get("s", "0")))
            place = _PLACE.fullmatch(cell.get("r", ""))
            if shown and place:
                yield (int(place[2]) - 1, _column(place[1])), shown
            cell.clear()


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with archive.open(part) as file:
        return etree.parse(file, parser).getroot()
