"""Which year a document reports on, and when it was printed, by its own words.

'Sustainability Report 2020' on every page and in the title names the year; '© 2024'
tells when it was out.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from pipelines.ingest.understanding.mentions import words_of
from pipelines.ingest.understanding.periods import find_periods, fiscal_year

_NEAR = 30
_IN_TITLE, _BESIDE_REPORT = 20, 5
_MOST_PAGES = 400
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(20[0-6]\d)", re.I)


def year_of_document(title: str | None, texts: Iterable[str]) -> str | None:
    """Return the year that a report is of, 'FY2020', or None where it names none."""
    votes = Counter[int]()
    for period in find_periods(title or ""):
        votes[fiscal_year(period.term) or 0] += _IN_TITLE
    for text in list(texts)[:_MOST_PAGES]:
        votes.update(_votes(text))
    if not votes:
        return None
    # Of two years that are named as often the later one is reported on.
    year, _ = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    return f"FY{year}"


def copyright_year(texts: Iterable[str]) -> str | None:
    """Return the year of a copyright notice, where there is one."""
    years = [found for text in texts for found in _COPYRIGHT.findall(text)]
    return max(years) if years else None


def _votes(text: str) -> Counter[int]:
    """A year beside a word for report counts most; every other once a page."""
    votes = Counter[int]()
    seen = set[int]()
    for period in find_periods(text):
        year = fiscal_year(period.term) or 0
        near = text[max(0, period.start - _NEAR) : period.end + _NEAR]
        if _report_words().search(near) and not _has_digits_only(near):
            votes[year] += _BESIDE_REPORT
        elif year not in seen:
            votes[year] += 1
            seen.add(year)
    return votes


def _has_digits_only(text: str) -> bool:
    return not any(map(str.isalpha, text))


@cache
def _report_words() -> re.Pattern[str]:
    return words_of("labels", "document")
