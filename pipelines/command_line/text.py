"""Values as text: exact, and harmless on a terminal."""

import json
import math
from datetime import date, time
from decimal import Decimal
from typing import Any


def value_text(value: Any) -> str:  # noqa: ANN401  (whatever DuckDB returns)
    """Write a value exactly: all digits of a decimal, days and times as in ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, bool | Decimal | dict | list | tuple):
        return json_text(value)
    return str(value)


def json_text(value: Any) -> str:  # noqa: ANN401
    """Write a value as JSON, a decimal as a number with all of its digits."""
    if isinstance(value, dict):
        pairs = (
            f"{json_text(value_text(key))}: {json_text(item)}"
            for key, item in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(json_text(item) for item in value)}]"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value_text(value), ensure_ascii=False)


def decimal_text(value: Decimal) -> str:
    """Write a decimal without an exponent and without the zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(value: Decimal) -> str:
    """Write an amount to be read: 2,320,000."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def printable(text: str) -> str:
    """Replace what a terminal would take for a command; documents print anything."""
    return "".join(
        letter
        if letter.isprintable() or letter == "\n"
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )


def hanging(text: str, indent: int) -> str:
    """Make text printable, and indent the lines after its first.

    So that what a document prints begins no line, and is taken for none of ours.
    """
    return printable(text).replace("\n", "\n" + " " * indent)
