"""Reads JSON: figure objects with the keys of a figure sheet, and facts in xBRL-JSON.

Numbers keep the digits that are printed, as these tell how they were rounded.
"""

import json
from pathlib import Path
from typing import Any

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.figure_sheet import COLUMNS, REQUIRED_COLUMNS, Cells, add_row
from pipelines.ingest.formats.plain_text import read_text
from pipelines.ingest.formats.xbrl_json import is_xbrl, read_xbrl
from pipelines.ingest.printed import ReadDocument

OPTIONAL = [column for column in COLUMNS if column not in REQUIRED_COLUMNS]
REMEDY = (
    'It holds xBRL-JSON, or an array of figures (or {"figures": [...]}), each an '
    f"object with the keys {', '.join(REQUIRED_COLUMNS)}, and where known "
    f"{', '.join(OPTIONAL)}."
)


def read_facts(path: Path) -> ReadDocument:
    """Read every figure of a JSON file.

    Raises:
        UnreadableDocumentError: it is no JSON, or holds no figures.
    """
    content = _parse(path)
    if isinstance(content, dict) and is_xbrl(content):
        document = read_xbrl(content)
    else:
        document = _read_objects(path, _objects(path, content))
    document.warnings = [f"{path.name}: {text}" for text in document.warnings]
    return document


def _parse(path: Path) -> object:
    try:
        return json.loads(
            read_text(path).removeprefix("\ufeff"),
            parse_float=str,
            parse_int=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        message = (
            f"{path.name} is not JSON: {error.msg} "
            f"(line {error.lineno}, column {error.colno}). {REMEDY}"
        )
        raise UnreadableDocumentError(message) from error
    except RecursionError as error:
        message = f"{path.name} is nested too deep to be figures. {REMEDY}"
        raise UnreadableDocumentError(message) from error


def _objects(path: Path, content: object) -> list[dict[str, Any]]:
    figures = content.get("figures") if isinstance(content, dict) else content
    if not isinstance(figures, list):
        message = f"{path.name} has no figures. {REMEDY}"
        raise UnreadableDocumentError(message)
    for number, figure in enumerate(figures, start=1):
        if not isinstance(figure, dict):
            message = f"{path.name} has a figure that is no object ({number}). {REMEDY}"
            raise UnreadableDocumentError(message)
    return figures


def _read_objects(path: Path, figures: list[dict[str, Any]]) -> ReadDocument:
    document = ReadDocument()
    keys = list(dict.fromkeys(_fold(key) for figure in figures for key in figure))
    missing = [key for key in REQUIRED_COLUMNS if key not in keys]
    if figures and missing:
        problem = f"lacks the key {' and '.join(missing)} in all its figures."
        message = f"{path.name} {problem} {REMEDY}"
        raise UnreadableDocumentError(message)
    document.warnings += [
        f"key '{key}' is not read." for key in keys if key not in COLUMNS
    ]
    for number, figure in enumerate(figures, start=1):
        cells = {"locator": f"figure {number}", **_cells(figure)}
        add_row(document, number, cells, _nested(number, figure))
    if not figures:
        document.warnings.append("holds no figures.")
    return document


def _cells(figure: dict[str, Any]) -> Cells:
    return {
        _fold(key): text
        for key, value in figure.items()
        if not isinstance(value, dict | list) and (text := _text(value))
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _nested(number: int, figure: dict[str, Any]) -> str | None:
    """Say that a figure has a list or an object where one word is expected."""
    keys = [
        key
        for key, value in figure.items()
        if isinstance(value, dict | list) and _fold(key) in COLUMNS
    ]
    if not keys:
        return None
    return f"figure {number} has more than one value as its {' and '.join(keys)}"


def _fold(key: str) -> str:
    return "_".join(key.casefold().replace("-", " ").split())
