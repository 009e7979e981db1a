"""Finds what is measured in printed words: 'net emissions', 'consumi idrici', '用电量'.

The words for reductions, avoided emissions and offsets are told from those for
emissions, as mixing them up is the field's most expensive mistake.
"""

from functools import cache, lru_cache

from pipelines.ingest.understanding.mentions import (
    Mention,
    vocabulary_rows,
)
from pipelines.ingest.understanding.phrase_index import PhraseIndex

GROSS = "ghg_emissions_gross"
NET = "ghg_emissions_net"
REDUCTIONS = "emission_reductions"
AVOIDED = "avoided_emissions"
OFFSETS = "carbon_offsets"
OF_EMISSIONS = frozenset({GROSS, NET, REDUCTIONS, AVOIDED, OFFSETS})

# What each measure is counted in; a unit of another quantity is of something else.
_QUANTITIES = {
    "energy": ("energy", "electricity", "renewable_generation"),
    "volume": ("water",),
    "mass": ("waste", "packaging", "paper_consumption"),
    "power": ("renewable_capacity", "grid_storage"),
    "share": ("_share",),
    "money": ("revenue",),
}


@lru_cache(maxsize=16_384)
def find_measures(text: str) -> list[Mention]:
    """Find the measures that a text names, the longest words first."""
    return [Mention(*found) for found in _index().find(text)]


def measures_quantity(measure: str, quantity: str) -> bool:
    """Tell whether a measure can be stated in units of a quantity."""
    if measure in OF_EMISSIONS:
        return quantity in ("mass_co2e", "mass")
    if "share" in measure:
        return quantity == "share"
    return any(part in measure for part in _QUANTITIES.get(quantity, ()))


@cache
def _index() -> PhraseIndex[str]:
    return PhraseIndex(
        [(row["words"], row["meaning"]) for row in vocabulary_rows("measures")]
    )
