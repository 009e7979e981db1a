"""Finds the words that steer the reading of a sentence, each with its meaning.

Which words these are stands in vocabularies; what follows from them is decided where a
sentence is read.
"""

import re
from functools import cache, lru_cache

from pipelines.ingest.understanding.mentions import (
    Mention,
    phrases_pattern,
    vocabulary_rows,
)
from pipelines.ingest.understanding.phrase_index import PhraseIndex

# Longer phrases that only hold a word of another meaning: 'made up' is no rise.
NO_SIGNAL = "none"
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"[\s,:()\[\]\"“”‘’'、，：《》「」]+")


@lru_cache(maxsize=65_536)
def find_signals(vocabulary: str, text: str, *meanings: str) -> tuple[Mention, ...]:
    """Find the words of a vocabulary in a text, the longest first at each place.

    ``meanings`` limits the search to the words that have one of them.
    """
    return tuple(
        Mention(*found)
        for found in _index(vocabulary, meanings).find(text)
        if found.meaning != NO_SIGNAL
    )


def is_only(text: str, *meanings: str) -> bool:
    """Tell whether a text holds nothing but joining words of some meanings.

    ``meanings`` are those of the vocabularies prose and basis; hedges and spaces are
    let pass.
    """
    return not _rest(text, meanings).strip(" .-–—")


def count_other_words(text: str, *meanings: str) -> int:
    """Count the words of a text that do not join in one of the meanings."""
    return len(_WORD.findall(_rest(text, meanings)))


@lru_cache(maxsize=32_768)
def _rest(text: str, meanings: tuple[str, ...]) -> str:
    return _SPACES.sub(" ", _joining_words(meanings).sub(" ", text))


@cache
def _joining_words(meanings: tuple[str, ...]) -> re.Pattern[str]:
    joining = [
        row["words"]
        for name in ("prose", "basis")
        for row in vocabulary_rows(name)
        if row["meaning"] in meanings
    ]
    return phrases_pattern((*joining, *_hedges()))


@cache
def _hedges() -> tuple[str, ...]:
    with_letters = re.compile(r"\w")
    return tuple(
        row["word"]
        for row in vocabulary_rows("words")
        if row["meaning"] == "hedge" and with_letters.search(row["word"])
    )


@cache
def _index(vocabulary: str, meanings: tuple[str, ...]) -> PhraseIndex[str]:
    return PhraseIndex(
        (row["words"], row["meaning"])
        for row in vocabulary_rows(vocabulary)
        if not meanings or row["meaning"] in (*meanings, NO_SIGNAL)
    )
