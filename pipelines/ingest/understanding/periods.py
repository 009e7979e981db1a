"""Finds periods in printed words: 'FY2024', '2018/19', '31 December 2020', '2021年'.

Terms are those of the warehouse: FY2019 is the company's year that ends in 2019, CY2020
a calendar year named as such. Periods that are relative to a document's date are found
elsewhere.
"""

import re
from functools import cache, lru_cache

from pipelines.ingest.understanding.mentions import Mention, vocabulary_rows

EARLIEST_YEAR, LATEST_YEAR = 1990, 2060
_YEAR = r"(?:19[89]\d|20[0-6]\d)"

_COMPARED = re.compile(r"\s*(?:%|change|var|Δ|diff)", re.IGNORECASE)
_PARTS_IN_A_ROW = re.compile(r"[QH][1-4]\s+[QH][1-4]\s*$", re.IGNORECASE)
# '2015-' ends a line, and '2016 % change' begins the next.
_PERCENT = re.compile(r"\s%")
_CHANGE_BEFORE = re.compile(r"(?:change|%|var\.?|Δ|∆)\s*$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(rf"{_YEAR}\s?/\s?$")
_SPAN = re.compile(rf"{_YEAR}\s?[/–-]\s?(?:20)?\d\d")
_BARE = re.compile(r"F['`]?\d\d")
_SEVERAL = 2
_TO_ANOTHER = re.compile(r"\s?[–-]\s?(?:FY|CY)")
_PART_OF_YEAR = re.compile(r"\b(?:[QH][1-4]|[1-4][QH])[\s/'-]{0,2}$", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def find_periods(text: str) -> list[Mention]:
    """Find the years that a text names; '2017-2019' is a span, and is not a period."""
    found = []
    for match in _pattern().finditer(text):
        term = _term(match)
        if term:
            found.append(Mention(match.start(), match.end(), match[0], term))
    return _without_spans(found)


def _without_spans(found: list[Mention]) -> list[Mention]:
    """Beside plain years '2017-18' is the change between two of them."""
    spans = [each for each in found if _SPAN.fullmatch(each.text)]
    bare = [each for each in found if _BARE.fullmatch(each.text)]
    if len(found) - len(spans) >= _SEVERAL and spans:
        found = [each for each in found if each not in spans]
    # 'F21' is a year where others stand beside it.
    return [each for each in found if each not in bare or len(bare) >= _SEVERAL]


def fiscal_year(term: str) -> int | None:
    """Return the year in which a period's term ends, where it names one."""
    years = re.findall(_YEAR, term)
    return int(years[-1]) if years else None


def _term(match: re.Match[str]) -> str | None:
    if _is_no_year(match):
        return None
    if match["second"]:
        return _term_of_span(match)
    if dated := match["iso"] or match["month_year"] or match["dated"]:
        return f"FY{dated}"
    if match["short"]:
        last = match["short_second"] or match["short"]
        return f"{'CY' if match['calendar_short'] else 'FY'}20{last}"
    kind = "CY" if match["calendar"] else "FY"
    return f"{kind}{match['year'] or match['joined']}"


def _is_no_year(match: re.Match[str]) -> bool:
    """Tell a part of a year, and a year that another is compared with."""
    before = match.string[: match.start()]
    if _PART_OF_YEAR.search(before) and not _PARTS_IN_A_ROW.search(before):
        return True
    if match["short"]:
        return bool(_TO_ANOTHER.match(match.string, match.end()))
    if before.rstrip().endswith("/") and _YEAR_BEFORE.search(before):
        return True
    is_first = bool(match["year"]) and not before.strip()
    return is_first and bool(_PERCENT.match(match.string, match.end()))


def _term_of_span(match: re.Match[str]) -> str | None:
    """Read '2018/19' as a fiscal year, and '2018-2019 % change' as none."""
    first, second = int(match["first"]), match["second"]
    is_a_year = second[-2:] == f"{(first + 1) % 100:02}"
    is_compared = _COMPARED.match(match.string, match.end()) or _CHANGE_BEFORE.search(
        match.string[: match.start()]
    )
    return f"FY{first + 1}" if is_a_year and not is_compared else None


@cache
def _pattern() -> re.Pattern[str]:
    """A day, joined years, a short year with its FY, a year alone, in this order."""
    fiscal, calendar = _listed("fiscal"), _listed("calendar")
    return re.compile(
        rf"(?<![\d.,/-])(?P<iso>{_YEAR})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"
        rf"|(?:(?:{fiscal})\s?['`]?)?(?<![\d.,])(?P<first>{_YEAR})\s?[/–-]\s?"
        rf"(?P<second>20\d\d|\d\d)(?![\d%]|[.,]\d)"
        rf"|(?<![\d.,/])\d\d?[./]\d\d?[./](?P<dated>{_YEAR})(?!\d)"
        rf"|(?:FY)?(?<![\d.,/])(?P<month_year>{_YEAR})/(?:0?[1-9]|1[0-2])(?![\d/])"
        rf"|(?<![A-Za-z])(?:FYE?|F(?=[12]\d)|RY|YE|GJ|(?P<calendar_short>CY))\s?['`]?(?P<short>[0-4]\d)"
        rf"(?:\s?[/–-]\s?(?P<short_second>[0-4]\d))?(?!\d)"
        rf"|(?:(?P<calendar>{calendar})\s?|(?:{fiscal})\s?['`]?)?"
        rf"(?:(?<![\d.,/#$€£¥])|(?<=,\d\d\d)|(?<=\b\d\d\d\d)|(?<=[^\d]20[0-6]\d)|(?<=\d\d[./]\d\d[./]))"
        rf"(?:(?P<year>{_YEAR})(?!\d|[.,]\d|%|\s?[-–]\s*$|\s?/\s?\d)"
        rf"|(?P<joined>{_YEAR})(?=20[0-6]\d(?!\d)|[1-9]\)|[1-9]\s+(?:FY)?20\d\d))",
        re.IGNORECASE,
    )


def _listed(meaning: str) -> str:
    words = [
        row["words"] for row in vocabulary_rows("periods") if row["meaning"] == meaning
    ]
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
