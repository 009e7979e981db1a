"""How the pages write numbers, dates, names of files and addresses."""

import hashlib
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_FIRST_NUMBER = re.compile(r"\d+")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")

#: Windows opens a device where a file of such a name is asked for.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")

_STEPS = (10**9, 10**6, 10**3)
_COUNTS = ("bn", "M", "k")
_TONNES = ("Gt", "Mt", "kt")


def page_name(company_id: str) -> str:
    """Return the name of a company's page: safe in any file system, and its own.

    An id that is no such name is spelled anew and given a hash, after a mark that no
    plain name has.
    """
    is_plain = _PLAIN_NAME.fullmatch(company_id)
    if is_plain and not _DEVICES.fullmatch(company_id):
        return f"{company_id}.html"
    letters = unicodedata.normalize("NFKD", company_id).lower()
    spelled = _NOT_IN_NAME.sub("-", letters).strip("-")[:40] or "company"
    digest = hashlib.sha256(company_id.encode()).hexdigest()[:12]
    return f"{spelled}_{digest}.html"


def safe_url(url: str | None, page: str | None = None) -> str | None:
    """Return an address on the web, at the page if there is one; nothing else."""
    if not url or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    number = _FIRST_NUMBER.search(page or "")
    if number and not parts.fragment:
        return f"{url.removesuffix('#')}#page={number[0]}"
    return url


def number(value: Decimal | float | None) -> str:
    """Write a number with all its digits, in groups of three."""
    if value is None:
        return "–"
    return _grouped(Decimal(str(value)))


def plain(value: Decimal | float | None) -> str:
    """Write a number as programs read it, to be sorted and downloaded."""
    return "" if value is None else f"{_short(Decimal(str(value))):f}"


def compact(value: Decimal | float | None) -> str:
    """Write a number in a few digits: 44.0 k, 1.2 M, 1.2 bn."""
    return _scaled(value, _COUNTS) or number(value)


def tonnes(value: Decimal | float | None) -> str:
    """Write an amount that is given in tonnes in a few digits: 44.0 kt, 1.2 Mt."""
    return _scaled(value, _TONNES) or f"{number(value)}\N{NO-BREAK SPACE}t"


def percent(value: Decimal | float | None, digits: int = 1) -> str:
    """Write a change in percent with its sign."""
    if value is None:
        return "–"
    return _minus(f"{value:+,.{digits}f}\N{NO-BREAK SPACE}%")


def share(value: Decimal | float | None, digits: int = 0) -> str:
    """Write a part in percent."""
    return "–" if value is None else f"{value:,.{digits}f}\N{NO-BREAK SPACE}%"


def band(low: Decimal | None, high: Decimal | None) -> str:
    """Write what the rounding of a printed number allows."""
    if low is None or high is None:
        return "–"
    if low == high:
        return "exact"
    return f"{number(low)} to {number(high)}"


def day(value: date | datetime | None) -> str:
    """Write a day, such as 24 November 2026."""
    return "–" if value is None else f"{value.day} {value:%B %Y}"


def in_words(value: str | None) -> str:
    """Write a code such as no_cause_found in words."""
    return (value or "–").replace("_", " ")


def place(page: str | None, locator: str | None) -> str:
    """Write where in a document something stands."""
    return ", ".join(part for part in (page and f"p. {page}", locator) if part)


def _scaled(value: Decimal | float | None, units: tuple[str, ...]) -> str | None:
    amount = Decimal(str(value or 0))
    for step, unit in zip(_STEPS, units, strict=True):
        if abs(amount) >= step:
            digits = 0 if abs(amount) >= 100 * step else 1
            return _minus(f"{amount / step:,.{digits}f}\N{NO-BREAK SPACE}{unit}")
    return None


def _grouped(value: Decimal) -> str:
    return _minus(f"{_short(value):,f}")


def _short(value: Decimal) -> Decimal:
    """Drop zeros behind the decimal point, and none before it."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")
