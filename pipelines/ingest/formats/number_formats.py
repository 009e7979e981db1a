"""How the cells of a workbook show their numbers: as percents, and with which decimals.

A workbook stores 63.5 % as 0.635 and 5.50 as 5.5; the format tells what is printed.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import etree

BUILT_IN = {2: "0.00", 4: "#,##0.00", 9: "0%", 10: "0.00%", 39: "#,##0.00"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT = re.compile(r"(?:[.,]([0#?]+))?\s*%")
# No commas behind the digits: such a format shows thousands or millions.
_FIXED = re.compile(r"[#0,?]*0\.(0+)(?![0#,?Ee])")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


class Shown(NamedTuple):
    """How a number is shown."""

    decimals: int
    is_percent: bool


def find_styles(archive: zipfile.ZipFile) -> dict[str, Shown]:
    """Return how each cell style with percents or fixed decimals shows numbers.

    Styles are by the number under which cells name them; without any, nothing is known.

    Raises:
        etree.XMLSyntaxError: the list of styles is no XML.
    """
    root = _parse(archive, "xl/styles.xml")
    if root is None:
        return {}
    codes = {str(number): code for number, code in BUILT_IN.items()} | {
        each.get("numFmtId", "0"): each.get("formatCode", "")
        for each in root.iter(f"{MAIN}numFmt")
    }
    formats = root.find(f"{MAIN}cellXfs")
    used = (
        codes.get(each.get("numFmtId", "0"), "")
        for each in (() if formats is None else formats)
    )
    shown = ((str(style), _shown(code)) for style, code in enumerate(used))
    return {style: each for style, each in shown if each}


def _shown(code: str) -> Shown | None:
    """Read a format code; its first part is that of positive numbers."""
    positive = _QUOTED.sub("", code).split(";")[0]
    if percent := _PERCENT.search(positive):
        return Shown(len(percent[1] or ""), is_percent=True)
    fixed = _FIXED.search(positive)
    return Shown(len(fixed[1]), is_percent=False) if fixed else None


def find_sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pass on each sheet's name with the file that holds it.

    Raises:
        etree.XMLSyntaxError: the list of sheets is no XML.
    """
    workbook = _parse(archive, "xl/workbook.xml")
    relations = _parse(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in workbook.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = str(PurePosixPath("/xl", target)).lstrip("/")
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with archive.open(part) as file:
        return etree.parse(file, parser).getroot()
