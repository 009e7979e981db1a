"""The status of a warehouse, written for people."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.queries import Row
from pipelines.command_line.status import Status
from pipelines.command_line.text import hanging, printable

#: Most characters of a reason in a table: all of it is in the JSON.
_LONGEST = 100


def print_report(status: Status) -> None:
    """Print what is wrong first, and then all there is to know."""
    console = open_console()
    _line(console, "warehouse", status.warehouse)
    for problem in status.problems:
        _line(console, "problem", problem, style="red")
    if status.is_well:
        _line(console, "well", "the last run did not fail, and the release is new")
    _print_release(console, status)
    if status.run_under_way:
        _line(console, "under way", status.run_under_way)
    _print_triggers(console, status)
    if status.disk_free_bytes is not None and status.disk_total_bytes is not None:
        free, total = status.disk_free_bytes / 1e9, status.disk_total_bytes / 1e9
        _line(console, "disk", f"{free:,.1f} GB free of {total:,.1f} GB")
    _print_rows(
        console,
        "Runs",
        [
            {
                "started": _time(run["started_at"]),
                "from": run["started_from"],
                "seconds": _seconds(run["seconds"]),
                "outcome": run["outcome"],
                "why": _short(run["failure"]),
            }
            for run in status.runs
        ],
    )
    _print_rows(console, "Failing expectations", status.failing_expectations)
    _print_rows(console, "In quarantine", status.quarantine)
    _print_rows(console, "Documents that could not be read", status.unread_documents)


def _print_release(console: Console, status: Status) -> None:
    release = status.release
    if release is None:
        return
    told = f"{release.name}, {release.age_hours:,.1f} hours old"
    _line(console, "release", f"{told}, by version {release.code_version}")
    counts = release.figures
    if counts:
        _line(
            console,
            "figures",
            f"{counts['figures_accepted']:,} accepted, "
            f"{counts['figures_quarantined']:,} in quarantine",
        )
    if release.stages:
        stages = (f"{each['stage']} {each['seconds']:.1f} s" for each in release.stages)
        _line(console, "stages", ", ".join(stages))


def _print_triggers(console: Console, status: Status) -> None:
    if status.daemon_seen_at is None:
        _line(console, "daemon", "none was ever seen: runs start only when asked for")
    for trigger in status.triggers:
        told = f"{trigger.name}: {trigger.state}"
        if trigger.next_tick_at:
            told += f", next {_time(trigger.next_tick_at)}"
        if trigger.last_tick_at:
            told += f", last {_time(trigger.last_tick_at)} ({trigger.last_tick})"
        _line(console, trigger.kind, told)


def _print_rows(console: Console, title: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    table = Table.grid(padding=(0, 2))
    for name, value in rows[0].items():
        is_number = isinstance(value, int | float)
        table.add_column(name, justify="right" if is_number else "left")
    for row in rows:
        table.add_row(*(Text(_short(_cell(value))) for value in row.values()))
    console.print(f"\n{title}:")
    console.print(table)


def _line(console: Console, label: str, text: str, style: str = "") -> None:
    line = Text(f"{label:<11}{hanging(text, 11)}", style=style)
    console.print(line, soft_wrap=True)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"since {_time(value)}"
    return "" if value is None else str(value)


def _short(text: str | None) -> str:
    line = printable(" ".join((text or "").split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:,.1f}"


def _time(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}"
