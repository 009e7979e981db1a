"""Reads JSON: figure objects with the keys of a figure sheet, and facts in xBRL-JSON.

Numbers keep the digits that are printed, as these tell how they were rounded.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.figure_sheet import COLUMNS, REQUIRED_COLUMNS, Cells, add_row
from pipelines.ingest.formats.plain_text import read_text
from pipelines.ingest.formats.xbrl_json import LONGEST_TEXT, is_xbrl, read_xbrl
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
        document.warnings += _repeated_facts(content["facts"])
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
            object_pairs_hook=_with_repeated_keys,
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


def _with_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keep all values of a key that an object has twice, as a list of them."""
    content = dict(pairs)
    if len(content) < len(pairs):
        for key, count in Counter(key for key, _ in pairs).items():
            if count > 1:
                content[key] = [value for name, value in pairs if name == key]
    return content


def _repeated_facts(facts: dict[str, Any]) -> list[str]:
    names = [name for name, fact in facts.items() if isinstance(fact, list)]
    return [f"fact {name} stands there twice, and is not read." for name in names]


def _objects(path: Path, content: object) -> list[Any]:
    figures = content.get("figures") if isinstance(content, dict) else content
    if not isinstance(figures, list):
        message = f"{path.name} has no figures. {REMEDY}"
        raise UnreadableDocumentError(message)
    return figures


def _read_objects(path: Path, figures: list[Any]) -> ReadDocument:
    document = ReadDocument()
    objects = [figure for figure in figures if isinstance(figure, dict)]
    if figures and not objects:
        message = f"{path.name} has figures that are no objects. {REMEDY}"
        raise UnreadableDocumentError(message)
    keys = list(dict.fromkeys(_fold(key) for figure in objects for key in figure))
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
        add_row(document, number, cells, _problem(number, figure))
    if not figures:
        document.warnings.append("holds no figures.")
    return document


def _cells(figure: object) -> Cells:
    """Name the words of a figure; what is no object is kept as a value alone."""
    values = figure if isinstance(figure, dict) else {"value": figure}
    return {
        _fold(key): text
        for key, value in values.items()
        if not isinstance(value, dict | list)
        and (text := _text(value))
        and len(text) <= LONGEST_TEXT
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value).strip()
    return text.replace("\0", "\ufffd")


def _problem(number: int, figure: object) -> str | None:
    """Say what of a figure is not read: it is no object, or more than one word."""
    if not isinstance(figure, dict):
        return f"figure {number} is no object with the keys of a figure"
    known = {key: value for key, value in figure.items() if _fold(key) in COLUMNS}
    several = [key for key, value in known.items() if isinstance(value, dict | list)]
    if several:
        return f"figure {number} has more than one value as its {' and '.join(several)}"
    long = [key for key, value in known.items() if len(_text(value)) > LONGEST_TEXT]
    if long:
        return (
            f"figure {number} has more than {LONGEST_TEXT:,} characters as its "
            f"{' and '.join(long)}"
        )
    return None


def _fold(key: str) -> str:
    return "_".join(key.casefold().replace("-", " ").split())
