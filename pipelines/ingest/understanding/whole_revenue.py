"""Chooses among the revenues that a document prints: the company's own.

Segments and regions print revenue as well; the whole is the largest of a year.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipelines.ingest.understanding.choice import Candidate
from pipelines.ingest.understanding.money import is_counted_in, meaning_of_sign
from pipelines.ingest.understanding.one_figure import factor_of
from pipelines.ingest.understanding.revenue import REVENUE

# Less than a million lacks the words 'in millions', which stand where nobody saw them.
_LEAST_IN_FULL = 1_000_000
_ASSUMED = 0.9

_Year = tuple[str | None, str | None, str]


def settle_revenue(
    candidates: Iterable[Candidate], texts: Sequence[str]
) -> list[Candidate]:
    """Keep revenue in known currencies, and of each year the whole company's.

    ``texts`` are those of the document's pages: they tell what '$' means in it.
    """
    known = list(_in_currencies(candidates, texts))
    largest: dict[_Year, Decimal] = {}
    for each in known:
        if _is_revenue(each) and each.number.low is not None:
            year, low = _year(each), each.number.low * _factor(each)
            largest[year] = max(low, largest.get(year, low))
    return [each for each in known if not _is_of_part(each, largest)]


def _in_currencies(
    candidates: Iterable[Candidate], texts: Sequence[str]
) -> Iterator[Candidate]:
    """Pass on revenue in currencies that are known; say what a sign is taken for."""
    meanings: dict[str, str | None] = {}
    for each in candidates:
        if not _is_revenue(each):
            yield each
            continue
        times, sign = _unit_parts(each)
        if sign not in meanings:
            meanings[sign] = meaning_of_sign(sign, texts)
        currency = meanings[sign]
        amount = each.number.value
        lacks_times = not times and amount is not None and abs(amount) < _LEAST_IN_FULL
        if currency is None or not is_counted_in(currency) or lacks_times:
            continue
        yield each if currency == sign else _read_as(each, times, sign, currency)


def _read_as(each: Candidate, times: str, sign: str, currency: str) -> Candidate:
    unit = each.part.unit
    term = f"{times} {currency}".strip()
    part = each.part._replace(unit=unit._replace(term=term) if unit else None)
    return each._replace(part=part).doubted(_ASSUMED, f"'{sign}' read as {currency}")


def _is_of_part(candidate: Candidate, largest: dict[_Year, Decimal]) -> bool:
    high = candidate.number.high
    if not _is_revenue(candidate) or high is None:
        return False
    return high * _factor(candidate) < largest[_year(candidate)]


def _is_revenue(candidate: Candidate) -> bool:
    return candidate.part.subject.measure == REVENUE


def _year(candidate: Candidate) -> _Year:
    part = candidate.part
    return part.company, part.period, _unit_parts(candidate)[1]


def _unit_parts(candidate: Candidate) -> tuple[str, str]:
    """Part 'hundred million CNY' into what is counted in and the currency."""
    term = candidate.part.unit.term if candidate.part.unit else ""
    times, _, currency = term.rpartition(" ")
    return times, currency


def _factor(candidate: Candidate) -> Decimal:
    return factor_of(candidate.part.unit.term if candidate.part.unit else None)
