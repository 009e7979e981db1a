"""Writes docs/bad-input.md from the cases that the tests of bad input are made of."""

import re
from itertools import groupby
from pathlib import Path

from tests.ingest.bad_input.cases import CASES, LISTS, ROWS, BadInput

PAGE = Path(__file__).parent / "bad-input.md"
HEADING = "\n| input | what becomes of it | what is said |\n| --- | --- | --- |\n"
ABOUT = """# Bad input

What Scopebook does with input that is damaged, misleading or a trap. `make docs`
writes this page from [the cases](../tests/ingest/bad_input/cases.py) that are tested,
each with good documents beside it that must be read all the same.

A document that cannot be read is left out, with its path and the reason in
`audit_document`; the others are read. A row that cannot be trusted is kept as printed,
and goes to `quarantine_figure` with its reason. What is said of a document that is read
stands in `audit_document` too, and in the log of the run.
"""
ABOUT_CATALOGUE = """
## The catalogue

Without `catalogue.csv` or a row in it, documents are read all the same. A row that
describes nothing is told in the log; a file whose rows could be taken for others stops
the run before anything is read, and the current release stays as it was.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(compose_page(), encoding="utf-8")


def compose_page() -> str:
    """Compose the page: the cases of each kind, then those of the catalogue."""
    parts = [ABOUT]
    for kind, cases in groupby(CASES, key=lambda case: case.kind):
        rows = [
            row(case.what, what_becomes(case), what_is_said(case)) for case in cases
        ]
        parts += [f"\n## {kind}\n", HEADING, *rows]
    parts += [ABOUT_CATALOGUE, HEADING]
    parts += [row(each.what, "describes nothing", [each.says]) for each in ROWS]
    parts += [row(each.what, "stops the run", [each.says]) for each in LISTS]
    return "".join(parts)


def row(*cells: str | list[str]) -> str:
    """Write a row of a table; the items of a list are lines of their own."""
    texts = [
        shown(cell) if isinstance(cell, str) else "<br>".join(map(shown, cell))
        for cell in cells
    ]
    return f"| {' | '.join(texts)} |\n"


def what_becomes(case: BadInput) -> str:
    """Say in a few words what Scopebook does."""
    if case.status == "duplicate":
        return "read once"
    if case.status != "read":
        return "not read"
    count = len(case.values)
    if not count:
        return "read; it holds no figures"
    figures = "1 figure" if count == 1 else f"{count} figures"
    return f"read: {figures}, {len(case.held)} to quarantine" if case.held else figures


def what_is_said(case: BadInput) -> list[str]:
    """Return what is said of the document and of its rows."""
    return [*([case.says] if case.says else []), *case.held]


def shown(text: str) -> str:
    """Write a text so that Markdown takes nothing in it for its own."""
    return re.sub(r"([\\|*<_])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    main()
