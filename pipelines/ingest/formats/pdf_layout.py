"""Where the glyphs of a PDF page stand, made into lines of words.

Here are places only: glyphs become words, words become lines, and footnote marks are
told from the words that they mark.
"""

import math
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# All of these are in ems, the height of the font that a word is set in.
SAME_PLACE = 0.15  # two glyphs so near are one that is drawn twice
WORD_GAP = 0.2
WORD_OVERLAP = 0.5
SAME_BASELINE = 0.3
ASKEW = 0.45
RAISED = 0.18
MARK_REACH = 0.4
GLUED_GAP = 0.12

SMALLER = 0.82  # a footnote mark's size, at most, beside the word it marks
PARAGRAPH_LEADING = 1.35


class Glyph(NamedTuple):
    """One drawn character or blank; ``baseline`` grows upwards, lengths are in points.

    ``number`` is its place among the page's characters and ``turn`` the quarter turns
    that its line is turned by, counted from a line that runs from left to right.
    """

    number: int
    character: str
    left: float
    right: float
    baseline: float
    size: float
    turn: int


class Word(NamedTuple):
    """Glyphs without a space between them, all of one size and on one baseline."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_after_space: bool
    numbers: tuple[int, ...]


class Line(NamedTuple):
    """Words on one baseline, from left to right, and the size of its largest."""

    words: list[Word]
    baseline: float
    size: float


def drop_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Keep one of the glyphs that are drawn twice at almost the same place.

    The letters of a ligature stand at one place as well, one after the other. Most
    pages have no two glyphs on one point, and are not looked at more closely.
    """
    points = {
        (glyph.character, int(glyph.left), int(glyph.baseline)) for glyph in glyphs
    }
    if len(points) == len(glyphs):
        return glyphs
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        grid = 2 * SAME_PLACE * glyph.size
        x, y = glyph.left / grid, glyph.baseline / grid
        places = {
            (glyph.character, column, row)
            for column in (round(x - 0.25), round(x + 0.25))
            for row in (round(y - 0.25), round(y + 0.25))
        }
        if not any(_is_double(seen.get(place), glyph) for place in places):
            kept.append(glyph)
            seen.update(dict.fromkeys(places, glyph))
    return kept


def _is_double(earlier: Glyph | None, glyph: Glyph) -> bool:
    return (
        earlier is not None
        and not (earlier.number == glyph.number - 1 and earlier.left == glyph.left)
        and abs(earlier.left - glyph.left) < SAME_PLACE * glyph.size
        and abs(earlier.baseline - glyph.baseline) < SAME_PLACE * glyph.size
    )


def find_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Join the glyphs of one direction, in the order they are drawn, to words."""
    words: list[Word] = []
    run: list[Glyph] = []
    is_after_space = False
    for glyph in glyphs:
        is_space = glyph.character == " "
        if run and (is_space or not _continues(run[-1], glyph)):
            words.append(_word(run, is_after_space=is_after_space))
            run, is_after_space = [], False
        if is_space:
            is_after_space = True
        else:
            run.append(glyph)
    if run:
        words.append(_word(run, is_after_space=is_after_space))
    return words


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = last.size
    return (
        abs(glyph.baseline - last.baseline) < GLUED_GAP * size
        and abs(glyph.size - size) < 0.1 * size
        and -WORD_OVERLAP * size < glyph.left - last.right < WORD_GAP * size
    ) or (glyph.left == last.left and glyph.baseline == last.baseline)


def _word(run: list[Glyph], *, is_after_space: bool) -> Word:
    return Word(
        text="".join(glyph.character for glyph in run),
        left=min(glyph.left for glyph in run),
        right=max(glyph.right for glyph in run),
        baseline=run[0].baseline,
        size=run[0].size,
        is_after_space=is_after_space,
        numbers=tuple(glyph.number for glyph in run),
    )


def find_lines(words: Iterable[Word]) -> tuple[list[Line], set[int]]:
    """Put words on lines, from the top down; footnote marks join the line they mark.

    The set holds the numbers of the glyphs that are footnote marks or exponents.
    """
    lines = _lines(words)
    raised: set[int] = set()
    for at, line in enumerate(lines):
        stay = []
        for word in line.words:
            host = _host(word, lines[max(0, at - 2) : at + 3])
            if host is None:
                stay.append(word)
                continue
            target, marked = host
            if word.baseline - marked.baseline > RAISED * marked.size:
                raised.update(word.numbers)
            if target is line:
                stay.append(word)
            else:
                target.words.append(word)
        line.words[:] = stay
    for line in lines:
        line.words.sort(key=_by_left)
    return [line for line in lines if line.words], raised


def _lines(words: Iterable[Word]) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda each: (-each.baseline, each.left)):
        if lines and _is_on(word, lines[-1]):
            lines[-1].words.append(word)
            lines[-1] = lines[-1]._replace(size=max(lines[-1].size, word.size))
        else:
            lines.append(Line([word], word.baseline, word.size))
    return lines


def _is_on(word: Word, line: Line) -> bool:
    """Tell whether a word is on a line; cells of one row may stand a little askew."""
    drop = (line.baseline - word.baseline) / min(line.size, word.size)
    if drop <= SAME_BASELINE:
        return True
    return drop <= ASKEW and not any(
        word.left < other.right and other.left < word.right for other in line.words
    )


def _host(word: Word, lines: list[Line]) -> tuple[Line, Word] | None:
    """Find the larger word that a small one is written at."""
    for line in lines:
        if line.size * SMALLER < word.size:
            continue
        for other in line.words:
            if _is_at(word, other):
                return line, other
    return None


def _is_at(word: Word, other: Word) -> bool:
    size = other.size
    if word.size > SMALLER * size:
        return False
    gap = max(word.left - other.right, other.left - word.right)
    return (
        -GLUED_GAP * size <= gap <= MARK_REACH * size
        and -0.4 * size < word.baseline - other.baseline < 0.75 * size
    )


def _by_left(word: Word) -> float:
    return word.left


def paragraph_ends(glyphs: list[Glyph]) -> set[int]:
    """Return the numbers of the glyphs with which a paragraph ends.

    A paragraph ends where the next line is set further off than lines mostly are, or
    in another size.
    """
    breaks = [
        (last, glyph)
        for last, glyph in pairwise(each for each in glyphs if each.character != " ")
        if last.baseline - glyph.baseline > 0.7 * last.size and glyph.left < last.left
    ]
    leadings = [
        leading
        for last, glyph in breaks
        if (leading := (last.baseline - glyph.baseline) / last.size) < 2.2
    ]
    usual = median(leadings) if leadings else 1.2
    return {
        last.number
        for last, glyph in breaks
        if (last.baseline - glyph.baseline) / last.size > PARAGRAPH_LEADING * usual
        or not 0.87 < glyph.size / last.size < 1.15
    }


def turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """Turn a place so that its line runs from left to right."""
    quarter = turn % 4
    if quarter == 0:
        return x, y
    if quarter == 1:
        return -y, x
    return (-x, -y) if quarter == 2 else (y, -x)


def quarter_turns(angle: float) -> int | None:
    """Return the quarter turns of an angle in radians; slanting text has none."""
    if angle == 0:
        return 0
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None
