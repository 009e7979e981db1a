"""Rows as a Markdown table, whatever a document printed into them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")


def markdown_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Lay rows out as a table; nothing in them is taken for Markdown or HTML."""
    if not rows:
        return ""
    lines = [list(rows[0]), ["---"] * len(rows[0])]
    lines[0] = [escape_markdown(name) for name in lines[0]]
    lines += [[escape_markdown(value) for value in row.values()] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escape_markdown(value: object) -> str:
    """Write a value so that Markdown shows it as it is, on one line."""
    text = "" if value is None else " ".join(str(value).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)
