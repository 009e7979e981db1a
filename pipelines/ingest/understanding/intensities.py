"""Reads which intensity a label names: emissions per employee, floor area or revenue.

An intensity is a measure of its own and never a level of emissions. Those whose divisor
is not known are left out.
"""

from functools import cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import vocabulary_rows
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.units import find_units

_MEASURES = {
    "employee": "ghg_intensity_per_employee",
    "m2": "ghg_intensity_per_area",
    "ft2": "ghg_intensity_per_area",
}
_OF_REVENUE = "ghg_intensity_revenue"
_NUMERATORS = {"metric tons": "t", "MT": "t", "mt": "t", "kg": "kg"}


class Intensity(NamedTuple):
    """A measure of intensity and its unit, in the warehouse's words."""

    measure: str
    unit: str


def find_intensity(text: str) -> Intensity | None:
    """Return the intensity that a label names with its unit, where both are known."""
    units = [each for each in find_units(text) if each.quantity != "share"]
    numerators = [_NUMERATORS.get(each.term.removesuffix(" CO2e")) for each in units]
    numerator = next(filter(None, numerators), None)
    divisors = _divisors().find(text)
    if numerator is None or not divisors:
        return None
    divisor = divisors[-1].meaning
    measure = _MEASURES.get(divisor, _OF_REVENUE)
    if measure == _OF_REVENUE and numerator != "t":
        return None
    return Intensity(measure, f"{numerator}CO2e/{divisor}")


@cache
def _divisors() -> PhraseIndex[str]:
    return PhraseIndex(
        [(row["words"], row["meaning"]) for row in vocabulary_rows("divisors")]
    )
