"""Parts the text of a page into sentences, and leaves out what is no sentence.

A page has lines broken at the width of a column, words parted at line ends, headings,
bullets, footers and tables flattened among them. What belongs here is which lines make
a sentence; what it says is read elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import plain, vocabulary_rows

LONGEST_SENTENCE = 900
LONGEST_BLOCK = 20_000
FEWEST_WORDS = 4
_LONG_LINE = 200
_SHORT_LINE = 60

_BULLET = re.compile(r"\s*(?:[•▪●■◦‣⁃∙·*]|[–—-]\s|o\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")
_BULLET_MARK = re.compile(r"^\s*[•▪●■◦‣⁃∙·*–—-]\s*")
_NUMBERS_IN_A_ROW = re.compile(
    r"(?:^|\s)[-–+(]{0,2}\d[\d.,']*(?<![.,])[%)]?\s+[-–+]?\d[\d.,']*%?(?=\s|$)"
)
_SPACED_THOUSANDS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d,.]*\d)(?=\s*[^\d\s])"
)
_PARTED_WORD = re.compile(r"([^\W\d_])\s?-$")
_END = re.compile(
    r"(?:(?<=[^\W\d][.!?])\d{1,2}|(?<=[.!?]))[\"”’'»)\]>]*\s+"
    r"(?=[\"“‘'«(\[]?[A-ZÀ-ÖØ-Þ\d•])|(?<=[。！？])\s*"
)
_GOES_ON = re.compile(r"[a-zà-öø-ÿ(-]")
_LAST_WORD = re.compile(r"([\w.&-]+)\.$")
_FULL_STOP = tuple(".!?。！？:;")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}|[\u4e00-\u9fff]")
# Without years and the numbers of scopes, of which a sentence may name many.
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.,'])(?!(?:19|20)\d\d(?!\d)|[123](?![\d.,]))\d[\d.,']*"
)


class Sentence(NamedTuple):
    """A sentence made plain, and where it stands.

    ``lines`` are the offsets in the text at which its printed lines begin, with their
    numbers; ``paragraph`` and ``number`` count from 1.
    """

    text: str
    paragraph: int
    number: int
    lines: tuple[tuple[int, int], ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the printed line that holds a place of the text."""
        return max(line for start, line in self.lines if start <= offset)


class _Block(NamedTuple):
    text: str
    lines: tuple[tuple[int, int], ...]


def find_sentences(text: str, taken_lines: frozenset[int]) -> Iterator[Sentence]:
    """Yield the sentences of a page; lines count from 1.

    ``taken_lines`` are those that were read as rows of tables.
    """
    for paragraph, block in enumerate(_blocks(text, taken_lines), start=1):
        for number, (start, end) in enumerate(_parts(block.text), start=1):
            if _reads_as_sentence(block.text[start:end]):
                yield Sentence(
                    block.text[start:end],
                    paragraph,
                    number,
                    _lines_within(block, start, end),
                )


def _lines_within(block: _Block, start: int, end: int) -> tuple[tuple[int, int], ...]:
    before = [line for offset, line in block.lines if offset <= start][-1]
    inside = [
        (offset - start, line) for offset, line in block.lines if start < offset < end
    ]
    return ((0, before), *inside)


def _blocks(text: str, taken_lines: frozenset[int]) -> Iterator[_Block]:
    """Join the lines of running text; tables, empty lines and headings part it."""
    block = _Draft()
    for number, line in enumerate(text.splitlines(), start=1):
        words = plain(line).strip()
        is_running = number not in taken_lines and not _is_table_row(words)
        if words and is_running and block.takes(words):
            block.add(words, number)
            continue
        if not words and block.is_unfinished:
            block.is_parted = True
            continue
        if block.text:
            yield _Block(block.text, tuple(block.lines))
        block = _Draft()
        if words and is_running:
            block.add(words, number)
    if block.text:
        yield _Block(block.text, tuple(block.lines))


@dataclass(slots=True)
class _Draft:
    """Lines of running text as they are joined; an empty line may part a sentence."""

    text: str = ""
    lines: list[tuple[int, int]] = field(default_factory=list)
    is_parted: bool = False

    @property
    def is_unfinished(self) -> bool:
        return bool(self.text) and not self.text.endswith(_FULL_STOP)

    def takes(self, words: str) -> bool:
        if not self.text:
            return True
        if len(self.text) > LONGEST_BLOCK:
            return False
        if self.is_parted:
            return bool(_GOES_ON.match(words))
        return not _begins_block(self.text, self.lines, words)

    def add(self, words: str, number: int) -> None:
        bare = _BULLET_MARK.sub("", words)
        self.text = _joined(self.text, bare)
        self.lines.append((len(self.text) - len(bare), number))
        self.is_parted = False


def _begins_block(joined: str, places: list[tuple[int, int]], words: str) -> bool:
    last_line = joined[places[-1][0] :]
    if _BULLET.match(words) and not words[0].isdigit():
        return True
    if len(last_line) > _LONG_LINE and last_line.endswith(_FULL_STOP):
        return True
    is_heading = len(last_line) < _SHORT_LINE and not last_line.endswith(
        (*_FULL_STOP, ",", "-")
    )
    return is_heading and words[0].isupper() and len(words) > 1.3 * len(last_line)


def _joined(before: str, words: str) -> str:
    if not before:
        return words
    if (parted := _PARTED_WORD.search(before)) and words[0].islower():
        tail = re.match(r"\w+", words)
        if tail and tail[0] in _compound_tails():
            return f"{before[: parted.end(1)]}-{words}"
        return f"{before[: parted.end(1)]}{words}"
    return f"{before} {words}"


@cache
def _compound_tails() -> frozenset[str]:
    return frozenset(row["words"] for row in vocabulary_rows("hyphenated"))


def _is_table_row(line: str) -> bool:
    """Tell a row of numbers, which no words part, from a line of running text."""
    return bool(_NUMBERS_IN_A_ROW.search(_SPACED_THOUSANDS.sub("0", line)))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        if _is_abbreviated(text[start : end.start()]):
            continue
        yield start, end.start()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _is_abbreviated(words: str) -> bool:
    last = _LAST_WORD.search(words)
    if last is None:
        return False
    word = last[1].casefold()
    return word in _abbreviations() or (len(word) == 1 and word.isalpha())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["words"] for row in vocabulary_rows("abbreviations"))


def _reads_as_sentence(text: str) -> bool:
    if len(text) > LONGEST_SENTENCE:
        return False
    words, numbers = len(_WORD.findall(text)), len(_NUMBER.findall(text))
    return words >= FEWEST_WORDS and numbers <= 0.8 * words + 2
