"""Finds periods that are told from where the document stands: 'last fiscal year'.

Which year they are is worked out later, from the document's date and the company's
year end. A period that only says what a change is measured against ('from the previous
year') is found like any other; what it is for is read from its sentence.
"""

from functools import lru_cache

from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.signals import find_signals

LATEST_YEAR = "latest year"
YEAR_BEFORE = "year before"
YEAR_ON_YEAR = "year on year"


@lru_cache(maxsize=16_384)
def find_relative_periods(text: str) -> list[Mention]:
    """Find the relative periods in a text that has been made plain.

    The terms are 'latest year', 'year before', and 'year on year' for words that state
    a comparison and no period.
    """
    return list(find_signals("relative_periods", text))
