"""Raw rows for model tests: one document, and figures that differ as a test says."""

from decimal import Decimal
from itertools import count
from typing import Any

Row = dict[str, Any]

_numbers = count(1)


def document(document_id: str = "report", **changes: Any) -> Row:
    """Make a document of the issuer Acme, published in 2025."""
    return {
        "document_id": document_id,
        "path": f"acme/{document_id}.csv",
        "reader": "figure_sheet",
        "reader_version": "1",
        "company_text": "Acme",
        "title": document_id,
        "publisher": "Acme",
        "source_kind": "issuer_report",
        "published_text": "2025-06-30",
        "is_catalogued": True,
    } | changes


def figure(value: str | None = "100", **changes: Any) -> Row:
    """Make a figure of Acme's gross Scope 1 emissions in FY2024, in tonnes."""
    number = next(_numbers)
    row = {
        "figure_id": f"f_{number:04}",
        "document_id": "report",
        "ordinal": number,
        "locator": f"table 1, row {number}",
        "measure_text": "ghg_emissions_gross",
        "scope_text": "1",
        "period_text": "FY2024",
        "value_text": value,
        "unit_text": "tCO2e",
        "value_kind": "not_disclosed",
        "confidence": Decimal(1),
        "reasons": [],
    }
    return row | (read(value) if value else {}) | changes


def claim(change: str = "5", **changes: Any) -> Row:
    """Make a claim about Acme's gross Scope 1 emissions in FY2024, in percent."""
    number = next(_numbers)
    read_change = read(change)
    return {
        "claim_id": f"c_{number:04}",
        "document_id": "report",
        "ordinal": number,
        "measure_text": "ghg_emissions_gross",
        "scope_text": "1",
        "period_text": "FY2024",
        "change_text": change,
        "change_unit_text": "%",
        "basis_text": "year on year",
        "change": read_change["value"],
        "change_low": read_change["value_low"],
        "change_high": read_change["value_high"],
        "confidence": Decimal(1),
        "reasons": [],
    } | changes


def read(text: str) -> Row:
    """Read a plain decimal, with half of its last digit either way."""
    value = Decimal(text)
    half = Decimal(5).scaleb(value.as_tuple().exponent - 1)
    return {
        "value": value,
        "value_low": value - half,
        "value_high": value + half,
        "value_kind": "number" if value else "zero",
    }
