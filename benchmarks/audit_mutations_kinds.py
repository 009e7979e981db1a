"""The mistakes of the mutation check: how each kind gets one printed row wrong.

A mistake changes what is printed, and what is read from that, as the project's own
reader of numbers reads it. What each kind means is told in
``audit_mutations/kinds.toml``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from duckdb import DuckDBPyConnection

from pipelines.ingest.numbers import ReadNumber, read_number

Row = dict[str, Any]

_YEAR = re.compile(r"(?:19|20)\d\d")
# The second year of "2023-24", and the years of "Oct22-Sep23".
_ANY_YEAR = re.compile(r"(?:19|20)\d\d|(?<=[/–-])\d\d(?!\d)|(?<=[a-z])\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d(?:[\d., ']*\d)?")
_PERIOD = ("period_text", "period_term", "period_start_text", "period_end_text")
_TONNES = {
    "tCO2e": "tonnes CO2e",
    "ktCO2e": "thousand tonnes CO2e",
    "MtCO2e": "million tonnes CO2e",
}
_THOUSANDFOLD = {
    "tCO2e": ["ktCO2e"],
    "ktCO2e": ["tCO2e", "MtCO2e"],
    "MtCO2e": ["ktCO2e"],
}
_MILLIONFOLD = {"tCO2e": ["MtCO2e"], "MtCO2e": ["tCO2e"]}
_OTHER_MEASURES = {
    "ghg_emissions_gross": "ghg_emissions_net",
    "ghg_emissions_net": "ghg_emissions_gross",
    "emission_reductions": "ghg_emissions_gross",
    "avoided_emissions": "emission_reductions",
    "carbon_offsets": "ghg_emissions_gross",
}
_MEASURES_WITH_TOTALS = ("ghg_emissions_gross", "ghg_emissions_net")
_SCOPE_WORDS = {
    "scope_1": "1",
    "scope_2_unspecified": "2",
    "scope_2_market": "2 market-based",
    "scope_2_location": "2 location-based",
    "scope_3": "3",
    "scope_1_2_unspecified": "1+2",
    "scope_1_2_market": "1+2 market-based",
    "scope_1_2_location": "1+2 location-based",
}
_WITNESSED = """
    select figures.figure_id
    from fact_figure as figures
    inner join fact_best_figure as best using (fact_id)
    where best.source_count > 1
    union
    select unnest(list_append(part_figure_ids, reported_figure_id))
    from metric_total
    where verdict in ('agrees', 'disagrees', 'double_counted')
    union
    select unnest(figure_ids)
    from metric_claim_check
    where verdict <> 'unverifiable'
"""


@dataclass(frozen=True)
class Mutation:
    """One wrong row: the columns that change, or, if it is added, all of a new row."""

    table: str
    key: str
    changes: Row
    is_added: bool = False


@dataclass(frozen=True)
class World:
    """The clean data that mistakes are made in.

    Figures and claims are raw rows that became facts; what was understood of a figure
    is under ``fact``.
    """

    figures: list[Row]
    claims: list[Row]
    documents: list[Row]
    company_names: list[tuple[str, str]]
    org_unit_names: dict[str, list[str]] = field(default_factory=dict)

    def scope_2_of(self, figure: Row) -> str:
        """Which Scope 2 the document of a figure speaks of."""
        found = [
            other["fact"]["scope"]
            for other in self.figures
            if other["document_id"] == figure["document_id"]
            and other["fact"]["company_id"] == figure["fact"]["company_id"]
            and other["fact"]["scope"].startswith("scope_2_")
        ]
        return found[0] if found else "scope_2_unspecified"


def read_world(connection: DuckDBPyConnection, *, is_witnessed: bool = False) -> World:
    """Read what mistakes can be made in, from a clean warehouse.

    Of figures, all that are facts, or only those of which something else speaks that is
    printed: another document, a total, or a stated change. The order is one that a new
    version of a reader does not change.
    """
    facts = {
        row["figure_id"]: row
        for row in _rows(
            connection,
            """
            select
                figure_id, company_id, org_unit_id, measure, scope, unit, fact_table
            from fact_figure
            """,
        )
    }
    if is_witnessed:
        witnessed = connection.execute(_WITNESSED).fetchall()
        facts = {key: facts[key] for (key,) in witnessed if key in facts}
    names: dict[str, list[str]] = {}
    for company, name in connection.execute(
        """
        select company_id, name from dim_org_unit
        where org_unit_id not in ('group', 'unknown') order by all
        """
    ).fetchall():
        names.setdefault(company, []).append(name)
    return World(
        figures=[
            figure | {"fact": facts[figure["figure_id"]]}
            for figure in _rows(
                connection, "from raw_figure order by document_id, ordinal"
            )
            if figure["figure_id"] in facts and figure["value_kind"] == "number"
        ],
        claims=_rows(
            connection,
            """
            from raw_claim semi join fact_claim using (claim_id)
            order by document_id, ordinal
            """,
        ),
        documents=_rows(
            connection,
            """
            from raw_document
            where published_text is not null and figure_count > 0
            order by path
            """,
        ),
        company_names=connection.execute(
            """
            select distinct company_id, name
            from dim_company semi join fact_figure using (company_id) order by all
            """
        ).fetchall(),
        org_unit_names=names,
    )


def draw_mutations(
    world: World, kind: str, count: int, seed: int
) -> Iterator[Mutation]:
    """Draw rows to which a kind applies, each as likely as any other."""
    draw = Random(f"{seed} {kind}")  # noqa: S311  (not for secrets)
    table, make = KINDS[kind]
    rows: list[Row] = getattr(world, table)
    made = 0
    for row in draw.sample(rows, len(rows)):
        mutation = make(row, draw, world)
        if mutation is not None:
            yield mutation
            made += 1
        if made == count:
            return


def _rows(connection: DuckDBPyConnection, query: str) -> list[Row]:
    relation = connection.sql(query)
    return [
        dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()
    ]


def _of_figure(figure: Row, changes: Row) -> Mutation | None:
    changed = {name: value for name, value in changes.items() if figure[name] != value}
    return Mutation("raw_figure", figure["figure_id"], changed) if changed else None


def _again(figure: Row, changes: Row) -> Mutation:
    """Add a row below all others of the document.

    A place that is typed is typed again; one that counts rows is another.
    """
    row = {name: value for name, value in figure.items() if name != "fact"}
    place: Row = {"figure_id": "f_typed_twice", "ordinal": 1_000_000}
    if re.fullmatch(r"row \d+", figure["locator"] or ""):
        place["locator"] = "row 1000000"
    return Mutation("raw_figure", "f_typed_twice", row | place | changes, is_added=True)


def _said(figure: Row, column: str, words: str | None) -> Row:
    """Change words where they count: the reader's term, or else the printed text."""
    is_term = figure[f"{column}_term"] is not None
    return {f"{column}_{'term' if is_term else 'text'}": words}


# Numbers


def _with_number(figure: Row, text: str) -> Row | None:
    """Read a number that is printed otherwise, in the manner of the one before.

    Where that one cannot be read from its text alone, this one cannot be either.
    """
    for mark in ("", ","):
        before = read_number(figure["value_text"], mark)
        if (before.value, before.low, before.high) == (
            figure["value"],
            figure["value_low"],
            figure["value_high"],
        ):
            return _columns(figure, text, read_number(text, mark))
    return None


def _columns(figure: Row, text: str, number: ReadNumber) -> Row:
    return {
        "value_text": text,
        "value": number.value,
        "value_low": number.low,
        "value_high": number.high,
        "alternative_value": number.alternative_value,
        "alternative_low": number.alternative_low,
        "alternative_high": number.alternative_high,
        "value_kind": number.kind,
        "confidence": min(figure["confidence"], number.confidence),
    }


def _edited(
    edit: Callable[[str, Random], str | None],
) -> Callable[..., Mutation | None]:
    """Make a kind of an edit of the printed number; none where nothing would differ."""

    def make(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
        columns = _retyped(figure, draw, edit)
        return _of_figure(figure, columns) if columns else None

    return make


def _retyped(
    figure: Row, draw: Random, edit: Callable[[str, Random], str | None]
) -> Row | None:
    found = _NUMBER.search(figure["value_text"] or "")
    typed = edit(found.group(), draw) if found else None
    if found is None or typed is None:
        return None
    text = figure["value_text"]
    columns = _with_number(figure, text[: found.start()] + typed + text[found.end() :])
    if columns is None or columns["value"] == figure["value"]:
        return None
    return columns


def _digits(number: str) -> list[int]:
    return [place for place, sign in enumerate(number) if sign.isdigit()]


def _flip(number: str, draw: Random) -> str:  # noqa: ARG001
    return f"-{number}"


def _transpose(number: str, draw: Random) -> str | None:
    places = _digits(number)
    pairs = [
        (left, right)
        for left, right in pairwise(places)
        if number[left] != number[right] and (left > 0 or number[right] != "0")
    ]
    if not pairs:
        return None
    left, right = draw.choice(pairs)
    signs = [*number]
    signs[left], signs[right] = signs[right], signs[left]
    return "".join(signs)


def _drop(number: str, draw: Random) -> str | None:
    places = _digits(number)
    if len(places) < 2:
        return None
    place = draw.choice(places)
    return (number[:place] + number[place + 1 :]).strip("., '")


def _double(number: str, draw: Random) -> str:
    place = draw.choice(_digits(number))
    return number[:place] + number[place] + number[place:]


def _move_mark(number: str, draw: Random) -> str | None:
    if number.count(".") == 1:
        whole, decimals = number.split(".")
        if draw.random() < 0.5 and len(decimals) > 1:
            return f"{whole}{decimals[0]}.{decimals[1:]}"
        return f"{whole[:-1] or '0'}.{whole[-1]}{decimals}"
    if number.count(",") == 1:
        return number.replace(",", ".")
    if number.isdigit() and len(number) > 1:
        return f"{number[:-1]}.{number[-1]}"
    return None


def _duplicate_with_other_value(
    figure: Row,
    draw: Random,
    world: World,  # noqa: ARG001
) -> Mutation | None:
    columns = _retyped(figure, draw, _transpose)
    return _again(figure, columns) if columns else None


def _duplicate_line(figure: Row, draw: Random, world: World) -> Mutation:  # noqa: ARG001
    return _again(figure, {})


def _total_changed(figure: Row, draw: Random, world: World) -> Mutation | None:
    fact = figure["fact"]
    if fact["measure"] not in _MEASURES_WITH_TOTALS or not _is_total(fact["scope"]):
        return None

    def change(number: str, draw: Random) -> str | None:
        read = read_number(number).value
        if read is None:
            return None
        decimals = len(number.partition(".")[2])
        part = Decimal(draw.uniform(0.01, 0.2)) * draw.choice((1, -1))
        grouped = "," if "," in number else ""
        return f"{read * (1 + part):{grouped}.{decimals}f}"

    return _edited(change)(figure, draw, world)


def _is_total(scope: str) -> bool:
    return scope.startswith("scope_1_2_")


# Units


def _units(others: dict[str, list[str]]) -> Callable[..., Mutation | None]:
    def make(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
        fact = figure["fact"]
        if fact["fact_table"] != "fact_emissions" or fact["unit"] not in others:
            return None
        unit = draw.choice(others[fact["unit"]])
        return _of_figure(figure, _said(figure, "unit", _TONNES[unit]))

    return make


# Periods


def _later(text: str, years: int) -> str:
    pattern = _YEAR if _DAY.search(text) else _ANY_YEAR
    return pattern.sub(lambda found: _plus(found.group(), years), text)


def _plus(year: str, years: int) -> str:
    return str(int(year) + years).zfill(len(year))[-len(year) :]


def _years(*steps: int) -> Callable[..., Mutation | None]:
    def make(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
        step = draw.choice(steps)
        printed = {name: figure[name] for name in _PERIOD if figure[name]}
        return _of_figure(
            figure, {name: _later(text, step) for name, text in printed.items()}
        )

    return make


# Words


def _in_words(figure: Row, scope: str) -> Mutation | None:
    words = scope if figure["scope_term"] is not None else _SCOPE_WORDS[scope]
    return _of_figure(figure, _said(figure, "scope", words))


def _scope_swapped(figure: Row, draw: Random, world: World) -> Mutation | None:
    scope = figure["fact"]["scope"]
    if scope.startswith("scope_2_"):
        return _in_words(figure, draw.choice(("scope_1", "scope_3")))
    if scope in ("scope_1", "scope_3"):
        return _in_words(figure, world.scope_2_of(figure))
    return None


def _total_told_as_part(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
    scope = figure["fact"]["scope"]
    method = scope.rpartition("_")[2]
    if scope.startswith("scope_1_2_3_"):
        return _in_words(figure, draw.choice((f"scope_1_2_{method}", "scope_3")))
    if _is_total(scope):
        return _in_words(figure, draw.choice((f"scope_2_{method}", "scope_1")))
    return None


def _method_swapped(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
    for method, other in (("market", "location"), ("location", "market")):
        words = figure["scope_term"] or figure["scope_text"] or ""
        if figure["fact"]["scope"].endswith(f"_{method}") and method in words:
            swapped = words.replace(method, other)
            return _of_figure(figure, _said(figure, "scope", swapped))
    return None


def _measure_swapped(figure: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
    other = _OTHER_MEASURES.get(figure["fact"]["measure"])
    return _of_figure(figure, _said(figure, "measure", other)) if other else None


def _company_swapped(figure: Row, draw: Random, world: World) -> Mutation | None:
    names = [
        name
        for company, name in world.company_names
        if company != figure["fact"]["company_id"]
    ]
    return _of_figure(figure, {"company_text": draw.choice(names)})


def _org_unit_wrong(figure: Row, draw: Random, world: World) -> Mutation | None:
    names = world.org_unit_names.get(figure["fact"]["company_id"])
    if names is None:
        return None
    is_group = figure["fact"]["org_unit_id"] == "group"
    name = draw.choice(names) if is_group else None
    return _of_figure(figure, {"org_unit_text": name, "org_unit_term": None})


def _stated_change_wrong(claim: Row, draw: Random, world: World) -> Mutation | None:  # noqa: ARG001
    if not claim["change"]:
        return None
    change = -claim["change"]
    if draw.random() < 0.5:
        part = Decimal(draw.uniform(0.1, 0.5)) * draw.choice((1, -1))
        digit = 2 * (claim["change_high"] - claim["change"])
        change = (claim["change"] * (1 + part) / digit).quantize(Decimal(1)) * digit
    if change == claim["change"]:
        return None
    step = change - claim["change"]
    changes = {
        "change_text": f"{change.normalize():f}",
        "change": change,
        "change_low": claim["change_low"] + step,
        "change_high": claim["change_high"] + step,
    }
    return Mutation("raw_claim", claim["claim_id"], changes)


def _publication_wrong(document: Row, draw: Random, world: World) -> Mutation:  # noqa: ARG001
    step = draw.choice((-10, -1, 1, 10))
    published = _YEAR.sub(
        lambda found: _plus(found.group(), step), document["published_text"]
    )
    changes = {"published_text": published}
    return Mutation("raw_document", document["document_id"], changes)


#: Each kind: in which rows of the world, and how it gets one of them wrong.
KINDS: dict[str, tuple[str, Callable[[Row, Random, World], Mutation | None]]] = {
    "unit_thousandfold": ("figures", _units(_THOUSANDFOLD)),
    "unit_millionfold": ("figures", _units(_MILLIONFOLD)),
    "sign_flipped": ("figures", _edited(_flip)),
    "digits_transposed": ("figures", _edited(_transpose)),
    "digit_dropped": ("figures", _edited(_drop)),
    "digit_doubled": ("figures", _edited(_double)),
    "decimal_mark_moved": ("figures", _edited(_move_mark)),
    "year_off_by_one": ("figures", _years(-1, 1)),
    "wrong_decade": ("figures", _years(-10, 10)),
    "scope_swapped": ("figures", _scope_swapped),
    "total_told_as_part": ("figures", _total_told_as_part),
    "scope_2_method_swapped": ("figures", _method_swapped),
    "measure_swapped": ("figures", _measure_swapped),
    "company_swapped": ("figures", _company_swapped),
    "org_unit_wrong": ("figures", _org_unit_wrong),
    "duplicate_with_other_value": ("figures", _duplicate_with_other_value),
    "duplicate_line": ("figures", _duplicate_line),
    "total_changed": ("figures", _total_changed),
    "stated_change_wrong": ("claims", _stated_change_wrong),
    "publication_wrong": ("documents", _publication_wrong),
}
