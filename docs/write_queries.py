"""Writes the results into docs/queries.md; the questions and queries stand there.

Every query of the page is asked of the snapshot of the bundled reports, made afresh or
given with --warehouse, and its rows are written below it as a table.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pipelines.publish.snapshot import open_snapshot

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
PAGE = PROJECT_FOLDER / "docs" / "queries.md"

#: A heading that asks, a query below it, and the table of its rows, if there is one.
_QUESTION = re.compile(
    r"^### (?P<question>[^\n]+)\n(?P<told>(?:(?!^#)[^\n]*\n)*?)"
    r"```sql\n(?P<query>[^`]+)```\n(?:\n(?P<result>(?:\|[^\n]*\n)+))?",
    flags=re.MULTILINE,
)
_NUMBERS = ("integer", "bigint", "decimal", "double")


@dataclass(frozen=True)
class Answered:
    """A question of the page, its query, and the result as the page prints it."""

    question: str
    query: str
    result: str


def main() -> None:
    """Ask every query anew, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--warehouse", type=Path, help="take this one, without making it anew"
    )
    given = parser.parse_args().warehouse
    with tempfile.TemporaryDirectory() as folder:
        warehouse = given or make_warehouse(Path(folder) / "warehouse")
        with open_snapshot(warehouse) as snapshot:
            page = with_results(PAGE.read_text(encoding="utf-8"), snapshot)
    PAGE.write_text(page, encoding="utf-8")


def make_warehouse(warehouse: Path) -> Path:
    """Run the pipeline on the bundled reports."""
    subprocess.run(  # noqa: S603  (our own arguments)
        [
            sys.executable,
            "-c",
            "from pipelines.command_line import app; app()",
            "run",
            "--reports",
            str(PROJECT_FOLDER / "reports"),
            "--warehouse",
            str(warehouse),
        ],
        check=True,
        cwd=PROJECT_FOLDER,
    )
    return warehouse


def read_questions(page: str) -> Iterator[Answered]:
    """Pass on the questions of the page, in its order."""
    for found in _QUESTION.finditer(page):
        yield Answered(found["question"], found["query"], found["result"] or "")


def with_results(page: str, snapshot: duckdb.DuckDBPyConnection) -> str:
    """Put below each query of the page what the snapshot answers."""

    def answer(found: re.Match[str]) -> str:
        return (
            f"### {found['question']}\n{found['told']}"
            f"```sql\n{found['query']}```\n\n{result_of(found['query'], snapshot)}"
        )

    return _QUESTION.sub(answer, page)


def result_of(query: str, snapshot: duckdb.DuckDBPyConnection) -> str:
    """Lay the rows of an answer out as a table, with numbers on the right."""
    answer = snapshot.sql(query)
    rules = ["---:" if kind.id in _NUMBERS else "---" for kind in answer.types]
    rows = [
        [show(value, name) for value, name in zip(row, answer.columns, strict=True)]
        for row in answer.fetchall()
    ]
    lines = [answer.columns, rules, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def show(value: object, name: str) -> str:
    """Write a value as people read it; Markdown takes nothing in it for its own."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal) and "fiscal_year" not in name:
        return f"{value:,}"
    return re.sub(r"([\\|*<])", r"\\\1", " ".join(str(value).split()))


if __name__ == "__main__":
    main()
