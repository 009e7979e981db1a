"""Draws docs/images/flow.svg: the stages, and the tables that each one makes.

The tables are read from what makes them, so the picture cannot fall behind them.
"""

from html import escape
from pathlib import Path

from pipelines.model.sql_files import read_models
from pipelines.schema import load_schema

TARGET = Path(__file__).with_name("flow.svg")

WIDTH, GAP, LEFT, TOP, LINE = 186, 34, 16, 58, 17
INK, LINE_COLOUR = "#1c2b33", "#8aa0ab"


def main() -> None:
    """Write the picture."""
    TARGET.write_text(compose(), encoding="utf-8")


def compose() -> str:
    """Draw the stages from left to right, in the order the data flows."""
    stages = list_stages()
    height = TOP + LINE * max(len(tables) for _, _, _, tables in stages) + 76
    width = 2 * LEFT + len(stages) * WIDTH + (len(stages) - 1) * GAP
    shapes = [
        shape
        for place, stage in enumerate(stages)
        for shape in draw_stage(LEFT + place * (WIDTH + GAP), height, *stage)
    ]
    arrows = [
        f'<path d="M{LEFT + place * (WIDTH + GAP) + WIDTH + 4} {TOP - 10} '
        f'h{GAP - 14} m-6 -5 l6 5 l-6 5" fill="none" stroke="{INK}" stroke-width="2"/>'
        for place in range(len(stages) - 1)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="12" fill="{INK}" role="img">\n'
        "<title>From documents to a published snapshot</title>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join([*arrows, *shapes])
        + "\n</svg>\n"
    )


def list_stages() -> list[tuple[str, str, str, list[str]]]:
    """List each stage: its name, what it does, its colour and its tables."""
    by_folder: dict[str, list[str]] = {}
    for model in sorted(read_models().values(), key=lambda model: model.name):
        by_folder.setdefault(model.folder, []).append(model.name)
    audit = ["quarantine_figure", "quarantine_claim", "audit_expectation"]
    facts = [*by_folder["dimensions"], *by_folder["facts"]]
    release = ["published/current/", "scopebook.duckdb", "manifest.json"]
    raw = [table for table in load_schema() if table.startswith("raw_")]
    metrics = [*by_folder["metrics"], *by_folder["views"]]
    return [
        ("ingest", "documents, as printed", "#e3eef7", raw),
        ("staging", "words, units, periods", "#e8f3e6", by_folder["staging"]),
        ("validate", "rows that fail step aside", "#fbe9e2", audit),
        ("facts", "one best statement each", "#f6f0dc", facts),
        ("metrics", "totals, changes, claims", "#efe6f5", metrics),
        ("publish", "if every check holds", "#e2f1f0", release),
    ]


def draw_stage(
    left: int, height: int, name: str, meaning: str, colour: str, tables: list[str]
) -> list[str]:
    """Draw one stage as a box with its tables below its name."""
    lines = [
        f'<text x="{left + 12}" y="{TOP + 42 + LINE * place}" font-size="11" '
        f'font-family="Menlo, Consolas, monospace">{escape(table)}</text>'
        for place, table in enumerate(tables)
    ]
    return [
        f'<rect x="{left}" y="14" width="{WIDTH}" height="{height - 30}" rx="8" '
        f'fill="{colour}" stroke="{LINE_COLOUR}"/>',
        f'<text x="{left + 12}" y="38" font-size="15" font-weight="bold">'
        f"{escape(name)}</text>",
        f'<text x="{left + 12}" y="{TOP + 12}" fill="#51636d">{escape(meaning)}</text>',
        *lines,
    ]


if __name__ == "__main__":
    main()
