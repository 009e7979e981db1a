"""Finds many phrases in a text at once, by the first word of each.

An alternation of hundreds of phrases is tried at every letter; here a phrase is tried
only where its first word stands. Scripts without spaces are searched as they are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from pipelines.ingest.understanding.mentions import phrases_pattern

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"\w+")
_WITHOUT_SPACES = "\u2e80"
_HAS_WITHOUT_SPACES = re.compile(r"[\u2e80-\uffef]")


class _Entry(NamedTuple, Generic[Meaning]):
    pattern: re.Pattern[str]
    meaning: Meaning


class Found(NamedTuple, Generic[Meaning]):
    """A phrase in a text, with its meaning."""

    start: int
    end: int
    text: str
    meaning: Meaning


class PhraseIndex(Generic[Meaning]):
    """Phrases with their meanings; of several at one place the longest is found."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, Meaning]],
        patterns: dict[str, str] | None = None,
        *,
        keeps_case: bool = False,
    ) -> None:
        """Index phrases; ``patterns`` gives those their own that are written freely."""
        flags = 0 if keeps_case else re.IGNORECASE
        self._by_word: dict[str, list[_Entry[Meaning]]] = {}
        self._stems: list[tuple[str, _Entry[Meaning]]] = []
        self._elsewhere: list[_Entry[Meaning]] = []
        known = sorted(phrases, key=lambda each: -len(each[0]))
        for phrase, meaning in known:
            body = (patterns or {}).get(phrase) or phrases_pattern((phrase,)).pattern
            entry = _Entry(re.compile(body, flags), meaning)
            first = _WORD.match(phrase)
            if first is None or phrase[0] >= _WITHOUT_SPACES:
                self._elsewhere.append(entry)
            elif phrase == f"{first[0]}*":
                self._stems.append((first[0].casefold(), entry))
            else:
                self._by_word.setdefault(first[0].casefold(), []).append(entry)
        # A phrase that begins with a sign ('%') may stand in any text.
        self._has_signs = any(
            not _HAS_WITHOUT_SPACES.match(phrase) and not _WORD.match(phrase)
            for phrase, _ in known
        )

    def find(self, text: str) -> list[Found[Meaning]]:
        """Return the phrases of a text from left to right; none overlaps another."""
        found = list(self._of_words(text))
        if self._may_be_elsewhere(text):
            found += self._of_any_place(text, found)
        return sorted(found, key=lambda each: each.start)

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds one of the phrases."""
        if next(self._of_words(text), None) is not None:
            return True
        return self._may_be_elsewhere(text) and any(
            entry.pattern.search(text) for entry in self._elsewhere
        )

    def _may_be_elsewhere(self, text: str) -> bool:
        if not self._elsewhere:
            return False
        return self._has_signs or bool(_HAS_WITHOUT_SPACES.search(text))

    def _of_words(self, text: str) -> Iterator[Found[Meaning]]:
        reached = 0
        for word in _WORD.finditer(text):
            if word.start() < reached:
                continue
            for entry in self._candidates(word[0].casefold()):
                match = entry.pattern.match(text, word.start())
                if match:
                    reached = match.end()
                    yield Found(match.start(), reached, match[0], entry.meaning)
                    break

    def _candidates(self, word: str) -> Iterable[_Entry[Meaning]]:
        known = self._by_word.get(word, ())
        if not self._stems:
            return known
        return [
            *known,
            *(entry for stem, entry in self._stems if word.startswith(stem)),
        ]

    def _of_any_place(
        self, text: str, taken: list[Found[Meaning]]
    ) -> Iterator[Found[Meaning]]:
        covered = bytearray(len(text))
        for each in taken:
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
        for entry in self._elsewhere:
            for match in entry.pattern.finditer(text):
                start, end = match.span()
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * (end - start)
                    yield Found(start, end, match[0], entry.meaning)
