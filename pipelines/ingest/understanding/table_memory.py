"""What stood above the row of a table that is being read, and what it tells of it.

The header with its years, the unit of the table, the heading of the section and the
beginnings of a label that is broken over lines.
"""

from dataclasses import dataclass, field

from pipelines.ingest.understanding.headers import (
    Header,
    ScopeColumn,
    find_header,
    find_method_columns,
    find_scope_columns,
    is_beside_the_point,
)
from pipelines.ingest.understanding.labels import LabelReading, read_label
from pipelines.ingest.understanding.measures import OF_EMISSIONS
from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.revenue import (
    REVENUE,
    RevenueColumn,
    revenue_columns,
)
from pipelines.ingest.understanding.runs import PartedRow, Run, Value
from pipelines.ingest.understanding.subjects import MASSES, Subject
from pipelines.ingest.understanding.units import UnitMention, find_units

LONGEST_LABEL = 220
_MOST_PENDING = 5
_LONGEST_JOINED = 110
_LONGEST_REMARK = 30
_MOST_SPARE = 2


@dataclass(slots=True)
class TableMemory:
    """The state of the walk down one table.

    ``section`` counts the headings passed; ``period`` is a year named above, which
    holds where no column has one; ``is_beside_peers`` tells that a column is somebody
    else's; ``is_spaced`` that thousands are parted by spaces. ``last_scope`` is that of
    the last row that named one. ``headings`` are the rows without figures since the
    columns were headed, ``unit_of_money`` what they say of the revenue being read.
    """

    table: int = 0
    header: Header | None = None
    scope_columns: tuple[ScopeColumn, ...] = ()
    methods: tuple[str, ...] = ()
    unit: UnitMention | None = None
    heading: LabelReading | None = None
    section_scope: str | None = None
    section: int = 0
    section_rows: int = 0
    pending: list[PartedRow] = field(default_factory=list)
    period: str | None = None
    last_scope: str | None = None
    headings: list[str] = field(default_factory=list)
    unit_of_money: UnitMention | None = None
    revenue_columns: tuple[RevenueColumn, ...] = ()
    is_beside_peers: bool = False
    is_spaced: bool = False

    def take_in(self, rows: list[PartedRow], first: int) -> None:
        """Take in rows without figures that stand above the next row with some."""
        if header := find_header(rows, first):
            self.header, self.scope_columns = header, ()
            self.headings, self.revenue_columns = [], ()
        if scope_columns := find_scope_columns(rows):
            self.scope_columns = scope_columns
        elif any(_is_of_another_quantity(row) for row in rows):
            self.scope_columns = ()
        if header or scope_columns or not self.methods:
            self.methods = find_method_columns(rows)
        for row in rows:
            self._take_in_row(row)
            self.headings.append(row.text)
            if len(row.row.cells) > 1:
                self.revenue_columns = revenue_columns(row.row)
        self.pending = [row for row in rows[-_MOST_PENDING:] if _may_begin_label(row)]

    def label_of(self, run: Run) -> LabelReading:
        """Read a label; where it says no scope, with the rows above that begin it."""
        label = self._own_or_joined(run)
        if label.unit is None and run.unit is not None:
            return label._replace(unit=run.unit)
        return label

    def heads_scopes(self, run: Run, label: LabelReading) -> bool:
        """Tell whether the numbers of a row stand below one scope each."""
        if not self.scope_columns or label.has_scope_words:
            return False
        # Behind the scopes of a year an intensity may follow.
        is_year = label.is_wordless and bool(find_periods(label.text))
        spare = len(run.values) - len(self.scope_columns)
        if spare == 0 or (is_year and 0 < spare <= _MOST_SPARE):
            return True
        return len(run.values) == len(self._years_below_scopes())

    def methods_of(self, run: Run) -> tuple[tuple[str, str | None], ...]:
        """Return method and year of each number, where methods head the columns."""
        if not self.methods:
            return ()
        columns = self.header.columns if self.header else ()
        terms = tuple(column.term for column in columns if column.term)
        each = len(terms) // len(self.methods)
        if terms and terms == terms[:each] * len(self.methods):
            spread: list[tuple[str, str | None]] = [
                (self.methods[place // each], term) for place, term in enumerate(terms)
            ]
        else:
            years: list[str | None] = list(terms) or [None]
            spread = [(method, year) for year in years for method in self.methods]
        return tuple(spread) if len(spread) == len(run.values) else ()

    def columns_of_scopes(self, run: Run) -> tuple[ScopeColumn, ...]:
        """Return the scope of each number, spread over the years below it if any."""
        below = self._years_below_scopes()
        if len(run.values) != len(below) or len(below) == len(self.scope_columns):
            return self.scope_columns
        each = len(below) // len(self.scope_columns)
        return tuple(self.scope_columns[place // each] for place in range(len(below)))

    def _years_below_scopes(self) -> tuple[str, ...]:
        """Return the years that stand below the scopes, each series once a scope."""
        columns = self.header.columns if self.header else ()
        terms = tuple(column.term for column in columns if column.term)
        each = len(set(terms))
        is_series = each > 1 and terms == terms[:each] * (len(terms) // each)
        fits = is_series and len(terms) == each * len(self.scope_columns)
        return terms if fits else ()

    def years_of_scopes(self, run: Run) -> tuple[str, ...]:
        """Return the year of each number where years stand below scopes, else none."""
        below = self._years_below_scopes()
        return below if len(run.values) == len(below) else ()

    def take_unit(self, label: LabelReading) -> None:
        """The unit of a total holds for the rows below it that print none."""
        unit = label.unit
        if unit is None or unit.quantity not in MASSES:
            return
        if unit.quantity == "mass_co2e" or label.measure in OF_EMISSIONS:
            self.unit = unit

    def unit_above(self, subject: Subject) -> UnitMention | None:
        """Return the unit above the table for a row that prints none."""
        return self.unit_of_money if subject.measure == REVENUE else self.unit

    def values_of_revenue(self, run: Run) -> dict[Value, RevenueColumn]:
        """Return the numbers of a year that stand below words for revenue."""
        label = read_label(run.label) if self.revenue_columns else None
        if label is None or label.rest or len(find_periods(run.label)) != 1:
            return {}
        return {
            value: column
            for value in run.values
            for column in self.revenue_columns
            if value.left < column.right and column.left < value.right
        }

    def scope_of_section(self, label: LabelReading) -> str | None:
        """Return the scope of the section that a row stands in.

        'Total' behind the one row of a scope is not that scope's, but of all above it.
        """
        began_with_row = self.heading is None
        is_of_all = self.section_rows <= 1 or label.measure is not None
        if label.is_total and began_with_row and is_of_all:
            return None
        return self.section_scope

    def take_subject(self, label: LabelReading, subject: Subject) -> None:
        """A row that names its scope begins a section where it is a part of it."""
        self.section_rows += 1
        if label.has_scope_words and label.scope and not label.category:
            self.section += 1
            self.section_rows = 1
            self.section_scope = label.scope if subject.is_component else None
            self.heading = None
            self.last_scope = label.scope

    def _take_in_row(self, row: PartedRow) -> None:
        text = row.text.strip()
        units = [each for each in find_units(text) if each.quantity in MASSES]
        self.unit = units[-1] if units else self.unit
        if row.heads and not is_beside_the_point(text):
            self.period = row.heads[-1].term
        reading = read_label(text) if len(text) <= LONGEST_LABEL else None
        if reading is not None and not reading.is_sentence and not text[:1].islower():
            self._take_heading(reading)

    def _take_heading(self, reading: LabelReading) -> None:
        self.is_beside_peers |= "peer" in reading.spoilers
        if reading.scope or reading.measure:
            self.heading, self.section_scope = reading, reading.scope
            self.section += 1
            self.section_rows = 0
        elif reading.spoilers & {"intensity", "earlier", "other_gas"}:
            self.heading, self.section_scope = reading, None

    def _own_or_joined(self, run: Run) -> LabelReading:
        text = f"{run.label} {_remark(run)}".strip()
        own = read_label(text)
        behind = read_label(run.after.strip())
        if own.is_wordless and behind.has_scope_words and not behind.is_sentence:
            return behind
        is_year = own.is_wordless and bool(find_periods(own.text))
        if self.scope_columns and is_year:
            return own
        pending = self._pending_beside(run)
        if own.is_wordless and pending:
            own = read_label(plain(f"{pending[-1]} {text}"))
        own = _beside_numbers(own, run)
        if own.has_scope_words:
            return own
        if len(run.values) == len(self.scope_columns):
            return own
        for kept in range(1, len(pending) + 1):
            joined = read_label(plain(" ".join([*pending[-kept:], text])))
            if joined.has_scope_words:
                return _as_source(joined, own)
        return own

    def _pending_beside(self, run: Run) -> list[str]:
        """Return the words above that stand left of the numbers, as labels do."""
        edge = run.values[0].left if run.values else 0.0
        texts = (
            " ".join(
                cell.text
                for cell in row.row.cells
                if cell.left < edge or len(row.row.cells) == 1
            )
            for row in self.pending
        )
        return [text.strip() for text in texts if text.strip()]


def _as_source(joined: LabelReading, own: LabelReading) -> LabelReading:
    """'Electricity' below the heading 'Scope 2' is a source, not the whole of it."""
    is_of_emissions = own.measure in OF_EMISSIONS
    is_source = own.word_count and not (own.method or own.is_total or is_of_emissions)
    # A label that is broken inside its brackets goes on from the line above.
    goes_on = own.text.count(")") > own.text.count("(")
    if not is_source or own.is_wordless or goes_on or joined.rest:
        return joined
    return joined._replace(rest=(own.text,))


def _is_of_another_quantity(row: PartedRow) -> bool:
    """Tell the heading of a table of energy or water, whose columns are no scopes."""
    quantities = {each.quantity for each in find_units(row.text.strip())}
    return bool(quantities & {"energy", "volume", "power", "distance"})


def _beside_numbers(own: LabelReading, run: Run) -> LabelReading:
    """Leave out the words of a column of text that stands left of the table."""
    if not (own.rest or own.is_sentence or own.spoilers):
        return own
    cells = run.label_cells
    for kept in range(1, len(cells)):
        nearer = read_label(" ".join(cells[-kept:]))
        if nearer.has_scope_words and not (nearer.rest or nearer.is_sentence):
            return nearer
    return own


def _may_begin_label(row: PartedRow) -> bool:
    text = row.text.strip()
    return (
        0 < len(text) <= _LONGEST_JOINED
        and not row.heads
        # A label may be broken behind a comma: '(Scope 2), / market-based'.
        and not read_label(text.rstrip(",")).is_sentence
        and not text.endswith((".", ";"))
    )


def _remark(run: Run) -> str:
    """Words behind the numbers count where they name the method of Scope 2."""
    remark = run.after.strip()[:_LONGEST_REMARK]
    if not read_label(run.label).has_scope_words:
        return ""
    return remark if read_label(remark).method else ""
