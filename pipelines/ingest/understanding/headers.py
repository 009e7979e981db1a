"""Finds what heads the columns of a table: years, scopes, changes, targets, peers.

A header may stand on several rows, be glued to the sentence before it, or run over line
breaks ('FY2020 calculation / results'). It is looked for in the rows without numbers
that stand between rows with them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from pipelines.ingest.understanding.labels import read_label
from pipelines.ingest.understanding.mentions import Mention, plain, words_of
from pipelines.ingest.understanding.periods import find_periods, fiscal_year
from pipelines.ingest.understanding.runs import Head, PartedRow
from pipelines.ingest.understanding.scopes import UNSPECIFIED, find_numbered_scopes

ColumnKind = Literal["value", "other"]

_LONGEST_GAP = 60
_LONGEST_LONE_ROW = 45
_LONGEST_SCOPE_ROW = 140
_NEAR = 14
_NEAR_WHOLE = 24
_FEWEST_CELLS, _MOST_LETTERS, _SEVERAL, _MOST_CHANGES = 3, 25, 2, 3
_QUARTER = re.compile(r"\b(?:[QH][1-4]|[1-4][QH])(?=\b|20)")
_AIMS = re.compile(r"\b(?:by|until|against|from|entro|bis)\b", re.IGNORECASE)
_EXPLAINED = re.compile(r"scope\s?\d\s?:\s?\w", re.IGNORECASE)
_JOINS = re.compile(
    r"\b(?:to|and|or|until|from|between|by|against|since|than|bis|al|und|gegenüber)\b"
    r"|[–-]\s*$",
    re.IGNORECASE,
)
_NOT_A_LEVEL = ("target", "peer")
_MOST_YEARS = 14


class Column(NamedTuple):
    """A column: its year, or that it holds something else than a level."""

    term: str | None
    kind: ColumnKind
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table from left to right, and where they were read.

    ``above`` and ``below`` are the rows next to the years, which may name blocks of
    columns or the columns of each year.
    """

    columns: tuple[Column, ...]
    first_row: int
    last_row: int
    above: str = ""
    below: str = ""

    @property
    def years(self) -> tuple[Column, ...]:
        """The columns that hold levels, in their order."""
        return tuple(each for each in self.columns if each.kind == "value")


class ScopeColumn(NamedTuple):
    """A column that is headed by a scope."""

    scope: str
    left: float
    right: float


def find_header(rows: list[PartedRow], first: int) -> Header | None:
    """Find the last header in rows without numbers; ``first`` numbers the first row."""
    heads = _heads(rows)
    for start, end in reversed(_runs_of_years(heads)):
        if _is_told_again(heads[start:end]):
            continue
        behind = heads[end].head.before if end < len(heads) else _tail(heads[-1], rows)
        # A year in a title may stand before the years of the columns.
        for begin in range(start, end):
            chosen = heads[begin:end]
            if _begins_with_title(chosen, rows):
                continue
            header = _header(chosen, behind, rows, first)
            if header and (begin == start or len(header.years) > 1):
                return header
    return _header_of_one_row(rows, first)


def _placed_among(
    rows: list[PartedRow], columns: list[Column], lines: tuple[int, int], first: int
) -> Header:
    start, end = lines
    return Header(
        columns=tuple(columns),
        first_row=first + start,
        last_row=first + end,
        above=rows[start - 1].text if start else "",
        below=rows[end + 1].text if end + 1 < len(rows) else "",
    )


def _is_told_again(run: list["_Place"]) -> bool:
    """Tell years of a chart above the same years of the table's own heading."""
    last = [each for each in run if each.row == run[-1].row]
    above = [each for each in run if each.row != run[-1].row]
    terms = [each.head.term for each in last]
    are_in_order = len(terms) >= _SEVERAL and _is_in_order(
        [fiscal_year(term) or 0 for term in terms]
    )
    return are_in_order and [each.head.term for each in above] == terms


def _begins_with_title(chosen: list["_Place"], rows: list[PartedRow]) -> bool:
    """Tell a year of a title by its being named again among the columns."""
    title, *others = chosen
    is_lone = len(rows[title.row].heads) == 1
    return is_lone and any(title.head.term == each.head.term for each in others)


def _header(
    chosen: list["_Place"], behind: str, rows: list[PartedRow], first: int
) -> Header | None:
    years = [each.head for each in chosen]
    columns = _columns(years, behind)
    if not _are_columns(columns, years, [rows[each.row] for each in chosen]):
        return None
    columns = _of_the_whole(columns, years)
    columns = _placed(columns, rows[chosen[0].row])
    return _placed_among(rows, columns, (chosen[0].row, chosen[-1].row), first)


def _header_of_one_row(rows: list[PartedRow], first: int) -> Header | None:
    """Find a row that alone names years in order, whatever stands around it."""
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        if len(row.heads) < _SEVERAL or _is_told(row):
            continue
        columns = _columns(row.heads, row.after_heads)
        if _are_columns(columns, row.heads, [row]):
            columns = _placed(_of_the_whole(columns, row.heads), row)
            return _placed_among(rows, columns, (number, number), first)
    return None


def find_scope_columns(rows: list[PartedRow]) -> tuple[ScopeColumn, ...]:
    """Return the scopes that head columns: two or more, in rows without sentences.

    A total beside them is a column of its own, whose scopes are not told.
    """
    columns: list[ScopeColumn] = []
    lines: list[str] = []
    for row in filter(_may_head_scopes, rows):
        if len(row.row.cells) == 1:
            lines.append(row.text)
        for cell in row.row.cells if len(row.row.cells) > 1 else ():
            columns += _scope_columns(cell.text, cell.left, cell.right)
    if not columns:
        text = " ".join(lines)
        columns = _scope_columns(text, 0.0, float(len(text)))
    scopes = {each.scope for each in columns} - {UNSPECIFIED}
    return tuple(columns) if len(scopes) > 1 else ()


def find_method_columns(rows: list[PartedRow]) -> tuple[str, ...]:
    """Return 'location' and 'market' in the order in which they head columns."""
    for row in filter(_may_head_scopes, reversed(rows)):
        found = [
            (match.start(), method)
            for method in ("location", "market")
            for match in words_of("scopes", method).finditer(row.text)
        ]
        methods = tuple(method for _, method in sorted(found))
        if len(methods) == _SEVERAL == len(set(methods)):
            return methods
    return ()


class _Place(NamedTuple):
    head: Head
    row: int


def _heads(rows: list[PartedRow]) -> list[_Place]:
    """List the years of all rows; what ends one row comes before the next one's."""
    places, carried = [], ""
    for number, row in enumerate(rows):
        for head in row.heads:
            before = f"{carried}{head.before}"
            places.append(_Place(head._replace(before=before), number))
            carried = ""
        carried += f"{row.after_heads if row.heads else row.text}\n"
    return places


def _runs_of_years(places: list[_Place]) -> list[tuple[int, int]]:
    """Part the years where something long, or a word such as 'to', lies between."""
    if not places:
        return []
    starts = [0]
    for number in range(1, len(places)):
        gap = places[number].head.before
        is_far = len(gap.strip()) > _LONGEST_GAP or "\n\n\n\n" in gap
        if is_far or (_JOINS.search(gap.strip()) and not _says_change(gap)):
            starts.append(number)
    ends = [*starts[1:], len(places)]
    return list(zip(starts, ends, strict=True))


def _placed(columns: list[Column], row: PartedRow) -> list[Column]:
    """Where the cells of a header are known, they are its columns."""
    cells = row.row.cells
    if len(cells) < _FEWEST_CELLS:
        return columns
    years = [each for each in columns if each.term]
    others = [
        Column(None, "other", cell.left, cell.right)
        for cell in cells
        if cell.left > years[0].right
        and not any(cell.left <= each.left < cell.right for each in years)
    ]
    return sorted([*years, *others], key=lambda each: each.left)


def _are_columns(
    columns: list[Column], heads: list[Head], rows: list[PartedRow]
) -> bool:
    """Tell years that head columns from years in a sentence: they are in order."""
    if any(_is_told(row) for row in rows) or _is_in_words(heads, rows[-1]):
        return False
    years = [
        fiscal_year(each.term) or 0
        for each in columns
        if each.term and each.kind == "value"
    ]
    if not years or len(years) > _MOST_YEARS:
        return False
    if len(set(years)) == 1:
        return heads_alone(rows[0].text)
    first, *others = block = _first_block(years)
    is_base = len(others) > 1 and first < min(others) and _is_in_order(others)
    return _is_in_order(block) or is_base


def _first_block(years: list[int]) -> list[int]:
    """Years may be printed again for a second block of columns."""
    if years[0] in years[1:]:
        return years[: years.index(years[0], 1)]
    return years


def _is_in_words(heads: list[Head], row: PartedRow) -> bool:
    """Tell years of a sentence, which has words between them."""
    gaps = "".join(head.before for head in heads[1:])
    has_words = any(map(str.isalpha, gaps)) and not _says_change(gaps)
    return has_words and read_label(row.text.strip()).is_sentence


def _is_told(row: PartedRow) -> bool:
    """Tell a sentence that aims at a year, or compares with one."""
    cell = max((each.text for each in row.row.cells), key=len)
    letters = sum(map(str.isalpha, cell))
    is_aim = is_beside_the_point(cell) and bool(_AIMS.search(cell))
    return letters > _MOST_LETTERS and is_aim and len(find_periods(cell)) > 1


def heads_alone(text: str) -> bool:
    """Tell a lone year that heads a column: little else stands in its row."""
    return len(text.strip()) <= _LONGEST_LONE_ROW and not is_beside_the_point(text)


def is_beside_the_point(text: str) -> bool:
    """A year that is compared with, or aimed at, is not the year of a table."""
    return any(
        words_of("periods", meaning).search(text)
        for meaning in ("base", "change", "target")
    )


def _of_the_whole(columns: list[Column], heads: list[Head]) -> list[Column]:
    """Where years are printed again, keep those of the group, else the first ones."""
    terms = [each.term for each in heads]
    if len(set(terms)) == len(terms):
        return columns
    wholes = _heads_of_the_whole(heads)
    seen: set[str] = set()
    kept = []
    for column in columns:
        is_left_out = column.left not in wholes if wholes else column.term in seen
        if column.term and column.kind == "value":
            seen.add(column.term)
            column = column._replace(kind="other" if is_left_out else "value")
        kept.append(column)
    return kept


def _heads_of_the_whole(heads: list[Head]) -> set[float]:
    """Return the places of years whose block is headed by a word for the group."""
    wholes, words = set[float](), ""
    for head in heads:
        words = head.before if any(map(str.isalpha, head.before)) else words
        if words_of("labels", "whole").search(words[-_NEAR_WHOLE:]):
            wholes.add(head.left)
    return wholes if len(wholes) < len(heads) else set()


def _is_in_order(years: list[int]) -> bool:
    pairs = list(pairwise(years))
    return all(one < two for one, two in pairs) or all(one > two for one, two in pairs)


def _tail(last: _Place, rows: list[PartedRow]) -> str:
    following = [row.text for row in rows[last.row + 1 :]]
    return "\n".join([rows[last.row].after_heads, *following])[: 2 * _LONGEST_GAP]


def _columns(heads: list[Head], following: str) -> list[Column]:
    columns: list[Column] = []
    # 'Target 2030', or '2022 forecast … 2030 target': the last one tells.
    words_follow = _says_aim(following)
    is_behind_change = False
    for number, head in enumerate(heads):
        gap = head.before if number else ""
        quarters = _QUARTER.findall(head.before[-_LONGEST_GAP:])
        columns += [Column(None, "other", head.left - 1, head.left)] * len(quarters)
        after = heads[number + 1].before if number + 1 < len(heads) else following
        if number and _says_change(gap):
            if _leads_to_year(gap):
                columns.append(Column(None, "other", head.left, head.right))
                continue
            columns.append(Column(None, "other", head.left - 1, head.left))
        # Behind a change stand the years that are aimed at.
        is_behind_change |= bool(number) and ("%" in gap or _says_change(gap))
        earlier = [fiscal_year(each.term) or 0 for each in heads[:number]]
        is_later = (fiscal_year(head.term) or 0) > max(earlier, default=9999)
        is_other = _says_aim(after if words_follow else gap) or (
            is_behind_change and is_later
        )
        kind: ColumnKind = "other" if is_other else "value"
        columns.append(Column(head.term, kind, head.left, head.right))
    right = heads[-1].right
    changes = words_of("periods", "change").findall(following)
    columns += [Column(None, "other", right + 1, right + 2)] * min(
        len(changes), _MOST_CHANGES
    )
    return columns


def _says_change(gap: str) -> bool:
    return bool(words_of("periods", "change").search(gap))


def _leads_to_year(gap: str) -> bool:
    """Tell 'difference to 2017', one column, from '% change 2017', two of them."""
    return bool(
        re.search(r"\b(?:to|vs\.?|versus|from|against|rispetto al|zu)\s*$", gap)
    )


def _says_aim(words: str) -> bool:
    """Tell a target's, a plan's or a peer's column by the words beside its year."""
    near = words.strip()[:_NEAR]
    return any(words_of("periods", what).search(near) for what in _NOT_A_LEVEL)


def _may_head_scopes(row: PartedRow) -> bool:
    text = row.text.strip()
    is_told = bool(words_of("labels", "verb").search(text)) or text.endswith(".")
    is_long = len(text) > _LONGEST_SCOPE_ROW
    return not (is_told or is_long or _EXPLAINED.search(text))


def _scope_columns(text: str, left: float, right: float) -> list[ScopeColumn]:
    width = (right - left) / max(len(text), 1)
    return [
        ScopeColumn(each.term, left + each.start * width, left + each.end * width)
        for each in _scopes_and_totals(plain(text))
    ]


def _scopes_and_totals(text: str) -> list[Mention]:
    """Find scopes, and totals that are not those of a scope behind them."""
    scopes = find_numbered_scopes(text)
    totals = [
        Mention(found.start(), found.end(), found[0], UNSPECIFIED)
        for found in words_of("labels", "total").finditer(text)
        if not find_numbered_scopes(text[found.end() : found.end() + _NEAR])
    ]
    return sorted([*scopes, *totals], key=lambda each: each.start)
