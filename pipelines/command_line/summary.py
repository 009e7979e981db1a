"""What came of a run, asked of the release that it published."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.command_line.queries import Row, ask
from pipelines.command_line.text import amount_text, hanging, printable
from pipelines.publish.layout import DATABASE, PAGE, current_link
from pipelines.publish.snapshot import current_release, open_snapshot

#: More warnings than these are counted, and not shown.
MOST_WARNINGS = 10


def print_summary(
    console: Console, warehouse_folder: Path, run_id: str, warnings: Sequence[str]
) -> None:
    """Print what a run read and published, the headlines, and what to look after."""
    with open_snapshot(warehouse_folder) as snapshot:
        [counts] = ask(snapshot, "run_counts", {"run_id": run_id})
        _print_counts(console, counts, warehouse_folder)
        _print_headlines(console, ask(snapshot, "headlines"))
        _print_warnings(console, warnings)


def _print_counts(console: Console, counts: Row, warehouse_folder: Path) -> None:
    told = {
        "documents": "{documents_read:,} read, {documents_unchanged:,} unchanged, "
        "{unread_count:,} not read",
        "figures": "{figures_accepted:,} accepted, "
        "{figures_quarantined:,} in quarantine",
        "claims": "{claims_confirmed:,} confirmed, "
        "{claims_contradicted:,} contradicted, "
        "{claims_unverifiable:,} unverifiable",
    }
    lines = {label: template.format(**counts) for label, template in told.items()}
    lines["release"] = current_release(warehouse_folder).name
    current = current_link(warehouse_folder)
    lines["snapshot"] = printable(str(current / DATABASE))
    lines["page"] = printable(str(current / PAGE))
    console.print()
    for label, line in lines.items():
        console.print(Text(f"{label:<11}{line}"), soft_wrap=True)


def _print_headlines(console: Console, headlines: list[Row]) -> None:
    if not headlines:
        return
    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "left", "right", "right", "left"):
        table.add_column(justify=justify)
    for headline in headlines:
        table.add_row(
            Text(hanging(headline["company"], 2)),
            headline["fiscal_year"],
            Text(printable(headline["measure"])),
            Text(
                f"{amount_text(headline['amount'])} {headline['unit']}", justify="right"
            ),
            Text(f"{headline['claimed_change']:+,.1f} %", justify="right"),
            f"on {headline['prior_fiscal_year']}",
        )
    console.print("\nStated changes that the figures confirm, newest first:")
    console.print(table)


def _print_warnings(console: Console, warnings: Sequence[str]) -> None:
    if warnings:
        console.print()
    for warning in warnings[:MOST_WARNINGS]:
        text = Text(f"warning: {hanging(warning, 9)}", style="yellow")
        console.print(text, soft_wrap=True)
    if len(warnings) > MOST_WARNINGS:
        left_out = len(warnings) - MOST_WARNINGS
        console.print(
            f"… and {left_out:,} more, in the log that `scopebook dev` shows."
        )
