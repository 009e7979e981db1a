"""Prints the way back: from a metric, claim or figure to the words in the document."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
from rich.console import Console
from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.queries import Row, ask
from pipelines.command_line.text import amount_text, hanging
from pipelines.errors import NotTracedError
from pipelines.publish.snapshot import open_snapshot

#: More metrics than these are counted, and not shown.
MOST_METRICS = 20

#: How a document is named to a reader.
DOCUMENT = ("title", "publisher", "published_text")


def print_trace(warehouse_folder: Path, name: str) -> None:
    """Find what a name stands for in the current release, and print where it is from.

    Raises:
        NotTracedError: the release has nothing of this name.
    """
    name = name.strip().strip("/")
    console = open_console()
    with open_snapshot(warehouse_folder) as snapshot:
        if name.startswith("f_"):
            _print_figures(console, _find_figures(snapshot, [name]), indent=0)
        elif name.startswith("c_"):
            _trace_claim(console, snapshot, name)
        else:
            _trace_metrics(console, snapshot, name)


def _trace_metrics(
    console: Console, snapshot: duckdb.DuckDBPyConnection, name: str
) -> None:
    metrics = ask(snapshot, "trace_metrics", {"name": _plain_years(name)})
    if not metrics:
        near = [row["metric_id"] for row in ask(snapshot, "near_names", {"name": name})]
        message = (
            f"{name}: no metric, figure or claim has this name. "
            f"Metrics are named company/org-unit/fiscal-year/metric/scope; near to it: "
            f"{', '.join(near) or 'none, there are no metrics'}."
        )
        raise NotTracedError(message)
    for metric in metrics[:MOST_METRICS]:
        _print_metric(console, metric)
        _print_figures(console, _find_figures(snapshot, metric["figure_ids"]), indent=2)
    if len(metrics) > MOST_METRICS:
        left_out = len(metrics) - MOST_METRICS
        console.print(f"… and {left_out:,} more metrics. Name more parts to see them.")


def _trace_claim(
    console: Console, snapshot: duckdb.DuckDBPyConnection, claim_id: str
) -> None:
    claims = ask(snapshot, "trace_claims", {"claim_id": claim_id})
    if not claims:
        raise NotTracedError(_unknown_id(claim_id, "claim"))
    for claim in claims:
        _print_claim(console, claim)
        _print_figures(
            console, _find_figures(snapshot, claim["figure_ids"] or []), indent=2
        )


def _find_figures(
    snapshot: duckdb.DuckDBPyConnection, figure_ids: list[str]
) -> list[Row]:
    figures = ask(snapshot, "trace_figures", {"figure_ids": figure_ids})
    missing = set(figure_ids) - {figure["figure_id"] for figure in figures}
    if missing:
        raise NotTracedError(_unknown_id(", ".join(sorted(missing)), "figure"))
    return figures


def _unknown_id(name: str, kind: str) -> str:
    return (
        f"{name}: the current release has no {kind} of this id. Ids are in the column "
        f"{kind}_id of fact_{kind} and quarantine_{kind}."
    )


def _plain_years(name: str) -> str:
    """Let FY2024 stand for 2024, in the place where the fiscal year is named."""
    parts = name.split("/")
    return "/".join(
        part[2:] if place == 2 and part[:2].upper() == "FY" else part
        for place, part in enumerate(parts)
    )


def _print_metric(console: Console, metric: Row) -> None:
    heading = f"{metric['metric']} = {_amount(metric['amount'], metric['unit'])}"
    _print_heading(console, heading)
    _print_lines(
        console,
        {
            "metric": metric["metric_id"],
            "company": metric["company_id"],
            "org unit": metric["org_unit_id"],
            "fiscal year": f"FY{metric['fiscal_year']}",
            "scope": metric["scope"],
            "boundary": metric["boundary"],
        },
        indent=2,
    )


def _print_claim(console: Console, claim: Row) -> None:
    verdict = claim["verdict"] or "in quarantine"
    _print_heading(console, f"claim {claim['claim_id']}: {verdict}")
    _print_lines(
        console,
        {
            "of": _subject(claim),
            "printed": _printed_change(claim),
            "recomputed": _recomputed(claim),
            "cause": _joined(": ", claim["cause"], claim["finding"]),
            **_place(claim),
            "quarantine": _reasons(claim),
        },
        indent=2,
    )


def _print_figures(console: Console, figures: Iterable[Row], indent: int) -> None:
    for figure in figures:
        heading = f"figure {figure['figure_id']}"
        if figure["expectations"]:
            heading += ": in quarantine"
        _print_heading(console, heading, indent)
        _print_lines(
            console,
            {
                "of": _subject(figure),
                "printed": _joined(" ", figure["value_text"], figure["unit_text"]),
                "read as": _amount(figure["amount"], figure["canonical_unit"]),
                "unit": _joined(": ", figure["unit_decided_by"], figure["unit_reason"]),
                **_place(figure),
                "quarantine": _reasons(figure),
            },
            indent + 2,
        )


def _place(row: Row) -> dict[str, str | None]:
    """Where a figure or claim stands: the document, the page, the words around it."""
    return {
        "document": _joined(", ", *(row[part] for part in DOCUMENT)),
        "file": row["path"],
        "page": row["page"],
        "at": row["locator"],
        "context": row["context"],
        "note": row["note"],
        "correction": row["correction"],
        "address": row["url"],
    }


def _subject(row: Row) -> str:
    """What a figure or claim is about."""
    parts = ("company_id", "org_unit_id", "boundary", "period", "measure", "scope")
    return _joined(", ", *(row[part] for part in parts)) or ""


def _printed_change(claim: Row) -> str | None:
    parts = ("change_text", "change_unit_text", "basis_text")
    return _joined(" ", *(claim[part] for part in parts))


def _recomputed(claim: Row) -> str | None:
    if claim["recomputed_change"] is None:
        return None
    change, low, high = (
        amount_text(claim[f"recomputed_{part}"]) for part in ("change", "low", "high")
    )
    return f"{change} {claim['change_unit']}; rounding allows {low} to {high}"


def _reasons(row: Row) -> str | None:
    if not row["expectations"]:
        return None
    return f"{', '.join(row['expectations'])}: {row['explanation']}"


def _amount(amount: Decimal | None, unit: str | None) -> str | None:
    return None if amount is None else _joined(" ", amount_text(amount), unit)


def _joined(separator: str, *parts: object) -> str | None:
    """Join what there is; nothing where there is nothing."""
    return separator.join(str(part) for part in parts if part is not None) or None


def _print_heading(console: Console, heading: str, indent: int = 0) -> None:
    text = Text(" " * indent + heading, style="bold")
    console.print(text, soft_wrap=True)


def _print_lines(
    console: Console, lines: Mapping[str, str | None], indent: int
) -> None:
    for label, told in lines.items():
        if told:
            text = Text(" " * indent).append(f"{label:<13}", style="dim")
            text.append(hanging(told, len(text)))
            console.print(text, soft_wrap=True)
    console.print()
