"""Finds the units of amounts of money: 'EUR million', 'US$ 5.3bn', '亿元', 'TEUR'.

A currency and what it is counted in may stand apart: '$' in the row, 'in millions'
above it. A sign that several currencies share ('$', '¥') stays as printed, until the
document tells which one it means.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import vocabulary_rows
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.reference import reference_rows
from pipelines.ingest.understanding.units import UnitMention

MONEY = "money"
_CURRENCIES = ("currency", "sign", "usual sign")
# Of words of up to three letters the case counts: 'm' is in money what 'T' is not.
_SHORT = 3


class MoneyMention(NamedTuple):
    """A currency, what it is counted in, or both; what is not said is None.

    ``currency`` is a code of ISO 4217, or a sign that several currencies share.
    """

    start: int
    end: int
    currency: str | None
    times: str | None


class Money(NamedTuple):
    """The unit of amounts of money as far as some words tell it, with these words."""

    currency: str | None
    times: str | None
    text: str

    def below(self, above: "Money | None") -> "Money":
        """Complete what a row says by what stands above it."""
        if above is None or (self.currency and self.times):
            return self
        currency = _one_currency(filter(None, (self.currency, above.currency)))
        if currency is None and self.currency and above.currency:
            return self
        text = " ".join(filter(None, (self.text, above.text)))
        return Money(currency, self.times or above.times, text)

    @property
    def unit(self) -> UnitMention | None:
        """The unit, where a currency is named."""
        if self.currency is None:
            return None
        term = f"{self.times} {self.currency}" if self.times else self.currency
        return UnitMention(0, 0, self.text, term, MONEY)


NO_MONEY = Money(None, None, "")


@lru_cache(maxsize=4096)
def find_money(text: str) -> tuple[MoneyMention, ...]:
    """Find currencies and their multipliers in a text that has been made plain."""
    return tuple(_mention(match) for match in _pattern().finditer(text))


def money_of(text: str) -> Money | None:
    """Return the one unit of money that a text names; None where it names several."""
    found = find_money(text)
    currencies = {each.currency for each in found if each.currency}
    times = {each.times for each in found if each.times}
    currency = _one_currency(currencies)
    if len(times) > 1 or (currencies and currency is None):
        return None
    whole = [each for each in found if each.currency and each.times]
    words = (text[each.start : each.end].strip(" (") for each in whole[:1] or found)
    return Money(currency, next(iter(times), None), " ".join(dict.fromkeys(words)))


def is_counted_in(currency: str) -> bool:
    """Tell whether the warehouse has units for a currency."""
    return currency in _units()


def meaning_of_sign(sign: str, texts: Iterable[str]) -> str | None:
    """Tell which currency a shared sign means in a document; a code means itself.

    It is the one of its currencies that the document names. Where none is named it is
    the usual one, if there is such; where several are, nobody knows.
    """
    if sign not in _signs():
        return sign
    usual, several = _signs()[sign]
    named = {found.meaning for text in texts for found in _codes().find(text)} & several
    if len(named) > 1:
        return None
    return next(iter(named), usual)


def _one_currency(currencies: Iterable[str]) -> str | None:
    """Return the one currency; a sign beside the code of one of its own is that."""
    named = set(currencies)
    codes = named - _signs().keys()
    if len(codes) == 1:
        code = next(iter(codes))
        return (
            code if all(code in _signs()[each][1] for each in named - codes) else None
        )
    return next(iter(named)) if len(named) == 1 else None


class _Sign(NamedTuple):
    usual: str | None
    several: frozenset[str]


@cache
def _signs() -> dict[str, _Sign]:
    """Return what each shared sign usually means, and all that it may mean."""
    signs: dict[str, _Sign] = {}
    for row in vocabulary_rows("money"):
        if row["kind"] in ("sign", "usual sign"):
            known = signs.get(row["words"], _Sign(None, frozenset()))
            is_usual = row["kind"] == "usual sign"
            signs[row["words"]] = _Sign(
                row["meaning"] if is_usual else known.usual,
                known.several | {row["meaning"]},
            )
    return signs


@cache
def _codes() -> PhraseIndex[str]:
    shared = frozenset().union(*(each.several for each in _signs().values()))
    return PhraseIndex(
        [
            (row["words"], row["meaning"])
            for row in vocabulary_rows("money")
            if row["kind"] == "currency" and row["meaning"] in shared
        ],
        keeps_case=True,
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(
        row["unit"].split()[-1]
        for row in reference_rows("unit_of_measure")
        if row["quantity"] == MONEY
    )


def _mention(match: re.Match[str]) -> MoneyMention:
    groups = [(name, words) for name, words in match.groupdict().items() if words]
    of = {name.partition("_")[0]: _meanings()[_key(words)] for name, words in groups}
    return MoneyMention(*match.span(), of.get("currency"), of.get("times"))


@cache
def _meanings() -> dict[str, str]:
    """Return what words mean; a shared sign means itself."""
    return {
        _key(row["words"]): row["words"]
        if row["kind"].endswith("sign")
        else row["meaning"]
        for row in vocabulary_rows("money")
    }


def _key(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHORT else folded.casefold()


@cache
def _pattern() -> re.Pattern[str]:
    """Match the two in either order, a number's own multiplier, and 'in millions'."""
    currency, times = _listed(*_CURRENCIES), _listed("multiplier")
    before, digits = (
        _listed("multiplier", "multiplier before"),
        _listed("multiplier in digits"),
    )
    lone = _listed(*_CURRENCIES, shortest=2)
    letters = _listed(*_CURRENCIES, longest=1)
    spelled = _listed("multiplier", shortest=_SHORT + 1)
    digits_before = rf"(?<![\d.,])(?<!\d\s){digits}"
    first = (
        rf"(?P<times_1>{before}|{digits_before})\s*(?:(?:of|di|de)\s+)?\(?"
        rf"(?P<currency_1>{currency})"
    )
    turned = (
        rf"(?P<currency_2>{currency})\s*[/,(]?\s*(?:(?i:in)\s+)?"
        rf"(?P<times_2>{times}|{digits}(?![\d.,])){letters}?"
    )
    # '元' ends other words as well ('多元'); '百万元' is found above.
    alone = rf"(?P<currency_3>{lone}|(?<![\u3400-\u9fff]){letters})"
    # Behind 'US$ 5bn' the next amount may begin: 'US$ 6bn'.
    of_number = rf"(?<=\d)\s?(?P<times_3>{times})(?!{letters})"
    above = rf"(?i:in)\s+(?P<times_4>{spelled})(?=\s*(?:[,;.)\]]|$))"
    return re.compile(
        rf"(?<![A-Za-z])(?:{of_number}|{first}|{turned}|{alone}|{above})(?![A-Za-z])"
    )


def _listed(*kinds: str, shortest: int = 1, longest: int = 99) -> str:
    words = {
        row["words"]
        for row in vocabulary_rows("money")
        if row["kind"] in kinds and shortest <= len(row["words"]) <= longest
    }
    return f"(?:{'|'.join(_spellings(words))})"


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """Spell words as patterns, the longest first."""
    for each in sorted(words, key=lambda word: (-len(word), word)):
        body = r"[\s-]+".join(map(re.escape, each.split()))
        yield body if len(each) <= _SHORT else f"(?i:{body})"
