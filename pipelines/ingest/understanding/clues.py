"""All that a sentence mentions, found once, and where its segments begin and end."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipelines.ingest.numbers import ReadNumber, read_number
from pipelines.ingest.understanding.actors import Actor, find_actors
from pipelines.ingest.understanding.measures import find_measures
from pipelines.ingest.understanding.mentions import Mention, words_of
from pipelines.ingest.understanding.number_spans import Quantity, find_quantities
from pipelines.ingest.understanding.number_style import (
    NumberStyle,
    is_in_multiples,
    without_groups,
)
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.relative_periods import find_relative_periods
from pipelines.ingest.understanding.scopes import find_scopes
from pipelines.ingest.understanding.signals import find_signals, is_only
from pipelines.ingest.understanding.units import UnitMention

_HARD = re.compile(r";|；|\s[–—]\s")
_SOFT = re.compile(r",(?!\d)|，|;|；|\s[–—]\s|\s\(")
_ADJOINING = 20
_SUMS = {
    ("scope_1", "scope_2_unspecified"): "scope_1_2_unspecified",
    ("scope_1", "scope_2_market"): "scope_1_2_market",
    ("scope_1", "scope_2_location"): "scope_1_2_location",
    ("scope_1_2_unspecified", "scope_3"): "scope_1_2_3_unspecified",
    ("scope_1_2_market", "scope_3"): "scope_1_2_3_market",
    ("scope_1_2_location", "scope_3"): "scope_1_2_3_location",
}
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Clues:
    """What a sentence mentions.

    ``issuer`` is the company that the document is of, and ``style`` how the document
    writes decimals.
    """

    text: str
    issuer: str | None
    style: NumberStyle | None = None

    @cached_property
    def periods(self) -> list[Mention]:
        """Return the years that the sentence names."""
        return find_periods(self.text)

    @cached_property
    def relatives(self) -> list[Mention]:
        """Return the periods told from where the document stands."""
        return [
            each
            for each in find_relative_periods(self.text)
            if not any(self._adjoin(each, year) for year in self.periods)
        ]

    def _adjoin(self, relative: Mention, year: Mention) -> bool:
        """Tell 'the year ended 31 March 2023', which one of the two words dates."""
        first, second = sorted((relative, year))
        between = self.text[first.end : second.start]
        return len(between) < _ADJOINING and not find_signals("basis", between)

    @cached_property
    def scopes(self) -> list[Mention]:
        """Return the scopes that the sentence names, own operations among them."""
        numbered = find_scopes(self.text)
        own = [
            Mention(each.start, each.end, each.text, "scope_1_2_unspecified")
            for each in find_signals("prose", self.text, "own")
        ]
        if numbered and not words_of("scopes", "scope").search(numbered[0].text):
            numbered = self._described()
        return _joined_scopes(self.text, numbered) or own

    def _described(self) -> list[Mention]:
        """Find all scopes that words name: 'direct … and indirect emissions'."""
        terms = {"1": "scope_1", "2": "scope_2_unspecified", "3": "scope_3"}
        return [
            each._replace(term=terms[each.term])
            for each in find_signals("scopes", self.text, *terms)
        ]

    @cached_property
    def measures(self) -> list[Mention]:
        """Return the measures that the sentence names."""
        return find_measures(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Return the numbers of the sentence that are no scopes and no years."""
        return find_quantities(self.text, [*self.scopes, *self.periods])

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Return whom the sentence speaks of."""
        return find_actors(self.text, self.issuer)

    @cached_property
    def changes(self) -> tuple[Mention, ...]:
        """Return the words of change."""
        return find_signals("changes", self.text)

    @cached_property
    def _hard(self) -> list[int]:
        words = find_signals("prose", self.text, "boundary")
        marks = [each.start() for each in _HARD.finditer(self.text)]
        return sorted([*marks, *(each.start for each in words)])

    @cached_property
    def _soft(self) -> list[int]:
        marks = [each.start() for each in _SOFT.finditer(self.text)]
        return sorted({*marks, *self._hard})

    @cached_property
    def brackets(self) -> list[tuple[int, int]]:
        """Return where brackets open and close."""
        return [each.span() for each in _BRACKETS.finditer(self.text)]

    def number(self, printed: str, unit: UnitMention | None = None) -> ReadNumber:
        """Read a number as the document writes numbers."""
        words = f"{printed} {unit.text} {unit.term}" if unit else printed
        is_scaled = is_in_multiples(words)
        return read_number(without_groups(printed, self.style, is_scaled=is_scaled))

    def clause(self, place: int) -> tuple[int, int]:
        """Return the stretch around a place that no semicolon or 'while' parts."""
        return _stretch(self._hard, place, len(self.text))

    def segment(self, place: int) -> tuple[int, int]:
        """Return the stretch around a place that no comma parts."""
        return _stretch(self._soft, place, len(self.text))

    def bracket(self, place: int) -> tuple[int, int] | None:
        """Return the brackets that hold a place."""
        return next((each for each in self.brackets if each[0] < place < each[1]), None)

    def actor_of(self, place: int, *, with_places: bool = True) -> Actor | None:
        """Return the last one named before a place; pronouns point further back."""
        before = [
            each
            for each in self.actors
            if each.end <= place and (with_places or each.kind != "place")
        ]
        named = [each for each in before if each.kind != "pronoun"]
        return named[-1] if named else (before[-1] if before else None)


def _stretch(marks: list[int], place: int, length: int) -> tuple[int, int]:
    start = marks[bisect_right(marks, place) - 1] if bisect_right(marks, place) else 0
    following = bisect_left(marks, place + 1)
    return start, marks[following] if following < len(marks) else length


def _joined_scopes(text: str, scopes: list[Mention]) -> list[Mention]:
    """Make one of 'Scope-1- und Scope-2-', between which only a joining word stands."""
    joined: list[Mention] = []
    for each in scopes:
        last = joined[-1] if joined else None
        both = (last.term, each.term) if last else ("", "")
        if last and both in _SUMS and is_only(text[last.end : each.start], "listing"):
            words = text[last.start : each.end]
            joined[-1] = Mention(last.start, each.end, words, _SUMS[both])
        else:
            joined.append(each)
    return joined
