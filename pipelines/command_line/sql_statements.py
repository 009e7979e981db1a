"""Parts text into SQL statements, where DuckDB itself sees their ends."""

from typing import NamedTuple

import duckdb


class Statement(NamedTuple):
    """A statement, without the semicolon at its end.

    ``line`` is the line of the text on which it begins, counted from 1.
    """

    text: str
    line: int


def split_statements(text: str) -> list[Statement]:
    """Return the statements of a text; the last one needs no semicolon."""
    content = text.encode("utf-8", "replace")
    ends = [at for at, is_end in _tokens(content) if is_end]
    begins = [0, *(end + 1 for end in ends)]
    statements = []
    for begin, end in zip(begins, [*ends, len(content)], strict=True):
        part = content[begin:end]
        tokens = _tokens(part)
        if tokens or _is_open(part):
            first = begin + (tokens[0][0] if tokens else 0)
            line = content.count(b"\n", 0, first) + 1
            statements.append(Statement(part.decode().strip(), line))
    return statements


def is_ended(text: str) -> bool:
    """Say whether a semicolon ends the text, but for comments."""
    content = text.encode("utf-8", "replace")
    tokens = _tokens(content)
    return bool(tokens) and tokens[-1][1] and not _is_open(content)


def last_statement(text: str) -> str:
    """Return what follows the last semicolon."""
    content = text.encode("utf-8", "replace")
    ends = [at + 1 for at, is_end in _tokens(content) if is_end]
    return content[ends[-1] if ends else 0 :].decode()


def _tokens(content: bytes) -> list[tuple[int, bool]]:
    """Return where each token begins, and whether it is a semicolon."""
    # Positions are those of bytes; an open text or comment ends the list.
    return [
        (at, content[at : at + 1] == b";")
        for at, _ in duckdb.tokenize(content.decode())
    ]


def _is_open(content: bytes) -> bool:
    """Say whether a text or a comment is begun and not ended."""
    probe = content + b"\n;"
    return (len(probe) - 1, True) not in _tokens(probe)
