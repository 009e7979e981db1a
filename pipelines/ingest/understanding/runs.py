"""Parts a printed row into runs: a label, the numbers after it, and years that head.

'Scope 1 (t CO2e) 12,300 12,100 Scope 2 …' holds two runs. Footnote marks glued on to
words and numbers, references such as 305-1 and the digits of units and scopes are no
numbers. Nothing here knows what a label means.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.mentions import plain, vocabulary_rows
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.scopes import find_numbered_scopes
from pipelines.ingest.understanding.units import UnitMention, find_units

# Start and end of each, and whatever else is known of it.
FindAsides = Callable[[str], Iterable[tuple[Any, ...]]]
Kind = Literal["number", "none", "period", "unit", "mask", "text", "end"]

_THIN = "\t\u00a0\u2009\u202f\u2007"
_NUMBER = re.compile(
    r"(?P<number>"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    rf"|\d{{1,3}}(?:['{_THIN}]\d{{3}})+(?:[.,]\d+)?"
    rf"|(?P<glued>\d{{4,6}}(?:[,'{_THIN}]\d{{3}})+)"
    r"|\d+(?:[.,]\d+)?"
    r")(?P<times>\s?(?:[kKM]|mn|bn|million|thousand|billion)(?![A-Za-z0-9]))?"
    r"(?P<percent>\)?\s?%)?"
)
_SPACED = re.compile(r"[(+−-]?\s?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\)?\s?%?")
_STRAY_SPACE = re.compile(r"(?<=\d)(?: ,\s?|, (?=\d{3}(?!\d)))(?=\d)")
_NONE = re.compile(
    r"(?<![^\s\d|)])(?:[-–—]{1,3}|n/a|n\.a\.?|n\.d\.?|n/d|nd|na|n\.m\.?|—|\*{3})"
    r"(?![^\s|.,;*¹²³⁴⁵⁶⁷⁸⁹()])",
    re.IGNORECASE,
)
_MONTHS = "|".join(row["words"] for row in vocabulary_rows("months"))
_REFERENCE = re.compile(
    r"(?:CO|SO|NO|CH|SF|NF|PM|CF)[2346x]e?(?!\d)|N2O"
    rf"|\b(?:{_MONTHS})\b\.?\s\d{{1,2}}(?!\d|[.,]\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{_MONTHS})\b"
    r"|\b(?:tables?|figures?|fig\.|tabella|figura|chart|graph|abbildung|tabelle|page|pag\."
    r"|pp?\.|section|chapter)\s?\d+(?:\.\d+)*(?![\d,])"
    r"|\b(?:part|category|cat\.|note|kategorie|categoria|no\.|nr\.)\s?\d{1,2}(?![\d.,])"
    r"|\*\d{1,2}(?![\d.,'])|\((?:\*?\d{1,2}|[a-z]|\*+)\)|\[\d{1,2}\]|(?<![\d,.])\d{3}-\d{1,2}(?!\d)"
    r"|\b(?:GRI|ISO|ESRS|E\d|TCFD|SASB|AA)[\s-]?\d[\d.-]*|\b[A-Z]{2}-[A-Z]{2}-\d+[a-z.\d]*"
    r"|\d{1,3}-\d{1,3}(?=\D|$)|\d+(?:st|nd|rd|th)\b|[A-Za-z]+-?\d+-\d+"
    r"|(?<=[A-Za-z])\d{1,2}(?![\d.,%'\u2009\u202f\xa0]|\s?[.,]\d)|\b\d{1,2}\)(?=\s|[A-Za-z])"
    r"|\b[A-Z]\d+(?:\.\d+)+[a-z]?\b|(?:19|20)\d\d\s?[-–/]\s?(?:20)?\d\d(?![\d,.])"
    r"|\d{1,2}\s?‐\s?\d{1,2}|(?<![\d,.])\d{1,2}/\d{1,2}(?![\d,.])|(?<![\d,.])\d{1,2}:(?=\s)"
    r"|\b(?:19|20)\d\d\s?[-–]\s*$|^\s*[-–]\s?(?:19|20)\d\d\b"
    r"|(?<=m)[²³23](?![\d.,])",
    re.IGNORECASE,
)
# A dash with a space behind it stands for a number of its own.
_MINUS = re.compile(r"(?:^|[\s|(])[-−–]$")
_LONG_NUMBER = re.compile(r"\s+\d+[\d.,']{2,}")
_SIGNS = {
    "k": "thousand",
    "K": "thousand",
    "M": "million",
    "mn": "million",
    "bn": "billion",
}
_CELL_END = "\x1e"
_LETTER_MARK = re.compile(r"\w/?")
_HIDDEN, _HIDDEN_UNIT = "\1", "\0"
_UNIT_IN_BRACKETS = re.compile(r"[\0%]\s?\)$")
_PART_YEAR = re.compile(
    r"\b(?:[QH][1-4]|[1-4][QH])[\s/'-]{0,2}(?:FY\s?)?20\d\d\b", re.IGNORECASE
)
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|[†‡§¶]+")
_ORDINAL = re.compile(r"\d{1,2}[.)]?")


class Value(NamedTuple):
    """A number as printed, or the sign that there is none (``is_none``).

    ``others`` are the readings that remain where a footnote mark may be glued on.
    """

    text: str
    left: float
    right: float
    is_none: bool = False
    is_percent: bool = False
    is_negative: bool = False
    unit: UnitMention | None = None
    others: tuple[str, ...] = ()
    place: str | None = None


class Head(NamedTuple):
    """A year that may head a column, with the words between it and the one before."""

    term: str
    left: float
    right: float
    before: str


@dataclass(slots=True)
class Run:
    """A label and the numbers after it; ``after`` are words behind the last number.

    ``label_cells`` are the cells that the label stands in, the last beside the numbers.
    """

    label: str = ""
    values: list[Value] = field(default_factory=list)
    after: str = ""
    label_right: float = 0.0
    unit: UnitMention | None = None
    label_cells: tuple[str, ...] = ()


@dataclass(slots=True)
class PartedRow:
    """A row in its parts. ``text`` is the whole of it, plain."""

    row: Row
    text: str
    runs: list[Run] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    after_heads: str = ""


class _Item(NamedTuple):
    kind: Kind
    text: str
    left: float
    right: float
    value: Value | None = None
    unit: UnitMention | None = None


def _find_none(_: str) -> tuple[()]:
    return ()


def part_row(row: Row, find_asides: FindAsides = _find_none) -> PartedRow:
    """Part a row into runs of values, and the years that may head columns.

    ``find_asides`` finds words that neither are numbers nor begin a label, as the
    currencies between amounts of money.
    """
    text = "  ".join(plain(cell.text) for cell in row.cells)
    parted = PartedRow(row, text)
    items = [item for cell in row.cells for item in _items(cell, find_asides)]
    items = _settle_dashes(_with_years_as_values(items))
    _gather(items, parted)
    return parted


def _items(cell: Cell, find_asides: FindAsides) -> list[_Item]:
    """Cut the text of one cell into numbers, years, units, masks and words."""
    printed, left, right, place = cell
    text = plain(printed)
    stripped = _SUPERSCRIPT.sub("", text).strip()
    if _SPACED.fullmatch(stripped):
        text = stripped.replace(" ", "\u2009", stripped.count(" "))
        text = re.sub(r"(?<=\D)\u2009|\u2009(?=\D)", "", text)
    text = _STRAY_SPACE.sub(",", text)
    width = (right - left) / max(len(text), 1)
    spans = sorted(_spans(text, find_asides), key=lambda span: span[0])
    items, at = [], 0
    for start, end, kind, value, unit in spans:
        if start < at:
            continue
        if at < start:
            items.append(
                _Item("text", text[at:start], left + at * width, left + start * width)
            )
        lies = (left + start * width, left + end * width)
        if value:
            value = value._replace(left=lies[0], right=lies[1], place=place)
        items.append(_Item(kind, text[start:end], *lies, value, unit))
        at = end
    items.append(_Item("text", f"{text[at:]}{_CELL_END}", left + at * width, right))
    return items


_Span = tuple[int, int, Kind, Value | None, UnitMention | None]


def _spans(text: str, find_asides: FindAsides) -> Iterator[_Span]:
    """Cut out scopes, units, years and references, then numbers, then dashes."""
    taken: list[tuple[int, int, str]] = []
    for span in _named_spans(text, find_asides):
        if _is_free(span[0], span[1], taken):
            hidden = _HIDDEN_UNIT if span[2] == "unit" else _HIDDEN
            taken.append((span[0], span[1], hidden))
            yield span
    for match in _NUMBER.finditer(_blanked(text, taken)):
        yield from _number_span(text, match)
    for match in _NONE.finditer(text):
        if _is_free(*match.span(), taken):
            yield *match.span(), "none", Value(match[0], 0, 0, is_none=True), None


def _named_spans(text: str, find_asides: FindAsides) -> Iterator[_Span]:
    for aside in find_asides(text):
        yield aside[0], aside[1], "unit", None, None
    for mention in find_numbered_scopes(text):
        yield mention.start, mention.end, "mask", None, None
    for unit in find_units(text):
        if unit.quantity != "share":
            yield unit.start, unit.end, "unit", None, unit
    for period in find_periods(text):
        yield period.start, period.end, "period", Value(period.term, 0, 0), None
    for pattern in (_PART_YEAR, _REFERENCE):
        for match in pattern.finditer(text):
            yield *match.span(), "mask", None, None


def _is_free(start: int, end: int, taken: list[tuple[int, int, str]]) -> bool:
    return not any(start < other and one < end for one, other, _ in taken)


def _blanked(text: str, taken: list[tuple[int, int, str]]) -> str:
    """Hide the digits of units, scopes and years from the search for numbers."""
    for start, end, sign in taken:
        text = f"{text[:start]}{sign * (end - start)}{text[end:]}"
    return text


def _number_span(text: str, match: re.Match[str]) -> Iterator[_Span]:
    start, end = match.start(), match.end()
    before, after = text[:start], text[end : end + 1]
    number = match["number"]
    is_short = number.isdigit() and len(number) <= 2 and number != "0"
    is_behind_unit = bool(_UNIT_IN_BRACKETS.search(match.string[:start]))
    is_first = is_behind_unit and not _LONG_NUMBER.match(text[end:])
    if is_short and not is_first and _is_glued_mark(before, text[end:]):
        yield start, end, "mask", None, None
        return
    if before.rstrip().endswith(("<", ">", "≤", "≥")):
        yield start, end, "mask", None, None
        return
    is_code = re.fullmatch(r"0\d+", number) and not re.search(r"\d $", before)
    if is_code or (number.isdigit() and after.isascii() and after.islower()):
        yield start, end, "text", None, None
        return
    is_negative = bool(_MINUS.search(before))
    others = _unglued(number) if match["glued"] else ()
    value = Value(
        text=others[0] if others else f"{number}{_spelled(match['times'])}",
        left=0,
        right=0,
        is_percent=bool(match["percent"]),
        is_negative=is_negative or _in_brackets(before, after),
        others=others,
    )
    yield start, end, "number", value, None


def _spelled(times: str | None) -> str:
    """Spell out a sign behind a number: 12.4k is 12.4 thousand."""
    if not times:
        return ""
    sign = times.strip()
    return f" {_SIGNS.get(sign, sign)}"


def _is_glued_mark(before: str, after: str) -> bool:
    """Tell a footnote mark: glued to a number or a word, or between word and number."""
    previous = before[-1:]
    if previous and (previous.isdigit() or previous in _THIN):
        return True
    following = after.lstrip()[:1]
    if previous and previous in ")]":
        is_before_words = not following or following.isalpha() or following == "("
        return is_before_words or bool(_LONG_NUMBER.match(after))
    return after[:1].isdigit() or (previous.isalpha() and previous.isascii())


def _in_brackets(before: str, after: str) -> bool:
    return before.rstrip().endswith("(") and after == ")"


def _unglued(number: str) -> tuple[str, ...]:
    """List what is left of '1204,500' when leading digits are a footnote mark."""
    head = re.match(r"\d+", number)
    if not head:
        return ()
    rest = number[head.end() :]
    return tuple(head[0][-kept:] + rest for kept in (3, 2, 1))


def _with_years_as_values(items: list[_Item]) -> list[_Item]:
    """In a long table '2020 | Scope 2 | 1990' the second is an amount."""
    years = [place for place, item in enumerate(items) if item.kind == "period"]
    if len(years) != 2 or not items[years[1]].text.isdigit():
        return items
    between = items[years[0] + 1 : years[1]]
    if _CELL_END not in "".join(item.text for item in between) or not any(
        item.kind == "mask" for item in between
    ):
        return items
    year = items[years[1]]
    value = Value(year.text, year.left, year.right)
    items[years[1]] = year._replace(kind="number", value=value)
    return items


_END = _Item("end", "", 0, 0)


def _is_printed(item: _Item) -> bool:
    return item.kind != "text" or not item.text.isspace()


def _settle_dashes(items: list[_Item]) -> list[_Item]:
    """A dash is a value among values or at the end of a row, and else a mark."""
    settled: list[_Item] = []
    for place, item in enumerate(items):
        if item.kind != "none":
            settled.append(item)
            continue
        following = next(filter(_is_printed, items[place + 1 :]), _END).kind
        previous = next(filter(_is_printed, reversed(settled)), _END).kind
        is_last = following == "end" and previous in ("number", "none")
        is_value = is_last or following in ("number", "none") or previous == "number"
        is_first_word = previous == "end" and following != "none"
        settled.append(
            item if is_value and not is_first_word else item._replace(kind="text")
        )
    return settled


def _gather(items: list[_Item], parted: PartedRow) -> None:
    """Build runs: words begin a new one when the one before has its numbers."""
    run = Run()
    since_head: list[str] = []
    for item in items:
        if item.kind in ("number", "none") and item.value:
            run.values.append(item.value)
        elif item.kind == "unit":
            _add_unit(run, item)
            since_head.append(item.text)
        elif item.kind == "period" and item.value:
            before = "".join(since_head)
            parted.heads.append(Head(item.value.text, item.left, item.right, before))
            since_head = []
            run = _open(run, parted)
            run.label += item.text
        else:
            run = _add_words(run, item, parted)
            since_head.append(item.text)
    parted.after_heads = "".join(since_head)
    if run.values or run.label.strip():
        parted.runs.append(run)
    for each in parted.runs:
        _part_label(each)
    _move_ordinals(parted)
    _give_trailing_words(parted)


def _add_unit(run: Run, item: _Item) -> None:
    if run.values and run.values[-1].unit is None:
        run.values[-1] = run.values[-1]._replace(unit=item.unit)
    elif not run.values:
        run.label += item.text
        run.label_right = item.right
        run.unit = item.unit


def _add_words(run: Run, item: _Item, parted: PartedRow) -> Run:
    is_wordless = not any(map(str.isalpha, item.text))
    is_letter = bool(_LETTER_MARK.fullmatch(item.text.strip()))
    if run.values and (is_wordless or is_letter):
        return run
    run = _open(run, parted)
    run.label += item.text
    if not is_wordless:
        run.label_right = item.right
    return run


def _open(run: Run, parted: PartedRow) -> Run:
    """Return the run that further words belong to."""
    if not run.values:
        return run
    parted.runs.append(run)
    return Run()


def _part_label(run: Run) -> None:
    cells = (cell.strip() for cell in run.label.split(_CELL_END))
    run.label_cells = tuple(cell for cell in cells if cell)
    run.label = " ".join(run.label_cells)


def _move_ordinals(parted: PartedRow) -> None:
    """'11 Use of sold products 210.4' begins with the number of the line."""
    if len(parted.runs) < 2 or parted.runs[0].label.strip():
        return
    first = parted.runs[0].values
    if len(first) == 1 and _ORDINAL.fullmatch(first[0].text):
        parted.runs.pop(0)


def _give_trailing_words(parted: PartedRow) -> None:
    """Words behind the last number of a row are a remark on its run."""
    if len(parted.runs) > 1 and not parted.runs[-1].values:
        last = parted.runs.pop()
        parted.runs[-1].after = last.label


def settle_glued(values: list[Value]) -> list[Value]:
    """Choose what is left of a number with a glued mark by the size of the next."""
    return [
        _nearest(each, values, place) if each.others else each
        for place, each in enumerate(values)
    ]


def with_unit_of_last(values: list[Value]) -> list[Value]:
    """A unit that is printed once, behind the numbers, is that of the whole row."""
    units = [each.unit for each in values if each.unit]
    if len(units) != 1 or values[0].unit:
        return values
    return [each._replace(unit=units[0]) for each in values]


def _nearest(value: Value, values: list[Value], place: int) -> Value:
    others = [*values[place + 1 :], *reversed(values[:place])]
    sizes = [_size(each.text) for each in others if not each.others]
    typical = next((size for size in sizes if size), None)
    if typical is None:
        return value

    def distance(text: str) -> float:
        size = _size(text)
        return abs(math.log10(size / typical)) if size else math.inf

    return value._replace(text=min(value.others, key=distance))


def _size(text: str) -> float | None:
    digits = re.sub(r"\D", "", re.sub(r"\.\d+$", "", text))
    return float(digits) if digits and float(digits) else None
